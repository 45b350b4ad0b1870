use proptest::prelude::*;

use super::*;

fn said(found: Vec<Identifier>) -> Vec<String> {
    let kind = |kind: Kind| match kind {
        Kind::Wallet { coin } => coin.to_owned(),
        Kind::Handle { on } => on.to_owned(),
        other => format!("{other:?}").to_lowercase(),
    };
    found.into_iter().map(|found| format!("{} {}", kind(found.kind), found.value)).collect()
}

#[test]
fn contacts_are_read_as_people_write_them() {
    for (text, want) in [
        ("write me on telegram: t.me/rowan_dev", "telegram rowan_dev"),
        ("https://telegram.me/Rowan_Dev?start=1", "telegram rowan_dev"),
        ("my tg is @rowandev", "telegram rowandev"),
        ("Telegram - rowan_99", "telegram rowan_99"),
        ("Telegram username: rowandev", "telegram rowandev"),
        ("find me under @rowandev (telegram)", "telegram rowandev"),
        ("Телеграм: @rowandev", "telegram rowandev"),
        ("加微信rowan_99", "wechat rowan_99"),
        ("QQ: 123456789", "qq 123456789"),
        ("Discord: rowan#1234", "discord rowan#1234"),
        ("skype live:.cid.1a2b3c4d5e6f7890", "skype live:.cid.1a2b3c4d5e6f7890"),
        ("Skype: live:rowan_9, any time", "skype live:rowan_9"),
        ("skype id: rowan.ash", "skype rowan.ash"),
        ("wa.me/254700000001 is my whatsapp", "phone 254700000001"),
        ("https://api.whatsapp.com/send?phone=254700000001&text=hi", "phone 254700000001"),
        ("call +254 (700) 000-001", "phone 254700000001"),
        ("WhatsApp: +1 555 0100", "phone 15550100"),
        ("my whatsapp 0 7 0 0 0 0 0 0 0 1", "phone 0700000001"),
        ("(415) 555-0132", "phone 4155550132"),
        ("phone ٠٧٠٠٠٠٠٠٠١", "phone 0700000001"),
        ("mail me: rowan [at] example [dot] com", "email rowan@example.com"),
        ("rowan (at) example.com", "email rowan@example.com"),
        ("r o w a n @ example . com", "email rowan@example.com"),
        ("Rowan.Ash+work@Example.co.uk.", "email rowan.ash+work@example.co.uk"),
        ("r\u{200b}owan@exam\u{ad}ple.com", "email rowan@example.com"),
        ("ｒｏｗａｎ＠ｅｘａｍｐｌｅ．ｃｏｍ", "email rowan@example.com"),
        ("rowanash@gmail", "email rowanash@gmail.com"),
        ("reach me: rowan@gmail.com.Thanks", "email rowan@gmail.com"),
        ("see https://Rowan.example/Work/One?p=2.", "url https://rowan.example/Work/One?p=2"),
        ("hXXps[:]//rowan[.]example/x", "url https://rowan.example/x"),
        ("(www.rowan-ash.com)", "host www.rowan-ash.com"),
        ("portfolio: rowan-ash.com", "host rowan-ash.com"),
        ("github.com/rowan-ash/", "url github.com/rowan-ash/"),
        ("网站rowan-ash.com很好", "host rowan-ash.com"),
        ("my site is münchen-rowan.de", "host münchen-rowan.de"),
    ] {
        let found = said(identifiers(text));
        assert!(found.contains(&want.to_owned()), "{text}: {found:?}");
    }
}

/// What honest letters are full of. Nothing of it is an identifier of any kind.
const NOTHING: &[&str] = &[
    "Node.js",
    "Vue.js and Next.js",
    "socket.io",
    "ASP.NET",
    "asp.net core",
    "VB.NET",
    "ADO.Net",
    ".NET 8",
    "C#/.NET",
    "React.js/Express.js",
    "Three.js, D3.js",
    "discord.py",
    "discord.js bots",
    "System.IO",
    "java.io.File",
    "console.info(x)",
    "index.html",
    "main.rs",
    "app.py",
    "setup.sh",
    "README.md",
    "logo.ai",
    "styles.css",
    "docs/readme.md",
    "logo@2x.png",
    "com.rowan.app",
    "org.apache.commons",
    "console.log",
    "process.env",
    "user.name",
    "this.id",
    "v2.0",
    "3.5.1",
    "Python 3.11",
    "iOS 17.2",
    "Angular 17.0.1-rc.dev",
    "vue@3.2.1",
    "npm i @angular/core",
    "@types/node",
    "@media screen",
    "@Autowired",
    "@everyone",
    "2024-01-15",
    "15.01.2024",
    "01/15/2024",
    "2019-2023",
    "2019 - 2023",
    "20240115",
    "9-5",
    "24/7",
    "9:00-17:00",
    "UTC+5:30",
    "GMT+0530",
    "$1,500",
    "$ 1500000",
    "1.000.000",
    "1 000 000 users",
    "10000000 rows",
    "USD 12500000",
    "99.99%",
    "+10 years",
    "500+ 100 projects",
    "ISO 27001",
    "ISO 9001:2015",
    "ISBN 978-3-16-148410-0",
    "RFC 5322",
    "order 12345678",
    "ticket #12345678",
    "192.168.100.200",
    "10 20 30 40 50 60 70",
    "1-2-3-4-5-6-7",
    "1,2,3,4,5,6,7,8",
    "5 000 2nd",
    "e.g. this",
    "i.e.it",
    "U.S.A.",
    "B.Sc.",
    "M.Tech",
    "B.Com graduate",
    "Ph.D.",
    "a.m. to p.m.",
    "etc.in the end",
    "I did it.is it fine",
    "I finished.My next step",
    "the work.Design is next",
    "good job.no problem",
    "Thanks.Online soon",
    "and/or",
    "his/her",
    "he/she",
    "client-side",
    "end-to-end",
    "the dot com boom",
    "I use dot net",
    "at example",
    "I worked at Acme",
    "I work @ Acme",
    "senior developer @ Acme",
    "let us meet at noon",
    "I am good at react.",
    "I have built many Telegram bots and WhatsApp Business API integrations",
    "Telegram bot: python3",
    "Telegram: web3 bots",
    "Discord: available",
    "Skype: yes",
    "my telegram is active",
    "Telegram username: required",
    "I can add Slack or Discord",
    "Discord bot (node18)",
    "the next line is 12",
    "line 12345",
    "on line id",
    "WhatsApp API 2.0",
    "skype or zoom call",
    "0x1234",
    "#4a5b6c",
    "sha256",
    "a1b2c3d4e5f6",
    "550e8400-e29b-41d4-a716-446655440000",
    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "I.T",
    "P.S. thanks",
    "C++/Qt",
    "TCP/IP",
    "50/50",
    "1:1",
    "4.9/5",
    "10x",
    "100 %",
];

#[test]
fn what_only_looks_like_one_is_not_read() {
    assert!(NOTHING.len() >= 60);
    let mut bad = 0;
    for text in NOTHING {
        for text in
            [format!("I know {text} well"), (*text).to_owned(), format!("With 5 years of it: {text}, and more.")]
        {
            let found = said(identifiers(&text));
            if !found.is_empty() {
                println!("WRONG {text}: {found:?}");
                bad += 1;
            }
        }
    }
    assert_eq!(bad, 0);
}

/// What is an identifier, and points at no one.
const EVERYONES: &[&str] = &[
    "https://www.upwork.com",
    "upwork.com",
    "https://github.com",
    "https://github.com/features",
    "github.com/facebook/react",
    "https://google.com",
    "https://www.apple.com/ios",
    "https://wordpress.org/plugins/akismet",
    "example.com",
    "https://example.com",
    "https://nodejs.org",
    "https://nodejs.org/en/docs",
    "react.dev",
    "https://react.dev/learn",
    "https://vuejs.org/guide",
    "https://en.wikipedia.org/wiki/Web",
    "https://stackoverflow.com/questions/12345",
    "https://docs.python.org/3/",
    "amazon.co.uk",
    "https://www.amazon.de/dp/B000",
    "https://www.linkedin.com",
    "https://www.linkedin.com/feed",
    "https://youtube.com",
    "https://docs.github.io/x",
    "https://github.com/ash/tool",
    "https://www.acme-tools.com/docs/start",
    "forum.acme-tools.com/x",
    "you@example.com",
    "your-email@gmail.com",
    "support@upwork.com",
    "name@yourdomain.com",
    "an app like zillow.com",
    "sites similar to acme-tools.com",
    "git@github.com:rowan/x.git",
    "+1 111 111 1111",
    "+1234567890",
    "t.me/BotFather",
    "https://t.me",
    "https://web.dev",
    "https://pub.dev/packages/http",
    "https://huggingface.co/models",
    "https://www.nasa.gov/x",
    "https://www.mit.edu",
    "http://localhost.com:3000",
    "http://127.0.0.1:8080/x",
    "x.com",
    "https://x.com",
];

#[test]
fn what_everybody_links_points_at_no_one() {
    let mut bad = 0;
    for text in EVERYONES {
        for text in [(*text).to_owned(), format!("People read {text} often"), format!("See the site: {text}.")] {
            let found = said(private_details(&text));
            if !found.is_empty() {
                println!("WRONG {text}: {found:?}");
                bad += 1;
            }
        }
    }
    assert_eq!(bad, 0);
}

#[test]
fn private_details_are_equal_where_they_lead_to_one_place() {
    for (texts, want) in [
        (
            ["https://www.Rowan-Ash.com/", "see rowan-ash.com", "http://rowan-ash.com/?utm_source=x#top"],
            "rowan-ash.com",
        ),
        (
            ["https://github.com/Rowan-Ash", "github.com/rowan-ash/", "www.github.com/rowan-ash?tab=x&"],
            "github.com/rowan-ash",
        ),
        (
            ["linkedin.com/in/rowan-ash", "https://www.linkedin.com/in/Rowan-Ash/", "(linkedin.com/in/rowan-ash)."],
            "linkedin.com/in/rowan-ash",
        ),
        (["rowan.vercel.app", "https://rowan.vercel.app/", "https://rowan[.]vercel[.]app"], "rowan.vercel.app"),
        (
            ["https://www.behance.net/rowan", "behance.net/rowan", "behance . net/rowan https://behance.net/rowan"],
            "behance.net/rowan",
        ),
        (["+1 (415) 555-0132", "tel 1-415-555-0132", "wa.me/14155550132"], "14155550132"),
        (["rowan@ash-studio.com", "Rowan [at] ash-studio.com", "mailto:rowan@ash-studio.com"], "rowan@ash-studio.com"),
    ] {
        for text in texts {
            let found: Vec<String> = private_details(text).into_iter().map(|found| found.value).collect();
            let want = if text.contains("tab=x") { format!("{want}?tab=x") } else { want.to_owned() };
            assert_eq!(found, [want], "{text}");
        }
    }
}

#[test]
fn places_are_those_of_the_source() {
    let text = "Hi \u{1f600}! Ro\u{200b}wan [AT] example (dot) com, or https://rowan.example/\u{c4}b.";
    let quotes: Vec<&str> = identifiers(text).into_iter().map(|found| &text[found.at]).collect();
    assert_eq!(quotes, ["Ro\u{200b}wan [AT] example (dot) com", "https://rowan.example/\u{c4}b"]);
}

#[test]
fn hostile_texts_are_read_in_time() {
    for part in [
        "a.",
        "a@",
        "@a",
        "1 ",
        "1-",
        "http://",
        "a.com/",
        "r o w a n @ ",
        " at ",
        " dot com",
        "(",
        "[.]",
        "telegram ",
        "+1",
        "a.",
    ] {
        let found = identifiers(&part.repeat((128 << 10) / part.len()));
        assert!(found.len() <= MOST_FOUND, "{part}");
    }
}

fn parts() -> impl Strategy<Value = String> {
    let part = proptest::sample::select(vec![
        "rowan",
        "@",
        ".",
        "com",
        " ",
        "[at]",
        "(dot)",
        "https://",
        "t.me/",
        "+1 415 555 0132",
        "telegram",
        ":",
        "\n",
        "\u{200b}",
        "\u{e9}",
        "\u{4f60}",
        "live:.cid.",
        "0x",
        "1BoatSLRHtKNngkdXEeobR76b53LETtpyT",
        "/",
        "?",
        "#",
        "-",
        "_",
        "\u{661}",
        "\u{1f600}",
    ]);
    proptest::collection::vec(prop_oneof![4 => part.prop_map(str::to_owned), 1 => "\\PC{0,4}"], 0..30)
        .prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn total_and_in_order(text in parts()) {
        let found = identifiers(&text);
        prop_assert!(found.iter().all(|found| text.get(found.at.clone()).is_some_and(|quote| !quote.is_empty())));
        prop_assert!(found.is_sorted_by_key(|found| found.at.start));
        prop_assert!(private_details(&text).iter().all(|found| text.get(found.at.clone()).is_some()));
    }

    #[test]
    fn zero_width_noise_changes_nothing(text in parts(), seed in 1usize..9) {
        let noisy: String = text.chars().enumerate().flat_map(|(at, c)| {
            [Some(c), (at % seed == 0 && c.is_ascii_graphic()).then_some('\u{200b}')].into_iter().flatten()
        }).collect();
        prop_assert_eq!(said(identifiers(&noisy)), said(identifiers(&text)));
        prop_assert_eq!(said(private_details(&noisy)), said(private_details(&text)));
    }
}

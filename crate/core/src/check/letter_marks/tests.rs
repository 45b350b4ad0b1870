use super::super::testing::{run as check, text};
use super::*;
use crate::model::{PageSnapshot, Proposal};
use proptest::prelude::*;

fn page(letter: &str) -> PageSnapshot {
    let proposals = vec![Proposal { letter: text(letter), ..Proposal::default() }];
    PageSnapshot { proposals, ..PageSnapshot::default() }
}

/// The quotes of all findings with their severity, a line a finding.
fn found(snapshot: &PageSnapshot) -> Vec<String> {
    let (findings, coverage) = check(&CHECK, snapshot);
    assert_eq!(coverage.state, CoverageState::Checked);
    let quotes = |finding: &Finding| finding.evidence.iter().map(|e| e.quote.clone()).collect::<Vec<_>>().join(" | ");
    findings.iter().map(|finding| format!("{:?}: {}", finding.severity, quotes(finding))).collect()
}

const JOB: &str = "We run a small chain of bakeries and want a new mobile application in Flutter. Customers order bread for the \
    next morning, pay in the shop, and collect it between seven and nine. The screens are drawn already and will be handed \
    over with notes; the server is ours and has a documented interface. Please tell us how you would begin, and what you \
    would need from us in the first week.";

fn job(client: Option<&str>, letter: &str) -> PageSnapshot {
    let job = Job {
        title: text("Flutter application for bakeries"),
        description: text(JOB),
        client: client.and_then(text),
        ..Job::default()
    };
    PageSnapshot { job: Some(job), ..page(letter) }
}

#[test]
fn fires_on_slots() {
    for (letter, want) in [
        ("Dear [Client Name],\nI would begin with the tables.", "Caution: [Client Name]"),
        ("Hi {{first_name}}, I read your post with care.", "Caution: {{first_name}}"),
        ("I would love to work for <company name> this spring.", "Caution: <company name>"),
        ("I would love to work for {company_name} this spring.", "Caution: {company_name}"),
        ("Your post %JOB_TITLE% is what I do best.", "Caution: %JOB_TITLE%"),
        ("Hello $CLIENT_NAME, the tables come first.", "Caution: $CLIENT_NAME"),
        ("I have done [insert relevant experience here] twice.", "Note: [insert relevant experience here]"),
        ("I know [skill 1] and [skill 2] well.", "Note: [skill 1] | [skill 2]"),
        ("Dear ______,\nthe tables come first.", "Caution: ______"),
        ("It would be a joy to help XXX Company with this.", "Note: XXX"),
        ("Dear XXX, the tables come first.", "Caution: XXX"),
        ("Thank you,\n[Your Name]", "Note: [Your Name]"),
        ("Me encanta [nombre de la empresa], empecemos.", "Caution: [nombre de la empresa]"),
        ("您好【公司名称】，我想从表格开始。", "Caution: 【公司名称】"),
        ("Dear [Client Name],\nI write mail templates for a living.", "Caution: [Client Name]"),
        ("As for [Project], I know {{jobTitle}} work.", "Caution: [Project] | {{jobTitle}}"),
    ] {
        assert_eq!(found(&page(letter)), [want], "{letter}");
    }
}

#[test]
fn silent_on_brackets_that_are_no_slots() {
    for letter in [
        "See [my portfolio](https://example.com/me) and [the name](https://example.com) for more.",
        "Three sources say so [1], [2] and [3, p. 4].",
        "- [x] tables\n- [ ] forms\n- [X] name fields",
        "The loop reads items[0], items[name] and map[title] in turn.",
        "I would type `[name]` there and <title> in the head.",
        "```\nhello {{name}}\n```\nis how the page says it.",
        "In JSX one writes <Title>{title}</Title> and {company_name}.",
        "We used Handlebars, so {{title}} and {{company}} were filled on the server.",
        "My last Vue component had {{ job.title }} in it.",
        "I build mail merges: [First Name] and [Company] come from the sheet.",
        "Your placeholders such as [Client Name] stay as they are.",
        "The page shows {feedId} and {default: function} until the data is in.",
        "Run it with <path to the folder> and <file> behind it.",
        "GET /users/{client_name}/orders gives a list.",
        "The shell has $HOME and $PATH, and $500 is my price.",
        "I charge 20% now, 30% at the name change, 50% at the end.",
        "[Client] Bakery chain: three shops online\n[Project] Booking page for dentists",
        "[WIP] and [sic] and [email protected] and [link] and [redacted]",
        "You asked for the word [BLUE HERON] first: here it is.",
        "T-shirts up to XXX-Large and XXXL are in the shop.",
        "The film got an xxx rating; a size XXX fits all.",
        "We say \u{201c}Dear [Client Name]\u{201d} to nobody.",
        "The form has a line for the date: ______ and one for the name: ______",
        "I worked (2019-2021) for a bank [name withheld under NDA].",
        "std::vector<Name> and List<Project> are types, Map<Name, Title> too.",
        "<title>Bakery</title> is what the head holds.",
        "[Edit: I added the price.] [Update] [Note]",
        "请看【重要】和【作品】两部分。",
        "Regex [a-z]{3,8} finds it.",
        "I know C, C++, [Objective-C] and so on [...]",
    ] {
        assert_eq!(found(&page(letter)), [""; 0], "{letter}");
    }
    // What the job post itself asked for is no slot.
    let mut asked = job(None, "Hi, [Company Name] as you asked.");
    asked.job.as_mut().unwrap().description = text("Begin with [Company Name], so that we know you have read this.");
    assert_eq!(found(&asked), [""; 0]);
}

#[test]
fn fires_on_a_letter_to_somebody_else() {
    for (client, letter, want) in [
        (
            Some("Lumen Works"),
            "Dear Northgate Dental team,\nI can start on Monday.",
            "Caution: Northgate Dental | Lumen Works",
        ),
        (Some("Lumen Works"), "Hi Acme Team, I can start.\nLumen will love it.", "Note: Acme | Lumen Works"),
        (Some("Sarah M."), "Dear Kevin,\nI can start on Monday.", "Note: Kevin | Sarah M."),
        (Some("Lumen Works"), "I saw your posting at Blue Fig and can start.", "Note: Blue Fig | Lumen Works"),
        (
            None,
            "Hello, I saw your posting for a Laravel developer and can start.",
            "Note: Laravel developer | Flutter application for bakeries",
        ),
        (
            None,
            "Hello, I read your job \u{201c}Dental clinic booking website\u{201d} twice.",
            "Note: Dental clinic booking website | Flutter application for bakeries",
        ),
    ] {
        assert_eq!(found(&job(client, letter)), [want], "{letter}");
    }
}

#[test]
fn silent_on_greetings_that_may_well_be_right() {
    for (client, letter) in [
        (Some("Lumen Works"), "Dear Hiring Manager,\nI can start."),
        (Some("Lumen Works"), "Hi Sam,\nI can start."),
        (Some("Lumen Works"), "Dear Lumen team,\nI can start."),
        (Some("Lumen Works"), "Hello LW Team, I can start."),
        (Some("Lumen Works Ltd"), "Dear LumenWorks, I can start."),
        (Some("Sarah M."), "Hi Sally, I can start."),
        (Some("Robert K."), "Hi Bob, I can start."),
        (Some("Sarah M."), "Dear Sir or Madam, I can start."),
        (Some("Sarah M."), "Dear Bakery Owner, I can start."),
        (Some("Sarah M."), "Dear Flutter team, I can start."),
        (Some("Sarah M."), "Hello! My name is Kevin."),
        (Some("Sarah M."), "Hi, Kevin here."),
        (Some("Sarah M."), "Hi there, Good Morning, Happy New Year!"),
        (Some("Sarah M."), "Hi S.M., I can start."),
        (Some("greenfield22"), "Dear Kevin, I can start."),
        (Some("Lumen Works"), "I found your job at Upwork and can start."),
        (Some("Lumen Works"), "In my job at Blue Fig I did the same."),
        (Some("Сара М."), "Dear Kevin, I can start."),
        (None, "Dear Northgate Dental team, I can start."),
        (None, "I saw your posting for a Flutter developer."),
        (None, "I saw your posting for a Mobile developer."),
        (None, "I saw your posting for a senior Dart developer."),
        (None, "I saw your project for an iOS and Android developer."),
        (None, "I read your post \u{201c}Flutter app\u{201d} and can start."),
        (None, "I read your post about \u{201c}bread for the next morning\u{201d}."),
        (
            None,
            "My motto for your project: \u{201c}measure twice and cut once\u{201d}. For my last post I was a Laravel developer.",
        ),
    ] {
        assert_eq!(found(&job(client, letter)), [""; 0], "{client:?} {letter}");
    }
    // A short job text does not say what it is not about.
    let mut brief = job(None, "I saw your posting for a Laravel developer.");
    brief.job.as_mut().unwrap().description = text("Flutter app, details by message.");
    assert_eq!(found(&brief), [""; 0]);
}

#[test]
fn fires_on_residue() {
    for (letter, want) in [
        ("As an AI language model, I cannot browse. Still, the tables come first.", "As an AI language model"),
        ("Certainly! Here is a cover letter for your job:\nDear team", "Certainly! Here is a cover letter"),
        ("Sure! Here's a tailored proposal you can use:\nHello", "Sure! Here's a tailored proposal"),
        ("Here\u{2019}s a draft of your proposal:\nHello", "Here\u{2019}s a draft of your proposal"),
        ("I start Monday. I hope this cover letter meets your needs.", "I hope this cover letter meets"),
        ("I start Monday.\nRegenerate response", "Regenerate response"),
        ("Write a proposal for this job: we need a bakery app.", "Write a proposal for this job"),
        (
            "I start Monday. Let me know if you'd like me to adjust the letter.",
            "Let me know if you'd like me to adjust the letter",
        ),
        ("I start Monday. Feel free to customize this cover letter.", "Feel free to customize this cover letter"),
    ] {
        assert_eq!(found(&page(letter)), [format!("Note: {want}")], "{letter}");
    }
}

#[test]
fn silent_on_people_who_build_assistants_or_write_like_people() {
    for letter in [
        "I build chatbots on language models, so \u{201c}As an AI language model\u{201d} is a line I know how to remove.",
        "My ChatGPT filter cuts every as an AI language model and the like.",
        "As an AI engineer I have trained models for bakeries.",
        "As an AI language model trainer I have rated ten thousand answers.",
        "As a large language model developer I know the costs.",
        "Here is my proposal for the tables.",
        "Here is a proposal that fits your budget.",
        "Here's a draft of the landing page I made last year.",
        "Certainly, I can start on Monday. Here is a link.",
        "Sure, here is my portfolio.",
        "I hope this proposal meets your expectations.",
        "I hope this message finds you well.",
        "I write cover letters and proposals for a living.",
        "I can write a proposal for this job of yours, if a tender is what you need.",
        "Feel free to adjust the milestones.",
        "Let me know if you would like me to adjust the proposal.",
        "Would you like me to make a short video of it?",
        "Of course, a call is fine. Here is a time that suits me.",
        "The copy code step of your build is slow; I would regenerate the response cache.",
    ] {
        assert_eq!(found(&page(letter)), [""; 0], "{letter}");
    }
    let mut asked = job(None, "You wrote: Write a proposal for this job in ten lines. Here they are.");
    asked.job.as_mut().unwrap().description = text("Write a proposal for this job in ten lines.");
    assert_eq!(found(&asked), [""; 0]);
}

#[test]
fn fires_on_hidden_and_lookalike_characters() {
    for (letter, want) in [
        ("write to me on Tele\u{200b}gram please", "Caution: Tele\u{200b}gram"),
        ("write to me on T\u{435}l\u{435}gr\u{430}m please", "Caution: T\u{435}l\u{435}gr\u{430}m"),
        ("I take \u{420}\u{430}ypal and cards", "Caution: \u{420}\u{430}ypal"),
        ("you could \u{440}\u{430}\u{443} me by card there", "Caution: \u{440}\u{430}\u{443}"),
        ("I like the quiet her\u{43e}n there", "Note: her\u{43e}n"),
        ("I like the qui\u{2060}et heron there", "Note: qui\u{2060}et"),
        (
            "the qui\u{200b}et her\u{200c}on by the mi\u{200d}ll",
            "Caution: qui\u{200b}et | her\u{200c}on | mi\u{200d}ll",
        ),
        ("I like it\u{e0048}\u{e0069} here", "Note: \u{e0048}\u{e0069}"),
        ("see \u{202e}moc.elpmaxe\u{202c} for it", "Note: \u{202e}moc.elpmaxe"),
    ] {
        assert_eq!(found(&page(letter)), [want], "{letter:?}");
    }
    let (findings, _) = check(&CHECK, &page("write to me on Tele\u{200b}gram please"));
    let words = serde_json::from_str(include_str!("../../../../../locales/en.json")).unwrap();
    let said = crate::words::say(&words, &findings[0].message);
    assert!(said.contains("\u{201c}Tele\u{b7}gram\u{201d} reads as \u{201c}telegram\u{201d}"), "{said}");
}

#[test]
fn silent_on_characters_that_have_work_to_do() {
    for letter in [
        "\u{feff}Hello, I can start on Monday.",
        "A family \u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} and a coder \u{1f469}\u{1f3fd}\u{200d}\u{1f4bb} and \u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
        "من می\u{200c}خواهم با شما کار کنم و React را می\u{200c}دانم",
        "मैं React जानता हूँ और क्\u{200d}ष लिखता हूँ",
        "Donau\u{ad}dampf\u{ad}schiff is a long word.",
        "\u{202b}שלום, אני יודע React\u{202c} \u{200f}(10 שנים)\u{200e}",
        "Hello \u{2068}Ann\u{2069}, I can start.",
        "Call \u{202a}+1 555 0100\u{202c} in the evening.",
        "สวัสดี\u{200b}ครับ ผม\u{200b}สนใจ React",
        "Здравствуйте, я знаю React и Vue; пишу на TypeScript\u{435} с 2015 года, Сommunity тоже.",
        "Добрый день! Telegramом не пользуюсь, PHPшник, iPhone\u{430} нет.",
        "The TNF\u{3b1} and IFN\u{3b3} assay, \u{3bc}Torrent, 5 \u{3bc}m, \u{3b2}-blocker, \u{394}t",
        "\u{1d5e7}\u{1d5f2}\u{1d5f9}\u{1d5f2}\u{1d5f4}\u{1d5ff}\u{1d5ee}\u{1d5fa} in bold letters is a style.",
        "ᴛᴇʟʟ me about it in ｗｉｄｅ letters",
        "The caf\u{e9} na\u{ef}ve r\u{e9}sum\u{e9}, k\u{131}z, Łódź, ﬁne, Straße",
        "my name is Иван, Роса is my town, and \u{421}\u{43e}\u{440} too",
        "Next line\u{200b}\nand item\u{200b} \u{2022} one\u{200b}, two",
        "A letter with \u{421}++ and 1\u{421} experience, \u{421}ommunication is my strength.",
        "我使用React和Vue\u{200b}开发，安卓\u{200b}也可以",
    ] {
        assert_eq!(found(&page(letter)), [""; 0], "{letter:?}");
    }
}

#[test]
fn says_what_it_could_not_see() {
    let (findings, coverage) = check(&CHECK, &PageSnapshot::default());
    assert!(findings.is_empty());
    assert_eq!(coverage.state, CoverageState::NotVisible);
    let note = |snapshot: &PageSnapshot| match check(&CHECK, snapshot).1.note {
        Message::Key { key, .. } => key,
        Message::Text { .. } => String::new(),
    };
    assert_eq!(note(&page("Hello")), "letter-marks.note.no_client");
    assert_eq!(note(&job(Some("Lumen Works"), "Hello")), "letter-marks.note.checked");
    let many = vec![Proposal { letter: text("Hello"), ..Proposal::default() }; MOST_LETTERS + 1];
    assert_eq!(note(&PageSnapshot { proposals: many, ..PageSnapshot::default() }), "letter-marks.note.beyond");
}

#[test]
fn hostile_letters_are_read_in_time() {
    for part in [
        "[a]",
        "[name] ",
        "{{",
        "XXX ",
        "x",
        "_",
        "$A",
        "%name%",
        "\u{202e}a",
        "\u{e0041}",
        "\u{430}b\u{200b}",
        "as an ai ",
        "\"",
        "here is a ",
        "`",
        "Dear ",
    ] {
        let letter = part.repeat(MOST_BYTES / part.len() + 9);
        let (findings, _) = check(&CHECK, &job(Some("Lumen Works"), &letter));
        assert!(findings.iter().all(|finding| finding.evidence.len() <= MOST_QUOTED), "{part}");
    }
}

proptest! {
    #[test]
    fn total(letter in "[\\[\\]{}<>%$_Xx \n\"A-Ca-cе\u{200b}\u{202e}\u{e0041}\u{1f984}.,]{0,80}", client in "[A-C][a-c]{0,5} ([A-C][.]|Works)") {
        check(&CHECK, &job(Some(&client), &format!("Dear {letter}")));
        check(&CHECK, &job(Some(&client), &letter));
    }
}

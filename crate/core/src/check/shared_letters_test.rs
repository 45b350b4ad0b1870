//! Letters written by us: one template with its slots changed, and honest letters about the same job.

use super::super::once::Once;
use super::super::testing::{person, run as check, text};
use super::*;
use crate::model::{Job, Person, Proposal};

const JOB: &str = "We run a bird reserve and need a small web map that shows which ponds are flooded. Rangers enter the \
    water level by phone every morning. Please tell us how you would store the levels and draw the map.";

fn template(name: &str, years: &str, company: &str) -> String {
    format!(
        "Hello dear client, my name is {name} and I have {years} years of experience. For {company} I rebuilt a tide \
         gauge portal whose gauges reported over weak radio links, and I learned to keep every reading twice before \
         the link drops again. In the first week I would sketch the ponds by hand with your rangers, because paper \
         finds mistakes that code never finds. I look forward to hearing from you."
    )
}

fn honest() -> Vec<String> {
    [
        "I have carefully read your job description. I have 6 years of experience. My last map was for a canal trust: \
         boaters saw closed locks in red. Levels would go into one table, a row for each pond and morning, and the map \
         would colour the ponds from it. I look forward to hearing from you.",
        "I have carefully read your job description. I have 9 years of experience. Rangers on the phone need big \
         buttons and no login, so I would send each of them a private link. The map can be drawn with plain vector \
         tiles that cost nothing to serve. Please come to chat so we can discuss.",
        "I have carefully read your job description and I am confident. You need a small web map that shows which \
         ponds are flooded. I once drew avalanche risk for a ski club with the very same colours, and I can show you \
         how volunteers kept it alive for four winters. I look forward to hearing from you.",
        "Hi there! A spreadsheet may be enough for the first season: rangers type a number, a script paints the pond. \
         When you outgrow it I move the numbers into a proper database without asking anybody to change a habit. \
         Please come to chat so we can discuss.",
        "Good morning, I am a cartographer who codes. Ponds have shapes that change with the water, so I would store \
         three outlines for each pond and show the one that fits the level, which rangers find far more honest. I \
         look forward to hearing from you.",
        "I have 4 years of experience. Is there phone signal at every pond? If not, the page must keep the number until \
         the ranger is back at the hut. I built exactly that for a night bus company, with paper tickets as a backup. \
         I look forward to hearing from you.",
        "Thank you for posting this. My approach: first a photo of your present notebook, then a form with the same \
         columns, then the map. Nobody should learn a new word on a wet morning, and I would visit once to watch how \
         the rounds are walked. Please come to chat so we can discuss.",
    ]
    .map(str::to_owned)
    .to_vec()
}

fn page(letters: &[(&str, String)]) -> PageSnapshot {
    let mut ids: Vec<&str> = letters.iter().map(|(id, _)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    let proposal = |(id, letter): &(&str, String)| Proposal {
        person: Some((*id).to_owned()),
        letter: text(letter),
        ..Proposal::default()
    };
    PageSnapshot {
        job: Some(Job { title: text("Flood map for a bird reserve"), description: text(JOB), ..Job::default() }),
        people: ids.into_iter().map(person).collect(),
        proposals: letters.iter().map(proposal).collect(),
        ..PageSnapshot::default()
    }
}

fn ten() -> PageSnapshot {
    let names = ["h1", "h2", "h3", "h4", "h5", "h6", "h7"];
    let mut letters: Vec<(&str, String)> = names.into_iter().zip(honest()).collect();
    letters.insert(1, ("t1", template("Ada", "8", "Port of Elm")));
    letters.insert(4, ("t2", template("Bo Lind", "5", "Ferry Watch Ltd")));
    letters.push(("t3", template("Cem", "11", "Northpool")));
    page(&letters)
}

#[test]
fn fires_on_three_of_ten_letters_from_one_template() {
    let snapshot = ten();
    let (findings, coverage) = check(&CHECK, &snapshot);
    assert_eq!(findings.len(), 1, "{findings:#?}");
    let finding = &findings[0];
    assert_eq!(finding.subject.items, [1, 4, 9]);
    assert_eq!((finding.severity, coverage.state), (Severity::Warning, CoverageState::Checked));
    let statistic = finding.statistic.as_ref().unwrap();
    assert!(statistic.n >= 45 && statistic.value.unwrap() > SURE, "{statistic:?}");
    for evidence in &finding.evidence {
        let at = evidence.item.as_ref().unwrap().items[0];
        assert!(snapshot.proposals[at].letter.as_ref().unwrap().value.contains(&evidence.quote));
        assert!(!evidence.quote.contains("Port of Elm") && !evidence.quote.contains("Ferry"), "{}", evidence.quote);
    }
}

#[test]
fn silent_on_honest_letters_that_share_stock_sentences() {
    let names = ["a", "b", "c", "d", "e", "f", "g"];
    let letters: Vec<(&str, String)> = names.into_iter().zip(honest()).collect();
    let (findings, coverage) = check(&CHECK, &page(&letters));
    assert!(findings.is_empty(), "{findings:#?}");
    assert_eq!(coverage.state, CoverageState::Checked);
}

#[test]
fn fires_on_two_bidders_as_a_question() {
    let letters = [("a", template("Ada", "8", "Elm")), ("b", template("Bo", "5", "Oak"))];
    assert_eq!(check(&CHECK, &page(&letters)).0[0].severity, Severity::Caution);
}

#[test]
fn fires_as_background_on_one_bidder_one_agency_and_the_unnamed() {
    let twice = [("a", template("Ada", "8", "Elm")), ("a", template("Ada", "8", "Oak"))];
    assert_eq!(check(&CHECK, &page(&twice)).0[0].severity, Severity::Context);
    let three = ["a", "b", "c"].map(|id| (id, template(id, "8", "Elm")));
    let mut snapshot = page(&three);
    for (person, agency) in snapshot.people.iter_mut().zip(["Reed & Rush", "reed & rush", "Reed & Rush "]) {
        *person = Person { agency: text(agency), ..person.clone() };
    }
    assert_eq!(check(&CHECK, &snapshot).0[0].severity, Severity::Context);
    snapshot.people[2].agency = text("Another");
    assert_eq!(check(&CHECK, &snapshot).0[0].severity, Severity::Warning);
    snapshot.people[2].agency = None;
    assert_eq!(check(&CHECK, &snapshot).0[0].severity, Severity::Warning);
    for proposal in &mut snapshot.proposals {
        proposal.person = None;
    }
    assert_eq!(check(&CHECK, &snapshot).0[0].severity, Severity::Context);
}

#[test]
fn fires_with_one_id_whatever_the_order_and_disguise() {
    let snapshot = ten();
    let first = check(&CHECK, &snapshot).0;
    let mut turned = snapshot.clone();
    turned.proposals.reverse();
    for proposal in &mut turned.proposals {
        let letter = proposal.letter.as_mut().unwrap();
        letter.value = letter.value.replace("week", "we\u{200b}ek").replace("Hello", "HELLO");
    }
    let second = check(&CHECK, &turned).0;
    assert_eq!(second.len(), 1);
    assert_eq!((&second[0].id, second[0].severity), (&first[0].id, first[0].severity));
}

#[test]
fn silent_on_the_job_posts_own_words() {
    let quoted = format!("{JOB} I can do that.");
    let letters = [("a", format!("{quoted} My boat is green.")), ("b", format!("{quoted} I like tea at noon."))];
    let (findings, coverage) = check(&CHECK, &page(&letters));
    assert!(findings.is_empty());
    assert_eq!(coverage.state, CoverageState::TooFew);
}

#[test]
fn silent_on_lists_of_tools_and_quotations() {
    let tools = "React, Redux, Next.js, Node.js, Express, MongoDB, PostgreSQL, MySQL, Docker, AWS, Git, Jest, Cypress, \
                 Figma, GraphQL, REST API, Tailwind CSS, Sass, Vite, Storybook";
    let names = ["a", "b", "c"];
    let listed: Vec<_> = names.into_iter().zip(honest().into_iter().map(|l| format!("{l} Tools: {tools}."))).collect();
    assert!(check(&CHECK, &page(&listed)).0.is_empty());
    let marks = [("\u{201c}", "\u{201d}"), ("> ", "\n\n"), ("\"", "\"")];
    let quoted = marks.into_iter().zip(honest()).map(|((open, close), l)| format!("{open}{JOB}{close} {l} {l}"));
    let mut snapshot = page(&names.into_iter().zip(quoted).collect::<Vec<_>>());
    snapshot.job = None;
    assert!(check(&CHECK, &snapshot).0.is_empty());
}

#[test]
fn the_job_post_is_an_explanation_where_it_could_not_be_set_aside() {
    let mut snapshot = ten();
    let with_job = check(&CHECK, &snapshot).0;
    snapshot.job = None;
    let without = check(&CHECK, &snapshot).0;
    assert_eq!((with_job[0].innocent.len(), with_job[0].confidence), (4, Confidence::High));
    assert_eq!((without[0].innocent.len(), without[0].confidence), (5, Confidence::Medium));
}

#[test]
fn letters_beyond_the_cap_are_said() {
    let letters: Vec<(&str, String)> = (0..entry::MOST_LETTERS + 3).map(|i| ("a", format!("Letter {i}"))).collect();
    let (_, coverage) = check(&CHECK, &page(&letters));
    assert_eq!(coverage.state, CoverageState::TooFew);
    let mut letters: Vec<(&str, String)> = vec![("a", template("Ada", "8", "Elm")), ("b", template("Bo", "5", "Oak"))];
    letters.extend((0..entry::MOST_LETTERS).map(|i| ("c", format!("Letter {i}"))));
    let (_, coverage) = check(&CHECK, &page(&letters));
    assert_eq!(crate::words::say(&BTreeMap::new(), &coverage.note), "shared-letters.note.beyond");
}

#[test]
fn too_few_letters_or_words_are_said() {
    let state = |letters: &[(&str, String)]| check(&CHECK, &page(letters)).1.state;
    assert_eq!(state(&[]), CoverageState::NotVisible);
    assert_eq!(state(&[("a", "  ".to_owned())]), CoverageState::NotVisible);
    assert_eq!(state(&[("a", "Hire me".to_owned()), ("b", "Hire me".to_owned())]), CoverageState::TooFew);
    assert_eq!(state(&[("a", template("Ada", "8", "Elm"))]), CoverageState::TooFew);
}

#[test]
fn silent_on_hostile_letters_within_a_second() {
    let spam = "spam ".repeat(30_000);
    let mut letters: Vec<(&str, String)> = vec![("a", spam.clone()), ("b", spam), ("c", "\u{200b}".repeat(50_000))];
    letters.extend((0..400).map(|_| ("d", template("Ada", "8", "Elm"))));
    letters.push(("e", "\u{202e}e\u{301}\u{301} 👩‍💻 ".repeat(5_000)));
    let started = std::time::Instant::now();
    let (findings, _) = check(&CHECK, &page(&letters));
    assert!(findings.iter().any(|finding| finding.subject.items.len() == 400));
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn fires_with_boxes_on_the_quoted_words() {
    let mut snapshot = ten();
    let mut rows: Vec<String> = Vec::new();
    for proposal in &mut snapshot.proposals {
        let letter = proposal.letter.as_mut().unwrap();
        letter.value = format!("\u{1f44b} {}", letter.value);
        // The page shows a letter in two rows, with white space of its own between them.
        let (before, behind) = letter.value.split_at(letter.value.find(". ").unwrap() + 2);
        let first = rows.len() as u32;
        rows.extend([format!("\n  {before}"), format!("{behind}\n")]);
        let shown = [(first, rows[rows.len() - 2].as_str()), (first + 1, rows[rows.len() - 1].as_str())];
        letter.shown = crate::text::offsets::align(&letter.value, &shown);
    }
    let findings = check(&CHECK, &snapshot).0;
    assert!(findings[0].evidence.len() >= 6);
    for evidence in &findings[0].evidence {
        let boxed: Vec<String> = evidence
            .shown
            .iter()
            .map(|range| {
                let units: Vec<u16> = rows[range.row as usize].encode_utf16().collect();
                String::from_utf16(&units[range.start as usize..range.end as usize]).unwrap()
            })
            .collect();
        let squeeze = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(squeeze(&boxed.concat()), squeeze(&evidence.quote));
        assert!(!evidence.shown.is_empty());
    }
}

/// Stock sentences are known in English only: two honest letters of another language may end alike.
#[test]
fn silent_above_a_note_on_two_letters_that_end_with_one_closing() {
    let closing = "Quedo atento a sus comentarios y con gusto conversamos por este medio para aclarar cualquier duda que \
                   tengan antes de empezar el trabajo.";
    let letters = [
        (
            "ines",
            format!("Hice un mapa de canales con niveles por esclusa y avisos en rojo para los barqueros. {closing}"),
        ),
        (
            "lucio",
            format!("Dibujo mapas para senderos: cada tramo cambia de color cuando un guarda lo cierra. {closing}"),
        ),
    ];
    let (findings, coverage) = check(&CHECK, &page(&letters));
    assert_eq!(coverage.state, CoverageState::Checked);
    assert_eq!(findings.len(), 1, "the closing is seen, and is a note");
    assert_eq!(findings[0].severity, Severity::Note, "{findings:#?}");
}

#[test]
fn fires_as_a_warning_on_two_bidders_with_one_private_detail() {
    let with = |name: &str, detail: &str| format!("{} See {detail} for the portal.", template(name, "8", "Elm"));
    let of = |first: &str, second: &str| {
        let letters = [("a", with("Ada", first)), ("b", with("Bo", second))];
        check(&CHECK, &page(&letters)).0.remove(0)
    };
    let same = of("https://reed-and-rush.dev/tides", "reed-and-rush.dev/tides/");
    assert_eq!(same.severity, Severity::Warning);
    assert!(same.evidence.iter().any(|evidence| evidence.quote.contains("reed-and-rush.dev")), "{:#?}", same.evidence);
    assert_eq!(of("https://reed-and-rush.dev/tides", "https://quay.dev/lamps").severity, Severity::Caution);
    assert_eq!(of("https://react.dev", "https://react.dev").severity, Severity::Caution);
}

#[test]
fn fires_on_a_copy_of_a_letter_from_an_earlier_page() {
    let snapshot = page(&[("a", template("Ada", "8", "Elm")), ("h", honest().remove(1))]);
    let seen = |person: &str, key: &str| crate::model::SeenLetter {
        key: key.to_owned(),
        url: "https://jobs.example/7".to_owned(),
        person: Some(person.to_owned()),
        name: Some("Bo".to_owned()),
        text: template("Bo", "5", "Oak"),
        ..crate::model::SeenLetter::default()
    };
    let found = |letters: Vec<crate::model::SeenLetter>| {
        let (memories, common) =
            (super::super::Memories { letters, ..Default::default() }, super::super::testing::common());
        (CHECK.run)(&Context { snapshot: &snapshot, memories: &memories, common: &common, priors: &[], once: &Once::default() }).findings
    };
    assert!(found(Vec::new()).is_empty());
    let findings = found(vec![seen("b", "another")]);
    assert_eq!((findings[0].severity, &findings[0].subject.items[..]), (Severity::Caution, &[0][..]));
    let members = &findings[0].template.as_ref().unwrap().members;
    assert_eq!((members[0].proposal, members[1].seen.as_ref().unwrap().text.contains("Oak")), (Some(0), true));
    // The same bidder elsewhere is a bidder who reuses a letter; the same letter met again is no other letter.
    assert_eq!(found(vec![seen("a", "another")])[0].severity, Severity::Context);
    let own_key = super::super::work::letter_key(&snapshot, &snapshot.proposals[0]).unwrap();
    assert!(found(vec![seen("a", &own_key)]).is_empty());
    assert_eq!(found(vec![seen("b", "one"), seen("c", "two")])[0].severity, Severity::Warning);
}

#[test]
fn two_letters_alone_are_judged_by_the_shipped_lists_and_say_so() {
    let letters = [("a", template("Ada", "8", "Elm")), ("b", template("Bo", "5", "Oak"))];
    let (findings, coverage) = check(&CHECK, &page(&letters));
    assert_eq!(findings[0].statistic.as_ref().unwrap().method, "letters-alike-shipped");
    assert_eq!(crate::words::say(&BTreeMap::new(), &coverage.note), "shared-letters.note.alone");
}

#[test]
fn fires_on_two_hundred_near_copies_as_one_group() {
    let letters: Vec<(String, String)> = (0..200)
        .map(|i| (format!("p{i}"), template(&format!("Name{i}"), &i.to_string(), &format!("Firm{i}"))))
        .collect();
    let letters: Vec<(&str, String)> = letters.iter().map(|(id, letter)| (id.as_str(), letter.clone())).collect();
    let findings = check(&CHECK, &page(&letters)).0;
    assert_eq!((findings.len(), findings[0].subject.items.len()), (1, 200));
    assert_eq!(findings[0].statistic.as_ref().unwrap().method, "letters-alike");
}

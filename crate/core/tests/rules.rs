//! The built-in rules: they load, prove themselves, mark the words, and stay silent on ordinary letters.

#![allow(missing_docs, clippy::unwrap_used)]

use secondlook_core::check::Memories;
use secondlook_core::engine::{Engine, Selection, Settings};
use secondlook_core::model::{Chat, Job, PageKind, PageSnapshot, Person, Proposal, Range, Source, Value};
use secondlook_core::pack::Pack;
use secondlook_core::pack::term::Term;
use secondlook_core::report::{CoverageState, Family, ItemKind, Message, PackInfo, Problem, Severity};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn table(path: &Path) -> toml::Table {
    std::fs::read_to_string(path).unwrap().parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The packs with rules, as they stand in the sources; their adapters are another test's.
fn packs() -> Vec<(Pack, PackInfo)> {
    let mut packs = Vec::new();
    for name in ["account", "contact", "payment"] {
        let folder = root().join("packs").join(name);
        let mut pack = table(&folder.join("pack.toml"));
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(folder.join("rules")).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let rules = files.iter().map(|file| toml::Value::Table(table(file))).collect();
        pack.insert("rules".to_owned(), toml::Value::Array(rules));
        let pack: Pack = pack.try_into().unwrap();
        let info = PackInfo {
            id: pack.id.clone(),
            version: pack.version.clone(),
            sha256: "00".to_owned(),
            signed: false,
            built_in: true,
        };
        packs.push((pack, info));
    }
    packs
}

fn engine(settings: Settings) -> Engine {
    let words = serde_json::from_str(&std::fs::read_to_string(root().join("locales/en.json")).unwrap()).unwrap();
    Engine::new(packs(), settings, words).unwrap_or_else(|problems| panic!("{}", listed(&problems)))
}

fn listed(problems: &[Problem]) -> String {
    let lines: Vec<String> =
        problems.iter().map(|p| format!("{} [{}] {}; {}", p.place, p.code, p.message, p.fix)).collect();
    lines.join("\n")
}

fn value(text: &str) -> Value<String> {
    Value {
        value: text.to_owned(),
        currency: None,
        source: Source { row: Some(1), path: "letter".to_owned() },
        shown: vec![Range { row: 5, start: 0, end: text.encode_utf16().count() as u32 }],
    }
}

fn proposals(letters: &[&str], job: Option<&str>) -> PageSnapshot {
    let person = |at: usize| format!("bidder{at}");
    PageSnapshot {
        kind: PageKind::Proposals,
        job: job.map(|text| Job { description: Some(value(text)), ..Job::default() }),
        people: (0..letters.len())
            .map(|at| Person {
                id: Some(value(&person(at))),
                name: Some(value(&format!("Bidder {at}"))),
                ..Person::default()
            })
            .collect(),
        proposals: letters
            .iter()
            .enumerate()
            .map(|(at, letter)| Proposal {
                person: Some(person(at)),
                letter: (!letter.is_empty()).then(|| value(letter)),
                row: Some(10 + at as u32),
                ..Proposal::default()
            })
            .collect(),
        ..PageSnapshot::default()
    }
}

const ASKS: &str = "Hello! I am a developer with many years of practice. I prefer to be paid in USDT to my wallet, \
                    we can settle this outside the site. I can start today.";

#[test]
fn the_built_in_rules_load_and_prove_themselves() {
    let engine = engine(Settings::default());
    let mut rules: Vec<String> =
        engine.describe().into_iter().map(|one| one.id).filter(|id| id.contains(':')).collect();
    rules.sort();
    assert_eq!(
        rules,
        [
            "secondlook/account:acct-closed-switch",
            "secondlook/contact:contact-off-site",
            "secondlook/payment:pay-crypto",
            "secondlook/payment:pay-crypto-off-site",
            "secondlook/payment:pay-crypto-web3",
            "secondlook/payment:pay-third-party",
        ]
    );
}

#[test]
fn a_request_for_crypto_outside_the_site_is_marked() {
    let report =
        engine(Settings::default()).analyze(&proposals(&["I know your stack.", ASKS], None), &Memories::default());
    assert_eq!(report.findings.len(), 1, "{:#?}", report.findings);
    let finding = &report.findings[0];
    assert_eq!(finding.rule, "secondlook/payment:pay-crypto-off-site");
    assert_eq!((finding.severity, finding.family), (Severity::Warning, Family::Payment));
    assert_eq!((finding.subject.kind, finding.subject.items.as_slice()), (ItemKind::Proposal, [1].as_slice()));
    assert_eq!(
        finding.evidence[0].quote,
        "I prefer to be paid in USDT to my wallet, we can settle this outside the site"
    );
    assert_eq!(finding.id.len(), 16);
    assert!(report.coverage.iter().filter(|one| one.check.contains(':')).all(|one| {
        one.state == if one.check.ends_with("web3") { CoverageState::NotVisible } else { CoverageState::Checked }
    }));
}

#[test]
fn the_words_are_quoted_verbatim_and_in_utf16() {
    let letter = format!("\u{1f44b}\u{1f3fd} Caf\u{e9}! {ASKS}");
    let report = engine(Settings::default()).analyze(&proposals(&[&letter], None), &Memories::default());
    let evidence = &report.findings[0].evidence[0];
    assert!(letter.contains(&evidence.quote));
    let units: Vec<u16> = letter.encode_utf16().collect();
    for range in &evidence.shown {
        let shown = String::from_utf16(&units[range.start as usize..range.end as usize]).unwrap();
        assert!(evidence.quote.contains(&shown), "{shown:?}");
    }
}

#[test]
fn a_job_about_virtual_currency_makes_it_a_note() {
    let snapshot = proposals(&["I want to be paid in USDC."], Some("Audit our Solidity contracts"));
    let report = engine(Settings::default()).analyze(&snapshot, &Memories::default());
    let rules: Vec<&str> = report.findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(rules, ["secondlook/payment:pay-crypto-web3"]);
    assert_eq!(report.findings[0].severity, Severity::Note);
}

#[test]
fn a_rule_that_is_switched_off_says_so() {
    let off = ["secondlook/payment:pay-crypto-off-site".to_owned()].into();
    let report = engine(Settings { off, snapshot: true, ..Settings::default() })
        .analyze(&proposals(&[ASKS], None), &Memories::default());
    let rules: Vec<&str> = report.findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(rules, ["secondlook/payment:pay-crypto"]);
    let off = report.coverage.iter().find(|one| one.check.ends_with("pay-crypto-off-site")).unwrap();
    assert_eq!(off.note, Message::key("engine.switched-off"));
    assert!(report.snapshot.is_some());
}

#[test]
fn pages_that_are_no_pages_are_not_judged() {
    for (kind, key) in [
        (PageKind::Unknown, "engine.unknown"),
        (PageKind::Blocked, "engine.blocked"),
        (PageKind::Search, "engine.nothing-to-judge"),
    ] {
        let report = engine(Settings::default())
            .analyze(&PageSnapshot { kind, ..proposals(&[ASKS], None) }, &Memories::default());
        assert!(report.findings.is_empty());
        assert!(!report.coverage.is_empty());
        for coverage in &report.coverage {
            assert_eq!((coverage.state, &coverage.note), (CoverageState::NotVisible, &Message::key(key)));
        }
    }
}

#[test]
fn every_item_is_listed_read_or_not() {
    let report = engine(Settings::default()).analyze(&proposals(&["Hello there", ""], None), &Memories::default());
    let items: Vec<(u32, bool, &str)> =
        report.items.iter().map(|item| (item.row, item.read, item.label.as_str())).collect();
    assert_eq!(items, [(10, true, "Bidder 0"), (11, false, "Bidder 1")]);
}

#[test]
fn the_users_own_messages_are_not_read() {
    let chat = |person: Option<&str>| Chat {
        person: person.map(str::to_owned),
        text: Some(value("Can you pay me in USDT?")),
        ..Chat::default()
    };
    let of = |chat| PageSnapshot { kind: PageKind::Messages, messages: vec![chat], ..PageSnapshot::default() };
    let engine = engine(Settings::default());
    assert_eq!(engine.analyze(&of(chat(None)), &Memories::default()).findings.len(), 0);
    assert_eq!(engine.analyze(&of(chat(Some("b"))), &Memories::default()).findings.len(), 1);
}

#[test]
fn a_selected_text_is_checked_by_itself() {
    let engine = engine(Settings::default());
    let selection = |language: Option<&str>, text: &str| Selection {
        text: text.to_owned(),
        language: language.map(str::to_owned),
        url: "https://example.com/".to_owned(),
        ..Selection::default()
    };
    let report = engine.check_text(&selection(None, ASKS));
    assert_eq!(report.findings.len(), 1);
    assert_eq!(report.findings[0].evidence[0].source.path, "selection");
    let german = engine.check_text(&selection(Some("de-AT"), "Guten Tag, ich habe gute Erfahrung damit."));
    let state = german.coverage.iter().find(|one| one.check.ends_with(":pay-crypto")).map(|one| one.state);
    assert_eq!(state, Some(CoverageState::NotSupported));
}

#[test]
fn findings_have_stable_and_different_names() {
    let engine = engine(Settings::default());
    let one = engine.analyze(&proposals(&[ASKS, ASKS], None), &Memories::default());
    let moved = engine.analyze(&proposals(&["", ASKS], None), &Memories::default());
    assert_ne!(one.findings[0].id, one.findings[1].id, "two people");
    assert_eq!(one.findings[1].id, moved.findings[0].id, "one person, other neighbours");
}

#[test]
fn everything_wrong_with_a_pack_is_said_at_once() {
    let mut packs = packs();
    let rule = &mut packs[2].0.rules[0];
    rule.id = "Pay Crypto".to_owned();
    rule.version = "1".to_owned();
    rule.innocent.pop();
    rule.innocent.pop();
    rule.ask.clear();
    rule.matching.near = Some(99);
    rule.message.insert("en".to_owned(), "This scammer wants money".to_owned());
    packs[1].0.rules[0].matching.any.push(Term::Phrase("{0,3} pay".to_owned()));
    packs[0].0.id = "account".to_owned();
    let examples = &mut packs[0].0.rules[0].examples;
    examples.silent.push(examples.fire[0].clone());
    let problems = Engine::new(packs, Settings::default(), BTreeMap::default()).unwrap_err();
    let codes: Vec<&str> = problems.iter().map(|problem| problem.code.as_str()).collect();
    for code in [
        "pack-bad-id",
        "rule-example-fails",
        "rule-bad-phrase",
        "rule-bad-id",
        "rule-bad-version",
        "rule-too-few-texts",
        "rule-bad-near",
        "rule-contradictory-near",
        "rule-accuses",
    ] {
        assert!(codes.contains(&code), "{code} is missing in {}", listed(&problems));
    }
}

#[test]
fn a_hostile_text_is_judged_in_time() {
    let engine = engine(Settings::default());
    for part in ["pay me in usdt. ", "pay ", "my account ", "contact me on telegram\n", "\u{301}", "outside the site, "]
    {
        let text = part.repeat(60_000 / part.len());
        let report = engine.analyze(&proposals(&[&text], Some(&text)), &Memories::default());
        assert!(report.findings.iter().all(|finding| finding.evidence.len() <= 8));
    }
}

/// Letters of ordinary bidders. They are not in the repository.
#[test]
fn ordinary_letters_stay_quiet() {
    let shared = std::env::var_os("SECONDLOOK_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let Ok(lines) = std::fs::read_to_string(shared.join("eval/data/ordinary_letters.jsonl")) else {
        println!("skipped: shared pages are not here");
        return;
    };
    let engine = engine(Settings::default());
    let letters: Vec<String> = lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["text"].as_str().unwrap().to_owned())
        .collect();
    let (mut contact, mut serious) = (0, 0);
    for letter in &letters {
        for finding in engine.analyze(&proposals(&[letter], None), &Memories::default()).findings {
            println!("{}: {:?}", finding.rule, finding.evidence.iter().map(|e| &e.quote).collect::<Vec<_>>());
            match finding.family {
                Family::Contact => contact += 1,
                _ if finding.severity >= Severity::Caution => serious += 1,
                _ => {}
            }
        }
    }
    println!("{} ordinary letters: contact {contact}, payment and account {serious}", letters.len());
    assert_eq!(serious, 0);
    assert!(contact * 20 <= letters.len());
}

#[test]
fn letters_in_other_languages_are_not_said_to_be_checked() {
    let engine = engine(Settings::default());
    let spanish = "Hola, he leído su anuncio con atención y empezaría por la tabla de tallas. Prefiero cobrar en USDT.";
    let english = "Hello, I have read your post and I would start with the table of sizes that you show on phones.";
    let state = |letters: &[&str]| {
        let mut snapshot = proposals(letters, Some("A shop for ropes"));
        snapshot.page.language = Some("en".to_owned());
        let report = engine.analyze(&snapshot, &Memories::default());
        let covered = report.coverage.into_iter().find(|c| c.check == "secondlook/payment:pay-crypto").unwrap();
        let Message::Key { key, .. } = covered.note else { panic!("coverage speaks by keys") };
        (covered.state, key)
    };
    assert_eq!(state(&[spanish]), (CoverageState::NotSupported, "rule.texts-not-covered".to_owned()));
    assert_eq!(state(&[spanish, english]), (CoverageState::Checked, "rule.texts-partly-covered".to_owned()));
    assert_eq!(state(&[english]), (CoverageState::Checked, "rule.checked".to_owned()));
}

#[test]
fn a_pack_cannot_take_the_name_of_a_proved_one() {
    let proved = packs().into_iter().map(|(pack, _)| pack.id).collect();
    let build = |packs| Engine::with_proved(packs, &proved, Settings::default(), BTreeMap::default());
    assert!(build(packs()).is_ok());
    let mut more = packs();
    more.push(packs().remove(0));
    let problems = build(more).unwrap_err();
    assert_eq!(problems.iter().map(|p| p.code.as_str()).collect::<Vec<_>>(), ["pack-duplicate"]);
    // What is not in the list is proved at every start.
    let mut wrong = packs();
    let examples = &mut wrong[0].0.rules[0].examples;
    examples.silent = examples.fire.clone();
    let none = std::collections::BTreeSet::new();
    let problems = Engine::with_proved(wrong, &none, Settings::default(), BTreeMap::default()).unwrap_err();
    assert!(problems.iter().all(|p| p.code == "rule-example-fails") && !problems.is_empty());
}

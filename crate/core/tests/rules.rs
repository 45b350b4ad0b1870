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
    for name in
        ["access", "account", "availability", "code-host", "contact", "equipment", "identity", "letters", "payment"]
    {
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

/// An engine of the packs as the build has proved them; one test proves them itself.
fn engine(settings: Settings) -> Engine {
    let words = serde_json::from_str(&std::fs::read_to_string(root().join("locales/en.json")).unwrap()).unwrap();
    let packs = packs();
    let proved = packs.iter().map(|(pack, _)| pack.id.clone()).collect();
    Engine::with_proved(packs, &proved, settings, words).unwrap_or_else(|problems| panic!("{}", listed(&problems)))
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
    let engine = Engine::new(packs(), Settings::default(), BTreeMap::default());
    let engine = engine.unwrap_or_else(|problems| panic!("{}", listed(&problems)));
    let mut rules: Vec<String> =
        engine.describe().into_iter().map(|one| one.id).filter(|id| id.contains(':')).collect();
    rules.sort();
    assert_eq!(
        rules,
        [
            "secondlook/access:threat-release",
            "secondlook/account:acct-borrow",
            "secondlook/account:acct-closed-switch",
            "secondlook/availability:camera-refusal",
            "secondlook/availability:hours-unavailable",
            "secondlook/availability:refers-others",
            "secondlook/code-host:code-claimed",
            "secondlook/code-host:run-this",
            "secondlook/code-host:run-unprotected",
            "secondlook/contact:contact-at-address",
            "secondlook/contact:contact-given",
            "secondlook/contact:contact-hidden",
            "secondlook/contact:contact-off-site",
            "secondlook/equipment:remote-control",
            "secondlook/equipment:remote-control-lasting",
            "secondlook/equipment:ship-elsewhere",
            "secondlook/identity:tech-before-it-existed",
            "secondlook/letters:csuite-cold",
            "secondlook/letters:subcontract",
            "secondlook/payment:pay-account-changed",
            "secondlook/payment:pay-crypto",
            "secondlook/payment:pay-crypto-off-site",
            "secondlook/payment:pay-crypto-web3",
            "secondlook/payment:pay-early",
            "secondlook/payment:pay-off-site",
            "secondlook/payment:pay-third-party",
            "secondlook/payment:pay-wallet",
            "secondlook/payment:prepay",
            "secondlook/payment:prepay-off-site",
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
    let state = |check: &str| report.coverage.iter().find(|one| one.check.ends_with(check)).map(|one| one.state);
    assert_eq!(state(":pay-crypto"), Some(CoverageState::Checked));
    // There is no job to read, and no message.
    assert_eq!(state(":pay-crypto-web3"), Some(CoverageState::NotVisible));
    assert_eq!(state(":pay-early"), Some(CoverageState::NotVisible));
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
    assert_eq!(rules, ["secondlook/payment:pay-crypto", "secondlook/payment:pay-off-site"]);
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
    let dutch = engine.check_text(&selection(Some("nl-BE"), "Goedemiddag, ik heb hier goede ervaring mee."));
    let state = dutch.coverage.iter().find(|one| one.check.ends_with(":pay-crypto")).map(|one| one.state);
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

/// A text as a letter and as a message of somebody else.
fn both(text: &str, job: Option<&str>) -> [PageSnapshot; 2] {
    let letter = proposals(&[text], job);
    let chat = Chat { person: Some("b".to_owned()), text: Some(value(text)), ..Chat::default() };
    let message = PageSnapshot {
        kind: PageKind::Messages,
        job: letter.job.clone(),
        messages: vec![chat],
        ..PageSnapshot::default()
    };
    [letter, message]
}

/// The rules that fire on a text, as a letter or as a message, with their severity.
fn fired(engine: &Engine, text: &str, job: Option<&str>) -> BTreeMap<String, Severity> {
    let findings = both(text, job).into_iter().flat_map(|page| engine.analyze(&page, &Memories::default()).findings);
    findings.filter(|finding| finding.rule.contains(':')).map(|finding| (finding.rule, finding.severity)).collect()
}

#[test]
fn what_keeps_one_rule_silent_wakes_no_serious_one() {
    let engine = engine(Settings::default());
    let mut texts = 0;
    for rule in packs().iter().flat_map(|(pack, _)| &pack.rules) {
        for example in &rule.examples.silent {
            texts += 1;
            for (id, severity) in fired(&engine, example.text(), example.job()) {
                assert!(severity < Severity::Warning, "{id} fires on {:?} of {}", example.text(), rule.id);
            }
        }
    }
    assert!(texts > 250, "{texts}");
}

#[test]
fn every_rule_has_enough_examples_and_a_way_out() {
    for rule in packs().iter().flat_map(|(pack, _)| &pack.rules) {
        assert!(rule.examples.fire.len() >= 6 && rule.examples.silent.len() >= 8, "{}", rule.id);
        assert!(rule.innocent.len() >= 2 && !rule.unless.quotation.is_empty(), "{}", rule.id);
    }
}

fn shared() -> Option<PathBuf> {
    let shared = std::env::var_os("SECONDLOOK_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    if !shared.is_dir() {
        println!("skipped: shared pages are not here");
        return None;
    }
    Some(shared)
}

/// Letters of ordinary bidders. They are not in the repository.
#[test]
fn ordinary_letters_stay_quiet() {
    let Some(shared) = shared() else { return };
    let lines = std::fs::read_to_string(shared.join("eval/data/ordinary_letters.jsonl")).unwrap();
    let engine = engine(Settings::default());
    let mut hits: BTreeMap<String, usize> = BTreeMap::new();
    let (mut letters, mut contact) = (0, 0);
    for line in lines.lines() {
        letters += 1;
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = row["text"].as_str().unwrap();
        for (id, severity) in fired(&engine, text, None) {
            contact += usize::from(id.contains("/contact:"));
            assert!(severity < Severity::Caution || id.contains("/contact:"), "{id}: {text}");
            *hits.entry(id).or_default() += 1;
        }
    }
    println!("of {letters} ordinary letters: {hits:?}");
    assert!(contact * 20 <= letters);
}

/// Sentences of the reference, which is not in the repository: those that must not be called anything, and those that
/// rules of these families are to find.
#[test]
fn the_sentences_of_the_reference_are_met() {
    let Some(shared) = shared() else { return };
    let text = std::fs::read_to_string(shared.join("reference/phrases.json")).unwrap();
    let reference: serde_json::Value = serde_json::from_str(&text).unwrap();
    let engine = engine(Settings::default());
    let (mut found, mut wanted, mut called, mut ordinary) = (0, 0, 0, 0);
    for family in reference["families"].as_array().unwrap() {
        for sentence in family["positives"].as_array().unwrap() {
            wanted += 1;
            let fired = fired(&engine, sentence.as_str().unwrap(), None);
            found += usize::from(!fired.is_empty());
            if fired.is_empty() {
                println!("not found ({}): {sentence}", family["id"]);
            }
        }
        for sentence in family["negatives"].as_array().unwrap() {
            ordinary += 1;
            let fired = fired(&engine, sentence.as_str().unwrap(), None);
            called += usize::from(fired.values().any(|severity| *severity >= Severity::Caution));
        }
    }
    println!("{found} of {wanted} found, {called} of {ordinary} called");
    assert_eq!(called, 0);
    assert!(found * 10 >= wanted * 9);
}

#[test]
fn letters_in_other_languages_are_not_said_to_be_checked() {
    let engine = engine(Settings::default());
    let spanish = "Hola, he leído su anuncio con atención y empezaría por la tabla de tallas en el teléfono.";
    let english = "Hello, I have read your post and I would start with the table of sizes that you show on phones.";
    let dutch = "Goedemiddag, ik heb uw advertentie gelezen en zou met de maattabel op de telefoon beginnen.";
    let state = |check: &str, letters: &[&str]| {
        let mut snapshot = proposals(letters, Some("A shop for ropes"));
        snapshot.page.language = Some("en".to_owned());
        let report = engine.analyze(&snapshot, &Memories::default());
        let covered = report.coverage.into_iter().find(|c| c.check == check).unwrap();
        let Message::Key { key, .. } = covered.note else { panic!("coverage speaks by keys") };
        (covered.state, key)
    };
    let not_covered = (CoverageState::NotSupported, "rule.texts-not-covered".to_owned());
    let partly = (CoverageState::Checked, "rule.texts-partly-covered".to_owned());
    let checked = (CoverageState::Checked, "rule.checked".to_owned());
    // English only
    let one = "secondlook/code-host:run-this";
    assert_eq!(state(one, &[spanish]), not_covered);
    assert_eq!(state(one, &[spanish, english]), partly);
    assert_eq!(state(one, &[english]), checked);
    // Nine languages, and none of them Dutch
    let nine = "secondlook/payment:pay-crypto";
    assert_eq!(state(nine, &[spanish, english]), checked);
    assert_eq!(state(nine, &[dutch]), not_covered);
    assert_eq!(state(nine, &[spanish, dutch]), partly);
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

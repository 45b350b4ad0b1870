//! Records: what is held in them, that their findings come again, and that nothing in them leads back to the ledger.
#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::BTreeSet;

use crate::support::records::{again, device, honest, job, profile, record, remembered, session, template};
use secondlook_core::case::{Case, VerifiedState};
use secondlook_core::check::Memories;
use secondlook_core::engine::{Action, Engine, Override, Page, Scope, Settings};
use secondlook_core::ledger::{Kept, Secret};
use secondlook_core::model::PageSnapshot;

fn rules(case: &Case) -> BTreeSet<&str> {
    case.report.findings.iter().map(|finding| finding.rule.as_str()).collect()
}

fn comes_again(case: &Case) {
    let verified = again(case);
    assert_eq!(verified.state, VerifiedState::Same, "{}: {verified:?}", case.id);
    assert_eq!((verified.findings, verified.missing.len()), (case.report.findings.len(), 0));
}

/// Findings about a person on the whole page.
fn on_page(engine: &Engine, page: &PageSnapshot, memories: &Memories, person: &str) -> BTreeSet<String> {
    let report = Page::from(page).analyze(engine, memories);
    let is_theirs = |at: &usize| page.proposals.get(*at).and_then(|one| one.person.as_deref()) == Some(person);
    let findings =
        report.findings.iter().filter(|finding| page.people.len() == 1 || finding.subject.items.iter().any(is_theirs));
    findings.map(|finding| finding.id.clone()).collect()
}

#[test]
fn everybody_on_every_page_of_ours_has_a_record_whose_findings_come_again() {
    let engine = crate::support::engine();
    let (mut records, mut findings) = (0, 0);
    for name in crate::support::pages() {
        let page = crate::support::page(&name);
        let snapshot = crate::support::read(&page.html, &page.url, &page.captured_at);
        for id in snapshot.people.iter().filter_map(|person| person.id.as_ref()) {
            let case = record(&engine, &snapshot, &Memories::default(), &id.value, 1);
            comes_again(&case);
            records += 1;
            findings += case.report.findings.len();
        }
    }
    assert!(records >= 30 && findings >= 3, "{records} records with {findings} findings");
}

#[test]
fn a_record_holds_the_person_and_those_whom_their_findings_name() {
    let engine = crate::support::engine();
    let copies =
        [("ann", "8"), ("bo", "5"), ("cem", "3")].map(|(who, years)| (who, template(who, years, "Port of Elm")));
    let others = [("dee", honest(0)), ("eve", honest(1)), ("fay", honest(2))];
    let page = job("9", "2026-11-20", &[copies.as_slice(), &others].concat());

    let alone = record(&engine, &page, &Memories::default(), "dee", 1);
    comes_again(&alone);
    assert_eq!((alone.inputs.snapshot.people.len(), alone.inputs.snapshot.proposals.len()), (1, 1));
    let json = serde_json::to_string(&alone).unwrap();
    for stranger in ["ann", "bo", "cem", "eve", "fay"] {
        assert!(
            !json.contains(&format!("\"{stranger}\"")) && !json.contains(&format!("Name of {stranger}")),
            "{stranger}"
        );
    }
    // What was checked is what was checked on the page: six letters, not one.
    let letters = alone.report.coverage.iter().find(|one| one.check == "shared-letters").unwrap();
    assert!(serde_json::to_string(&letters.note).unwrap().contains("\"letters\":6"), "{letters:?}");

    let shared = record(&engine, &page, &Memories::default(), "bo", 1);
    comes_again(&shared);
    assert!(rules(&shared).contains("shared-letters"));
    let named: Vec<_> =
        shared.inputs.snapshot.people.iter().map(|one| one.id.as_ref().unwrap().value.clone()).collect();
    assert_eq!(named, ["ann", "bo", "cem"]);
    let json = serde_json::to_string(&shared).unwrap();
    for stranger in ["dee", "eve", "fay"] {
        assert!(
            !json.contains(&format!("\"{stranger}\"")) && !json.contains(&format!("Name of {stranger}")),
            "{stranger}"
        );
    }
    assert_eq!(on_page(&engine, &page, &Memories::default(), "bo").len(), shared.report.findings.len());
}

/// Pages before, the page now, whose record, and the check that speaks from memory.
fn met_before() -> Vec<(Vec<PageSnapshot>, PageSnapshot, &'static str, &'static str)> {
    let letters: Vec<PageSnapshot> = ["bo", "cem", "dee"]
        .iter()
        .enumerate()
        .map(|(n, who)| {
            job(
                &n.to_string(),
                &format!("2026-11-1{n}"),
                &[(*who, template(who, "5", "Ferry Watch")), ("yan", honest(n + 1))],
            )
        })
        .collect();
    let now =
        job("9", "2026-11-20", &[("ann", template("ann", "8", "Port of Elm")), ("zoe", honest(0)), ("yan", honest(3))]);
    let praise = "They rebuilt the whole harbour website with tide tables, moved every old page over by hand and wrote down each step \
                  for our volunteers, who now keep it alive alone.";
    let mut profiles = Vec::new();
    for who in ["~01bo", "~01cem"] {
        profiles.push(profile(
            who,
            "2026-11-10",
            &[("Harbour", praise, "2026-10-01"), ("Elm", "Good work.", "2026-09-01")],
        ));
    }
    let ring = profile("~01ann", "2026-11-20", &[("Harbour", praise, "2026-10-02"), ("Oak", "Fast.", "2026-05-01")]);
    let list = [
        ("Ash", "A fine map of all our paths.", "2026-08-01"),
        ("Birch", "Came on time with a clean result.", "2026-07-01"),
        ("Cedar", "We would ask them again for the next one.", "2026-06-01"),
        ("Damson", "Wrote down how to keep it alive.", "2026-05-01"),
        ("Elder", "The second year they helped us too.", "2026-04-01"),
    ];
    let kept: Vec<_> = list.iter().filter(|(client, ..)| *client != "Cedar").copied().collect();
    vec![
        (letters, now, "ann", "remembered-letters"),
        (profiles, ring, "~01ann", "across-profiles"),
        (
            vec![profile("~01gil", "2026-11-10", &list)],
            profile("~01gil", "2026-11-20", &kept),
            "~01gil",
            "changed-reviews",
        ),
    ]
}

#[test]
fn what_is_remembered_comes_again_under_another_secret() {
    let engine = crate::support::engine();
    for (before, now, who, check) in met_before() {
        let memories = remembered(&engine, &before, &now);
        let wanted = on_page(&engine, &now, &memories, who);
        for secret in 1..=4 {
            let case = record(&engine, &now, &memories, who, secret);
            assert!(rules(&case).contains(check), "{check}: {:?}", case.report.findings);
            comes_again(&case);
            let found: BTreeSet<String> = case.report.findings.iter().map(|finding| finding.id.clone()).collect();
            assert_eq!(found, wanted, "{check}");
            // And without the memories it does not.
            let mut bare = case.clone();
            bare.inputs.memories = Memories::default();
            assert_eq!(again(&bare).state, VerifiedState::Differs, "{check}");
        }
    }
}

/// Everything that is a key, a hash or a number for one.
fn keys_of(memories: &Memories) -> BTreeSet<String> {
    let mut keys: BTreeSet<String> = memories.own.keys().cloned().collect();
    let in_eights = |text: &str| -> Vec<String> {
        text.as_bytes().chunks(8).map(|key| String::from_utf8_lossy(key).into_owned()).collect()
    };
    keys.extend(memories.own.values().flat_map(|letter| in_eights(letter)));
    for entry in &memories.entries {
        keys.insert(entry.id.clone());
        keys.extend(entry.keys.iter().cloned());
        match &entry.kept {
            Kept::Proposal { person, agency, job, letter, .. } => {
                keys.extend([person.clone(), job.clone()].into_iter().chain(agency.clone()).chain(in_eights(letter)));
            }
            Kept::Person { person, agency, reviews } => {
                keys.extend([person.clone()].into_iter().chain(agency.clone()));
                for review in reviews {
                    keys.extend(
                        [review.id.clone()].into_iter().chain(review.client.clone()).chain(review.text.clone()),
                    );
                }
            }
        }
    }
    keys
}

#[test]
fn nothing_in_a_record_leads_to_the_ledger_or_to_another_record() {
    let engine = crate::support::engine();
    for (before, now, who, check) in met_before() {
        let memories = remembered(&engine, &before, &now);
        let (one, other) = (record(&engine, &now, &memories, who, 1), record(&engine, &now, &memories, who, 2));
        let json = serde_json::to_string(&one).unwrap();
        assert!(!json.contains(&String::from(device())), "the device's secret");
        let ledger = keys_of(&memories);
        assert!(ledger.len() > 5, "{check}");
        for key in &ledger {
            assert!(!json.contains(key.as_str()), "{check}: {key}");
        }
        // Numbers are the same in both and say nothing; whatever is no number is under a secret of its own.
        let is_number =
            |key: &&String| key.bytes().filter(u8::is_ascii_digit).count() == 8 || key.starts_with("------");
        let (first, second) = (keys_of(&one.inputs.memories), keys_of(&other.inputs.memories));
        let both: Vec<_> = first.intersection(&second).filter(|key| !is_number(key)).collect();
        assert_eq!(both, Vec::<&String>::new(), "{check}");
        assert!(one.inputs.memories.entries.iter().all(|entry| entry.keys.is_empty()));
    }
}

#[test]
fn letters_of_the_job_session_are_held_where_a_finding_tells_of_them() {
    let engine = crate::support::engine();
    let earlier =
        job("1", "2026-11-19", &[("bo", template("bo", "5", "Ferry Watch")), ("yan", honest(1)), ("xia", honest(2))]);
    let now = job("9", "2026-11-20", &[("ann", template("ann", "8", "Port of Elm")), ("zoe", honest(0))]);
    let memories = Memories { letters: session(&earlier), ..Memories::default() };

    let shared = record(&engine, &now, &memories, "ann", 1);
    comes_again(&shared);
    assert!(rules(&shared).contains("shared-letters"));
    let seen: Vec<_> = shared.inputs.memories.letters.iter().filter_map(|letter| letter.person.as_deref()).collect();
    assert_eq!(seen, ["bo"]);

    let alone = record(&engine, &now, &memories, "zoe", 1);
    comes_again(&alone);
    assert_eq!(alone.inputs.memories.letters.len(), 0);
    assert!(!serde_json::to_string(&alone).unwrap().contains("\"bo\""), "a stranger in the record");
}

#[test]
fn what_the_user_hid_of_others_is_not_in_a_record() {
    let page = job("9", "2026-11-20", &["ann", "bo"].map(|who| (who, template(who, "8", "Elm"))));
    let first = crate::support::engine();
    let finding = first.analyze(&page, &Memories::default()).findings[0].clone();
    let hide = |rule: &str, scope| Override {
        rule: rule.to_owned(),
        scope,
        action: Action::Hide,
        reason: "known".to_owned(),
        until: None,
    };
    let overrides = vec![
        hide(&finding.rule, Scope::Person("freelancer.com/stranger".to_owned())),
        hide(&finding.rule, Scope::Finding(finding.id.clone())),
        hide("burst", Scope::Everywhere),
    ];
    let packs = secondlook::builtin::packs().unwrap();
    let proved = packs.iter().map(|loaded| loaded.pack.id.clone()).collect();
    let packs = packs.into_iter().map(|loaded| (loaded.pack, loaded.info)).collect();
    let settings = Settings { overrides, ..Settings::default() };
    let engine = Engine::with_proved(packs, &proved, settings, secondlook::builtin::words().unwrap()).unwrap();
    let case = record(&engine, &page, &Memories::default(), "ann", 1);
    assert_eq!((case.report.findings.len(), case.report.overridden.len()), (0, 1));
    assert_eq!(case.inputs.settings.overrides.len(), 1);
    comes_again(&case);
    let mut other = case;
    other.inputs.settings.overrides.clear();
    assert_eq!(again(&other).state, VerifiedState::Differs);
}

#[test]
fn nobody_has_a_record_who_is_not_there() {
    let engine = crate::support::engine();
    let page = job("9", "2026-11-20", &[("ann", honest(0))]);
    let secret = Secret::new([1; 32]);
    for nobody in ["", "bo", "ANN"] {
        let refused = secondlook_core::case::made(&engine, &Page::from(&page), &Memories::default(), nobody, &secret);
        assert_eq!(refused.unwrap_err()[0].code, "case-no-person", "{nobody}");
    }
}

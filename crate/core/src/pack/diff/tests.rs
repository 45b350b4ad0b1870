use super::*;
use crate::words::{Words, say};

fn pack() -> Pack {
    serde_json::from_value(serde_json::json!({
        "id": "acme/one", "version": "1.2.0", "description": "One.", "licence": "MIT", "languages": ["en"],
        "rules": [rule("first"), rule("second")],
        "stock": [{"language": "en", "sentences": ["I look forward to hearing from you"]}],
        "adapters": [{"id": "site", "site": "Site", "hosts": ["site.test"]}],
    }))
    .unwrap()
}

fn rule(id: &str) -> serde_json::Value {
    let text = |text: &str| serde_json::json!({"en": text});
    serde_json::json!({
        "id": id, "version": "1.0.0", "title": text(id), "family": "contact", "severity": "note", "confidence": "low",
        "status": "experimental", "references": ["x"], "languages": ["en"], "where": ["letter"], "message": text("m"),
        "why": text("w"), "innocent": [text("a"), text("b")], "ask": [text("c")], "match": {"any": ["call me"]},
        "examples": {"fire": ["call me"], "silent": ["write me"]},
    })
}

/// The sentences, in English.
fn said(change: impl FnOnce(&mut Pack)) -> (Vec<String>, [usize; 3]) {
    let words: Words = serde_json::from_str(include_str!("../../../../../locales/en.json")).unwrap();
    let mut new = pack();
    change(&mut new);
    let difference = diff(&pack(), &new);
    let lines = difference.lines.iter().map(|line| say(&words, line)).collect();
    (lines, [difference.added, difference.changed, difference.removed])
}

#[test]
fn what_is_alike_gives_one_line() {
    assert_eq!(said(|_| ()), (vec!["The two say the same.".to_owned()], [0, 0, 0]));
    let (lines, _) = said(|pack| pack.version = "1.10.0".to_owned());
    assert_eq!(lines, ["Version 1.2.0 becomes 1.10.0.", "No rule, no reader of pages and no list differs."]);
}

#[test]
fn a_version_that_does_not_rise_is_said() {
    let (lines, _) = said(|pack| pack.version = "1.1.9".to_owned());
    assert_eq!(lines[0], "Version 1.2.0 goes back to 1.1.9.");
    let (lines, _) = said(|pack| pack.rules.reverse());
    assert_eq!(lines[0], "Both are called version 1.2.0, and they differ: an update should have a higher number.");
}

#[test]
fn rules_are_told_by_what_changed_of_them() {
    let (lines, counts) = said(|pack| {
        let mut third = pack.rules[0].clone();
        third.id = "third".to_owned();
        third.title.insert("en".to_owned(), "Third".to_owned());
        pack.rules[0].severity = crate::report::Severity::Warning;
        pack.rules[0].matching = crate::pack::rule::Match::default();
        pack.rules[0].ask.clear();
        pack.rules.remove(1);
        pack.rules.push(third);
    });
    assert_eq!(counts, [1, 1, 1]);
    assert_eq!(
        lines[1..],
        [
            "“first” is a Verify first now.",
            "“first” looks for something else: it may find more or less than before.",
            "“first” says it in other words.",
            "Adds the rule “Third” (Note).",
            "Removes the rule “second”.",
        ]
    );
    let (lines, counts) = said(|pack| pack.rules[1].version = "1.0.1".to_owned());
    assert_eq!((lines[1].as_str(), counts), ("“second” has another version, family, confidence or source.", [0, 1, 0]));
}

#[test]
fn readers_of_pages_and_lists_are_told_with_the_sites_they_reach() {
    let (lines, _) = said(|pack| {
        pack.authors = vec!["Ann".to_owned()];
        pack.engine = "0.2".to_owned();
        pack.life_days = Some(30);
        pack.lists = serde_json::from_value(serde_json::json!([{
            "id": "pays", "kind": "host", "publication": "P", "reference": "https://x.test", "date": "2026-01-01", "entries": []
        }]))
        .unwrap();
    });
    assert_eq!(
        lines[1..],
        [
            "Its authors were none and are Ann.",
            "It is made for versions 0.2 of the engine; it was for *.",
            "Its authors say another time after which it is old.",
            "Adds the list “pays”.",
        ]
    );
    let (lines, counts) = said(|pack| {
        pack.adapters[0].hosts = vec!["other.test".to_owned()];
        pack.stock.clear();
    });
    assert_eq!(counts, [0, 0, 0]);
    assert_eq!(
        lines[1..],
        [
            "Changes the reader of pages “site”: it may read more or less than before.",
            "Reads pages of other.test, which the old one does not.",
            "Reads no pages of site.test any more.",
            "Removes stock sentences: en.",
        ]
    );
}

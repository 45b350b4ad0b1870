//! What a report may not depend on, and what it may never say.

#![allow(clippy::unwrap_used, reason = "tests")]

mod examples;
mod findings;
mod judgement;
mod lives;
mod named;
mod negatives;
mod pages;
#[path = "../support/records.rs"]
mod records;
mod stages;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeSet;
use std::fs;

use support::repository;

/// Whether everything is tried with everybody: `SECONDLOOK_LONG=1`.
pub fn long() -> bool {
    std::env::var_os("SECONDLOOK_LONG").is_some()
}

/// Words that accuse, name a state or a group of people, or rate a person. No text of ours holds one.
const NEVER: &[&str] = &[
    "north korea",
    "dprk",
    "pyongyang",
    "fraudster",
    "scammer",
    "criminal",
    "imposter",
    "impostor",
    "liar",
    "suspect",
    "suspicious person",
    "suspicious freelancer",
    "fake person",
    "fake freelancer",
    "fake account",
    "terrorist",
    "spy",
    "trust score",
    "risk score",
    "fraud score",
    "fraud probability",
    "risk level",
    "trustworthy",
    "untrustworthy",
    "reject this",
    "do not hire",
    "red flag",
];

/// Everything that `locales/`, the packs and the command itself may show.
fn own_texts() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(repository().join("locales")).unwrap() {
        let file = entry.unwrap().path();
        let words: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        texts.extend(words.into_iter().map(|(key, text)| (format!("{} {key}", file.display()), text.to_string())));
    }
    for loaded in secondlook::builtin::packs().unwrap() {
        let pack = loaded.pack;
        texts.push((pack.id.clone(), pack.description));
        for rule in pack.rules {
            let single = [&rule.title, &rule.message, &rule.why];
            for text in single.into_iter().chain(&rule.innocent).chain(&rule.ask).flat_map(|text| text.values()) {
                texts.push((format!("{}:{}", pack.id, rule.id), text.clone()));
            }
        }
        for page in pack.adapters.iter().flat_map(|adapter| &adapter.page) {
            texts.extend(page.absent.iter().map(|absent| (pack.id.clone(), absent.note.clone())));
        }
    }
    for name in support::pages() {
        let report = fs::read_to_string(repository().join(format!("tests/pages/{name}.report.json"))).unwrap();
        texts.push((format!("{name}.report.json"), report));
    }
    texts
}

#[test]
fn nobody_is_accused_and_nobody_is_scored() {
    let texts = own_texts();
    assert!(texts.len() > 250, "{}", texts.len());
    let mut wrong = Vec::new();
    for (place, text) in &texts {
        let words: Vec<String> = text.to_lowercase().split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect();
        let padded = format!(" {} ", words.join(" "));
        wrong.extend(
            NEVER.iter().filter(|never| padded.contains(&format!(" {never}"))).map(|n| format!("{place}: {n}")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A report has no field that rates somebody: the names of all its fields are these and no others.
#[test]
fn a_report_has_no_place_for_a_score() {
    let schema = fs::read_to_string(repository().join("schemas/report.json")).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let mut names = BTreeSet::new();
    fields(&schema, &mut names);
    assert!(names.contains("severity") && names.contains("findings"));
    for never in ["score", "rank", "grade", "trust", "risk", "probability", "suspicion", "total_severity", "level"] {
        let found: Vec<_> = names.iter().filter(|name| name.split('_').any(|part| part == never)).collect();
        assert!(found.is_empty(), "{found:?}");
    }
}

fn fields(schema: &serde_json::Value, names: &mut BTreeSet<String>) {
    match schema {
        serde_json::Value::Object(map) => {
            if let Some(serde_json::Value::Object(properties)) = map.get("properties") {
                names.extend(properties.keys().cloned());
            }
            map.values().for_each(|value| fields(value, names));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| fields(item, names)),
        _ => {}
    }
}

//! What a report may not depend on, and what it may never say.

#![allow(clippy::unwrap_used, reason = "tests")]


use std::collections::BTreeSet;
use std::fs;

use secondlook_core::model::PageSnapshot;
use secondlook_core::report::{Message, Report};
use crate::support::{engine, page, pages, read, report, repository};

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

/// People of another origin, place, time zone, pronoun and school: each line a whole life, to be told apart by no check.
const LIVES: [[&str; 6]; 4] = [
    ["Hannah", "Becker", "Hamburg", "Germany", "She studied in Aachen.", "11:00 am local time"],
    ["Chol-su", "Kim", "Pyongyang", "North Korea", "He studied in Pyongyang.", "7:00 pm local time"],
    ["Chinonso", "Okafor", "Lagos", "Nigeria", "They studied in Ibadan.", "11:00 am local time"],
    ["Владимир", "Ли", "Владивосток", "Russia", "He studied in Vladivostok.", "8:00 pm local time"],
];

/// A page whose people live another life.
fn swapped(html: &str, snapshot: &PageSnapshot, life: &[&str; 6]) -> String {
    let [first, last, city, country, school, time] = life;
    let mut html = html.to_owned();
    let mut swap = |from: &str, to: &str| {
        if from.len() > 3 {
            html = html.replace(from, to);
        }
    };
    for (at, person) in snapshot.people.iter().enumerate() {
        let id = person.id.as_ref().map(|id| id.value.to_lowercase()).unwrap_or_default();
        if let Some(name) = &person.name {
            // Where the name is the key of an address, it stays one.
            let plain = name.value.to_lowercase() == id;
            let handle = format!("User{at}Of{}", country.replace(' ', ""));
            swap(&name.value, &if plain { handle.clone() } else { format!("{first} {last}") });
            if plain {
                swap(&id, &handle.to_lowercase());
            }
        }
        for (part, to) in person.place.iter().flat_map(|place| place.value.split(", ")).zip([city, country]) {
            swap(part, to);
        }
    }
    swap("9:00 am local time", time);
    swap("For nine years", &format!("{school} For nine years"));
    swap("I have built two like it", &format!("{school} I have built two like it"));
    html
}

/// A report without what quotes the page: what was found, how grave, how sure, about whom, and what was judged.
fn judgement(mut report: Report) -> String {
    for finding in &mut report.findings {
        finding.id.clear();
        finding.evidence.iter_mut().for_each(|evidence| evidence.quote.clear());
        finding.evidence.iter_mut().for_each(|evidence| evidence.shown.clear());
        finding.evidence.iter_mut().for_each(|evidence| evidence.source.path.clear());
        if let Message::Key { args, .. } = &mut finding.message {
            args.clear();
        }
    }
    let unread: Vec<_> = report.unread.iter().map(|unread| (&unread.field, unread.why)).collect();
    serde_json::to_string_pretty(&(&report.findings, &report.coverage, unread)).unwrap()
}

#[test]
fn name_place_country_pronoun_school_and_time_zone_change_nothing() {
    let engine = engine();
    let (mut changed, mut findings) = (0, 0);
    for name in pages() {
        let page = page(&name);
        let snapshot = read(&page.html, &page.url, &page.captured_at);
        let html = String::from_utf8(page.html).unwrap();
        let first = judgement(report(&engine, html.as_bytes(), &page.url, &page.captured_at));
        for life in &LIVES {
            let other = swapped(&html, &snapshot, life);
            changed += usize::from(other != html);
            let got = report(&engine, other.as_bytes(), &page.url, &page.captured_at);
            findings += got.findings.len();
            let got = judgement(got);
            let line = got.lines().zip(first.lines()).find(|(a, b)| a != b);
            assert!(got == first, "{name} with {life:?}: {line:?}");
        }
    }
    assert!(changed >= 40 && findings >= 4, "{changed} pages changed, {findings} findings");
}

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
    for name in pages() {
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

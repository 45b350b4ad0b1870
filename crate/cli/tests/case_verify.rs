//! `secondlook case verify`: what it says of a record, whole, changed, damaged, of another engine or other packs.
#![allow(missing_docs, clippy::unwrap_used)]

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use crate::common::{feed, folder, secondlook, stderr, stdout};
use crate::support::records::{honest, job, record, template};
use secondlook_core::case::{Case, CaseNote, CasePack, Erased, Erasure};
use secondlook_core::check::Memories;
use secondlook_core::pack::file;
use secondlook_core::report::PackInfo;
use serde_json::Value;

fn copied() -> Case {
    let letters = [
        ("ann", template("ann", "8", "Elm")),
        ("bo", template("bo", "5", "Oak")),
        ("cem", template("cem", "3", "Ash")),
        ("zoe", honest(0)),
    ];
    record(&crate::support::engine(), &job("9", "2026-11-20", &letters), &Memories::default(), "ann", 1)
}

/// As the extension writes it: with its hash behind it.
fn exported(case: &Case) -> String {
    let json = serde_json::to_string(case).unwrap();
    let hash = file::hash(&json);
    format!("{},\"sha256\":\"{hash}\"}}\n", json.strip_suffix('}').unwrap())
}

fn written(name: &str, text: &str) -> PathBuf {
    let path = folder(name).join("record.json");
    fs::write(&path, text).unwrap();
    path
}

fn verify(name: &str, text: &str) -> (Output, Value) {
    let path = written(name, text);
    let output = secondlook(&["case", "verify", path.to_str().unwrap(), "--format", "json"]);
    let json = serde_json::from_str(&stdout(&output)).unwrap_or(Value::Null);
    (output, json)
}

fn why(json: &Value) -> Vec<String> {
    json["why"].as_array().unwrap().iter().map(|one| one["key"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_whole_record_gives_the_same_findings() {
    let case = copied();
    let (output, json) = verify("case-same", &exported(&case));
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(
        (json["state"].as_str(), json["findings"].as_u64()),
        (Some("same"), Some(case.report.findings.len() as u64))
    );
    assert_eq!(json["engine_made"], json["engine_now"]);
    assert_eq!(why(&json), ["case.why.people"]);

    let path = written("case-same-text", &exported(&case));
    let said = stdout(&secondlook(&["case", "verify", path.to_str().unwrap()]));
    assert!(said.starts_with("The same: ") && said.contains("are what people wrote. They are not checked."), "{said}");
    // Standard input, and without a hash.
    let output = feed(&["case", "verify", "-"], serde_json::to_string(&case).unwrap().as_bytes());
    assert_eq!((output.status.code(), stdout(&output)), (Some(0), said));
}

#[test]
fn a_record_without_findings_says_that_it_verifies_nobody() {
    let case = record(
        &crate::support::engine(),
        &job("9", "2026-11-20", &[("zoe", honest(0))]),
        &Memories::default(),
        "zoe",
        1,
    );
    let path = written("case-none", &exported(&case));
    let output = secondlook(&["case", "verify", path.to_str().unwrap()]);
    assert!(stdout(&output).contains("Nothing found does not mean verified."), "{}", stdout(&output));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn what_was_changed_is_named() {
    let case = copied();
    let mut changed = case.clone();
    changed.report.findings[0].evidence[0].quote += "!";
    let (output, json) = verify("case-changed", &exported(&changed));
    assert_eq!((output.status.code(), json["state"].as_str()), (Some(1), Some("differs")));
    assert_eq!(json["changed"][0], case.report.findings[0].id.as_str());

    let mut less = case.clone();
    let gone = less.report.findings.remove(0);
    let (output, json) = verify("case-added", &exported(&less));
    assert_eq!((output.status.code(), &json["added"][0]), (Some(1), &Value::from(gone.id.as_str())));

    let mut other = case.clone();
    other.inputs.snapshot.proposals[1].letter = crate::support::records::text(&honest(2));
    let (output, json) = verify("case-missing", &exported(&other));
    assert_eq!((output.status.code(), json["state"].as_str()), (Some(1), Some("differs")));
    assert!(!json["missing"].as_array().unwrap().is_empty());
    let said =
        stdout(&secondlook(&["case", "verify", written("case-missing-text", &exported(&other)).to_str().unwrap()]));
    assert!(said.starts_with("Not the same") && said.contains("Not found again: "), "{said}");
}

#[test]
fn people_may_write_what_they_like_but_not_into_an_exported_file() {
    let mut case = copied();
    case.notes.push(CaseNote { at: "2026-11-26T12:00:00Z".to_owned(), by: None, text: "Called twice.".to_owned() });
    assert_eq!(verify("case-noted", &exported(&case)).0.status.code(), Some(0));
    let edited = exported(&case).replace("Called twice.", "Called once.");
    let (output, json) = verify("case-edited", &edited);
    assert_eq!((output.status.code(), json["state"].as_str()), (Some(1), Some("differs")));
    assert_eq!(why(&json)[0], "case.why.changed");
}

#[test]
fn what_was_erased_cannot_be_made_again() {
    let mut case = copied();
    case.erased.push(Erasure { at: "2026-11-26T12:00:00Z".to_owned(), what: Erased::OtherPerson });
    let (output, json) = verify("case-erased", &exported(&case));
    assert_eq!((output.status.code(), json["state"].as_str()), (Some(1), Some("cannot")));
    assert_eq!(why(&json), ["case.why.erased", "case.why.people"]);
}

#[test]
fn other_engines_and_packs_are_said() {
    let mut case = copied();
    case.inputs.engine = "0.0.9".to_owned();
    case.inputs.packs[0].info.sha256 = "0".repeat(64);
    let (output, json) = verify("case-engine", &exported(&case));
    assert_eq!(output.status.code(), Some(0), "{json}");
    assert_eq!(why(&json), ["case.why.engine", "case.why.pack_other", "case.why.people"]);

    // A pack that is nowhere: where the rest is the same all the same, that is what counts.
    let mut case = copied();
    let nowhere = PackInfo { id: "acme/gone".to_owned(), built_in: false, ..case.inputs.packs[0].info.clone() };
    case.inputs.packs.push(CasePack { info: nowhere, file: None });
    let (output, json) = verify("case-absent", &exported(&case));
    assert_eq!((output.status.code(), why(&json)[0].as_str()), (Some(0), "case.why.pack_absent"));
    // Where it is not, nobody can tell.
    let mut lacking = case.clone();
    lacking.report.findings[0].rule = "acme/gone:rule".to_owned();
    lacking.report.findings[0].id = "00".repeat(8);
    let (output, json) = verify("case-lacking", &exported(&lacking));
    assert_eq!((output.status.code(), json["state"].as_str()), (Some(1), Some("cannot")));

    case.inputs.packs.last_mut().unwrap().file = Some("{\"pack\":{".to_owned());
    let (_, json) = verify("case-damaged-pack", &exported(&case));
    assert!(why(&json).contains(&"case.why.pack_damaged".to_owned()), "{json}");
}

#[test]
fn a_pack_in_the_record_makes_its_findings_again() {
    let loaded = secondlook::packs::folder(&crate::common::data("pack")).unwrap();
    let text = file::write(&secondlook::packs::canonical(&loaded.pack, "pack").unwrap(), None);
    let opened = file::open(&text).unwrap();
    let info = opened.info.clone();
    let engine = secondlook_core::engine::Engine::new(
        vec![(opened.pack, opened.info)],
        secondlook_core::engine::Settings::default(),
        secondlook::builtin::words().unwrap(),
    )
    .unwrap();
    let html = fs::read(crate::common::data("page.html")).unwrap();
    let tree = secondlook::html::page_tree(&html, crate::common::URL, "2026-06-03T14:05:00+02:00").unwrap();
    let snapshot = engine.read(&tree);
    let person = snapshot.people[0].id.as_ref().unwrap().value.clone();
    let mut case = record(&engine, &snapshot, &Memories::default(), &person, 1);
    assert!(!case.report.findings.is_empty());
    case.inputs.packs = vec![CasePack { info: info.clone(), file: Some(text.clone()) }];
    let (output, json) = verify("case-pack-inside", &exported(&case));
    assert_eq!((output.status.code(), json["state"].as_str()), (Some(0), Some("same")), "{json}");
    assert_eq!(why(&json), ["case.why.pack_inside", "case.why.people"]);

    case.inputs.packs = vec![CasePack { info, file: None }];
    let (output, json) = verify("case-pack-lacking", &exported(&case));
    assert_eq!((output.status.code(), json["state"].as_str()), (Some(1), Some("cannot")));
}

#[test]
fn bad_input_says_where_and_what_to_do() {
    let whole = exported(&copied());
    let newer = whole.replacen("\"schema\":1", "\"schema\":2", 1);
    let wrong = whole.replacen("\"notes\":[]", "\"notes\":[{\"at\":1}]", 1);
    let long =
        whole.replacen("\"notes\":[]", &format!("\"notes\":[{}]", vec![r#"{"at":"","text":""}"#; 5_001].join(",")), 1);
    let nest = "[".repeat(100_000);
    let cases: &[(&str, &str, &str)] = &[
        ("empty", "", "case-cut"),
        ("cut", &whole[..whole.len() / 2], "case-cut"),
        ("text", "hello", "case-no-json"),
        ("nest", &nest, "case-no-json"),
        ("other", "{\"schema\":1,\"findings\":[]}", "case-none"),
        ("list", "[]", "case-none"),
        ("newer", &newer, "case-newer"),
        ("wrong", &wrong, "case-not-understood"),
        ("long", &long, "case-too-long"),
    ];
    for (name, text, code) in cases {
        let (output, _) = verify(&format!("case-bad-{name}"), text);
        let said = stderr(&output);
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""), "{name}: {said}");
        assert!(said.contains(code) && said.contains("expected: a record that Second Look exported"), "{name}: {said}");
    }
    let path = folder("case-bad-bytes").join("record.json");
    fs::write(&path, b"{\"schema\":1,\"id\":\"\xff\"}").unwrap();
    assert_eq!(secondlook(&["case", "verify", path.to_str().unwrap()]).status.code(), Some(2));
    assert_eq!(secondlook(&["case", "verify", "no-such-file.json"]).status.code(), Some(2));
    assert_eq!(secondlook(&["case"]).status.code(), Some(2));
    // Forms that every editor adds or takes.
    let marked = format!("\u{feff}{whole}\r\n");
    assert_eq!(verify("case-marked", &marked).0.status.code(), Some(0));
}

//! Every fuzzing target on its seeds, changed: bytes lost, doubled and put in, and JSON with odd values in some places. A property
//! test for everything that reads what strangers write; `PROPTEST_CASES` says how many a target.

#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use crate::fuzz;

/// Changes of one seed: how, where (a share of the seed), and with what.
type Changes = Vec<(u8, u16, u16)>;

const PIECES: [&str; 16] = [
    "\"",
    "\\",
    "{",
    "[[[[[[[[",
    "}",
    "]",
    ",",
    "\0",
    "\u{202e}",
    "\u{301}",
    "\r\n",
    "<",
    "é😀",
    "99999999999999999999",
    "-",
    " ",
];

fn odd(at: u16) -> Value {
    let all = [
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(u64::MAX),
        json!(1e300),
        json!(""),
        json!("x y"),
        json!("2026-02-30"),
        json!("\u{202e}<b>"),
        json!([]),
        json!({}),
        json!([[null]]),
        json!({"en": ""}),
        json!("x".repeat(5_000)),
    ];
    all[usize::from(at) % all.len()].clone()
}

/// The n-th value, counted from the outside.
fn nth<'a>(value: &'a mut Value, left: &mut usize) -> Option<&'a mut Value> {
    if *left == 0 {
        return Some(value);
    }
    *left -= 1;
    match value {
        Value::Array(items) => items.iter_mut().find_map(|item| nth(item, left)),
        Value::Object(members) => members.values_mut().find_map(|item| nth(item, left)),
        _ => None,
    }
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum::<usize>(),
        _ => 0,
    }
}

fn changed(seed: &[u8], changes: &Changes) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for (how, place, what) in changes {
        let json_end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
        if let (true, Ok(mut value)) = (how % 2 == 0, serde_json::from_slice::<Value>(&bytes[..json_end])) {
            let mut left = usize::from(*place) % count(&value);
            *nth(&mut value, &mut left).unwrap() = odd(*what);
            bytes.splice(..json_end, serde_json::to_vec(&value).unwrap());
            continue;
        }
        let at = usize::from(*place) * bytes.len() / (1 << 16);
        let end = (at + 1 + usize::from(*what) % 24).min(bytes.len());
        let put = match how % 8 {
            1 => Vec::new(),
            3 => bytes[at..end].repeat(2),
            5 => bytes[at..end].repeat(40),
            _ => PIECES[usize::from(*what) % PIECES.len()].as_bytes().to_vec(),
        };
        let end = if how % 8 == 7 { at } else { end };
        bytes.splice(at..end, put);
    }
    bytes
}

#[test]
fn every_target_holds_on_changed_seeds() {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(60);
    for (target, run) in fuzz::TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds").join(target);
        let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        let seeds: Vec<Vec<u8>> = paths.iter().map(|path| fs::read(path).unwrap()).collect();
        let strategy = (0..seeds.len(), proptest::collection::vec(any::<(u8, u16, u16)>(), 1..5));
        let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
        let held = runner.run(&strategy, |(seed, changes)| {
            run(&changed(&seeds[seed], &changes));
            Ok(())
        });
        assert!(held.is_ok(), "{target}, {:?}: {}", paths, held.unwrap_err());
    }
}

#[test]
fn a_seed_is_changed_in_one_place() {
    let seed = br#"{"a":[1,{"b":2}],"c":"x"}"#;
    let made: Vec<String> = (0..6).map(|at| String::from_utf8(changed(seed, &vec![(0, at, 0)])).unwrap()).collect();
    assert_eq!(
        made,
        [
            "null",
            r#"{"a":null,"c":"x"}"#,
            r#"{"a":[null,{"b":2}],"c":"x"}"#,
            r#"{"a":[1,null],"c":"x"}"#,
            r#"{"a":[1,{"b":null}],"c":"x"}"#,
            r#"{"a":[1,{"b":2}],"c":null}"#,
        ]
    );
}

//! `secondlook identifiers`: its lines, offsets, forms, and bad input.
#![allow(missing_docs, clippy::unwrap_used)]

use std::fs;
use std::process::Output;

use crate::common::{feed, folder, secondlook, stderr, stdout};
use serde_json::{Value, json};

fn identifiers(input: &str, more: &[&str]) -> Output {
    let mut arguments = vec!["identifiers", "-"];
    arguments.extend(more);
    feed(&arguments, input.as_bytes())
}

#[test]
fn a_line_an_input_in_the_same_order() {
    let wallet = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    let input = [
        json!({"id": "b", "text": "\u{1f600} Rowan [at] example (dot) com, my tg: @rowan_ash"}),
        json!({"id": 7, "text": format!("pay {wallet} or 0xde709f2102306220921060314715629080e2fb77")}),
        json!({"id": "none", "text": "I know Node.js and ASP.NET since 2019-2023."}),
    ];
    let output = identifiers(&input.map(|line| format!("{line}\n")).concat(), &["--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let lines: Vec<Value> = stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let want = json!([
        {"id": "b", "found": [
            {"kind": "email", "value": "rowan@example.com", "checksum": "none", "start": 3, "end": 31},
            {"kind": "handle", "on": "telegram", "value": "rowan_ash", "checksum": "none", "start": 40, "end": 50},
        ]},
        {"id": "7", "found": [
            {"kind": "wallet", "coin": "ETH", "value": wallet, "checksum": "valid", "start": 4, "end": 46},
            {"kind": "wallet", "coin": "ETH", "value": "0xde709f2102306220921060314715629080e2fb77", "checksum": "none", "start": 50, "end": 92},
        ]},
        {"id": "none", "found": []},
    ]);
    assert_eq!(Value::from(lines), want);
}

#[test]
fn words_for_a_terminal_cannot_be_written_over() {
    let output = identifiers("{\"id\":\"a\\u001b[2J\",\"text\":\"call +254 700 000 001\\n\"}\n", &[]);
    assert_eq!(stdout(&output), "a\\u{1b}[2J: found\n  phone  254700000001  written: +254 700 000 001\n");
    let csv = identifiers("id,text\n1,nothing here\n", &[]);
    assert_eq!(stdout(&csv), "1: nothing found\n");
}

#[test]
fn bad_rows_are_said_with_their_place_and_the_others_are_read() {
    let input = "{\"id\":1,\"text\":\"t.me/rowan_ash\"}\n{\"id\":2}\noops\n{\"id\":3,\"text\":\"\"}\n";
    let output = identifiers(input, &["--format", "json"]);
    assert_eq!((output.status.code(), stdout(&output).lines().count()), (Some(0), 2));
    let said = stderr(&output);
    assert!(said.contains("standard input:2:8: missing field `text`") && said.contains("standard input:3:1"), "{said}");
    let out = folder("identifiers").join("out.jsonl");
    let output = identifiers(input, &["--strict", "--output", out.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!out.exists() && stderr(&output).contains("expected:"), "{}", stderr(&output));
    let missing = secondlook(&["identifiers", "/no/such/file.jsonl"]);
    assert_eq!(missing.status.code(), Some(2));
    let empty = folder("identifiers-empty").join("empty.jsonl");
    fs::write(&empty, "").unwrap();
    assert_eq!(secondlook(&["identifiers", empty.to_str().unwrap()]).status.code(), Some(2));
}

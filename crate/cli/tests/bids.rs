//! `secondlook bids`: its JSON, its words, and bad input.
#![allow(missing_docs, clippy::unwrap_used)]

use std::process::Output;

use crate::common::{feed, secondlook, stderr, stdout};
use serde_json::{Value, json};

fn bids(input: &str, more: &[&str]) -> Output {
    let mut arguments = vec!["bids", "-"];
    arguments.extend(more);
    feed(&arguments, input.as_bytes())
}

fn answered(input: &str, more: &[&str]) -> Vec<Value> {
    let output = bids(input, &[&["--format", "json"], more].concat());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let answer: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(answer["schema"], 1);
    answer["freelancers"].as_array().unwrap().clone()
}

/// Rows of a freelancer with so many bids, of which the first are won.
fn rows(freelancer: &str, sent: usize, won: usize) -> String {
    let row = |at: usize| json!({"freelancer": freelancer, "job": at, "won": at < won}).to_string() + "\n";
    (0..sent).map(row).collect()
}

#[test]
fn a_record_a_freelancer_in_the_shape_that_scripts_rely_on() {
    let input = rows("low", 260, 0) + &rows("few", 20, 0) + &rows("usual", 100, 7);
    let open = "{\"freelancer\":\"few\",\"job\":\"open\"}\n{\"freelancer\":\"few\",\"job\":\"null\",\"won\":null}\n";
    let all = answered(&(input + open), &[]);
    let ids: Vec<&str> = all.iter().map(|one| one["freelancer"].as_str().unwrap()).collect();
    assert_eq!(ids, ["few", "low", "usual"]);
    let few = &all[0];
    assert_eq!((&few["sent"], &few["won"], &few["pending"]), (&json!(20), &json!(0), &json!(2)));
    assert_eq!((&few["state"], &few["needed"]), (&json!("too_few"), &json!(234)));
    assert_eq!((&few["prior"]["alpha"], &few["prior"]["beta"]), (&json!(1.5), &json!(23.5)));
    assert!(few["prior"]["source"].as_str().unwrap().contains("assumption"));
    assert_eq!((&few["interval"][0], few["estimate"].as_f64().unwrap() > 0.03), (&json!(0.0), true));
    assert_eq!((&all[1]["state"], &all[1]["needed"]), (&json!("fired"), &Value::Null));
    assert_eq!(all[2]["state"], "silent");
}

#[test]
fn one_bid_is_counted_once_whatever_the_order_of_rows() {
    let known = r#"{"freelancer":"a","job":"x","won":true}"#;
    let open = r#"{"freelancer":"a","job":"x"}"#;
    for input in [format!("{known}\n{open}\n{known}\n"), format!("{open}\n{known}\n")] {
        let all = answered(&input, &["--strict"]);
        assert_eq!((&all[0]["sent"], &all[0]["won"], &all[0]["pending"]), (&json!(1), &json!(1), &json!(0)));
    }
    let csv = "Freelancer;Job;Won\na;x;yes\na;y;no\na;z;\na;w;1\n";
    let all = answered(csv, &[]);
    assert_eq!((&all[0]["sent"], &all[0]["won"], &all[0]["pending"]), (&json!(3), &json!(2), &json!(1)));
}

#[test]
fn contradicting_rows_name_both_lines_and_the_bid_stays_open() {
    let row = |won: bool| json!({"freelancer": "a", "job": "x", "won": won}).to_string() + "\n";
    let input = rows("b", 2, 0) + &row(true) + &row(false) + &row(true);
    let output = bids(&input, &["--format", "json"]);
    assert_eq!(output.status.code(), Some(0));
    let said = stderr(&output);
    assert!(said.contains("standard input:4:1") && said.contains("in line 3"), "{said}");
    let answer: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!((&answer["freelancers"][0]["sent"], &answer["freelancers"][0]["pending"]), (&json!(0), &json!(1)));
    let output = bids(&input, &["--strict"]);
    assert_eq!((output.status.code(), stdout(&output).len()), (Some(2), 0));
}

#[test]
fn times_are_counted_only_where_they_have_seconds() {
    let row = |job: &str, at: &str| {
        json!({"freelancer": "a", "job": job, "at": at, "posted_at": "2026-08-01T10:00:00Z"}).to_string() + "\n"
    };
    let input = [row("x", "2026-08-01T10:00:07Z"), row("y", "2026-08-01T10:00:40Z"), row("z", "2026-08-01T10:01:05Z")];
    let all = answered(&input.concat(), &[]);
    assert_eq!((&all[0]["fast"], &all[0]["at_once"]), (&json!(2), &json!(3)));
    let words = stdout(&bids(&input.concat(), &[]));
    assert!(words.contains("2 bids were sent within a minute") && words.contains("Bids on 3 jobs"), "{words}");
    let dates = answered(&(row("x", "2026-08-01") + &row("y", "2026-08-01T10:00")), &[]);
    assert_eq!((&dates[0]["fast"], &dates[0]["at_once"]), (&Value::Null, &Value::Null));
}

#[test]
fn two_numbers_are_judged_by_themselves() {
    let output = secondlook(&["bids", "--sent", "120", "--won", "1", "--format", "json"]);
    let answer: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let only = &answer["freelancers"][0];
    assert_eq!((&only["sent"], &only["won"], &only["state"]), (&json!(120), &json!(1), &json!("too_few")));
    assert!(only.get("freelancer").is_none());
    let words = stdout(&secondlook(&["bids", "--sent", "400", "--won", "1"]));
    assert!(words.contains("Very few of many bids were won: 1 of 400."), "{words}");
    assert!(words.contains('\u{25cf}') && words.contains("Nothing found does not mean verified."), "{words}");
}

#[test]
fn numbers_and_files_that_cannot_be_are_refused() {
    let refused = |arguments: &[&str], needles: &[&str]| {
        let output = secondlook(arguments);
        let said = stderr(&output);
        assert_eq!((output.status.code(), stdout(&output).len()), (Some(2), 0), "{said}");
        assert!(needles.iter().all(|needle| said.contains(needle)), "{said}");
    };
    refused(&["bids", "--sent", "3", "--won", "4"], &["4 bids won of 3 sent", "expected"]);
    refused(&["bids", "--sent", "99999999999", "--won", "4"], &["99999999999", "10000000"]);
    refused(&["bids", "--sent", "3"], &["--won"]);
    refused(&["bids"], &["IN"]);
    refused(&["bids", "no-such-file.jsonl"], &["no such file"]);
    for (input, needle) in [
        ("", "empty"),
        ("{\"freelancer\":\"a\"}\n", "missing field `job`"),
        ("{\"freelancer\":\"a\",\"job\":\"x\",\"won\":\"perhaps\"}\n", "true, false, or nothing"),
        ("{\"freelancer\":\"a\",\"job\":\"x\",\"won\":0.5}\n", "true, false, or nothing"),
        ("id,text\n1,x\n", "freelancer, job"),
    ] {
        let output = bids(input, &[]);
        assert_eq!(output.status.code(), Some(2), "{input}");
        assert!(stderr(&output).contains(needle), "{input}: {}", stderr(&output));
    }
}

#[test]
fn a_name_cannot_steer_the_terminal() {
    let output = bids("{\"freelancer\":\"a\\u001b[2J\\nb\",\"job\":1,\"won\":false}\n", &[]);
    assert_eq!(output.status.code(), Some(0));
    assert!(!stdout(&output).contains('\u{1b}') && stdout(&output).contains("a\\u{1b}[2J b"), "{}", stdout(&output));
}

//! `secondlook reviews` on reviews of ours: what fires, positions, forms, exit codes, and every kind of bad input.
#![allow(missing_docs, clippy::unwrap_used)]

use std::fmt::Write;
use std::process::Output;

use crate::common::{feed, stderr, stdout};
use serde_json::{Value, json};

fn reviews(input: &str, more: &[&str]) -> Output {
    let mut arguments = vec!["reviews", "-", "--as-of", "2026-10-01"];
    arguments.extend(more);
    feed(&arguments, input.as_bytes())
}

fn judged(input: &str) -> Value {
    let output = reviews(input, &["--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn test<'a>(report: &'a Value, profile: usize, id: &str) -> &'a Value {
    let tests = report["profiles"][profile]["tests"].as_array().unwrap();
    tests.iter().find(|test| test["id"] == id).unwrap()
}

/// Twenty reviews over three years, each by another client.
fn ordinary(profile: &str) -> String {
    let mut lines = String::new();
    for n in 0..20 {
        let at = format!("{}-{:02}-{:02}", 2022 + n / 6, 1 + n % 6 * 2, 1 + n * 5 % 28);
        writeln!(
            lines,
            "{}",
            json!({"profile": profile, "client": format!("c{n}"), "at": at, "rating": 5, "text": "Great work!"})
        )
        .unwrap();
    }
    lines
}

/// Fourteen clients in one week, mixed in.
fn with_a_burst(profile: &str) -> String {
    let mut lines = ordinary(profile);
    for n in 0..14 {
        let at = format!("2024-08-{:02}", 10 + n % 6);
        writeln!(lines, "{}", json!({"profile": profile, "client": format!("b{n}"), "at": at, "rating": 5})).unwrap();
    }
    lines
}

#[test]
fn fires_with_the_positions_of_the_rows_of_each_profile() {
    let report = judged(&format!("{}{}", ordinary("quiet"), with_a_burst("busy")));
    assert_eq!(report["schema"], 1);
    assert_eq!(report["profiles"][0]["profile"], "quiet");
    for id in ["burst", "few-clients", "revived"] {
        assert_eq!(test(&report, 0, id)["state"], "silent", "{id}");
    }
    let burst = test(&report, 1, "burst");
    assert_eq!((&burst["state"], &burst["severity"], &burst["n"]), (&json!("fired"), &json!("caution"), &json!(34)));
    assert_eq!(burst["reviews"], json!((20..34).collect::<Vec<_>>()));
    assert!(burst["p"].as_f64().unwrap() < 0.001);
    // The shares of all tests make up the page's rate, and are said.
    let shares = report["alpha"]["tests"].as_object().unwrap().values().map(|share| share.as_f64().unwrap());
    assert!(shares.sum::<f64>() <= report["alpha"]["page"].as_f64().unwrap() + 1e-9);
}

#[test]
fn the_exit_code_follows_fail_on() {
    let busy = with_a_burst("busy");
    for (fail_on, code) in [("context", 1), ("note", 1), ("caution", 1), ("warning", 0), ("stop", 0)] {
        assert_eq!(reviews(&busy, &["--fail-on", fail_on]).status.code(), Some(code), "{fail_on}");
    }
    assert_eq!(reviews(&ordinary("quiet"), &["--fail-on", "note"]).status.code(), Some(0));
}

#[test]
fn text_says_what_was_found_and_what_could_be_judged() {
    let output = reviews(&with_a_burst("busy"), &[]);
    let text = stdout(&output);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in ["busy: 34 reviews", "Ask (Reviews close together)", "14 different clients", "Probability by chance"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(text.contains("Reviews in the same words: too few to judge"), "{text}");
}

#[test]
fn csv_and_numbers_as_texts_are_read_alike() {
    let csv = "profile;client;at;rating;text;amount;currency\np;c1;2024-03;4.5;Thank you;12.50;EUR\np;c2;2 months ago;;;$1,200;\n";
    let report = judged(csv);
    assert_eq!(report["profiles"][0]["n"], 2);
    assert_eq!(report["profiles"][0]["odd"], json!({"dates": 0, "ratings": 0, "amounts": 0}));
    assert_eq!(test(&report, 0, "burst")["n"], 2);
}

#[test]
fn none_and_one_review_are_too_few_and_a_row_twice_is_one() {
    let one = "{\"profile\":1,\"client\":\"a\",\"at\":\"2024-03-01\",\"text\":\"Thank you\"}\n";
    let report = judged(&one.repeat(3));
    assert_eq!((&report["profiles"][0]["n"], &report["profiles"][0]["rows"]), (&json!(1), &json!(3)));
    let burst = test(&report, 0, "burst");
    assert_eq!((&burst["state"], &burst["needed"]), (&json!("too_few"), &json!(11)));
    assert_eq!(test(&report, 0, "same-words")["state"], "too_few");
    let bare = judged("{\"profile\":\"x\"}\n");
    let states = bare["profiles"][0]["tests"].as_array().unwrap().iter().map(|test| test["state"].clone());
    assert!(states.into_iter().all(|state| state == "not_visible"));
}

#[test]
fn what_cannot_be_right_is_not_used_and_counted() {
    let rows = [
        json!({"profile": "p", "client": "a", "at": "2031-01-01", "rating": 9}),
        json!({"profile": "p", "client": "b", "at": "1991-01-01", "rating": -1}),
        json!({"profile": "p", "client": "c", "at": "soon", "amount": -5}),
        json!({"profile": "p", "client": "d", "at": null, "rating": null, "amount": "many"}),
    ];
    let input = rows.map(|row| row.to_string()).join("\n");
    let report = judged(&input);
    assert_eq!(report["profiles"][0]["odd"], json!({"dates": 3, "ratings": 2, "amounts": 2}));
    assert_eq!(report["profiles"][0]["n"], 4);
    assert_eq!(test(&report, 0, "burst")["state"], "not_visible");
    let strict = reviews(&input, &["--strict"]);
    assert_eq!(strict.status.code(), Some(2));
    assert!(stderr(&strict).contains("3 dates"), "{}", stderr(&strict));
}

#[test]
fn a_bad_row_names_its_line_and_column() {
    let input = format!("{}{{\"profile\": \"p\", \"text\": 7}}\nnull\n", ordinary("p"));
    let output = reviews(&input, &["--format", "json"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stderr(&output).contains("standard input:21:26: "), "{}", stderr(&output));
    assert!(stderr(&output).contains("2 rows were left out"), "{}", stderr(&output));
    assert_eq!(reviews(&input, &["--strict"]).status.code(), Some(2));
    for (input, found) in [("", "empty"), ("name,text\na,b\n", "profile"), ("[1]", "array")] {
        let output = reviews(input, &[]);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(found), "{}", stderr(&output));
    }
    let output = feed(&["reviews", "-", "--as-of", "yesterday"], b"{\"profile\":1}");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("--as-of") && stderr(&output).contains("2026-10-01"), "{}", stderr(&output));
}

#[test]
fn fifty_thousand_reviews_of_one_person_take_little() {
    let mut input = String::new();
    for n in 0..50_000 {
        // All clients a few times, many on one day, near copies of one text, and one client with a third of all.
        let client = if n % 3 == 0 { 0 } else { n % 9_000 };
        let text = format!("the same long text again and again with a number {} in the middle of it", n % 700);
        let at = if n % 5 == 0 {
            "2024-05-05".to_owned()
        } else {
            format!("20{:02}-{:02}-{:02}", 10 + n % 15, 1 + n % 12, 1 + n % 28)
        };
        writeln!(input, "{}", json!({"profile": "p", "client": client, "at": at, "text": text, "amount": n % 90}))
            .unwrap();
    }
    let begun = std::time::Instant::now();
    let report = judged(&input);
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
    assert_eq!(report["profiles"][0]["rows"], 50_000);
}

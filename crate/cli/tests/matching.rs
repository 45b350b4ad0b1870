//! `secondlook match` as it is run: copies found, bad rows said, floods near linear, the same on any number of threads.

#![allow(missing_docs, clippy::unwrap_used, clippy::format_collect)]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

const NOUNS: [&str; 11] = [
    "heron",
    "ledger",
    "antenna",
    "harbour",
    "kettle",
    "orchard",
    "scanner",
    "mezzanine",
    "lantern",
    "saddle",
    "furnace",
];
const VERBS: [&str; 9] =
    ["mended", "painted", "weighed", "borrowed", "measured", "sorted", "rinsed", "traced", "oiled"];
const ADVERBS: [&str; 7] = ["twice", "slowly", "yesterday", "indoors", "alone", "again", "upstairs"];

/// A letter of some sixty words, like no other.
fn letter(number: usize) -> String {
    let mut state = number as u64 * 2_654_435_761 + 1;
    let mut next = |list: &[&str]| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("{}{}", list[(state >> 33) as usize % list.len()], (state >> 50) % 40)
    };
    (0..15).map(|_| format!("{} the {} near {}. ", next(&VERBS), next(&NOUNS), next(&ADVERBS))).collect()
}

struct Files(PathBuf);

impl Files {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("secondlook-match-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn rows(letters: impl Iterator<Item = (String, String)>) -> String {
    letters.map(|(id, text)| format!("{}\n", json!({"id": id, "author": "a", "text": text}))).collect()
}

fn run(arguments: &[&str], input: &str, threads: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_secondlook"))
        .arg("match")
        .args(arguments)
        .env("RAYON_NUM_THREADS", threads)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writing = std::thread::spawn(move || {
        let _ = stdin.write_all(input.as_bytes());
    });
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap();
    output
}

fn lines(output: &Output) -> Vec<Value> {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn best(line: &Value) -> Option<&str> {
    line["matches"][0]["id"].as_str()
}

#[test]
fn copies_are_found_the_same_on_any_number_of_threads_and_in_any_form() {
    let files = Files::new("copies");
    let corpus = rows((0..3_000).map(|n| (format!("c{n}"), letter(n))));
    let edited = |n: usize| {
        letter(n)
            .split(' ')
            .enumerate()
            .map(|(i, w)| if i % 10 == 3 { "other" } else { w })
            .collect::<Vec<_>>()
            .join(" ")
    };
    let queries: Vec<(String, String)> = (0..40).map(|n| (format!("q{n}"), edited(n * 70))).collect();
    let strange = ("new".to_owned(), letter(1_000_000));
    let queries = rows(queries.into_iter().chain([strange, ("short".to_owned(), "I can do it".to_owned())]));
    let (corpus_file, query_file) = (files.write("c.jsonl", &corpus), files.write("q.jsonl", &queries));
    let csv: String = std::iter::once("text;author;id\n".to_owned())
        .chain((0..3_000).map(|n| format!("\"{}\";a;c{n}\n", letter(n))))
        .collect();
    let csv_file = files.write("c.csv", &csv);
    let [c, q, csv] = [&corpus_file, &query_file, &csv_file].map(|path| path.to_str().unwrap());
    let one = run(&["--corpus", c, "--queries", q, "--format", "json", "--stats"], "", "1");
    let found = lines(&one);
    assert_eq!(found.len(), 42);
    for (n, line) in found.iter().take(40).enumerate() {
        assert_eq!(line["query"], format!("q{n}"));
        assert_eq!(best(line), Some(format!("c{}", n * 70).as_str()), "{line}");
    }
    assert_eq!(found[40]["matches"], json!([]));
    assert_eq!(found[41], json!({"query": "short", "matches": [], "too_short": true}));
    let stats: Value = serde_json::from_str(String::from_utf8_lossy(&one.stderr).lines().last().unwrap()).unwrap();
    assert!(stats["index_s"].as_f64().unwrap() > 0.0 && stats["query_s"].as_f64().unwrap() > 0.0);
    assert_eq!((&stats["letters"], &stats["queries"]), (&json!(3_000), &json!(42)));
    assert_eq!(one.stdout, run(&["--corpus", c, "--queries", q, "--format", "json"], "", "4").stdout);
    assert_eq!(one.stdout, run(&["--corpus", "-", "--queries", q, "--format", "json"], &corpus, "2").stdout);
    assert_eq!(one.stdout, run(&["--corpus", csv, "--queries", q, "--format", "json"], "", "2").stdout);
    let text = run(&["--corpus", c, "--queries", q], "", "2");
    let text = String::from_utf8_lossy(&text.stdout).into_owned();
    assert!(text.starts_with("42 letters looked for among 3000."), "{text}");
    assert!(text.contains("\nshort: too short to judge") && text.contains("\nnew: nothing alike"), "{text}");
}

#[test]
fn bad_rows_are_said_and_lose_nothing_unless_strict() {
    let files = Files::new("bad");
    let good = |n: usize| rows(std::iter::once((format!("c{n}"), letter(n))));
    let text = format!("{}{{\"id\": \"x\"}}\nnot json\n{}{}", good(1), good(1), good(2));
    let file = files.write("c.jsonl", &text);
    let query = files.write("q.jsonl", &good(2));
    let [c, q] = [&file, &query].map(|path| path.to_str().unwrap());
    let output = run(&["--corpus", c, "--queries", q, "--format", "json"], "", "2");
    assert_eq!(best(&lines(&output)[0]), Some("c2"));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    for place in ["c.jsonl:2:", "c.jsonl:3:", "c.jsonl:4:1: the id \"c1\" is that of line 1 already"] {
        assert!(said.contains(place), "{place}: {said}");
    }
    let strict = run(&["--corpus", c, "--queries", q, "--strict"], "", "2");
    assert_eq!((strict.status.code(), strict.stdout.len()), (Some(2), 0));
    for (corpus, queries) in [("-", "-"), (files.0.to_str().unwrap(), q), ("no-such-file", q)] {
        assert_eq!(run(&["--corpus", corpus, "--queries", queries], "", "2").status.code(), Some(2), "{corpus}");
    }
}

#[test]
fn floods_of_one_letter_of_nothing_and_of_one_word_are_answered() {
    let files = Files::new("flood");
    let same = (0..30_000).map(|n| (format!("s{n}"), letter(5)));
    let near = (0..3_000).map(|n| (format!("n{n}"), format!("Dear client{n}, {} Yours, name{n}", letter(9))));
    let none = (0..3_000).map(|n| (format!("e{n}"), String::new()));
    let spam = (0..3).map(|n| (format!("w{n}"), "spam ".repeat(20_000)));
    let file = files.write("c.jsonl", &rows(same.chain(near).chain(none).chain(spam)));
    let queries = [("same", letter(5)), ("near", letter(9)), ("none", String::new()), ("spam", "spam ".repeat(50_000))];
    let query = files.write("q.jsonl", &rows(queries.into_iter().map(|(id, text)| (id.to_owned(), text))));
    let [c, q] = [&file, &query].map(|path| path.to_str().unwrap());
    let output = run(&["--corpus", c, "--queries", q, "--format", "json", "--stats"], "", "2");
    let found = lines(&output);
    assert_eq!(found[0]["matches"].as_array().unwrap().len(), 50);
    assert_eq!((best(&found[0]), &found[0]["matches_total"]), (Some("s0"), &json!(30_000)));
    assert_eq!(found[1]["matches"].as_array().unwrap().len(), 50);
    assert!(found[1]["matches_total"].as_u64().unwrap() >= 100, "{}", found[1]["matches_total"]);
    assert_eq!(found[2]["too_short"], json!(true));
    let stats: Value = serde_json::from_str(String::from_utf8_lossy(&output.stderr).lines().last().unwrap()).unwrap();
    assert!(stats["crowded_runs"].as_u64().unwrap() > 10);
}

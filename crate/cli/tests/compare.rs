//! `secondlook compare`: two letters in three forms, many pairs, and every kind of bad input.
#![allow(missing_docs, clippy::unwrap_used)]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use crate::common::{feed, folder, golden, secondlook, stderr, stdout};
use serde_json::{Value, json};

const A: &str = "Good morning Marta,\n\nI have carefully read your job description. \u{1f9ad} The quiet heron waits by the \
mill pond until the sluice opens at noon, and every ranger of the reserve at Otterbank writes the level of the water into \
a small brown book.\n";
const B: &str = "Dear Mr Hale, the quiet heron waits by the mill pond until the sluice opens at seven, and every ranger of \
the reserve at Lapwing Fields writes the level of the water into a small brown book. I can draw the map of it.\n";

/// Two letters in a folder of the test's own.
fn files(test: &str, texts: [&[u8]; 2]) -> [PathBuf; 2] {
    let folder = folder(test);
    let paths = ["a.txt", "b.txt"].map(|name| folder.join(name));
    for (path, text) in paths.iter().zip(texts) {
        fs::write(path, text).unwrap();
    }
    paths
}

/// Runs in the letters' folder, so that the names are short.
fn compare(test: &str, texts: [&str; 2], more: &[&str]) -> Output {
    let [a, _] = files(test, texts.map(str::as_bytes));
    let mut command = Command::new(env!("CARGO_BIN_EXE_secondlook"));
    command.args(["compare", "a.txt", "b.txt"]).args(more).current_dir(a.parent().unwrap()).env_remove("COLUMNS");
    command.output().unwrap()
}

fn judged(test: &str, texts: [&str; 2]) -> Value {
    let output = compare(test, texts, &["--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Different words.
fn numbered(count: usize) -> String {
    (0..count).flat_map(|i| [format!("w{i}"), " ".to_owned()]).collect()
}

fn utf16(text: &str, span: &Value) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(&units[span[0].as_u64().unwrap() as usize..span[1].as_u64().unwrap() as usize]).unwrap()
}

#[test]
fn text_and_html_are_as_they_were() {
    golden("compare.txt", &stdout(&compare("compare-text", [A, B], &[])));
    golden("compare.html", &stdout(&compare("compare-html", [A, B], &["--format", "html"])));
}

#[test]
fn the_number_is_the_sum_of_what_is_shown() {
    let found = judged("compare-json", [A, B]);
    let number = |key: &str| found[key].as_f64().unwrap();
    let parts = ["words", "roots", "pairs"].map(|part| found["parts"][part].as_f64().unwrap());
    assert!((parts.iter().sum::<f64>() - number("likeness")).abs() < 1e-5, "{found}");
    assert!(number("likeness") > 0.5 && number("chance") < 0.001);
    assert_eq!((&found["background"], &found["schema"]), (&json!("shipped"), &json!(1)));
    let spans = found["spans"].as_array().unwrap();
    assert!(spans.len() >= 2);
    for span in spans {
        assert_eq!(utf16(A, &span["a"]), span["text"].as_str().unwrap());
        assert_eq!(utf16(B, &span["b"]).to_lowercase(), span["text"].as_str().unwrap().to_lowercase());
    }
    assert_eq!(utf16(A, &found["set_aside"]["a"][0]), "I have carefully read your job description");
    assert!(found["words"].as_array().unwrap().contains(&json!("heron")));
}

#[test]
fn sides_can_be_swapped_and_equal_texts_are_one() {
    let (ab, ba) = (judged("compare-ab", [A, B]), judged("compare-ba", [B, A]));
    for (one, other) in [
        ("likeness", "likeness"),
        ("containment_a", "containment_b"),
        ("containment_b", "containment_a"),
        ("distinctive_words", "distinctive_words"),
    ] {
        assert_eq!(ab[one], ba[other], "{one}");
    }
    let spans = |found: &Value, side: &str| -> Vec<String> {
        let mut spans: Vec<String> =
            found["spans"].as_array().unwrap().iter().map(|span| span[side].to_string()).collect();
        spans.sort();
        spans
    };
    assert_eq!(spans(&ab, "a"), spans(&ba, "b"));
    let same = judged("compare-same", [A, A]);
    assert_eq!((&same["likeness"], &same["containment_a"]), (&json!(1.0), &json!(1.0)));
}

#[test]
fn the_job_post_is_set_aside() {
    let folder = folder("compare-job");
    let job = folder.join("job.txt");
    fs::write(&job, "the quiet heron waits by the mill pond until the sluice opens").unwrap();
    let with = compare("compare-with-job", [A, B], &["--format", "json", "--job", job.to_str().unwrap()]);
    let with: Value = serde_json::from_slice(&with.stdout).unwrap();
    assert!(with["set_aside"]["b"].as_array().unwrap().iter().any(|at| utf16(B, at).starts_with("the quiet heron")));
    assert!(with["likeness"].as_f64() < judged("compare-without-job", [A, B])["likeness"].as_f64());
}

#[test]
fn short_empty_and_very_long_letters_say_so() {
    let found = judged("compare-short", ["", "Hi"]);
    assert_eq!((&found["too_short"], &found["least_words"]), (&json!(["a", "b"]), &json!(8)));
    let text = stdout(&compare("compare-short-text", [A, "Hi"], &[]));
    assert!(text.contains("b.txt: too short to judge (1 words of its own, at least 8 are needed)."), "{text}");
    let long: String = numbered(180_000);
    assert_eq!(judged("compare-long", [&long, A])["cut"], json!(["a"]));
    let text = stdout(&compare("compare-long-text", [&long, A], &[]));
    assert!(text.contains("a.txt: only the first 65,536 words were read."), "{}", &text[..2_000]);
}

#[test]
fn the_columns_follow_the_width_and_a_pipe_gets_no_colour() {
    let [a, b] = files("compare-width", [A, B].map(str::as_bytes));
    let run = |columns: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_secondlook"));
        stdout(&command.arg("compare").args([&a, &b]).env("COLUMNS", columns).output().unwrap())
    };
    let (wide, narrow) = (run("120"), run("60"));
    assert!(wide.contains(" \u{2502} ") && !narrow.contains('\u{2502}'));
    let one_line = narrow.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(one_line.contains("[1: The quiet heron") && one_line.contains("[1: the quiet heron"), "{narrow}");
    assert!(!wide.contains('\u{1b}') && !narrow.contains('\u{1b}'));
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_gets_colour_unless_it_is_unwanted() {
    let [a, b] = files("compare-terminal", [A, B].map(str::as_bytes));
    let run = |no_color: &str| {
        let line = format!("{} compare {} {}", env!("CARGO_BIN_EXE_secondlook"), a.display(), b.display());
        let mut command = Command::new("script");
        command.args(["-qec", &line, "/dev/null"]).env("NO_COLOR", no_color).env("TERM", "xterm");
        command.output().ok().map(|output| stdout(&output))
    };
    let (Some(with), Some(without)) = (run(""), run("1")) else {
        println!("skipped: there is no `script` to make a terminal");
        return;
    };
    assert!(with.contains("\u{1b}[1;36m[1: "), "{with}");
    assert!(!without.contains("\u{1b}[1;36m") && without.contains("[1: "), "{without}");
}

#[test]
fn nothing_in_a_letter_steers_a_terminal_or_a_page() {
    let hostile = format!("{A}\u{1b}[2J\u{202e}</mark><script>");
    for form in ["text", "html"] {
        let shown = stdout(&compare("compare-hostile", [&hostile, B], &["--format", form]));
        assert!(!shown.contains(['\u{1b}', '\u{202e}']) && !shown.contains("<script") || form == "text", "{shown}");
        assert!(!shown.contains('\u{1b}'));
    }
    let html = stdout(&compare("compare-page", [&hostile, B], &["--format", "html"]));
    for bad in ["<script", "src=", "url(", "@import", " style=", "http"] {
        let shown = html.split("</head>").nth(1).unwrap();
        assert!(!shown.contains(bad), "{bad}");
    }
    assert!(html.contains("default-src &#39;none&#39;") && html.contains("prefers-color-scheme: dark"));
    assert!(
        html.contains("<mark id=\"p1a\"><a href=\"#p1b\">1</a> ")
            && html.contains("<mark id=\"p1b\"><a href=\"#p1a\">")
    );
}

fn pairs(input: &str, more: &[&str]) -> Output {
    let mut arguments = vec!["compare", "--pairs", "-"];
    arguments.extend(more);
    feed(&arguments, input.as_bytes())
}

#[test]
fn pairs_are_answered_in_order_a_line_each() {
    let input = format!(
        "{}\n\n{}\n{}\n",
        json!({"a": A, "b": B}),
        json!({"a": A, "b": "Hi"}),
        json!({"b": B, "a": B, "id": 7})
    );
    let output = pairs(&input, &["--format", "json"]);
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
    let lines: Vec<Value> = stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    for line in &lines {
        for key in ["likeness", "containment_a", "containment_b"] {
            assert!((0.0..=1.0).contains(&line[key].as_f64().unwrap()), "{line}");
        }
    }
    assert!(lines[0]["likeness"].as_f64() > lines[1]["likeness"].as_f64());
    assert_eq!((&lines[1]["too_short"], &lines[2]["likeness"]), (&json!(true), &json!(1.0)));
    assert!(lines[0].get("too_short").is_none());
    let csv = format!("a,b\n\"{A}\",\"{B}\"\n\"{A}\",Hi\n\"{B}\",\"{B}\"\n");
    assert_eq!(stdout(&pairs(&csv, &[])), stdout(&output));
}

#[test]
fn a_bad_pair_keeps_its_place() {
    let good = json!({"a": A, "b": B});
    let input = format!("{good}\n{{\"a\":\"x\"}}\n{good}\noops\n");
    let output = pairs(&input, &[]);
    assert_eq!(output.status.code(), Some(0));
    let lines: Vec<Value> = stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[0], lines[2]);
    assert_eq!(lines[1], json!({"line": 2, "problem": "missing field `b`"}));
    assert!(lines[3]["problem"].is_string());
    assert!(stderr(&output).contains("standard input:2:9: missing field `b`"), "{}", stderr(&output));
    let strict = pairs(&input, &["--strict"]);
    assert_eq!((strict.status.code(), strict.stdout.len()), (Some(2), 0));
    assert!(stderr(&strict).contains("standard input:2:9") && stderr(&strict).contains("expected:"));
}

#[test]
fn bad_usage_and_files_that_are_no_letters_are_refused() {
    let [a, b] = files("compare-bad", [A.as_bytes(), b"line one\nna\xefve"]);
    let folder = a.parent().unwrap().to_owned();
    fs::write(folder.join("zip.txt"), b"PK\x03\x04").unwrap();
    let name = |path: &PathBuf| path.to_str().unwrap().to_owned();
    let (a, b, zip) = (name(&a), name(&b), name(&folder.join("zip.txt")));
    for (arguments, word) in [
        (vec!["compare"], "Usage"),
        (vec!["compare", &a], "<B>"),
        (vec!["compare", &a, &a, "--pairs", &a], "--pairs"),
        (vec!["compare", "--pairs", &a, "--format", "html"], "--format"),
        (vec!["compare", &a, &a, "--strict"], "--pairs"),
        (vec!["compare", "-", "-"], "standard input is named twice"),
        (vec!["compare", &a, "/no/such/letter.txt"], "no such file"),
        (vec!["compare", &a, folder.to_str().unwrap()], "folder"),
        (vec!["compare", &a, &zip], "ZIP"),
        (vec!["compare", &a, &b], "b.txt:2:3: these bytes are no UTF-8 text"),
        (vec!["compare", "--pairs", "/dev/null"], "empty"),
        (vec!["compare", &a, &a, "--output", "/no/such/folder/x"], "/no/such/folder"),
    ] {
        let output = secondlook(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains(word), "{arguments:?}: {}", stderr(&output));
        assert!(output.stdout.is_empty());
    }
    let utf16: Vec<u8> = format!("\u{feff}{A}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let [plain, wide] = files("compare-utf16", [A.as_bytes(), &utf16]);
    let output = secondlook(&["compare", plain.to_str().unwrap(), wide.to_str().unwrap(), "--format", "json"]);
    assert_eq!(serde_json::from_slice::<Value>(&output.stdout).unwrap()["likeness"], 1.0);
}

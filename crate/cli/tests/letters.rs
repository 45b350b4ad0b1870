//! `secondlook letters` on letters of ours in six languages: groups, templates, offsets, forms, and every kind of bad input.
#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Output;

use crate::common::{data, feed, folder, golden, secondlook, stderr, stdout};
use serde_json::{Value, json};

/// The letters of `tests/data/letters.jsonl`, by id.
fn ours() -> BTreeMap<String, Value> {
    let text = fs::read_to_string(data("letters.jsonl")).unwrap();
    let letters = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    letters.map(|letter| (letter["id"].as_str().unwrap().to_owned(), letter)).collect()
}

fn letters(input: &str, more: &[&str]) -> Output {
    let mut arguments = vec!["letters", "-"];
    arguments.extend(more);
    feed(&arguments, input.as_bytes())
}

fn judged(input: &str) -> Value {
    let output = letters(input, &["--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn line(id: &str, author: &str, text: &str) -> String {
    format!("{}\n", json!({"id": id, "author": author, "text": text}))
}

fn members(report: &Value) -> Vec<Vec<String>> {
    let groups = report["groups"].as_array().unwrap().iter();
    groups.map(|group| serde_json::from_value(group["members"].clone()).unwrap()).collect()
}

/// The text between two UTF-16 units.
fn utf16(text: &str, from: &Value, to: &Value) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(&units[from.as_u64().unwrap() as usize..to.as_u64().unwrap() as usize]).unwrap()
}

/// Different words.
fn numbered(count: usize) -> String {
    (0..count).flat_map(|i| [format!("w{i}"), " ".to_owned()]).collect()
}

const HERON: &str = "The quiet heron waits by the mill pond until the sluice opens at noon, and every ranger of the \
                     reserve writes the level of the water into a small brown book";

#[test]
fn text_and_html_are_as_they_were() {
    let path = data("letters.jsonl");
    golden("letters.txt", &stdout(&secondlook(&["letters", path.to_str().unwrap()])));
    golden("letters.html", &stdout(&secondlook(&["letters", path.to_str().unwrap(), "--format", "html"])));
}

#[test]
fn copies_are_found_in_every_language_and_ordinary_letters_are_not() {
    let report = judged(&fs::read_to_string(data("letters.jsonl")).unwrap());
    let mut found = members(&report);
    found.sort();
    let want: Vec<Vec<&str>> = vec![
        vec!["ar-1", "ar-2"],
        vec!["en-1", "en-2", "en-3"],
        vec!["es-1", "es-2"],
        vec!["ko-1", "ko-2"],
        vec!["ru-1", "ru-2"],
        vec!["zh-1", "zh-2"],
    ];
    assert_eq!(found, want);
    assert_eq!(report["groups"][0]["authors"], 3, "the largest first");
    assert_eq!((&report["pairs_total"], report["pairs"].as_array().unwrap().len()), (&json!(8), 8));
    assert_eq!(report["too_short"], json!(["empty", "short"]));
    assert_eq!((&report["schema"], &report["letters"], &report["least_words"]), (&json!(1), &json!(23), &json!(8)));
}

#[test]
fn spans_and_values_are_utf16_units_of_the_letter_as_given() {
    let ours = ours();
    let report = judged(&fs::read_to_string(data("letters.jsonl")).unwrap());
    let text = |id: &Value| ours[id.as_str().unwrap()]["text"].as_str().unwrap();
    let mut spans = 0;
    for pair in report["pairs"].as_array().unwrap() {
        for span in pair["spans"].as_array().unwrap() {
            let (a, b) = (&span["a"], &span["b"]);
            assert_eq!(utf16(text(&pair["a"]), &a[0], &a[1]), span["text"].as_str().unwrap());
            let other = utf16(text(&pair["b"]), &b[0], &b[1]);
            assert!(!other.is_empty() && other.trim() == other);
            spans += 1;
        }
        assert!(pair["chance"].as_f64().unwrap() < 0.001, "{pair}");
    }
    assert!(spans >= 12, "{spans}");
    for group in report["groups"].as_array().unwrap() {
        let slots = group["template"].as_array().unwrap().iter().filter(|part| part.get("slot").is_some()).count();
        for (id, values) in group["values"].as_object().unwrap() {
            let values = values.as_array().unwrap();
            assert_eq!(values.len(), slots);
            for value in values.iter().filter(|value| !value.is_null()) {
                assert_eq!(utf16(text(&json!(id)), &value[0], &value[1]), value[2].as_str().unwrap());
            }
        }
        assert_eq!(group["values"].as_object().unwrap().len(), group["members"].as_array().unwrap().len());
    }
    let english = &report["groups"][0]["values"]["en-2"];
    assert!(english.to_string().contains("Lapwing Fields"), "{english}");
}

#[test]
fn the_order_of_the_letters_changes_nothing() {
    let text = fs::read_to_string(data("letters.jsonl")).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    let first = stdout(&letters(&text, &["--format", "json"]));
    lines.reverse();
    assert_eq!(stdout(&letters(&lines.join("\n"), &["--format", "json"])), first);
    lines.sort_by_key(|line| line.len());
    assert_eq!(stdout(&letters(&lines.join("\r\n"), &["--format", "json"])), first);
}

#[test]
fn csv_says_the_same_as_ndjson() {
    let mut csv = "\u{feff}ID;Author;text;job;at;note\r\n".to_owned();
    let quoted = |value: &Value| format!("\"{}\"", value.as_str().unwrap_or_default().replace('"', "\"\""));
    let mut ndjson = String::new();
    for mut letter in ours().into_values() {
        letter["text"] = json!(letter["text"].as_str().unwrap().replace(". ", ".\r\n\"; "));
        let cells: Vec<String> = ["id", "author", "text", "job", "at"].map(|key| quoted(&letter[key])).to_vec();
        csv += &(cells.join(";") + ";x\r\n");
        ndjson += &(letter.to_string() + "\n");
    }
    assert_eq!(stdout(&letters(&csv, &["--format", "json"])), stdout(&letters(&ndjson, &["--format", "json"])));
    assert_eq!(members(&judged(&csv)).len(), 6);
}

#[test]
fn the_job_posts_own_words_make_no_copies() {
    let letter = |id: &str, own: &str, job: bool| {
        let mut letter = json!({"id": id, "author": id, "text": format!("{HERON}. {own}")});
        if job {
            letter["job"] = json!(HERON);
        }
        format!("{letter}\n")
    };
    let own =
        ["I would draw it with a pencil first and scan the sheet", "My team has two surveyors and one very old boat"];
    let read = |job: bool| judged(&format!("{}{}", letter("a", own[0], job), letter("b", own[1], job)));
    assert_eq!(read(false)["pairs_total"], 1);
    assert_eq!(read(true)["pairs_total"], 0);
    assert!(members(&read(true)).is_empty());
}

#[test]
fn all_pairs_are_all_pairs() {
    let text = fs::read_to_string(data("letters.jsonl")).unwrap();
    let output = letters(&text, &["--all-pairs", "--format", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let pairs = report["pairs"].as_array().unwrap();
    assert_eq!((pairs.len(), &report["pairs_total"]), (23 * 22 / 2, &json!(23 * 22 / 2)));
    assert!(pairs.iter().all(|pair| pair.get("spans").is_none()));
    assert_eq!(pairs.iter().filter(|pair| pair["too_short"] == true).count(), 21 * 2 + 1);
    let alike = |report: &Value| -> Vec<Value> {
        let pairs = report["pairs"].as_array().unwrap().iter();
        let mut pairs: Vec<Value> = pairs
            .filter(|pair| pair.get("too_short").is_none() && pair["likeness"].as_f64() >= report["threshold"].as_f64())
            .map(|pair| json!([pair["a"], pair["b"], pair["likeness"], pair["chance"], pair["containment_a"]]))
            .collect();
        pairs.sort_by_key(Value::to_string);
        pairs
    };
    assert_eq!(alike(&report), alike(&judged(&text)));
    let many: String = (0..3_200).map(|i| line(&i.to_string(), "a", "x")).collect();
    let output = letters(&many, &["--all-pairs", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("--all-pairs") && output.stdout.is_empty());
}

// The "Bad input gets", line by line.

#[test]
fn empty_and_one_word_letters_are_too_short_to_judge() {
    let input: String = [("a", ""), ("b", "Hi"), ("c", "  \n "), ("d", "Hi"), ("e", "\u{200b}"), ("f", HERON)]
        .map(|(id, text)| line(id, id, text))
        .concat();
    let report = judged(&input);
    assert_eq!(report["too_short"], json!(["a", "b", "c", "d", "e"]));
    assert_eq!((&report["pairs"], &report["groups"]), (&json!([]), &json!([])));
    let text = stdout(&letters(&input, &[]));
    assert!(text.contains("too short to judge (fewer than 8 words of their own): a, b, c, d, e."), "{text}");
}

#[test]
fn a_megabyte_letter_is_read_up_to_the_cap_and_says_so() {
    let long = format!("{HERON}. {}", numbered(180_000));
    assert!(long.len() > 1_000_000);
    let input = line("long", "a", &long) + &line("also", "b", &long) + &line("short", "c", HERON);
    let report = judged(&input);
    assert_eq!(report["cut"], json!(["also", "long"]));
    assert_eq!(members(&report), [["also", "long"]]);
    assert!(stdout(&letters(&input, &[])).contains("Read only up to word 65,536: also, long."));
}

#[test]
fn a_hundred_thousand_identical_letters_are_one_group() {
    let input: String = (0..100_000).map(|i| line(&format!("{i:06}"), &format!("a{}", i % 7), HERON)).collect();
    let report = judged(&input);
    assert_eq!(report["groups"].as_array().unwrap().len(), 1);
    let group = &report["groups"][0];
    assert_eq!((group["members"].as_array().unwrap().len(), &group["authors"]), (100_000, &json!(7)));
    assert_eq!((&group["template"], &group["fixed_share"]), (&json!([{"fixed": HERON}]), &json!(1.0)));
    assert_eq!(report["pairs_total"], 100_000_u64 * 99_999 / 2);
    let pairs = report["pairs"].as_array().unwrap();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for pair in pairs {
        assert_eq!(pair["likeness"], 1.0);
        *counts.entry(pair["a"].as_str().unwrap()).or_default() += 1;
        *counts.entry(pair["b"].as_str().unwrap()).or_default() += 1;
    }
    assert!(!pairs.is_empty() && pairs.len() <= 20_000 && counts.values().all(|count| *count <= 50));
}

#[test]
fn many_letters_are_searched_by_an_index_that_finds_the_same_copies() {
    let mut seed = 7_u64;
    let mut word = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // Some words are in many letters, most in few.
        let (at, few) = ((seed >> 33) as usize, (seed >> 20).is_multiple_of(4));
        format!("v{} ", if few { at % 9_000 } else { at % 60 })
    };
    let mut input = String::new();
    let mut planted = Vec::new();
    for i in 0..1_100 {
        let text: String = (0..60).map(|_| word()).collect();
        input += &line(&format!("o{i:04}"), "a", &text);
        if i % 50 == 0 {
            // Slots filled otherwise, and every ninth word another.
            let words = text.split(' ').enumerate().map(|(at, w)| if at % 9 == 4 { word() } else { format!("{w} ") });
            input += &line(&format!("p{i:04}"), "b", &words.collect::<String>());
            planted.push(vec![format!("o{i:04}"), format!("p{i:04}")]);
        }
    }
    let mut found = members(&judged(&input));
    found.sort();
    assert_eq!(found, planted);
}

#[test]
fn a_template_of_more_letters_than_can_be_compared_is_one_group() {
    let long =
        format!("{HERON} while the old clock of the chapel counts the slow boats that carry reed and barley to town");
    let slots = |i: usize| format!("Dear v{i}, {long}. Call n{}.", i * 7);
    let input: String = (0..1_050).map(|i| line(&format!("{i:04}"), &format!("a{i}"), &slots(i))).collect();
    let report = judged(&input);
    let groups: Vec<usize> = members(&report).iter().map(Vec::len).collect();
    assert_eq!(groups, [1_050]);
    let group = &report["groups"][0];
    assert_eq!((&group["made_of"], group["values"].as_object().unwrap().len()), (&json!(100), 100));
}

#[test]
fn repetition_is_read_in_time() {
    let repeated = |word: &str, times: usize| format!("{word} ").repeat(times);
    let input: String = (0..6)
        .map(|i| line(&i.to_string(), "a", &(repeated("spam", 6_000 + i) + &repeated("egg", i))))
        .chain((6..12).map(|i| line(&i.to_string(), "b", &repeated("spam egg ham", 2_000 + i))))
        .collect();
    let start = std::time::Instant::now();
    let report = judged(&input);
    assert_eq!(report["letters"], 12);
    // Some 10 s on a busy machine without optimisation; quadratic work takes minutes.
    assert!(start.elapsed().as_secs() < 90, "{:?}", start.elapsed());
}

#[test]
fn mixed_scripts_and_noise_that_no_reader_sees_change_nothing() {
    let noisy = HERON.to_uppercase().replace(' ', " \u{200b} ").replace('E', "E\u{ad}");
    let report = judged(
        &(line("a", "a", HERON)
            + &line("b", "b", &noisy)
            + &line("c", "c", "Bonjour, я 我 ي 한 🐈‍⬛ \u{feff} \u{202e} e\u{301}")),
    );
    assert_eq!(report["pairs"][0]["likeness"], 1.0, "{report}");
    assert_eq!(members(&report), [["a", "b"]]);
    let span = &report["pairs"][0]["spans"][0];
    assert_eq!(utf16(&noisy, &span["b"][0], &span["b"][1]), noisy);
}

#[test]
fn of_rows_with_one_id_the_first_is_kept_and_both_lines_are_named() {
    let input = line("a", "a", HERON) + &line("b", "b", HERON) + "\n" + &line("a", "c", HERON);
    let output = letters(&input, &["--format", "json"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        stderr(&output).contains("standard input:4:1: the id \"a\" is that of line 1 already"),
        "{}",
        stderr(&output)
    );
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&report["letters"], &report["groups"][0]["authors"]), (&json!(2), &json!(2)));
    assert_eq!(letters(&input, &["--strict"]).status.code(), Some(2));
}

#[test]
fn malformed_rows_are_named_and_lose_no_other() {
    let good = line("a", "a", HERON) + &line("b", "b", HERON);
    let bad = "{\"id\":\"c\",\"author\":\"c\"}\n{\"id\":\"d\"\n[1]\nnot json\n{\"id\":\"e\",\"author\":\"e\",\"text\":\"\\ud800\"}\n";
    let (alone, mixed) = (letters(&good, &["--format", "json"]), letters(&(good.clone() + bad), &["--format", "json"]));
    assert_eq!((mixed.status.code(), stdout(&mixed)), (Some(0), stdout(&alone)));
    let said = stderr(&mixed);
    for part in [
        "standard input:3:23: missing field `text`",
        "standard input:4:9: EOF while parsing an object",
        "standard input:5:1: this is no JSON object",
        "standard input:6:1: this is no JSON object",
        "standard input:7:",
        "5 rows were left out, 2 were read",
        "expected: a JSON object a line",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let strict = letters(&(good + bad), &["--format", "json", "--strict"]);
    assert_eq!((strict.status.code(), strict.stdout.len()), (Some(2), 0));
    assert!(stderr(&strict).contains("standard input:3:23: missing field `text`"));
    let many = "x\n".repeat(50) + &line("a", "a", HERON);
    let said = stderr(&letters(&many, &[]));
    assert!(said.contains("30 more like these") && said.lines().count() < 30, "{said}");
}

#[test]
fn what_holds_no_letters_is_refused_and_leaves_no_file() {
    let folder = folder("no-letters");
    let out = folder.join("letters.json");
    for (name, bytes, found) in [
        ("missing.jsonl", None, "no such file"),
        ("empty.jsonl", Some(b"".as_slice()), "empty"),
        ("space.jsonl", Some(b" \n"), "white space"),
        ("array.json", Some(b"[{\"id\":1}]"), "array"),
        ("book.xlsx", Some(b"PK\x03\x04"), "ZIP"),
        ("zeros.csv", Some(b"i\0d\0,\0"), "zero"),
        ("other.csv", Some(b"name,letter\na,b\n"), "id, author, text"),
        ("bad.jsonl", Some(b"{\n"), "bad.jsonl:1:"),
    ] {
        let path: PathBuf = folder.join(name);
        if let Some(bytes) = bytes {
            fs::write(&path, bytes).unwrap();
        }
        let output = secondlook(&["letters", path.to_str().unwrap(), "--output", out.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        let said = stderr(&output);
        assert!(said.contains(path.to_str().unwrap()) && said.contains(found) && said.contains("expected:"), "{said}");
        assert!(output.stdout.is_empty() && !out.exists(), "{name}");
    }
    assert!(stderr(&secondlook(&["letters", folder.to_str().unwrap()])).contains("folder"));
    assert_eq!(secondlook(&["letters"]).status.code(), Some(2));
}

#[test]
fn an_output_file_is_whole_and_the_same() {
    let path = data("letters.jsonl");
    let out = folder("letters-out").join("letters.json");
    let arguments = ["letters", path.to_str().unwrap(), "--format", "json", "--output", out.to_str().unwrap()];
    assert!(secondlook(&arguments).stdout.is_empty());
    assert_eq!(fs::read_to_string(&out).unwrap(), stdout(&secondlook(&arguments[..4])));
}

#[test]
fn nothing_in_a_letter_steers_a_terminal_or_a_page() {
    let hostile = format!("{HERON} \u{1b}[31m\u{202e} \u{7} </mark><script>alert(1)</script> {HERON} again and again");
    let input = line("a\u{1b}]0;x\u{7}", "<b>", &hostile) + &line("b", "\u{202e}", &hostile.replace("again", "anew"));
    let text = stdout(&letters(&input, &[]));
    assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']) && text.contains("\\u{1b}"), "{text}");
    let html = stdout(&letters(&input, &["--format", "html"]));
    assert!(!html.contains("<script") && !html.contains(['\u{1b}', '\u{7}', '\u{202e}']));
    assert!(html.contains("&lt;/mark&gt;&lt;script&gt;") && html.contains("href=\"#g1p1b\""), "{html}");
}

#[test]
fn a_pipe_sees_no_progress() {
    let output = letters(&fs::read_to_string(data("letters.jsonl")).unwrap(), &[]);
    assert_eq!(stderr(&output), "");
    let help = stdout(&secondlook(&["letters", "--help"]));
    for part in ["--all-pairs", "--strict", "65,536th word", "256 MiB", "UTF-16", "Exit code"] {
        assert!(help.contains(part), "{part}: {help}");
    }
}

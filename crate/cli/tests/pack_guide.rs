//! docs/packs.md, followed to the letter: every command and every file in it, in order.
#![allow(missing_docs, clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::common::{folder, stderr, stdout};

/// The fenced blocks of the guide: what stands behind the opening marks, and the lines inside.
fn blocks() -> Vec<(String, String)> {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/packs.md");
    let text = fs::read_to_string(guide).unwrap();
    let mut parts = text.split("```");
    let mut blocks = Vec::new();
    parts.next();
    while let (Some(block), _) = (parts.next(), parts.next()) {
        let (info, body) = block.split_once('\n').unwrap();
        blocks.push((info.to_owned(), body.to_owned()));
    }
    blocks
}

fn run(here: &Path, line: &str) -> Output {
    let words: Vec<&str> = line.split(' ').collect();
    assert_eq!(words[0], "secondlook", "{line}");
    Command::new(env!("CARGO_BIN_EXE_secondlook")).args(&words[1..]).current_dir(here).output().unwrap()
}

/// Does what a block says; returns what its commands said.
fn follow(here: &Path, info: &str, body: &str) -> String {
    let replace = |file: &str, old: &str, new: &str| {
        let text = fs::read_to_string(here.join(file)).unwrap();
        assert_eq!(text.matches(old).count(), 1, "{old:?} in {file}");
        fs::write(here.join(file), text.replace(old, new)).unwrap();
    };
    let words: Vec<&str> = info.splitn(4, ' ').collect();
    match words[..] {
        ["sh"] | ["sh", "fails"] => {
            let mut said = String::new();
            for line in body.lines() {
                if let Some(folder) = line.strip_prefix("mkdir -p ") {
                    fs::create_dir_all(here.join(folder)).unwrap();
                    continue;
                }
                let output = run(here, line);
                let code = i32::from(info != "sh");
                assert_eq!(output.status.code(), Some(code), "{line}\n{}{}", stdout(&output), stderr(&output));
                said += &stdout(&output);
            }
            return said;
        }
        [_, "in", file, "under [examples]"] => replace(file, "fire = []\nsilent = []\n", body),
        [_, "in", file, rest] => {
            let old = rest.strip_prefix("instead of ").unwrap();
            replace(file, &format!("\n{old}\n"), &format!("\n{body}"));
        }
        ["text"] => {}
        [_, file] => {
            let file = here.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, body).unwrap();
        }
        _ => panic!("a block of docs/packs.md that nobody can follow: {info}"),
    }
    String::new()
}

#[test]
fn the_guide_leads_where_it_says() {
    let here = folder("pack-guide");
    fs::write(here.join("passphrase.txt"), "five words are much better\n").unwrap();
    let said: String = blocks().iter().map(|(info, body)| follow(&here, info, body)).collect();
    for part in [
        "rule-bad-examples",
        "No problems: me/first-pack 1.0.0.",
        "Passed.",
        "not signed by a key that you trust",
        "The first pack of me here",
        "Version 1.0.0 becomes 1.1.0.",
        "“Asks to be paid in gift cards” is a Verify first now.",
        "vouches for this one, which is trusted from now on.",
    ] {
        assert!(said.contains(part), "{part:?} was never said:\n{said}");
    }
    // Signed and trusted, the rule may say what it says; unsigned it never goes above Ask.
    let scan = |packs: &str, more: &[&str]| {
        let mut arguments = vec!["scan", "page.html", "--url", "https://www.market.example/people/bo", "--no-builtin"];
        arguments.extend(["--format", "json", "--packs", packs]);
        arguments.extend(more);
        let output =
            Command::new(env!("CARGO_BIN_EXE_secondlook")).args(arguments).current_dir(&here).output().unwrap();
        let report: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
        (
            report["findings"][0]["severity"].as_str().unwrap().to_owned(),
            report["packs"][0]["signed"].as_bool().unwrap(),
        )
    };
    assert_eq!(scan("first-pack-1.1.0.slpack.json", &["--trust", "trusted.json"]), ("warning".to_owned(), true));
    assert_eq!(scan("first-pack-1.1.0.slpack.json", &[]), ("caution".to_owned(), false));
    assert_eq!(scan("first-pack", &["--trust", "trusted.json"]), ("caution".to_owned(), false));
}

//! Every code of a problem: a pack that has it, and what is said of it. `UPDATE=1` writes what is said; read the diff.

#![allow(missing_docs, clippy::unwrap_used)]

use secondlook_core::pack::Pack;
use secondlook_core::pack::lint::codes::CODES;
use secondlook_core::prove::{Corpus, ORDINARY, prove};
use secondlook_core::report::PackInfo;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn table(name: &str) -> Table {
    std::fs::read_to_string(crates().join("core/tests/problems").join(name)).unwrap().parse().unwrap()
}

/// The value at a path, `rules.0.id`.
fn at<'a>(value: &'a mut Value, path: &str) -> &'a mut Value {
    path.split('.').fold(value, |value, step| match value {
        Value::Array(list) => {
            let place = step.parse::<usize>().unwrap_or(list.len());
            if place == list.len() {
                list.push(Value::Boolean(false));
            }
            &mut list[place]
        }
        Value::Table(table) => table.entry(step).or_insert_with(|| Value::Table(Table::new())),
        _ => panic!("{path}: no {step}"),
    })
}

/// A value as a case means it.
fn meant(value: &Value, base: &Value) -> Value {
    let Value::Table(table) = value else {
        let Value::Array(list) = value else { return value.clone() };
        return Value::Array(list.iter().map(|one| meant(one, base)).collect());
    };
    let times = || table["times"].as_integer().unwrap() as usize;
    if let Some(path) = table.get("copy") {
        at(&mut base.clone(), path.as_str().unwrap()).clone()
    } else if let Some(one) = table.get("many") {
        Value::Array(vec![meant(one, base); times()])
    } else if let Some(text) = table.get("text").filter(|_| table.contains_key("times")) {
        Value::String(text.as_str().unwrap().repeat(times()))
    } else {
        Value::Table(table.iter().map(|(key, one)| (key.clone(), meant(one, base))).collect())
    }
}

/// What a proof says of a case, a line a problem. Of many alike the first three.
fn said(base: &Value, case: &Table, corpus: &Corpus) -> (BTreeSet<String>, String) {
    let mut spoilt = base.clone();
    let mut others = vec!["secondlook/contact"];
    for (path, value) in case {
        if path == "other" {
            others.push(value.as_str().unwrap());
        } else {
            let value = meant(value, base);
            *at(&mut spoilt, path) = value;
        }
    }
    let pack: Pack = spoilt.try_into().unwrap_or_else(|error| panic!("{case:?}: {error}"));
    let info = PackInfo { id: pack.id.clone(), version: pack.version.clone(), ..PackInfo::default() };
    let problems = prove(&pack, &info, &others, corpus).problems;
    let mut lines = String::new();
    for (number, problem) in problems.iter().enumerate() {
        assert!(!problem.message.is_empty() && !problem.fix.is_empty(), "{problem:?}");
        let alike = problems.iter().take(number).filter(|other| other.code == problem.code).count();
        if alike < 3 {
            let message: String = problem.message.chars().take(300).collect();
            writeln!(lines, "  {} [{}] {message}; {}", problem.place, problem.code, problem.fix).unwrap();
        }
    }
    (problems.into_iter().map(|problem| problem.code).collect(), lines)
}

#[test]
fn every_code_is_said_as_it_was() {
    let base = Value::Table(table("base.toml"));
    let mut corpus: Corpus = serde_json::from_str(ORDINARY).unwrap();
    // A few of them, so that a hundred proofs take seconds; the build proves the built-in packs on all.
    let few = std::mem::take(&mut corpus.texts).into_iter().step_by(25);
    corpus.texts.extend(few);
    let (mut all, mut missing) = (String::new(), Vec::new());
    for (code, case) in table("cases.toml") {
        let (codes, lines) = said(&base, case.as_table().unwrap(), &corpus);
        if !(codes.contains(&code) || code == "none" && codes.is_empty()) {
            missing.push(format!("{code} is not among\n{lines}"));
        }
        write!(all, "{code}\n{lines}").unwrap();
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    let path = crates().join("core/tests/problems/expected.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &all).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), all);
}

/// All Rust files below a folder.
fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            found.extend(sources(&entry));
        } else if entry.extension().is_some_and(|end| end == "rs") {
            found.push((entry.clone(), std::fs::read_to_string(&entry).unwrap()));
        }
    }
    found
}

/// Codes that a text names, of those kinds that a pack's problems have.
fn named(text: &str) -> BTreeSet<String> {
    const KINDS: [&str; 12] =
        ["adapter", "background", "corpus", "file", "list", "pack", "packs", "prior", "rule", "stock", "test", "tests"];
    // Places stand after some codes in tests: "adapter-bad-id id".
    let words = text.split(|c: char| c == '"' || c.is_whitespace());
    let code = |word: &&str| {
        let kind = word.split_once('-').map(|(kind, _)| kind);
        kind.is_some_and(|kind| KINDS.contains(&kind)) && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
    };
    words.filter(code).map(str::to_owned).collect()
}

#[test]
fn every_code_of_the_sources_is_listed_and_tested() {
    let listed: BTreeSet<String> = CODES.iter().map(|code| code.code.to_owned()).collect();
    assert!(CODES.windows(2).all(|pair| pair[0].code < pair[1].code), "in order, none twice");
    let (mut emitted, mut tested) = (BTreeSet::new(), BTreeSet::new());
    let rooms = ["core/src/pack", "core/src/adapter", "core/src/prove", "cli/src/packs", "wasm/src/packs.rs"];
    for (path, text) in sources(&crates()) {
        let shown = path.to_string_lossy().replace('\\', "/");
        let parts: Vec<&str> = text.splitn(2, "#[cfg(test)]\nmod ").collect();
        let is_test = shown.contains("/tests/") || shown.ends_with("tests.rs") || shown.ends_with("_test.rs");
        let is_test = is_test && !shown.ends_with("page_test.rs");
        if is_test {
            tested.extend(named(&text));
        } else {
            tested.extend(parts.get(1).map(|tests| named(tests)).unwrap_or_default());
            let ours = rooms.iter().any(|room| shown.contains(room)) && !shown.ends_with("lint/codes.rs");
            if ours {
                let whole = |code: &String| parts[0].contains(&format!("\"{code}\""));
                emitted.extend(named(parts[0]).into_iter().filter(whole));
            }
        }
    }
    emitted.extend(MADE.map(str::to_owned));
    let unlisted: Vec<_> = emitted.difference(&listed).collect();
    assert!(unlisted.is_empty(), "not in codes.rs: {unlisted:?}");
    let stale: Vec<_> = listed.difference(&emitted).collect();
    assert!(stale.is_empty(), "no source says: {stale:?}");
    tested.extend(table("cases.toml").into_iter().map(|(code, _)| code));
    let untested: Vec<_> = listed.difference(&tested).collect();
    assert!(untested.is_empty(), "no test of: {untested:?}");
}

/// Codes that a source makes of the name of what it was given.
const MADE: [&str; 2] = ["pack-not-understood", "packs-not-understood"];

/// The table in the docs is made of the codes.
#[test]
fn the_documented_codes_are_these() {
    let mut rows = String::from("| code | what is wrong | what to do |\n|---|---|---|\n");
    for code in CODES {
        writeln!(rows, "| `{}` | {} | {} |", code.code, code.means, code.fix).unwrap();
    }
    let path = crates().join("../docs/proof.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let (begin, end) = ("<!-- codes: generated -->\n", "<!-- end of codes -->");
    let (head, rest) = text.split_once(begin).unwrap();
    let (_, tail) = rest.split_once(end).unwrap();
    let fresh = [head, begin, &rows, end, tail].concat();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &fresh).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(&path).unwrap(),
        fresh,
        "UPDATE=1 cargo test -p secondlook-core --test problems"
    );
}

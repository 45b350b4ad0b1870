//! How well shared letters are found among real ordinary ones. Measured outside the repository's own fixtures:
//! `SECONDLOOK_SHARED` (else `../shared` beside the repository) holds the data.

#![allow(missing_docs, clippy::unwrap_used)]

mod letters;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use secondlook_core::check::{CHECKS, Context, Memories};
use secondlook_core::model::{PageSnapshot, Proposal, Source, Value};
use secondlook_core::pack::take_common;

fn value(value: &str) -> Value<String> {
    let source = Source { row: None, path: String::new() };
    Value { value: value.to_owned(), currency: None, source, shown: Vec::new() }
}

fn rows(path: &Path) -> Option<Vec<serde_json::Value>> {
    let text = std::fs::read_to_string(path).ok()?;
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

/// The groups found when each row is a letter of a bidder of its own.
fn groups(rows: &[&serde_json::Value]) -> Vec<Vec<usize>> {
    let proposal = |(at, row): (usize, &&serde_json::Value)| Proposal {
        person: Some(format!("bidder {at}")),
        letter: row["text"].as_str().map(value),
        ..Proposal::default()
    };
    let proposals = rows.iter().enumerate().map(proposal).collect();
    let snapshot = PageSnapshot { proposals, ..PageSnapshot::default() };
    let memories = Memories::default();
    let check = CHECKS.iter().find(|check| check.id == "shared-letters").unwrap();
    let common = take_common(std::iter::once(&mut letters::pack()));
    let findings = (check.run)(&Context { snapshot: &snapshot, memories: &memories, common: &common }).0;
    findings.into_iter().map(|finding| finding.subject.items).collect()
}

#[test]
fn copies_are_found_and_ordinary_letters_left_in_peace() {
    let shared = std::env::var_os("SECONDLOOK_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from)
        .join("eval/data");
    let (ordinary, copies) = (rows(&shared.join("ordinary_letters.jsonl")), rows(&shared.join("campaigns.jsonl")));
    let (Some(ordinary), Some(copies)) = (ordinary, copies) else {
        println!("skipped: shared pages are not here");
        return;
    };
    // One author's own letters may be alike; letters of two authors may not.
    for group in groups(&ordinary.iter().collect::<Vec<_>>()) {
        let author = |at: &usize| ordinary[*at]["author"].as_str();
        assert!(group.iter().all(|at| author(at) == author(&group[0])), "ordinary letters grouped: {group:?}");
    }

    let all: Vec<&serde_json::Value> = ordinary.iter().chain(&copies).collect();
    // Letters cut from one source, and those of the one author above, may share real text.
    let source = |at: usize| all[at]["source"].as_str().or_else(|| all[at]["id"].as_str()).unwrap();
    let related =
        |a: usize, b: usize| source(a) == source(b) || (source(a).starts_with("one") && source(b).starts_with("one"));
    let base = |at: usize| all[at]["base"].as_str().or_else(|| all[at]["id"].as_str()).unwrap();
    let found = groups(&all);
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    (0..all.len()).for_each(|at| *sizes.entry(base(at)).or_default() += 1);
    let mut levels: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for at in (0..all.len()).filter(|at| sizes[base(*at)] > 1) {
        let level = levels.entry(all[at]["level"].to_string()).or_default();
        let hit =
            found.iter().any(|group| group.contains(&at) && group.iter().any(|b| *b != at && base(*b) == base(at)));
        level.0 += 1;
        level.1 += usize::from(hit);
    }
    let mixed = found.iter().filter(|group| group.iter().any(|at| !related(*at, group[0]))).count();
    println!(
        "{} letters, by level of editing (copied, grouped with a copy) {levels:?}; {} groups, {mixed} of strangers",
        all.len(),
        found.len()
    );
    assert!(levels.get("0").is_some_and(|(copied, hit)| hit * 10 >= copied * 7) && mixed == 0);
}

//! How well shared letters are found among real ordinary ones. Measured outside the repository's own fixtures:
//! `SECONDLOOK_SHARED` (else `../shared` beside the repository) holds the data.

#![allow(missing_docs, clippy::unwrap_used, clippy::similar_names)]

mod letters;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use secondlook_core::check::once::Once;
use secondlook_core::check::{CHECKS, Context, Memories};
use secondlook_core::model::{PageSnapshot, Proposal, Source, Value};
use secondlook_core::pack::take_common;
use secondlook_core::text::common::Common;

fn value(value: &str) -> Value<String> {
    let source = Source { row: None, path: String::new() };
    Value { value: value.to_owned(), currency: None, source, shown: Vec::new() }
}

fn rows(path: &Path) -> Option<Vec<serde_json::Value>> {
    let text = std::fs::read_to_string(path).ok()?;
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

fn common() -> &'static Common {
    static COMMON: OnceLock<Common> = OnceLock::new();
    COMMON.get_or_init(|| take_common(std::iter::once(&mut letters::pack())))
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
    let context = Context { snapshot: &snapshot, memories: &memories, common: common(), priors: &[], once: &Once::default() };
    let findings = (check.run)(&context).findings;
    findings.into_iter().map(|finding| finding.subject.items).collect()
}

/// A level of editing: share of the words changed, and of a hundred copies how many are found at least. Where fewer are,
/// something broke; `docs/letters.md` has the figures.
const LEVELS: [(&str, usize); 5] = [("0", 100), ("0.2", 80), ("0.4", 75), ("0.6", 45), ("0.8", 20)];

fn shared() -> Option<(Vec<serde_json::Value>, Vec<serde_json::Value>)> {
    let shared = std::env::var_os("SECONDLOOK_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from)
        .join("eval/data");
    let found = rows(&shared.join("ordinary_letters.jsonl")).zip(rows(&shared.join("campaigns.jsonl")));
    if found.is_none() {
        println!("skipped: shared pages are not here");
    }
    found
}

#[test]
fn ordinary_letters_are_left_in_peace_on_a_page_of_any_size() {
    let Some((ordinary, _)) = shared() else { return };
    // One author's own letters may be alike; letters of two authors may not.
    let author = |row: &serde_json::Value| row["author"].as_str().map(str::to_owned);
    for group in groups(&ordinary.iter().collect::<Vec<_>>()) {
        let one = author(&ordinary[group[0]]);
        assert!(group.iter().all(|at| author(&ordinary[*at]) == one), "ordinary letters grouped: {group:?}");
    }
    let mut pairs = 0;
    for (at, one) in ordinary.iter().enumerate() {
        for other in ordinary.iter().skip(at + 1).filter(|other| author(other) != author(one)) {
            pairs += 1;
            assert!(groups(&[one, other]).is_empty(), "two ordinary letters alone: {} {}", one["id"], other["id"]);
        }
    }
    println!(
        "{} ordinary letters: none grouped with another author's, on one page or in {pairs} pairs alone",
        ordinary.len()
    );
}

#[test]
fn copies_are_found_and_strangers_never_grouped() {
    let Some((ordinary, copies)) = shared() else { return };
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
        let level = levels.entry(all[at]["level"].to_string().replace('"', "")).or_default();
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
    assert_eq!(mixed, 0);
    for (level, least) in LEVELS {
        let (copied, hit) = levels[level];
        assert!(hit * 100 >= copied * least, "level {level}: {hit} of {copied}");
    }
}

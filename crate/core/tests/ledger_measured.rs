//! Letters known again by their keys alone, measured outside the repository's own fixtures: `SECONDLOOK_SHARED` (else
//! `../shared` beside the repository) holds the data. `docs/ledger.md` has the figures.

#![allow(missing_docs, clippy::unwrap_used)]

mod letters;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use secondlook_core::check::Memories;
use secondlook_core::engine::{Engine, Settings, Words};
use secondlook_core::ledger::{Entry, Secret};
use secondlook_core::model::{Job, PageInfo, PageKind, PageSnapshot, Proposal, Source, Value};
use secondlook_core::report::PackInfo;

/// Share of the words changed, and of a hundred letters how many are known again at least, by one remembered copy.
const LEVELS: [(&str, usize); 5] = [("0", 90), ("0.2", 25), ("0.4", 3), ("0.6", 0), ("0.8", 0)];

fn rows(name: &str) -> Option<Vec<serde_json::Value>> {
    let shared = std::env::var_os("SECONDLOOK_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let text = std::fs::read_to_string(shared.join("eval/data").join(name)).ok();
    if text.is_none() {
        println!("skipped: shared pages are not here");
    }
    Some(text?.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

fn engine() -> Engine {
    let pack = letters::pack();
    let info = PackInfo {
        id: pack.id.clone(),
        version: pack.version.clone(),
        sha256: String::new(),
        signed: false,
        built_in: true,
    };
    Engine::new(vec![(pack, info)], Settings::default(), Words::new()).unwrap()
}

fn secret(n: u8) -> Secret {
    Secret::new(std::array::from_fn(|at| n.wrapping_mul(37).wrapping_add(at as u8).wrapping_mul(101)))
}

/// A page of letters of bidders of their own, for a job.
fn page(job: &str, letters: &[&str]) -> PageSnapshot {
    let value = |text: String| Value {
        value: text,
        currency: None,
        source: Source { row: None, path: String::new() },
        shown: Vec::new(),
    };
    let proposal = |(at, letter): (usize, &&str)| Proposal {
        id: Some(value(format!("{job}/{at}"))),
        person: Some(format!("{job} bidder {at}")),
        letter: Some(value((*letter).to_owned())),
        ..Proposal::default()
    };
    PageSnapshot {
        kind: PageKind::Proposals,
        page: PageInfo { captured_at: "2026-11-20T10:00:00Z".to_owned(), ..PageInfo::default() },
        job: Some(Job { id: Some(value(job.to_owned())), ..Job::default() }),
        proposals: letters.iter().enumerate().map(proposal).collect(),
        ..PageSnapshot::default()
    }
}

fn keep(engine: &Engine, job: &str, letter: &str, secret: &Secret) -> Option<Entry> {
    let memories = Memories { secret: Some(secret.clone()), ..Memories::default() };
    engine.keep(&page(job, &[letter]), &memories).pop()
}

/// Positions of the letters that are mentioned, with these entries in the ledger.
fn mentioned(engine: &Engine, page: &PageSnapshot, ledger: &[&Entry], secret: &Secret) -> Vec<usize> {
    let keys: BTreeSet<String> = engine.recall(page, secret).into_iter().collect();
    let found = ledger.iter().filter(|entry| entry.keys.iter().any(|key| keys.contains(key)));
    let entries = found.map(|entry| (*entry).clone()).collect();
    let memories = Memories { entries, secret: Some(secret.clone()), ..Memories::default() };
    let report = engine.analyze(page, &memories);
    let of_letters = report.findings.into_iter().filter(|finding| finding.rule == "remembered-letters");
    of_letters.flat_map(|finding| finding.subject.items).collect()
}

#[test]
fn copies_are_known_again_and_strangers_are_not() {
    let Some((ordinary, copies)) = rows("ordinary_letters.jsonl").zip(rows("campaigns.jsonl")) else { return };
    let all: Vec<&serde_json::Value> = ordinary.iter().chain(&copies).collect();
    let of = |at: usize, name: &str| all[at][name].as_str().or_else(|| all[at]["id"].as_str()).unwrap();
    let one_writer = |at: usize| of(at, "source").starts_with("one");
    let related = |a: usize, b: usize| of(a, "source") == of(b, "source") || (one_writer(a) && one_writer(b));
    let engine = engine();
    let (mut judged, mut strangers_mentioned) = (0, Vec::new());
    let mut levels: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for n in 0..2 {
        let secret = secret(n);
        let text = |at: usize| all[at]["text"].as_str().unwrap();
        let entries: Vec<Entry> =
            (0..all.len()).map(|at| keep(&engine, &at.to_string(), text(at), &secret).unwrap()).collect();
        for at in 0..all.len() {
            let page = page("now", &[text(at)]);
            let strangers: Vec<&Entry> =
                entries.iter().enumerate().filter(|(other, _)| !related(at, *other)).map(|(_, entry)| entry).collect();
            judged += 1;
            if !mentioned(&engine, &page, &strangers, &secret).is_empty() {
                strangers_mentioned.push(of(at, "id"));
            }
            let copies: Vec<usize> =
                (0..all.len()).filter(|other| *other != at && of(*other, "base") == of(at, "base")).collect();
            let Some(copy) = copies.get((at + usize::from(n)) % copies.len().max(1)) else { continue };
            let mut with = strangers;
            with.push(&entries[*copy]);
            let level = levels.entry(all[at]["level"].to_string().replace('"', "")).or_default();
            level.0 += 1;
            level.1 += mentioned(&engine, &page, &with, &secret).len();
        }
    }
    println!(
        "by level of editing (letters, known again by one copy): {levels:?}; strangers mentioned: {strangers_mentioned:?} of {judged}"
    );
    assert!(strangers_mentioned.is_empty());
    for (level, least) in LEVELS {
        let (letters, known) = levels[level];
        assert!(known * 100 >= letters * least, "level {level}: {known} of {letters}");
    }
}

#[test]
fn pages_of_ordinary_texts_of_one_kind_are_left_in_peace() {
    let Some(reviews) = rows("reviews_yelp.jsonl") else { return };
    let texts: BTreeSet<&str> = reviews.iter().filter_map(|row| row["text"].as_str()).collect();
    // Some stand there twice with other spaces.
    let texts: Vec<&str> = texts.into_iter().filter(|text| text.len() > 200).collect();
    let engine = engine();
    let secret = secret(3);
    let memories = Memories { secret: Some(secret.clone()), ..Memories::default() };
    let (here, before) = texts.split_at(100);
    let ledger: Vec<Entry> = before
        .chunks(200)
        .enumerate()
        .flat_map(|(at, chunk)| engine.keep(&page(&at.to_string(), chunk), &memories))
        .collect();
    let ledger: Vec<&Entry> = ledger.iter().collect();
    let found: Vec<usize> =
        here.chunks(50).flat_map(|chunk| mentioned(&engine, &page("now", chunk), &ledger, &secret)).collect();
    println!("{} texts on pages of 50, {} remembered: {} mentioned", here.len(), ledger.len(), found.len());
    assert!(found.is_empty());
}

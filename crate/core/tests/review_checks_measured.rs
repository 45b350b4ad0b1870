//! How often the review checks speak on real freelancers' histories. Measured outside the repository's own fixtures.
//!
//! `SECONDLOOK_SHARED` (else `../shared` beside the repository) holds the data. `SECONDLOOK_SIMULATED` may name an NDJSON
//! file of {profile, client, at, kind, planted}: then rates by kind are printed.

#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use secondlook_core::check::once::Once;
use secondlook_core::check::{CHECKS, Context, Memories};
use secondlook_core::model::{PageSnapshot, Review, Source, Value, When};
use secondlook_core::report::{Finding, Severity};
use secondlook_core::text::common::Common;

fn value<T>(value: T) -> Value<T> {
    Value { value, currency: None, source: Source { row: None, path: String::new() }, shown: Vec::new() }
}

/// Rows by profile, as snapshots, in the file's order.
fn profiles(path: &Path) -> BTreeMap<String, (Vec<serde_json::Value>, PageSnapshot)> {
    let mut profiles: BTreeMap<String, (Vec<serde_json::Value>, PageSnapshot)> = BTreeMap::new();
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| row[key].as_str().map(str::to_owned);
        let entry = profiles.entry(text("profile").unwrap()).or_default();
        entry.1.reviews.push(Review {
            client_key: text("client").map(value),
            text: text("text").map(value),
            rating: row["rating"].as_f64().map(value),
            at: text("at").map(|at| value(When::At(at))),
            ..Review::default()
        });
        entry.0.push(row);
    }
    profiles
}

fn findings(snapshot: &PageSnapshot) -> Vec<Finding> {
    let memories = Memories::default();
    let common = Common::default();
    let context = Context { snapshot, memories: &memories, common: &common, priors: &[], once: &Once::default() };
    CHECKS.iter().flat_map(|check| (check.run)(&context).findings).collect()
}

#[test]
fn real_freelancers_are_left_in_peace() {
    let shared = std::env::var_os("SECONDLOOK_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let path = shared.join("eval/data/reviews_freelancers.jsonl");
    if !path.exists() {
        println!("skipped: shared pages are not here");
        return;
    }
    let profiles = profiles(&path);
    let fired: Vec<String> = profiles
        .iter()
        .filter(|(_, (_, snapshot))| findings(snapshot).iter().any(|finding| finding.severity > Severity::Context))
        .map(|(name, _)| name.clone())
        .collect();
    println!("{} real freelancers, above Background: {fired:?}", profiles.len());
    assert!(fired.len() <= 1, "{fired:?}");
}

#[test]
fn simulated_histories_when_given() {
    let Some(path) = std::env::var_os("SECONDLOOK_SIMULATED") else {
        println!("skipped: no simulated histories given");
        return;
    };
    let mut kinds: BTreeMap<String, [usize; 5]> = BTreeMap::new();
    for (rows, snapshot) in profiles(Path::new(&path)).values() {
        let counts = kinds.entry(rows[0]["kind"].as_str().unwrap().to_owned()).or_default();
        counts[0] += 1;
        let Some(burst) = findings(snapshot).into_iter().find(|f| f.rule == "burst") else { continue };
        counts[1] += 1;
        counts[2] += usize::from(burst.severity > Severity::Note);
        counts[3] += usize::from(burst.severity > Severity::Caution);
        let cited: Vec<usize> = burst.evidence.iter().filter_map(|e| Some(e.item.as_ref()?.items[0])).collect();
        let planted = cited.iter().filter(|at| rows[**at]["planted"] == true).count();
        counts[4] += usize::from(planted * 2 >= cited.len());
    }
    for (kind, [n, fired, asked, above, right]) in kinds {
        println!(
            "{kind}: {n} histories, burst {fired} ({:.2} %), above Note {asked}, above Ask {above}, with right evidence {right}",
            100.0 * fired as f64 / n as f64
        );
    }
}

//! Every fuzzing target on every seed of it: without nightly or libFuzzer. A crash that `scripts/fuzz` found becomes a seed.

#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};

use crate::fuzz;

/// Seeds of one target, and bytes of all: what is committed stays small.
const MOST_SEEDS: usize = 48;
const MOST_BYTES: u64 = 300 << 10;

fn seeds(target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds").join(target);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn every_target_holds_on_its_seeds() {
    let mut broken = Vec::new();
    for (target, run) in fuzz::TARGETS {
        let seeds = seeds(target);
        assert!(seeds.len() >= 3, "{target} has {} seeds", seeds.len());
        for path in seeds {
            let bytes = fs::read(&path).unwrap();
            if std::panic::catch_unwind(|| run(&bytes)).is_err() {
                broken.push(path);
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn seeds_are_few_and_small() {
    let mut sum = 0;
    for (target, _) in fuzz::TARGETS {
        let seeds = seeds(target);
        assert!(seeds.len() <= MOST_SEEDS, "{target}");
        sum += seeds.iter().map(|path| fs::metadata(path).unwrap().len()).sum::<u64>();
    }
    assert!(sum <= MOST_BYTES, "{sum} bytes");
}

//! A ledger whose writer is killed at any moment is as it was before, or as it was to become. `SECONDLOOK_KILLS` says how
//! often; three times otherwise.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;
#[path = "support/ledgers.rs"]
mod ledgers;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use common::{folder, secondlook, stderr};
use ledgers::{ledger, proposals};
use secondlook::ledger::{Ledger, day};
use secondlook_core::ledger::Kept;

/// Set for the child that writes until it is killed: its ledger.
const WRITES: &str = "SECONDLOOK_TEST_WRITES";
const MANY: u64 = 300;

fn kills() -> u64 {
    std::env::var("SECONDLOOK_KILLS").map_or(3, |kills| kills.parse().unwrap())
}

/// A moment before this one, another each time.
fn moment(before: Duration) -> Duration {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    before.mul_f64(f64::from(now.subsec_nanos() / 7 % 10_000) / 10_000.0)
}

/// Writes all entries anew under another job, again and again; now and then it forgets some and wipes their traces.
#[test]
fn writes_until_it_is_killed() {
    let Some(path) = std::env::var_os(WRITES) else { return };
    let mut ledger = Ledger::open(Path::new(&path), day::today()).unwrap();
    for round in 0_u64.. {
        let mut entries = proposals(ledger.secret(), MANY, day::today());
        for entry in &mut entries {
            let Kept::Proposal { person, job, .. } = &mut entry.kept else { continue };
            *job = format!("j{round:08}");
            entry.keys = vec![person.clone(), job.clone()];
        }
        ledger.write(&entries).unwrap();
        if round % 4 == 3 {
            ledger.forget(&[format!("j{round:08}")]).unwrap();
        }
    }
}

#[test]
fn a_killed_write_is_done_or_undone() {
    let folder = folder("ledger-killed");
    let (path, _) = ledger(&folder, MANY);
    let mut jobs = BTreeSet::new();
    for _ in 0..kills() {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "writes_until_it_is_killed"])
            .env(WRITES, &path)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(100) + moment(Duration::from_millis(900)));
        child.kill().unwrap();
        child.wait().unwrap();
        let mut ledger = Ledger::open(&path, day::today()).unwrap();
        let stats = ledger.stats().unwrap();
        let entries = ledger.content().unwrap().entries;
        let of_one: BTreeSet<String> = entries
            .iter()
            .map(|entry| match &entry.kept {
                Kept::Proposal { job, .. } => job.clone(),
                Kept::Person { .. } => unreachable!("no person was written"),
            })
            .collect();
        // Before the first round there are six jobs, and eighteen keys an entry.
        let first = of_one.len() == 6 && stats.keys == 18 * 300;
        let between_rounds = of_one.len() == 1 && entries.len() == 300 && stats.keys == 600;
        assert!(first || between_rounds || entries.is_empty() && stats.keys == 0, "{stats:?} {of_one:?}");
        jobs.extend(of_one);
    }
    println!("killed {} times, {} states", kills(), jobs.len());
}

#[test]
fn a_killed_scan_has_remembered_its_page_or_has_not() {
    let folder = folder("ledger-killed-scan");
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/pages/freelancer-proposals-template.html");
    let now = format!("{}T12:00:00Z", day::text(day::today()));
    let arguments = |path: &Path| -> Vec<String> {
        let url = "https://www.freelancer.com/projects/web/shop";
        let (page, path) = (page.to_str().unwrap(), path.to_str().unwrap());
        ["scan", page, "--url", url, "--captured-at", &now, "--ledger", path].map(str::to_owned).to_vec()
    };
    let run = |path: &Path| secondlook(&arguments(path).iter().map(String::as_str).collect::<Vec<_>>());
    let whole = folder.join("whole.ledger");
    let begun = Instant::now();
    let output = run(&whole);
    let took = begun.elapsed();
    assert_ne!(output.status.code(), Some(2), "{}", stderr(&output));
    let all = Ledger::open(&whole, day::today()).unwrap().stats().unwrap();
    assert!(all.entries > 0);
    for kill in 0..kills() {
        let path = folder.join(format!("{kill}.ledger"));
        let mut child = Command::new(env!("CARGO_BIN_EXE_secondlook"))
            .args(arguments(&path))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(moment(took));
        let _ = child.kill();
        child.wait().unwrap();
        if path.exists() {
            let stats = Ledger::open(&path, day::today()).unwrap().stats().unwrap();
            assert!((stats.entries, stats.keys) == (0, 0) || stats.kinds == all.kinds && stats.keys == all.keys);
        }
        let output = run(&path);
        assert_ne!(output.status.code(), Some(2), "{}", stderr(&output));
        assert_eq!(Ledger::open(&path, day::today()).unwrap().stats().unwrap().kinds, all.kinds);
    }
}

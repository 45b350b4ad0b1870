//! What a ledger of 100,000 letters costs: `scripts/bench` runs this. It prints figures and never fails by time.
#![allow(missing_docs, clippy::unwrap_used)]

mod common;
#[path = "support/ledgers.rs"]
mod ledgers;

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Instant;

use common::{folder, stderr};
use ledgers::{PASSPHRASE, proposals};
use secondlook::ledger::{Ledger, day};

const LETTERS: u64 = 100_000;
const RUNS: usize = 20;

/// A page of fifty proposals of 200 words that are drawn from a made-up vocabulary.
fn page() -> String {
    let mut state = 7_u64;
    let mut random = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut html =
        String::from("<html lang=\"en-us\"><head><meta charset=\"utf-8\"><title>Upwork</title></head><body><main>");
    for n in 0..50 {
        let _ = write!(
            html,
            "<article data-test=\"FreelancerTile\"><a href=\"/freelancers/~01ac{n:014}?s=1\"><h5 class=\"identity-name\">\
             Bidder {n}</h5></a><div data-cy=\"cover-letter-section\"><p class=\"break text-pre-line\">"
        );
        for word in 0..200 {
            for _ in 0..3 {
                let (one, two) = (random(12) as usize, random(5) as usize);
                html.extend([char::from(b"bdfgklmnprst"[one]), char::from(b"aeiou"[two])]);
            }
            html.push_str(if word % 14 == 13 { ". " } else { " " });
        }
        html.push_str("</p></div></article>");
    }
    html + "</main></body></html>"
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_secondlook")).args(arguments).output().unwrap()
}

fn times(what: &str, target: &str, arguments: &[&str]) {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let begun = Instant::now();
            let output = run(arguments);
            assert_ne!(output.status.code(), Some(2), "{}", stderr(&output));
            begun.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{what:<58} median {:6.1} ms  p95 {:6.1} ms  {target}", times[RUNS / 2], times[RUNS * 19 / 20 - 1]);
}

/// Seconds, and MiB at most where the system tells.
fn once(what: &str, arguments: &[&str]) {
    let begun = Instant::now();
    let output = if Path::new("/usr/bin/time").exists() {
        let mut command = Command::new("/usr/bin/time");
        command.args(["-f", "%M", env!("CARGO_BIN_EXE_secondlook")]).args(arguments).output().unwrap()
    } else {
        run(arguments)
    };
    let seconds = begun.elapsed().as_secs_f64();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let mib =
        stderr(&output).trim().parse::<f64>().map_or_else(|_| "?".to_owned(), |kib| format!("{:.0}", kib / 1024.0));
    println!("{what:<58} {seconds:.2} s, at most {mib} MiB");
}

#[test]
#[ignore = "takes a minute; for scripts/bench"]
fn a_ledger_of_100_000_letters() {
    let folder = folder("ledger-speed");
    let [html, path, out, other, pass] =
        ["page.html", "big.ledger", "out.json", "other.ledger", "pass"].map(|name| folder.join(name));
    let [html_text, text, out_text, other_text, pass_text] =
        [&html, &path, &out, &other, &pass].map(|path| path.to_str().unwrap());
    fs::write(&html, page()).unwrap();
    fs::write(&pass, PASSPHRASE).unwrap();
    let today = day::today();
    let mut ledger = Ledger::open_or_create(&path, today).unwrap();
    let begun = Instant::now();
    for back in 0..20 {
        let each = LETTERS / 20;
        let entries = proposals(ledger.secret(), each * (back + 1), today - 20 + back.cast_signed())
            .split_off((each * back) as usize);
        assert_eq!(ledger.write(&entries).unwrap().written as u64, each);
    }
    println!("written in 20 parts in {:.1} s", begun.elapsed().as_secs_f64());
    drop(ledger);
    let now = format!("{}T12:00:00Z", day::text(today));
    let url = "https://www.upwork.com/ab/applicants/1900000000000000001/applicants";
    let scan = ["scan", html_text, "--url", url, "--captured-at", &now, "--format", "json", "--ledger", text];
    times("scan of 50 proposals, no ledger", "(baseline)", &scan[..8]);
    times(&format!("scan of 50 proposals, {LETTERS} letters remembered"), "target 50 ms", &scan);
    once("ledger stats, the whole file checked", &["ledger", "stats", text]);
    once("ledger export", &["ledger", "export", text, "--output", out_text, "--passphrase-file", pass_text]);
    once("ledger import into a new one", &["ledger", "import", other_text, out_text, "--passphrase-file", pass_text]);
    once("ledger forget one person", &["ledger", "forget", text, "--site", "example.test", "--person", "77"]);
    for path in [&path, &out] {
        println!("{:<58} {} bytes", path.file_name().unwrap().display(), fs::metadata(path).unwrap().len());
    }
    fs::remove_dir_all(&folder).unwrap();
}

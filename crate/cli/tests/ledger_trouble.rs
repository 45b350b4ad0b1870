//! Ledgers that cannot be opened, read or written: a clear error, and nothing of what was there is lost.
#![allow(missing_docs, clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use crate::common::{URL, data, folder, secondlook, stderr, stdout};
use crate::support::ledgers::{ledger, proposals};
use rusqlite::Connection;
use secondlook::ledger::{Ledger, day};

fn stats(path: &Path) -> Output {
    secondlook(&["ledger", "stats", path.to_str().unwrap()])
}

/// Scans a page of today with this ledger.
fn scan(page: &Path, ledger: &Path) -> Vec<String> {
    let [page, ledger] = [page, ledger].map(|path| path.to_str().unwrap().to_owned());
    let now = format!("{}T12:00:00Z", day::text(day::today()));
    let words = ["scan", &page, "--url", URL, "--format", "json", "--captured-at", &now, "--ledger", &ledger];
    words.map(str::to_owned).to_vec()
}

fn run(words: &[String]) -> Output {
    secondlook(&words.iter().map(String::as_str).collect::<Vec<_>>())
}

/// A page of proposals that is remembered, and the address it is from.
fn job() -> (PathBuf, &'static str) {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/pages");
    (pages.join("freelancer-proposals-template.html"), "https://www.freelancer.com/projects/web/shop")
}

fn scan_job(ledger: &Path) -> Vec<String> {
    let (page, url) = job();
    scan(&page, ledger).into_iter().map(|word| if word == URL { url.to_owned() } else { word }).collect()
}

/// The command refuses the file, says these words, and changes no byte of it.
fn refuses(path: &Path, words: &[&str]) {
    let before = fs::read(path).ok();
    for output in [stats(path), run(&scan(&data("page.html"), path))] {
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(path.to_str().unwrap()), "{said}");
        for word in words {
            assert!(said.contains(word), "{word}: {said}");
        }
        assert!(output.stdout.is_empty());
    }
    assert!(fs::read(path).ok() == before);
}

#[test]
fn a_missing_ledger_is_made_by_a_scan_only() {
    let folder = folder("ledger-missing");
    let path = folder.join("memory.ledger");
    let output = stats(&path);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("there is no such file"), "{}", stderr(&output));
    assert!(!path.exists());
    assert_ne!(run(&scan(&data("page.html"), &path)).status.code(), Some(2));
    assert_eq!(stats(&path).status.code(), Some(0));
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    let nowhere = folder.join("none/memory.ledger");
    let output = run(&scan(&data("page.html"), &nowhere));
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("there is no such folder"), "{}", stderr(&output));
}

#[test]
fn what_is_no_ledger_is_left_alone() {
    let folder = folder("ledger-none");
    let path = folder.join("memory.ledger");
    for (bytes, words) in [
        (&b""[..], ["empty", "secondlook scan --ledger"]),
        (b"a letter to somebody", ["not a ledger", "secondlook scan --ledger"]),
        (b"SQLite format 3\0", ["not a ledger", "secondlook scan --ledger"]),
    ] {
        fs::write(&path, bytes).unwrap();
        refuses(&path, &words);
    }
    fs::remove_file(&path).unwrap();
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE entry (id)").unwrap();
    refuses(&path, &["not a ledger"]);
    refuses(&folder, &["this is a folder"]);
}

#[test]
fn a_ledger_of_a_newer_version_is_left_alone() {
    let (path, _) = ledger(&folder("ledger-newer"), 5);
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 2).unwrap();
    refuses(&path, &["newer version", "form 2", "nothing was changed"]);
}

#[test]
fn a_ledger_with_something_to_run_in_it_is_refused() {
    let (path, _) = ledger(&folder("ledger-trigger"), 5);
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM found; END").unwrap();
    drop(connection);
    refuses(&path, &["damaged"]);
}

#[test]
fn a_ledger_that_another_program_uses_is_waited_for_and_then_said() {
    let (path, wrote) = ledger(&folder("ledger-locked"), 5);
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let begun = Instant::now();
    let output = stats(&path);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("another program is using this ledger"), "{}", stderr(&output));
    assert!(begun.elapsed() > Duration::from_secs(2));
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(Ledger::open(&path, day::today()).unwrap().content().unwrap().entries.len(), wrote.len());
}

/// Everything that a ledger is asked: whatever is in the file, there is an answer or an error.
fn used(path: &Path) -> Result<usize, String> {
    let today = day::today();
    let mut ledger = Ledger::open(path, today).map_err(|error| error.to_string())?;
    let entries = ledger.content().map_err(|error| error.to_string())?.entries.len();
    ledger.stats().map_err(|error| error.to_string())?;
    Ok(entries)
}

fn changed(path: &Path) {
    let today = day::today();
    let Ok(mut ledger) = Ledger::open(path, today) else { return };
    let keys: Vec<String> = proposals(ledger.secret(), 40, today).into_iter().flat_map(|entry| entry.keys).collect();
    let new = proposals(ledger.secret(), 90, today);
    let _ = (ledger.write(&new), ledger.forget(&keys), ledger.purge(today + 1), ledger.keep(3), ledger.forget_all());
}

#[test]
fn a_cut_ledger_is_refused_wherever_it_was_cut() {
    let folder = folder("ledger-cut");
    let (path, _) = ledger(&folder, 60);
    let whole = fs::read(&path).unwrap();
    let cut = folder.join("cut.ledger");
    let pages = whole.len() / 4_096;
    let lengths = (0..pages).flat_map(|page| [page * 4_096, page * 4_096 + 2_000]);
    for length in lengths.chain([1, 99, 100, 512, whole.len() - 1]).filter(|length| *length < whole.len()) {
        let bytes = &whole[..length];
        fs::write(&cut, bytes).unwrap();
        let error = used(&cut).unwrap_err();
        assert!(["damaged", "not a ledger", "empty"].iter().any(|word| error.contains(word)), "{length}: {error}");
        changed(&cut);
        assert!(fs::read(&cut).unwrap() == bytes, "{length}");
    }
    fs::write(&cut, &whole[..whole.len() / 2]).unwrap();
    refuses(&cut, &["damaged or was cut", "ledger import"]);
}

#[test]
fn a_damaged_ledger_gives_an_error_or_an_answer() {
    let folder = folder("ledger-damaged");
    let (path, _) = ledger(&folder, 30);
    let whole = fs::read(&path).unwrap();
    let bad = folder.join("bad.ledger");
    let (mut refused, mut answered) = (0, 0);
    // Every byte of the file's head, then some in each page: its own head, its list of rows, its rows.
    let pages = (1..whole.len() / 4_096).map(|page| page * 4_096);
    let inner = pages.flat_map(|page| [0, 1, 3, 5, 8, 9, 11, 13, 2_000, 3_500, 4_090].map(|at| page + at));
    for at in (0..108).chain(inner) {
        for value in [0xff, whole[at] ^ 1] {
            let mut bytes = whole.clone();
            bytes[at] = value;
            fs::write(&bad, &bytes).unwrap();
            match used(&bad) {
                Err(_) => refused += 1,
                Ok(_) => answered += 1,
            }
            // Slow, for each change is written through to the disk.
            if at % 5 == 0 {
                changed(&bad);
            }
        }
    }
    // A run of zeros, as a disk that lost a block leaves it.
    for page in 1..whole.len() / 4_096 {
        let mut bytes = whole.clone();
        bytes[page * 4_096..(page + 1) * 4_096].fill(0);
        fs::write(&bad, &bytes).unwrap();
        assert!(used(&bad).is_err(), "page {page}");
        changed(&bad);
    }
    println!("refused {refused}, answered {answered}");
    assert!(refused > 100 && answered > 0);
}

#[cfg(unix)]
#[test]
fn no_room_costs_neither_the_report_nor_what_was_there() {
    let (path, mut before) = ledger(&folder("ledger-full"), 400);
    before.sort_by(|a, b| a.id.cmp(&b.id));
    // As much as there is, in blocks of 512 bytes: nothing may grow, and the file that makes writing safe has room for little.
    let blocks = fs::metadata(&path).unwrap().len() / 512;
    for limit in [1, 16, blocks] {
        let script = format!("trap '' XFSZ; ulimit -f {limit}; exec \"$0\" \"$@\"");
        let command = env!("CARGO_BIN_EXE_secondlook");
        let output = Command::new("/bin/sh").args(["-c", &script, command]).args(scan_job(&path)).output().unwrap();
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(report["schema"], 1);
        assert!(stderr(&output).contains("what this page adds was not written"), "{limit}: {}", stderr(&output));
        assert_ne!(output.status.code(), Some(2));
        let mut ledger = Ledger::open(&path, day::today()).unwrap();
        assert_eq!(ledger.content().unwrap().entries, before, "{limit}");
    }
    assert_ne!(run(&scan_job(&path)).status.code(), Some(2));
    assert!(Ledger::open(&path, day::today()).unwrap().stats().unwrap().entries > 400);
}

#[cfg(unix)]
#[test]
fn a_ledger_that_may_only_be_read_is_read() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    let folder = folder("ledger-read-only");
    let (path, _) = ledger(&folder, 5);
    for (path, mode) in [(&path, 0o444), (&folder, 0o555)] {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }
    let before = fs::read(&path).unwrap();
    let run = |words: &[String]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_secondlook"));
        command.args(words);
        // To the superuser nothing is read-only.
        if fs::metadata(&folder).unwrap().uid() == 0 {
            command.uid(65_534).gid(65_534);
        }
        command.output()
    };
    let Ok(output) = run(&scan_job(&path)) else {
        println!("skipped: a read-only ledger: the command cannot be run as another user here");
        return;
    };
    if stderr(&output).contains("permission denied") {
        println!("skipped: a read-only ledger: the folder cannot be read as another user here");
        return;
    }
    assert!(serde_json::from_slice::<serde_json::Value>(&output.stdout).is_ok(), "{}", stderr(&output));
    assert!(stderr(&output).contains("may not be written to"), "{}", stderr(&output));
    let name = path.to_str().unwrap();
    let output = run(&["ledger", "stats", name].map(str::to_owned)).unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let output = run(&["ledger", "forget", name, "--all"].map(str::to_owned)).unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", stdout(&output));
    assert!(stderr(&output).contains("may not be written to"), "{}", stderr(&output));
    assert!(fs::read(&path).unwrap() == before);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
}

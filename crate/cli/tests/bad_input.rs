//! Bad input and usage: exit code 2, a message with the path, what was found and what is expected, and no output file;
//! what can be read of a hostile page is read in time.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "common.rs"]
mod common;

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Instant;

use common::{URL, data, folder, secondlook, stderr, stdout};

#[test]
fn what_is_no_page_is_refused_with_its_path_and_leaves_no_file() {
    let folder = folder("no-page");
    let utf16: Vec<u8> = "<html><p>text".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let files: [(&str, Option<&[u8]>, &str); 12] = [
        ("missing.html", None, "no such file"),
        ("empty.html", Some(b""), "empty"),
        ("space.html", Some(b" \n "), "white space"),
        ("page.pdf", Some(b"%PDF-1.7\n<html>"), "PDF"),
        ("page.png", Some(b"\x89PNG\r\n<html>"), "PNG"),
        ("page.zip", Some(b"PK\x03\x04<html>"), "ZIP"),
        ("page.gz", Some(b"\x1f\x8b\x08<html>"), "gzip"),
        ("page.bin", Some(b"<html>\0\0\0\0\0\0"), "binary"),
        ("page.json", Some(b"{\"html\": \"<html>\"}"), "JSON"),
        ("letter.txt", Some(b"Dear client, 3 < 4."), "without a single HTML tag"),
        ("utf16.html", Some(&utf16), "UTF-16"),
        ("latin1.html", Some(b"<html><p>caf\xe9 march\xe9 \xe9t\xe9"), "UTF-8"),
    ];
    let out = folder.join("report.json");
    for (name, bytes, found) in files {
        let path = folder.join(name);
        if let Some(bytes) = bytes {
            fs::write(&path, bytes).unwrap();
        }
        let arguments = ["scan", path.to_str().unwrap(), "--url", URL, "--output", out.to_str().unwrap()];
        let output = secondlook(&arguments);
        let said = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{name}: {said}");
        assert!(said.contains(path.to_str().unwrap()) && said.contains(found) && said.contains("expected:"), "{said}");
        assert!(output.stdout.is_empty() && !out.exists(), "{name}");
    }
    let output = secondlook(&["scan", folder.to_str().unwrap(), "--url", URL]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("folder"));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let path = folder("unreadable").join("page.html");
    fs::write(&path, "<html>").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o0)).unwrap();
    if fs::read(&path).is_ok() {
        println!("skipped: this user may read everything");
        return;
    }
    let output = secondlook(&["scan", path.to_str().unwrap(), "--url", URL]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("permission"));
}

#[test]
fn bad_usage_is_refused() {
    let page = data("page.html");
    let page = page.to_str().unwrap();
    for (arguments, word) in [
        (vec!["scan", page], "--url"),
        (vec!["scan", page, "--url", "ftp://x"], "web address"),
        (vec!["scan", page, "--url", URL, "--captured-at", "2026-06-03"], "RFC 3339"),
        (vec!["scan", page, "--url", URL, "--ledger", "ledger.db"], "ledger"),
        (vec!["scan", page, "--url", URL, "--packs", "/no/such/pack"], "/no/such/pack"),
        (vec!["scan", page, "--url", URL, "--format", "pdf"], "pdf"),
        (vec!["scan", page, "--url", URL, "--output", "/no/such/folder/report.json"], "/no/such/folder"),
        (vec!["scna"], "scna"),
        (vec![], "Usage"),
    ] {
        let output = secondlook(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains(word), "{arguments:?}: {}", stderr(&output));
    }
}

#[test]
fn every_problem_of_a_pack_is_named_with_its_file() {
    let folder = folder("bad-pack");
    fs::create_dir_all(folder.join("rules")).unwrap();
    fs::create_dir_all(folder.join("rulez")).unwrap();
    fs::write(folder.join("pack.toml"), "id = \"a/b\"\nversion = 1\n").unwrap();
    fs::write(folder.join("rules/x.toml"), "id = \"x\"\nno_such_field = true\n").unwrap();
    fs::write(folder.join("rules/x.txt"), "").unwrap();
    let page = data("page.html");
    let output = secondlook(&["scan", page.to_str().unwrap(), "--url", URL, "--packs", folder.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    for part in ["rulez", "x.txt", "x.toml:", "pack.toml:2:11", "pack-unknown-file", "pack-bad-toml"] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn pages_nobody_serves_and_broken_pages_are_no_fault() {
    for html in ["<html><body>cut in the mid", "<p>\u{202e}\u{200b}\u{7}", "<html><script>window.A={\"x\":", "<a <b <c"]
    {
        let mut child = Command::new(env!("CARGO_BIN_EXE_secondlook"))
            .args(["scan", "-", "--url", "https://nobody.test/x"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(html.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{html}");
        let text = stdout(&output);
        assert!(text.contains("cannot read") && text.ends_with("Nothing found does not mean verified.\n"), "{text}");
    }
}

/// Seconds and the greatest memory in MiB, where the system tells.
fn measured(path: &str) -> (f64, Option<u64>, serde_json::Value) {
    let start = Instant::now();
    let output = if std::path::Path::new("/usr/bin/time").exists() {
        Command::new("/usr/bin/time")
            .args(["-f", "%M", env!("CARGO_BIN_EXE_secondlook"), "scan", path, "--url", URL, "--format", "json"])
            .output()
            .unwrap()
    } else {
        secondlook(&["scan", path, "--url", URL, "--format", "json"])
    };
    let seconds = start.elapsed().as_secs_f64();
    let kib: Option<u64> = stderr(&output).lines().last().and_then(|line| line.trim().parse().ok());
    (seconds, kib.map(|kib| kib >> 10), serde_json::from_slice(&output.stdout).unwrap())
}

#[test]
fn hostile_sizes_are_read_in_part_in_time_and_say_so() {
    let folder = folder("hostile");
    let mib = 1 << 20;
    // A debug build reads a twentieth as fast; it gets just more than is read of any file.
    let (size, tags) = if cfg!(debug_assertions) { (34 * mib, 2 * mib) } else { (50 * mib, 10 * mib) };
    let attributes = (0..400_000).fold(String::new(), |all, n| all + " a" + &n.to_string());
    let pages = [
        ("many paragraphs", "<p>hello world, this is a text</p>\n".repeat(size / 35)),
        ("much text", "hello world, this is a text &amp; more\n".repeat(size / 39)),
        ("many tags", "<div>".repeat(tags)),
        ("100,000 levels", format!("{}x{}", "<div>".repeat(100_000), "</div>".repeat(100_000))),
        ("an attribute of 20 MB", format!("<p title=\"{}\">x", "a b ".repeat(5 * mib))),
        ("400,000 attributes", format!("<p{attributes}>x")),
    ];
    // A debug build on a shared machine: the release build's limit is 2 s.
    let limit = if cfg!(debug_assertions) { 40.0 } else { 6.0 };
    for (name, inside) in pages {
        let path = folder.join("page.html");
        fs::write(&path, format!("<html><body>{inside}")).unwrap();
        let (seconds, mib, report) = measured(path.to_str().unwrap());
        println!("{name}: {seconds:.2} s, {} MiB", mib.map_or_else(|| "?".to_owned(), |mib| mib.to_string()));
        assert!(seconds < limit, "{name}: {seconds} s");
        assert!(mib.is_none_or(|mib| mib < 512), "{name}: {mib:?} MiB");
        let unread = report["unread"].as_array().unwrap();
        assert!(unread.iter().any(|unread| unread["why"] == "capped"), "{name}: {unread:?}");
    }
    fs::remove_dir_all(&folder).unwrap();
}

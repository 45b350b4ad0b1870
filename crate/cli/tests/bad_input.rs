//! Bad input and usage: exit code 2, a message with the path, what was found and what is expected, and no output file;
//! what can be read of a hostile page is read in time.
#![allow(missing_docs, clippy::unwrap_used)]

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use crate::common::{URL, data, folder, secondlook, stderr, stdout};

#[test]
fn what_is_no_page_is_refused_with_its_path_and_leaves_no_file() {
    let folder = folder("no-page");
    let utf16: Vec<u8> = "<html><p>text".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf32: Vec<u8> = "\u{feff}<html><p>text".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    let files: [(&str, Option<&[u8]>, &str); 14] = [
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
        ("utf32.html", Some(&utf32), "UTF-32"),
        ("letter.eml", Some(b"Subject: Hi\nMIME-Version: 1.0\n\n<html>"), "e-mail"),
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
        (vec!["scan", page, "--url", "https:///x"], "web address"),
        (vec!["scan", page, "--url", URL, "--captured-at", "2026-06-03"], "RFC 3339"),
        (vec!["scan", page, "--url", URL, "--ledger", "/no/such/folder/l.ledger"], "/no/such/folder"),
        (vec!["scan", page, "--url", URL, "--packs", "/no/such/pack"], "/no/such/pack"),
        (vec!["scan", page, "--url", URL, "--format", "pdf"], "pdf"),
        (vec!["scan", page, "--url", URL, "--output", "/no/such/folder/report.json"], "/no/such/folder"),
        (vec!["scna"], "scna: there is no such command"),
        (vec!["lettres", page], "expected: scan or letters or compare or "),
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
    fs::create_dir_all(folder.join("stock")).unwrap();
    fs::create_dir_all(folder.join("background")).unwrap();
    fs::write(folder.join("stock/en.toml"), "language = \"es\"\nsentences = []\n").unwrap();
    fs::write(folder.join("background/en.toml"), "language = \"en\"\nsource = \"x\"\nclasses = []\n").unwrap();
    let page = data("page.html");
    let output = secondlook(&["scan", page.to_str().unwrap(), "--url", URL, "--packs", folder.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    for part in
        ["rulez", "x.txt", "x.toml:", "pack.toml:2:11", "pack-unknown-file", "pack-bad-toml", "stock/, background/"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    for part in ["the file is called `en`, what is in it is called `es`", "background/en.toml:3:1", "`classes`"] {
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

#[cfg(target_os = "linux")]
#[test]
fn devices_without_end_and_full_ones_are_refused() {
    let page = data("page.html");
    let page = page.to_str().unwrap();
    for (arguments, word) in [
        (["scan", "/dev/zero", "--url", URL, "--format", "json"], "binary"),
        (["scan", page, "--url", URL, "--packs", "/dev/zero"], "too long"),
        (["scan", page, "--url", URL, "--output", "/dev/full"], "/dev/full"),
    ] {
        let output = secondlook(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains(word), "{arguments:?}: {}", stderr(&output));
    }
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_secondlook"));
    let output = command.args(["scan", page, "--url", URL]).stdout(full()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("standard output"));
    // Nobody can be told; the exit code says it all the same.
    let mut command = Command::new(env!("CARGO_BIN_EXE_secondlook"));
    assert_eq!(command.args(["scan", "none", "--url", URL]).stderr(full()).status().unwrap().code(), Some(2));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_fault() {
    let page = data("page.html");
    let mut child = Command::new(env!("CARGO_BIN_EXE_secondlook"))
        .args(["scan", page.to_str().unwrap(), "--url", "https://nobody.test/x"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
}

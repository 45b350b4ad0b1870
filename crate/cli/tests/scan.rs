//! `secondlook scan` on a tiny page of ours: the four forms, the exit codes, the output file.
#![allow(missing_docs, clippy::unwrap_used)]

use std::fs;
use std::process::Output;

use crate::common::{URL, data, folder, secondlook, stdout};
use serde_json::Value;

fn scan(more: &[&str]) -> Output {
    let (page, pack) = (data("page.html"), data("pack"));
    let mut arguments =
        vec!["scan", page.to_str().unwrap(), "--url", URL, "--captured-at", "2026-06-03T14:05:00+02:00"];
    arguments.extend(["--no-builtin", "--packs", pack.to_str().unwrap()]);
    arguments.extend(more);
    secondlook(&arguments)
}

/// Compares with a file that `UPDATE=1` writes anew. Hashes and the place of the sources differ from change to change.
fn golden(name: &str, got: &str) {
    let here = concat!("file://", env!("CARGO_MANIFEST_DIR"));
    let mut got = got.replace(here, "file:///HERE").replace(env!("CARGO_PKG_VERSION"), "VERSION");
    let report: Value = serde_json::from_str(&stdout(&scan(&["--format", "json"]))).unwrap();
    let sha256 = report["packs"][0]["sha256"].as_str().unwrap();
    got = got.replace(sha256, "SHA256").replace(&sha256[..12], "SHA256");
    let path = data("golden").join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &got).unwrap();
    }
    assert_eq!(got, fs::read_to_string(&path).unwrap_or_default(), "{name}; bless with UPDATE=1 and read the diff");
}

#[test]
fn text_html_and_sarif_are_as_they_were() {
    golden("report.txt", &stdout(&scan(&[])));
    golden("report.html", &stdout(&scan(&["--format", "html"])));
    golden("report.sarif", &stdout(&scan(&["--format", "sarif"])));
}

#[test]
fn the_exit_code_follows_the_severity() {
    // The rule says "warning", but nobody vouches for its pack.
    assert_eq!(scan(&[]).status.code(), Some(0));
    assert_eq!(scan(&["--fail-on", "note"]).status.code(), Some(1));
    assert_eq!(scan(&["--fail-on", "caution"]).status.code(), Some(1));
    assert_eq!(scan(&["--fail-on", "stop"]).status.code(), Some(0));
}

#[test]
fn json_is_the_report_and_says_where_the_moment_is_from() {
    let report: Value = serde_json::from_str(&stdout(&scan(&["--format", "json"]))).unwrap();
    assert_eq!(report["page"]["captured_from"], "option");
    assert_eq!(report["page"]["captured_at"], "2026-06-03T14:05:00+02:00");
    assert_eq!(report["findings"][0]["rule"], "example/tiny:away");
    assert!(report.get("snapshot").is_none());
    let report: Value = serde_json::from_str(&stdout(&scan(&["--format", "json", "--snapshot"]))).unwrap();
    assert_eq!(report["snapshot"]["people"][0]["name"]["value"], "Ann <b> Example");
}

#[test]
fn an_output_file_is_the_same_as_standard_output() {
    let path = folder("output").join("report.html");
    let output = scan(&["--format", "html", "--output", path.to_str().unwrap()]);
    assert!(output.stdout.is_empty());
    assert_eq!(fs::read_to_string(&path).unwrap(), stdout(&scan(&["--format", "html"])));
}

#[test]
fn the_html_holds_no_script_and_nothing_from_elsewhere() {
    let html = stdout(&scan(&["--format", "html"]));
    for bad in ["<script", "src=", "href=", "url(", "@import", " style="] {
        assert!(!html.contains(bad), "{bad}");
    }
    assert!(html.contains("Ann &lt;b&gt; Example") && html.contains("default-src &#39;none&#39;"));
}

/// A pack of one rule, `[match]` given, and one list.
fn pack_with(name: &str, matching: &str, entry: &str) -> std::path::PathBuf {
    let pack = folder(name);
    let write = |path: &str, text: &str| {
        fs::create_dir_all(pack.join(path).parent().unwrap()).unwrap();
        fs::write(pack.join(path), text).unwrap();
    };
    let text = "{ en = \"A text.\" }";
    write(
        "pack.toml",
        "id = \"team/words\"\nversion = \"1.0.0\"\ndescription = \"d\"\nlicence = \"MIT\"\nlanguages = [\"en\"]\n",
    );
    write(
        "lists/hosts.toml",
        &format!(
            "id = \"hosts\"\nkind = \"host\"\npublication = \"A notice\"\nreference = \"https://office.example.gov/1\"\n\
             date = \"2026-08-01\"\nentries = [{entry:?}]\n"
        ),
    );
    write(
        "rules/one.toml",
        &format!(
            "id = \"one\"\nversion = \"1.0.0\"\nfamily = \"contact\"\nseverity = \"stop\"\nconfidence = \"low\"\n\
             status = \"experimental\"\nreferences = [\"x\"]\nlanguages = [\"en\"]\nwhere = [\"bio\"]\ntitle = {text}\n\
             message = {text}\nwhy = {text}\ninnocent = [{text}, {text}]\nask = [{text}]\n[match]\n{matching}\n\
             [examples]\nfire = [\"write to me on https://bad-firm.com/me\"]\nsilent = [\"write to me here\"]\n"
        ),
    );
    pack
}

#[test]
fn lists_and_patterns_of_a_folder_are_loaded_and_refused_with_it() {
    let matching = "all = [[{ list = \"hosts\" }], [{ regex = 'write.{0,9}me', literal = \"write\" }]]";
    let pack = pack_with("lists-loaded", matching, "bad-firm.com");
    let loaded = secondlook::packs::folder(&pack).unwrap();
    assert_eq!(loaded.pack.lists[0].entries, ["bad-firm.com"]);
    let page = data("page.html");
    let output = |pack: &std::path::Path| {
        secondlook(&["scan", page.to_str().unwrap(), "--url", URL, "--packs", pack.to_str().unwrap()])
    };
    assert!(output(&pack).status.code() < Some(2), "{}", crate::common::stderr(&output(&pack)));
    let wrong = pack_with("lists-refused", &matching.replace("{0,9}", "*"), "rowan@bad-firm.com");
    let said = crate::common::stderr(&output(&wrong));
    for part in ["lists/hosts", "list-of-people", "rules/one: match.all[1][0]", "rule-regex-unbounded"] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn the_built_pack_and_its_folder_have_one_hash() {
    let loaded = secondlook::packs::folder(&data("pack")).unwrap();
    let path = folder("built").join("tiny.slpack.json");
    let json = secondlook::packs::canonical(&loaded.pack, "pack").unwrap();
    fs::write(&path, secondlook_core::pack::file::write(&json, None)).unwrap();
    assert_eq!(secondlook::packs::load(&path).unwrap(), [loaded]);
}

//! `pack check`, `new`, `build`, `test` with real files: what is said of what is wrong, and that nothing half is written.
#![allow(missing_docs, clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::common::{folder, stderr, stdout};

fn run(here: &Path, words: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_secondlook")).args(words.split(' ')).current_dir(here).output().unwrap()
}

fn new(test: &str) -> PathBuf {
    let here = folder(test);
    assert_eq!(run(&here, "pack new one --id acme/one").status.code(), Some(0));
    here
}

/// Codes and places of all problems, as programs read them.
fn problems(here: &Path) -> Vec<(String, String)> {
    let output = run(here, "pack check one --format json");
    let json: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    let problems = json["problems"].as_array().unwrap();
    assert_eq!(output.status.code(), Some(i32::from(!problems.is_empty())));
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    for problem in problems {
        assert!(!text(&problem["message"]).is_empty() && !text(&problem["fix"]).is_empty(), "{problem}");
    }
    problems.iter().map(|problem| (text(&problem["place"]), text(&problem["code"]))).collect()
}

#[test]
fn a_new_pack_needs_its_examples_and_nothing_else() {
    let here = new("pack-new");
    let found = problems(&here);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found
            .iter()
            .all(|(place, code)| place.starts_with("one/rules/gift-cards.toml:") && code == "rule-bad-examples")
    );
    // It is in the one style, its schemas are there, and a second one does not write over it.
    assert_eq!(run(&here, "pack fmt one --check").status.code(), Some(0));
    for line in ["one/pack.toml", "one/rules/gift-cards.toml"].map(|file| fs::read_to_string(here.join(file)).unwrap())
    {
        let schema = line.lines().next().unwrap().strip_prefix("#:schema ").unwrap().replace("../", "");
        assert!(here.join("one").join(&schema).is_file(), "{schema}");
    }
    let again = run(&here, "pack new one --id acme/one");
    assert!(again.status.code() == Some(2) && stderr(&again).contains("something already"));
    for id in ["one", "Acme/one", "acme/", "a/b/c", "acme/o--e", "secondlook/one"] {
        assert_eq!(run(&here, &format!("pack new two --id {id}")).status.code(), Some(2), "{id}");
        assert!(!here.join("two").exists());
    }
}

#[test]
fn everything_wrong_is_said_at_once_with_file_line_and_column() {
    let here = new("pack-wrong");
    let write = |name: &str, text: &str| {
        fs::create_dir_all(here.join(name).parent().unwrap()).unwrap();
        fs::write(here.join(name), text).unwrap();
    };
    write(
        "one/pack.toml",
        "id = \"acme/one\"\nversion = \"1\"\ndescription = \"D\"\nlicence = \"MIT\"\nlanguages = [\"en\"]\nlisence = 1\n",
    );
    write("one/rule/lost.toml", "");
    write("one/lists/people.txt", "x");
    write(
        "one/adapters/site.toml",
        "id = \"other\"\nsite = 3\nhosts = [\"x.test\"]\n[[page]]\nkind = \"shop\"\nlayout = \"l\"\nurls = [\"/\"]\n",
    );
    write("one/stock/en.toml", "language = \"en\"\nsentences = [\"I look forward to hearing from you\", \"too short\"");
    write("one/tests/site/one.tree.json", "{");
    write("one/tests/site/two.expect.toml", "");
    let found = problems(&here);
    for (place, code) in [
        ("one/pack.toml:6:1", "pack-bad-toml"),
        ("one/rule", "pack-unknown-file"),
        ("one/lists/people.txt", "pack-unknown-file"),
        ("one/adapters/site.toml:2:8", "pack-bad-toml"),
        ("one/adapters/site.toml:5:8", "pack-bad-toml"),
        ("one/stock/en.toml", "pack-bad-toml"),
        ("one/tests/site/one.tree.json:1:1", "test-bad-tree"),
        ("one/tests/site/one.expect.toml", "pack-unreadable"),
        ("one/tests/site/two.expect.toml", "pack-unknown-file"),
    ] {
        assert!(
            found.iter().any(|(at, is)| at.starts_with(place) && is == code),
            "{place} {code} is not in {found:#?}"
        );
    }
    // What can be read is looked at in the same run.
    write(
        "one/pack.toml",
        "id = \"acme/one\"\nversion = \"1\"\ndescription = \"D\"\nlicence = \"MIT\"\nlanguages = [\"en\"]\n",
    );
    let found = problems(&here);
    for (place, code) in [
        ("one/pack.toml:2:1: version", "pack-bad-version"),
        ("one/rules/gift-cards.toml:44:1: examples.fire", "rule-bad-examples"),
        ("one/rule", "pack-unknown-file"),
    ] {
        assert!(found.iter().any(|(at, is)| at == place && is == code), "{place} {code} is not in {found:#?}");
    }
    for verb in ["build one -o out", "docs one -o out", "profile one", "diff one one"] {
        let output = run(&here, &format!("pack {verb}"));
        assert_eq!(output.status.code(), Some(2), "{verb}");
        assert!(output.stdout.is_empty() && !here.join("out").exists(), "{verb} wrote something");
    }
    assert_eq!(run(&here, "pack test one").status.code(), Some(1));
}

#[test]
fn a_pack_of_a_newer_form_is_not_called_broken() {
    let here = new("pack-newer");
    let pack = here.join("one/pack.toml");
    let text = fs::read_to_string(&pack).unwrap();
    fs::write(&pack, text + "schema = 2\nwhatever_comes = true\n").unwrap();
    let found = problems(&here);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].1, "pack-newer-schema");
}

#[test]
fn a_path_that_holds_no_pack_is_a_usage_error() {
    let here = folder("pack-nothing");
    fs::create_dir(here.join("empty")).unwrap();
    for verb in ["check", "test", "fmt", "build"] {
        for path in ["empty", "nothing"] {
            let output = run(&here, &format!("pack {verb} {path}"));
            assert_eq!(output.status.code(), Some(2), "{verb} {path}: {}", stdout(&output));
            assert!(stderr(&output).contains("expected"), "{verb} {path}");
        }
    }
}

#[test]
fn every_help_has_examples() {
    let here = folder("pack-help");
    let mut all = vec!["pack".to_owned(), "pack key".to_owned()];
    let verbs =
        ["new", "check", "test", "fmt", "build", "sign", "verify", "diff", "docs", "profile", "key new", "key show"];
    all.extend(verbs.iter().chain(&["key handover"]).map(|verb| format!("pack {verb}")));
    for words in all {
        let help = stdout(&run(&here, &format!("{words} --help")));
        assert!(help.contains("Examples:\n  secondlook pack"), "{words}");
    }
    // The other way round: a verb that is missing above has no test.
    let help = stdout(&run(&here, "pack --help"));
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names: Vec<&str> = listed.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(
        names.len() > 8 && names.iter().all(|name| ["key", "help"].contains(name) || verbs.contains(name)),
        "{names:?}"
    );
}

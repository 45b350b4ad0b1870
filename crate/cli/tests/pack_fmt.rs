//! `pack fmt`: formatting twice changes nothing, nothing changes its meaning, and no comment is lost.
#![allow(missing_docs, clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::{folder, secondlook};
use proptest::prelude::*;
use secondlook::toml_style::{Kind, format};

const RULE: &str = include_str!("../src/command/pack/new/rule.toml");

fn toml_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            toml_files(&entry, found);
        } else if entry.extension().is_some_and(|end| end == "toml") {
            found.push(entry);
        }
    }
}

fn kind(file: &Path) -> Kind {
    match file.parent().unwrap().file_name().unwrap().to_str().unwrap() {
        "rules" => Kind::Rule,
        "adapters" => Kind::Adapter,
        "stock" => Kind::Stock,
        "background" => Kind::Background,
        "priors" => Kind::Prior,
        "lists" => Kind::List,
        _ => Kind::Pack,
    }
}

/// All comments, in any order.
fn comments(text: &str) -> Vec<&str> {
    let mut comments: Vec<&str> = text.lines().map(str::trim).filter(|line| line.starts_with('#')).collect();
    comments.sort_unstable();
    comments
}

#[test]
fn the_built_in_packs_keep_their_meaning_and_comments() {
    let mut files = Vec::new();
    toml_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs"), &mut files);
    assert!(files.len() > 20);
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let once = format(&text, kind(&file)).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
        assert_eq!(format(&once, kind(&file)).unwrap(), once, "{}", file.display());
        assert_eq!(comments(&once), comments(&text), "{}", file.display());
    }
}

#[test]
fn check_changes_nothing_and_says_what_it_would() {
    let here = folder("pack-fmt");
    let pack = here.join("one");
    assert!(secondlook(&["pack", "new", pack.to_str().unwrap(), "--id", "acme/one"]).status.success());
    let file = pack.join("rules/gift-cards.toml");
    let loose = RULE.replace(" = ", "   =   ");
    fs::write(&file, &loose).unwrap();
    let output = secondlook(&["pack", "fmt", pack.to_str().unwrap(), "--check"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(crate::common::stdout(&output).contains("gift-cards.toml"));
    assert_eq!(fs::read_to_string(&file).unwrap(), loose);
    assert!(secondlook(&["pack", "fmt", pack.to_str().unwrap()]).status.success());
    assert_eq!(fs::read_to_string(&file).unwrap(), RULE);
    // A file that is no TOML: none of the others is written.
    fs::write(&file, &loose).unwrap();
    fs::write(pack.join("rules/zzz.toml"), "id = ").unwrap();
    assert_eq!(secondlook(&["pack", "fmt", pack.to_str().unwrap()]).status.code(), Some(2));
    assert_eq!(fs::read_to_string(&file).unwrap(), loose);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// A rule whose lines are moved, spaced, commented and quoted in any way.
    #[test]
    fn formatting_twice_is_formatting_once(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), 0..9_u8), 0..30),
    ) {
        let mut lines: Vec<String> = RULE.lines().map(str::to_owned).collect();
        for (at, change) in changes {
            let at = at.index(lines.len());
            match change {
                0 => lines.insert(at, String::new()),
                1 => lines.insert(at, "   # a comment   ".to_owned()),
                2 => lines[at] = lines[at].replace(" = ", "="),
                3 => lines[at] += "  # behind",
                4 => lines[at] = format!("\t{}", lines[at]),
                5 => lines[at] = lines[at].replace('"', "'"),
                6 => lines[at] = lines[at].replace(", ", " ,\n"),
                7 => { lines.remove(at); }
                _ => { let other = (at + 1) % lines.len(); lines.swap(at, other); }
            }
        }
        let text = lines.join("\n");
        // What is no TOML any more is said to be none.
        let Ok(table) = text.parse::<toml::Table>() else {
            prop_assert!(format(&text, Kind::Rule).is_err());
            return Ok(());
        };
        let once = format(&text, Kind::Rule);
        prop_assert!(once.is_ok(), "{once:?} of\n{text}");
        let once = once.unwrap();
        prop_assert_eq!(once.parse::<toml::Table>().unwrap(), table);
        prop_assert_eq!(format(&once, Kind::Rule).unwrap(), once.clone());
        let words = |text: &str| text.matches("a comment").count() + text.matches("# behind").count();
        prop_assert_eq!(words(&once), words(&text), "of\n{}\n--- to\n{}", text, once);
    }
}

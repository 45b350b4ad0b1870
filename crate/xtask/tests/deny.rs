//! Holds the crates to `deny.toml` where `cargo deny` is not installed, for it takes minutes to install. The list is that file
//! alone; what stands in it and is not understood here is refused, so that nobody trusts a line that holds nothing.

#![allow(missing_docs, clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use spdx::{Expression, ParseMode};

/// Every key that is read below, or that only the tool's own report is about.
const KNOWN: &[(&str, &[&str])] = &[
    ("graph", &["targets", "all-features"]),
    ("licenses", &["allow", "unused-allowed-license"]),
    ("bans", &["multiple-versions", "wildcards", "deny"]),
    ("sources", &["unknown-registry", "unknown-git", "allow-registry", "allow-git"]),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap()
}

fn rules() -> toml::Table {
    std::fs::read_to_string(root().join("deny.toml")).unwrap().parse().unwrap()
}

fn words<'a>(rules: &'a toml::Table, section: &str, key: &str) -> Vec<&'a str> {
    rules[section][key].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect()
}

/// Every package of the lock file that one of the targets may need, tests and build steps included; ours are left out.
fn packages(rules: &toml::Table) -> Vec<Value> {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(root()).args(["metadata", "--locked", "--format-version", "1", "--all-features"]);
    for target in words(rules, "graph", "targets") {
        command.args(["--filter-platform", target]);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let Value::Array(packages) = metadata["packages"].take() else { panic!("no packages") };
    let foreign: Vec<Value> = packages.into_iter().filter(|package| !package["source"].is_null()).collect();
    assert!(foreign.len() > 50, "the metadata names only {} packages", foreign.len());
    foreign
}

/// What is wrong with a package, in words.
fn wrong(package: &Value, rules: &toml::Table) -> Vec<String> {
    let name = package["name"].as_str().unwrap();
    let mut wrong = Vec::new();
    let allowed = words(rules, "licenses", "allow");
    let licence = package["license"].as_str().unwrap_or("");
    let fits = Expression::parse_mode(licence, ParseMode::LAX).is_ok_and(|expression| {
        expression.evaluate(|asked| asked.addition.is_none() && allowed.contains(&asked.license.to_string().as_str()))
    });
    if !fits {
        wrong.push(format!("{name}: the licence `{licence}` is not among those allowed"));
    }
    let banned = rules["bans"]["deny"].as_array().unwrap();
    if banned.iter().any(|ban| ban["crate"].as_str() == Some(name)) {
        wrong.push(format!("{name} is banned"));
    }
    let source = package["source"].as_str().unwrap();
    let registries = words(rules, "sources", "allow-registry");
    if !source.strip_prefix("registry+").is_some_and(|source| registries.contains(&source)) {
        wrong.push(format!("{name}: the source `{source}` is not among those allowed"));
    }
    wrong
}

#[test]
fn every_crate_is_allowed() {
    let rules = rules();
    let wrong: Vec<String> = packages(&rules).iter().flat_map(|package| wrong(package, &rules)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_stands_in_the_file_that_is_not_held() {
    for (section, keys) in &rules() {
        let known = KNOWN.iter().find(|(name, _)| name == section).map_or(&[][..], |(_, keys)| keys);
        for key in keys.as_table().unwrap().keys() {
            assert!(known.contains(&key.as_str()), "deny.toml: `{section}.{key}` is not held by this test");
        }
    }
    for ban in rules()["bans"]["deny"].as_array().unwrap() {
        assert_eq!(ban.as_table().unwrap().keys().collect::<Vec<_>>(), ["crate"], "a ban is of a whole crate");
    }
}

#[test]
fn what_is_not_allowed_is_seen() {
    let index = "registry+https://github.com/rust-lang/crates.io-index";
    let package = |name: &str, license: &str, source: &str| serde_json::json!({ "name": name, "license": license, "source": source });
    let count = |package: &Value| wrong(package, &rules()).len();
    assert_eq!(count(&package("fine", "GPL-3.0-only OR MIT", index)), 0);
    assert_eq!(count(&package("older", "Unlicense/MIT", index)), 0);
    assert_eq!(count(&package("viral", "GPL-3.0-only", index)), 1);
    assert_eq!(count(&package("both", "MIT AND AGPL-3.0-only", index)), 1);
    assert_eq!(count(&package("silent", "", index)), 1);
    assert_eq!(count(&package("reqwest", "MIT", index)), 1);
    assert_eq!(count(&package("git", "MIT", "git+https://example.org/git")), 1);
    assert_eq!(count(&package("other", "MIT", "registry+https://example.org/index")), 1);
}

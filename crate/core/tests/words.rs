//! `locales/en.json` and the sources agree: every key a source names is there, and no key is unused.

#![allow(missing_docs, clippy::unwrap_used)]

use secondlook_core::check::reviews;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Words of the vocabulary: `prefix.name` with the names of an enum, said by `words::term`.
const TERMS: [&str; 5] = ["confidence", "ui.coverage", "ui.kind", "ui.severity", "ui.unread"];
/// What every review test says of what it could judge: `id.note.state`.
const NOTES: [&str; 4] = ["checked", "partial", "too_few", "not_visible"];
/// Words that are looked up without a message, by `words` itself.
const OWN: [&str; 4] = ["language", "number.group", "number.point", "number.tiny"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn words() -> BTreeMap<String, Value> {
    serde_json::from_str(&std::fs::read_to_string(root().join("locales/en.json")).unwrap()).unwrap()
}

/// All Rust and TypeScript sources as one list of texts.
fn sources() -> Vec<String> {
    let mut texts = Vec::new();
    let mut folders = vec![root().join("crate"), root().join("extension")];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries.map(|entry| entry.unwrap().path()) {
            let name = entry.file_name().unwrap().to_string_lossy().into_owned();
            if entry.is_dir() {
                if !matches!(name.as_str(), "target" | "node_modules" | "dist" | "tests") {
                    folders.push(entry);
                }
            } else if entry.extension().is_some_and(|extension| extension == "rs" || extension == "ts") {
                texts.push(std::fs::read_to_string(&entry).unwrap());
            }
        }
    }
    texts
}

fn names<T: serde::Serialize>(values: &[T]) -> Vec<String> {
    values.iter().map(|value| serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()).collect()
}

fn vocabulary() -> BTreeSet<String> {
    use secondlook_core::model::{PageKind as K, UnreadWhy as U};
    use secondlook_core::report::{Confidence as C, CoverageState as V, Severity as S};
    let of = [
        names(&[C::Low, C::Medium, C::High]),
        names(&[V::Checked, V::TooFew, V::NotVisible, V::NotSupported, V::NeedsYou]),
        names(&[
            K::Profile,
            K::Proposals,
            K::Reviews,
            K::Messages,
            K::Diary,
            K::Job,
            K::Search,
            K::Blocked,
            K::Unknown,
        ]),
        names(&[S::Context, S::Note, S::Caution, S::Warning, S::Stop]),
        names(&[U::Withheld, U::NotOnPage, U::NotUnderstood, U::Stale, U::Capped, U::Partial]),
    ];
    let notes = reviews::DEFINITIONS
        .iter()
        .flat_map(|definition| NOTES.map(|note| format!("{}.note.{note}", definition.check.id)));
    TERMS
        .iter()
        .zip(of)
        .flat_map(|(prefix, of)| of.into_iter().map(move |name| format!("{prefix}.{name}")))
        .chain(notes)
        .collect()
}

#[test]
fn every_key_that_a_source_names_is_there() {
    let words = words();
    let mut missing: Vec<String> = vocabulary().into_iter().filter(|key| !words.contains_key(key)).collect();
    for source in sources() {
        // Unit tests say words of their own.
        let product = source.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        for opening in ["Message::key(\"", " key(\"", "say(words, \"", "say(\""] {
            for rest in product.split(opening).skip(1) {
                let key = rest.split('"').next().unwrap_or_default();
                if key.contains('.') && !key.starts_with('.') && !key.contains(['{', ' ']) && !words.contains_key(key) {
                    missing.push(key.to_owned());
                }
            }
        }
    }
    assert!(missing.is_empty(), "not in locales/en.json: {missing:?}");
}

#[test]
fn no_key_is_unused() {
    let sources = sources();
    let vocabulary = vocabulary();
    let unused: Vec<String> = words()
        .into_keys()
        // What the command and the extension say around a report is theirs to use.
        .filter(|key| !key.starts_with("report."))
        .filter(|key| !vocabulary.contains(key) && !OWN.contains(&key.as_str()))
        .filter(|key| {
            let short = key.strip_prefix("method.").unwrap_or(key);
            // `ui.severity.${..}`: a key made from its beginning.
            let made: Vec<String> = key.match_indices('.').map(|(at, _)| format!("`{}.${{", &key[..at])).collect();
            let quoted = [format!("\"{key}\""), format!("'{key}'"), format!("`{key}`"), format!("\"{short}\"")];
            !sources.iter().any(|source| quoted.iter().chain(&made).any(|quoted| source.contains(quoted)))
        })
        .collect();
    assert!(unused.is_empty(), "no source names these keys of locales/en.json: {unused:?}");
}

#[test]
fn the_file_is_flat_sorted_and_one_key_a_line() {
    let text = std::fs::read_to_string(root().join("locales/en.json")).unwrap();
    let keys: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("  \"")?.split_once('"').map(|(key, _)| key)).collect();
    let words = words();
    assert_eq!(keys.len(), words.len(), "one key a line");
    assert_eq!(keys, words.keys().map(String::as_str).collect::<Vec<_>>(), "sorted, none twice");
    for (key, value) in &words {
        let fine = match value {
            Value::String(text) => !text.trim().is_empty(),
            Value::Object(forms) => {
                forms.keys().eq(["one", "other"].iter()) && forms.values().all(|form| form.as_str().is_some())
            }
            _ => false,
        };
        assert!(fine, "{key} is neither a text nor a plural object of one and other");
    }
}

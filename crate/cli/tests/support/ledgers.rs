//! Synthetic entries, and the bytes of a ledger's file.
#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::missing_panics_doc)]

use std::path::{Path, PathBuf};

use secondlook::ledger::{Ledger, day};
use secondlook_core::ledger::keyed::{Keyed, Kind};
use secondlook_core::ledger::{Entry, Kept, Secret};

pub const PASSPHRASE: &str = "tall green letter b\u{f6}x";

/// Keys of a letter that an entry is found under, and keys in all.
pub const LOOKED_UP: u64 = 16;

/// So many proposals, four to a person and fifty to a job, as an engine under this secret would name them.
pub fn proposals(secret: &Secret, count: u64, day: i64) -> Vec<Entry> {
    let keyed = Keyed::new(secret);
    let key = |kind: Kind, n: u64| keyed.key(kind, &["example.test", &n.to_string()]);
    (0..count)
        .map(|n| {
            let (person, job) = (key(Kind::Person, n / 4), key(Kind::Job, n / 50));
            let letter: Vec<String> =
                (0..LOOKED_UP).map(|at| key(Kind::Text, n * LOOKED_UP + at)[1..].to_owned()).collect();
            let mut keys = vec![person.clone(), job.clone()];
            keys.extend(letter.iter().map(|key| format!("l{key}")));
            let day = day::text(day);
            let kept = Kept::Proposal {
                person,
                agency: None,
                job,
                letter: letter.concat(),
                first: day.clone(),
                sent: None,
                hired: None,
            };
            Entry { id: key(Kind::Proposal, n), day, keys, kept }
        })
        .collect()
}

/// A ledger in this folder with so many proposals of today.
pub fn ledger(folder: &Path, count: u64) -> (PathBuf, Vec<Entry>) {
    let (path, today) = (folder.join("memory.ledger"), day::today());
    let mut ledger = Ledger::open_or_create(&path, today).unwrap();
    let entries = proposals(ledger.secret(), count, today);
    assert_eq!(ledger.write(&entries).unwrap().written as u64, count);
    (path, entries)
}

/// Which of these words stand anywhere in the ledger's files.
pub fn standing<'a>(path: &Path, words: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut bytes = std::fs::read(path).unwrap();
    let mut journal = path.as_os_str().to_owned();
    journal.push("-journal");
    bytes.extend(std::fs::read(journal).unwrap_or_default());
    let text: std::collections::HashSet<&[u8]> = words_of(&bytes);
    words.into_iter().filter(|word| text.contains(word.as_bytes())).collect()
}

/// All runs of nine bytes: as long as ids and keys are.
fn words_of(bytes: &[u8]) -> std::collections::HashSet<&[u8]> {
    bytes.windows(9).collect()
}

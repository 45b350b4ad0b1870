//! A ledger as one file under a passphrase, for another device: the same form in the command and in the extension.

use std::fmt;

use secondlook_core::ledger::{Entry, Secret};
use serde::de::{self, Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::{MOST_DAYS, day};
use crate::sealed::{self, Form, Locked, SCHEMA, Sealed, Unreadable};

/// Bytes of a sealed ledger that is read.
pub const MOST_BYTES: usize = 512 << 20;

const FORM: Form = Form { name: "secondlook-ledger", what: "an exported ledger" };

/// Entries, their keys, and the data of an entry: what is beyond was not written by this program.
const MOST_ENTRIES: usize = 2_000_000;
const MOST_KEYS: usize = 2_000;
const MOST_WORD: usize = 100;

/// What is sealed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// Its form.
    pub schema: u32,
    /// The secret under which the entries' keys were made.
    pub secret: Secret,
    /// Days for which an entry is kept.
    pub days: i64,
    /// The entries.
    #[serde(deserialize_with = "entries")]
    pub entries: Vec<Entry>,
}

/// Seals a ledger.
pub fn seal(content: &Content, passphrase: &str) -> Result<Vec<u8>, String> {
    written(&sealed::seal(FORM, data(content)?, passphrase)?)
}

/// What is sealed of a ledger: [`content`] reads it.
pub fn data(content: &Content) -> Result<Vec<u8>, String> {
    serde_json::to_vec(content).map_err(|error| error.to_string())
}

fn written(sealed: &Sealed<'_>) -> Result<Vec<u8>, String> {
    let mut json = serde_json::to_vec(sealed).map_err(|error| error.to_string())?;
    json.push(b'\n');
    if json.len() > MOST_BYTES {
        return Err(format!("it would have {} bytes, more than is read back ({MOST_BYTES})", json.len()));
    }
    Ok(json)
}

/// Looks at the form of a sealed ledger; it stays closed.
pub fn locked(json: &[u8]) -> Result<Locked, Unreadable> {
    let form = |error: serde_json::Error| Unreadable::Form(format!("this is not {} ({error})", FORM.what));
    sealed::locked(FORM, serde_json::from_slice(json).map_err(form)?)
}

/// Reads what was sealed.
pub fn content(data: &[u8]) -> Result<Content, Unreadable> {
    let no_ledger =
        |what: String| Unreadable::Content(format!("what was exported here is no ledger of this version ({what})"));
    let content: Content = serde_json::from_slice(data).map_err(|error| no_ledger(error.to_string()))?;
    if content.schema != SCHEMA || !(1..=MOST_DAYS).contains(&content.days) {
        return Err(no_ledger(format!("form {}, kept for {} days", content.schema, content.days)));
    }
    Ok(content)
}

/// Opens a sealed ledger.
pub fn open(json: &[u8], passphrase: &str) -> Result<Content, Unreadable> {
    content(&locked(json)?.open(passphrase)?)
}

/// Reads entries one by one, so that what is wrong has a place.
fn entries<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Entry>, D::Error> {
    struct Entries;
    impl<'de> Visitor<'de> for Entries {
        type Value = Vec<Entry>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of entries")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<Entry>, A::Error> {
            let mut entries = Vec::new();
            loop {
                let at = entries.len();
                let wrong = |what: &dyn fmt::Display| de::Error::custom(format!("entries[{at}]: {what}"));
                match seq.next_element::<Entry>().map_err(|error| wrong(&error))? {
                    None => return Ok(entries),
                    Some(_) if at == MOST_ENTRIES => return Err(wrong(&format!("more than {MOST_ENTRIES}"))),
                    Some(entry) => {
                        in_form(&entry).map_err(|what| wrong(&what))?;
                        entries.push(entry);
                    }
                }
            }
        }
    }
    deserializer.deserialize_seq(Entries)
}

fn in_form(entry: &Entry) -> Result<(), &'static str> {
    let word = |text: &str| (1..=MOST_WORD).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
    if !word(&entry.id) {
        return Err("its id is not an ASCII word of at most 100 characters");
    }
    if day::number(&entry.day).is_none() {
        return Err("its day is not an ISO date");
    }
    if entry.keys.len() > MOST_KEYS || !entry.keys.iter().all(|key| word(key)) {
        return Err("its keys are not at most 2,000 ASCII words of at most 100 characters");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content() -> Content {
        let kept = serde_json::json!({"kind": "proposal", "person": "pA", "job": "jB", "first": "2026-11-20"});
        Content {
            schema: 1,
            secret: Secret::new([7; 32]),
            days: 30,
            entries: vec![Entry {
                id: "bC".to_owned(),
                day: "2026-11-20".to_owned(),
                keys: vec!["pA".to_owned(), "jB".to_owned()],
                kept: serde_json::from_value(kept).unwrap(),
            }],
        }
    }

    /// Sealed with a fixed salt and nonce: each sealing takes a second in a build without optimisation.
    fn sealed() -> &'static [u8] {
        static SEALED: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
        SEALED.get_or_init(|| {
            let data = data(&content()).unwrap();
            written(&sealed::seal_with(FORM, data, "correct horse \u{e9}", [1; 16], [2; 12]).unwrap()).unwrap()
        })
    }

    #[test]
    fn what_was_sealed_is_read_with_its_passphrase_however_it_is_composed() {
        assert_eq!(open(sealed(), "correct horse \u{e9}"), Ok(content()));
        assert_eq!(open(sealed(), "correct horse e\u{301}"), Ok(content()));
        assert_eq!(open(sealed(), "correct horse"), Err(Unreadable::Closed));
        assert!(!String::from_utf8_lossy(sealed()).contains("proposal"));
    }

    #[test]
    fn what_stands_openly_cannot_be_changed() {
        let text = String::from_utf8(sealed().to_vec()).unwrap();
        for (from, to, form) in [
            ("\"iterations\":600000", "\"iterations\":600001", false),
            ("\"iterations\":600000", "\"iterations\":599999", true),
            ("\"iterations\":600000", "\"iterations\":10000001", true),
            ("\"schema\":1", "\"schema\":2", true),
            ("secondlook-ledger", "secondlook-record", true),
            ("AES-256-GCM", "AES-128-GCM", true),
            ("AQEBAQEBAQEBAQEBAQEBAQ==", "AQEBAQEBAQEBAQEBAQEBAA==", false),
            ("AQEBAQEBAQEBAQEBAQEBAQ==", "AQEBAQ==", true),
            ("\"data\":\"", "\"data\":\"AAAA", false),
            ("\"data\":\"", "\"data\":\"*", true),
        ] {
            assert!(text.contains(from), "{from}");
            let error = open(text.replacen(from, to, 1).as_bytes(), "correct horse \u{e9}").unwrap_err();
            assert_eq!(matches!(error, Unreadable::Form(_)), form, "{to}: {error}");
            assert!(form || error == Unreadable::Closed, "{to}: {error}");
        }
        for length in [0, 1, text.len() / 2, text.len() - 3] {
            assert!(matches!(open(&sealed()[..length], "x"), Err(Unreadable::Form(_))), "{length}");
        }
    }

    #[test]
    fn an_entry_out_of_form_is_refused_with_its_place() {
        let read = |change: &dyn Fn(&mut serde_json::Value)| {
            let mut value = serde_json::to_value(content()).unwrap();
            let first = value["entries"][0].clone();
            value["entries"].as_array_mut().unwrap().push(first);
            change(&mut value["entries"][1]);
            serde_json::from_value::<Content>(value).map(|_| ()).map_err(|error| error.to_string())
        };
        assert_eq!(read(&|_| ()), Ok(()));
        for (field, value) in [
            ("day", serde_json::json!("yesterday")),
            ("id", serde_json::json!("")),
            ("id", serde_json::json!("a b")),
            ("keys", serde_json::json!(["x".repeat(101)])),
            ("keys", serde_json::json!(vec!["x"; 2_001])),
            ("kept", serde_json::json!({"kind": "other"})),
            ("kept", serde_json::json!(null)),
        ] {
            let error = read(&|entry| entry[field] = value.clone()).unwrap_err();
            assert!(error.contains("entries[1]"), "{error}");
        }
    }
}

//! The ledger's vocabulary: what a device remembers of earlier pages, and the keys under which it finds it again.
//!
//! Storage sits outside. The engine names the keys to look up ([`crate::engine::Engine::recall`]), the host hands over the
//! entries that have one of them ([`crate::check::Memories::entries`]), and what a page adds is a separate verb
//! ([`crate::engine::Engine::keep`]). To a host an entry is an id, a day, some keys, and data that it does not look into:
//! writing an entry replaces the one of the same id, and forgetting a person is forgetting every entry under one key.
//!
//! No text and no name is in an entry. People, agencies, jobs, clients, letters and reviews are hashes under the device's
//! [`Secret`] ([`keyed`]), so that entries say nothing without it and cannot be linked with another device's. What a
//! page gives, `check::remembered` says; `docs/ledger.md` what is kept and what it gives away.

pub mod keyed;

use std::fmt;

use serde::{Deserialize, Serialize};

/// Entries that a host hands over for one key at most: the latest.
pub const MOST_FOR_A_KEY: usize = 64;
/// Reviews that are kept of one person and day: the latest.
pub const MOST_REVIEWS: usize = 200;

/// One thing that is remembered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Entry {
    /// What names it. Writing an entry of the same id replaces it.
    pub id: String,
    /// The day it was last met, ISO date: what its time in the ledger counts from.
    pub day: String,
    /// Where it is found: short ASCII words.
    pub keys: Vec<String>,
    /// What is kept of it.
    pub kept: Kept,
}

/// What is kept of a thing.
///
/// On the wire the kind stands beside the fields, as `kind`. It is read and written by way of [`Flat`]: what serde makes for a
/// tag inside reads everything twice, and takes 5 KB gzip of the Wasm.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    test,
    derive(ts_rs::TS, schemars::JsonSchema),
    ts(tag = "kind", rename_all = "snake_case", optional_fields),
    schemars(tag = "kind", rename_all = "snake_case", !try_from, !into)
)]
#[serde(try_from = "Flat", into = "Flat")]
pub enum Kept {
    /// A proposal: whose, for which job, the lookup keys of its letter, and what came of it.
    Proposal {
        /// The bidder's key.
        person: String,
        /// The key of the agency that the site prints for the bidder.
        agency: Option<String>,
        /// The job's key.
        job: String,
        /// The lookup keys of its letter, ascending, eight characters each; empty for a letter too short for any.
        #[cfg_attr(test, ts(optional, as = "Option<String>"), schemars(default))]
        letter: String,
        /// The day it was first met, ISO date.
        first: String,
        /// The day it was sent, ISO date, where the page says it exactly.
        sent: Option<String>,
        /// Whether the bidder was hired for this job; none while nobody said.
        hired: Option<bool>,
    },
    /// A person as their reviews stood on one day. Each day is an entry of its own and goes when its time is over.
    Person {
        /// The person's key.
        person: String,
        /// The key of the agency that the site prints for the person.
        agency: Option<String>,
        /// Reviews by clients, at most [`MOST_REVIEWS`].
        reviews: Vec<KeptReview>,
    },
}

/// [`Kept`] on the wire.
#[derive(Serialize, Deserialize)]
struct Flat {
    kind: FlatKind,
    person: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    agency: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    job: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    letter: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    first: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sent: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hired: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reviews: Option<Vec<KeptReview>>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum FlatKind {
    Proposal,
    Person,
}

impl TryFrom<Flat> for Kept {
    type Error = &'static str;

    fn try_from(flat: Flat) -> Result<Self, Self::Error> {
        let Flat { kind, person, agency, job, letter, first, sent, hired, reviews } = flat;
        match (kind, job, first, reviews) {
            (FlatKind::Proposal, Some(job), Some(first), _) => {
                Ok(Self::Proposal { person, agency, job, letter: letter.unwrap_or_default(), first, sent, hired })
            }
            (FlatKind::Person, _, _, Some(reviews)) => Ok(Self::Person { person, agency, reviews }),
            (FlatKind::Proposal, ..) => Err("what is kept of a proposal holds `job` and `first`"),
            (FlatKind::Person, ..) => Err("what is kept of a person holds `reviews`"),
        }
    }
}

impl From<Kept> for Flat {
    fn from(kept: Kept) -> Self {
        let (kind, person, agency, job, letter, first, sent, hired, reviews) = match kept {
            Kept::Proposal { person, agency, job, letter, first, sent, hired } => {
                let letter = Some(letter).filter(|letter| !letter.is_empty());
                (FlatKind::Proposal, person, agency, Some(job), letter, Some(first), sent, hired, None)
            }
            Kept::Person { person, agency, reviews } => {
                (FlatKind::Person, person, agency, None, None, None, None, None, Some(reviews))
            }
        };
        Self { kind, person, agency, job, letter, first, sent, hired, reviews }
    }
}

/// What is kept of a review.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct KeptReview {
    /// First possible day, ISO date; none for a review without a date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Last possible day, where it is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// What names it among the person's reviews: a hash of client and title.
    pub id: String,
    /// The client's key; none where the site gives no name that belongs to one client alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<String>,
    /// A hash of its words; none where it has none, or the page cuts them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What came of the bids that a person sent to the jobs that this device met.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Record {
    /// Jobs the person sent a proposal to and of which it is known how they ended.
    pub sent: u64,
    /// Of those, jobs the person was hired for.
    pub won: u64,
    /// Jobs the person sent a proposal to and of which nobody said how they ended.
    pub pending: u64,
}

/// The record of the person of this key.
pub fn record(entries: &[Entry], of: &str) -> Record {
    let mut jobs: Vec<(&str, Option<bool>)> = Vec::new();
    for entry in entries {
        if let Kept::Proposal { person, job, hired, .. } = &entry.kept
            && person == of
        {
            // Two proposals for one job are one bid: won if either was, lost if one was and nothing is known of the other.
            match jobs.iter_mut().find(|(known, _)| known == job) {
                Some((_, known)) => *known = (*known).max(*hired),
                None => jobs.push((job, *hired)),
            }
        }
    }
    let of_kind = |kind: Option<bool>| jobs.iter().filter(|(_, hired)| *hired == kind).count() as u64;
    let won = of_kind(Some(true));
    Record { sent: won + of_kind(Some(false)), won, pending: of_kind(None) }
}

/// The device's secret: 32 random bytes that the host makes once and never shows. On the wire 64 hexadecimal digits.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(type = "string"), schemars(with = "String"))]
pub struct Secret([u8; 32]);

impl Secret {
    /// A secret of these bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl TryFrom<String> for Secret {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let wrong = "a secret is 64 hexadecimal digits";
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(wrong);
        }
        let mut bytes = [0; 32];
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = text.get(at * 2..at * 2 + 2).and_then(|two| u8::from_str_radix(two, 16).ok()).ok_or(wrong)?;
        }
        Ok(Self(bytes))
    }
}

impl From<Secret> for String {
    fn from(secret: Secret) -> Self {
        secret.0.iter().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(|n| char::from_digit(n.into(), 16)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_counts_each_job_once() {
        let bid = |id: &str, who: &str, job: &str, hired| Entry {
            id: id.to_owned(),
            day: "2026-11-20".to_owned(),
            keys: Vec::new(),
            kept: Kept::Proposal {
                person: who.to_owned(),
                agency: None,
                job: job.to_owned(),
                letter: String::new(),
                first: "2026-11-20".to_owned(),
                sent: None,
                hired,
            },
        };
        let mut entries = vec![
            bid("1", "p", "one", None),
            bid("2", "p", "two", Some(true)),
            bid("3", "p", "two", None),
            bid("4", "p", "three", Some(false)),
            bid("5", "q", "three", Some(true)),
        ];
        let want = Record { sent: 2, won: 1, pending: 1 };
        assert_eq!(record(&entries, "p"), want);
        entries.reverse();
        assert_eq!(record(&entries, "p"), want);
        assert_eq!(record(&entries, "r"), Record::default());
    }

    #[test]
    fn what_is_kept_stands_beside_its_kind() {
        let json = r#"{"kind":"proposal","person":"p","job":"j","first":"2026-11-20","hired":true}"#;
        let kept: Kept = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&kept).unwrap(), json);
        let json = r#"{"kind":"person","person":"p","agency":"a","reviews":[{"id":"r"}]}"#;
        let kept: Kept = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&kept).unwrap(), json);
        for bad in
            [r#"{"kind":"proposal","person":"p","job":"j"}"#, r#"{"kind":"person","person":"p"}"#, r#"{"kind":"x"}"#]
        {
            assert!(serde_json::from_str::<Kept>(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_secret_is_hexadecimal_on_the_wire_and_says_nothing_when_printed() {
        let text = "00ff".repeat(16);
        let secret: Secret = serde_json::from_str(&format!("\"{text}\"")).unwrap();
        assert_eq!(serde_json::to_string(&secret).unwrap(), format!("\"{text}\""));
        assert_eq!((secret.bytes()[0], secret.bytes()[1]), (0, 255));
        assert_eq!(format!("{secret:?}"), "Secret(..)");
        for bad in ["", "00", &"0g".repeat(32), &"é".repeat(32), &"0".repeat(65)] {
            assert!(serde_json::from_str::<Secret>(&format!("\"{bad}\"")).is_err(), "{bad}");
        }
    }
}

//! The checks, one file each, behind one shape: a static description and a function over a snapshot.
//!
//! A check never imports another check. A new check is one file here and one line in [`CHECKS`].

mod across_profiles;
pub mod bid_times;
pub mod bids;
mod changed_reviews;
mod contradictions;
mod experience;
pub mod finding;
mod letter_marks;
pub mod once;
pub mod remembered;
mod remembered_letters;
pub mod reviews;
mod shared_letters;
pub mod work;

#[cfg(test)]
pub(crate) mod testing;

use std::collections::BTreeMap;

use crate::ledger::{Entry, Secret};
use crate::model::PageSnapshot;
use crate::pack::prior::Prior;
use crate::report::{Coverage, Family, Finding, Picture};
use crate::text::common::Common;

/// What every check knows when it runs.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// What was read.
    pub snapshot: &'a PageSnapshot,
    /// What this device remembers of earlier pages, as recalled by the host.
    pub memories: &'a Memories,
    /// What many letters say, by the packs: stock sentences and word frequencies.
    pub common: &'a Common,
    /// How often bids are won among ordinary people, by the packs.
    pub priors: &'a [Prior],
    /// What was worked out of this snapshot already.
    pub once: &'a once::Once,
}

/// What the host remembers, as recalled for one snapshot.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Memories {
    /// Letters of earlier pages of this job session, oldest first.
    #[serde(default)]
    pub letters: Vec<crate::model::SeenLetter>,
    /// Entries of the ledger that have one of the keys of [`crate::engine::Engine::recall`].
    #[serde(default)]
    pub entries: Vec<Entry>,
    /// The secret under which those entries were made; none where nothing is remembered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub secret: Option<Secret>,
    /// In a case: the lookup keys of the page's own letters, by the id of their entry. Which pairs of words they are of was
    /// chosen under the device's secret, and a case does not have that.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<BTreeMap<String, String>>"))]
    pub own: BTreeMap<String, String>,
}

/// What a check says of one snapshot.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// What it found.
    pub findings: Vec<Finding>,
    /// What it could judge.
    pub coverage: Coverage,
    /// What it counted, to be drawn; most checks have nothing to draw.
    pub pictures: Vec<Picture>,
}

impl Judged {
    /// Findings and coverage, nothing to draw.
    pub fn new(findings: Vec<Finding>, coverage: Coverage) -> Self {
        Self { findings, coverage, pictures: Vec::new() }
    }
}

/// A check: what it is, and how it runs.
#[derive(Debug)]
pub struct Check {
    /// Stable kebab-case id: file name, settings key, message prefix.
    pub id: &'static str,
    /// What it looks at, in words: a key of `locales/`.
    pub title: &'static str,
    /// Version; raised when the same snapshot may give another finding.
    pub version: &'static str,
    /// Family.
    pub family: Family,
    /// Ids of the indicators it serves.
    pub references: &'static [&'static str],
    /// Runs it. It always says what it could judge.
    pub run: fn(&Context<'_>) -> Judged,
}

/// Every check, in the order of the report's coverage.
pub static CHECKS: &[&Check] = &[
    &shared_letters::CHECK,
    &remembered_letters::CHECK,
    &letter_marks::CHECK,
    &reviews::burst::CHECK,
    &reviews::few_clients::CHECK,
    &reviews::same_words::CHECK,
    &reviews::revived::CHECK,
    &reviews::named_otherwise::CHECK,
    &reviews::tiny_jobs::CHECK,
    &reviews::hidden_feedback::CHECK,
    &reviews::rating_against_text::CHECK,
    &across_profiles::CHECK,
    &changed_reviews::CHECK,
    &bids::CHECK,
    &bid_times::CHECK,
    &contradictions::CHECK,
];

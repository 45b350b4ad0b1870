//! Rules: data-only checks. A rule says which words, where, and what honest reason there may be; [`super::phrase`] says
//! how words are written, [`super::lint`] what a rule must have before it is loaded.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::term::{Field, Term};
use crate::report::{Confidence, Family, Severity};

/// A text by language code; `en` is always there.
pub type Localized = BTreeMap<String, String>;

/// One rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Kebab-case id within the pack.
    pub id: String,
    /// Version of the rule, `1.0.0`; raised when the same text may give another finding.
    pub version: String,
    /// What a list of rules calls it.
    pub title: Localized,
    /// The family.
    pub family: Family,
    /// How much it matters if true.
    pub severity: Severity,
    /// How sure.
    pub confidence: Confidence,
    /// How far it has come.
    pub status: Status,
    /// Ids of the indicators it serves.
    pub references: Vec<String>,
    /// Languages its phrases are written in.
    pub languages: Vec<String>,
    /// Where it reads; nothing for a rule of numbers alone.
    #[serde(default, rename = "where")]
    pub places: Vec<Place>,
    /// One sentence: what was found.
    pub message: Localized,
    /// Why it matters, and the base rate.
    pub why: Localized,
    /// Innocent explanations, at least two.
    pub innocent: Vec<Localized>,
    /// Questions to ask, at least one.
    pub ask: Vec<Localized>,
    /// Lists of words that phrases name as `@list`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub lists: BTreeMap<String, Vec<String>>,
    /// What must be said.
    #[serde(rename = "match")]
    pub matching: Match,
    /// What makes a sentence silent.
    #[serde(default)]
    pub unless: Unless,
    /// What the job must or must not be about.
    #[serde(default)]
    pub job: JobTopic,
    /// The proof: texts that fire and texts that stay silent. A rule that fails them is not loaded.
    pub examples: Examples,
}

/// How far a rule has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// On trial.
    Experimental,
    /// Proven.
    Stable,
    /// Kept for old reports.
    Deprecated,
}

/// Where a rule reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The letter of a proposal.
    Letter,
    /// A person's overview.
    Bio,
    /// A message that the user did not write.
    Message,
    /// The text of a review.
    Review,
    /// A person's professional title.
    Title,
}

/// What must be said. `any` and each list of `all` are groups: of every group at least one term must be found.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Match {
    /// One group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub any: Vec<Term>,
    /// Further groups.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub all: Vec<Vec<Term>>,
    /// What must not be found, in the sentence or, with `within = "text"`, in the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub none: Vec<Term>,
    /// Where the groups must come together.
    #[serde(default)]
    pub within: Within,
    /// The groups' words lie within this many words of one sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near: Option<usize>,
}

/// Where the groups of a rule must come together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Within {
    /// In one sentence.
    #[default]
    Sentence,
    /// In one text.
    Text,
}

/// Phrases that make the sentence they stand in silent. They are three lists so that an author thinks of all three.
///
/// Two things need no phrase: words inside quotation marks or on a line that starts with `>`, and words copied from the
/// job's own text, are never counted as the writer's own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Unless {
    /// The words are what the work is about ("I built a payment gateway").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topic: Vec<String>,
    /// The words are denied ("I do not use").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub negation: Vec<String>,
    /// The words are somebody else's ("you wrote").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotation: Vec<String>,
}

/// What the job's title, description and skills must say for the rule to apply.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct JobTopic {
    /// At least one of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub any: Vec<String>,
    /// None of these. Holds where no job is at hand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub none: Vec<String>,
}

/// The proof of a rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Examples {
    /// Texts that must fire.
    pub fire: Vec<Example>,
    /// Texts that must stay silent.
    pub silent: Vec<Example>,
}

/// One text, with the job's text and the page's numbers where they matter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged, deny_unknown_fields)]
pub enum Example {
    /// The text alone.
    Text(String),
    /// The text as an answer to a job, or with numbers that the page gives.
    ForJob {
        /// The text.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
        /// The job's text.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        job: String,
        /// The numbers, by field; money in the currency that the rule asks for.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        numbers: BTreeMap<Field, f64>,
    },
}

impl Example {
    /// The text.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::ForJob { text, .. } => text,
        }
    }

    /// The job's text.
    pub fn job(&self) -> Option<&str> {
        match self {
            Self::Text(_) => None,
            Self::ForJob { job, .. } => Some(job.as_str()).filter(|job| !job.is_empty()),
        }
    }

    /// The page's numbers.
    pub fn numbers(&self) -> Option<&BTreeMap<Field, f64>> {
        match self {
            Self::Text(_) => None,
            Self::ForJob { numbers, .. } => Some(numbers),
        }
    }
}

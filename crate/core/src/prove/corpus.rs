//! Ordinary texts: what honest freelancers write. Invented by us, in `data/ordinary.json`; `scripts/ordinary` makes it.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::pack::rule::{Example, Place};

/// The ordinary texts as JSON: a [`Corpus`]. The command carries them; the extension has them as a file of its own.
pub const ORDINARY: &str = include_str!("../../data/ordinary.json");

/// The ordinary texts.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
pub struct Corpus {
    /// The texts.
    pub texts: Vec<Ordinary>,
}

/// An ordinary text.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Ordinary {
    /// What names it: kebab-case.
    pub id: String,
    /// What it is.
    #[serde(rename = "where")]
    pub place: Place,
    /// Its language's code.
    pub language: String,
    /// The text.
    pub text: String,
    /// The job it answers, where that matters.
    #[serde(default)]
    pub job: Option<String>,
}

impl Ordinary {
    /// The text as an example of a rule.
    pub(super) fn example(&self) -> Example {
        let job = self.job.clone().unwrap_or_default();
        Example::ForJob { text: self.text.clone(), job, numbers: BTreeMap::new() }
    }
}

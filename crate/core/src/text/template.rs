//! The template behind a group of letters: fixed passages and typed slots.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// What a slot holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SlotKind {
    /// A person's name.
    Name,
    /// A company.
    Company,
    /// A number.
    Number,
    /// A skill, a tool, a trade.
    Skill,
    /// An address on the web.
    Url,
    /// A date or time.
    Date,
    /// Any other text.
    Text,
}

/// One part of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A passage that the letters share, as the first member words it.
    Fixed(String),
    /// A place where they differ.
    Slot {
        /// What it holds.
        kind: SlotKind,
        /// Whether most values are the job post's own title or company.
        holds: Option<Holds>,
    },
}

/// What of the job post a slot repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    /// The job's title.
    JobTitle,
    /// The client's or company's name.
    Company,
}

/// A template and where each member has its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// Fixed passages and slots, in order.
    pub parts: Vec<Part>,
    /// For each member, in the order given, the bytes of each part in its letter; none where the member lacks it.
    pub places: Vec<Vec<Option<Range<usize>>>>,
    /// Share of the members' words in fixed passages, 0 to 1.
    pub fixed_share: f64,
}

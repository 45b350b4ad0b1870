//! Pictures: numbers of a check in a form that can be drawn. Whatever draws one also says it in words.
//!
//! A picture shows what was read and judges nobody: it is there whether or not the check found something.

use serde::{Deserialize, Serialize};

use super::{Message, Subject};

/// One picture, by the check that counted what it shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Picture {
    /// The check's id. A finding of the same check and subject is what the picture belongs to.
    pub check: String,
    /// What it is about.
    pub subject: Subject,
    /// What it shows.
    pub shows: Shows,
}

/// What a picture shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Shows {
    /// Dated events on a line of time.
    Timeline(Timeline),
    /// Parts of a whole.
    Shares(Shares),
    /// A rate with its interval, and the prior behind it.
    Rate(Rate),
}

/// Dated events on a line of time: reviews.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct Timeline {
    /// The events, by first day.
    pub events: Vec<Dated>,
    /// First and last day of what stands out (a burst, the time after a silence), ISO dates; none when nothing does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marked: Option<(String, String)>,
    /// Observations without a date, which are not on the line.
    pub undated: u64,
}

/// One event of a [`Timeline`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Dated {
    /// First possible day, ISO date.
    pub first: String,
    /// Last possible day, ISO date; the same as `first` where the day is known.
    pub last: String,
    /// Whether it is one of those that stand out.
    pub marked: bool,
}

/// Parts of a whole, largest first: clients by reviews or by money.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Shares {
    /// What is shared, in words: pieces of work, or money of one currency.
    pub of: Message,
    /// The parts that are drawn by themselves.
    pub parts: Vec<Share>,
    /// What all other parts hold together.
    pub rest: f64,
    /// How many parts that is.
    pub rest_parts: u64,
}

/// One part of a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct Share {
    /// What the page calls it; none where the page hides it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// How much, in the whole's own unit.
    pub value: f64,
    /// Whether it is what stands out.
    pub marked: bool,
}

/// A rate of successes with its interval, and the prior behind it: bids won.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Rate {
    /// Observations.
    pub n: u64,
    /// Successes.
    pub k: u64,
    /// Mean under the prior, 0 to 1.
    pub estimate: f64,
    /// Interval that covers whatever the true rate is, 95 %.
    pub interval: (f64, f64),
    /// The prior.
    pub prior: Prior,
}

/// A Beta distribution of rates among ordinary people, and where it is from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Prior {
    /// First shape.
    pub alpha: f64,
    /// Second shape.
    pub beta: f64,
    /// Where it is from, in words.
    pub source: String,
}

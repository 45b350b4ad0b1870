//! Overrides: what the user decided about a finding, outside of any pack: not to show it, or to show it lower, with a
//! reason, for one person, one job, or this one finding, and until a day. Nothing is dropped without a word: the report
//! lists what was changed and why.

use serde::{Deserialize, Serialize};

use crate::report::Severity;

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// The check's or rule's id, as in [`crate::report::Finding::rule`].
    pub rule: String,
    /// Where it holds.
    pub scope: Scope,
    /// What happens.
    #[serde(rename = "do")]
    pub action: Action,
    /// Why, in the user's words.
    pub reason: String,
    /// The last day on which it holds (ISO 8601), compared with the day the page was read. Without it, until taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// Where an override holds. A person's key is `site/id`, a job's too: the site as the ledger names it (`upwork.com`), the
/// id the site's own, as the snapshot has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// For everybody.
    Everywhere,
    /// For findings about this person and nobody else.
    Person(String),
    /// On pages about this job.
    Job(String),
    /// For the finding with this fingerprint.
    Finding(String),
}

/// What an override does; it never raises a severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// The finding is listed among the overridden only.
    Hide,
    /// At most Background.
    Context,
    /// At most Note.
    Note,
    /// At most Ask.
    Caution,
    /// At most Verify first.
    Warning,
}

impl Action {
    /// The highest severity it leaves; none when it hides.
    pub fn at_most(self) -> Option<Severity> {
        match self {
            Self::Hide => None,
            Self::Context => Some(Severity::Context),
            Self::Note => Some(Severity::Note),
            Self::Caution => Some(Severity::Caution),
            Self::Warning => Some(Severity::Warning),
        }
    }
}

//! What stands at the boundary and in no report: answers with errors as values, and what an engine says of itself.

use serde::{Deserialize, Serialize};

use crate::pack::file::Opened;
use crate::pack::file::key::Key;
use crate::pack::rule::Localized;
use crate::report::{PackInfo, Problem, Severity};

/// What every call over the boundary returns: nothing throws for bad input.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(untagged)]
pub enum Answer<T> {
    /// It worked.
    Ok {
        /// The result.
        ok: T,
    },
    /// It did not, and this is what to fix.
    Problems {
        /// At least one.
        problems: Vec<Problem>,
    },
}

impl<T> From<Result<T, Vec<Problem>>> for Answer<T> {
    fn from(result: Result<T, Vec<Problem>>) -> Self {
        match result {
            Ok(ok) => Self::Ok { ok },
            Err(problems) => Self::Problems { problems },
        }
    }
}

/// An engine's own description: its version and the shapes it speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Description {
    /// Engine version.
    pub engine: String,
    /// Version of the report's shape.
    pub report_schema: u32,
    /// Version of the row format of page trees.
    pub tree_schema: u32,
}

/// What this build is.
pub fn describe() -> Description {
    Description {
        engine: env!("CARGO_PKG_VERSION").to_owned(),
        report_schema: crate::report::SCHEMA,
        tree_schema: crate::tree::SCHEMA,
    }
}

/// What a built pack says of itself, and who signed it: for whoever has to decide about it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct OpenedPack {
    /// What a report says of it.
    pub info: PackInfo,
    /// One sentence.
    pub description: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Licence, an SPDX expression.
    pub licence: String,
    /// Language codes its texts are written in.
    pub languages: Vec<String>,
    /// The day it was last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// After how many days without a change its authors want it to be called old.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub life_days: Option<u32>,
    /// Its rules.
    pub rules: Vec<OpenedRule>,
    /// Its adapters.
    pub adapters: Vec<OpenedAdapter>,
    /// The key that signed it, Base64.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// That key as two people compare it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// The earlier key that vouches for that one, Base64.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handover_from: Option<String>,
}

/// A rule of a pack that was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct OpenedRule {
    /// Its id within the pack.
    pub id: String,
    /// What a list of rules calls it.
    pub title: Localized,
    /// How much it matters if true.
    pub severity: Severity,
}

/// An adapter of a pack that was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct OpenedAdapter {
    /// Its id within the pack.
    pub id: String,
    /// The hosts it reads.
    pub hosts: Vec<String>,
}

impl From<Opened> for OpenedPack {
    fn from(Opened { pack, info, key, handover_from }: Opened) -> Self {
        let rule =
            |rule: crate::pack::rule::Rule| OpenedRule { id: rule.id, title: rule.title, severity: rule.severity };
        let adapter = |adapter: crate::adapter::Adapter| OpenedAdapter { id: adapter.id, hosts: adapter.hosts };
        Self {
            info,
            description: pack.description,
            authors: pack.authors,
            licence: pack.licence,
            languages: pack.languages,
            modified: pack.modified,
            life_days: pack.life_days,
            rules: pack.rules.into_iter().map(rule).collect(),
            adapters: pack.adapters.into_iter().map(adapter).collect(),
            fingerprint: key.as_ref().map(Key::fingerprint),
            key: key.as_ref().map(Key::to_base64),
            handover_from: handover_from.as_ref().map(Key::to_base64),
        }
    }
}

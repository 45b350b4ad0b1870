//! What stands at the boundary and in no report: answers with errors as values, and what an engine says of itself.

use serde::{Deserialize, Serialize};

use crate::check::{CHECKS, Check};
use crate::report::{Family, Problem};

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

/// An engine's own description: its version, the shapes it speaks, its checks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Description {
    /// Engine version.
    pub engine: String,
    /// Version of the report's shape.
    pub report_schema: u32,
    /// Version of the row format of page trees.
    pub tree_schema: u32,
    /// The checks, in the order of a report's coverage.
    pub checks: Vec<CheckInfo>,
}

/// One check, as settings and documentation name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct CheckInfo {
    /// Kebab-case id.
    pub id: String,
    /// Version.
    pub version: String,
    /// Family.
    pub family: Family,
    /// Ids of the indicators it serves.
    pub references: Vec<String>,
}

/// What this build can do.
pub fn describe() -> Description {
    let info = |check: &&Check| CheckInfo {
        id: check.id.to_owned(),
        version: check.version.to_owned(),
        family: check.family,
        references: check.references.iter().map(|&id| id.to_owned()).collect(),
    };
    Description {
        engine: env!("CARGO_PKG_VERSION").to_owned(),
        report_schema: crate::report::SCHEMA,
        tree_schema: crate::tree::SCHEMA,
        checks: CHECKS.iter().map(info).collect(),
    }
}

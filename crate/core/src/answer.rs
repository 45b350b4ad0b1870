//! What stands at the boundary and in no report: answers with errors as values, and what an engine says of itself.

use serde::{Deserialize, Serialize};

use crate::report::Problem;

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

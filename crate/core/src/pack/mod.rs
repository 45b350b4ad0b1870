//! Packs: versioned sets of rules, adapters and lists, as data. In the extension and the command they arrive as JSON.

use serde::{Deserialize, Serialize};

/// A pack as it is loaded: canonical JSON built from a folder of TOML.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// `namespace/pack`.
    pub id: String,
    /// Semantic version.
    pub version: String,
    /// One sentence.
    pub description: String,
    /// Licence, an SPDX expression.
    pub licence: String,
    /// Language codes its texts are written in.
    pub languages: Vec<String>,
    /// Its adapters.
    #[serde(default)]
    pub adapters: Vec<crate::adapter::Adapter>,
    /// Its rules.
    #[serde(default)]
    pub rules: Vec<rule::Rule>,
}

pub mod rule;

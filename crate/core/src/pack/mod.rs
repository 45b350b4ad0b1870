//! Packs: versioned sets of rules, adapters, stock sentences, word frequencies and priors, as data. In the extension and the command they arrive as JSON.

pub mod background;
pub mod judge;
pub mod lint;
pub mod list;
pub mod matcher;
mod matching;
pub mod number;
pub mod pattern;
pub mod phrase;
pub mod prior;
pub mod reading;
pub mod rule;
pub mod rules;
pub mod run;
pub mod seen;
pub mod stock;
pub mod term;
#[cfg(test)]
mod term_tests;

use serde::{Deserialize, Serialize};

use crate::text::common::Common;

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
    /// Its stock sentences, one entry a language.
    #[serde(default)]
    pub stock: Vec<stock::Stock>,
    /// Its word frequencies, one entry a language.
    #[serde(default)]
    pub background: Vec<background::Background>,
    /// Its priors of how often bids are won, one entry a kind of work.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub priors: Vec<prior::Prior>,
    /// Its lists of wallets and hosts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<list::List>,
}

/// Takes stock sentences and background out of all packs: what they know as common, together.
pub fn take_common<'a>(packs: impl Iterator<Item = &'a mut Pack>) -> Common {
    let (mut sentences, mut classes) = (Vec::new(), Vec::new());
    for pack in packs {
        sentences.extend(std::mem::take(&mut pack.stock).into_iter().flat_map(|stock| stock.sentences));
        let background = std::mem::take(&mut pack.background).into_iter().flat_map(|background| background.class);
        classes.extend(background.map(|class| (class.share, class.words)));
    }
    Common::new(sentences, classes)
}

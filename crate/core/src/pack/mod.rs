//! Packs: versioned sets of rules, adapters, stock sentences, word frequencies and priors, as data. In the extension and the command they arrive as JSON.

pub mod background;
pub mod budget;
pub mod diff;
pub mod file;
pub mod judge;
pub mod lint;
pub mod list;
pub mod matcher;
mod matching;
pub mod number;
pub mod page_test;
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
pub mod trust;

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
    /// The version of the pack's form, [`SCHEMA`].
    #[serde(default = "first", skip_serializing_if = "is_first")]
    pub schema: u32,
    /// Versions of the engine it is made for: `*`, `0.2`, `>=0.2, <0.4`.
    #[serde(default = "any", skip_serializing_if = "is_any")]
    pub engine: String,
    /// Who wrote it, as they want to be called.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// The day it was last changed, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// After how many days without a change its authors want it to be called old.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub life_days: Option<u32>,
    /// On which share of ordinary texts its rules may fire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<budget::Budget>,
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
    /// Pages that its adapters are tested on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tests: Vec<page_test::PageTest>,
}

/// The version of the form of packs that this engine reads; an older one, if there is any, is read as it was.
pub const SCHEMA: u32 = 1;

fn first() -> u32 {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_first(schema: &u32) -> bool {
    *schema == 1
}

fn any() -> String {
    "*".to_owned()
}

fn is_any(engine: &String) -> bool {
    engine == "*"
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

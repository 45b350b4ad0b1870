//! Conditions: what must stand on a page for a layout, a block page or an entity.

use serde::{Deserialize, Serialize};

/// Tests; empty lists hold. All of `all`, at least one of `any`, none of `none`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tests {
    /// All of these.
    #[serde(default)]
    pub all: Vec<Test>,
    /// At least one of these.
    #[serde(default)]
    pub any: Vec<Test>,
    /// None of these.
    #[serde(default)]
    pub none: Vec<Test>,
}

/// One test: something is there, and says something where `contains` asks for it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Test {
    /// An element matches this selector (within the item's card, where there is one).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub css: Option<String>,
    /// A value stands at this state path, and is neither null nor empty. Relative to the item, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// This state block is on the page, whether or not it can be read; with `path`, the block the path starts from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// A `meta` element of this name or property is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meta: Option<String>,
    /// What was found contains this text, whatever the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contains: Option<String>,
}

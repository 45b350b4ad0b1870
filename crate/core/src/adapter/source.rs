//! Where a field's value may stand: one source, its filters and its parser's settings.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Sources in the order to try. The value comes from the first that reads; the place to show from the first `css` among
/// them that matches.
pub type Sources = Vec<Source>;

/// One place to look. Exactly one of `path`, `css`, `meta`, `url`, `join` and `text` says where.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "independent words of the format, not states")]
pub struct Source {
    /// A state path, relative to the item (or to the block's root, in a part that is there once).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The state block that `path` starts from, at its root, whatever the item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// A selector, within the item's card (or the page, in a part that is there once without a panel).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub css: Option<String>,
    /// With `css`: this attribute instead of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attr: Option<String>,
    /// With `css`: only the element's own text, not that of elements in it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// With `css`: look in the whole page.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub page: bool,
    /// With `css`: only elements whose text contains this, whatever the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contains: Option<String>,
    /// The `content` of the `meta` element of this name or property.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meta: Option<String>,
    /// Captures of the address with any text between them: `{id}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Several sources put together, those that are there; text fields only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub join: Vec<Source>,
    /// With `join`: what stands between them; a comma and a space when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sep: Option<String>,
    /// This text itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Only what stands between two texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub take: Option<Take>,
    /// In lower case (user names).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub lower: bool,
    /// Values that mean "not shown to you", not zero: numbers, texts, and `"null"` for null.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withheld: Vec<Value>,
    /// Values that mean that there is none (a rating of 0 before the first one).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nothing: Vec<Value>,
    /// With `css`: only to find where the page shows the value, never for the value itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shown: bool,
    /// For ratings: of how many; 5 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
    /// For percentages: the number is a fraction of 1 already.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fraction: bool,
    /// For numbers of a state block: times this power of ten (0.01 for cents).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<f64>,
    /// For money: where the currency's ISO code stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub currency: Sources,
}

/// What to cut away: the text after the first `after` and before the next `before`. A text without them is no value.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Take {
    /// Begin after this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// End before this, where it occurs; without it, at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
}

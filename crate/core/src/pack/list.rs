//! Lists: wallet addresses or internet hosts from one official publication, with its reference and date, and nothing else.
//!
//! A list never holds people: mail addresses, handles, names and phone numbers are refused, plain or hashed.

use serde::{Deserialize, Serialize};

/// A list: `lists/<id>.toml` of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct List {
    /// What names it: kebab-case, as the file is called.
    pub id: String,
    /// What it holds.
    pub kind: ListKind,
    /// The title of the publication it is from.
    pub publication: String,
    /// Where that stands: an https address.
    pub reference: String,
    /// The day of the publication, ISO 8601.
    pub date: String,
    /// The wallets or hosts.
    pub entries: Vec<String>,
}

/// What a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ListKind {
    /// Addresses to pay to.
    Wallet,
    /// Hosts that somebody owns, each with all that is below it.
    Host,
}

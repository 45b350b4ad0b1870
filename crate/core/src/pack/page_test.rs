//! Saved pages of a pack: what an adapter has to read from the rows of a page, as a pack carries it.

use serde::{Deserialize, Serialize};

use crate::tree::PageTree;

/// A saved page: `tests/<adapter>/<name>.tree.json` with what is expected in `<name>.expect.toml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PageTest {
    /// Kebab-case, as the file is called.
    pub name: String,
    /// The id of the adapter that has to read it.
    pub adapter: String,
    /// The page's rows, of invented people only.
    pub tree: PageTree,
    /// What has to be read.
    pub expect: Vec<Expected>,
}

/// One field that has to be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// Where it stands in the snapshot: `kind`, `people[0].name`, `proposals[3].amount`; a list by itself is its length.
    pub field: String,
    /// What has to stand there, as text: `"Ana Example"`, `"42"`, `"120.00"`, of a range `"500 to 750"`. Left out: the field
    /// must not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

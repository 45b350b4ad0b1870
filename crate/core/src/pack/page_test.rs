//! Saved pages of a pack: what an adapter has to read from the rows of a page, as a pack carries it.

mod value;

use serde::{Deserialize, Serialize};

use super::Pack;
use super::lint::{Lint, is_kebab};
use crate::model::PageSnapshot;
use crate::tree::{self, PageTree};

pub use value::value_at;

/// Most rows of a saved page, and of all of a pack.
const MOST_ROWS: usize = 100_000;
/// Most fields that are expected of one.
const MOST_FIELDS: usize = 200;

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

pub(super) fn check(lint: &mut Lint<'_>, pack: &Pack) {
    let mut rows = 0;
    for (at, test) in pack.tests.iter().enumerate() {
        let place = format!("tests/{}/{}", test.adapter, test.name);
        let twin = pack.tests.iter().take(at).any(|one| (&one.adapter, &one.name) == (&test.adapter, &test.name));
        if !is_kebab(&test.name) || twin {
            let message = format!("{:?} is not kebab-case, or there twice", test.name);
            lint.say(&place, "test-bad-name", message, "rename it");
        }
        if !pack.adapters.iter().any(|adapter| adapter.id == test.adapter) {
            let message = format!("the pack has no adapter {:?}", test.adapter);
            lint.say(&place, "test-no-adapter", message, "name one of the pack's adapters");
        }
        rows += test.tree.rows.len();
        if let Some(wrong) = wrong_tree(&test.tree, rows) {
            lint.say(&place, "test-bad-tree", wrong, "save the page again");
        }
        if test.expect.is_empty() || test.expect.len() > MOST_FIELDS {
            let message = format!("{} fields", test.expect.len());
            lint.say(&place, "test-no-expectation", message, "one to 200 fields that must be read");
        }
        for (at, expected) in test.expect.iter().enumerate().take(MOST_FIELDS) {
            if value_at(&PageSnapshot::default(), &expected.field).is_none() {
                let message = format!("{:?} is no field of a snapshot", expected.field);
                lint.say(&format!("{place}: expect[{at}]"), "test-bad-field", message, "name it as people[0].name");
            }
        }
    }
}

/// What keeps rows from being read.
fn wrong_tree(tree: &PageTree, rows: usize) -> Option<String> {
    if tree.schema != tree::SCHEMA {
        return Some(format!("rows of version {}; this reads version {}", tree.schema, tree::SCHEMA));
    }
    if rows > MOST_ROWS {
        return Some(format!("{rows} rows of all saved pages, at most {MOST_ROWS}"));
    }
    let before = |at: usize, parent: Option<u32>| parent.map_or(at == 0, |parent| (parent as usize) < at);
    let wrong = tree.rows.iter().enumerate().find(|(at, row)| !before(*at, row.parent()))?;
    Some(format!("row {} names {:?} as its parent", wrong.0, wrong.1.parent()))
}

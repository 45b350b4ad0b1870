//! Reading: an adapter (data) and a `PageTree` give a `PageSnapshot`.

pub mod parse;
pub mod state;

use serde::{Deserialize, Serialize};

use crate::model::PageSnapshot;
use crate::tree::PageTree;

/// An adapter: knows one site.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adapter {
    /// Kebab-case id within the pack.
    pub id: String,
}

/// Reads a page with the first adapter that serves it. Kind `unknown` when none does.
pub fn read(adapters: &[(String, &Adapter)], tree: &PageTree) -> PageSnapshot {
    let _ = (adapters, tree);
    PageSnapshot::default()
}

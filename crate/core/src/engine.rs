//! The engine: `read` (tree to snapshot), `recall` (snapshot to keys), `analyze` (snapshot and memories to report).
//!
//! It is cheap to rebuild and holds no state that matters: packs, settings, words.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

use crate::check::Memories;
use crate::model::PageSnapshot;
use crate::pack::Pack;
use crate::report::{PackInfo, Problem, Report};
use crate::tree::PageTree;

/// What the user chose that changes a report.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Settings {
    /// Ids of checks and rules that are switched off; coverage says so.
    #[serde(default)]
    pub off: BTreeSet<String>,
    /// Whether the report carries the snapshot.
    #[serde(default)]
    pub snapshot: bool,
}

/// The words of one language: `locales/<language>.json`.
pub type Words = BTreeMap<String, serde_json::Value>;

/// Packs, settings and words, ready to read pages.
#[derive(Debug)]
pub struct Engine {
    packs: Vec<(Pack, PackInfo)>,
    settings: Settings,
    words: Words,
}

impl Engine {
    /// Builds an engine; every problem of every pack at once.
    pub fn new(packs: Vec<(Pack, PackInfo)>, settings: Settings, words: Words) -> Result<Self, Vec<Problem>> {
        Ok(Self { packs, settings, words })
    }

    /// Reads a page.
    pub fn read(&self, tree: &PageTree) -> PageSnapshot {
        let _ = (&self.packs, &self.words);
        crate::adapter::read(&[], tree)
    }

    /// Names the keys the host should look up for this snapshot. None yet: the ledger comes with its own issue.
    pub fn recall(&self, snapshot: &PageSnapshot) -> Vec<String> {
        let _ = snapshot;
        Vec::new()
    }

    /// Judges a snapshot.
    pub fn analyze(&self, snapshot: &PageSnapshot, memories: &Memories) -> Report {
        let _ = (memories, &self.settings);
        Report {
            schema: crate::report::SCHEMA,
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            packs: Vec::new(),
            page: snapshot.page.clone(),
            findings: Vec::new(),
            coverage: Vec::new(),
            items: Vec::new(),
            unread: Vec::new(),
            snapshot: None,
        }
    }
}

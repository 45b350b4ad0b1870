//! State blocks: data that a page carries in a script, read as JSON and never run.
//!
//! Three forms: JSON (also ld+json), `window.X = {..};`, and the Nuxt 2 call
//! `window.__NUXT__=(function(a,b,..){STATEMENTS;return {..}}(v1,v2,..));`. The reader knows literals, parameters and
//! property assignments, nothing else; unknown syntax is an error that names its place.

mod expand;
mod lex;
mod node;
mod path;
mod script;

use serde_json::Value;

pub use path::{Found, Path};

/// Nested deeper than this is refused.
pub const DEPTH: usize = 128;
/// At most this many values, both as written and as expanded (a parameter used twice counts twice).
pub const NODES: usize = 500_000;
/// At most this many bytes of text in the expanded value.
pub const TEXT_BYTES: usize = 32 << 20;

/// Why a state block could not be read; [`std::fmt::Display`] gives a plain sentence for `unread`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateError {
    /// The block's name as in [`Block::name`].
    pub block: String,
    /// What was expected where and what was found, or which cap was exceeded.
    pub problem: String,
    /// Whether a cap was exceeded (`capped`, else `not_understood`).
    pub capped: bool,
}

impl std::fmt::Display for StateError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "state block `{}`: {}", self.block, self.problem)
    }
}

impl std::error::Error for StateError {}

/// A state block that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// `window.__NUXT__`, or `json` for a block without an assignment.
    pub name: String,
    /// Its value: what `JSON.stringify` would print in the page (undefined members are absent, undefined items null).
    pub value: Value,
}

/// Reads the text of one data block, whichever form it has.
pub fn read(text: &str) -> Result<Block, StateError> {
    let name = script::assigned_name(text);
    // serde_json is the fast way; what it refuses and a browser reads (lone surrogates) goes to our reader.
    if name.is_none()
        && let Ok(value) = serde_json::from_str(text)
    {
        return Ok(Block { name: "json".into(), value });
    }
    let block = name.unwrap_or("json").to_owned();
    match script::read(text) {
        Ok(value) => Ok(Block { name: block, value }),
        Err(node::Fault { problem, capped }) => Err(StateError { block, problem, capped }),
    }
}

#[cfg(test)]
mod tests;

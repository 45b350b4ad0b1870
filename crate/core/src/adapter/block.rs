//! State blocks of a page: found, read, and tied to the address before they are trusted.

use serde_json::Value;
use std::collections::BTreeMap;

use super::compile::Compiled;
use super::format::{Belongs, Page, State};
use super::state::{self, Path};
use super::unread::Notes;
use super::url::{Captures, fill};
use crate::model::UnreadWhy;
use crate::tree::index::Index;
use crate::tree::walk::is_space;
use crate::tree::{Row, RowId};

/// A block that was read and belongs to this page.
#[derive(Debug)]
pub(super) struct Block {
    pub name: String,
    /// The script's row.
    pub row: RowId,
    pub value: Value,
}

/// A place in a state block.
#[derive(Debug, Clone)]
pub(super) struct At<'b> {
    pub row: RowId,
    /// The path from the top of the block.
    pub path: String,
    pub value: &'b Value,
}

impl<'b> At<'b> {
    /// Everything a path from here leads to.
    pub fn all(&self, path: &Path) -> Vec<At<'b>> {
        let found = path.lookup(self.value).into_iter();
        found.map(|f| At { row: self.row, path: under(&self.path, &f.path), value: f.value }).collect()
    }
}

/// Two paths, one below the other.
fn under(path: &str, below: &str) -> String {
    let dot = if path.is_empty() || below.is_empty() || below.starts_with('[') { "" } else { "." };
    format!("{path}{dot}{below}")
}

/// The row of the script that holds a block, whether or not it can be read.
pub(super) fn locate(compiled: &Compiled, index: &Index, state: &State) -> Option<RowId> {
    if let Some(css) = &state.css {
        return compiled.selectors.get(css)?.first(index, 0);
    }
    let assignment = state.assignment.as_deref()?;
    let mut rows = (0..).zip(&index.tree().rows);
    rows.find_map(|(_, row)| match row {
        Row::Text { parent, text } if index.tag(*parent) == "script" => {
            let rest = text.trim_start_matches(is_space).strip_prefix(assignment)?;
            rest.trim_start_matches(is_space).starts_with('=').then_some(*parent)
        }
        _ => None,
    })
}

/// Reads the blocks of a layout; what is malformed or stale is said and left out.
pub(super) fn load(
    compiled: &Compiled,
    index: &Index,
    page: &Page,
    captures: &Captures,
    notes: &mut Notes,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    for declared in &page.state {
        let field = format!("state {}", declared.name);
        let Some(row) = locate(compiled, index, declared) else {
            notes.say(field, UnreadWhy::NotOnPage, "");
            continue;
        };
        let Some(Row::Text { text, .. }) = index.tree().rows.get(row as usize + 1) else {
            notes.say(field, UnreadWhy::NotUnderstood, "the data block is empty");
            continue;
        };
        let value = match state::read(text) {
            Ok(block) => block.value,
            Err(error) => {
                let why = if error.capped { UnreadWhy::Capped } else { UnreadWhy::NotUnderstood };
                notes.say(field, why, error.to_string());
                continue;
            }
        };
        match belongs(compiled, declared, &value, captures) {
            Ok(()) => blocks.push(Block { name: declared.name.clone(), row, value }),
            Err(note) => notes.say(field, UnreadWhy::Stale, note),
        }
    }
    blocks
}

/// The root of each block, by name.
pub(super) fn roots<'b>(compiled: &Compiled, page: &Page, blocks: &'b [Block]) -> BTreeMap<&'b str, At<'b>> {
    let mut roots = BTreeMap::new();
    for block in blocks {
        let root = page.state.iter().find(|s| s.name == block.name).and_then(|s| compiled.paths.get(&s.root));
        if let Some(found) = root.and_then(|path| path.first(&block.value)) {
            roots.insert(block.name.as_str(), At { row: block.row, path: found.path, value: found.value });
        }
    }
    roots
}

/// Whether the block says that it is of this address.
fn belongs(compiled: &Compiled, state: &State, value: &Value, captures: &Captures) -> Result<(), String> {
    let root = compiled.paths.get(&state.root).and_then(|path| path.first(value));
    let Some(root) = root else { return Err(format!("there is nothing at `{}`", state.root)) };
    let mut tied = state.must.is_empty();
    for Belongs { paths, url } in &state.must {
        // An address without this capture is of another form; another condition may tie it.
        let Some(wanted) = fill(url, captures) else { continue };
        let said: Vec<String> = paths
            .iter()
            .filter_map(|path| compiled.paths.get(path)?.first(root.value))
            .filter_map(|found| plain(found.value))
            .collect();
        if !said.iter().any(|text| text.to_lowercase() == wanted.to_lowercase()) {
            let said = said.first().map_or("nothing", String::as_str);
            return Err(format!("the data block is of `{said}`, the address of `{wanted}`"));
        }
        tied = true;
    }
    if tied { Ok(()) } else { Err("nothing ties the data block to this address".into()) }
}

/// A string or number as text.
pub(super) fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

//! An index over a `PageTree`, built once a page: siblings, children, subtrees, and which rows carry a class, id, tag
//! or attribute. Selecting ([`super::select`]) and reading text ([`super::text`]) stand on it.
//!
//! Rows may come from a hostile page: a parent that does not stand before its child counts as none, so there is no
//! circle, and a step count bounds the work of all queries together.

use std::cell::Cell;
use std::collections::HashMap;

use super::{PageTree, Row, RowId};

/// At most this many steps (an element looked at, eight bytes of text taken) in all queries over one tree.
/// A profile of 2,300 rows takes 3,300, a list of ten proposals 2,000.
pub(super) const STEPS: u32 = 2_000_000;

const NONE: u32 = u32::MAX;

/// Links between the element rows of one tree.
#[derive(Debug)]
pub struct Index<'t> {
    tree: &'t PageTree,
    links: Vec<Links>,
    classes: HashMap<&'t str, Vec<RowId>>,
    ids: HashMap<&'t str, Vec<RowId>>,
    tags: HashMap<&'t str, Vec<RowId>>,
    attributes: HashMap<&'t str, Vec<RowId>>,
    elements: Vec<RowId>,
    steps: Cell<u32>,
}

#[derive(Debug, Clone, Copy)]
struct Links {
    parent: u32,
    /// Previous and next element sibling, first element child.
    previous: u32,
    next: u32,
    child: u32,
    last_child: u32,
    /// One past the last row below this one.
    end: u32,
}

/// What a query starts from: rows that carry this word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Key {
    Class(String),
    Id(String),
    Attribute(String),
    Tag(String),
    Any,
}

impl<'t> Index<'t> {
    /// Builds the index.
    pub fn new(tree: &'t PageTree) -> Self {
        let blank = Links { parent: NONE, previous: NONE, next: NONE, child: NONE, last_child: NONE, end: 0 };
        let mut index = Self {
            tree,
            links: vec![blank; tree.rows.len()],
            classes: HashMap::new(),
            ids: HashMap::new(),
            tags: HashMap::new(),
            attributes: HashMap::new(),
            elements: Vec::new(),
            steps: Cell::new(0),
        };
        for (row, content) in (0u32..).zip(&tree.rows) {
            index.link(row, content);
        }
        for row in (0..index.links.len()).rev() {
            let end = index.links[row].end.max(row as u32 + 1);
            index.links[row].end = end;
            let parent = index.links[row].parent;
            if let Some(parent) = index.links.get_mut(parent as usize) {
                parent.end = parent.end.max(end);
            }
        }
        index
    }

    fn link(&mut self, row: RowId, content: &'t Row) {
        let parent = content.parent().filter(|p| *p < row && self.is_element(*p)).unwrap_or(NONE);
        self.links[row as usize].parent = parent;
        let Row::Element { tag, attributes, .. } = content else { return };
        if let Some(up) = self.links.get_mut(parent as usize) {
            let before = std::mem::replace(&mut up.last_child, row);
            if before == NONE {
                up.child = row;
            } else {
                self.links[before as usize].next = row;
                self.links[row as usize].previous = before;
            }
        }
        self.elements.push(row);
        self.tags.entry(tag).or_default().push(row);
        for (name, value) in attributes {
            push_once(self.attributes.entry(name).or_default(), row);
            match name.as_str() {
                "id" => push_once(self.ids.entry(value).or_default(), row),
                "class" => {
                    for class in value.split_ascii_whitespace() {
                        push_once(self.classes.entry(class).or_default(), row);
                    }
                }
                _ => {}
            }
        }
    }

    /// The tree.
    pub fn tree(&self) -> &'t PageTree {
        self.tree
    }

    /// Whether the row is an element.
    pub fn is_element(&self, row: RowId) -> bool {
        matches!(self.tree.rows.get(row as usize), Some(Row::Element { .. }))
    }

    /// An element's tag; empty for text.
    pub fn tag(&self, row: RowId) -> &'t str {
        match self.tree.rows.get(row as usize) {
            Some(Row::Element { tag, .. }) => tag,
            _ => "",
        }
    }

    /// An element's attribute.
    pub fn attribute(&self, row: RowId, name: &str) -> Option<&'t str> {
        match self.tree.rows.get(row as usize) {
            Some(Row::Element { attributes, .. }) => {
                attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
            }
            _ => None,
        }
    }

    /// The parent element.
    pub fn parent(&self, row: RowId) -> Option<RowId> {
        self.links.get(row as usize).map(|l| l.parent).filter(|p| *p != NONE)
    }

    /// One past the last row below `row`: its subtree is `row..end`.
    pub fn end(&self, row: RowId) -> RowId {
        self.links.get(row as usize).map_or(row, |l| l.end)
    }

    /// All elements of a tag, in document order.
    pub fn tagged(&self, tag: &str) -> &[RowId] {
        self.tags.get(tag).map_or(&[][..], Vec::as_slice)
    }

    /// Whether the bound on the work of queries was reached: what was asked afterwards found nothing.
    pub fn exhausted(&self) -> bool {
        self.steps.get() >= STEPS
    }

    /// Elements that carry the key, within `from..to`, in document order.
    pub(super) fn candidates(&self, key: &Key, from: RowId, to: RowId) -> &[RowId] {
        let rows = match key {
            Key::Class(word) => self.classes.get(word.as_str()),
            Key::Id(word) => self.ids.get(word.as_str()),
            Key::Attribute(word) => self.attributes.get(word.as_str()),
            Key::Tag(word) => self.tags.get(word.as_str()),
            Key::Any => Some(&self.elements),
        };
        let rows = rows.map_or(&[][..], Vec::as_slice);
        let start = rows.partition_point(|row| *row < from);
        let end = rows.partition_point(|row| *row < to);
        rows.get(start..end).unwrap_or_default()
    }

    /// Counts work; false when the bound is reached.
    pub(super) fn spend(&self, steps: u32) -> bool {
        let spent = self.steps.get().saturating_add(steps);
        self.steps.set(spent);
        spent < STEPS
    }

    pub(super) fn previous(&self, row: RowId) -> Option<RowId> {
        self.links.get(row as usize).map(|l| l.previous).filter(|r| *r != NONE)
    }

    pub(super) fn next(&self, row: RowId) -> Option<RowId> {
        self.links.get(row as usize).map(|l| l.next).filter(|r| *r != NONE)
    }

    pub(super) fn child(&self, row: RowId) -> Option<RowId> {
        self.links.get(row as usize).map(|l| l.child).filter(|r| *r != NONE)
    }
}

fn push_once(rows: &mut Vec<RowId>, row: RowId) {
    if rows.last() != Some(&row) {
        rows.push(row);
    }
}

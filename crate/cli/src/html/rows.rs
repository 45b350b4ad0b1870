//! From the parsed document to rows, by the rules of `secondlook_core::tree::walk`.

use html5ever::{Attribute, local_name};
use secondlook_core::tree::walk::{self, Fate};
use secondlook_core::tree::{GapKind, Row, RowId};

use super::Gaps;
use super::arena::{Arena, DOCUMENT, Data, Element, NONE, NodeId};

/// Walks the document into rows.
pub fn walk(arena: &Arena, gaps: &mut Gaps) -> Vec<Row> {
    let mut walker = Walker { arena, gaps, rows: Vec::new(), text_units: 0, blocks: 0, run: String::new() };
    let mut child = arena.node(DOCUMENT).first;
    while child != NONE && arena.element(child).is_none() {
        child = arena.node(child).next;
    }
    if let Some(html) = arena.element(child) {
        let mut levels = Vec::new();
        // The walk ends early only at the cap on rows, and has said so.
        let _ = walker.element(child, html, None, &mut levels).and_then(|()| walker.inside(&mut levels));
    }
    walker.rows
}

/// A parent whose children are being walked: the next of them, and the parent's row.
struct Level {
    next: NodeId,
    row: RowId,
}

/// The cap on rows was reached.
struct Full;

struct Walker<'a> {
    arena: &'a Arena,
    gaps: &'a mut Gaps,
    rows: Vec<Row>,
    text_units: usize,
    blocks: usize,
    /// The run of text before the node at hand.
    run: String,
}

impl Walker<'_> {
    /// Walks the children of every open level, in document order.
    fn inside(&mut self, levels: &mut Vec<Level>) -> Result<(), Full> {
        while let Some(level) = levels.last_mut() {
            let (row, id) = (level.row, level.next);
            if id == NONE {
                levels.pop();
                self.end_run(row)?;
                continue;
            }
            let node = self.arena.node(id);
            level.next = node.next;
            match &node.data {
                Data::Text(text) => self.run.push_str(text),
                Data::Element(element) => {
                    self.end_run(row)?;
                    self.element(id, element, Some(row), levels)?;
                }
                Data::Comment | Data::Fragment => {}
            }
        }
        Ok(())
    }

    /// Takes one element's row, and opens its inside where that is walked.
    fn element(
        &mut self,
        id: NodeId,
        element: &Element,
        parent: Option<RowId>,
        levels: &mut Vec<Level>,
    ) -> Result<(), Full> {
        let tag = element.name.local.to_ascii_lowercase();
        let tag: &str = &tag;
        let fate = walk::fate(tag);
        if fate == Fate::Drop || (tag == "link" && !walk::keeps_link(value(element, "rel"))) {
            return Ok(());
        }
        if levels.len() >= walk::DEPTH {
            self.gap(GapKind::Depth);
            return Ok(());
        }
        if tag == "script" {
            return self.data_block(id, element, parent);
        }
        let row = self.element_row(tag, element, parent)?;
        if matches!(tag, "iframe" | "frame") {
            self.gap(GapKind::Frame);
        }
        if element.closed_shadow {
            self.gap(GapKind::ClosedShadow);
        }
        if fate == Fate::Walk && !walk::is_editable(value(element, "contenteditable")) {
            levels.push(Level { next: self.arena.node(id).first, row });
            if element.shadow != NONE {
                if levels.len() >= walk::DEPTH {
                    self.gap(GapKind::Depth);
                    return Ok(());
                }
                let root = self.push(Row::Element {
                    parent: Some(row),
                    tag: "#shadow-root".to_owned(),
                    attributes: Vec::new(),
                })?;
                levels.push(Level { next: self.arena.node(element.shadow).first, row: root });
            }
        }
        Ok(())
    }

    /// A script: its row and its text where it is a data block, nothing where it is code.
    fn data_block(&mut self, id: NodeId, element: &Element, parent: Option<RowId>) -> Result<(), Full> {
        let mut text = "";
        let first = self.arena.node(id).first;
        if first != NONE
            && let Data::Text(inside) = &self.arena.node(first).data
        {
            text = inside;
        }
        if !walk::is_data_script(value(element, "type"), text) {
            return Ok(());
        }
        if self.blocks >= walk::BLOCKS || walk::units(text) > walk::BLOCK_UNITS {
            self.gap(GapKind::Blocks);
            return Ok(());
        }
        self.blocks += 1;
        let row = self.element_row("script", element, parent)?;
        if text.chars().all(walk::is_space) {
            text = if text.is_empty() { return Ok(()) } else { " " };
        }
        self.push(Row::Text { parent: row, text: text.to_owned() })?;
        Ok(())
    }

    fn element_row(&mut self, tag: &str, element: &Element, parent: Option<RowId>) -> Result<RowId, Full> {
        let attributes = self.attributes(tag, element);
        self.push(Row::Element { parent, tag: tag.to_owned(), attributes })
    }

    fn attributes(&mut self, tag: &str, element: &Element) -> Vec<(String, String)> {
        let secret = tag == "meta"
            && ["name", "property"].iter().any(|name| value(element, name).is_some_and(walk::is_secret_meta));
        let mut kept = Vec::with_capacity(element.attributes.len().min(walk::ATTRIBUTES));
        let mut cut = false;
        for attribute in &element.attributes {
            let name = full_name(attribute);
            if walk::denies(tag, &name, &attribute.value) || (secret && name == "content") {
                continue;
            }
            if kept.len() == walk::ATTRIBUTES {
                cut = true;
                break;
            }
            let short = walk::cut(&attribute.value, walk::ATTRIBUTE_UNITS);
            if short.len() < attribute.value.len() {
                cut |=
                    !attribute.value.starts_with("data:") && walk::units(&attribute.value) > walk::ATTRIBUTE_HUGE_UNITS;
            }
            kept.push((name, short.to_owned()));
        }
        if cut {
            self.gap(GapKind::Attributes);
        }
        kept
    }

    /// Ends the run of text before an element or the end of its parent.
    fn end_run(&mut self, parent: RowId) -> Result<(), Full> {
        if self.run.is_empty() {
            return Ok(());
        }
        if self.run.chars().all(walk::is_space) {
            self.run.clear();
            self.run.push(' ');
        }
        let units = walk::units(&self.run);
        if self.text_units + units > walk::TEXT_UNITS {
            self.run.clear();
            self.gap(GapKind::Text);
            return Ok(());
        }
        self.text_units += units;
        let text = self.run.as_str().to_owned();
        self.run.clear();
        self.push(Row::Text { parent, text })?;
        Ok(())
    }

    fn push(&mut self, row: Row) -> Result<RowId, Full> {
        if self.rows.len() >= walk::ROWS {
            self.gap(GapKind::Rows);
            return Err(Full);
        }
        self.rows.push(row);
        Ok((self.rows.len() - 1) as RowId)
    }

    fn gap(&mut self, kind: GapKind) {
        let count = self.gaps.entry(kind).or_default();
        *count = count.saturating_add(1);
    }
}

/// An attribute's value by its lower-case name.
fn value<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    element.attributes.iter().find(|a| &*a.name.local == name).map(|a| &*a.value)
}

/// `xlink:href` where the parser split it, in lower case.
fn full_name(attribute: &Attribute) -> String {
    let local = &attribute.name.local;
    match &attribute.name.prefix {
        Some(prefix) if !prefix.is_empty() => format!("{prefix}:{local}").to_ascii_lowercase(),
        _ if *local == local_name!("class") => "class".to_owned(),
        _ => local.to_ascii_lowercase().to_string(),
    }
}

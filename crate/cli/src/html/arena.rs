//! The parsed document: nodes in one vector, linked by number.

use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName};

/// A node's number.
pub type NodeId = u32;
/// No node.
pub const NONE: NodeId = NodeId::MAX;
/// The document node's number.
pub const DOCUMENT: NodeId = 0;

/// What a node is.
#[derive(Debug)]
pub enum Data {
    /// The document, or the inside of a `template`.
    Fragment,
    /// An element.
    Element(Box<Element>),
    /// A run of text.
    Text(StrTendril),
    /// A comment or a processing instruction: only its place matters, it ends nothing.
    Comment,
}

/// An element's own part.
#[derive(Debug)]
pub struct Element {
    /// Name.
    pub name: QualName,
    /// Attributes in document order, as html5ever gives them.
    pub attributes: Vec<Attribute>,
    /// The inside of a `template`, or [`NONE`].
    pub contents: NodeId,
    /// The open shadow root declared in it, or [`NONE`].
    pub shadow: NodeId,
    /// Whether a closed shadow root is declared in it.
    pub closed_shadow: bool,
    /// Whether html5ever asked for an integration point (MathML).
    pub integration_point: bool,
}

/// A node and its links.
#[derive(Debug)]
pub struct Node {
    pub parent: NodeId,
    pub previous: NodeId,
    pub next: NodeId,
    pub first: NodeId,
    pub last: NodeId,
    /// How deep it stood when it was put in; later moves do not change it.
    pub depth: u32,
    pub data: Data,
}

/// All nodes; number 0 is the document.
#[derive(Debug)]
pub struct Arena {
    nodes: Vec<Node>,
}

impl Arena {
    /// A document without children.
    pub fn new() -> Self {
        let mut arena = Self { nodes: Vec::new() };
        arena.add(Data::Fragment);
        arena
    }

    /// How many nodes were ever made.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// A node; a number that names none (there is no such caller) gives the document.
    pub fn node(&self, id: NodeId) -> &Node {
        self.nodes.get(id as usize).unwrap_or(&self.nodes[0])
    }

    /// A node to change.
    pub fn node_mut(&mut self, id: NodeId) -> &mut Node {
        let index = if (id as usize) < self.nodes.len() { id as usize } else { 0 };
        &mut self.nodes[index]
    }

    /// The element's part of a node.
    pub fn element(&self, id: NodeId) -> Option<&Element> {
        match &self.nodes.get(id as usize)?.data {
            Data::Element(element) => Some(element),
            _ => None,
        }
    }

    /// The element's part of a node, to change.
    pub fn element_mut(&mut self, id: NodeId) -> Option<&mut Element> {
        match &mut self.nodes.get_mut(id as usize)?.data {
            Data::Element(element) => Some(element),
            _ => None,
        }
    }

    /// A new node without a place.
    pub fn add(&mut self, data: Data) -> NodeId {
        let id = self.nodes.len() as NodeId;
        self.nodes.push(Node { parent: NONE, previous: NONE, next: NONE, first: NONE, last: NONE, depth: 0, data });
        id
    }

    /// Takes a node out of its place.
    pub fn detach(&mut self, id: NodeId) {
        let node = self.node_mut(id);
        let (parent, previous, next) = (node.parent, node.previous, node.next);
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
        if parent == NONE {
            return;
        }
        if previous == NONE {
            self.node_mut(parent).first = next;
        } else {
            self.node_mut(previous).next = next;
        }
        if next == NONE {
            self.node_mut(parent).last = previous;
        } else {
            self.node_mut(next).previous = previous;
        }
    }

    /// Puts a node at the end of a parent.
    pub fn append(&mut self, parent: NodeId, child: NodeId) {
        self.detach(child);
        let last = self.node(parent).last;
        let depth = self.node(parent).depth + 1;
        let node = self.node_mut(child);
        (node.parent, node.previous, node.depth) = (parent, last, depth);
        if last == NONE {
            self.node_mut(parent).first = child;
        } else {
            self.node_mut(last).next = child;
        }
        self.node_mut(parent).last = child;
    }

    /// Puts a node before a sibling that has a parent.
    pub fn insert_before(&mut self, sibling: NodeId, new: NodeId) {
        self.detach(new);
        let (parent, previous, depth) = {
            let node = self.node(sibling);
            (node.parent, node.previous, node.depth)
        };
        let node = self.node_mut(new);
        (node.parent, node.previous, node.next, node.depth) = (parent, previous, sibling, depth);
        self.node_mut(sibling).previous = new;
        if previous != NONE {
            self.node_mut(previous).next = new;
        } else if parent != NONE {
            self.node_mut(parent).first = new;
        }
    }

    /// Adds text at the end of a text node; false when it is none.
    pub fn extend_text(&mut self, id: NodeId, more: &StrTendril) -> bool {
        match self.nodes.get_mut(id as usize).map(|node| &mut node.data) {
            Some(Data::Text(text)) => {
                text.push_tendril(more);
                true
            }
            _ => false,
        }
    }
}

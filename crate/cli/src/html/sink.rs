//! html5ever's view of the arena.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName, local_name, ns};

use super::arena::{Arena, DOCUMENT, Data, Element, NONE, NodeId};

/// The sink: an arena, and how deep the innermost open element is.
#[derive(Debug)]
pub struct Sink {
    pub arena: RefCell<Arena>,
    /// Depth of the innermost open element, as far as the parser told: it is not told of every close.
    pub depth: Cell<u32>,
    /// Whether the next comment is only there to learn the depth, see [`Sink::probe`].
    probing: Cell<bool>,
}

/// The comment that probes put nowhere.
const PROBE: NodeId = 1;

/// An element's name, copied (atoms are numbers), so that no borrow outlives the call.
#[derive(Debug)]
pub struct Name(Namespace, LocalName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0
    }
    fn local_name(&self) -> &LocalName {
        &self.1
    }
}

impl Sink {
    /// An empty document.
    pub fn new() -> Self {
        let mut arena = Arena::new();
        arena.add(Data::Comment);
        Self { arena: RefCell::new(arena), depth: Cell::new(0), probing: Cell::new(false) }
    }

    /// Makes the next comment tell the depth of the element it would stand in, and stand nowhere.
    pub fn probe(&self) {
        self.probing.set(true);
    }

    fn add(&self, data: Data) -> NodeId {
        self.arena.borrow_mut().add(data)
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Arena;
    type ElemName<'a> = Name;

    fn finish(self) -> Arena {
        self.arena.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Name {
        match self.arena.borrow().element(*target) {
            Some(element) => Name(element.name.ns.clone(), element.name.local.clone()),
            None => Name(ns!(), local_name!("")),
        }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        let contents = if flags.template { self.add(Data::Fragment) } else { NONE };
        self.add(Data::Element(Box::new(Element {
            name,
            attributes,
            contents,
            shadow: NONE,
            closed_shadow: false,
            integration_point: flags.mathml_annotation_xml_integration_point,
        })))
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        if self.probing.get() {
            return PROBE;
        }
        self.add(Data::Comment)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.add(Data::Comment)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        let mut arena = self.arena.borrow_mut();
        let depth = arena.node(*parent).depth;
        match child {
            NodeOrText::AppendNode(PROBE) => {
                self.probing.set(false);
                self.depth.set(depth);
            }
            NodeOrText::AppendNode(child) => {
                arena.append(*parent, child);
                let opens = arena.element(child).is_some();
                self.depth.set(if opens { depth + 1 } else { depth });
            }
            NodeOrText::AppendText(text) => {
                self.depth.set(depth);
                let last = arena.node(*parent).last;
                if !arena.extend_text(last, &text) {
                    let child = arena.add(Data::Text(text));
                    arena.append(*parent, child);
                }
            }
        }
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        let has_parent = self.arena.borrow().node(*element).parent != NONE;
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.arena.borrow().element(*target).map_or(DOCUMENT, |element| element.contents)
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, new: NodeOrText<NodeId>) {
        let mut arena = self.arena.borrow_mut();
        match new {
            NodeOrText::AppendNode(new) => {
                arena.insert_before(*sibling, new);
                if arena.element(new).is_some() {
                    self.depth.set(arena.node(new).depth);
                }
            }
            NodeOrText::AppendText(text) => {
                let previous = arena.node(*sibling).previous;
                if !arena.extend_text(previous, &text) {
                    let new = arena.add(Data::Text(text));
                    arena.insert_before(*sibling, new);
                }
            }
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        if let Some(element) = self.arena.borrow_mut().element_mut(*target) {
            for attribute in attributes {
                if element.attributes.iter().all(|known| known.name != attribute.name) {
                    element.attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.arena.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let mut arena = self.arena.borrow_mut();
        loop {
            let child = arena.node(*node).first;
            if child == NONE {
                break;
            }
            arena.append(*new_parent, child);
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, target: &NodeId) -> bool {
        self.arena.borrow().element(*target).is_some_and(|element| element.integration_point)
    }

    /// A declared shadow root: the template's inside becomes the root's. As in browsers, only some elements can be
    /// hosts, and only once.
    fn attach_declarative_shadow(&self, host: &NodeId, template: &NodeId, attributes: &[Attribute]) -> bool {
        let mut arena = self.arena.borrow_mut();
        let Some(contents) = arena.element(*template).map(|element| element.contents) else {
            return false;
        };
        let mode = attributes.iter().find(|a| a.name.local == local_name!("shadowrootmode"));
        let open = mode.is_some_and(|mode| mode.value.eq_ignore_ascii_case("open"));
        let Some(element) = arena.element_mut(*host) else {
            return false;
        };
        if element.shadow != NONE || element.closed_shadow || !can_host(&element.name) {
            return false;
        }
        if open {
            element.shadow = contents;
        } else {
            element.closed_shadow = true;
        }
        let depth = arena.node(*host).depth + 1;
        arena.node_mut(contents).depth = depth;
        true
    }
}

/// The elements the DOM standard lets a shadow root stand in: a fixed list and every custom element.
fn can_host(name: &QualName) -> bool {
    let local: &str = &name.local;
    name.ns == ns!(html)
        && (local.contains('-')
            || matches!(
                local,
                "article"
                    | "aside"
                    | "blockquote"
                    | "body"
                    | "div"
                    | "footer"
                    | "h1"
                    | "h2"
                    | "h3"
                    | "h4"
                    | "h5"
                    | "h6"
                    | "header"
                    | "main"
                    | "nav"
                    | "p"
                    | "section"
                    | "span"
            ))
}

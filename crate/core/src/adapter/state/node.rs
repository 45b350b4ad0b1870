//! Values as written: an arena, so that a parameter is one value wherever it is used.

use serde_json::Number;
use std::collections::BTreeMap;

use super::NODES;

/// Why reading stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub problem: String,
    pub capped: bool,
}

impl Fault {
    pub fn capped(problem: String) -> Self {
        Self { problem, capped: true }
    }

    pub fn not_understood(problem: String) -> Self {
        Self { problem, capped: false }
    }
}

/// A place in the arena.
pub(super) type Id = u32;

/// A value as written.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Undefined,
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Id>),
    Object(BTreeMap<String, Id>),
    /// The n-th parameter of the call.
    Parameter(usize),
}

/// All values of one block.
#[derive(Debug, Default)]
pub(super) struct Arena {
    nodes: Vec<Node>,
    /// What each parameter stands for; a parameter without an argument is undefined.
    pub arguments: Vec<Id>,
    /// Places in lists that hold nothing of their own (`Array(4)`), counted against the same cap.
    empty_places: usize,
}

impl Arena {
    pub fn push(&mut self, node: Node) -> Result<Id, Fault> {
        self.room_for(1)?;
        self.nodes.push(node);
        Ok(self.nodes.len() as Id - 1)
    }

    /// A list of `length` undefined items.
    pub fn empty_list(&mut self, length: usize) -> Result<Id, Fault> {
        let mut items = Vec::new();
        self.stretch(&mut items, length)?;
        self.push(Node::List(items))
    }

    /// Makes a list at least `length` long.
    pub fn stretch(&mut self, items: &mut Vec<Id>, length: usize) -> Result<(), Fault> {
        let more = length.saturating_sub(items.len());
        if more > 0 {
            self.room_for(more)?;
            self.empty_places += more;
            let undefined = self.push(Node::Undefined)?;
            items.resize(length, undefined);
        }
        Ok(())
    }

    /// The node behind an id, parameters followed to their argument.
    pub fn resolve(&self, mut id: Id) -> Option<Id> {
        // An argument cannot name a parameter, so two steps are always enough.
        for _ in 0..2 {
            match self.nodes.get(id as usize) {
                Some(Node::Parameter(at)) => id = *self.arguments.get(*at)?,
                Some(_) => return Some(id),
                None => return None,
            }
        }
        None
    }

    pub fn get(&self, id: Id) -> &Node {
        self.nodes.get(id as usize).unwrap_or(&Node::Undefined)
    }

    pub fn get_mut(&mut self, id: Id) -> Option<&mut Node> {
        self.nodes.get_mut(id as usize)
    }

    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    fn room_for(&self, more: usize) -> Result<(), Fault> {
        if more > NODES || self.nodes.len() + self.empty_places + more > NODES {
            return Err(Fault::capped(format!("it holds more than {NODES} values")));
        }
        Ok(())
    }
}

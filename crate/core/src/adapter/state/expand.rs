//! Property assignments, and putting parameters in.

use serde_json::Value;

use super::node::{Arena, Fault, Id, Node};
use super::{DEPTH, NODES, TEXT_BYTES};

/// A longer name is no property that is set one by one; keys are copied for each assignment, so they must be short.
const KEY_BYTES: usize = 1024;

/// `a.b[0]=value` before the `return`.
#[derive(Debug)]
pub(super) struct Assignment {
    pub parameter: usize,
    /// The keys, from the parameter down.
    pub keys: Vec<Id>,
    pub value: Id,
    /// Append to a list (a Set's `add`) rather than set a property.
    pub append: bool,
}

/// Applies one assignment to the parameter's value, where every use of the parameter sees it.
pub(super) fn assign(arena: &mut Arena, assignment: &Assignment) -> Result<(), Fault> {
    let nothing = || Fault::not_understood("a property is set on a value that has none".into());
    let mut target = arena.arguments.get(assignment.parameter).copied().ok_or_else(nothing)?;
    let mut keys = Vec::with_capacity(assignment.keys.len());
    for key in &assignment.keys {
        let key = arena.resolve(*key).and_then(|id| arena.get(id).as_key()).filter(|key| key.len() <= KEY_BYTES);
        keys.push(key.ok_or_else(|| Fault::not_understood("a property is set whose name is no plain text".into()))?);
    }
    let last = if assignment.append { None } else { keys.pop() };
    for key in &keys {
        let child = match arena.get(target) {
            Node::Object(members) => members.get(key).copied(),
            Node::List(items) => key.parse::<usize>().ok().and_then(|at| items.get(at).copied()),
            _ => None,
        };
        target = child.and_then(|id| arena.resolve(id)).ok_or_else(nothing)?;
    }
    let mut holder = match arena.get_mut(target) {
        Some(node) => std::mem::replace(node, Node::Null),
        None => return Err(nothing()),
    };
    let done = match (&mut holder, last) {
        (Node::Object(members), Some(key)) => {
            members.insert(key, assignment.value);
            Ok(())
        }
        (Node::List(items), Some(key)) => match key.parse::<usize>() {
            Ok(at) => arena.stretch(items, at.saturating_add(1)).map(|()| {
                if let Some(place) = items.get_mut(at) {
                    *place = assignment.value;
                }
            }),
            // Other properties of a list are not in its JSON.
            Err(_) => Ok(()),
        },
        (Node::List(items), None) => {
            items.push(assignment.value);
            Ok(())
        }
        (Node::Text(_) | Node::Number(_) | Node::Bool(_), Some(_)) => Ok(()),
        _ => Err(nothing()),
    };
    if let Some(place) = arena.get_mut(target) {
        *place = holder;
    }
    done
}

/// The value as JSON. A value inside itself is null there.
pub(super) fn expand(arena: &Arena, root: Id) -> Result<Value, Fault> {
    let mut expansion = Expansion { arena, open: vec![false; arena.len()], nodes: 0, text: 0 };
    Ok(expansion.value(root, 0)?.unwrap_or(Value::Null))
}

struct Expansion<'a> {
    arena: &'a Arena,
    /// The values that are being expanded right now, from the root to here.
    open: Vec<bool>,
    nodes: usize,
    text: usize,
}

impl Expansion<'_> {
    /// `None` for undefined.
    fn value(&mut self, id: Id, depth: usize) -> Result<Option<Value>, Fault> {
        self.nodes += 1;
        if self.nodes > NODES {
            return Err(Fault::capped(format!("it expands to more than {NODES} values")));
        }
        if depth > DEPTH {
            return Err(Fault::capped(format!("it is nested deeper than {DEPTH} levels")));
        }
        let Some(id) = self.arena.resolve(id) else { return Ok(None) };
        if self.open.get(id as usize).copied().unwrap_or(false) {
            return Ok(Some(Value::Null));
        }
        Ok(match self.arena.get(id) {
            Node::Undefined | Node::Parameter(_) => None,
            Node::Null => Some(Value::Null),
            Node::Bool(bool) => Some(Value::Bool(*bool)),
            Node::Number(number) => Some(Value::Number(number.clone())),
            Node::Text(text) => {
                self.take_text(text)?;
                Some(Value::String(text.clone()))
            }
            Node::List(items) => {
                self.mark(id, true);
                let mut list = Vec::new();
                for item in items {
                    list.push(self.value(*item, depth + 1)?.unwrap_or(Value::Null));
                }
                self.mark(id, false);
                Some(Value::Array(list))
            }
            Node::Object(members) => {
                self.mark(id, true);
                let mut map = serde_json::Map::new();
                for (key, member) in members {
                    self.take_text(key)?;
                    if let Some(value) = self.value(*member, depth + 1)? {
                        map.insert(key.clone(), value);
                    }
                }
                self.mark(id, false);
                Some(Value::Object(map))
            }
        })
    }

    fn mark(&mut self, id: Id, open: bool) {
        if let Some(place) = self.open.get_mut(id as usize) {
            *place = open;
        }
    }

    fn take_text(&mut self, text: &str) -> Result<(), Fault> {
        self.text += text.len();
        if self.text > TEXT_BYTES {
            return Err(Fault::capped(format!("its text expands to more than {} MiB", TEXT_BYTES >> 20)));
        }
        Ok(())
    }
}

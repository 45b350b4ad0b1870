//! The grammar: an assignment or an expression of literals; or the call of a function whose body is property
//! assignments and a `return`. Nothing is run. What follows the first statement's `;` is not looked at: pages put
//! clean-up code there that cannot change what was assigned.

use serde_json::{Number, Value};
use std::collections::BTreeMap;

use super::DEPTH;
use super::expand::{Assignment, assign, expand};
use super::lex::{Cursor, of_double};
use super::node::{Arena, Fault, Id, Node};
use crate::text::iso::instant_in_milliseconds;

/// The name that the script assigns to (`window.__NUXT__`), if it is an assignment.
pub(super) fn assigned_name(text: &str) -> Option<&str> {
    let mut cursor = Cursor::new(text);
    cursor.peek();
    let from = cursor.rest();
    if !matches!(cursor.name()?, "window" | "self" | "globalThis" | "var" | "let" | "const") {
        return None;
    }
    cursor.peek();
    let end = from.find('=')?;
    let name = from.get(..end)?.trim_end();
    // A name that is longer is no name: it stands in messages.
    (name.len() <= 80 && !name.contains(['"', '{', '(', ';', '\n'])).then_some(name)
}

/// Reads the script's value.
pub(super) fn read(text: &str) -> Result<Value, Fault> {
    let mut cursor = Cursor::new(text);
    if let Some(name) = assigned_name(text) {
        cursor.expect(name)?;
        cursor.expect("=")?;
    }
    let mut reader = Reader { cursor, arena: Arena::default(), parameters: BTreeMap::new(), assignments: Vec::new() };
    let root = match reader.call()? {
        Some(root) => root,
        None => reader.value(0)?,
    };
    if reader.cursor.peek().is_some() && !reader.cursor.eat(";") {
        return Err(reader.cursor.expected("`;` or the end"));
    }
    for assignment in &reader.assignments {
        assign(&mut reader.arena, assignment)?;
    }
    expand(&reader.arena, root)
}

struct Reader<'t> {
    cursor: Cursor<'t>,
    arena: Arena,
    /// The parameters that names in the function's body may mean; empty outside of it.
    parameters: BTreeMap<&'t str, usize>,
    assignments: Vec<Assignment>,
}

impl<'t> Reader<'t> {
    /// `(function(a,b){..}(1,2))` or `(function(a,b){..})(1,2)`, also with an arrow. `None`: something else stands here.
    fn call(&mut self) -> Result<Option<Id>, Fault> {
        let back = self.cursor.clone();
        if !self.cursor.eat("(") {
            return Ok(None);
        }
        let arrow = if self.cursor.eat("function") {
            let _ = self.cursor.name();
            false
        } else if self.cursor.peek() == Some('(') {
            true
        } else {
            self.cursor = back;
            return Ok(None);
        };
        self.parameter_names()?;
        if arrow {
            self.cursor.expect("=>")?;
        }
        let root = if !arrow || self.cursor.peek() == Some('{') { self.body()? } else { self.value(0)? };
        self.parameters.clear();
        let closed = self.cursor.eat(")");
        self.cursor.expect("(")?;
        self.arena.arguments = self.items(")", 0)?;
        if !closed {
            self.cursor.expect(")")?;
        }
        Ok(Some(root))
    }

    fn parameter_names(&mut self) -> Result<(), Fault> {
        self.cursor.expect("(")?;
        while !self.cursor.eat(")") {
            let Some(name) = self.cursor.name() else { return Err(self.cursor.expected("a parameter's name")) };
            let at = self.parameters.len();
            if self.parameters.insert(name, at).is_some() {
                return Err(Fault::not_understood(format!("two parameters are called `{name}`")));
            }
            if !self.cursor.eat(",") && self.cursor.peek() != Some(')') {
                return Err(self.cursor.expected("`,` or `)`"));
            }
        }
        Ok(())
    }

    /// `{ a.b=..; c[0]=..; return .. }`
    fn body(&mut self) -> Result<Id, Fault> {
        self.cursor.expect("{")?;
        loop {
            if self.cursor.eat(";") || self.cursor.eat(",") {
                continue;
            }
            let Some(name) = self.cursor.name() else {
                return Err(self.cursor.expected("a property assignment or `return`"));
            };
            if name == "return" {
                let root = self.value(0)?;
                self.cursor.eat(";");
                self.cursor.expect("}")?;
                return Ok(root);
            }
            let Some(&parameter) = self.parameters.get(name) else {
                return Err(self.unknown_name(name));
            };
            self.statement(parameter)?;
            if !matches!(self.cursor.peek(), Some(';' | ',')) {
                return Err(self.cursor.expected("`;`"));
            }
        }
    }

    /// What follows a parameter's name: `.a["b"][0]=value`, or `.set(k,v)` and `.add(v)` of a Map and Set.
    fn statement(&mut self, parameter: usize) -> Result<(), Fault> {
        let mut keys = Vec::new();
        loop {
            if self.cursor.eat(".") {
                let Some(key) = self.cursor.name() else { return Err(self.cursor.expected("a property's name")) };
                if self.cursor.eat("(") {
                    let mut items = self.items(")", 0)?;
                    let (Some(value), true) = (items.pop(), matches!(key, "set" | "add")) else {
                        return Err(self.cursor.expected("no call but `set` and `add` before this"));
                    };
                    let mut keys = keys.clone();
                    keys.extend(items.first());
                    self.assignments.push(Assignment { parameter, keys, value, append: key == "add" });
                    if self.cursor.peek() != Some('.') {
                        return Ok(());
                    }
                    continue;
                }
                keys.push(self.arena.push(Node::Text(key.to_owned()))?);
            } else if self.cursor.eat("[") {
                let key = self.value(0)?;
                self.cursor.expect("]")?;
                keys.push(key);
            } else if !keys.is_empty() && self.cursor.eat("=") {
                let value = self.value(0)?;
                self.assignments.push(Assignment { parameter, keys, value, append: false });
                return Ok(());
            } else {
                return Err(self.cursor.expected("`.`, `[` or `=`"));
            }
            if keys.len() > DEPTH {
                return Err(too_deep());
            }
        }
    }

    fn value(&mut self, depth: usize) -> Result<Id, Fault> {
        if depth > DEPTH {
            return Err(too_deep());
        }
        let node = match self.cursor.peek() {
            Some('{') => self.object(depth)?,
            Some('[') => {
                self.cursor.eat("[");
                Node::List(self.items("]", depth)?)
            }
            Some('"' | '\'' | '`') => Node::Text(self.cursor.string()?),
            Some('0'..='9' | '.') => self.cursor.number()?.map_or(Node::Null, Node::Number),
            Some('(') => {
                self.cursor.eat("(");
                let inside = self.value(depth + 1)?;
                self.cursor.expect(")")?;
                return Ok(inside);
            }
            Some(sign @ ('-' | '+' | '!')) => {
                let mut before = self.cursor.clone();
                self.cursor.eat(sign.encode_utf8(&mut [0; 4]));
                let inside = self.value(depth + 1)?;
                signed(sign, self.arena.get(inside)).ok_or_else(|| before.expected("a literal"))?
            }
            _ => {
                let mut before = self.cursor.clone();
                let Some(name) = self.cursor.name() else { return Err(before.expected("a value")) };
                return self.named(name, depth, before);
            }
        };
        self.arena.push(node)
    }

    /// A value that starts with a name.
    fn named(&mut self, name: &'t str, depth: usize, mut before: Cursor<'t>) -> Result<Id, Fault> {
        if let Some(at) = self.parameters.get(name) {
            return self.arena.push(Node::Parameter(*at));
        }
        let node = match name {
            "true" => Node::Bool(true),
            "false" => Node::Bool(false),
            "null" | "NaN" | "Infinity" => Node::Null,
            "undefined" => Node::Undefined,
            "void" => {
                self.value(depth + 1)?;
                Node::Undefined
            }
            "new" => {
                let Some(class) = self.cursor.name() else { return Err(self.cursor.expected("a class's name")) };
                return self.made(class, depth, before);
            }
            "Array" | "BigInt" => return self.made(name, depth, before),
            "Object" if self.cursor.eat(".") => {
                if self.cursor.name() != Some("create") {
                    return Err(before.expected("`Object.create(null)`"));
                }
                self.cursor.expect("(")?;
                if self.items(")", depth)?.first().map(|id| self.arena.get(*id)) != Some(&Node::Null) {
                    return Err(before.expected("`Object.create(null)`"));
                }
                Node::Object(BTreeMap::new())
            }
            _ => return Err(unknown_name_at(name, &mut before)),
        };
        self.arena.push(node)
    }

    /// `Array(4)`, `new Date(..)`, `new Map([..])`, `new Set([..])`, `BigInt("1")`: their JSON, or the nearest to it.
    fn made(&mut self, class: &str, depth: usize, mut before: Cursor<'t>) -> Result<Id, Fault> {
        let items = if self.cursor.eat("(") { self.items(")", depth)? } else { Vec::new() };
        let first = items.first().map(|id| self.arena.get(*id).clone());
        let node = match (class, first) {
            ("Array", Some(Node::Number(length))) if items.len() == 1 => {
                let length = length.as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or(usize::MAX);
                return self.arena.empty_list(length);
            }
            ("Array", _) => Node::List(items),
            ("Object" | "Map", None | Some(Node::Null)) => Node::Object(BTreeMap::new()),
            ("Map", Some(Node::List(pairs))) => self.map_of(&pairs),
            ("Set", None | Some(Node::Null)) => Node::List(Vec::new()),
            ("Set", Some(list @ Node::List(_))) => list,
            ("Date" | "URL" | "BigInt", Some(text @ Node::Text(_))) => text,
            ("BigInt", Some(number @ Node::Number(_))) => number,
            ("Date", Some(Node::Number(milliseconds))) => date_text(&milliseconds),
            _ => return Err(before.expected("a value that can be read")),
        };
        self.arena.push(node)
    }

    /// A Map as an object where all keys are texts or numbers, else as its list of pairs.
    fn map_of(&self, pairs: &[Id]) -> Node {
        let pair = |id: &Id| match self.arena.get(*id) {
            Node::List(pair) => Some((self.arena.get(*pair.first()?).as_key()?, *pair.get(1)?)),
            _ => None,
        };
        pairs.iter().map(pair).collect::<Option<_>>().map_or_else(|| Node::List(pairs.to_vec()), Node::Object)
    }

    fn object(&mut self, depth: usize) -> Result<Node, Fault> {
        self.cursor.expect("{")?;
        let mut members = BTreeMap::new();
        while !self.cursor.eat("}") {
            let (key, shorthand) = match self.cursor.peek() {
                Some('"' | '\'') => (self.cursor.string()?, None),
                Some('0'..='9' | '.') => (self.cursor.number()?.map_or(String::new(), |n| n.to_string()), None),
                Some('[') => {
                    self.cursor.eat("[");
                    let key = self.value(depth + 1)?;
                    self.cursor.expect("]")?;
                    let Some(key) = self.arena.get(key).as_key() else {
                        return Err(self.cursor.expected("a plain name"));
                    };
                    (key, None)
                }
                _ => match self.cursor.name() {
                    Some(name) => (name.to_owned(), self.parameters.get(name).copied()),
                    None => return Err(self.cursor.expected("a name or `}`")),
                },
            };
            let value = match (self.cursor.eat(":"), shorthand) {
                (true, _) => self.value(depth + 1)?,
                (false, Some(at)) => self.arena.push(Node::Parameter(at))?,
                (false, None) => return Err(self.cursor.expected("`:`")),
            };
            members.insert(key, value);
            if !self.cursor.eat(",") && self.cursor.peek() != Some('}') {
                return Err(self.cursor.expected("`,` or `}`"));
            }
        }
        Ok(Node::Object(members))
    }

    /// Values up to `end`, which is taken too; a hole (`[,1]`) is undefined.
    fn items(&mut self, end: &str, depth: usize) -> Result<Vec<Id>, Fault> {
        let mut items = Vec::new();
        while !self.cursor.eat(end) {
            if end == "]" && self.cursor.peek() == Some(',') {
                self.cursor.eat(",");
                items.push(self.arena.push(Node::Undefined)?);
                continue;
            }
            items.push(self.value(depth + 1)?);
            if !self.cursor.eat(",") && !self.cursor.rest().starts_with(end) {
                return Err(self.cursor.expected(&format!("`,` or `{end}`")));
            }
        }
        Ok(items)
    }

    fn unknown_name(&self, name: &str) -> Fault {
        let at = self.cursor.offset().saturating_sub(name.encode_utf16().count());
        Fault::not_understood(format!("unknown name `{}` at offset {at}", short(name)))
    }
}

impl Node {
    /// The property key that this value is.
    pub(super) fn as_key(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }
}

fn unknown_name_at(name: &str, before: &mut Cursor<'_>) -> Fault {
    before.peek();
    Fault::not_understood(format!("unknown name `{}` at offset {}", short(name), before.offset()))
}

fn short(name: &str) -> String {
    name.chars().take(40).collect()
}

fn too_deep() -> Fault {
    Fault::capped(format!("it is nested deeper than {DEPTH} levels"))
}

/// `-1`, `+1`, `!0`.
fn signed(sign: char, inside: &Node) -> Option<Node> {
    match (sign, inside) {
        ('!', Node::Parameter(_)) => None,
        ('!', Node::Undefined | Node::Null | Node::Bool(false)) => Some(Node::Bool(true)),
        ('!', Node::Number(number)) => Some(Node::Bool(number.as_f64() == Some(0.0))),
        ('!', Node::Text(text)) => Some(Node::Bool(text.is_empty())),
        ('!', _) => Some(Node::Bool(false)),
        (_, Node::Null) => Some(Node::Null),
        ('+', Node::Number(number)) => Some(Node::Number(number.clone())),
        ('-', Node::Number(number)) => {
            let whole = number.as_i64().and_then(i64::checked_neg).map(Number::from);
            whole.or_else(|| of_double(-number.as_f64()?)).map(Node::Number)
        }
        _ => None,
    }
}

/// What `JSON.stringify` prints of a Date; null where it is none.
fn date_text(milliseconds: &Number) -> Node {
    let instant = milliseconds.as_f64().filter(|ms| ms.abs() < 1e15).map(|ms| ms as i64);
    instant
        .and_then(|ms| jiff_core::Timestamp::from_millisecond(ms).ok())
        .map_or(Node::Null, |instant| Node::Text(instant_in_milliseconds(instant)))
}

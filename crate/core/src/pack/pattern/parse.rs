//! From a pattern to its tree, and what can be told from the tree: its size, and whether a literal is part of every match.

use std::iter::Peekable;
use std::str::Chars;

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// One character of a set.
    One(Set),
    /// The edge of a word.
    Edge,
    /// One after the other.
    Row(Vec<Node>),
    /// One of these, the first that fits.
    Either(Vec<Node>),
    /// Again and again, as often as it can; without a most as often as there is.
    Repeat(Box<Node>, usize, Option<usize>),
}

/// A set of characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    /// Whether it is everything but these.
    pub other_than: bool,
    /// What it holds.
    pub holds: Vec<Piece>,
}

/// A part of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// From one character to another.
    Range(char, char),
    /// A class, `\d` by its letter; a capital is everything but the class.
    Class(char),
}

/// What is wrong, as code, message and fix.
type Wrong = (&'static str, String, &'static str);

/// Repetitions end here.
const MOST_TIMES: usize = 60;
const SYNTAX: &str = "see docs/rules.md for what a pattern may hold";
const UNBOUNDED: &str =
    "give a most of 60 at most, as in .{0,60}; *, + and {n,} may repeat one character or class only";

/// Reads a pattern.
pub fn parse(pattern: &str) -> Result<Node, Wrong> {
    let mut rest = pattern.chars().peekable();
    let node = either(&mut rest)?;
    match rest.next() {
        None => Ok(node),
        Some(c) => wrong(format!("{c:?} has no beginning")),
    }
}

fn wrong<T>(message: String) -> Result<T, Wrong> {
    Err(("rule-bad-regex", message, SYNTAX))
}

fn either(rest: &mut Peekable<Chars<'_>>) -> Result<Node, Wrong> {
    let mut branches = vec![row(rest)?];
    while rest.next_if_eq(&'|').is_some() {
        branches.push(row(rest)?);
    }
    Ok(if branches.len() > 1 { Node::Either(branches) } else { branches.pop().unwrap_or(Node::Row(Vec::new())) })
}

fn row(rest: &mut Peekable<Chars<'_>>) -> Result<Node, Wrong> {
    let mut nodes = Vec::new();
    while let Some(c) = rest.next_if(|c| !matches!(c, '|' | ')')) {
        let node = match c {
            '(' => {
                if rest.next_if_eq(&'?').is_some() && rest.next_if_eq(&':').is_none() {
                    return wrong("a group begins with (? and something else than :".to_owned());
                }
                let inside = either(rest)?;
                if rest.next_if_eq(&')').is_none() {
                    return wrong("a group has no end".to_owned());
                }
                inside
            }
            '[' => Node::One(set(rest)?),
            '.' => Node::One(Set { other_than: true, holds: Vec::new() }),
            '\\' => match rest.next() {
                Some('b') => Node::Edge,
                escaped => Node::One(Set { other_than: false, holds: vec![piece(escaped)?] }),
            },
            '?' | '*' | '+' | '{' | '}' | ']' | '^' | '$' => {
                return wrong(format!("{c:?} stands where it means nothing"));
            }
            c => Node::One(Set { other_than: false, holds: vec![letter(c)?] }),
        };
        nodes.push(times(node, rest)?);
    }
    Ok(Node::Row(nodes))
}

/// A node with what says how often, if that stands behind it.
fn times(node: Node, rest: &mut Peekable<Chars<'_>>) -> Result<Node, Wrong> {
    let Some(sign) = rest.next_if(|c| matches!(c, '?' | '*' | '+' | '{')) else { return Ok(node) };
    let (least, most) = match sign {
        '?' => (0, Some(1)),
        '*' => (0, None),
        '+' => (1, None),
        _ => bounds(rest)?,
    };
    let simple = matches!(&node, Node::One(set) if !(set.other_than && set.holds.is_empty()));
    let most_times = most.unwrap_or(least);
    if most_times > MOST_TIMES || (most.is_none() && !simple) {
        let message = "something is repeated without an end, or more than 60 times".to_owned();
        return Err(("rule-regex-unbounded", message, UNBOUNDED));
    }
    if most_times < least || node == Node::Edge || rest.next_if(|c| matches!(c, '?' | '*' | '+' | '{')).is_some() {
        return wrong("a repetition does not fit".to_owned());
    }
    Ok(Node::Repeat(Box::new(node), least, most))
}

/// `3}`, `3,}` or `3,5}`.
fn bounds(rest: &mut Peekable<Chars<'_>>) -> Result<(usize, Option<usize>), Wrong> {
    let inside: String = std::iter::from_fn(|| rest.next_if(|c| c.is_ascii_digit() || *c == ',')).take(8).collect();
    let (least, most) = inside.split_once(',').map_or((inside.as_str(), None), |(a, b)| (a, Some(b)));
    let read = match (least.parse::<usize>(), most) {
        (Ok(least), None) => Some((least, Some(least))),
        (Ok(least), Some("")) => Some((least, None)),
        (Ok(least), Some(most)) => most.parse().ok().map(|most| (least, Some(most))),
        (Err(_), _) => None,
    };
    match read.filter(|_| rest.next_if_eq(&'}').is_some()) {
        Some(bounds) => Ok(bounds),
        None => wrong(format!("{{{inside} is no repetition")),
    }
}

/// What stands between `[` and `]`.
fn set(rest: &mut Peekable<Chars<'_>>) -> Result<Set, Wrong> {
    let other_than = rest.next_if_eq(&'^').is_some();
    let mut holds = Vec::new();
    loop {
        let first = match rest.next() {
            Some(']') if !holds.is_empty() => return Ok(Set { other_than, holds }),
            Some('\\') => piece(rest.next())?,
            Some(c) if !matches!(c, '[' | ']') => letter(c)?,
            _ => return wrong("a set has no end, or nothing in it".to_owned()),
        };
        let mut ahead = rest.clone();
        let (Piece::Range(from, _), Some('-'), Some(to)) = (first, ahead.next(), ahead.next().filter(|c| *c != ']'))
        else {
            holds.push(first);
            continue;
        };
        if to == '\\' || to == '[' || to < from {
            return wrong(format!("{from}-{to} is no range"));
        }
        letter(to)?;
        holds.push(Piece::Range(from, to));
        *rest = ahead;
    }
}

/// What a `\` makes of the character behind it.
fn piece(escaped: Option<char>) -> Result<Piece, Wrong> {
    match escaped {
        Some(c) if "dwsDWS".contains(c) => Ok(Piece::Class(c)),
        Some(c) if c.is_ascii_punctuation() => Ok(Piece::Range(c, c)),
        Some(c) => wrong(format!("\\{c} means nothing")),
        None => wrong("the pattern ends with \\".to_owned()),
    }
}

fn letter(c: char) -> Result<Piece, Wrong> {
    if c.is_uppercase() || c.is_control() {
        return Err(("rule-bad-regex", format!("{c:?} is never in the text"), "the text is in small letters"));
    }
    Ok(Piece::Range(c, c))
}

impl Node {
    /// How many steps the program for it has.
    pub fn steps(&self) -> usize {
        let sum = |nodes: &[Self], each: usize| {
            nodes.iter().fold(0_usize, |sum, node| sum.saturating_add(node.steps() + each))
        };
        match self {
            Self::One(_) | Self::Edge => 1,
            Self::Row(nodes) => sum(nodes, 0),
            Self::Either(nodes) => sum(nodes, 2),
            Self::Repeat(node, least, Some(most)) => (node.steps() * most).saturating_add(most - least),
            Self::Repeat(node, least, None) => node.steps() * least + node.steps() + 2,
        }
        // Beyond this nobody asks how much it is, and multiplying goes on for two hundred bytes of pattern.
        .min(1 << 20)
    }

    /// Whether a literal is surely part of everything that matches.
    pub fn holds(&self, literal: &str) -> bool {
        match self {
            Self::One(_) | Self::Edge => self.exact().is_some_and(|text| text.contains(literal)),
            Self::Either(branches) => branches.iter().all(|branch| branch.holds(literal)),
            Self::Repeat(node, least, _) => {
                *least > 0 && (node.holds(literal) || self.exact().is_some_and(|text| text.contains(literal)))
            }
            Self::Row(nodes) => {
                let mut run = String::new();
                for node in nodes {
                    match node.exact() {
                        Some(text) => run.push_str(&text),
                        None if node.holds(literal) => return true,
                        None => {
                            if run.contains(literal) {
                                return true;
                            }
                            run.clear();
                        }
                    }
                }
                run.contains(literal)
            }
        }
    }

    /// The only text it matches, if there is only one.
    fn exact(&self) -> Option<String> {
        match self {
            Self::One(Set { other_than: false, holds }) => match holds.as_slice() {
                [Piece::Range(from, to)] if from == to => Some(from.to_string()),
                _ => None,
            },
            Self::Edge => Some(String::new()),
            Self::Row(nodes) => nodes.iter().map(Self::exact).collect(),
            // Beyond a literal's length nobody asks.
            Self::Repeat(node, least, Some(most)) if least == most => {
                node.exact().filter(|text| text.len() <= 200).map(|text| text.repeat(*least))
            }
            _ => None,
        }
    }
}

//! A pattern as a program, run over a text in one pass: all ways to match at once, each step of the program at most once a
//! character. The leftmost match; of those that begin there, the one that its signs prefer.

use std::ops::Range;

use super::parse::{Node, Piece, Set};

/// The program.
#[derive(Debug)]
pub struct Program(Vec<Step>);

#[derive(Debug)]
enum Step {
    One(Set),
    Edge,
    /// Both ways, the first one preferred.
    Split(usize, usize),
    Go(usize),
    Done,
}

/// The ways to go on at one place of the text: step and where the match began, in the order in which they are preferred.
#[derive(Debug)]
struct Ways {
    list: Vec<(usize, usize)>,
    /// Steps that are in the list, or led there, at this place.
    been: Vec<bool>,
    stack: Vec<usize>,
}

impl Program {
    /// The program for a tree.
    pub fn new(node: &Node) -> Self {
        let mut program = Self(Vec::new());
        program.write(node);
        program.0.push(Step::Done);
        program
    }

    fn write(&mut self, node: &Node) {
        match node {
            Node::One(set) => self.0.push(Step::One(set.clone())),
            Node::Edge => self.0.push(Step::Edge),
            Node::Row(nodes) => nodes.iter().for_each(|node| self.write(node)),
            Node::Either(branches) => {
                let mut ends = Vec::new();
                for (at, branch) in branches.iter().enumerate() {
                    let last = at + 1 == branches.len();
                    let split = self.0.len();
                    if !last {
                        self.0.push(Step::Split(split + 1, 0));
                    }
                    self.write(branch);
                    if !last {
                        ends.push(self.0.len());
                        self.0.push(Step::Go(0));
                        self.0[split] = Step::Split(split + 1, self.0.len());
                    }
                }
                for end in ends {
                    self.0[end] = Step::Go(self.0.len());
                }
            }
            Node::Repeat(node, least, most) => {
                (0..*least).for_each(|_| self.write(node));
                if let Some(most) = most {
                    let mut splits = Vec::new();
                    for _ in *least..*most {
                        splits.push(self.0.len());
                        self.0.push(Step::Split(0, 0));
                        self.write(node);
                    }
                    for split in splits {
                        self.0[split] = Step::Split(split + 1, self.0.len());
                    }
                } else {
                    let split = self.0.len();
                    self.0.push(Step::Split(0, 0));
                    self.write(node);
                    self.0.push(Step::Go(split));
                    self.0[split] = Step::Split(split + 1, self.0.len());
                }
            }
        }
    }

    /// The leftmost match from a place on; adds the steps it took.
    pub fn find(&self, text: &str, from: usize, steps: &mut usize) -> Option<Range<usize>> {
        let (mut now, mut next) = (Ways::new(self.0.len()), Ways::new(self.0.len()));
        let mut found = None;
        let mut before = text.get(..from)?.chars().next_back();
        let mut rest = text.get(from..)?.chars();
        let mut at = from;
        loop {
            let c = rest.next();
            if found.is_none() {
                *steps += self.go(&mut now, (0, at), is_edge(before, c));
            }
            if now.list.is_empty() && found.is_some() {
                break;
            }
            let after = rest.clone().next();
            let behind = at + c.map_or(0, char::len_utf8);
            next.clear();
            for (step, start) in &now.list {
                *steps += 1;
                match self.0.get(*step) {
                    Some(Step::One(set)) if c.is_some_and(|c| set.has(c)) => {
                        *steps += self.go(&mut next, (step + 1, *start), is_edge(c, after));
                    }
                    Some(Step::Done) => {
                        found = Some(*start..at);
                        break;
                    }
                    _ => {}
                }
            }
            std::mem::swap(&mut now, &mut next);
            if c.is_none() {
                break;
            }
            (before, at) = (c, behind);
        }
        found
    }

    /// Adds a way, with all that it leads to without a character; how many steps that took.
    fn go(&self, ways: &mut Ways, (step, start): (usize, usize), edge: bool) -> usize {
        let mut taken = 0;
        ways.stack.push(step);
        while let Some(step) = ways.stack.pop() {
            match ways.been.get_mut(step) {
                Some(been) if !*been => *been = true,
                _ => continue,
            }
            taken += 1;
            match self.0.get(step) {
                Some(Step::Split(first, second)) => ways.stack.extend([*second, *first]),
                Some(Step::Go(to)) => ways.stack.push(*to),
                Some(Step::Edge) if edge => ways.stack.push(step + 1),
                Some(Step::One(_) | Step::Done) => ways.list.push((step, start)),
                Some(Step::Edge) | None => {}
            }
        }
        taken
    }
}

impl Ways {
    fn new(steps: usize) -> Self {
        Self { list: Vec::new(), been: vec![false; steps], stack: Vec::new() }
    }

    fn clear(&mut self) {
        self.list.clear();
        self.been.fill(false);
    }
}

/// Whether a word begins or ends between two characters.
fn is_edge(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(is_word) != after.is_some_and(is_word)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

impl Set {
    fn has(&self, c: char) -> bool {
        let holds = |piece: &Piece| match piece {
            Piece::Range(from, to) => (*from..=*to).contains(&c),
            Piece::Class('d') => c.is_ascii_digit(),
            Piece::Class('D') => !c.is_ascii_digit(),
            Piece::Class('w') => is_word(c),
            Piece::Class('W') => !is_word(c),
            Piece::Class('s') => c.is_whitespace(),
            Piece::Class(_) => !c.is_whitespace(),
        };
        self.holds.iter().any(holds) != self.other_than
    }
}

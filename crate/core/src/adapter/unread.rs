//! What could not be read, said once a field and not once an item.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Unread, UnreadWhy};
use crate::tree::{Gap, GapKind};

/// How often a field was there, withheld, or not understood.
#[derive(Debug, Default)]
struct Tally {
    asked: u32,
    found: u32,
    nothing: u32,
    withheld: u32,
    failed: u32,
    capped: u32,
    /// The first text that was not understood, short.
    example: String,
}

/// Collects while a page is read.
#[derive(Debug, Default)]
pub(super) struct Notes {
    fields: BTreeMap<&'static str, Tally>,
    other: BTreeSet<Unread>,
    optional: BTreeSet<String>,
}

/// How one field of one item went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    Found,
    Missing,
    /// The site's own way of saying that there is none.
    Nothing,
    Withheld,
    /// There, but not understood: the text.
    Failed(String),
}

impl Notes {
    pub fn field(&mut self, field: &'static str, outcome: Outcome) {
        let tally = self.fields.entry(field).or_default();
        tally.asked += 1;
        match outcome {
            Outcome::Found => tally.found += 1,
            Outcome::Missing => {}
            Outcome::Nothing => tally.nothing += 1,
            Outcome::Withheld => tally.withheld += 1,
            Outcome::Failed(text) => {
                tally.failed += 1;
                if tally.example.is_empty() {
                    tally.example = shorten(&text);
                }
            }
        }
    }

    pub fn capped(&mut self, field: &'static str) {
        self.fields.entry(field).or_default().capped += 1;
    }

    pub fn optional(&mut self, fields: &[String]) {
        self.optional.extend(fields.iter().cloned());
    }

    pub fn say(&mut self, field: impl Into<String>, why: UnreadWhy, note: impl Into<String>) {
        self.other.insert(Unread { field: field.into(), why, note: note.into() });
    }

    pub fn gaps(&mut self, gaps: &[Gap]) {
        for Gap { kind, count } in gaps {
            let (field, why, note) = match kind {
                GapKind::Rows => ("page", UnreadWhy::Capped, "the page has too many elements".to_owned()),
                GapKind::Text => ("page", UnreadWhy::Capped, "the page has too much text".to_owned()),
                GapKind::Depth => ("page", UnreadWhy::Capped, "the page is nested too deeply".to_owned()),
                GapKind::Bytes => ("page", UnreadWhy::Capped, "the file is too large".to_owned()),
                GapKind::Attributes => {
                    ("page", UnreadWhy::Capped, "some attributes are too long or too many".to_owned())
                }
                GapKind::Encoding => ("page", UnreadWhy::NotUnderstood, "some bytes are no text".to_owned()),
                GapKind::Blocks => {
                    ("page", UnreadWhy::Capped, format!("{} too large or too many", plural(*count, "data block")))
                }
                GapKind::Frame => {
                    ("frames", UnreadWhy::NotOnPage, format!("{}: another document", plural(*count, "frame")))
                }
                GapKind::Cut => {
                    ("end of the page", UnreadWhy::NotOnPage, "the file ends in the middle of the page".to_owned())
                }
                GapKind::ClosedShadow => {
                    ("components", UnreadWhy::Partial, format!("{} not open to reading", plural(*count, "component")))
                }
            };
            self.say(field, why, note);
        }
    }

    /// All of it, in the order of field names.
    pub fn finish(self) -> Vec<Unread> {
        let mut all = self.other;
        for (field, tally) in self.fields {
            let mut say = |why, note: String| {
                all.insert(Unread { field: field.to_owned(), why, note });
            };
            let of = |n: u32| if tally.asked > 1 { format!("{n} of {}", tally.asked) } else { String::new() };
            if tally.capped > 0 {
                say(UnreadWhy::Capped, format!("{} longer than is read", plural(tally.capped, "text")));
            }
            if tally.withheld > 0 {
                say(UnreadWhy::Withheld, of(tally.withheld));
            }
            if tally.failed > 0 {
                let of = of(tally.failed);
                say(
                    UnreadWhy::NotUnderstood,
                    format!("{of}{}`{}`", if of.is_empty() { "" } else { ": " }, tally.example),
                );
            }
            // A letter that is missing on two cards of ten was not compared: that is no less unread than all ten.
            let known = tally.found + tally.withheld + tally.failed;
            let missing = tally.asked - known - tally.nothing;
            if !self.optional.contains(field) && tally.asked > 0 {
                if known == 0 {
                    say(UnreadWhy::NotOnPage, String::new());
                } else if missing > 0 {
                    say(UnreadWhy::NotOnPage, of(missing));
                }
            }
        }
        all.into_iter().collect()
    }
}

pub(super) fn plural(n: u32, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

fn shorten(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

//! What all rules see in a text, in one pass: phrases always; patterns where their literal stands, and identifiers, only if
//! a rule that reads this place asks for them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use super::reading::{self, Reading};
use super::rule::Place;
use super::rules::{Asked, Role, Rules};
use super::term::{Named, NamedKind};
use crate::text::identifiers::{Identifier, Kind, identifiers};
use crate::text::language::Languages;
use crate::text::words::run_id;

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    /// The sentence's number.
    pub sentence: usize,
    /// Words of the text.
    pub words: Range<usize>,
    /// Of an identifier its plain value; else empty.
    pub value: String,
}

/// A text as all rules see it.
#[derive(Debug)]
pub struct Seen {
    pub(super) reading: Rc<Reading>,
    pub(super) spots: BTreeMap<usize, Vec<(Role, Spot)>>,
    /// Steps that patterns took.
    steps: usize,
}

/// The job as all rules see it.
#[derive(Debug, Default)]
pub struct JobSeen {
    /// Whether there was any text.
    pub(super) present: bool,
    /// Every three words in a row.
    pub(super) runs: BTreeSet<u64>,
    /// The identifiers in it.
    pub(super) named: BTreeSet<String>,
    pub(super) any: BTreeSet<usize>,
    pub(super) none: BTreeSet<usize>,
}

impl Seen {
    /// The languages the text reads as: whether a rule can have understood it.
    pub fn languages(&self) -> Languages {
        let first = |word| self.reading.said(word).chars().next();
        Languages::of_numbered(self.reading.words.iter().map(|word| (first(word), word.id)))
    }

    /// What reading it took, in steps that no machine changes: words, what was found in them, and the steps of patterns.
    pub fn work(&self) -> usize {
        self.reading.words.len() + self.spots.values().map(Vec::len).sum::<usize>() + self.steps
    }

    fn add(&mut self, term: (usize, Role), words: Range<usize>, value: &str) {
        // What has no word has no sentence: nothing but signs.
        if !words.is_empty() {
            let spot = Spot { sentence: self.reading.sentence_of(words.start), words, value: value.to_owned() };
            self.spots.entry(term.0).or_default().push((term.1, spot));
        }
    }
}

impl Rules {
    /// Reads a text for all rules at once: for those that run and read this place, or without a place for every one.
    pub fn see(&self, text: &str, place: Option<Place>) -> Seen {
        self.see_read(text, Rc::new(reading::read(text)), place)
    }

    /// The same of a text that was read for others before.
    pub(super) fn see_read(&self, text: &str, reading: Rc<Reading>, place: Option<Place>) -> Seen {
        let mut seen = Seen { reading, spots: BTreeMap::new(), steps: 0 };
        for hit in self.matcher.hits(&seen.reading) {
            if let Some((rule, role)) = self.roles.get(hit.phrase) {
                seen.add((*rule, *role), hit.words, "");
            }
        }
        let asks = |rule: usize| {
            let compiled = self.compiled.get(rule);
            place.is_none_or(|place| compiled.is_some_and(|compiled| compiled.runs() && compiled.reads(place)))
        };
        let mut steps = 0;
        for (rule, role, pattern) in &self.patterns {
            if asks(*rule) && pattern.may_match(seen.reading.normal.text()) {
                for number in 0..seen.reading.sentences.len() {
                    let Some((start, sentence)) = seen.reading.sentence(number) else { continue };
                    for hit in pattern.hits(sentence, &mut steps) {
                        let words = seen.reading.words_of(&(start + hit.start..start + hit.end));
                        seen.add((*rule, *role), words, "");
                    }
                }
            }
        }
        seen.steps = steps;
        if self.asked.iter().any(|(rule, ..)| asks(*rule)) {
            for identifier in identifiers(text) {
                let words = seen.reading.words_behind(&identifier.at);
                for (rule, role, asked) in &self.asked {
                    if asks(*rule) && self.is_asked(asked, &identifier) {
                        seen.add((*rule, *role), words.clone(), &identifier.value);
                    }
                }
            }
        }
        seen
    }

    fn is_asked(&self, asked: &Asked, identifier: &Identifier) -> bool {
        match asked {
            Asked::List(list) => self.lists.get(*list).is_some_and(|entries| entries.has(identifier)),
            Asked::Kind(Named { identifier: kind, on, hidden }) => {
                let fits = match (kind, identifier.kind) {
                    (NamedKind::Handle, Kind::Handle { on: messenger }) => on.as_ref().is_none_or(|on| on == messenger),
                    (NamedKind::Phone, Kind::Phone)
                    | (NamedKind::Email, Kind::Email)
                    | (NamedKind::Wallet, Kind::Wallet { .. })
                    | (NamedKind::Url, Kind::Url)
                    | (NamedKind::Host, Kind::Host) => true,
                    _ => false,
                };
                fits && (identifier.hidden || !hidden)
            }
        }
    }

    /// Reads the job's title, description and skills for all rules at once.
    pub fn see_job(&self, text: &str) -> JobSeen {
        let reading = reading::read(text);
        let mut job = JobSeen { present: !reading.words.is_empty(), ..JobSeen::default() };
        job.runs = reading.words.windows(3).map(run_of).collect();
        if !self.asked.is_empty() {
            job.named = identifiers(text).into_iter().map(|identifier| identifier.value).collect();
        }
        for hit in self.matcher.hits(&reading) {
            match self.roles.get(hit.phrase) {
                Some((rule, Role::JobAny)) => job.any.insert(*rule),
                Some((rule, Role::JobNone)) => job.none.insert(*rule),
                _ => continue,
            };
        }
        job
    }
}

impl JobSeen {
    /// Whether words stand in the job's own text: three or more in a row as they stand there, or an identifier of it.
    pub(super) fn says(&self, words: &[reading::Word], value: &str) -> bool {
        self.named.contains(value) || (words.len() > 2 && words.windows(3).all(|run| self.runs.contains(&run_of(run))))
    }
}

fn run_of(words: &[reading::Word]) -> u64 {
    run_id(words.iter().map(|word| word.id))
}

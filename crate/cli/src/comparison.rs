//! Two letters side by side: what they share, as every form of the output shows it.

use std::ops::Range;

use secondlook_core::stats::round6;
use secondlook_core::text::letter::Letter;
use secondlook_core::text::likeness::{Likeness, likeness};
use secondlook_core::text::offsets::Offsets;
use secondlook_core::text::rarity::Rarity;
use serde::Serialize;

use crate::collection::{LEAST_WORDS, bytes};
use crate::knowledge::{Knowledge, Told};
use crate::render::marked::Face;
use crate::wire;
use secondlook_core::text::words::MOST_WORDS;

/// One of two letters.
#[derive(Debug)]
pub struct Side {
    /// What to call it.
    pub name: String,
    /// Its text.
    pub text: String,
    /// Made ready.
    pub letter: Letter,
    /// Bytes of the shared passages; the same place in the other side's list is the same passage.
    pub passages: Vec<Range<usize>>,
}

impl Side {
    fn new(name: String, text: &str, letter: Letter, passages: impl Iterator<Item = Range<usize>>) -> Self {
        let passages = passages.map(|run| bytes(&letter.words, &run)).collect();
        Self { name, text: text.to_owned(), letter, passages }
    }

    /// Whether there is too little to judge.
    pub fn too_short(&self) -> bool {
        self.letter.own < LEAST_WORDS
    }

    /// Whether only the beginning was read.
    pub fn cut(&self) -> bool {
        self.letter.words.len() >= MOST_WORDS
    }

    /// Bytes of the runs of words that were set aside.
    pub fn set_aside(&self) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        let aside = self.letter.aside.iter().enumerate().filter(|(_, aside)| **aside);
        for (at, _) in aside {
            match runs.last_mut() {
                Some(run) if run.end == at => run.end = at + 1,
                _ => runs.push(at..at + 1),
            }
        }
        runs.into_iter().map(|run| bytes(&self.letter.words, &run)).collect()
    }

    /// To be shown.
    pub fn face(&self) -> Face<'_> {
        Face { name: &self.name, text: &self.text, passages: &self.passages }
    }

    fn units(&self, ranges: &[Range<usize>]) -> Vec<[usize; 2]> {
        let offsets = Offsets::new(&self.text);
        let units = ranges.iter().map(|range| offsets.utf16_range(range.clone()));
        units.map(|range| [range.start, range.end]).collect()
    }
}

/// Two letters compared.
#[derive(Debug)]
pub struct Comparison {
    /// The first.
    pub a: Side,
    /// The second.
    pub b: Side,
    /// What was found.
    pub found: Likeness,
    /// Distinctive words in common, the rarest first, as the first letter has them.
    pub words: Vec<String>,
}

impl Comparison {
    /// Compares two letters read before.
    pub fn new(names: [String; 2], texts: [&str; 2], letters: [Letter; 2], rarity: &Rarity) -> Self {
        let found = likeness(&letters[0], &letters[1], rarity);
        let words = common(texts[0], &letters, rarity);
        let ([a, b], [left, right]) = (names, letters);
        Self {
            a: Side::new(a, texts[0], left, found.passages.iter().map(|run| run.a.clone())),
            b: Side::new(b, texts[1], right, found.passages.iter().map(|run| run.b.clone())),
            found,
            words,
        }
    }

    /// Compares two letters alone.
    pub fn alone(knowledge: &Knowledge, names: [String; 2], told: [Told; 2]) -> Self {
        let letters = told.map(|told| knowledge.letter(told));
        let rarity = knowledge.collection(Vec::new()).rarity;
        Self::new(names, told.map(|(text, _)| text), letters, &rarity)
    }

    /// As JSON has it.
    pub fn wire(&self) -> Wire<'_> {
        let found = &self.found;
        let (left, right) = (self.a.units(&self.a.passages), self.b.units(&self.b.passages));
        let sides = [("a", &self.a), ("b", &self.b)];
        let named =
            |holds: fn(&Side) -> bool| sides.iter().filter(|(_, side)| holds(side)).map(|(name, _)| *name).collect();
        Wire {
            schema: 1,
            likeness: found.likeness,
            containment_a: found.containment_a,
            containment_b: found.containment_b,
            parts: Parts { words: found.words, roots: found.roots, pairs: found.pairs },
            distinctive_words: found.distinctive_words,
            chance: round6(found.chance),
            spans: left
                .into_iter()
                .zip(right)
                .zip(&self.a.passages)
                .map(|((a, b), bytes)| wire::Span {
                    a,
                    b,
                    text: self.a.text.get(bytes.clone()).unwrap_or_default().to_owned(),
                })
                .collect(),
            words: &self.words,
            set_aside: SetAside { a: self.a.units(&self.a.set_aside()), b: self.b.units(&self.b.set_aside()) },
            too_short: named(Side::too_short),
            least_words: LEAST_WORDS,
            cut: named(Side::cut),
            background: "shipped",
        }
    }
}

/// Words listed at most.
const MOST_LISTED: usize = 24;

/// Words of their own that both letters have, the rarest first, as the first letter writes them.
fn common(text: &str, letters: &[Letter; 2], rarity: &Rarity) -> Vec<String> {
    let [mut left, right] = [&letters[0], &letters[1]].map(|letter| {
        let own = letter.words.iter().zip(&letter.aside).filter(|(_, aside)| !**aside);
        let mut own: Vec<_> = own.map(|(word, _)| (word.id, word.at())).collect();
        own.sort_by_key(|(id, at)| (*id, at.start));
        own.dedup_by_key(|(id, _)| *id);
        own
    });
    let rare = rarity.half_weight();
    left.retain(|(id, _)| rarity.word(*id).weight >= rare);
    left.retain(|(id, _)| right.binary_search_by_key(id, |(id, _)| *id).is_ok());
    left.sort_by(|(x, a), (y, b)| {
        rarity.word(*y).weight.total_cmp(&rarity.word(*x).weight).then(a.start.cmp(&b.start))
    });
    left.iter().take(MOST_LISTED).filter_map(|(_, at)| text.get(at.clone())).map(str::to_owned).collect()
}

/// Two letters compared, as JSON.
#[derive(Debug, Serialize)]
pub struct Wire<'a> {
    schema: u8,
    likeness: f64,
    containment_a: f64,
    containment_b: f64,
    parts: Parts,
    distinctive_words: usize,
    chance: f64,
    spans: Vec<wire::Span>,
    words: &'a [String],
    set_aside: SetAside,
    too_short: Vec<&'static str>,
    least_words: usize,
    cut: Vec<&'static str>,
    background: &'static str,
}

/// What the likeness is the sum of.
#[derive(Debug, Serialize)]
struct Parts {
    words: f64,
    roots: f64,
    pairs: f64,
}

#[derive(Debug, Serialize)]
struct SetAside {
    a: Vec<[usize; 2]>,
    b: Vec<[usize; 2]>,
}

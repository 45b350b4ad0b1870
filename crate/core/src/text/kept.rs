//! Very many letters, kept as numbers of words: to compare one of them, nothing of its text is read again.
//!
//! A word's number is its place in the [`Lexicon`], the words of all letters in the order of their ids. Letters are read in
//! parts, on as many threads as there are; each part numbers its words by itself, in the order in which it meets them,
//! until the lexicon is made.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;

use super::keys::{entry, winnowed};
use super::letter::Letter;
use super::likeness::{Profile, Weighed};
use super::near::{Near, Pairs};
use super::order::Table;
use super::rarity::{Rarity, Same, Worth};

/// Letters of a part.
pub const PART: usize = 512;

/// Some letters, at most [`PART`].
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// Key and place of the letter within the part; taken out by the index.
    pub(super) entries: Vec<u64>,
    /// The numbers of the distinct own words of each letter, ascending, one letter behind the other.
    words: Flat<u32>,
    /// For each own word of each letter, in the order of the text, its place among the distinct ones.
    places: Flat<u16>,
    /// What the pairs of near words of each letter weigh.
    pairs: Vec<Weighed>,
    /// The id and the root of each word, by its number; empty once the numbers are those of the lexicon.
    met: Vec<(u64, u64)>,
}

/// Lists one behind the other.
#[derive(Debug, Clone)]
struct Flat<T> {
    all: Vec<T>,
    ends: Vec<u32>,
}

impl<T> Default for Flat<T> {
    fn default() -> Self {
        Self { all: Vec::new(), ends: Vec::new() }
    }
}

impl<T> Flat<T> {
    fn push(&mut self, list: impl Iterator<Item = T>) {
        self.all.extend(list);
        self.ends.push(self.all.len() as u32);
    }

    fn get(&self, at: usize) -> &[T] {
        self.all.get(self.range(at)).unwrap_or_default()
    }

    fn range(&self, at: usize) -> Range<usize> {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        at.checked_sub(1).map_or(0, end)..end(at)
    }

    fn shrink(&mut self) {
        self.all.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

impl Part {
    /// Reads letters, the first [`PART`] of those given. One all of whose words were set aside has none here.
    pub fn read(letters: impl Iterator<Item = Letter>, rarity: &Rarity) -> Self {
        let mut part = Self::default();
        let mut numbers: HashMap<u64, u32, BuildHasherDefault<Same>> = HashMap::default();
        let mut keys = Vec::new();
        for (at, letter) in (0..).zip(letters.take(PART)) {
            winnowed(&letter.words, &mut keys);
            part.entries.extend(keys.iter().map(|key| entry(*key, at)));
            for word in letter.own_words() {
                numbers.entry(word.id).or_insert_with(|| {
                    part.met.push((word.id, word.root));
                    part.met.len() as u32 - 1
                });
            }
            let near = Near::new(&letter, rarity.tuning.window);
            let worths: Vec<Worth> = near.words.iter().map(|id| rarity.word(*id)).collect();
            part.words.push(near.words.iter().map(|id| numbers.get(id).copied().unwrap_or_default()));
            part.places.push(near.places.iter().map(|place| *place as u16));
            part.pairs.push(Weighed::of_pairs(&near, &worths, rarity));
        }
        part.words.shrink();
        part.places.shrink();
        part.pairs.shrink_to_fit();
        part
    }

    /// How many letters.
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// The numbers of the distinct own words of a letter, ascending.
    pub fn words(&self, at: usize) -> &[u32] {
        self.words.get(at)
    }

    /// A letter as it is compared: what [`Profile::new`] makes of it.
    pub fn profile(&self, at: usize, lexicon: &Lexicon, rarity: &Rarity) -> Profile {
        let known: Vec<(u64, Known)> = self.words(at).iter().map(|number| lexicon.get(*number)).collect();
        let places: Vec<u32> = self.places.get(at).iter().map(|place| u32::from(*place)).collect();
        let pairs = Pairs::new(&places, known.len(), rarity.tuning.window);
        let near = Near { words: known.iter().map(|(id, _)| *id).collect(), places, pairs };
        let worths: Vec<Worth> = known.iter().map(|(_, known)| known.worth).collect();
        let roots = known.iter().map(|(_, known)| (known.root, known.of_root));
        Profile::of(near, &worths, self.pairs.get(at).copied().unwrap_or_default(), roots, rarity)
    }
}

/// The words of all letters.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    words: Table<Known>,
}

/// What is known of a word.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Known {
    worth: Worth,
    root: u64,
    of_root: Worth,
}

impl Lexicon {
    /// Of the words of the parts, whose numbers become those of the lexicon.
    pub fn new(parts: &mut [Part], rarity: &Rarity) -> Self {
        let mut words: Vec<(u64, u64)> = parts.iter().flat_map(|part| part.met.iter().copied()).collect();
        words.sort_unstable();
        words.dedup();
        let known = |(id, root)| (id, Known { worth: rarity.word(id), root, of_root: rarity.root(root) });
        let lexicon = Self { words: Table::new(words.into_iter().map(known).collect()) };
        for part in parts {
            let met = std::mem::take(&mut part.met).into_iter();
            let numbers: Vec<u32> = met.map(|(id, _)| lexicon.number(id).unwrap_or_default()).collect();
            for word in &mut part.words.all {
                *word = numbers.get(*word as usize).copied().unwrap_or_default();
            }
        }
        lexicon
    }

    /// How many words.
    pub fn len(&self) -> usize {
        self.words.all().len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.words.all().is_empty()
    }

    /// The number of a word.
    pub fn number(&self, id: u64) -> Option<u32> {
        self.words.place(id).map(|place| place as u32)
    }

    /// What a word says, by its number.
    pub fn worth(&self, number: u32) -> Worth {
        self.get(number).1.worth
    }

    fn get(&self, number: u32) -> (u64, Known) {
        self.words.all().get(number as usize).copied().unwrap_or_default()
    }
}

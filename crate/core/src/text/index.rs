//! Finding a copied letter among very many: an inverted index over a letter's winnowed shingles.
//!
//! A letter is entered under the winnowed minima of its runs of [`RUN`] words (Schleimer, Wilkerson, Aiken 2003): of
//! every [`WINDOW`] neighbouring runs at least one is a key, so any passage of `RUN + WINDOW - 1` equal words shares a
//! key, wherever it stands. Everything is a flat sorted array: an entry is one number, half key and half letter.
//!
//! A query gathers the letters under its keys, the rarest keys first, ranks them by how rare the shared keys are, then
//! by the rarity-weighted words in common. What remains, a few letters, is for the likeness to judge. Letters of one and
//! the same text stand in the index once. A key that very many letters share says little and is kept for the first
//! [`MOST_UNDER_KEY`] of them; one query reads at most [`MOST_READ`] entries: a flood of one template, or of one word,
//! costs no more than ordinary letters. [`Index::crowded`] says how many keys were cut so.

use std::ops::Range;

use super::order::distinct;
use super::rarity::{Rarity, Worth};
use super::words::{Word, run_id, word_id};

/// Words of a run that is a key.
pub const RUN: usize = 3;
/// Neighbouring runs of which the least is taken.
pub const WINDOW: usize = 4;
/// Letters kept under one key.
pub const MOST_UNDER_KEY: usize = 512;
/// Entries that one query reads.
pub const MOST_READ: usize = 1024;
/// Letters that are weighed at once, and how often for one query: again only while half of them have most words in
/// common, as the copies of one template do.
const WEIGHED_AT_ONCE: usize = 24;
const MOST_TIMES: usize = 8;
const MOST_WORDS: f64 = 0.5;
/// Share of the words, by weight, of the query's or of the letter's, below which no likeness is worked out.
pub const LEAST_OVERLAP: f64 = 0.4;

/// Letters that are enough to learn from which words are rare.
const MOST_SAMPLED: usize = 2_000;
/// Slots of words: sixteen thousand, so that a letter's hundred words seldom meet.
const SLOTS: usize = 1 << 14;
/// Steps of a weight of 1, so that sums are exact in any order.
const WEIGHT_STEPS: f64 = 1024.0;

/// What the index takes of some letters. Parts are read apart, on as many threads as there are, and put together.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// Key in the upper half, place of the letter within the part in the lower.
    entries: Vec<u64>,
    /// The slots of the distinct words of each letter, one letter behind the other.
    slots: Vec<u16>,
    /// How many of them each letter has.
    lengths: Vec<u32>,
    /// A number for the text of each letter.
    wholes: Vec<u64>,
}

impl Part {
    /// Reads letters: each one's text and its words.
    pub fn read<T: AsRef<[Word]>>(letters: impl Iterator<Item = (impl AsRef<str>, T)>) -> Self {
        let mut part = Self::default();
        let mut keys = Vec::new();
        for (place, (text, words)) in letters.enumerate() {
            let words = words.as_ref();
            part.wholes.push(word_id(text.as_ref()));
            let own = distinct(words.iter().map(|word| word.id));
            part.slots.extend(own.iter().map(|id| slot(*id)));
            part.lengths.push(own.len() as u32);
            winnowed(words, &mut keys);
            part.entries.extend(keys.iter().map(|key| entry(*key, place as u32)));
        }
        part
    }

    /// How many letters.
    pub fn len(&self) -> usize {
        self.wholes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.wholes.is_empty()
    }
}

/// A letter that may be like the query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Its place among all letters; of letters of one text, the first.
    pub letter: u32,
    /// Share of the words in common by weight, 0 to 1: the larger of the query's and the letter's.
    pub overlap: f64,
}

/// The counters of a query, kept from one to the next; one for each thread.
#[derive(Debug, Clone, Default)]
pub struct Counters {
    /// For each letter, how much its keys say.
    scores: Vec<u32>,
    /// The letters that have a score.
    touched: Vec<u32>,
    /// For each slot, the weight of the query's words in it.
    weights: Vec<u32>,
}

/// Letters by their keys.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// Key in the upper half, letter in the lower; ascending.
    entries: Vec<u64>,
    /// For each leading part of a key, where its entries begin; one more for the end.
    begins: Vec<u32>,
    /// How far a key is shifted to give its leading part.
    shift: u32,
    slots: Vec<u16>,
    /// Where each letter's words end.
    ends: Vec<u64>,
    /// What the words of each letter weigh together, at least.
    weights: Vec<u32>,
    /// Letters whose text is that of another, with the number of the text; ascending.
    twins: Vec<(u64, u32)>,
    /// For each letter that is in the index for others of its text too, the number of the text; ascending.
    firsts: Vec<(u32, u64)>,
    /// Keys that more letters have than are kept.
    crowded: usize,
    sample: Vec<u32>,
}

impl Index {
    /// Puts parts together, in the order of the letters.
    pub fn new(parts: Vec<Part>) -> Self {
        let letters: usize = parts.iter().map(Part::len).sum();
        let mut index = Self::default();
        let mut entries = Vec::with_capacity(parts.iter().map(|part| part.entries.len()).sum());
        let mut wholes: Vec<(u64, u32)> = Vec::with_capacity(letters);
        index.slots.reserve_exact(parts.iter().map(|part| part.slots.len()).sum());
        index.ends.reserve_exact(letters);
        for part in parts {
            let first = wholes.len() as u32;
            entries.extend(part.entries.iter().map(|entry| entry + u64::from(first)));
            index.slots.extend_from_slice(&part.slots);
            let mut end = index.ends.last().copied().unwrap_or_default();
            for length in part.lengths {
                end += u64::from(length);
                index.ends.push(end);
            }
            wholes.extend(part.wholes.iter().zip(first..).map(|(whole, at)| (*whole, at)));
        }
        let again = index.set_twins(wholes);
        if !again.is_empty() {
            entries.retain(|entry| again.binary_search(&(*entry as u32)).is_err());
        }
        index.set_entries(entries);
        index
    }

    /// Notes letters of one text; gives those that are not the first of theirs.
    fn set_twins(&mut self, mut wholes: Vec<(u64, u32)>) -> Vec<u32> {
        wholes.sort_unstable();
        let distinct = wholes.chunk_by(|a, b| a.0 == b.0).filter_map(|same| same.first());
        self.sample = distinct.take(MOST_SAMPLED).map(|(_, at)| *at).collect();
        let mut again = Vec::new();
        for same in wholes.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
            self.twins.extend_from_slice(same);
            self.firsts.extend(same.first().map(|(whole, at)| (*at, *whole)));
            again.extend(same.iter().skip(1).map(|(_, at)| *at));
        }
        self.firsts.sort_unstable();
        again.sort_unstable();
        again
    }

    fn set_entries(&mut self, mut entries: Vec<u64>) {
        entries.sort_unstable();
        let (mut last, mut run) = (None, 0);
        entries.retain(|entry| {
            run = if last.replace(key(*entry)) == Some(key(*entry)) { run + 1 } else { 0 };
            self.crowded += usize::from(run == MOST_UNDER_KEY);
            run < MOST_UNDER_KEY
        });
        // About four entries to a leading part.
        let bits = (entries.len() / 4).max(1).ilog2().min(28);
        self.shift = 32 - bits;
        self.begins.reserve_exact((1 << bits) + 1);
        for (at, entry) in entries.iter().enumerate() {
            let part = self.leading(key(*entry));
            while self.begins.len() <= part {
                self.begins.push(at as u32);
            }
        }
        self.begins.resize((1 << bits) + 1, entries.len() as u32);
        self.entries = entries;
    }

    /// Weighs the words of all letters, once it is learned what is rare. Of the words of one slot the lightest counts: a
    /// letter is rather taken for one that has more of its words in common than for one that has fewer.
    pub fn weigh(&mut self, rarity: &Rarity) {
        let mut lightest = vec![weight(rarity.unseen()); SLOTS];
        for (id, worth) in rarity.words() {
            if let Some(held) = lightest.get_mut(usize::from(slot(id))) {
                *held = weight(worth).min(*held);
            }
        }
        let of = |slot: &u16| lightest.get(usize::from(*slot)).copied().unwrap_or_default();
        let all = (0..self.len() as u32).map(|letter| self.slots.get(self.words_of(letter)).unwrap_or_default());
        self.weights = all.map(|slots| slots.iter().map(of).fold(0, u32::saturating_add)).collect();
    }

    fn leading(&self, key: u32) -> usize {
        (u64::from(key) >> self.shift) as usize
    }

    /// How many letters.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Letters of different texts to learn from what is rare, chosen without regard to their order.
    pub fn sample(&self) -> &[u32] {
        &self.sample
    }

    /// Keys that more letters have than are kept under them.
    pub fn crowded(&self) -> usize {
        self.crowded
    }

    /// The letters with the text of this one, where it is the first of several; itself among them.
    pub fn twins(&self, letter: u32) -> impl ExactSizeIterator<Item = u32> + '_ {
        let whole = self.firsts.binary_search_by_key(&letter, |first| first.0);
        let whole = whole.ok().and_then(|at| self.firsts.get(at)).map(|first| first.1);
        let range = whole.map_or(0..0, |whole| {
            let begin = self.twins.partition_point(|twin| twin.0 < whole);
            begin..begin + self.twins.iter().skip(begin).take_while(|twin| twin.0 == whole).count()
        });
        self.twins.get(range).unwrap_or_default().iter().map(|twin| twin.1)
    }

    /// The letters that may be like this one, best first.
    pub fn candidates(&self, query: &[Word], rarity: &Rarity, counters: &mut Counters) -> Vec<Candidate> {
        let mut keys = Vec::new();
        winnowed(query, &mut keys);
        // Where each key's entries may stand is looked up for all keys before any is searched: memory answers many such
        // questions at once.
        let parts: Vec<(&[u64], u32)> = keys.iter().map(|key| self.part_of(*key)).collect();
        let lists = keys.iter().zip(parts).filter(|(key, (_, first))| first <= key);
        let mut lists: Vec<&[u64]> =
            lists.map(|(key, (part, _))| under(part, *key)).filter(|list| !list.is_empty()).collect();
        lists.sort_by_key(|list| list.len());
        counters.scores.resize(self.len(), 0);
        let mut read = 0;
        for list in lists {
            read += list.len();
            if read > MOST_READ.max(list.len()) {
                break;
            }
            let weight = 1 + (self.len() / list.len()).max(1).ilog2();
            for entry in list {
                let letter = *entry as u32;
                if let Some(score) = counters.scores.get_mut(letter as usize) {
                    if *score == 0 {
                        counters.touched.push(letter);
                    }
                    *score += weight;
                }
            }
        }
        let mut ranked: Vec<(u32, u32)> = Vec::with_capacity(counters.touched.len());
        for letter in counters.touched.drain(..) {
            if let Some(score) = counters.scores.get_mut(letter as usize) {
                ranked.push((u32::MAX - std::mem::take(score), letter));
            }
        }
        self.weighed(query, ranked, rarity, &mut counters.weights)
    }

    /// Those of the letters (before each its rank, the least best) with enough words in common, best first.
    fn weighed(
        &self,
        query: &[Word],
        mut ranked: Vec<(u32, u32)>,
        rarity: &Rarity,
        weights: &mut Vec<u32>,
    ) -> Vec<Candidate> {
        let ids = distinct(query.iter().map(|word| word.id));
        weights.resize(SLOTS, 0);
        let mut total = 0;
        for id in &ids {
            let weight = weight(rarity.word(*id));
            total += u64::from(weight);
            if let Some(held) = weights.get_mut(usize::from(slot(*id))) {
                *held = held.saturating_add(weight);
            }
        }
        let share = |part: u64, all: u64| if all == 0 { 0.0 } else { (part as f64 / all as f64).min(1.0) };
        let mut best: Vec<Candidate> = Vec::new();
        for _ in 0..MOST_TIMES {
            let at_once = WEIGHED_AT_ONCE.min(ranked.len());
            if at_once < ranked.len() {
                ranked.select_nth_unstable(at_once);
            }
            let before = best.len();
            best.extend(ranked.drain(..at_once).map(|(_, letter)| {
                let slots = self.slots.get(self.words_of(letter)).unwrap_or_default();
                let held = slots.iter().filter_map(|slot| weights.get(usize::from(*slot)));
                let weight: u64 = held.map(|held| u64::from(*held)).sum();
                let all = self.weights.get(letter as usize).copied().unwrap_or_default();
                Candidate { letter, overlap: share(weight, total).max(share(weight, u64::from(all))) }
            }));
            let now = best.get(before..).unwrap_or_default();
            if now.iter().filter(|candidate| candidate.overlap >= MOST_WORDS).count() * 2 < WEIGHED_AT_ONCE {
                break;
            }
        }
        best.retain(|candidate| candidate.overlap >= LEAST_OVERLAP);
        for id in ids {
            if let Some(held) = weights.get_mut(usize::from(slot(id))) {
                *held = 0;
            }
        }
        best.sort_by(|a, b| b.overlap.total_cmp(&a.overlap).then(a.letter.cmp(&b.letter)));
        best
    }

    fn words_of(&self, letter: u32) -> Range<usize> {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let at = letter as usize;
        at.checked_sub(1).map_or(0, end)..end(at)
    }

    /// The entries whose keys begin as this one, and the first of those keys.
    fn part_of(&self, wanted: u32) -> (&[u64], u32) {
        let at = self.leading(wanted);
        let begin = |at: usize| self.begins.get(at).map_or(0, |begin| *begin as usize);
        let part = self.entries.get(begin(at)..begin(at + 1)).unwrap_or_default();
        (part, part.first().map_or(u32::MAX, |entry| key(*entry)))
    }
}

/// Of entries, ascending, those under a key.
fn under(part: &[u64], wanted: u32) -> &[u64] {
    let from = part.partition_point(|entry| key(*entry) < wanted);
    let rest = part.get(from..).unwrap_or_default();
    rest.get(..rest.partition_point(|entry| key(*entry) == wanted)).unwrap_or_default()
}

/// A weight in whole steps.
fn weight(worth: Worth) -> u32 {
    (f64::from(worth.weight) * WEIGHT_STEPS).max(0.0) as u32
}

/// The slot of a word. Words of one slot are taken for one where letters are weighed, never where they are compared.
fn slot(id: u64) -> u16 {
    (id >> 40) as u16 % SLOTS as u16
}

fn entry(key: u32, letter: u32) -> u64 {
    u64::from(key) << 32 | u64::from(letter)
}

fn key(entry: u64) -> u32 {
    (entry >> 32) as u32
}

/// The keys of a letter, ascending and distinct: the least of every [`WINDOW`] neighbouring runs. A letter of fewer
/// runs has the least of those it has, one of fewer words than a run none.
fn winnowed(words: &[Word], keys: &mut Vec<u32>) {
    keys.clear();
    let runs: Vec<u64> = words.windows(RUN).map(|run| run_id(run.iter().map(|word| word.id))).collect();
    // The least is told by the whole number and the key is its lower half, which being the least does not skew.
    keys.extend(
        runs.windows(WINDOW.min(runs.len()).max(1)).filter_map(|window| window.iter().min()).map(|run| *run as u32),
    );
    keys.sort_unstable();
    keys.dedup();
}

#[cfg(test)]
#[path = "index_tests.rs"]
mod tests;

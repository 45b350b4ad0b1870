//! Finding a copied letter among very many: by runs of words in common ([`super::keys`]), then by the words in common of
//! the letters that were kept ([`super::kept`]). What remains, a few letters, is for the likeness to judge.

use super::kept::{Lexicon, PART, Part};
use super::keys::{Keys, Scores};
use super::likeness::Profile;
use super::rarity::Rarity;
use super::words::Word;

/// Letters that are weighed at once, and how often for one query: again only while half of them have most words in
/// common, as the copies of one template do.
const WEIGHED_AT_ONCE: usize = 16;
const MOST_TIMES: usize = 12;
const MOST_WORDS: f64 = 0.5;
/// Share of the words, by weight, of the query's or of the letter's, below which no likeness is worked out.
pub const LEAST_OVERLAP: f64 = 0.36;
/// Steps of a weight of 1, so that sums are exact in any order.
const WEIGHT_STEPS: f32 = 1024.0;

/// A letter that may be like the query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Its place among all letters.
    pub letter: u32,
    /// Share of the own words in common by weight, 0 to 1: the larger of the query's and the letter's.
    pub overlap: f64,
}

/// The counters of a query, kept from one to the next; one for each thread.
#[derive(Debug, Clone, Default)]
pub struct Counters {
    scores: Scores,
    /// What the query's own words weigh, by their numbers.
    weights: Vec<u16>,
}

/// Letters to look in.
#[derive(Debug, Clone, Default)]
pub struct Index {
    keys: Keys,
    lexicon: Lexicon,
    /// Each of [`PART`] letters but the last.
    parts: Vec<Part>,
    /// What the own words of each letter weigh together.
    weights: Vec<u32>,
}

impl Index {
    /// Of parts of [`PART`] letters each, in the order of the letters.
    pub fn new(mut parts: Vec<Part>, rarity: &Rarity) -> Self {
        let mut entries = Vec::with_capacity(parts.iter().map(|part| part.entries.len()).sum());
        for (first, part) in (0..).step_by(PART).zip(&mut parts) {
            entries.extend(std::mem::take(&mut part.entries).into_iter().map(|entry| entry + first));
        }
        let letters = parts.iter().map(Part::len).sum();
        let lexicon = Lexicon::new(&mut parts, rarity);
        let weights: Vec<u16> = (0..lexicon.len() as u32).map(|number| weight(lexicon.worth(number).weight)).collect();
        let of = |word: &u32| weights.get(*word as usize).map_or(0, |weight| u32::from(*weight));
        let all = parts.iter().flat_map(|part| (0..part.len()).map(|at| part.words(at)));
        let weights = all.map(|words| words.iter().map(of).sum()).collect();
        Self { keys: Keys::new(entries, letters), lexicon, parts, weights }
    }

    /// How many letters.
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// Keys that more letters have than are kept under them.
    pub fn crowded(&self) -> usize {
        self.keys.crowded()
    }

    /// A letter as it is compared.
    pub fn profile(&self, letter: u32, rarity: &Rarity) -> Profile {
        let (part, at) = split(letter);
        self.parts.get(part).map(|part| part.profile(at, &self.lexicon, rarity)).unwrap_or_default()
    }

    /// The letters that may be like this one, of which all words and the profile are given; best first.
    pub fn candidates(&self, query: &[Word], profile: &Profile, counters: &mut Counters) -> Vec<Candidate> {
        let ranked = self.keys.ranked(query, &mut counters.scores);
        self.weighed(profile, ranked, &mut counters.weights)
    }

    /// Those of the letters (before each its rank, the least best) with enough words in common, best first.
    fn weighed(&self, query: &Profile, mut ranked: Vec<(u32, u32)>, weights: &mut Vec<u16>) -> Vec<Candidate> {
        let mut best: Vec<Candidate> = Vec::new();
        if ranked.is_empty() {
            return best;
        }
        weights.resize(self.lexicon.len(), 0);
        let (mut total, mut known) = (0, Vec::new());
        for (id, of_word) in query.words() {
            let of_word = weight(of_word);
            total += u64::from(of_word);
            if let Some(number) = self.lexicon.number(id) {
                weights.get_mut(number as usize).into_iter().for_each(|held| *held = of_word);
                known.push(number);
            }
        }
        let share = |part: u64, all: u64| if all == 0 { 0.0 } else { part as f64 / all as f64 };
        for _ in 0..MOST_TIMES {
            let at_once = WEIGHED_AT_ONCE.min(ranked.len());
            if at_once < ranked.len() {
                ranked.select_nth_unstable(at_once);
            }
            let before = best.len();
            // Where each letter's words stand is looked up for all before any is read: memory answers many at once.
            let next: Vec<(u32, &[u32])> =
                ranked.drain(..at_once).map(|(_, letter)| (letter, self.words_of(letter))).collect();
            best.extend(next.into_iter().map(|(letter, words)| {
                let held = words.iter().filter_map(|word| weights.get(*word as usize));
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
        for number in known {
            weights.get_mut(number as usize).into_iter().for_each(|held| *held = 0);
        }
        best.sort_by(|a, b| b.overlap.total_cmp(&a.overlap).then(a.letter.cmp(&b.letter)));
        best
    }

    fn words_of(&self, letter: u32) -> &[u32] {
        let (part, at) = split(letter);
        self.parts.get(part).map(|part| part.words(at)).unwrap_or_default()
    }
}

/// The part of a letter, and its place there.
fn split(letter: u32) -> (usize, usize) {
    (letter as usize / PART, letter as usize % PART)
}

/// A weight in whole steps: the heaviest, of a word in no text among billions, is some 24.
fn weight(weight: f32) -> u16 {
    (weight * WEIGHT_STEPS) as u16
}

#[cfg(test)]
#[path = "index_tests.rs"]
mod tests;

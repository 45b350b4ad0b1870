//! How rare words are, and words near each other: what it says when two letters share them.
//!
//! Learned from the letters at hand, mixed with a shipped background, so that two letters alone can be judged too. A
//! letter's vote is the smaller the more of its shingles stand in other letters as well: fifty copies of one template do
//! not make its words common.

use std::hash::Hasher;

use super::letter::Letter;
use super::near::Near;
use super::order::{Table, distinct, in_order};
use super::tuning::Tuning;
use super::words::run_id;

/// Letters learned from at most.
const MOST_LEARNED: usize = 4_000;
/// Pairs are counted by so many bits of their number: a false count of about one in a thousand letters is no matter.
const PAIR_BITS: u32 = 18;
/// A word is never surer to be in a text than this.
const SUREST: f64 = 0.99;
/// The weight of a word in no text at all is that of a word in so many.
const LEAST_TEXTS: f64 = 0.3;
/// Steps of a weight of 1: sums of weights are exact, and so the same in any order.
const STEPS: f64 = 65_536.0;
/// Two words that a text holds anywhere stand near each other in half of such texts.
const NEAR: f64 = 0.5;

/// Shares of ordinary texts that hold a word, and a root, by the word's number.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Background {
    /// Share of texts with this word, above 0, at most 1.
    pub words: Table<f64>,
    /// Share of texts with a word of this root.
    pub roots: Table<f64>,
}

/// How rare words, roots and pairs of near words are.
#[derive(Debug, Clone, Default)]
pub struct Rarity {
    /// How it was made.
    pub tuning: Tuning,
    /// The letters' votes, and those with the background.
    votes: f64,
    texts: f64,
    words: Table<Worth>,
    roots: Table<Worth>,
    pairs: Vec<f32>,
    /// What a word in no text says.
    unseen: Worth,
}

/// What one word, root or pair says when two letters share it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Worth {
    /// Weight: the natural logarithm of how many texts there are for each that holds it, in whole [`STEPS`].
    pub weight: f32,
    /// Share of texts that hold it.
    pub share: f32,
}

impl Rarity {
    /// Learns from letters: all of their words, also those set aside.
    pub fn learn(letters: &[&Letter], background: &Background, tuning: &Tuning) -> Self {
        let learned = learned(letters);
        let votes = votes(&learned);
        let mut rarity = Self {
            tuning: *tuning,
            votes: votes.iter().map(|vote| f64::from(*vote)).sum(),
            pairs: vec![0.0; 1 << PAIR_BITS],
            ..Self::default()
        };
        rarity.texts = rarity.votes + tuning.background as f64;
        let (mut words, mut roots) = (Votes::default(), Votes::default());
        for (letter, vote) in learned.iter().zip(votes) {
            words.add(letter.words.iter().map(|word| word.id), vote);
            roots.add(letter.words.iter().map(|word| word.root), vote);
            for (id, _) in Near::new(letter, tuning.window).numbered() {
                rarity.pairs.get_mut(slot(id)).into_iter().for_each(|count| *count += vote);
            }
        }
        rarity.unseen = rarity.worth(0.0);
        rarity.words = rarity.worths(&words, &background.words);
        rarity.roots = rarity.worths(&roots, &background.roots);
        rarity
    }

    /// What is said by those that have votes and by those of the background: both lists ascend.
    fn worths(&self, votes: &Votes, background: &Table<f64>) -> Table<Worth> {
        let of_background = |share: f64| (share * self.tuning.background as f64) as f32;
        let mut shares = background.all().iter().peekable();
        let mut worths = Vec::with_capacity(background.all().len() + votes.ids.len());
        for group in in_order(&votes.ids).chunk_by(|a, b| a.0 == b.0) {
            let Some((id, _)) = group.first() else { continue };
            while let Some((before, share)) = shares.next_if(|(other, _)| other < id) {
                worths.push((*before, self.worth(of_background(*share))));
            }
            let mut holding = shares.next_if(|(other, _)| other == id).map_or(0.0, |(_, share)| of_background(*share));
            for (_, at) in group {
                holding += votes.votes.get(*at as usize).copied().unwrap_or_default();
            }
            worths.push((*id, self.worth(holding)));
        }
        worths.extend(shares.map(|(id, share)| (*id, self.worth(of_background(*share)))));
        Table::new(worths)
    }

    /// What a word says.
    pub fn word(&self, id: u64) -> Worth {
        self.words.get(id).unwrap_or(self.unseen)
    }

    /// The words that were learned or are in the background, by number.
    pub fn words(&self) -> impl Iterator<Item = (u64, Worth)> + '_ {
        self.words.all().iter().copied()
    }

    /// What a word in no text says.
    pub fn unseen(&self) -> Worth {
        self.unseen
    }

    /// The weight of a word.
    pub fn weight(&self, id: u64) -> f64 {
        f64::from(self.word(id).weight)
    }

    /// What a root says.
    pub fn root(&self, id: u64) -> Worth {
        self.roots.get(id).unwrap_or(self.unseen)
    }

    /// What a pair of near words says.
    pub fn pair(&self, id: u64, a: Worth, b: Worth) -> Worth {
        let counted = f64::from(self.pairs.get(slot(id)).copied().unwrap_or_default());
        let background = self.tuning.background as f64 * NEAR * f64::from(a.share) * f64::from(b.share);
        let share = ((counted + background) / self.texts.max(1.0)).min(SUREST);
        Worth { weight: a.weight + b.weight, share: share as f32 }
    }

    /// Half of the weight of a word in no text: words as heavy are distinctive.
    pub fn half_weight(&self) -> f32 {
        self.worth(1.0).weight / 2.0
    }

    fn worth(&self, holding: f32) -> Worth {
        let holding = f64::from(holding);
        let weight = libm::log((1.0 + self.texts) / holding.max(LEAST_TEXTS)).max(0.0);
        // In whole steps, which are few enough for `f32`.
        let weight = f64::from((weight * STEPS) as u32) / STEPS;
        Worth { weight: weight as f32, share: (holding / self.texts.max(1.0)).min(SUREST) as f32 }
    }
}

/// The letters in an order of their own, for sums of votes are rounded on the way; of very many only some.
fn learned<'a>(letters: &[&'a Letter]) -> Vec<&'a Letter> {
    let mut learned = letters.to_vec();
    learned.sort_by_cached_key(|letter| run_id(letter.words.iter().map(|word| word.id)));
    learned.truncate(MOST_LEARNED);
    learned
}

/// Votes for words: what each letter holds, once, and the letter's vote.
#[derive(Default)]
struct Votes {
    ids: Vec<u64>,
    votes: Vec<f32>,
}

impl Votes {
    fn add(&mut self, ids: impl Iterator<Item = u64>, vote: f32) {
        self.ids.append(&mut distinct(ids));
        self.votes.resize(self.ids.len(), vote);
    }
}

/// For each letter, one divided by the mean number of letters that hold one of its shingles.
fn votes(letters: &[&Letter]) -> Vec<f32> {
    let shingles: Vec<Vec<u64>> = letters.iter().map(|letter| letter.shingles()).collect();
    let all = in_order(&shingles.concat());
    let mut holding: Vec<f32> = vec![0.0; all.len()];
    for group in all.chunk_by(|a, b| a.0 == b.0) {
        for (_, at) in group {
            holding.get_mut(*at as usize).into_iter().for_each(|held| *held = group.len() as f32);
        }
    }
    let mut holding = holding.into_iter();
    let vote = |own: &Vec<u64>| {
        let held: f32 = holding.by_ref().take(own.len()).sum();
        if own.is_empty() { 1.0 } else { own.len() as f32 / held.max(1.0) }
    };
    shingles.iter().map(vote).collect()
}

fn slot(id: u64) -> usize {
    (id >> (u64::BITS - PAIR_BITS)) as usize
}

/// The numbers of words are hashes already.
#[derive(Debug, Clone, Default)]
pub struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }
    fn write_u64(&mut self, id: u64) {
        self.0 = id;
    }
}

//! How alike two letters are, and by what.
//!
//! Three parts, each the share of weight that the letters have in common, less what chance alone would give (as in Cohen's
//! kappa: 1 for equal texts, 0 for texts that share what any two share): words, their roots, and pairs of words that stand
//! near each other. Words carry paraphrase, roots its inflections, near pairs what was cut, stretched and re-ordered.
//! The likeness is their sum, weighted by [`super::tuning`]; near pairs enter by their square root, for half of the words
//! kept leave a quarter of the pairs.

use super::chance::chance;
use super::letter::Letter;
use super::near::{Near, Pairs};
use super::order::in_order;
use super::passages::{Run, shared};
use super::rarity::{Rarity, Worth};
use crate::stats::round6;

/// From here on two letters are called alike.
pub const ALIKE: f64 = 0.4;
/// Letters whose average likeness to each other, unlike pairs counted as 0, is at least this stand in one group.
pub const TOGETHER: f64 = 0.2;
/// From here on a likeness counts in that average.
pub const RELATED: f64 = 0.15;

/// What two letters have in common. The same for (a, b) and (b, a), sides swapped.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Likeness {
    /// 0 (nothing in common) to 1 (equal): the sum of the three parts below, but for rounding.
    pub likeness: f64,
    /// What words in common give.
    pub words: f64,
    /// What roots in common give.
    pub roots: f64,
    /// What pairs of near words in common give.
    pub pairs: f64,
    /// Share of the first letter's words, by weight, that are in the second, 0 to 1.
    pub containment_a: f64,
    /// Share of the second letter's words, by weight, that are in the first, 0 to 1.
    pub containment_b: f64,
    /// Distinct words in common that are rare and not set aside.
    pub distinctive_words: usize,
    /// Probability that two letters written apart share passages as long and rare; 1 where they share none.
    pub chance: f64,
    /// The passages in common, in the order of the first letter.
    pub passages: Vec<Run>,
}

/// A letter as it is compared: what it holds, with what each is worth.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Profile {
    words: Side,
    roots: Side,
    /// Pairs of near words, and what they weigh.
    pairs: Pairs,
    of_pairs: Weighed,
    parts: [f64; 3],
    /// Words at least this heavy are distinctive.
    rare: f32,
}

/// Compares two letters.
pub fn likeness(a: &Letter, b: &Letter, rarity: &Rarity) -> Likeness {
    explained(score(&Profile::new(a, rarity), &Profile::new(b, rarity)), a, b, rarity)
}

/// Adds to a comparison by numbers the passages of the two letters, and what they say about chance.
pub fn explained(mut score: Likeness, a: &Letter, b: &Letter, rarity: &Rarity) -> Likeness {
    let passages = shared(a, b);
    score.chance = chance(a, b, &passages, rarity);
    score.passages = passages;
    score
}

/// Compares two letters by numbers alone: no passages are looked for, and nothing is said about chance.
pub fn score(a: &Profile, b: &Profile) -> Likeness {
    let shared = a.words.shared(&b.words);
    let words = Common::new(&a.words.weighed, &b.words.weighed, a.words.weight(&shared));
    let pairs = if a.pairs.is_empty() && b.pairs.is_empty() {
        words
    } else {
        Common::new(&a.of_pairs, &b.of_pairs, shared_pairs(a, b, &shared))
    };
    let roots = a.roots.weight(&a.roots.shared(&b.roots));
    let roots = Common::new(&a.roots.weighed, &b.roots.weighed, roots);
    let [of_words, of_roots, of_pairs] = a.parts;
    let score = Likeness {
        chance: 1.0,
        words: round6(of_words * words.beyond_chance),
        roots: round6(of_roots * roots.beyond_chance),
        pairs: round6(of_pairs * libm::sqrt(pairs.beyond_chance)),
        containment_a: round6(words.share_a),
        containment_b: round6(words.share_b),
        distinctive_words: a.words.weights(&shared).filter(|weight| *weight >= a.rare).count(),
        ..Likeness::default()
    };
    Likeness { likeness: round6(score.words + score.roots + score.pairs).min(1.0), ..score }
}

impl Profile {
    /// What a letter holds. Where all of it was set aside, all of it counts: there is nothing else to compare.
    pub fn new(letter: &Letter, rarity: &Rarity) -> Self {
        let all;
        let letter = if letter.own == 0 {
            all = Letter::new(letter.words.clone(), vec![false; letter.words.len()]);
            &all
        } else {
            letter
        };
        let tuning = &rarity.tuning;
        let near = Near::new(letter, tuning.window);
        let worths: Vec<Worth> = near.words.iter().map(|id| rarity.word(*id)).collect();
        let of_pairs = Weighed::of_pairs(&near, &worths, rarity);
        let roots = letter.own_words().map(|word| (word.root, rarity.root(word.root)));
        Self::of(near, &worths, of_pairs, roots, rarity)
    }

    /// Of a letter's words, what each is worth and what their pairs weigh, and of the roots of its words in any order.
    pub(super) fn of(
        near: Near,
        worths: &[Worth],
        of_pairs: Weighed,
        roots: impl Iterator<Item = (u64, Worth)>,
        rarity: &Rarity,
    ) -> Self {
        let (roots, of_roots): (Vec<u64>, Vec<Worth>) = roots.unzip();
        let mut roots = in_order(&roots);
        roots.dedup_by_key(|(root, _)| *root);
        let of_root = |at: u32| of_roots.get(at as usize).copied().unwrap_or_default();
        let of_roots: Vec<Worth> = roots.iter().map(|(_, at)| of_root(*at)).collect();
        let tuning = &rarity.tuning;
        Self {
            words: Side::new(near.words, worths),
            roots: Side::new(roots.into_iter().map(|(root, _)| root).collect(), &of_roots),
            pairs: near.pairs,
            of_pairs,
            parts: [tuning.words, tuning.roots, tuning.pairs],
            rare: rarity.half_weight(),
        }
    }

    /// The words, ascending by number, with their weights.
    pub(super) fn words(&self) -> impl Iterator<Item = (u64, f32)> + '_ {
        self.words.ids.iter().copied().zip(self.words.weights.iter().copied())
    }
}

/// The words or roots of one letter, ascending by number, each with its weight.
#[derive(Debug, Clone, Default, PartialEq)]
struct Side {
    ids: Vec<u64>,
    weights: Vec<f32>,
    weighed: Weighed,
}

/// What the words, roots or pairs of one letter weigh together, and how much of it a letter written apart would hold.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Weighed {
    total: f64,
    expected: f64,
}

#[derive(Debug, Clone, Copy)]
struct Common {
    beyond_chance: f64,
    share_a: f64,
    share_b: f64,
}

impl Weighed {
    /// Of the pairs of near words, by what the words are worth.
    pub(super) fn of_pairs(near: &Near, worths: &[Worth], rarity: &Rarity) -> Self {
        let worth = |place: usize| worths.get(place).copied().unwrap_or_default();
        Self::of(near.numbered().map(|(id, [a, b])| rarity.pair(id, worth(a), worth(b))))
    }

    fn of(worths: impl Iterator<Item = Worth>) -> Self {
        worths.fold(Self::default(), |sum, worth| {
            let weight = f64::from(worth.weight);
            Self { total: sum.total + weight, expected: sum.expected + weight * f64::from(worth.share) }
        })
    }
}

impl Side {
    fn new(ids: Vec<u64>, worths: &[Worth]) -> Self {
        let weighed = Weighed::of(worths.iter().copied());
        Self { ids, weights: worths.iter().map(|worth| worth.weight).collect(), weighed }
    }

    /// Places, here and there, of what both hold.
    fn shared(&self, other: &Self) -> Vec<[u32; 2]> {
        let mut shared = vec![[0; 2]; self.ids.len().min(other.ids.len()) + 1];
        let (mut found, mut i, mut j) = (0, 0, 0);
        while let (Some(a), Some(b), Some(free)) = (self.ids.get(i), other.ids.get(j), shared.get_mut(found)) {
            // No step depends on a branch: which is less cannot be foretold, and costs more than the rest.
            *free = [i as u32, j as u32];
            found += usize::from(a == b);
            i += usize::from(a <= b);
            j += usize::from(b <= a);
        }
        shared.truncate(found);
        shared
    }

    fn weights(&self, shared: &[[u32; 2]]) -> impl Iterator<Item = f32> {
        shared.iter().filter_map(|[at, _]| self.weights.get(*at as usize).copied())
    }

    fn weight(&self, shared: &[[u32; 2]]) -> f64 {
        self.weights(shared).map(f64::from).sum()
    }
}

/// What the pairs of near words weigh that both letters hold, by the words that they share.
fn shared_pairs(a: &Profile, b: &Profile, shared: &[[u32; 2]]) -> f64 {
    // For each word of the second letter its place in the first, and for each of the first the last word it is near to.
    let mut places = vec![u32::MAX; b.words.ids.len()];
    let mut near = vec![u32::MAX; a.words.ids.len()];
    for [of_a, of_b] in shared {
        if let Some(place) = places.get_mut(*of_b as usize) {
            *place = *of_a;
        }
    }
    let mut weight = 0.0;
    for [of_a, of_b] in shared {
        for other in a.pairs.of(*of_a as usize) {
            if let Some(near) = near.get_mut(*other as usize) {
                *near = *of_a;
            }
        }
        let lesser = a.words.weights.get(*of_a as usize).copied().unwrap_or_default();
        for other in b.pairs.of(*of_b as usize) {
            let place = places.get(*other as usize).map_or(usize::MAX, |place| *place as usize);
            // No branch here either.
            let greater = a.words.weights.get(place).copied().unwrap_or_default();
            weight += f64::from(lesser + greater) * f64::from(u8::from(near.get(place) == Some(of_a)));
        }
    }
    weight
}

impl Common {
    /// Of two letters, and of what the things weigh that both hold.
    fn new(a: &Weighed, b: &Weighed, shared: f64) -> Self {
        let expected = f64::midpoint(a.expected, b.expected);
        let most = f64::midpoint(a.total, b.total) - expected;
        let share = |part: f64, whole: f64| if whole > 0.0 { (part / whole).clamp(0.0, 1.0) } else { 0.0 };
        Self {
            beyond_chance: share(shared - expected, most),
            share_a: share(shared, a.total),
            share_b: share(shared, b.total),
        }
    }
}

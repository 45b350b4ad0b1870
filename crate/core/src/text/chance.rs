//! The probability that two letters written apart share passages as long and rare as these.
//!
//! As in the search for like stretches of genes (Karlin and Altschul 1990): a stretch of equal words that could begin at
//! any of m times n places and whose words have the probabilities q comes about by chance m · n · Π q times. Words are not
//! drawn apart from each other: a word tells half of the next, so only half of each word's information counts. That
//! half is a guess on the careful side; how often it errs on ordinary letters is measured in `cargo xtask sweep`.

use super::letter::Letter;
use super::order::sort_by;
use super::passages::Run;
use super::rarity::Rarity;
use crate::stats::round6;

/// What of a word's information the words before it do not tell.
const NEW: f64 = 0.5;
/// Words of an ordinary letter: from the share of texts that hold a word to its share of all words.
const WORDS_OF_A_TEXT: f64 = 130.0;
/// Smaller is said to be this small.
const LEAST: f64 = 1e-12;

/// The probability by chance, at least 1e-12, at most 1.
pub fn chance(a: &Letter, b: &Letter, passages: &[Run], rarity: &Rarity) -> f64 {
    let places = libm::log((a.words.len().max(1) as f64) * (b.words.len().max(1) as f64));
    let surprise = |run: &Run| {
        let own = |letter: &Letter, at: usize| letter.aside.get(at) == Some(&false);
        let words = run.a.clone().zip(run.b.clone()).filter(|(at, to)| own(a, *at) && own(b, *to));
        let words = words.filter_map(|(at, _)| a.words.get(at));
        let information: f64 = words.map(|word| -libm::log(token_share(f64::from(rarity.word(word.id).share)))).sum();
        (NEW * information - places).max(0.0)
    };
    // In the order of their size, which is the same from either side.
    let mut surprises: Vec<f64> = passages.iter().map(surprise).collect();
    sort_by(&mut surprises, f64::total_cmp);
    round6(libm::exp(-surprises.iter().sum::<f64>()).clamp(LEAST, 1.0))
}

/// From the share of texts that hold a word to its share of all words, if words fell evenly.
fn token_share(share: f64) -> f64 {
    (-libm::log(1.0 - share.min(0.999)) / WORDS_OF_A_TEXT).max(1e-6)
}

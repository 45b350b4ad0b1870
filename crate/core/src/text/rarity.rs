//! How rare a word is: what two letters sharing it says.
//!
//! Learned from the letters at hand, mixed with a shipped background, so that two letters alone can be judged too.

use std::collections::BTreeMap;

use super::letter::Letter;

/// Shares of ordinary texts that hold a word, by the word's number.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Background {
    /// Share of texts, above 0, at most 1.
    pub shares: BTreeMap<u64, f64>,
}

/// The weight of each word: the rarer, the heavier.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rarity {
    texts: f64,
    holding: BTreeMap<u64, f64>,
}

/// How many texts the background counts for, beside the letters at hand.
const BACKGROUND_TEXTS: f64 = 20.0;

impl Rarity {
    /// Learns from letters.
    pub fn learn<'a>(letters: impl Iterator<Item = &'a Letter>, background: &Background) -> Self {
        let mut holding: BTreeMap<u64, f64> =
            background.shares.iter().map(|(id, share)| (*id, share * BACKGROUND_TEXTS)).collect();
        let mut texts = BACKGROUND_TEXTS;
        for letter in letters {
            texts += 1.0;
            let mut ids: Vec<u64> = letter.words.iter().map(|word| word.id).collect();
            ids.sort_unstable();
            ids.dedup();
            for id in ids {
                *holding.entry(id).or_default() += 1.0;
            }
        }
        Self { texts, holding }
    }

    /// What is learned of letters whose words were counted elsewhere: of each word, in how many letters it is.
    pub fn counted(texts: usize, words: impl Iterator<Item = (u64, u32)>, background: &Background) -> Self {
        let mut rarity = Self::learn(std::iter::empty(), background);
        rarity.texts += texts as f64;
        let mut holding: Vec<(u64, f64)> = words.map(|(id, count)| (id, f64::from(count))).collect();
        for (id, count) in &mut holding {
            *count += rarity.holding.get(id).copied().unwrap_or_default();
        }
        rarity.holding.extend(holding);
        rarity
    }

    /// The weight of a word, above 0: the natural logarithm of how many texts there are for each that holds it.
    pub fn weight(&self, id: u64) -> f64 {
        let holding = self.holding.get(&id).copied().unwrap_or_default();
        1.0 + libm::log((1.0 + self.texts) / (1.0 + holding))
    }
}

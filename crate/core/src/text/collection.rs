//! Letters that are compared with each other, and what they teach about which words are rare.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;

use super::letter::Letter;
use super::order::distinct;
use super::rarity::{Background, Rarity, Same};
use super::tuning::Tuning;
use super::words::run_id;

/// Words of a run that is counted.
const RUN: usize = 3;

/// Letters, ready to be compared.
#[derive(Debug, Clone, Default)]
pub struct Collection {
    /// The letters, in the order given.
    pub letters: Vec<Letter>,
    /// What they teach.
    pub rarity: Rarity,
    /// What many of them say alike.
    pub common: CommonRuns,
}

impl Collection {
    /// Sets aside what many of the letters say alike, and learns which words are rare.
    pub fn new(letters: Vec<Letter>, background: &Background, tuning: &Tuning) -> Self {
        let common = CommonRuns::learn(&letters, tuning);
        let letters: Vec<Letter> = letters.into_iter().map(|letter| common.set_aside(letter)).collect();
        let rarity = Rarity::learn(&letters.iter().collect::<Vec<_>>(), background, tuning);
        Self { letters, rarity, common }
    }
}

/// Runs of words that many letters hold: stock sentences nobody listed, and the job post's words where the post was not
/// read. A long run in many letters is a template, and is not set aside; neither is what makes up more than two thirds of a
/// letter.
#[derive(Debug, Clone, Default)]
pub struct CommonRuns {
    runs: HashSet<u64, BuildHasherDefault<Same>>,
    sentence: usize,
}

impl CommonRuns {
    /// The runs that more of the letters hold than chance gives.
    pub fn learn(letters: &[Letter], tuning: &Tuning) -> Self {
        let most = tuning.common_least.max(letters.len() * tuning.common_percent / 100);
        let mut common = Self { runs: HashSet::default(), sentence: tuning.sentence };
        if letters.len() <= most {
            return common;
        }
        let mut holding: HashMap<u64, usize, BuildHasherDefault<Same>> = HashMap::default();
        for letter in letters {
            for run in distinct(runs(letter)) {
                let count = holding.entry(run).or_default();
                *count += 1;
                if *count == most + 1 {
                    common.runs.insert(run);
                }
            }
        }
        common
    }

    /// Sets the sentences made of such runs aside in a letter.
    pub fn set_aside(&self, letter: Letter) -> Letter {
        if self.runs.is_empty() || !runs(&letter).any(|run| self.runs.contains(&run)) {
            return letter;
        }
        let common: Vec<bool> = runs(&letter).map(|run| self.runs.contains(&run)).collect();
        let (mut at, mut aside) = (0, letter.aside.clone());
        for stretch in common.chunk_by(|a, b| a == b) {
            let words = at..at + stretch.len() + RUN - 1;
            if stretch.first() == Some(&true) && words.len() <= self.sentence {
                aside.iter_mut().take(words.end).skip(words.start).for_each(|mark| *mark = true);
            }
            at += stretch.len();
        }
        // What makes up most of a letter is no sentence in it, but what the letter says: a template sent many times.
        if aside.iter().filter(|mark| !**mark).count() * 3 < letter.own {
            return letter;
        }
        Letter::new(letter.words, aside)
    }
}

fn runs(letter: &Letter) -> impl Iterator<Item = u64> + '_ {
    letter.words.windows(RUN).map(|run| run_id(run.iter().map(|word| word.id)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tuning::TUNED;

    #[test]
    fn a_sentence_of_many_letters_is_set_aside_and_a_template_of_many_stays() {
        let own = |i: usize| (0..30).map(|j| format!("w{i}x{j}")).collect::<Vec<_>>().join(" ");
        let ordinary = (0..80).map(|i| format!("{} i keep my boots dry on every working day {}", own(i), own(i + 100)));
        let sent = (0..20).map(|i| {
            format!("Dear n{i}, the heron waits by the mill until c{i} opens, and rangers write the level in a book for t{i}")
        });
        let letters = ordinary.chain(sent).map(|text| Letter::read(&text, &[])).collect();
        let collection = Collection::new(letters, &Background::default(), &TUNED);
        assert_eq!(collection.letters[0].own, 60);
        assert_eq!(collection.letters[99].own, collection.letters[99].words.len());
    }
}

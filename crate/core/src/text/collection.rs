//! Letters that are compared with each other, and what they teach about which words are rare.

use super::letter::Letter;
use super::order::{Table, distinct, in_order};
use super::rarity::{Background, Rarity};
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
        let (letters, common) = without_common(letters, tuning);
        let rarity = Rarity::learn(&letters.iter().collect::<Vec<_>>(), background, tuning);
        Self { letters, rarity, common }
    }
}

/// The letters with what many of them say alike set aside, and what that is.
pub fn without_common(letters: Vec<Letter>, tuning: &Tuning) -> (Vec<Letter>, CommonRuns) {
    let common = CommonRuns::learn(&letters, tuning);
    (letters.into_iter().map(|letter| common.set_aside(letter)).collect(), common)
}

/// Runs of words that many letters hold: stock sentences nobody listed, and the job post's words where the post was not
/// read. A long run in many letters is a template, and is not set aside; neither is what makes up more than two thirds of a
/// letter.
#[derive(Debug, Clone, Default)]
pub struct CommonRuns {
    runs: Table<()>,
    sentence: usize,
}

impl CommonRuns {
    /// The runs that more of the letters hold than chance gives.
    pub fn learn(letters: &[Letter], tuning: &Tuning) -> Self {
        let most = tuning.common_least.max(letters.len() * tuning.common_percent / 100);
        let mut common = Self { runs: Table::default(), sentence: tuning.sentence };
        if letters.len() <= most {
            return common;
        }
        let held: Vec<u64> = letters.iter().flat_map(|letter| distinct(runs(letter))).collect();
        let held = in_order(&held);
        let many = held.chunk_by(|a, b| a.0 == b.0).filter(|letters| letters.len() > most);
        common.runs = Table::new(many.filter_map(|letters| Some((letters.first()?.0, ()))).collect());
        common
    }

    /// Sets the sentences made of such runs aside in a letter.
    pub fn set_aside(&self, letter: Letter) -> Letter {
        let is_common = |run: u64| self.runs.get(run).is_some();
        if self.runs.all().is_empty() || !runs(&letter).any(is_common) {
            return letter;
        }
        let common: Vec<bool> = runs(&letter).map(is_common).collect();
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

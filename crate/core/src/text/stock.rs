//! Stock sentences, and setting aside what a letter did not say by itself.
//!
//! "I have carefully read your job description" is in most honest letters, and the job post's own words are in many.
//! Words inside a run of four that also stands in a reference text (numbers alike) are set aside before letters are
//! compared. The stock sentences are data of packs ([`crate::pack::stock`]).

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use super::rarity::Same;
use super::words::{Word, run_id, words};

/// Shorter runs are ordinary language ("I am a", "looking forward to").
const RUN: usize = 4;

/// Slots for words: bits, as many as a few stock sentences and a job post leave mostly empty.
const SLOTS: usize = 1 << 13;

/// Runs of words that prove nothing when two letters share them.
#[derive(Debug, Clone, Default)]
pub struct Aside {
    runs: HashSet<u64, BuildHasherDefault<Same>>,
    /// One bit for the slot of each word in them: four words that do not all have theirs are looked up no further.
    slots: Vec<u64>,
}

impl Aside {
    /// Adds a text: a stock sentence, the job post, the client's own message.
    pub fn add(&mut self, text: &str) {
        let words = words(text);
        if words.len() < RUN {
            return;
        }
        self.slots.resize(SLOTS / 64, 0);
        for word in &words {
            let (at, bit) = slot(word);
            if let Some(slots) = self.slots.get_mut(at) {
                *slots |= bit;
            }
        }
        self.runs.extend(words.windows(RUN).map(loose));
    }

    /// For each word, whether it is set aside.
    pub fn mark(&self, words: &[Word]) -> Vec<bool> {
        let mut marks = vec![false; words.len()];
        if self.runs.is_empty() {
            return marks;
        }
        let mut known = 0;
        for (end, word) in (1..).zip(words) {
            let (slots, bit) = slot(word);
            known = if self.slots.get(slots).is_some_and(|slots| slots & bit != 0) { known + 1 } else { 0 };
            if known < RUN {
                continue;
            }
            let run = end - RUN..end;
            if words.get(run.clone()).is_some_and(|run| self.runs.contains(&loose(run))) {
                marks.iter_mut().skip(run.start).take(RUN).for_each(|mark| *mark = true);
            }
        }
        marks
    }
}

/// Where a word's bit stands.
fn slot(word: &Word) -> (usize, u64) {
    let slot = word.loose as usize % SLOTS;
    (slot / 64, 1 << (slot % 64))
}

fn loose(run: &[Word]) -> u64 {
    run_id(run.iter().map(|word| word.loose))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn own_words(letter: &str, job: &str) -> usize {
        let mut aside = Aside::default();
        for text in ["I have carefully read your job description.", "I look forward to hearing from you.", job] {
            aside.add(text);
        }
        aside.add("I have 5 years of experience");
        aside.mark(&words(letter)).iter().filter(|mark| !**mark).count()
    }

    proptest! {
        #[test]
        fn the_marks_are_those_of_the_definition(
            stock in proptest::collection::vec("[a-d]( [a-d]){0,7}", 0..4), letter in "[a-e]( [a-e]){0,30}",
        ) {
            let mut aside = Aside::default();
            for text in &stock {
                aside.add(text);
            }
            let ids = |text: &str| words(text).iter().map(|word| word.loose).collect::<Vec<_>>();
            let runs: Vec<Vec<u64>> = stock.iter().flat_map(|text| ids(text).windows(RUN).map(<[u64]>::to_vec).collect::<Vec<_>>()).collect();
            let read = ids(&letter);
            let mut want = vec![false; read.len()];
            for (at, run) in read.windows(RUN).enumerate() {
                if runs.iter().any(|other| other == run) {
                    want[at..at + RUN].fill(true);
                }
            }
            prop_assert_eq!(aside.mark(&words(&letter)), want);
        }
    }

    #[test]
    fn stock_sentences_and_quotes_of_the_job_are_set_aside() {
        assert_eq!(own_words("I have carefully read your job description.", ""), 0);
        assert_eq!(own_words("I have 12 years of experience. I look forward to hearing from you!", ""), 0);
        assert_eq!(own_words("We need a parser for shipping labels", "we need a parser for shipping labels, soon"), 0);
        assert_eq!(own_words("The heron stood in the shallow water all morning", ""), 9);
    }
}

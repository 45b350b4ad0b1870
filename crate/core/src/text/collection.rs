//! Letters that are compared with each other, and what they teach about which words are rare.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::letter::Letter;
use super::rarity::{Background, Rarity, Same, distinct};
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
}

impl Collection {
    /// Sets aside what many of the letters say alike, and learns which words are rare.
    pub fn new(mut letters: Vec<Letter>, background: &Background, tuning: &Tuning) -> Self {
        set_common_aside(&mut letters, tuning);
        let rarity = Rarity::learn(&letters.iter().collect::<Vec<_>>(), background, tuning);
        Self { letters, rarity }
    }
}

/// Marks the sentences that many letters hold: stock sentences nobody listed, and the job post's words where the post was
/// not read. A long run in many letters is a template and stays, and so does what makes up more than half of a letter.
pub fn set_common_aside(letters: &mut [Letter], tuning: &Tuning) {
    let most = tuning.common_least.max((letters.len() as f64 * tuning.common_share) as usize);
    if letters.len() <= most {
        return;
    }
    let runs = |letter: &Letter| -> Vec<u64> {
        letter.words.windows(RUN).map(|run| run_id(run.iter().map(|word| word.id))).collect()
    };
    let mut holding: HashMap<u64, usize, BuildHasherDefault<Same>> = HashMap::default();
    for letter in letters.iter() {
        for run in distinct(runs(letter).into_iter()) {
            *holding.entry(run).or_default() += 1;
        }
    }
    for letter in letters {
        let common: Vec<bool> =
            runs(letter).iter().map(|run| holding.get(run).is_some_and(|count| *count > most)).collect();
        let (mut at, mut aside) = (0, letter.aside.clone());
        for stretch in common.chunk_by(|a, b| a == b) {
            let words = at..at + stretch.len() + RUN - 1;
            if stretch.first() == Some(&true) && words.len() <= tuning.sentence {
                aside.iter_mut().take(words.end).skip(words.start).for_each(|mark| *mark = true);
            }
            at += stretch.len();
        }
        // What makes up most of a letter is no sentence in it, but what the letter says: a template sent many times.
        if aside.iter().filter(|mark| !**mark).count() * 2 >= letter.own {
            *letter = Letter::new(std::mem::take(&mut letter.words), aside);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tuning::TUNED;

    #[test]
    fn a_sentence_of_many_letters_is_set_aside_and_a_template_of_many_stays() {
        let own = |i: usize| (0..30).map(|j| format!("w{i}x{j} ")).collect::<String>();
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

//! What many letters say, by all packs together: stock sentences, and how common a word is.
//!
//! Words are known by their number alone, whatever language a pack lists them under: which language a letter is written in
//! decides nothing. A word that two languages share has the larger of its shares.

use std::sync::OnceLock;

use super::order::{Table, in_order};
use super::rarity::{Background, Rarity};
use super::script::is_latin;
use super::stock::Aside;
use super::tuning::TUNED;
use super::words::{beginning, word_id};

/// Stock sentences and background. Built when it is first asked: pages without letters need none of it.
#[derive(Debug, Clone, Default)]
pub struct Common {
    sentences: Vec<String>,
    classes: Vec<(f64, String)>,
    latin: OnceLock<Aside>,
    all: OnceLock<Aside>,
    background: OnceLock<Background>,
    rarity: OnceLock<Rarity>,
}

impl Common {
    /// Of sentences, and of classes of words: a share and words between spaces.
    pub fn new(sentences: Vec<String>, classes: Vec<(f64, String)>) -> Self {
        Self { sentences, classes, ..Self::default() }
    }

    /// The stock sentences that can stand in a text. A run of words in another script cannot stand in a Latin text, and the
    /// other scripts take longer to make ready than all the rest of a page.
    pub fn stock(&self, text: &str) -> &Aside {
        if !text.is_ascii() && text.contains(is_other_script) {
            self.all.get_or_init(|| sentences(self.sentences.iter()))
        } else {
            self.latin.get_or_init(|| sentences(self.sentences.iter().filter(|one| !one.contains(is_other_script))))
        }
    }

    /// The smallest share that is listed; 1 where nothing is.
    pub fn least(&self) -> f64 {
        self.classes.iter().map(|(share, _)| *share).fold(1.0, f64::min)
    }

    /// How common words and roots are. A word that is in no list is rarer than [`Common::least`].
    pub fn background(&self) -> &Background {
        self.background.get_or_init(|| {
            let mut shares = Vec::new();
            let (mut words, mut roots) = (Vec::new(), Vec::new());
            for (share, listed) in &self.classes {
                for word in listed.split(' ') {
                    shares.push(*share);
                    words.push(word_id(word));
                    roots.push(word_id(beginning(word)));
                }
            }
            let together = |ids: &[u64], join: fn(f64, f64) -> f64, from: f64| -> Vec<(u64, f64)> {
                let share = |at: &u32| shares.get(*at as usize).copied().unwrap_or_default();
                let all = in_order(ids);
                let groups = all.chunk_by(|a, b| a.0 == b.0);
                let joined = groups.map(|of| (of.iter().fold(from, |known, (_, at)| join(known, share(at))), of));
                joined.filter_map(|(share, of)| Some((of.first()?.0, share))).collect()
            };
            let words = together(&words, f64::max, 0.0);
            // As if the forms of a word fell apart from each other.
            let mut roots = together(&roots, |missing, share| missing * (1.0 - share), 1.0);
            for (_, missing) in &mut roots {
                *missing = 1.0 - *missing;
            }
            Background { words: Table::new(words), roots: Table::new(roots) }
        })
    }

    /// How rare words are by the background alone: for texts too few or too short to learn from.
    pub fn rarity(&self) -> &Rarity {
        self.rarity.get_or_init(|| Rarity::learn(&[], self.background(), &TUNED))
    }
}

fn sentences<'a>(sentences: impl Iterator<Item = &'a String>) -> Aside {
    let mut aside = Aside::default();
    sentences.for_each(|sentence| aside.add(sentence));
    aside
}

/// From Greek on: letters of scripts that are not Latin.
fn is_other_script(c: char) -> bool {
    c >= '\u{370}' && c.is_alphabetic() && !is_latin(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;

    #[test]
    fn a_word_of_two_languages_has_its_larger_share() {
        let classes = [(0.9, "the die"), (0.02, "heron the"), (0.4, "die"), (0.001, "reiher")];
        let common = Common::new(Vec::new(), classes.map(|(share, words)| (share, words.to_owned())).to_vec());
        let share = |word: &str| common.background().words.get(words(word)[0].id);
        assert_eq!(share("The"), Some(0.9));
        assert_eq!(share("DIE"), Some(0.9));
        assert_eq!(share("heron"), Some(0.02));
        assert_eq!(share("shallow"), None);
        assert_eq!(common.least().to_bits(), 0.001_f64.to_bits());
        assert_eq!(Common::default().least().to_bits(), 1.0_f64.to_bits());
    }

    #[test]
    fn stock_sentences_are_set_aside() {
        let common = Common::new(vec!["I have 5 years of experience.".to_owned()], Vec::new());
        let marks = |letter: &str| common.stock(letter).mark(&words(letter)).iter().filter(|mark| **mark).count();
        assert_eq!(marks("Truly, I have 12 years of experience with herons"), 6);
        assert_eq!(marks("The heron stood in the shallow water"), 0);
        assert!(Common::default().stock("").mark(&words("I have 12 years of experience")).iter().all(|mark| !mark));
    }
}

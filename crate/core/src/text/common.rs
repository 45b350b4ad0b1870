//! What many letters say, by all packs together: stock sentences, and how common a word is.
//!
//! Words are known by their number alone, whatever language a pack lists them under: which language a letter is written in
//! decides nothing. A word that two languages share has the larger of its shares.

use std::sync::OnceLock;

use super::rarity::Background;
use super::stock::Aside;
use super::words::word_id;

/// Stock sentences and background. Built when it is first asked: pages without letters need none of it.
#[derive(Debug, Clone, Default)]
pub struct Common {
    sentences: Vec<String>,
    classes: Vec<(f64, String)>,
    stock: OnceLock<Aside>,
    background: OnceLock<Background>,
}

impl Common {
    /// Of sentences, and of classes of words: the share of texts that hold each, and the words between spaces.
    pub fn new(sentences: Vec<String>, classes: Vec<(f64, String)>) -> Self {
        Self { sentences, classes, ..Self::default() }
    }

    /// What is set aside in every letter: the stock sentences. A page's own texts may be added.
    pub fn aside(&self) -> Aside {
        self.stock.get_or_init(|| Aside::stock(self.sentences.iter().map(String::as_str))).clone()
    }

    /// The shares of texts of about 150 words that hold a word. A word that is not there is rarer than all of them.
    pub fn background(&self) -> &Background {
        self.background.get_or_init(|| {
            let mut background = Background::default();
            for (share, words) in &self.classes {
                for word in words.split(' ') {
                    let known = background.shares.entry(word_id(word)).or_insert(*share);
                    *known = known.max(*share);
                }
            }
            background
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;

    #[test]
    fn a_word_of_two_languages_has_its_larger_share() {
        let classes = [(0.9, "the die"), (0.02, "heron the"), (0.4, "die"), (0.001, "reiher")];
        let common = Common::new(Vec::new(), classes.map(|(share, words)| (share, words.to_owned())).to_vec());
        let share = |word: &str| common.background().shares.get(&words(word)[0].id).copied();
        assert_eq!(share("The"), Some(0.9));
        assert_eq!(share("DIE"), Some(0.9));
        assert_eq!(share("heron"), Some(0.02));
        assert_eq!(share("shallow"), None);
    }

    #[test]
    fn stock_sentences_are_set_aside() {
        let common = Common::new(vec!["I have 5 years of experience.".to_owned()], Vec::new());
        let marks = |letter: &str| common.aside().mark(&words(letter)).iter().filter(|mark| **mark).count();
        assert_eq!(marks("Truly, I have 12 years of experience with herons"), 6);
        assert_eq!(marks("The heron stood in the shallow water"), 0);
        assert!(Common::default().aside().mark(&words("I have 12 years of experience")).iter().all(|mark| !mark));
    }
}

//! Background of one language: how often ordinary texts hold a word, so that rare words weigh more than common ones.
//!
//! Counted by texts, not by occurrences: a share of 0.2 means that one text of about 150 words in five holds the word at
//! least once. Words of nearly one share stand together in a class.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::lint::{Lint, is_language};
use crate::text::normal::Normal;

/// Word frequencies of one language: `background/<language>.toml` of a pack.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Background {
    /// Language code, as the file is called.
    pub language: String,
    /// What it was counted from, in one line.
    pub source: String,
    /// How many texts were counted.
    pub texts: u32,
    /// Words by their share of texts, most common first.
    pub class: Vec<Class>,
}

/// Words of nearly one share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// The share of texts of about 150 words that hold such a word: above 0, at most 1, less than in the class before.
    pub share: f64,
    /// The words, normalised, with one space between two. Of a script that writes no spaces: pairs of characters.
    pub words: String,
}

/// Most classes and words of a language.
const MOST_CLASSES: usize = 40;
const MOST_WORDS: usize = 20_000;
/// Longest word and longest source, in bytes.
const WORD_BYTES: usize = 80;
const SOURCE_BYTES: usize = 600;
/// Fewer texts say nothing about how common a word is.
const FEWEST_TEXTS: u32 = 100;

pub(super) fn check(lint: &mut Lint<'_>, background: &Background, languages: &[String]) {
    let place = format!("background/{}", background.language);
    is_language(lint, &place, &background.language, languages);
    let source = background.source.trim();
    if source.is_empty() || source.len() > SOURCE_BYTES || source.contains('\n') {
        let message = format!("{} bytes", source.len());
        lint.say(&format!("{place}: source"), "background-bad-source", message, "say in one line what was counted");
    }
    if background.texts < FEWEST_TEXTS {
        let message = format!("{} texts, at least {FEWEST_TEXTS}", background.texts);
        lint.say(&format!("{place}: texts"), "background-few-texts", message, "count more texts");
    }
    if background.class.is_empty() || background.class.len() > MOST_CLASSES {
        let message = format!("{} classes", background.class.len());
        lint.say(&place, "background-bad-count", message, "one to 40 classes; join those of nearly one share");
    }
    let count: usize = background.class.iter().map(|class| class.words.split(' ').count()).sum();
    if count > MOST_WORDS {
        let message = format!("{count} words, at most {MOST_WORDS}");
        lint.say(&place, "background-too-many-words", message, "leave the rarest out");
        return;
    }
    let mut before = f64::INFINITY;
    let mut seen = BTreeMap::new();
    for (at, class) in background.class.iter().enumerate().take(MOST_CLASSES) {
        let place = format!("{place}: class[{at}]");
        let share = class.share;
        if !(share > 0.0 && share <= 1.0 && share < before) {
            let fix = "above 0, at most 1, and less than in the class before";
            lint.say(&format!("{place}.share"), "background-bad-share", format!("{share}"), fix);
        }
        before = share;
        for word in class.words.split(' ') {
            check_word(lint, &place, word);
            if let Some(other) = seen.insert(word, at) {
                let message = format!("{word:?} stands in class[{other}] already");
                lint.say(&place, "background-duplicate", message, "give a word one share");
            }
        }
    }
}

fn check_word(lint: &mut Lint<'_>, place: &str, word: &str) {
    if word.is_empty() || word.len() > WORD_BYTES {
        let message = format!("a word of {} bytes", word.len());
        lint.say(place, "background-bad-word", message, "one space between two words, at most 80 bytes a word");
    } else if Normal::new(word).text() != word || word.contains(char::is_whitespace) {
        let message = format!("{word:?} is not normalised: no letter's word is like it");
        let fix = format!("write {:?}", Normal::new(word).text());
        lint.say(place, "background-bad-word", message, &fix);
    }
}

//! Stock sentences of one language: what many honest letters say in nearly the same words.
//!
//! They are no mark of anything. Words of a letter that stand in a run of four words of a stock sentence (numbers alike)
//! are set aside before letters are compared, see [`crate::text::stock`].

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::lint::{Lint, is_language};
use crate::text::words::{run_id, words};

/// The stock sentences of one language: `stock/<language>.toml` of a pack.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Stock {
    /// Language code, as the file is called.
    pub language: String,
    /// The sentences, 4 to 40 words each; numbers count alike, so one of "5 years" and "8 years" is enough.
    pub sentences: Vec<String>,
}

/// A run of four words is the least that is set aside.
const FEWEST_WORDS: usize = 4;
/// A longer one is a passage that somebody wrote, no sentence that everybody writes.
const MOST_WORDS: usize = 40;
/// Longest sentence in bytes, looked at before its words are.
const MOST_BYTES: usize = 600;
/// Most sentences of a language.
const MOST_SENTENCES: usize = 2000;

pub(super) fn check(lint: &mut Lint<'_>, stock: &Stock, languages: &[String]) {
    let place = format!("stock/{}", stock.language);
    is_language(lint, &place, &stock.language, languages);
    if stock.sentences.is_empty() || stock.sentences.len() > MOST_SENTENCES {
        let message = format!("{} sentences", stock.sentences.len());
        lint.say(&place, "stock-bad-count", message, "one to 2000 sentences a language");
    }
    let mut seen = BTreeSet::new();
    for (at, sentence) in stock.sentences.iter().enumerate().take(MOST_SENTENCES) {
        let place = format!("{place}: sentences[{at}]");
        if sentence.len() > MOST_BYTES {
            let message = format!("{} bytes, at most {MOST_BYTES}", sentence.len());
            lint.say(&place, "stock-long-sentence", message, "give one sentence an entry");
            continue;
        }
        let words = words(sentence);
        if !(FEWEST_WORDS..=MOST_WORDS).contains(&words.len()) {
            let message = format!("{sentence:?} has {} words", words.len());
            lint.say(&place, "stock-bad-length", message, "4 to 40 words: fewer are never set aside");
        }
        if !seen.insert(run_id(words.iter().map(|word| word.loose))) {
            let message = format!("{sentence:?} is there already, numbers and punctuation apart");
            lint.say(&place, "stock-duplicate", message, "take one of them away");
        }
    }
}

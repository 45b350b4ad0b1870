//! What a rule says: English is there, it is short, and nobody is accused, in any language that we know the words of.

use super::traits::Traits;
use super::{Lint, TEXT_CHARS};
use crate::pack::rule::Localized;

pub(super) fn check(lint: &mut Lint<'_>, place: &str, text: &Localized, traits: &Traits) {
    if text.get("en").is_none_or(|english| english.trim().is_empty()) {
        lint.say(place, "rule-no-english", "there is no English text".to_owned(), "write it under en");
    }
    for (language, text) in text {
        let chars = text.chars().count();
        if chars > TEXT_CHARS {
            let message = format!("{language}: {chars} characters, at most {TEXT_CHARS}");
            lint.say(place, "rule-long-text", message, "say it shorter");
        }
        if let Some(word) = accusing(text, traits) {
            lint.say(place, "rule-accuses", format!("{language}: {word:?}"), "say what was found, not who somebody is");
        }
    }
}

/// The first word of a text that accuses somebody, or names a state as an accusation: at the beginning of a word, for words
/// have endings; in scripts without spaces anywhere.
pub(super) fn accusing(text: &str, traits: &Traits) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let begins = |at: usize| lower[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() || c >= '\u{2e80}');
    let said = |word: &str| lower.match_indices(word).any(|(at, _)| begins(at));
    traits.words("accusing").iter().find(|word| said(word)).copied()
}

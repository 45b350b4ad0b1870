//! Where the words of a normalised text stand, by UAX #29.
//!
//! A bullet or an emoji does not make a letter less English: what stands between spaces and is ASCII is cut without the
//! tables, which take ten times as long. Words end at spaces, so a text may be cut there first. Tests hold it to the tables.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::ascii;

/// The words of a normalised text, by their places.
pub fn places(text: &str) -> Vec<Range<usize>> {
    let mut places = Vec::with_capacity(text.len().div_ceil(6));
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let other = rest.bytes().position(|byte| !byte.is_ascii());
        // Before a space, not behind it: a mark that follows belongs to it.
        let words = |before: &str| before.rfind(' ').map_or(0, |space| before[..space].trim_end_matches(' ').len());
        let plain = other.map_or(rest.len(), |other| words(&rest[..other]));
        let (plain, rest) = rest.split_at(plain);
        places.extend(ascii::places(plain).map(|place| at + place.start..at + place.end));
        at += plain.len();
        let behind = other.unwrap_or_default().saturating_sub(plain.len());
        let end = rest.bytes().skip(behind).position(|byte| byte == b' ').map_or(rest.len(), |space| behind + space);
        let (piece, _) = rest.split_at(end);
        places.extend(piece.unicode_word_indices().map(|(from, word)| at + from..at + from + word.len()));
        at += piece.len();
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::normal::Normal;
    use proptest::prelude::*;

    fn by_the_tables(text: &str) -> Vec<Range<usize>> {
        text.unicode_word_indices().map(|(at, word)| at..at + word.len()).collect()
    }

    #[test]
    fn what_is_not_ascii_is_cut_by_the_tables() {
        for text in [
            "",
            " ",
            "a",
            "é",
            "one \u{2022} two, three\u{1f44d} four. zwölf и 5 000 中文 x",
            "  \u{301}a b.c 1,5€ ",
            "é ",
            "a  \u{1182c}b \u{1182c}",
        ] {
            assert_eq!(places(text), by_the_tables(text), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn words_are_those_of_the_tables(text in "([a-zA-Z0-9 .,:;'_\"\n-]|[ ]|[éüя\u{301}\u{308}\u{20e3}\u{4e2d}\u{3042}\u{d55c}\u{2022}\u{1f44d}\u{1f1e9}\u{1f170}\u{5d0}]|\\PC){0,40}") {
            let normal = Normal::new(&text);
            prop_assert_eq!(places(normal.text()), by_the_tables(normal.text()));
        }
    }
}

//! A letter with its shared passages marked: the same number stands at the same passage of the other letter.

use std::ops::Range;

/// One of two letters, to be shown.
#[derive(Debug, Clone, Copy)]
pub struct Face<'a> {
    /// What to call it.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Bytes of the shared passages; the place in the list is the passage's number.
    pub passages: &'a [Range<usize>],
}

/// A stretch of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The words.
    pub text: &'a str,
    /// The number of the passage that it is, from 1.
    pub passage: Option<usize>,
}

impl<'a> Face<'a> {
    /// The letter in pieces, and whether it was cut after so many bytes.
    pub fn pieces(&self, most: usize) -> (Vec<Piece<'a>>, bool) {
        let text: &'a str = self.text;
        let end = (0..=most.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let mut passages: Vec<(usize, &Range<usize>)> = (1..).zip(self.passages).collect();
        passages.sort_by_key(|(number, range)| (range.start, *number));
        let (mut pieces, mut at) = (Vec::new(), 0);
        for (number, range) in passages {
            let range = range.start..range.end.min(end);
            let Some(words) = text.get(range.clone()).filter(|words| range.start >= at && !words.is_empty()) else {
                continue;
            };
            pieces.push(Piece { text: text.get(at..range.start).unwrap_or_default(), passage: None });
            pieces.push(Piece { text: words, passage: Some(number) });
            at = range.end;
        }
        pieces.push(Piece { text: text.get(at..end).unwrap_or_default(), passage: None });
        pieces.retain(|piece| !piece.text.is_empty());
        (pieces, end < text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn passages_keep_their_numbers_out_of_order() {
        let face = Face { name: "a", text: "one two three four", passages: &[8..13, 0..3, 10..18, 90..99] };
        let (pieces, cut) = face.pieces(100);
        let shown: Vec<(&str, Option<usize>)> = pieces.iter().map(|piece| (piece.text, piece.passage)).collect();
        assert_eq!(shown, [("one", Some(2)), (" two ", None), ("three", Some(1)), (" four", None)]);
        assert!(!cut);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_or_said_twice(
            text in "[a\u{e9}\u{1f984} ]{0,40}",
            passages in proptest::collection::vec((0usize..90, 0usize..90), 0..5),
            most in 0usize..120,
        ) {
            let passages: Vec<Range<usize>> = passages.into_iter().map(|(a, b)| a..b).collect();
            let (pieces, cut) = Face { name: "", text: &text, passages: &passages }.pieces(most);
            let all: String = pieces.iter().map(|piece| piece.text).collect();
            prop_assert!(text.starts_with(&all));
            prop_assert_eq!(cut, all.len() < text.len());
        }
    }
}

//! Normalising with a map back to the source: NFKC, case folding, typographic quotes, white space, and no invisible
//! characters.
//!
//! The map is kept by grapheme cluster: every piece of normalised text knows the bytes of the cluster it came from, so a
//! span found in normalised text always covers whole clusters of the source and quotes it verbatim.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// Normalised text and where each piece of it stood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Normal {
    text: String,
    /// One entry a source cluster that left anything: start in `text`, bytes in the source.
    pieces: Vec<(usize, Range<usize>)>,
}

impl Normal {
    /// Normalises a text.
    pub fn new(source: &str) -> Self {
        let mut normal = Self { text: String::with_capacity(source.len()), pieces: Vec::new() };
        for (at, cluster) in source.grapheme_indices(true) {
            let start = normal.text.len();
            if let [byte] = cluster.as_bytes() {
                normal.text.push(fold_ascii(*byte));
            } else if cluster == "\r\n" {
                normal.text.push(' ');
            } else {
                let kept = cluster.nfkc().filter(|c| !is_invisible(*c)).map(plain);
                normal.text.extend(kept.flat_map(char::to_uppercase).flat_map(char::to_lowercase));
            }
            if normal.text.len() > start {
                normal.pieces.push((start, at..at + cluster.len()));
            }
        }
        normal
    }

    /// The normalised text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the source behind a range of the normalised text; empty for an empty or foreign range.
    pub fn source_range(&self, range: Range<usize>) -> Range<usize> {
        if range.is_empty() || range.end > self.text.len() {
            return 0..0;
        }
        let piece = |at: usize| self.pieces.get(self.pieces.partition_point(|(start, _)| *start <= at).wrapping_sub(1));
        match (piece(range.start), piece(range.end - 1)) {
            (Some((_, first)), Some((_, last))) => first.start..last.end,
            _ => 0..0,
        }
    }
}

/// Words of a text joined by single spaces, normalised: what makes two quotes the same quote.
pub fn plain_words(text: &str) -> String {
    let normal = Normal::new(text);
    let words: Vec<&str> = normal.text().unicode_words().collect();
    words.join(" ")
}

fn fold_ascii(byte: u8) -> char {
    match byte {
        b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => ' ',
        other => char::from(other.to_ascii_lowercase()),
    }
}

/// Zero-width characters, bidi controls, variation selectors and the soft hyphen: they change bytes and no word.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e0fff}')
}

fn plain(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{02bc}' | '\u{2032}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{00ab}' | '\u{00bb}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folds_what_no_reader_sees() {
        for (source, want) in [
            ("Tele\u{200b}gram", "telegram"),
            ("ＤＯＮ’T", "don't"),
            ("STRASSE straße", "strasse strasse"),
            ("\u{202e}abc\u{202c}", "abc"),
            ("a\u{a0}b\r\nc", "a b c"),
            ("e\u{301}", "\u{e9}"),
            ("“so” – said", "\"so\" - said"),
        ] {
            assert_eq!(Normal::new(source).text(), want, "{source:?}");
        }
    }

    #[test]
    fn maps_back_to_whole_clusters() {
        let source = "x 👩‍💻 ﬁne";
        let normal = Normal::new(source);
        let at = normal.text().find("fine").unwrap();
        assert_eq!(&source[normal.source_range(at..at + 4)], "ﬁne");
        // "f" alone comes from the ligature: the quote is the whole ligature, never half a character.
        assert_eq!(&source[normal.source_range(at..at + 1)], "ﬁ");
        assert_eq!(normal.source_range(3..3), 0..0);
        assert_eq!(normal.source_range(0..9999), 0..0);
    }

    proptest! {
        #[test]
        fn every_range_is_a_slice_of_the_source(source in "\\PC{0,60}", a in 0usize..80, b in 0usize..80) {
            let normal = Normal::new(&source);
            let range = normal.source_range(a.min(b)..a.max(b));
            prop_assert!(source.get(range).is_some());
        }

        #[test]
        fn case_and_zero_width_change_nothing(words in proptest::collection::vec("[a-z]{1,8}", 0..12), seed in 0usize..7) {
            let plain = words.join(" ");
            let noisy: String = plain.chars().enumerate().flat_map(|(i, c)| {
                let c = if i % 3 == 0 { c.to_ascii_uppercase() } else { c };
                [Some(c), (i % 7 == seed).then_some('\u{200b}')].into_iter().flatten()
            }).collect();
            let normal = Normal::new(&noisy);
            prop_assert_eq!(normal.text(), plain);
        }
    }
}

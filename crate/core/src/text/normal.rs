//! Normalising with a map back to the source: NFKC, case folding, typographic quotes, white space, letters that only
//! look Latin, and no invisible characters.
//!
//! The map is kept by grapheme cluster: every piece of normalised text knows the bytes of the cluster it came from, so a
//! span found in normalised text always covers whole clusters of the source and quotes it verbatim. A run of ASCII is
//! one piece, byte for byte: ordinary English pays for no tables.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::latin::{self, Sign};

/// Normalised text and where each piece of it stood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Normal {
    text: String,
    pieces: Vec<Piece>,
}

/// A piece of normalised text: a run of ASCII that kept its bytes, or one cluster of the source that left anything.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    /// Where it starts in the normalised text.
    start: usize,
    source: Range<usize>,
    /// Whether each byte of it stands for one byte of the source.
    ascii: bool,
}

impl Normal {
    /// Normalises a text.
    pub fn new(source: &str) -> Self {
        let mut normal = Self { text: String::with_capacity(source.len()), pieces: Vec::new() };
        let mut signs = Vec::new();
        let mut at = 0;
        while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
            let plain = ascii_run(rest.as_bytes());
            normal.ascii(rest.get(..plain).unwrap_or_default(), at);
            at += plain;
            let rest = rest.get(plain..).unwrap_or_default();
            let other = rest.get(..other_run(rest.as_bytes())).unwrap_or(rest);
            normal.others(other, at, &mut signs);
            at += other.len();
        }
        if !signs.is_empty() {
            normal.read_as_latin(&signs);
        }
        normal
    }

    fn ascii(&mut self, run: &str, at: usize) {
        if run.is_empty() {
            return;
        }
        self.pieces.push(Piece { start: self.text.len(), source: at..at + run.len(), ascii: true });
        let folded: Vec<u8> = run.bytes().map(fold_ascii).collect();
        self.text.push_str(str::from_utf8(&folded).unwrap_or(run));
    }

    fn others(&mut self, run: &str, at: usize, signs: &mut Vec<(usize, Sign)>) {
        let mut chars = run.chars();
        while let Some(c) = chars.next() {
            let behind = chars.as_str();
            let start = run.len() - behind.len() - c.len_utf8();
            if is_letter_alone(c) && behind.chars().next().is_none_or(is_letter_alone) {
                let from = self.text.len();
                self.fold(c, signs);
                let source = at + start..at + start + c.len_utf8();
                self.pieces.push(Piece { start: from, source, ascii: false });
                continue;
            }
            let cluster = run.get(start..).and_then(|rest| rest.graphemes(true).next()).unwrap_or_default();
            self.cluster(cluster, at + start, signs);
            chars = run.get(start + cluster.len()..).unwrap_or_default().chars();
        }
    }

    fn cluster(&mut self, cluster: &str, at: usize, signs: &mut Vec<(usize, Sign)>) {
        let start = self.text.len();
        cluster.nfkc().filter(|c| !is_invisible(*c)).for_each(|c| self.fold(c, signs));
        if self.text.len() > start {
            self.pieces.push(Piece { start, source: at..at + cluster.len(), ascii: false });
        }
    }

    fn fold(&mut self, c: char, signs: &mut Vec<(usize, Sign)>) {
        let c = plain(c);
        if let Some(sign) = latin::sign(c) {
            signs.push((self.text.len(), sign));
        }
        match c {
            '\0'..='\x7f' => self.text.push(c.to_ascii_lowercase()),
            // Russian small letters, and the letters of scripts without case: most of what is not ASCII.
            '\u{430}'..='\u{45f}' | '\u{5d0}'..='\u{64a}' | '\u{3041}'..='\u{30fa}' | '\u{3400}'..='\u{9fff}' => {
                self.text.push(c);
            }
            _ => self.text.extend(c.to_uppercase().flat_map(char::to_lowercase)),
        }
    }

    /// Writes the letters that only look Latin as the Latin letters they look like, in words that allow it.
    fn read_as_latin(&mut self, signs: &[(usize, Sign)]) {
        let letters = latin::letters(&self.text, signs);
        if letters.is_empty() {
            return;
        }
        let mut letters = letters.into_iter().peekable();
        let mut text = String::with_capacity(self.text.len());
        let ends: Vec<usize> = self.pieces.iter().skip(1).map(|piece| piece.start).chain([self.text.len()]).collect();
        for (piece, end) in self.pieces.iter_mut().zip(ends) {
            let old = self.text.get(piece.start..end).unwrap_or_default();
            let mut at = piece.start;
            piece.start = text.len();
            if letters.peek().is_none_or(|(next, _)| *next >= end) {
                text.push_str(old);
                continue;
            }
            let mut read = String::new();
            for c in old.chars() {
                let letter = letters.next_if(|(next, _)| *next == at).map_or(c, |(_, letter)| letter);
                read.push(letter);
                at += c.len_utf8();
            }
            // A letter and its accent are one character in Latin, where they were two before.
            text.extend(read.nfc());
        }
        self.text = text;
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
        // All of it is ASCII: the source has the same bytes.
        if let [Piece { ascii: true, .. }] = self.pieces.as_slice() {
            return range;
        }
        let of = |at: usize| {
            let before = self.pieces.partition_point(|piece| piece.start <= at);
            self.pieces.get(before.wrapping_sub(1))
        };
        let Some(first) = of(range.start) else { return 0..0 };
        let start = first.behind(range.start).start;
        if first.ascii && range.end - first.start <= first.source.len() {
            return start..start + range.len();
        }
        of(range.end - 1).map_or(0..0, |last| start..last.behind(range.end - 1).end)
    }
}

impl Piece {
    /// The bytes of the source behind one byte of the normalised text.
    fn behind(&self, at: usize) -> Range<usize> {
        if self.ascii {
            let byte = self.source.start + (at - self.start);
            byte..byte + 1
        } else {
            self.source.clone()
        }
    }
}

/// Words of a text joined by single spaces, normalised: what makes two quotes the same quote.
pub fn plain_words(text: &str) -> String {
    let normal = Normal::new(text);
    let words: Vec<&str> = normal.text().unicode_words().collect();
    words.join(" ")
}

/// How many bytes from the start are ASCII that no cluster of other characters can reach into: the last one before such
/// a character may carry its accent.
fn ascii_run(bytes: &[u8]) -> usize {
    match bytes.iter().position(|byte| !byte.is_ascii()) {
        Some(other) => other.saturating_sub(1),
        None => bytes.len(),
    }
}

/// How many bytes from the start are needed to see every cluster whole: up to two ASCII characters in a row, of which
/// the second begins the next run.
fn other_run(bytes: &[u8]) -> usize {
    let mut pairs = bytes.windows(2).enumerate().skip(1);
    let pair = pairs.find(|(_, pair)| pair.iter().all(u8::is_ascii));
    pair.map_or(bytes.len(), |(at, _)| at + 1)
}

/// Whether a character is a cluster by itself beside another such one, and its own NFKC: the common letters of the larger
/// scripts, ASCII but for line ends, and the quotation marks and dashes of ordinary typing. Tests hold it to the tables.
fn is_letter_alone(c: char) -> bool {
    matches!(c,
        ' '..='~' | '\u{c0}'..='\u{ff}' | '\u{391}'..='\u{3a1}' | '\u{3a3}'..='\u{3c9}' | '\u{400}'..='\u{45f}'
        | '\u{5d0}'..='\u{5ea}' | '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}' | '\u{2013}' | '\u{2014}'
        | '\u{2018}' | '\u{2019}' | '\u{201c}' | '\u{201d}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

fn fold_ascii(byte: u8) -> u8 {
    match byte {
        b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => b' ',
        other => other.to_ascii_lowercase(),
    }
}

/// Zero-width characters, bidi controls, variation selectors, fillers and the soft hyphen: they change bytes and no word.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

fn plain(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{02bc}' | '\u{2032}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{00ab}' | '\u{00bb}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        // An empty Braille cell is drawn as nothing.
        '\u{2800}' => ' ',
        // White letters in black circles and squares, which NFKC leaves alone.
        '\u{1f150}'..='\u{1f169}' => latin::nth(u32::from(c) - 0x1f150),
        '\u{1f170}'..='\u{1f189}' => latin::nth(u32::from(c) - 0x1f170),
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Text of all that is treated in its own way: ASCII, line ends, marks, joiners, look-alikes, other scripts.
    fn any_text() -> impl Strategy<Value = String> {
        let odd = proptest::sample::select(vec![
            "\r\n",
            "\r",
            "\n",
            "\u{301}",
            "\u{200d}",
            "\u{600}",
            "e\u{301}",
            "\u{430}",
            "\u{435}\u{308}",
            "\u{fb01}",
            "\u{2019}",
            "\u{4e2d}",
            "\u{d55c}",
            "\u{1f469}\u{200d}\u{1f4bb}",
            "\u{130}",
            "\u{df}",
            "\u{feff}",
            "\u{1f170}",
        ]);
        let part = prop_oneof![3 => "[ -~]{1,4}", 2 => odd.prop_map(str::to_owned), 1 => "\\PC{1,3}"];
        proptest::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
    }

    /// Cluster by cluster over the whole text, as if nothing were ASCII and no letter looked like another.
    fn slowly(source: &str) -> Normal {
        let mut normal = Normal::default();
        let mut signs = Vec::new();
        source.grapheme_indices(true).for_each(|(at, cluster)| normal.cluster(cluster, at, &mut signs));
        normal.read_as_latin(&signs);
        normal
    }

    #[test]
    fn folds_what_no_reader_sees() {
        for (source, want) in [
            ("Tele\u{200b}gram", "telegram"),
            ("ＤＯＮ’T", "don't"),
            ("STRASSE straße", "strasse strasse"),
            ("\u{202e}abc\u{202c}", "abc"),
            ("a\u{a0}b\r\nc", "a b  c"),
            ("a b\r\nc", "a b  c"),
            ("e\u{301}", "\u{e9}"),
            ("“so” – said", "\"so\" - said"),
            ("\u{1f15f}\u{1f150}\u{1f168} \u{1f17f}\u{1f170}\u{1f188}", "pay pay"),
            ("te\u{2060}l\u{3164}e\u{e0067}gram", "telegram"),
        ] {
            assert_eq!(Normal::new(source).text(), want, "{source:?}");
        }
    }

    #[test]
    fn letters_that_stand_alone_are_their_own_cluster_and_form() {
        let alone: Vec<char> = (char::MIN..=char::MAX).filter(|c| is_letter_alone(*c)).collect();
        for c in &alone {
            assert!(c.nfkc().eq([*c]) && !is_invisible(*c), "{c:?}");
        }
        // One of each script and kind beside all: a cluster of two would be one fewer.
        for c in [' ', '~', 'é', 'ω', 'я', 'ם', 'ي', '’', 'ん', 'ヺ', '中', '가', '각'] {
            let text: String = alone.iter().flat_map(|other| [c, *other]).collect();
            assert_eq!(text.graphemes(true).count(), alone.len() * 2, "{c:?}");
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

    #[test]
    fn a_word_written_with_lookalikes_is_quoted_as_it_stands() {
        let source = "Contact me on Т\u{435}l\u{435}gr\u{430}m, cafe\u{301} or c\u{430}f\u{435}\u{301}";
        let normal = Normal::new(source);
        assert_eq!(normal.text(), "contact me on telegram, caf\u{e9} or caf\u{e9}");
        let at = normal.text().find("telegram").unwrap();
        assert_eq!(&source[normal.source_range(at..at + 8)], "Т\u{435}l\u{435}gr\u{430}m");
        let at = normal.text().rfind("caf\u{e9}").unwrap();
        assert_eq!(&source[normal.source_range(at..at + 5)], "c\u{430}f\u{435}\u{301}");
    }

    proptest! {
        #[test]
        fn every_range_is_a_slice_of_the_source(source in any_text(), a in 0usize..80, b in 0usize..80) {
            let normal = Normal::new(&source);
            let range = normal.source_range(a.min(b)..a.max(b));
            prop_assert!(source.get(range).is_some());
        }

        #[test]
        fn the_fast_way_is_the_slow_way(source in any_text()) {
            let (fast, slow) = (Normal::new(&source), slowly(&source));
            prop_assert_eq!(fast.text(), slow.text());
            for (at, c) in fast.text().char_indices() {
                let range = at..at + c.len_utf8();
                let slow = slow.source_range(range.clone());
                let fast = fast.source_range(range);
                // The two halves of a line end are one cluster to the slow way only.
                prop_assert!(fast == slow || source.get(slow) == Some("\r\n"), "{:?}", source);
            }
        }

        #[test]
        fn normalising_twice_changes_nothing(source in "[a-zA-Z \u{430}\u{435}\u{43e}\u{44f}\u{4e2d}\u{200b}'.0-9-]{0,40}") {
            let once = Normal::new(&source).text().to_owned();
            let twice = Normal::new(&once);
            prop_assert_eq!(twice.text(), once);
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

        #[test]
        fn lookalikes_in_latin_words_change_nothing(
            words in proptest::collection::vec("[b-z]{1,3}[b-df-hj-nq-rt-wz][a-z]{0,4}", 1..12),
            seed in 0usize..3,
            shout in any::<bool>(),
        ) {
            let plain = words.join(" ");
            let other = |c| match c {
                'a' => 'а', 'e' => 'е', 'o' => 'ο', 'p' => 'р', 'c' => 'с', 's' => 'ѕ', 'x' => 'х', 'i' => 'і', c => c,
            };
            // Every word keeps a Latin letter: those that have no look-alike here.
            let noisy: String =
                plain.chars().enumerate().map(|(i, c)| if i % 3 == seed { other(c) } else { c }).collect();
            let noisy = if shout { noisy.to_uppercase() } else { noisy };
            let normal = Normal::new(&noisy);
            prop_assert_eq!(normal.text(), plain);
        }
    }
}

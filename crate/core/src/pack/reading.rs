//! A text as rules read it: normalised words, each with its place in the source, in sentences.
//!
//! Words are those of [`crate::text`], parted at `.` and `:` as well ("site.Pay", "telegram:name"). Linear in the text.

use std::ops::Range;

use crate::text::borrowed::quoted;
use crate::text::cut;
use crate::text::normal::Normal;
use crate::text::words::word_id;

/// A text is read up to this many bytes.
const TEXT_BYTES: usize = 256 << 10;
/// A sentence is parted after this many words.
const SENTENCE_WORDS: usize = 120;

/// One word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its number: equal for equal normalised words.
    pub id: u64,
    /// Bytes of the normalised text.
    pub at: Range<usize>,
    /// Bytes of the source.
    pub source: Range<usize>,
    /// Whether it stands in a quotation: inside quotation marks, or on a line that starts with `>`.
    pub quoted: bool,
}

/// The words and sentences of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The text, normalised.
    pub normal: Normal,
    /// The words in order.
    pub words: Vec<Word>,
    /// The sentences as ranges of words: they follow each other without a hole, none is empty.
    pub sentences: Vec<Range<usize>>,
}

/// Reads a text.
pub fn read(text: &str) -> Reading {
    let text = &text[..text.floor_char_boundary(TEXT_BYTES)];
    let normal = Normal::new(text);
    let mut words = words(&normal);
    let places: Vec<Range<usize>> = words.iter().map(|word| word.source.clone()).collect();
    for (word, quoted) in words.iter_mut().zip(quoted(text, &places)) {
        word.quoted = quoted;
    }
    let sentences = sentences(text, &normal, &words);
    Reading { normal, words, sentences }
}

impl Reading {
    /// A word, normalised.
    pub fn said(&self, word: &Word) -> &str {
        self.normal.text().get(word.at.clone()).unwrap_or_default()
    }

    /// The normalised text of a sentence, with the signs behind it, and where it starts in the whole.
    pub fn sentence(&self, number: usize) -> Option<(usize, &str)> {
        let word = |number: usize| self.words.get(self.sentences.get(number)?.start);
        let start = if number == 0 { 0 } else { word(number)?.at.start };
        let end = word(number + 1).map_or(self.normal.text().len(), |word| word.at.start);
        Some((start, self.normal.text().get(start..end)?))
    }

    /// The words that a range of the normalised text touches.
    pub fn words_of(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.words.partition_point(|word| word.at.end <= range.start);
        first..self.words.partition_point(|word| word.at.start < range.end).max(first)
    }

    /// The words that a range of the source touches.
    pub fn words_behind(&self, source: &Range<usize>) -> Range<usize> {
        let first = self.words.partition_point(|word| word.source.end <= source.start);
        first..self.words.partition_point(|word| word.source.start < source.end).max(first)
    }

    /// The sentence of a word.
    pub fn sentence_of(&self, word: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.end <= word)
    }
}

fn words(normal: &Normal) -> Vec<Word> {
    let text = normal.text();
    let places = cut::places(text);
    let mut words = Vec::with_capacity(places.len());
    let mut add = |at: Range<usize>| {
        if let Some(word) = text.get(at.clone()).filter(|word| !word.is_empty()) {
            words.push(Word { id: word_id(word), source: normal.source_range(at.clone()), at, quoted: false });
        }
    };
    for place in places {
        let (mut from, whole) = (place.start, text.get(place.clone()).unwrap_or_default());
        for (at, _) in (place.start..).zip(whole.bytes()).filter(|(_, byte)| matches!(byte, b'.' | b':')) {
            add(from..at);
            from = at + 1;
        }
        add(from..place.end);
    }
    words
}

/// Parts the words into sentences.
fn sentences(text: &str, normal: &Normal, words: &[Word]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut first = 0;
    for at in 1..words.len() {
        let gap = text.get(words[at - 1].source.end..words[at].source.start).unwrap_or_default();
        let before = normal.text().get(words[at - 1].at.clone()).unwrap_or_default();
        if at - first >= SENTENCE_WORDS || ends(gap, before, text, words[at].source.start) {
            sentences.push(first..at);
            first = at;
        }
    }
    if first < words.len() {
        sentences.push(first..words.len());
    }
    sentences
}

/// Whether a sentence ends in the gap before a word.
fn ends(gap: &str, before: &str, text: &str, next: usize) -> bool {
    // Most words stand between two spaces.
    if gap == " " {
        return false;
    }
    let next = text.get(next..).and_then(|rest| rest.chars().next());
    // A line that goes on in lower case is the same sentence, wrapped.
    let mut lines = gap.split('\n').skip(1);
    if let Some(line) = lines.next() {
        let rest = lines.next().unwrap_or(line);
        return next.is_none_or(|c| !c.is_lowercase()) || gap.matches('\n').count() > 1 || !rest.trim().is_empty();
    }
    if gap.contains(['!', '?', '\u{2026}', '\u{3002}', '\u{ff01}', '\u{ff1f}']) {
        return true;
    }
    // "e.g." and initials do not end a sentence, nor does the point in "node.js".
    let abbreviation = before.chars().nth(1).is_none();
    match gap.split_once('.') {
        Some((_, after)) if !abbreviation => !after.is_empty() || next.is_some_and(char::is_uppercase),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences_of(text: &str) -> Vec<String> {
        let reading = read(text);
        let words = |range: &Range<usize>| {
            reading.words[range.clone()].iter().map(|word| reading.said(word)).collect::<Vec<_>>().join(" ")
        };
        reading.sentences.iter().map(words).collect()
    }

    #[test]
    fn words_are_normalised_and_know_their_place() {
        let text = "Pay me in \u{ff35}\u{ff33}\u{ff24}\u{ff34}, I don\u{2019}t mind; Tele\u{200b}gram: @dev \u{1f44d}\u{1f3fd}cafe\u{301}";
        let reading = read(text);
        let words: Vec<&str> = reading.words.iter().map(|word| reading.said(word)).collect();
        assert_eq!(words, ["pay", "me", "in", "usdt", "i", "don't", "mind", "telegram", "dev", "café"]);
        let sources: Vec<&str> = reading.words.iter().map(|word| &text[word.source.clone()]).collect();
        assert_eq!(sources[3], "\u{ff35}\u{ff33}\u{ff24}\u{ff34}");
        assert_eq!(sources[7], "Tele\u{200b}gram");
        assert_eq!(sources[9], "cafe\u{301}");
    }

    #[test]
    fn sentences_end_where_people_end_them() {
        assert_eq!(sentences_of("One, e.g. two. Three!Four"), ["one e g two", "three", "four"]);
        assert_eq!(sentences_of("off the site.Pay me with node.js"), ["off the site", "pay me with node js"]);
        assert_eq!(sentences_of("a line\nthat goes on\nNext\n\nlast"), ["a line that goes on", "next", "last"]);
        assert_eq!(sentences_of("t.me/dev"), ["t me dev"]);
        assert_eq!(sentences_of(""), Vec::<String>::new());
    }

    #[test]
    fn quotations_are_marked() {
        let quoted = |text: &str| {
            let reading = read(text);
            let quoted = reading.words.iter().filter(|word| word.quoted);
            quoted.map(|word| reading.said(word)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(quoted("As you wrote \u{201c}pay in USDT\u{201d}, which I would rather not do"), "pay in usdt");
        assert_eq!(quoted("> pay in USDT\nNo, thank you"), "pay in usdt");
        assert_eq!(quoted("my 15\" screen is fine"), "", "an inch is no quotation");
        assert_eq!(quoted("\"pay me in usdt please\""), "", "all of it is the writer's own");
        assert_eq!(quoted("I would not accept a job that says \"usdt only\""), "usdt only");
    }

    #[test]
    fn hostile_texts_are_read_in_time() {
        for part in ["\"", ".", "\u{301}", "\u{200b}", "a.", "> ", "\n", "\u{1f468}\u{200d}", "A\"b "] {
            let text = part.repeat(60_000 / part.len());
            let reading = read(&text);
            assert!(reading.sentences.iter().all(|sentence| sentence.len() <= SENTENCE_WORDS), "{part:?}");
            assert_eq!(reading.sentences.iter().map(Range::len).sum::<usize>(), reading.words.len());
        }
    }
}

//! Words by UAX #29, each with its place in the source, and numbers for words so that runs compare fast.

use std::collections::BTreeMap;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::normal::Normal;

/// A word: its bytes in the source, and two numbers that stand for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Bytes in the source.
    pub at: Range<usize>,
    /// Equal for equal normalised words.
    pub exact: u32,
    /// The same, with all numbers equal: "8 years" and "5 years" are one stock sentence.
    pub loose: u32,
}

/// Gives each distinct word a number. One table for all texts that are compared.
#[derive(Debug, Clone, Default)]
pub struct WordTable {
    numbers: BTreeMap<String, u32>,
}

impl WordTable {
    /// Cuts a text into its first `most` words.
    pub fn words(&mut self, source: &str, most: usize) -> Vec<Word> {
        let normal = Normal::new(source);
        let words = normal.text().unicode_word_indices().take(most);
        words
            .map(|(at, word)| {
                let exact = self.number(word);
                let numeral = word.starts_with(|c: char| c.is_numeric());
                let loose = if numeral { self.number("#") } else { exact };
                Word { at: normal.source_range(at..at + word.len()), exact, loose }
            })
            .collect()
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let next = self.numbers.len() as u32;
        self.numbers.insert(word.to_owned(), next);
        next
    }
}

/// Whether a text is mostly in a script that writes no spaces, where a "word" of UAX #29 is one character and a run of
/// six of them proves nothing.
pub fn writes_no_spaces(text: &str) -> bool {
    let (mut letters, mut spaceless) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        spaceless += usize::from(matches!(c,
            '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'));
    }
    spaceless * 3 > letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_their_place() {
        let mut table = WordTable::default();
        let text = "Don’t  panic: 8+ YEARS,   8 years; 5 years";
        let words = table.words(text, 100);
        let quotes: Vec<&str> = words.iter().map(|w| &text[w.at.clone()]).collect();
        assert_eq!(quotes, ["Don’t", "panic", "8", "YEARS", "8", "years", "5", "years"]);
        assert_eq!(words[3].exact, words[5].exact);
        assert_ne!(words[4].exact, words[6].exact);
        assert_eq!(words[4].loose, words[6].loose);
        assert_eq!(table.words(text, 2).len(), 2);
    }

    #[test]
    fn scripts_without_spaces_are_known() {
        assert!(writes_no_spaces("我已经仔细阅读了您的职位描述"));
        assert!(writes_no_spaces("สวัสดีครับ ผมสนใจงานนี้"));
        assert!(!writes_no_spaces("안녕하세요 저는 개발자입니다"));
        assert!(!writes_no_spaces("Здравствуйте, я прочитал описание"));
        assert!(!writes_no_spaces("I know 中文 a little"));
        assert!(!writes_no_spaces(""));
    }
}

//! Words by UAX #29, each with its place in the source and a number that stands for it, so that runs compare fast.
//!
//! The number is a hash of the normalised word: letters that are read apart, on other threads or on other days, compare
//! without a common table. Sixty-four bits make two different words with one number a matter of one in billions.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::normal::Normal;

/// Words read of one text: more than a text of the snapshot holds.
pub const MOST_WORDS: usize = 64 << 10;

/// Characters of a root: a stemmer that knows no language.
const ROOT: usize = 4;

/// A word: its bytes in the source, and the numbers that stand for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    start: u32,
    end: u32,
    /// Equal for equal normalised words.
    pub id: u64,
    /// The same, with all numbers equal: "8 years" and "5 years" are one stock sentence.
    pub loose: u64,
    /// Equal for words that begin alike: "travel" and "travelled" have one root, more often than not.
    pub root: u64,
}

impl Word {
    /// Its bytes in the source.
    pub fn at(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Cuts a text into its words, the first [`MOST_WORDS`] of them.
pub fn words(source: &str) -> Vec<Word> {
    let number = word_id("#");
    let normal = Normal::new(source);
    let words = normal.text().unicode_word_indices().take(MOST_WORDS);
    words
        .map(|(at, word)| {
            let id = word_id(word);
            let loose = if word.starts_with(|c: char| c.is_numeric()) { number } else { id };
            let place = normal.source_range(at..at + word.len());
            Word { start: place.start as u32, end: place.end as u32, id, loose, root: word_id(beginning(word)) }
        })
        .collect()
}

/// The first four characters of a word, of a Korean one the first two syllables: what most forms of a word share.
pub fn beginning(word: &str) -> &str {
    let most = if word.starts_with(|c| matches!(c, '\u{ac00}'..='\u{d7a3}')) { 2 } else { ROOT };
    word.char_indices().nth(most).map_or(word, |(at, _)| word.get(..at).unwrap_or(word))
}

/// The number of a normalised word: FNV-1a with a last mixing, so that all its bits depend on every byte.
pub fn word_id(word: &str) -> u64 {
    let hash = word
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    mixed(hash)
}

/// The number of a run of words, by their numbers.
pub fn run_id(run: impl Iterator<Item = u64>) -> u64 {
    run.fold(0x9e37_79b9_7f4a_7c15, |hash, id| mixed(hash.rotate_left(23) ^ id))
}

/// The finaliser of `MurmurHash3`.
const fn mixed(mut hash: u64) -> u64 {
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
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
        let text = "Don’t  panic: 8+ YEARS,   8 years; 5 years";
        let words = words(text);
        let quotes: Vec<&str> = words.iter().map(|w| &text[w.at()]).collect();
        assert_eq!(quotes, ["Don’t", "panic", "8", "YEARS", "8", "years", "5", "years"]);
        assert_eq!(words[3].id, words[5].id);
        assert_ne!(words[4].id, words[6].id);
        assert_eq!(words[4].loose, words[6].loose);
    }

    #[test]
    fn forms_of_a_word_have_one_root() {
        let roots = |text: &str| words(text).iter().map(|word| word.root).collect::<Vec<_>>();
        assert_eq!(roots("travel travelled"), roots("travelling travels"));
        assert_eq!(roots("경험이"), roots("경험을"));
        assert_ne!(roots("cat"), roots("car"));
    }

    #[test]
    fn the_order_of_a_run_counts() {
        assert_ne!(run_id([1, 2].into_iter()), run_id([2, 1].into_iter()));
        assert_ne!(run_id([1].into_iter()), run_id([1, 1].into_iter()));
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

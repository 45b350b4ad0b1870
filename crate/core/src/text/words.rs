//! Words by UAX #29, each with its place in the source and a number that stands for it, so that runs compare fast.
//!
//! A script that writes no spaces (Chinese, Japanese, Thai, Lao, Burmese, Khmer) has no words without a dictionary: there
//! every two neighbouring characters are a word, and each overlaps the next by one character.
//!
//! The number is a hash of the normalised word: letters that are read apart, on other threads or on other days, compare
//! without a common table. Sixty-four bits make two different words with one number a matter of one in billions.

use std::ops::Range;

use unicode_normalization::char::canonical_combining_class;
use unicode_segmentation::UnicodeSegmentation;

use super::ascii;
use super::normal::Normal;
use super::script::is_spaceless;

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
    if source.is_ascii() {
        return ascii_words(source);
    }
    let normal = Normal::new(source);
    let text = normal.text();
    let number = word_id("#");
    let mut words = Vec::with_capacity(text.len().div_ceil(6).min(MOST_WORDS));
    let word = |at: usize, word: &str| {
        let (id, root) = ids(word);
        let loose = if word.starts_with(|c: char| c.is_numeric()) { number } else { id };
        let place = normal.source_range(at..at + word.len());
        Word { start: place.start as u32, end: place.end as u32, id, loose, root }
    };
    if text.is_ascii() {
        let places = ascii::places(text).take(MOST_WORDS);
        words.extend(places.filter_map(|place| Some(word(place.start, text.get(place)?))));
        return words;
    }
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty() && words.len() < MOST_WORDS) {
        let (spaced, rest) = rest.split_at(rest.find(in_spaceless_run).unwrap_or(rest.len()));
        words.extend(spaced.unicode_word_indices().map(|(offset, found)| word(at + offset, found)).take(MOST_WORDS));
        at += spaced.len();
        let (run, _) = rest.split_at(rest.find(|c| !in_spaceless_run(c)).unwrap_or(rest.len()));
        words.extend(pairs(run).map(|(offset, found)| word(at + offset, found)).take(MOST_WORDS));
        at += run.len();
    }
    words.truncate(MOST_WORDS);
    words
}

/// The same of a text that is ASCII already: its words stand where they are read, and only their case is another.
fn ascii_words(source: &str) -> Vec<Word> {
    let number = word_id("#");
    let mut words = Vec::with_capacity(source.len().div_ceil(6).min(MOST_WORDS));
    words.extend(ascii::places(source).take(MOST_WORDS).filter_map(|place| {
        let word = source.as_bytes().get(place.clone())?;
        let (beginning, rest) = word.split_at(word.len().min(ROOT));
        let small = |hash, byte: &u8| fed(hash, byte.to_ascii_lowercase());
        let root = beginning.iter().fold(BASIS, small);
        let id = mixed(rest.iter().fold(root, small));
        let loose = if word.first().is_some_and(u8::is_ascii_digit) { number } else { id };
        Some(Word { start: place.start as u32, end: place.end as u32, id, loose, root: mixed(root) })
    }));
    words
}

/// How many words a run of words is worth. Two neighbours that overlap are halves: n characters of a script that writes
/// no spaces make n - 1 pairs, and are worth n / 2 words.
pub fn size<'a>(run: impl IntoIterator<Item = &'a Word>) -> usize {
    let (mut number, mut overlapping, mut end) = (0, 0, 0);
    for word in run {
        number += 1;
        overlapping += usize::from(word.start < end);
        end = word.end;
    }
    number - overlapping / 2
}

/// Letters and marks of a script that writes no spaces; its digits make numbers as everywhere.
fn in_spaceless_run(c: char) -> bool {
    c >= '\u{e00}' && is_spaceless(c) && (c.is_alphabetic() || canonical_combining_class(c) != 0)
}

/// The overlapping pairs of characters of a run, with their places; a single character stands for itself.
fn pairs(run: &str) -> impl Iterator<Item = (usize, &str)> {
    let ends = run.char_indices().map(|(at, c)| at + c.len_utf8());
    let single = run.chars().nth(1).is_none();
    let seconds = ends.skip(usize::from(!single));
    run.char_indices().zip(seconds).filter_map(move |((at, _), end)| Some((at, run.get(at..end)?)))
}

/// The first four characters of a word, of a Korean one the first two syllables: what most forms of a word share.
pub fn beginning(word: &str) -> &str {
    if word.is_ascii() {
        return word.get(..ROOT).unwrap_or(word);
    }
    let most = if word.starts_with(|c| matches!(c, '\u{ac00}'..='\u{d7a3}')) { 2 } else { ROOT };
    word.char_indices().nth(most).map_or(word, |(at, _)| word.get(..at).unwrap_or(word))
}

/// The number of a normalised word: FNV-1a with a last mixing, so that all its bits depend on every byte.
pub const fn word_id(word: &str) -> u64 {
    let (mut rest, mut hash) = (word.as_bytes(), BASIS);
    while let [byte, behind @ ..] = rest {
        hash = fed(hash, *byte);
        rest = behind;
    }
    mixed(hash)
}

/// The numbers of the beginnings of a normalised word, each one character longer, and how many bytes each has. The last is
/// the word's own.
pub fn beginning_ids(word: &str) -> impl Iterator<Item = (usize, u64)> + '_ {
    let mut hash = BASIS;
    word.bytes().zip(1..).filter_map(move |(byte, end)| {
        hash = fed(hash, byte);
        word.is_char_boundary(end).then(|| (end, mixed(hash)))
    })
}

/// The numbers of a normalised word and of its root, which is hashed on the way.
fn ids(word: &str) -> (u64, u64) {
    let (beginning, rest) = word.split_at(beginning(word).len());
    let root = beginning.bytes().fold(BASIS, fed);
    let root_id = mixed(root);
    (if rest.is_empty() { root_id } else { mixed(rest.bytes().fold(root, fed)) }, root_id)
}

const BASIS: u64 = 0xcbf2_9ce4_8422_2325;

const fn fed(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x0100_0000_01b3)
}

/// The number of a run of words, by their numbers.
pub fn run_id(run: impl Iterator<Item = u64>) -> u64 {
    run.fold(EMPTY_RUN, longer)
}

/// The number of the run of no words.
pub const EMPTY_RUN: u64 = 0x9e37_79b9_7f4a_7c15;

/// The number of a run that is one word longer.
pub const fn longer(run: u64, id: u64) -> u64 {
    mixed(run.rotate_left(23) ^ id)
}

/// The finaliser of `MurmurHash3`.
const fn mixed(mut hash: u64) -> u64 {
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

/// Whether a text is mostly in a script that writes no spaces: its words are pairs of characters, of which six in a row
/// prove less than six words.
pub fn writes_no_spaces(text: &str) -> bool {
    let (mut letters, mut spaceless) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        spaceless += usize::from(is_spaceless(c));
    }
    spaceless * 3 > letters
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn quotes(text: &str) -> Vec<&str> {
        words(text).iter().map(|word| &text[word.at()]).collect()
    }

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
    fn the_numbers_of_a_word_are_those_of_its_text_and_of_its_beginning() {
        for word in ["a", "four", "fives", "travelled", "경험이", "описание", "naïveté", "don't", "2024"] {
            let read = words(word);
            assert_eq!((read[0].id, read[0].root), (word_id(word), word_id(beginning(word))), "{word}");
        }
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

    #[test]
    fn scripts_without_spaces_are_read_in_pairs() {
        assert_eq!(quotes("我喜欢你。使用React框架, 好"), ["我喜", "喜欢", "欢你", "使用", "React", "框架", "好"]);
        assert_eq!(quotes("アプリの開発・ﾃｽﾄ"), ["アプ", "プリ", "リの", "の開", "開発", "ﾃｽ", "ｽﾄ"]);
        assert_eq!(quotes("5年の経験"), ["5", "年の", "の経", "経験"]);
        // A mark belongs to the character it stands on, in the quote.
        assert_eq!(quotes("งานนี้ ๑๒"), ["งา", "าน", "นนี้", "นี้", "นี้", "๑๒"]);
        // Korean writes spaces.
        assert_eq!(quotes("저는 개발자입니다"), ["저는", "개발자입니다"]);
        assert_eq!(quotes("Я прочитал описание"), ["Я", "прочитал", "описание"]);
        assert_eq!(quotes("قرأت وصف المشروع"), ["قرأت", "وصف", "المشروع"]);
    }

    #[test]
    fn two_characters_are_worth_a_word() {
        let worth = |text| size(&words(text));
        assert_eq!(worth("one two three"), 3);
        assert_eq!(worth("我已经仔细阅读了您的"), 5);
        assert_eq!(worth("我已经仔细阅读了您的 and two words"), 8);
        assert_eq!(worth("好"), 1);
        assert_eq!(worth(""), 0);
    }

    #[test]
    fn long_texts_are_cut() {
        for part in ["a ", "中", "中a", "ก็"] {
            assert_eq!(words(&part.repeat(MOST_WORDS + 9)).len(), MOST_WORDS, "{part}");
        }
    }

    proptest! {
        #[test]
        fn words_of_ascii_are_what_normalising_makes_of_them(source in "[\\x00-\\x7f]{0,60}") {
            let normal = Normal::new(&source);
            let ids: Vec<_> = normal.text().unicode_word_indices().map(|(at, word)| (at..at + word.len(), ids(word))).collect();
            let read: Vec<_> = words(&source).iter().map(|word| (word.at(), (word.id, word.root))).collect();
            prop_assert_eq!(read, ids);
        }

        #[test]
        fn a_word_is_a_slice_of_the_source(source in "[a-c \u{4e2d}\u{6587}\u{30fb}\u{e01}\u{e48}\u{301}\u{200b}\u{430}\u{1f984}1-]{0,40}") {
            let words = words(&source);
            prop_assert!(words.iter().all(|word| source.get(word.at()).is_some_and(|quote| !quote.is_empty())));
            prop_assert!(words.is_sorted_by_key(|word| word.start));
            prop_assert!(size(&words) <= words.len() && size(&words) * 2 >= words.len());
        }

        #[test]
        fn noise_changes_no_word(parts in proptest::collection::vec("[a-z]{2,6}|[\u{4e00}-\u{4eff}]{1,4}", 0..12), seed in 0usize..5) {
            let plain = parts.join(" ");
            let noisy: String = plain.chars().enumerate().flat_map(|(i, c)| {
                let gap = if c == ' ' { "\u{a0} \n" } else { "" };
                let seen = if (i + seed) % 3 == 0 { c.to_ascii_uppercase() } else { c };
                let hidden = if (i + seed) % 5 == 0 { "\u{200b}\u{2060}" } else { "" };
                [seen].into_iter().chain(gap.chars()).chain(hidden.chars()).collect::<Vec<_>>()
            }).collect();
            let ids = |text: &str| words(text).iter().map(|word| word.id).collect::<Vec<_>>();
            prop_assert_eq!(ids(&noisy), ids(&plain));
        }
    }
}

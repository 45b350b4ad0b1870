//! Letters of other scripts that only look Latin, read as Latin where the word they stand in is otherwise Latin.
//!
//! Two cases, and no other. A word that has a Latin letter, and whose other letters all look like one, is read as Latin:
//! nobody spells a word in two alphabets. (Two Latin letters where one of the others only looks Latin in its other case:
//! a micrometre is no millimetre.) A word with no Latin letter at all is read as Latin only if it has three letters
//! or more, each drawn exactly like a Latin one, if the words on either side are Latin, and if the text as a whole is: a
//! Russian letter that names three English tools stays Russian to the last word. Digits are no letters: 0 is never read
//! as o, nor 1 as l.

use unicode_normalization::char::canonical_combining_class;

use super::lookalikes::LOOKALIKES;
use super::script::{is_latin, is_spaceless};

/// What a letter looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sign {
    letter: u8,
    /// Drawn like it as it stands, not only in its other case, and in a script that is written left to right.
    exact: bool,
}

/// Letters of a word that is not Latin at all and may yet be read as Latin.
const FEWEST: usize = 3;
/// One word in so many may be of another script in a text that is Latin.
const ONE_IN: usize = 10;

/// The Latin letter that a letter of another script looks like. Letters of NFKC only.
pub fn sign(c: char) -> Option<Sign> {
    if u32::from(c) < 0x100 {
        return None;
    }
    let at = LOOKALIKES.binary_search_by_key(&c, |(other, _)| *other).ok()?;
    let letter = LOOKALIKES.get(at)?.1;
    Some(Sign { letter: letter.to_ascii_lowercase(), exact: letter.is_ascii_lowercase() })
}

/// Whether a letter of another script is drawn, as it stands, like a Latin one.
pub fn is_drawn_like_one(c: char) -> bool {
    !is_latin(c) && sign(c).is_some_and(|sign| sign.exact)
}

/// The n-th letter of the alphabet.
pub fn nth(n: u32) -> char {
    char::from(b'a' + (n % 26) as u8)
}

/// A run of letters, digits and marks.
#[derive(Debug, Default)]
struct Run {
    latin: usize,
    alike: usize,
    exact: usize,
    other: usize,
    /// Its part of the list of signs.
    signs: std::ops::Range<usize>,
}

impl Run {
    fn letters(&self) -> usize {
        self.latin + self.alike + self.other
    }

    fn is_latin(&self) -> bool {
        self.latin > 0 && self.other == 0
    }
}

/// The letters to write in a text, by byte, of those that look Latin (bytes of the same text, in order).
pub fn letters(text: &str, signs: &[(usize, Sign)]) -> Vec<(usize, char)> {
    let runs = runs(text, signs);
    let foreign = runs.iter().filter(|run| run.other > 0 || run.latin == 0 && run.exact < run.letters()).count();
    let latin_text = foreign * ONE_IN <= runs.len();
    let neighbour = |at: usize| runs.get(at).is_none_or(Run::is_latin);
    let mut letters = Vec::new();
    for (at, run) in runs.iter().enumerate().filter(|(_, run)| !run.signs.is_empty() && run.other == 0) {
        let alone = || {
            run.exact == run.letters()
                && run.exact >= FEWEST
                && latin_text
                && neighbour(at.wrapping_sub(1))
                && neighbour(at + 1)
                && runs.len() > 1
        };
        let mixed = || run.latin > usize::from(run.exact < run.alike);
        if mixed() || alone() {
            let found = signs.get(run.signs.clone()).unwrap_or_default();
            letters.extend(found.iter().map(|(byte, sign)| (*byte, char::from(sign.letter))));
        }
    }
    letters
}

/// The runs of a text that hold a letter.
fn runs(text: &str, signs: &[(usize, Sign)]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut run = Run::default();
    let mut next = 0;
    for (at, c) in text.char_indices() {
        // A script that writes no spaces ends a run as well: what stands beside it may be a whole word.
        let sign = signs.get(next).filter(|(sign, _)| *sign == at);
        let inside = if c.is_ascii() { c.is_ascii_alphanumeric() } else { sign.is_some() || in_word(c) };
        if !inside {
            close(&mut run, &mut runs, next);
            continue;
        }
        if let Some((_, sign)) = sign {
            next += 1;
            // A small capital is Latin and reads as the letter it is.
            run.latin += usize::from(is_latin(c));
            run.alike += usize::from(!is_latin(c));
            run.exact += usize::from(!is_latin(c) && sign.exact);
        } else if is_latin(c) {
            run.latin += 1;
        } else if c.is_alphabetic() {
            run.other += 1;
        }
    }
    close(&mut run, &mut runs, next);
    runs
}

fn close(run: &mut Run, runs: &mut Vec<Run>, next: usize) {
    run.signs.end = next;
    let closed = std::mem::replace(run, Run { signs: next..next, ..Run::default() });
    if closed.letters() > 0 {
        runs.push(closed);
    }
}

/// Letters, digits, and marks that stand on a letter, of scripts that part words.
fn in_word(c: char) -> bool {
    !is_spaceless(c) && (c.is_alphanumeric() || canonical_combining_class(c) != 0)
}

#[cfg(test)]
mod tests {
    use crate::text::normal::Normal;

    fn reads(source: &str) -> String {
        Normal::new(source).text().to_owned()
    }

    #[test]
    fn words_that_are_otherwise_latin_are_read_as_latin() {
        for (source, want) in [
            ("p\u{430}y me", "pay me"),
            ("ВТС or BTС or btс", "btc or btc or btc"),
            ("Τelegrаm", "telegram"),
            ("U\u{405}DТ", "usdt"),
            ("ᴛᴇʟᴇɢʀᴀᴍ", "telegram"),
            ("使用Re\u{430}ct框架", "使用react框架"),
            // No Latin letter at all, between Latin words, in a Latin text.
            ("you can \u{440}\u{430}\u{443} me there", "you can pay me there"),
            ("send it to my \u{420}\u{410}\u{423}", "send it to my pay"),
        ] {
            assert_eq!(reads(source), want, "{source}");
        }
    }

    #[test]
    fn numbers_and_units_are_never_letters() {
        for text in ["b1ll10n 0ne ١٥ ०", "5 μm in 10 μs at 3 kω"] {
            assert_eq!(reads(text), text);
        }
    }

    #[test]
    fn another_script_is_left_alone() {
        for text in [
            "здравствуйте, я прочитал описание вашего магазина и начал бы с таблицы размеров.",
            "я знаю react, vue, сор, node и сосу, сахар: это рис, роса, оса.",
            "мой стек: react, redux, сера, typescript, node.js, с 2015 года",
            "καλημέρα, διάβασα την αγγελία και γνωρίζω react",
            "السلام عليكم، قرأت وصف المشروع وأعمل مع react و node.js منذ سنوات",
            "שלום, קראתי את התיאור ואני עובד עם react",
            "안녕하세요 저는 react 개발자입니다",
            "我使用react和vue做前端",
            "my name is иван and i know react and vue very well, write to me",
            "со мной react",
            "сор",
            "i say да",
        ] {
            // Composed already, so that only reading it as Latin could change it.
            assert_eq!(reads(text), text);
        }
    }

    #[test]
    fn hostile_runs_are_read_in_time() {
        for part in ["\u{430}", "a\u{430}", "\u{430} ", "a \u{430} ", "a\u{301}\u{430}", "\u{44f}a\u{430}"] {
            let text = part.repeat(40_000);
            assert!(!reads(&text).is_empty());
        }
    }
}

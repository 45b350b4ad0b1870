//! Characters that no reader sees, and letters that only look Latin, where they change how a word is read by a machine.
//!
//! Ordinary uses are silent: joiners in emoji and in scripts that need them, soft hyphens, a byte order mark at the start,
//! direction marks in text from right to left, flags, whole words of another script.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::holds;
use crate::text::latin;
use crate::text::normal::Normal;
use crate::text::order::sort_by_key;
use crate::text::script::is_latin;

/// Words so disguised are worth a question whatever they are.
pub const MANY: usize = 3;
/// Marks kept of one letter.
const MOST: usize = 100;
/// Characters of hidden text that are read, and of a place whose order is changed.
const LONGEST: usize = 200;
const SHOWN: usize = 60;
/// Words of contact and payment, which a site's own filter looks for.
const MATTERS: &str = "account bank binance bitcoin btc cash coin contact crypto direct discord email eth ethereum gmail hotmail mail \
    messenger mobile number off-platform outlook outside paid pay payment payoneer paypal phone signal skype \
    telegram tether trc20 usdc usdt viber wallet wechat whatsapp wise zelle zoom";

/// How a word is disguised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Characters inside it that no reader sees.
    Inside,
    /// Letters of another script that look Latin.
    Alike,
    /// The order in which it is drawn is turned around.
    Order,
    /// A text that is not drawn at all.
    Unseen,
}

/// A disguised word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disguised {
    /// Bytes of the letter.
    pub at: Range<usize>,
    /// How.
    pub what: What,
    /// As it is written, hidden characters shown as a dot.
    pub written: String,
    /// What it reads as.
    pub reads: String,
    /// Whether it is a word of contact or payment.
    pub matters: bool,
}

/// The disguised words of a letter, in order.
pub fn hidden(text: &str) -> Vec<Disguised> {
    if text.is_ascii() {
        return Vec::new();
    }
    let normal = Normal::new(text);
    let other = is_of_other_scripts(text);
    let words = normal.text().unicode_word_indices().filter_map(|(at, word)| {
        let range = normal.source_range(at..at + word.len());
        let written = text.get(range.clone()).filter(|written| !written.is_ascii())?;
        let what = if splits(written) {
            What::Inside
        } else if disguises(written, word, other) {
            What::Alike
        } else {
            return None;
        };
        Some(Disguised { at: range, what, written: visible(written), reads: word.to_owned(), matters: matters(word) })
    });
    let mut found: Vec<Disguised> = words.take(MOST).collect();
    found.extend(orders(text));
    found.extend(unseen(text));
    sort_by_key(&mut found, |word| word.at.start);
    found.truncate(MOST);
    found
}

fn matters(words: &str) -> bool {
    let mut parts = words.split(|c: char| !c.is_alphanumeric());
    holds(MATTERS, words) || parts.any(|part| holds(MATTERS, part) || part.contains("telegram"))
}

/// Whether a good part of a text is of scripts other than Latin: there a Latin word with an ending of the text's own script is
/// how people write.
fn is_of_other_scripts(text: &str) -> bool {
    let (mut latin, mut other) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        if is_latin(c) { latin += 1 } else { other += 1 }
    }
    other * 4 > latin
}

/// Zero-width characters that have no work to do between two Latin letters; the soft hyphen has.
fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}'
        | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{3164}' | '\u{ffa0}' | '\u{feff}')
}

/// Whether zero-width characters stand between two Latin letters or digits.
fn splits(written: &str) -> bool {
    let plain = |c: char| c.is_ascii_digit() || is_latin(c);
    let mut before = false;
    let mut between = false;
    for c in written.chars() {
        if is_zero_width(c) {
            between = before;
        } else {
            if between && plain(c) {
                return true;
            }
            before = plain(c);
            between = false;
        }
    }
    false
}

/// Whether a word that reads as Latin is written with letters of another script.
fn disguises(written: &str, word: &str, other_text: bool) -> bool {
    let letters: Vec<char> = written.nfkc().filter(|c| c.is_alphabetic()).collect();
    let foreign = |c: &char| !is_latin(*c);
    if letters.len() < 3 || !letters.iter().any(foreign) || !word.chars().all(|c| !c.is_alphabetic() || is_latin(c)) {
        return false;
    }
    if letters.iter().all(foreign) {
        // Read as Latin for what stands around it. Only words that matter: a name may look Latin by accident.
        return matters(word);
    }
    let disguised = |(at, c): (usize, &char)| {
        let latin = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|c| is_latin(*c));
        let inside = at > 0 && at + 1 < letters.len();
        let inside = inside && (!other_text || latin(at.checked_sub(1)) && latin(Some(at + 1)));
        // Science writes TNFα and IFNγ. At either end a letter of a second keyboard slips in, or the ending that a
        // language gives to a Latin name.
        let science =
            matches!(c, '\u{3b1}'..='\u{3c9}') && *c != '\u{3bf}' && !letters.iter().any(char::is_ascii_lowercase);
        let meant = inside || (matters(word) && !other_text);
        latin::is_drawn_like_one(*c) && meant && !science
    };
    letters.iter().enumerate().any(disguised)
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}')
        && c.is_alphabetic()
}

/// Places where the order of drawing is turned around by force, in a text without a letter that runs that way.
fn orders(text: &str) -> Vec<Disguised> {
    if !text.contains(['\u{202d}', '\u{202e}']) || text.chars().any(is_right_to_left) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut end = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '\u{202d}' | '\u{202e}')) {
        if at < end || found.len() >= MOST {
            continue;
        }
        let inside = text.get(at + c.len_utf8()..).unwrap_or_default();
        let length = inside.find(['\u{202c}', '\u{202d}', '\u{202e}', '\n']).unwrap_or(inside.len());
        let inside = inside.get(..length).unwrap_or_default();
        let shown: String = inside.chars().take(SHOWN).collect();
        end = at + c.len_utf8() + shown.len();
        if shown.trim().is_empty() {
            continue;
        }
        let turned: String = if c == '\u{202e}' { shown.chars().rev().collect() } else { shown.clone() };
        let reads = Normal::new(&turned).text().trim().to_owned();
        let matters = matters(&reads) || matters(Normal::new(&shown).text());
        found.push(Disguised { at: at..end, what: What::Order, written: visible(&shown), reads, matters });
    }
    found
}

/// Text in tag characters, which nothing draws; flags of regions are made of them.
fn unseen(text: &str) -> Vec<Disguised> {
    let mut found: Vec<Disguised> = Vec::new();
    let mut before = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let tag = |c: char| char::from_u32(u32::from(c).wrapping_sub(0xe_0000)).filter(|c| matches!(c, ' '..='\u{7f}'));
        let Some(first) = tag(c) else {
            before = Some(c);
            continue;
        };
        let mut reads = String::from(first);
        let mut end = at + c.len_utf8();
        while let Some((next, c)) = chars.next_if(|(_, c)| tag(*c).is_some()) {
            end = next + c.len_utf8();
            if reads.len() < LONGEST {
                reads.extend(tag(c));
            }
        }
        let reads = reads.trim_matches(['\u{7f}', ' ']).to_lowercase();
        if before != Some('\u{1f3f4}') && !reads.is_empty() && found.len() < MOST {
            let many = reads.split_whitespace().count() >= MANY;
            let matters = many || matters(&reads);
            found.push(Disguised { at: at..end, what: What::Unseen, written: "\u{2026}".to_owned(), reads, matters });
        }
        before = None;
    }
    found
}

/// A text with a dot for each run of characters that are not drawn.
fn visible(text: &str) -> String {
    let mut out = String::new();
    let mut hidden = false;
    for c in text.chars() {
        let skip = is_zero_width(c);
        if skip && !hidden {
            out.push('\u{b7}');
        } else if !skip {
            out.push(c);
        }
        hidden = skip;
    }
    out
}

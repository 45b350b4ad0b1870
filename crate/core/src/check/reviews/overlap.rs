//! Which reviews share pairs of neighbouring words: cheap, so that only these are read and compared in full.
//!
//! Words are told apart roughly here (letters and digits, ASCII without case); what is alike is judged elsewhere. A copy of
//! which every sixth word was changed on either side still shares a third of its pairs with another.

use crate::text::order::{sort_by, sort_by_key};

/// Pairs of words in common that make a candidate: so many, and a share of the shorter text's.
const LEAST: usize = 3;
const SHARE: usize = 4;
/// Texts that a pair of words links a text with: the next ones that hold it, fewer where many do.
const LINKS: usize = 8;
const MANY: usize = 16;
const LINKS_OF_MANY: usize = 2;
/// Words read of one text.
const MOST_WORDS: usize = 1_000;
/// Candidates, those with most in common first.
const MOST_PAIRS: usize = 10_000;

/// Whether a text has at least so many words.
pub fn long_enough(text: &str, least: usize) -> bool {
    let mut count = 0;
    each_word(text, &mut |_| {
        count += 1;
        count < least
    });
    count >= least
}

/// The pairs of texts, of different clients, that share enough to be compared, in their order.
pub fn candidates(texts: &[&str], differ: &dyn Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    let mut held: Vec<(u64, u32)> = Vec::new();
    let mut sizes: Vec<usize> = Vec::with_capacity(texts.len());
    for (at, text) in (0_u32..).zip(texts) {
        let from = held.len();
        let (mut before, mut count) = (0_u64, 0_usize);
        each_word(text, &mut |word| {
            if count > 0 {
                held.push((before.rotate_left(23).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word, at));
            }
            before = word;
            count += 1;
            count < MOST_WORDS
        });
        sizes.push(held.len() - from);
    }
    held.sort_unstable();
    held.dedup();
    let mut links: Vec<u64> = Vec::new();
    for holders in held.chunk_by(|a, b| a.0 == b.0) {
        let reach = if holders.len() > MANY { LINKS_OF_MANY } else { LINKS };
        for (nth, (_, a)) in holders.iter().enumerate() {
            links.extend(holders.iter().skip(nth + 1).take(reach).map(|(_, b)| u64::from(*a) << 32 | u64::from(*b)));
        }
    }
    links.sort_unstable();
    let mut pairs: Vec<(usize, u64)> = Vec::new();
    for same in links.chunk_by(|a, b| a == b) {
        let Some(link) = same.first() else { continue };
        let (a, b) = ends(*link);
        let size = |at: usize| sizes.get(at).copied().unwrap_or_default();
        if same.len() >= LEAST.max(size(a).min(size(b)) / SHARE) && differ(a, b) {
            pairs.push((same.len(), *link));
        }
    }
    if pairs.len() > MOST_PAIRS {
        sort_by_key(&mut pairs, |(count, link)| (std::cmp::Reverse(*count), *link));
        pairs.truncate(MOST_PAIRS);
    }
    let mut pairs: Vec<(usize, usize)> = pairs.into_iter().map(|(_, link)| ends(link)).collect();
    sort_by(&mut pairs, Ord::cmp);
    pairs
}

fn ends(link: u64) -> (usize, usize) {
    ((link >> 32) as usize, (link & u64::from(u32::MAX)) as usize)
}

/// Hands over a number for each word, until told to stop. A character of a script that writes no spaces is a word.
fn each_word(text: &str, take: &mut dyn FnMut(u64) -> bool) {
    let mut word = 0_u64;
    for c in text.chars().chain([' ']) {
        if c.is_alphanumeric() && c < '\u{e00}' {
            word = (word ^ u64::from(u32::from(c.to_ascii_lowercase()))).wrapping_mul(0x0100_0000_01b3).wrapping_add(1);
            continue;
        }
        if c == '\'' || c == '\u{2019}' {
            continue;
        }
        if word != 0 && !take(word) {
            return;
        }
        word = 0;
        if c.is_alphanumeric() && !take(u64::from(u32::from(c)) << 32) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(texts: &[&str]) -> Vec<(usize, usize)> {
        candidates(texts, &|_, _| true)
    }

    #[test]
    fn copies_with_changed_words_are_candidates() {
        let texts = [
            "He rebuilt our booking page in three days and explained each step on the way",
            "A quiet and careful worker, we had two calls and then everything was clear",
            "She rebuilt our booking page in four days and explained every step on her way",
        ];
        assert_eq!(pairs(&texts), [(0, 2)]);
        assert!(candidates(&texts, &|_, _| false).is_empty());
    }

    #[test]
    fn praise_in_common_is_none() {
        assert!(pairs(&["Great work, thank you", "Great work, will hire again", "Thank you so much"]).is_empty());
        assert!(pairs(&[]).is_empty());
    }

    #[test]
    fn words_are_counted_in_any_script() {
        assert!(long_enough("one two three don't stop now I said", 8));
        assert!(!long_enough("one two three", 4));
        assert!(long_enough("\u{4f60}\u{597d}\u{4e16}\u{754c}\u{4f60}\u{597d}\u{4e16}\u{754c}", 8));
        assert!(!long_enough("...", 1));
    }

    #[test]
    fn many_texts_take_little() {
        let texts: Vec<String> =
            (0..20_000).map(|n| format!("the same long text again and again with a number {n}")).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        assert_eq!(pairs(&texts).len(), MOST_PAIRS);
    }
}

//! The matcher: all phrases of all rules at once over a text's words.
//!
//! Words of phrases are numbered; every word of a text is looked up once (and once for each of its beginnings that a phrase
//! asks for). A phrase is tried only where its first word stands, and follows the sentence with one 64-bit set of
//! positions: the cost is linear in the text, whatever text and pack say.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::phrase::{Token, Word};
use super::reading::Reading;

/// A phrase that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The phrase's number, in the order of [`Matcher::add`].
    pub phrase: usize,
    /// The sentence's number.
    pub sentence: usize,
    /// Words of the text.
    pub words: Range<usize>,
}

#[derive(Debug)]
struct Step {
    gap: (usize, usize),
    optional: bool,
    /// Alternatives by their first word.
    rows: BTreeMap<u32, Vec<Vec<u32>>>,
}

/// All phrases, ready.
#[derive(Debug, Default)]
pub struct Matcher {
    exact: BTreeMap<String, u32>,
    prefixes: BTreeMap<String, u32>,
    /// The first three bytes of every prefix: most words begin with none of them.
    beginnings: BTreeSet<Vec<u8>>,
    longest_prefix: usize,
    next: u32,
    phrases: Vec<Vec<Step>>,
    /// First word to phrases.
    heads: BTreeMap<u32, Vec<usize>>,
}

impl Matcher {
    /// Adds a phrase; its number is the count of those before it.
    pub fn add(&mut self, tokens: &[Token]) -> usize {
        let number = self.phrases.len();
        let mut steps = Vec::with_capacity(tokens.len());
        for token in tokens {
            let mut rows: BTreeMap<u32, Vec<Vec<u32>>> = BTreeMap::new();
            for row in &token.alternatives {
                let row: Vec<u32> = row.iter().map(|word| self.number(word)).collect();
                if let Some(first) = row.first() {
                    rows.entry(*first).or_default().push(row);
                }
            }
            steps.push(Step { gap: token.gap, optional: token.optional, rows });
        }
        for head in steps.first().into_iter().flat_map(|step| step.rows.keys()) {
            self.heads.entry(*head).or_default().push(number);
        }
        self.phrases.push(steps);
        number
    }

    fn number(&mut self, word: &Word) -> u32 {
        let (map, word) = match word {
            Word::Exact(word) => (&mut self.exact, word),
            Word::Prefix(word) => {
                self.longest_prefix = self.longest_prefix.max(word.len());
                self.beginnings.insert(word.bytes().take(3).collect());
                (&mut self.prefixes, word)
            }
        };
        if let Some(number) = map.get(word) {
            return *number;
        }
        map.insert(word.clone(), self.next);
        self.next += 1;
        self.next - 1
    }

    /// The numbers of a text's word.
    fn look_up(&self, word: &str) -> Vec<u32> {
        let mut numbers: Vec<u32> = self.exact.get(word).copied().into_iter().collect();
        if !word.as_bytes().get(..3).is_some_and(|beginning| self.beginnings.contains(beginning)) {
            return numbers;
        }
        let ends = word.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= self.longest_prefix);
        numbers.extend(ends.filter_map(|end| self.prefixes.get(word.get(..end)?)).copied());
        numbers
    }

    /// All phrases found in a text, by sentence, then by first word.
    pub fn hits(&self, reading: &Reading) -> Vec<Hit> {
        let numbers: Vec<Vec<u32>> = reading.words.iter().map(|word| self.look_up(&word.text)).collect();
        let mut hits = Vec::new();
        for (sentence, range) in reading.sentences.iter().enumerate() {
            let Some(words) = numbers.get(range.clone()) else { continue };
            for start in 0..words.len() {
                let mut tried: Vec<usize> =
                    words[start].iter().filter_map(|number| self.heads.get(number)).flatten().copied().collect();
                tried.sort_unstable();
                tried.dedup();
                for phrase in tried {
                    if let Some(length) = self.phrases.get(phrase).and_then(|steps| follow(steps, &words[start..])) {
                        let first = range.start + start;
                        hits.push(Hit { phrase, sentence, words: first..first + length });
                    }
                }
            }
        }
        hits
    }
}

/// Follows a phrase from the first of `words`; the shortest match's length.
fn follow(steps: &[Step], words: &[Vec<u32>]) -> Option<usize> {
    // Bit k: the steps so far are matched by the first k words.
    let mut reached: u64 = 1;
    for step in steps {
        let mut from = 0;
        for skip in step.gap.0..=step.gap.1 {
            from |= reached.checked_shl(skip as u32).unwrap_or(0);
        }
        let mut next = if step.optional { reached } else { 0 };
        while from != 0 {
            let at = from.trailing_zeros() as usize;
            from &= from - 1;
            for row in words.get(at).into_iter().flatten().filter_map(|number| step.rows.get(number)).flatten() {
                let found = row.iter().enumerate().all(|(i, n)| words.get(at + i).is_some_and(|word| word.contains(n)));
                if found {
                    next |= 1_u64.checked_shl((at + row.len()) as u32).unwrap_or(0);
                }
            }
        }
        if next == 0 {
            return None;
        }
        reached = next;
    }
    Some(reached.trailing_zeros() as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{phrase, reading};

    fn found(phrase: &str, text: &str) -> Option<String> {
        let mut matcher = Matcher::default();
        matcher.add(&phrase::parse(phrase, &phrase::Lists::default()).unwrap());
        let reading = reading::read(text);
        let hit = matcher.hits(&reading).into_iter().next()?;
        Some(reading.words[hit.words].iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn phrases_are_found_or_not() {
        for (phrase, text, want) in [
            ("pay|paid {0,3} usdt|what's_app", "I prefer to be paid by you in USDT.", Some("paid by you in usdt")),
            ("pay|paid {0,2} usdt", "paid a b c usdt", None),
            ("pay {0,3} usdt", "Please pay. Usdt is fine", None),
            ("suspend* my? account", "suspended account", Some("suspended account")),
            ("suspend* my? account", "Suspending my account", Some("suspending my account")),
            ("suspend* my? account", "suspending your account", None),
            ("t.me", "write to T.me/dev", Some("t me")),
            ("a what's_app|what", "a what's app", Some("a what's app")),
            ("pay {1,2} usdt", "pay usdt usdt", Some("pay usdt usdt")),
            ("one two", "one", None),
        ] {
            assert_eq!(found(phrase, text).as_deref(), want, "{phrase:?} in {text:?}");
        }
    }

    #[test]
    fn hostile_text_does_not_make_it_slow() {
        let mut matcher = Matcher::default();
        for _ in 0..20 {
            matcher.add(&phrase::parse("a {0,20} a {0,20} a {0,19} z", &phrase::Lists::default()).unwrap());
        }
        assert!(matcher.hits(&reading::read(&"a ".repeat(2_000))).iter().all(|hit| hit.words.len() < 64));
    }
}

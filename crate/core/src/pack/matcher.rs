//! The matcher: all phrases of all rules at once over a text's words.
//!
//! Words of phrases are numbered; every word of a text is looked up once (and once for each of its beginnings that a phrase
//! asks for). A phrase is tried only where its first word stands, and follows the sentence with one 64-bit set of
//! positions: the cost is linear in the text, whatever text and pack say.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;
use std::ops::Range;

use super::phrase::{Alternatives, Lists, Token, Word};
use super::reading::Reading;
use crate::text::order::sort_by;
use crate::text::rarity::Same;
use crate::text::words::{beginning_ids, word_id};

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
    own: Rows,
    /// Lists whose rows it takes as well.
    lists: Vec<usize>,
}

/// Alternatives, each a row of words.
#[derive(Debug, Default)]
struct Rows {
    /// The first word of each row, ascending, and where its further words stand.
    firsts: Vec<(u32, Range<u32>)>,
    further: Vec<u32>,
}

impl Rows {
    /// The rows that begin with a word: their further words.
    fn of(&self, first: u32) -> impl Iterator<Item = &[u32]> {
        let from = self.firsts.partition_point(|(word, _)| *word < first);
        let rows = self.firsts.iter().skip(from).take_while(move |(word, _)| *word == first);
        rows.map(|(_, at)| self.further.get(at.start as usize..at.end as usize).unwrap_or_default())
    }

    /// The words that rows begin with, each once.
    fn heads(&self) -> impl Iterator<Item = u32> {
        let mut last = None;
        self.firsts.iter().map(|(word, _)| *word).filter(move |word| last.replace(*word) != Some(*word))
    }
}

pub(super) type Numbers = HashMap<u64, u32, BuildHasherDefault<Same>>;

/// All phrases, ready.
#[derive(Debug, Default)]
pub struct Matcher {
    /// Words by their hashes: two with one hash would be taken for one, a matter of one in billions.
    exact: Numbers,
    prefixes: Numbers,
    /// The first three bytes of every prefix: most words begin with none of them.
    beginnings: HashSet<u64, BuildHasherDefault<Same>>,
    longest_prefix: usize,
    phrases: Vec<Vec<Step>>,
    lists: Vec<Rows>,
    /// For each word, the phrases and the lists that begin with it.
    heads: Vec<Heads>,
    /// For each list, the phrases that begin with it.
    of_lists: Vec<Vec<usize>>,
}

#[derive(Debug, Default)]
struct Heads {
    phrases: Vec<usize>,
    lists: Vec<usize>,
}

impl Matcher {
    /// Adds the lists of a rule, for the phrases that name them; gives the number of the first.
    pub fn add_lists(&mut self, lists: &Lists) -> usize {
        let first = self.lists.len();
        for list in lists.all() {
            let rows = self.rows(list);
            for head in rows.heads() {
                if let Some(heads) = self.heads.get_mut(head as usize) {
                    heads.lists.push(self.lists.len());
                }
            }
            self.lists.push(rows);
            self.of_lists.push(Vec::new());
        }
        first
    }

    /// Adds a phrase; its number is the count of those before it. `lists` is the number of the first list of its rule.
    pub fn add(&mut self, tokens: &[Token], lists: usize) -> usize {
        let number = self.phrases.len();
        let mut steps = Vec::with_capacity(tokens.len());
        for token in tokens {
            let own = self.rows(&token.alternatives);
            let lists = token.lists.iter().map(|list| lists + list).collect();
            steps.push(Step { gap: token.gap, optional: token.optional, own, lists });
        }
        if let Some(step) = steps.first() {
            for head in step.own.heads() {
                if let Some(heads) = self.heads.get_mut(head as usize) {
                    heads.phrases.push(number);
                }
            }
            for list in &step.lists {
                if let Some(phrases) = self.of_lists.get_mut(*list) {
                    phrases.push(number);
                }
            }
        }
        self.phrases.push(steps);
        number
    }

    fn rows(&mut self, alternatives: &Alternatives) -> Rows {
        let mut rows = Rows { firsts: Vec::with_capacity(alternatives.len()), further: Vec::new() };
        for row in alternatives.rows() {
            let Some((first, further)) = row.split_first() else { continue };
            let begin = rows.further.len() as u32;
            rows.further.extend(further.iter().map(|word| self.number(word)));
            rows.firsts.push((self.number(first), begin..rows.further.len() as u32));
        }
        // Words that are new have ascending numbers.
        if !rows.firsts.is_sorted_by_key(|(first, _)| *first) {
            sort_by(&mut rows.firsts, |a, b| a.0.cmp(&b.0));
        }
        rows
    }

    fn number(&mut self, word: &Word) -> u32 {
        let (map, id) = match word {
            Word::Exact(id) => (&mut self.exact, *id),
            Word::Prefix(Beginning { id, bytes, three }) => {
                self.longest_prefix = self.longest_prefix.max(*bytes);
                self.beginnings.insert(*three);
                (&mut self.prefixes, *id)
            }
        };
        let next = self.heads.len() as u32;
        let number = *map.entry(id).or_insert(next);
        if number == next {
            self.heads.push(Heads::default());
        }
        number
    }

    /// The numbers of a text's word.
    fn look_up(&self, id: u64, word: &str) -> Vec<u32> {
        let mut numbers: Vec<u32> = self.exact.get(&id).copied().into_iter().collect();
        if beginning(word).is_some_and(|beginning| self.beginnings.contains(&beginning)) {
            let begun = beginning_ids(word).take_while(|(end, _)| *end <= self.longest_prefix);
            numbers.extend(begun.filter_map(|(_, id)| self.prefixes.get(&id)).copied());
        }
        numbers
    }

    /// The phrases that may begin with one of these words, ascending.
    fn tried(&self, numbers: &[u32], there: &mut There) -> Vec<usize> {
        let mut tried = Vec::new();
        for heads in numbers.iter().filter_map(|number| self.heads.get(*number as usize)) {
            let listed = heads.lists.iter().filter_map(|list| self.of_lists.get(*list)).flatten();
            tried.extend(heads.phrases.iter().chain(listed).copied().filter(|phrase| there.allows(self, *phrase)));
        }
        tried.sort_unstable();
        tried.dedup();
        tried
    }

    /// All phrases found in a text, by sentence, then by first word.
    pub fn hits(&self, reading: &Reading) -> Vec<Hit> {
        let numbers: Vec<Vec<u32>> =
            reading.words.iter().map(|word| self.look_up(word.id, reading.said(word))).collect();
        let mut there = There::of(self, &numbers);
        let mut hits = Vec::new();
        for (sentence, range) in reading.sentences.iter().enumerate() {
            let Some(words) = numbers.get(range.clone()) else { continue };
            for start in 0..words.len() {
                for phrase in self.tried(&words[start], &mut there) {
                    if let Some(length) = self.phrases.get(phrase).and_then(|steps| self.follow(steps, &words[start..]))
                    {
                        let first = range.start + start;
                        hits.push(Hit { phrase, sentence, words: first..first + length });
                    }
                }
            }
        }
        hits
    }

    /// Follows a phrase from the first of `words`; the shortest match's length.
    fn follow(&self, steps: &[Step], words: &[Vec<u32>]) -> Option<usize> {
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
                let Some((first, after)) = words.get(at..).and_then(<[_]>::split_first) else { break };
                let lists = step.lists.iter().filter_map(|list| self.lists.get(*list));
                for further in std::iter::once(&step.own)
                    .chain(lists)
                    .flat_map(|rows| first.iter().flat_map(|number| rows.of(*number)))
                {
                    let found =
                        further.iter().enumerate().all(|(i, n)| after.get(i).is_some_and(|word| word.contains(n)));
                    if found {
                        next |= 1_u64.checked_shl((at + 1 + further.len()) as u32).unwrap_or(0);
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
}

/// What of the phrases' words stands in a text. "I", "my" and "can" begin hundreds of phrases, and most texts hold nothing
/// of what must follow.
struct There {
    words: Vec<bool>,
    lists: Vec<bool>,
    /// For each phrase that was asked for, whether the text holds the first word of something for each of its steps.
    phrases: Vec<Option<bool>>,
}

impl There {
    fn of(matcher: &Matcher, numbers: &[Vec<u32>]) -> Self {
        let mut words = vec![false; matcher.heads.len()];
        let mut lists = vec![false; matcher.lists.len()];
        for number in numbers.iter().flatten().map(|number| *number as usize) {
            let Some(there) = words.get_mut(number).filter(|there| !**there) else { continue };
            *there = true;
            for list in matcher.heads.get(number).into_iter().flat_map(|heads| &heads.lists) {
                lists.get_mut(*list).into_iter().for_each(|there| *there = true);
            }
        }
        Self { words, lists, phrases: vec![None; matcher.phrases.len()] }
    }

    fn allows(&mut self, matcher: &Matcher, phrase: usize) -> bool {
        let (Some(known), Some(steps)) = (self.phrases.get_mut(phrase), matcher.phrases.get(phrase)) else {
            return false;
        };
        let is = |there: &[bool], at: usize| there.get(at).copied().unwrap_or_default();
        *known.get_or_insert_with(|| {
            steps.iter().filter(|step| !step.optional).all(|step| {
                step.own.firsts.iter().any(|(word, _)| is(&self.words, *word as usize))
                    || step.lists.iter().any(|list| is(&self.lists, *list))
            })
        })
    }
}

/// How words begin that a phrase asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beginning {
    /// Its number.
    id: u64,
    bytes: usize,
    /// Its first three bytes.
    three: u64,
}

impl Beginning {
    /// Of its text; none of less than three bytes.
    pub fn of(text: &str) -> Option<Self> {
        Some(Self { id: word_id(text), bytes: text.len(), three: beginning(text)? })
    }
}

/// The first three bytes of a word, as a number that is spread like a hash; none of a shorter one.
fn beginning(word: &str) -> Option<u64> {
    let bytes = word.as_bytes().get(..3)?;
    let number = bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
    Some(number.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(32))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{phrase, reading};

    fn parsed(phrase: &str) -> Vec<Token> {
        phrase::parse(phrase, &phrase::Lists::default(), &mut phrase::Known::default()).unwrap()
    }

    fn found(phrase: &str, text: &str) -> Option<String> {
        let mut matcher = Matcher::default();
        matcher.add(&parsed(phrase), 0);
        let reading = reading::read(text);
        let hit = matcher.hits(&reading).into_iter().next()?;
        Some(reading.words[hit.words].iter().map(|word| reading.said(word)).collect::<Vec<_>>().join(" "))
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
            matcher.add(&parsed("a {0,20} a {0,20} a {0,19} z"), 0);
        }
        assert!(matcher.hits(&reading::read(&"a ".repeat(2_000))).iter().all(|hit| hit.words.len() < 64));
    }
}

//! Which letters hold a run of words: an inverted index over the winnowed shingles of letters.
//!
//! A letter is entered under the winnowed minima of its runs of [`RUN`] words (Schleimer, Wilkerson, Aiken 2003): of
//! every [`WINDOW`] neighbouring runs at least one is a key, so any passage of `RUN + WINDOW - 1` equal words shares a
//! key, wherever it stands. Everything is a flat sorted array: an entry is one number, half key and half letter.
//!
//! A key that very many letters share says little and is kept for the first [`MOST_UNDER_KEY`] of them; one query reads
//! at most [`MOST_READ`] entries: a flood of one template, or of one word, costs no more than ordinary letters.

use super::words::{Word, run_id};

/// Words of a run that is a key.
pub const RUN: usize = 3;
/// Neighbouring runs of which the least is taken.
pub const WINDOW: usize = 4;
/// Letters kept under one key.
pub const MOST_UNDER_KEY: usize = 512;
/// Entries that one query reads.
pub const MOST_READ: usize = 1024;

/// Letters by their keys.
#[derive(Debug, Clone, Default)]
pub struct Keys {
    /// Key in the upper half, letter in the lower; ascending.
    entries: Vec<u64>,
    /// For each leading part of a key, where its entries begin; one more for the end.
    begins: Vec<u32>,
    /// How far a key is shifted to give its leading part.
    shift: u32,
    /// How many letters.
    letters: usize,
    /// Keys that more letters have than are kept.
    crowded: usize,
}

/// How much the keys of each letter say; kept from one query to the next.
#[derive(Debug, Clone, Default)]
pub struct Scores {
    of: Vec<u32>,
    /// The letters that have a score.
    touched: Vec<u32>,
}

impl Keys {
    /// Of entries in any order, and how many letters there are.
    pub fn new(mut entries: Vec<u64>, letters: usize) -> Self {
        entries.sort_unstable();
        let (mut last, mut run, mut crowded) = (None, 0, 0);
        entries.retain(|entry| {
            run = if last.replace(key(*entry)) == Some(key(*entry)) { run + 1 } else { 0 };
            crowded += usize::from(run == MOST_UNDER_KEY);
            run < MOST_UNDER_KEY
        });
        // About four entries to a leading part.
        let bits = (entries.len() / 4).max(1).ilog2().min(28);
        let shift = 32 - bits;
        let mut begins = Vec::with_capacity((1 << bits) + 1);
        for (at, entry) in entries.iter().enumerate() {
            let part = leading(key(*entry), shift);
            while begins.len() <= part {
                begins.push(at as u32);
            }
        }
        begins.resize((1 << bits) + 1, entries.len() as u32);
        Self { entries, begins, shift, letters, crowded }
    }

    /// Keys that more letters have than are kept under them.
    pub fn crowded(&self) -> usize {
        self.crowded
    }

    /// The letters under the keys of these words, each behind its rank: the least is the best. The rarest keys come first.
    pub fn ranked(&self, query: &[Word], scores: &mut Scores) -> Vec<(u32, u32)> {
        let mut keys = Vec::new();
        winnowed(query, &mut keys);
        // Where each key's entries may stand is looked up for all keys before any is searched: memory answers many such
        // questions at once.
        let parts: Vec<(&[u64], u32)> = keys.iter().map(|key| self.part_of(*key)).collect();
        let lists = keys.iter().zip(parts).filter(|(key, (_, first))| first <= key);
        let mut lists: Vec<&[u64]> =
            lists.map(|(key, (part, _))| under(part, *key)).filter(|list| !list.is_empty()).collect();
        lists.sort_by_key(|list| list.len());
        scores.of.resize(self.letters, 0);
        let mut read = 0;
        for list in lists {
            read += list.len();
            if read > MOST_READ.max(list.len()) {
                break;
            }
            let weight = 1 + (self.letters / list.len()).max(1).ilog2();
            for entry in list {
                let letter = *entry as u32;
                if let Some(score) = scores.of.get_mut(letter as usize) {
                    if *score == 0 {
                        scores.touched.push(letter);
                    }
                    *score += weight;
                }
            }
        }
        let mut ranked: Vec<(u32, u32)> = Vec::with_capacity(scores.touched.len());
        for letter in scores.touched.drain(..) {
            if let Some(score) = scores.of.get_mut(letter as usize) {
                ranked.push((u32::MAX - std::mem::take(score), letter));
            }
        }
        ranked
    }

    /// The entries whose keys begin as this one, and the first of those keys.
    fn part_of(&self, wanted: u32) -> (&[u64], u32) {
        let at = leading(wanted, self.shift);
        let begin = |at: usize| self.begins.get(at).map_or(0, |begin| *begin as usize);
        let part = self.entries.get(begin(at)..begin(at + 1)).unwrap_or_default();
        (part, part.first().map_or(u32::MAX, |entry| key(*entry)))
    }
}

fn leading(key: u32, shift: u32) -> usize {
    (u64::from(key) >> shift) as usize
}

/// Of entries, ascending, those under a key.
fn under(part: &[u64], wanted: u32) -> &[u64] {
    let from = part.partition_point(|entry| key(*entry) < wanted);
    let rest = part.get(from..).unwrap_or_default();
    rest.get(..rest.partition_point(|entry| key(*entry) == wanted)).unwrap_or_default()
}

/// An entry: a letter under a key.
pub fn entry(key: u32, letter: u32) -> u64 {
    u64::from(key) << 32 | u64::from(letter)
}

/// The key of an entry.
pub fn key(entry: u64) -> u32 {
    (entry >> 32) as u32
}

/// The keys of a letter, ascending and distinct: the least of every [`WINDOW`] neighbouring runs. A letter of fewer
/// runs has the least of those it has, one of fewer words than a run none.
pub fn winnowed(words: &[Word], keys: &mut Vec<u32>) {
    keys.clear();
    let runs: Vec<u64> = words.windows(RUN).map(|run| run_id(run.iter().map(|word| word.id))).collect();
    // The least is told by the whole number and the key is its lower half, which being the least does not skew.
    keys.extend(
        runs.windows(WINDOW.min(runs.len()).max(1)).filter_map(|window| window.iter().min()).map(|run| *run as u32),
    );
    keys.sort_unstable();
    keys.dedup();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::words;
    use proptest::prelude::*;

    #[test]
    fn a_key_of_very_many_letters_is_kept_for_the_first_of_them() {
        let text = words("heron mill gate");
        let mut own = Vec::new();
        winnowed(&text, &mut own);
        let many = (0..3_000).rev().map(|letter| entry(own[0], letter));
        let keys = Keys::new(many.chain([entry(own[0] ^ 1, 7)]).collect(), 3_000);
        assert_eq!(keys.crowded(), 1);
        let mut scores = Scores::default();
        let ranked = keys.ranked(&text, &mut scores);
        assert_eq!(ranked.iter().map(|(_, letter)| *letter).collect::<Vec<_>>(), (0..512).collect::<Vec<_>>());
        // What was counted is not counted again.
        assert_eq!(keys.ranked(&text, &mut scores), ranked);
    }

    proptest! {
        #[test]
        fn a_shared_passage_shares_a_key(
            before in proptest::collection::vec(0_u32..30, 0..12), shared in proptest::collection::vec(0_u32..30, 6..12),
            after in proptest::collection::vec(0_u32..30, 0..12),
        ) {
            let text = |parts: &[&[u32]]| parts.concat().iter().map(|word| format!("w{word}")).collect::<Vec<_>>().join(" ");
            let (mut a, mut b) = (Vec::new(), Vec::new());
            winnowed(&words(&text(&[&before, &shared])), &mut a);
            winnowed(&words(&text(&[&shared, &after])), &mut b);
            prop_assert!(a.iter().any(|key| b.contains(key)));
        }
    }
}

//! Passages in common: runs of equal words in two letters, at their exact places.
//!
//! Tiles are laid as in greedy string tiling (Wise 1993), in two passes so that long ones come first: runs of equal words
//! of at least [`LONG`] words, then of [`SHORT`] words in what is left. Every word is used once, so nothing is counted
//! twice. Tiles that follow each other with at most [`SLOT`] words between them on either side are one chain: a name or
//! a number changed does not end a passage. A chain counts when it holds [`OWN`] words that were set aside in neither letter
//! (job post, stock sentences). The places tried for one tile are capped, which keeps a letter of one word repeated ten thousand
//! times near linear.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;

use super::letter::{Letter, shingle};
use super::order::sort_by_key;
use super::rarity::Same;

/// Words of a tile in the first pass, and in the second.
const LONG: usize = 6;
const SHORT: usize = 3;
/// Words between two tiles of one chain, on either side.
const SLOT: usize = 4;
/// Own words of a chain.
const OWN: usize = 6;
/// Places tried for one tile.
const MOST_PLACES: usize = 8;

/// A run of equal words, as word positions in either letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Words of the first letter.
    pub a: Range<usize>,
    /// Words of the second letter.
    pub b: Range<usize>,
}

/// The passages that two letters share, in the order of the first. The same for (a, b) and (b, a), sides swapped.
pub fn shared(a: &Letter, b: &Letter) -> Vec<Run> {
    let ids = |letter: &Letter| letter.words.iter().map(|word| word.id).collect::<Vec<_>>();
    if a.words.len().cmp(&b.words.len()).then_with(|| ids(a).cmp(&ids(b))).is_gt() {
        let mut swapped = of_ordered(b, a);
        for run in &mut swapped {
            std::mem::swap(&mut run.a, &mut run.b);
        }
        sort_by_key(&mut swapped, |run| run.a.start);
        return swapped;
    }
    of_ordered(a, b)
}

/// Own words of the first letter in passages.
pub fn own_words(a: &Letter, passages: &[Run]) -> usize {
    passages.iter().map(|run| a.own_in(&run.a)).sum()
}

fn of_ordered(a: &Letter, b: &Letter) -> Vec<Run> {
    let places = places(b);
    let mut taken = Taken { a: vec![false; a.words.len()], b: vec![false; b.words.len()] };
    let mut tiles = Vec::new();
    for least in [LONG, SHORT] {
        let mut at = 0;
        while let Some(seed) = a.words.get(at..at + SHORT) {
            let grown = places.get(&shingle(seed)).into_iter().flatten().map(|to| (taken.equal(a, at, b, *to), *to));
            // The longest; of equally long ones the first in the text.
            match grown.max_by_key(|(length, to)| (*length, std::cmp::Reverse(*to))) {
                Some((length, to)) if length >= least => {
                    taken.take(at..at + length, to..to + length);
                    tiles.push(Run { a: at..at + length, b: to..to + length });
                    at += length;
                }
                _ => at += 1,
            }
        }
    }
    sort_by_key(&mut tiles, |run| run.a.start);
    let follows = |one: &Run, next: &Run| {
        next.a.start - one.a.end <= SLOT && (one.b.end..=one.b.end + SLOT).contains(&next.b.start)
    };
    let own_in_b = |chain: &[Run]| chain.iter().map(|run| b.own_in(&run.b)).sum::<usize>();
    let chains = tiles.chunk_by(follows).filter(|chain| own_words(a, chain).min(own_in_b(chain)) >= OWN);
    chains.flatten().cloned().collect()
}

/// Where each run of [`SHORT`] words stands, the first few places.
fn places(letter: &Letter) -> HashMap<u64, Vec<usize>, BuildHasherDefault<Same>> {
    let mut places: HashMap<u64, Vec<usize>, _> = HashMap::default();
    for (at, run) in letter.words.windows(SHORT).enumerate() {
        let of_run = places.entry(shingle(run)).or_default();
        if of_run.len() < MOST_PLACES {
            of_run.push(at);
        }
    }
    places
}

/// Which words are in a tile already.
struct Taken {
    a: Vec<bool>,
    b: Vec<bool>,
}

impl Taken {
    /// How many free words are equal from `i` and `j` on.
    fn equal(&self, a: &Letter, i: usize, b: &Letter, j: usize) -> usize {
        let left = a.words.get(i..).unwrap_or_default().iter().zip(self.a.get(i..).unwrap_or_default());
        let right = b.words.get(j..).unwrap_or_default().iter().zip(self.b.get(j..).unwrap_or_default());
        left.zip(right).take_while(|((x, x_taken), (y, y_taken))| x.id == y.id && !**x_taken && !**y_taken).count()
    }

    fn take(&mut self, a: Range<usize>, b: Range<usize>) {
        for (marks, words) in [(&mut self.a, a), (&mut self.b, b)] {
            marks.iter_mut().take(words.end).skip(words.start).for_each(|mark| *mark = true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn letters(texts: &[&str]) -> Vec<Letter> {
        texts.iter().map(|text| Letter::read(text, &[])).collect()
    }

    #[test]
    fn a_changed_slot_does_not_end_a_passage() {
        let l = letters(&[
            "Hello Ann, the quiet heron waits by the mill pond at Acme Works until noon every single day",
            "Hello Bob Lee, the quiet heron waits by the mill pond at Globex until noon every single day",
        ]);
        let found = shared(&l[0], &l[1]);
        assert_eq!(found.len(), 2);
        assert_eq!(own_words(&l[0], &found), 14);
    }

    #[test]
    fn short_runs_are_no_passage() {
        let l = letters(&["one two three four five aa bb cc dd", "zz one two three four five xx yy ww"]);
        assert_eq!(shared(&l[0], &l[1]), []);
    }

    #[test]
    fn moved_passages_are_found() {
        let l = letters(&[
            "The quiet heron waits by the mill. Nobody counts the reeds before the first frost comes.",
            "Nobody counts the reeds before the first frost comes. And: the quiet heron waits by the mill.",
        ]);
        let found = shared(&l[0], &l[1]);
        assert_eq!(found.len(), 2);
        assert!(found[0].b.start > found[1].b.start);
    }

    #[test]
    fn repetition_stays_near_linear() {
        let long = "spam ".repeat(60_000);
        let l = letters(&[&long, &long]);
        assert_eq!(own_words(&l[0], &shared(&l[0], &l[1])), 60_000);
    }

    proptest! {
        #[test]
        fn symmetric_disjoint_and_equal(a in "([abc] ){0,60}", b in "([abc] ){0,60}") {
            let l = letters(&[&a, &b]);
            let (ab, mut ba) = (shared(&l[0], &l[1]), shared(&l[1], &l[0]));
            let mut used = vec![false; l[1].words.len()];
            for run in &ab {
                prop_assert_eq!(run.a.len(), run.b.len());
                for (i, j) in run.a.clone().zip(run.b.clone()) {
                    prop_assert_eq!(l[0].words[i].id, l[1].words[j].id);
                    prop_assert!(!std::mem::replace(&mut used[j], true));
                }
            }
            for run in &mut ba {
                std::mem::swap(&mut run.a, &mut run.b);
            }
            ba.sort_by_key(|run| run.a.start);
            prop_assert_eq!(ab, ba);
            prop_assert_eq!(own_words(&l[0], &shared(&l[0], &l[0])) == l[0].words.len(), l[0].words.len() >= OWN || l[0].words.is_empty());
        }
    }
}

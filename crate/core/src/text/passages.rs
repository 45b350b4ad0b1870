//! Shared passages: maximal runs of equal words in two letters.
//!
//! Seeds are shingles of five words; a seed grows to a maximal run, and behind it runs of three words or more are joined
//! across a slot of at most four words on either side, so that a name or a number changed does not end a passage. A
//! chain of runs counts when one of its runs holds at least six words that were not set aside (job post, stock
//! sentences). Every word is used once, so nothing is counted twice. Positions tried per shingle are capped, which keeps
//! a letter of one word repeated ten thousand times near linear.

use std::ops::Range;

use super::letter::{Letter, SHINGLE, shingle};

/// Own words that one run of a chain must hold.
pub const RUN: usize = 6;
/// Words a slot may hold on either side.
const SLOT: usize = 4;
/// Words that must be equal behind a slot.
const JOINED: usize = 3;

/// A run of equal words, as word positions in either letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Words of the first letter.
    pub a: Range<usize>,
    /// Words of the second letter.
    pub b: Range<usize>,
}

/// What two letters share.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shared {
    /// The runs, in the order of the first letter.
    pub runs: Vec<Run>,
    /// Own words in the runs.
    pub words: usize,
    /// Share of the shorter letter's own words, 0 to 1.
    pub likeness: f64,
}

/// What two letters share. The same for (a, b) and (b, a), sides swapped.
pub fn shared(a: &Letter, b: &Letter) -> Shared {
    let key = |letter: &Letter| (letter.own, letter.words.len());
    let exact = |letter: &Letter| letter.words.iter().map(|w| w.id).collect::<Vec<_>>();
    if key(a).cmp(&key(b)).then_with(|| exact(a).cmp(&exact(b))).is_gt() {
        let mut swapped = of_ordered(b, a);
        for run in &mut swapped.runs {
            std::mem::swap(&mut run.a, &mut run.b);
        }
        swapped.runs.sort_by_key(|run| run.a.start);
        return swapped;
    }
    of_ordered(a, b)
}

fn of_ordered(a: &Letter, b: &Letter) -> Shared {
    let mut used = vec![false; b.words.len()];
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(seed) = a.words.get(at..at + SHINGLE) {
        let grown = b.positions(shingle(seed)).map(|to| (equal(a, at, b, to, &used), to));
        // The longest; of equally long ones the first in the text.
        let best = grown.max_by_key(|(length, to)| (*length, std::cmp::Reverse(*to)));
        let Some((length, to)) = best.filter(|(length, _)| *length >= SHINGLE) else {
            at += 1;
            continue;
        };
        let mut chain = Vec::new();
        let mut next = Some((length, at, to));
        while let Some((length, i, j)) = next {
            used.iter_mut().skip(j).take(length).for_each(|mark| *mark = true);
            chain.push(Run { a: i..i + length, b: j..j + length });
            at = i + length;
            next = behind_slot(a, at, b, j + length, &used);
        }
        if chain.iter().any(|run| a.own_in(&run.a) >= RUN) {
            runs.append(&mut chain);
        } else {
            // Not a passage: give the words back, they may belong to a longer run further on.
            for run in chain {
                used.iter_mut().skip(run.b.start).take(run.b.len()).for_each(|mark| *mark = false);
            }
        }
    }
    let words = runs.iter().map(|run| a.own_in(&run.a)).sum::<usize>();
    let likeness = if a.own == 0 { 0.0 } else { (words as f64 / a.own as f64).min(1.0) };
    Shared { runs, words, likeness }
}

/// How many words are equal from `i` and `j` on.
fn equal(a: &Letter, i: usize, b: &Letter, j: usize, used: &[bool]) -> usize {
    let left = a.words.get(i..).unwrap_or_default();
    let right = b.words.get(j..).unwrap_or_default().iter().zip(used.get(j..).unwrap_or_default());
    left.iter().zip(right).take_while(|(x, (y, used))| x.id == y.id && !**used).count()
}

/// The next run behind a slot: the nearest first.
fn behind_slot(a: &Letter, i: usize, b: &Letter, j: usize, used: &[bool]) -> Option<(usize, usize, usize)> {
    (1..=2 * SLOT).find_map(|sum| {
        (sum.saturating_sub(SLOT)..=sum.min(SLOT)).find_map(|di| {
            let (i, j) = (i + di, j + sum - di);
            Some((equal(a, i, b, j, used), i, j)).filter(|(length, _, _)| *length >= JOINED)
        })
    })
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
        assert_eq!(found.runs.len(), 2);
        assert_eq!(found.words, 14);
        assert!((found.likeness - 14.0 / 18.0).abs() < 1e-12, "{}", found.likeness);
    }

    #[test]
    fn short_runs_are_no_passage() {
        let l = letters(&["one two three four five aa bb cc dd", "zz one two three four five xx yy ww"]);
        assert_eq!(shared(&l[0], &l[1]), Shared::default());
    }

    #[test]
    fn repetition_stays_near_linear() {
        let long = "spam ".repeat(20_000);
        let l = letters(&[&long, &long]);
        assert!((shared(&l[0], &l[1]).likeness - 1.0).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn symmetric_and_one_for_equal_texts(a in "([abc] ){0,60}", b in "([abc] ){0,60}") {
            let l = letters(&[&a, &b]);
            let (ab, ba) = (shared(&l[0], &l[1]), shared(&l[1], &l[0]));
            prop_assert_eq!(ab.words, ba.words);
            prop_assert!((ab.likeness - ba.likeness).abs() < 1e-12);
            for run in &ab.runs {
                prop_assert_eq!(run.a.len(), run.b.len());
                for (i, j) in run.a.clone().zip(run.b.clone()) {
                    prop_assert_eq!(l[0].words[i].id, l[1].words[j].id);
                }
            }
            let same = shared(&l[0], &l[0]);
            prop_assert!(l[0].own < RUN || (same.likeness - 1.0).abs() < 1e-12);
        }
    }
}

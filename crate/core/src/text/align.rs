//! The place in a letter that is most like a passage of another: local alignment, in windows that common runs point to.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use super::order::sort_by;
use super::sheet::{STOP, Sheet, Token, pair};
use super::slot::is_greeting;

/// Words that a slot may hold.
pub const MOST_VALUE: usize = 8;
/// Shifts between passage and letter that share a window, in tokens.
const SHIFT: usize = 16;
/// Windows tried for one passage.
const WINDOWS: usize = 2;
/// What a stretch of different tokens costs, and each of its tokens.
const OPEN: f32 = 0.7;
const EACH: f32 = 0.08;
const WORD: f32 = 1.0;
const MARK: f32 = 0.5;
/// Share of a passage's words that its place must have.
const SHARE: f64 = 0.4;
/// A passage of so few words is found by its marks and half its words.
const SHORT: usize = 4;

/// A passage's place in a letter: pairs of token positions, ascending on both sides.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Placed {
    /// Position in the letter that the passage is from, position in the letter at hand.
    pub pairs: Vec<(usize, usize)>,
    score: f32,
}

/// How strongly runs in common point to a place for the passage, with the shifts they point to.
pub fn pointers(from: &Sheet, passage: Range<usize>, to: &Sheet, used: &[bool]) -> Vec<(f64, usize)> {
    let mut votes: BTreeMap<usize, f64> = BTreeMap::new();
    for at in passage.clone() {
        let Some(token) = from.tokens.get(at).copied() else { break };
        let next = from.tokens.get(at + 1).filter(|_| at + 1 < passage.end);
        let runs = [token.word.then_some(token.id), next.map(|next| pair(token, *next))];
        for run in runs.into_iter().flatten() {
            let hits = to.positions(run);
            let vote = 1.0 / hits.len().max(1) as f64;
            for hit in hits.filter(|hit| used.get(*hit) != Some(&true)) {
                // Shifted so that it is never negative: passage positions are below the letter's length.
                let shift = hit + from.tokens.len() - at;
                *votes.entry(shift / SHIFT).or_default() += vote;
            }
        }
    }
    let with_next = |(shift, vote): (&usize, &f64)| (vote + votes.get(&(shift + 1)).unwrap_or(&0.0), *shift);
    let mut best: Vec<(f64, usize)> = votes.iter().map(with_next).collect();
    sort_by(&mut best, |x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    best.truncate(WINDOWS);
    best
}

/// The passage's place among the tokens that are not used yet.
pub fn place(from: &Sheet, passage: Range<usize>, to: &Sheet, used: &[bool]) -> Option<Placed> {
    let mut best: Option<Placed> = None;
    for (_, shift) in pointers(from, passage.clone(), to, used) {
        let start = (shift * SHIFT + passage.start).saturating_sub(from.tokens.len() + MOST_VALUE);
        let end = ((shift + 2) * SHIFT + passage.end + MOST_VALUE).saturating_sub(from.tokens.len());
        let window = start.min(to.tokens.len())..end.min(to.tokens.len());
        let mut found = local(from, passage.clone(), to, window, used);
        ends(from, passage.clone(), to, used, &mut found);
        if best.as_ref().is_none_or(|best| found.score > best.score) {
            best = Some(found);
        }
    }
    best.filter(|placed| holds(from, &passage, placed))
}

/// Whether enough of a passage stands at a place to call it the passage.
fn holds(from: &Sheet, passage: &Range<usize>, placed: &Placed) -> bool {
    let all = from.words_in(passage.clone());
    let words = placed.pairs.iter().filter(|(at, _)| from.tokens.get(*at).is_some_and(|token| token.word)).count();
    let marked = |at: usize| placed.pairs.iter().any(|(a, _)| *a == at);
    if all <= SHORT && (marked(passage.start) || greets(from, passage)) && marked(passage.end.wrapping_sub(1)) {
        return words > 0 && words * 2 + 1 >= all;
    }
    words >= 2 && words as f64 >= all as f64 * SHARE
}

/// Whether a short passage is a greeting.
fn greets(from: &Sheet, passage: &Range<usize>) -> bool {
    let tokens = from.tokens.get(passage.clone()).unwrap_or_default();
    let first = tokens.iter().find(|token| token.word);
    let greets = first.and_then(|word| from.text.get(word.start..word.end)).is_some_and(is_greeting);
    greets && from.words_in(passage.clone()) <= SHORT
}

/// Best local alignment (Smith and Waterman, a stretch of differing tokens on either side being one gap).
fn local(from: &Sheet, passage: Range<usize>, to: &Sheet, window: Range<usize>, used: &[bool]) -> Placed {
    let a = from.tokens.get(passage.clone()).unwrap_or_default();
    let b = to.tokens.get(window.clone()).unwrap_or_default();
    let free: Vec<bool> = window.clone().map(|at| used.get(at) != Some(&true)).collect();
    let width = b.len() + 1;
    // Best score that ends with a match here, and best with a gap reaching here; how each came about.
    let mut met = vec![0.0_f32; width];
    let mut gap = vec![f32::MIN; width];
    let mut steps = vec![0_u8; width * (a.len() + 1)];
    let mut best = (0.0_f32, 0, 0);
    for (i, x) in a.iter().enumerate() {
        let (mut met_before, mut gap_before) = (0.0_f32, f32::MIN);
        for (j, (y, free)) in b.iter().zip(&free).enumerate() {
            let at = j + 1;
            let (Some(&met_up), Some(&gap_up)) = (met.get(at), gap.get(at)) else { break };
            let (mut met_here, mut step) = (f32::MIN, 0);
            if x.id == y.id && (*free || !x.word) {
                let behind = met_before.max(gap_before).max(0.0);
                step = if behind <= 0.0 {
                    MET
                } else if met_before >= gap_before {
                    MET | FROM_MET
                } else {
                    MET | FROM_GAP
                };
                met_here = behind + weight(*x);
                if met_here > best.0 {
                    best = (met_here, i + 1, at);
                }
            }
            let (Some(&met_left), Some(&gap_left)) = (met.get(j), gap.get(j)) else { break };
            let (skip_x, skip_y) = (cost(*x), cost(*y));
            let options = [met_up - OPEN - skip_x, met_left - OPEN - skip_y, gap_up - skip_x, gap_left - skip_y];
            let mut gap_here = f32::MIN;
            for (way, score) in options.into_iter().enumerate() {
                if score > gap_here {
                    gap_here = score;
                    step = step & 0b1111 | (way as u8) << 4;
                }
            }
            if let Some(slot) = steps.get_mut((i + 1) * width + at) {
                *slot = step;
            }
            (met_before, gap_before) = (met_up, gap_up);
            if let (Some(m), Some(g)) = (met.get_mut(at), gap.get_mut(at)) {
                (*m, *g) = (met_here, gap_here);
            }
        }
        if let (Some(m), Some(g)) = (met.get_mut(0), gap.get_mut(0)) {
            (*m, *g) = (f32::MIN, f32::MIN);
        }
    }
    let mut pairs = Vec::new();
    let (score, mut i, mut j) = best;
    let mut in_gap = false;
    while i > 0 && j > 0 {
        let step = steps.get(i * width + j).copied().unwrap_or_default();
        if in_gap {
            match step >> 4 {
                0 => (i, in_gap) = (i - 1, false),
                1 => (j, in_gap) = (j - 1, false),
                2 => i -= 1,
                _ => j -= 1,
            }
            continue;
        }
        if step & MET == 0 {
            break;
        }
        (i, j) = (i - 1, j - 1);
        pairs.push((passage.start + i, window.start + j));
        if step & (FROM_MET | FROM_GAP) == 0 {
            break;
        }
        in_gap = step & FROM_GAP != 0;
    }
    pairs.reverse();
    Placed { pairs, score }
}

const MET: u8 = 1;
const FROM_MET: u8 = 2;
const FROM_GAP: u8 = 4;

/// Passing over the end of a sentence costs more: a passage is one.
fn cost(token: Token) -> f32 {
    if token.id == STOP { OPEN } else { EACH }
}

fn weight(token: Token) -> f32 {
    if token.word { WORD } else { MARK }
}

/// A slot may stand at either end of the passage: its last mark belongs to it, when the letter has one within reach.
fn ends(from: &Sheet, passage: Range<usize>, to: &Sheet, used: &[bool], placed: &mut Placed) {
    let (Some(&first), Some(&last)) = (placed.pairs.first(), placed.pairs.last()) else { return };
    let mark = |at: usize| from.tokens.get(at).filter(|token| !token.word).map(|token| token.id);
    // Behind a greeting, and right beside a word that is shared, one mark is as good as another.
    let greeting = greets(from, &passage);
    let same = |at: usize, id: u64, beside: bool| {
        to.tokens.get(at).is_some_and(|token| token.id == id || !token.word && (greeting || beside))
    };
    let free = |at: usize| to.tokens.get(at).is_some_and(|token| !token.word || used.get(at) != Some(&true));
    let end = passage.end.saturating_sub(1);
    if last.0 < end
        && end - last.0 <= MOST_VALUE + 1
        && let Some(id) = mark(end)
    {
        let reach = (last.1 + 1..last.1 + 2 + MOST_VALUE).take_while(|at| free(*at));
        if let Some(at) = reach.into_iter().find(|at| same(*at, id, *at == last.1 + 1)) {
            placed.pairs.push((end, at));
            placed.score += MARK / 2.0;
        }
    }
    let start = passage.start;
    if start < first.0
        && first.0 - start <= MOST_VALUE + 1
        && let Some(id) = mark(start)
    {
        let reach = (first.1.saturating_sub(MOST_VALUE + 1)..first.1).rev().take_while(|at| free(*at));
        if let Some(at) = reach.into_iter().find(|at| same(*at, id, at + 1 == first.1)) {
            placed.pairs.insert(0, (start, at));
            placed.score += MARK / 2.0;
        }
    }
}

/// Orders passages for placing: what is pointed to most strongly is placed first.
pub fn by_strength(strengths: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..strengths.len()).collect();
    sort_by(&mut order, |x, y| {
        let strength = |at: &usize| strengths.get(*at).copied().unwrap_or_default();
        strength(y).total_cmp(&strength(x)).then(Reverse(*y).cmp(&Reverse(*x)))
    });
    order
}

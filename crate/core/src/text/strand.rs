//! Strands: sentences of one letter, and where the other letters have each of their words.
//!
//! Copies reorder sentences and add their own, so every sentence is sought anywhere in every other letter. One letter
//! lends its sentences first, the one that shares most; what it lacks and others share is lent by others after it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::align::{MOST_VALUE, by_strength, place, pointers};
use super::sheet::{STOP, Sheet, Token};
use super::words::run_id;

/// Letters that may lend sentences.
const MOST_LENDERS: usize = 8;
/// Tokens of a strand; a longer sentence is cut.
const MOST_TOKENS: usize = 64;
/// Words of a run that shows that letters share something.
const RUN: usize = 3;
/// Runs that make a further lender worth while.
const WORTH: usize = 2;
/// A greeting and whom it greets, at most.
const GREETING: usize = 6;

/// A sentence and its words' places in each letter.
#[derive(Debug)]
pub struct Strand {
    /// The letter that lends it.
    pub lender: usize,
    /// Its tokens there, the marks at both ends among them.
    pub range: Range<usize>,
    /// For each letter, where it has each of the tokens.
    pub rows: Vec<Vec<Option<usize>>>,
}

impl Strand {
    /// The tokens.
    pub fn tokens<'a>(&self, sheets: &'a [Sheet]) -> &'a [Token] {
        sheets.get(self.lender).and_then(|sheet| sheet.tokens.get(self.range.clone())).unwrap_or_default()
    }
}

/// Finds the strands that two or more letters have, in the order of the template.
pub fn strands(sheets: &[Sheet]) -> Vec<Strand> {
    let mut used: Vec<Vec<bool>> = sheets.iter().map(|sheet| vec![false; sheet.tokens.len()]).collect();
    let mut lent = vec![false; sheets.len()];
    let mut found: Vec<Strand> = Vec::new();
    for _ in 0..sheets.len().min(MOST_LENDERS) {
        let Some(lender) = next_lender(sheets, &used, &lent) else { break };
        let Some((sheet, mark)) = sheets.get(lender).zip(lent.get_mut(lender)) else { break };
        *mark = true;
        let own = used.get(lender).cloned().unwrap_or_default();
        let mut lending: Vec<Strand> = sentences(sheet, &own)
            .into_iter()
            .map(|range| Strand { lender, rows: vec![vec![None; range.len()]; sheets.len()], range })
            .collect();
        for (member, (to, used)) in sheets.iter().zip(&mut used).enumerate() {
            if member != lender {
                seek(sheet, &mut lending, member, to, used);
            }
        }
        for mut strand in lending {
            if strand.rows.iter().all(|row| row.iter().all(Option::is_none)) {
                continue;
            }
            if let Some(row) = strand.rows.get_mut(lender) {
                *row = strand.range.clone().map(Some).collect();
            }
            if let Some(used) = used.get_mut(lender) {
                used.iter_mut().take(strand.range.end).skip(strand.range.start).for_each(|mark| *mark = true);
            }
            let at = behind(&found, lender, strand.range.start);
            found.insert(at, strand);
        }
    }
    found
}

/// Places the lender's strands in one letter.
fn seek(from: &Sheet, lending: &mut [Strand], member: usize, to: &Sheet, used: &mut [bool]) {
    let strength = |strand: &Strand| {
        // A greeting has little to point with, and is soon covered by what stands beside it.
        let first = if greets(from, strand.range.start) && strand.range.len() <= GREETING + 2 {
            f64::from(u8::MAX)
        } else {
            0.0
        };
        pointers(from, strand.range.clone(), to, used).first().map_or(0.0, |best| best.0 + first)
    };
    let strengths: Vec<f64> = lending.iter().map(strength).collect();
    let mut parts: Vec<(usize, Range<usize>)> = Vec::new();
    for strand in by_strength(&strengths) {
        if let Some(range) = lending.get(strand).map(|strand| strand.range.clone()) {
            parts.push((strand, range));
        }
    }
    let mut at = 0;
    while let Some((index, part)) = parts.get(at).cloned() {
        at += 1;
        let (Some(placed), Some(strand)) = (place(from, part.clone(), to, used), lending.get_mut(index)) else {
            continue;
        };
        let start = strand.range.start;
        let Some(row) = strand.rows.get_mut(member) else { continue };
        for (of, at) in &placed.pairs {
            if let Some(slot) = row.get_mut(of - start) {
                *slot = slot.or(Some(*at));
            }
        }
        let (Some(first), Some(last)) = (placed.pairs.first(), placed.pairs.last()) else { continue };
        used.iter_mut().take(last.1 + 1).skip(first.1).for_each(|mark| *mark = true);
        // What is left of the passage on either side may stand elsewhere.
        for rest in [part.start..first.0, last.0 + 1..part.end] {
            if from.words_in(rest.clone()) >= RUN && rest.len() < part.len() {
                parts.push((index, rest));
            }
        }
    }
}

/// The letter with the most words in runs that other letters have too, none of them used yet.
fn next_lender(sheets: &[Sheet], used: &[Vec<bool>], lent: &[bool]) -> Option<usize> {
    let runs: Vec<Vec<u64>> = sheets.iter().zip(used).map(|(sheet, used)| free_runs(sheet, used)).collect();
    let mut holders: BTreeMap<u64, usize> = BTreeMap::new();
    for run in runs.iter().flatten() {
        *holders.entry(*run).or_default() += 1;
    }
    let shared = |runs: &Vec<u64>| runs.iter().map(|run| holders.get(run).map_or(0, |n| n - 1)).sum::<usize>();
    let gains = runs.iter().map(shared).zip(lent).enumerate();
    let worth = gains.filter(|(_, (gain, lent))| !**lent && *gain >= WORTH);
    // Of equal ones the first by its text, so that no order of the letters matters.
    let text = |at: usize| sheets.get(at).map_or("", |sheet| sheet.text);
    worth.max_by(|x, y| x.1.0.cmp(&y.1.0).then_with(|| text(y.0).cmp(text(x.0)))).map(|(at, _)| at)
}

/// The distinct runs of words that are not used.
fn free_runs(sheet: &Sheet, used: &[bool]) -> Vec<u64> {
    let free = |(token, used): (&Token, &bool)| (token.word && !used).then_some(token.id);
    let words: Vec<Option<u64>> =
        sheet.tokens.iter().zip(used).filter(|(t, used)| t.word || **used).map(free).collect();
    let run =
        |run: &[Option<u64>]| run.iter().copied().collect::<Option<Vec<u64>>>().map(|ids| run_id(ids.into_iter()));
    let mut runs: Vec<u64> = words.windows(RUN).filter_map(run).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// The sentences of what is not used, with the marks at their ends. A greeting is a sentence of its own, also in the
/// middle of one that lost its end.
fn sentences(sheet: &Sheet, used: &[bool]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, token) in sheet.tokens.iter().enumerate().skip(1) {
        let blocked = used.get(at) == Some(&true) && token.word;
        // "Hello, Ann, ...": the first comma does not end a greeting that greets nobody yet.
        let greeted = !token.word && at - start <= GREETING && sheet.words_in(start..at) > 1 && greets(sheet, start);
        let greets = token.word && addresses(sheet, at);
        if blocked || token.id == STOP || greeted || greets || at - start >= MOST_TOKENS {
            let end = if blocked || greets { at } else { at + 1 };
            if sheet.words_in(start..end) > 0 {
                found.push(start..end);
            }
            let marked = sheet.tokens.get(at - 1).is_some_and(|before| !before.word);
            start = if blocked { at + 1 } else { at - usize::from(greets && marked) };
        }
    }
    found
}

/// Whether a word with a capital greets somebody here: a mark follows soon.
fn addresses(sheet: &Sheet, at: usize) -> bool {
    let Some(token) = sheet.tokens.get(at) else { return false };
    let word = sheet.text.get(token.start..token.end).unwrap_or_default();
    let near = sheet.tokens.iter().skip(at + 1).take(GREETING);
    word.starts_with(char::is_uppercase) && super::slot::is_greeting(word) && near.into_iter().any(|token| !token.word)
}

/// Whether a greeting begins here.
fn greets(sheet: &Sheet, start: usize) -> bool {
    let word = sheet.tokens.get(start..).unwrap_or_default().iter().find(|token| token.word);
    word.and_then(|word| sheet.text.get(word.start..word.end)).is_some_and(super::slot::is_greeting)
}

/// Where a strand of `lender` belongs among those found: behind the one that stands before it in that letter.
fn behind(found: &[Strand], lender: usize, start: usize) -> usize {
    let mut best: Option<(usize, usize)> = None;
    for (index, strand) in found.iter().enumerate() {
        let row = strand.rows.get(lender).map_or(&[][..], Vec::as_slice);
        let before = row.iter().flatten().filter(|at| **at <= start).max();
        if let Some(at) = before
            && best.is_none_or(|(max, _)| *at >= max)
        {
            best = Some((*at, index + 1));
        }
    }
    best.map_or(0, |(_, index)| index)
}

/// The row's places in one piece: the stretch, going forward by small steps, that holds the most.
pub fn stretch(row: &[Option<usize>]) -> Vec<(usize, usize)> {
    let mut best: Vec<(usize, usize)> = Vec::new();
    let mut current: Vec<(usize, usize)> = Vec::new();
    for (column, at) in row.iter().enumerate().filter_map(|(column, at)| at.map(|at| (column, at))) {
        if current.last().is_some_and(|(_, last)| at <= *last || at - last > MOST_VALUE + 2) {
            if current.len() > best.len() {
                best = std::mem::take(&mut current);
            }
            current.clear();
        }
        current.push((column, at));
    }
    if current.len() > best.len() { current } else { best }
}

//! What of a strand is fixed, and between which fixed words the letters differ.

use std::ops::Range;

use super::align::MOST_VALUE;
use super::sheet::{STOP, Sheet};
use super::strand::{Strand, stretch};

/// One letter in so many that says something else makes a column a slot.
const ONE_IN: usize = 3;

/// A piece of a strand, in columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Fixed words.
    Fixed(Vec<usize>),
    /// What stands between two columns.
    Slot(usize, usize),
}

/// The columns that are fixed: in at least two letters and in half of those around it, and not replaced in many.
fn firm(strand: &Strand, sheets: &[Sheet]) -> Vec<bool> {
    let tokens = strand.tokens(sheets);
    let mut firm: Vec<bool> = (0..tokens.len())
        .map(|column| {
            let has = |row: &&Vec<Option<usize>>| row.get(column).is_some_and(Option::is_some);
            let around = |row: &&Vec<Option<usize>>| {
                row.iter().take(column + 1).any(Option::is_some) && row.iter().skip(column).any(Option::is_some)
            };
            let support = strand.rows.iter().filter(has).count();
            let around = strand.rows.iter().filter(around).count();
            let inner = column > 0 && column + 1 < tokens.len();
            let word = tokens.get(column).is_some_and(|token| token.word);
            support >= 2 && support * 2 >= around && (word || !inner)
        })
        .collect();
    let before = firm.clone();
    for (column, firm) in firm.iter_mut().enumerate() {
        if !*firm || !tokens.get(column).is_some_and(|token| token.word) {
            continue;
        }
        let (mut same, mut other) = (0, 0);
        for (row, sheet) in strand.rows.iter().zip(sheets) {
            if row.get(column).is_some_and(Option::is_some) {
                same += 1;
                continue;
            }
            let at = |column: usize| {
                before.get(column).filter(|firm| **firm).and_then(|_| row.get(column).copied().flatten())
            };
            let left = (0..column).rev().find_map(at);
            let right = (column + 1..row.len()).find_map(at);
            if let (Some(left), Some(right)) = (left, right) {
                other += usize::from(value(sheet, left, right).is_some_and(|value| !value.is_empty()));
            }
        }
        *firm = other * ONE_IN < same + other;
    }
    firm
}

/// The tokens between two places, when they are few and of one sentence; empty where nothing stands between them.
fn value(sheet: &Sheet, left: usize, right: usize) -> Option<Range<usize>> {
    let between = sheet.tokens.get(left + 1..right)?;
    let words = between.iter().filter(|token| token.word).count();
    let one = between.iter().all(|token| token.id != STOP);
    if !one || words > MOST_VALUE {
        return None;
    }
    let first = between.iter().position(|token| token.word);
    let last = between.iter().rposition(|token| token.word);
    Some(first.zip(last).map_or(left + 1..left + 1, |(first, last)| left + 1 + first..left + 2 + last))
}

/// A letter's value between two columns: tokens of its letter. None where it lacks the words around.
pub fn value_at(strand: &Strand, member: usize, sheet: &Sheet, left: usize, right: usize) -> Option<Range<usize>> {
    let row = strand.rows.get(member)?;
    let (left, right) = (row.get(left).copied().flatten()?, row.get(right).copied().flatten()?);
    value(sheet, left, right)
}

/// Cuts a strand into fixed words and slots.
pub fn pieces(strand: &Strand, sheets: &[Sheet]) -> Vec<Piece> {
    let tokens = strand.tokens(sheets);
    let word = |column: usize| tokens.get(column).is_some_and(|token| token.word);
    let firm: Vec<usize> =
        firm(strand, sheets).iter().enumerate().filter(|(_, firm)| **firm).map(|(at, _)| at).collect();
    let mut found = Vec::new();
    let mut run: Vec<usize> = Vec::new();
    for (at, column) in firm.iter().enumerate() {
        if word(*column) {
            run.push(*column);
        }
        if let Some(next) = firm.get(at + 1)
            && (word(*column) || word(*next))
            && differs(strand, sheets, *column, *next)
        {
            if !run.is_empty() {
                found.push(Piece::Fixed(std::mem::take(&mut run)));
            }
            found.push(Piece::Slot(*column, *next));
        }
    }
    if !run.is_empty() {
        found.push(Piece::Fixed(run));
    }
    found
}

/// Whether most letters say something between two columns, and not all the same.
fn differs(strand: &Strand, sheets: &[Sheet], left: usize, right: usize) -> bool {
    let values = sheets.iter().enumerate().filter_map(|(member, sheet)| {
        let value = value_at(strand, member, sheet, left, right)?;
        let ids: Vec<u64> = sheet.tokens.get(value)?.iter().filter(|token| token.word).map(|token| token.id).collect();
        Some(ids)
    });
    let values: Vec<Vec<u64>> = values.collect();
    let mut said: Vec<&Vec<u64>> = values.iter().filter(|value| !value.is_empty()).collect();
    let count = said.len();
    said.sort_unstable();
    said.dedup();
    count >= 2 && count * 3 >= values.len() * 2 && said.len() >= 2
}

/// Where a letter has fixed words: one range of its tokens.
pub fn fixed_at(strand: &Strand, member: usize, columns: &[usize]) -> Option<Range<usize>> {
    let row = strand.rows.get(member)?;
    let places: Vec<Option<usize>> = columns.iter().map(|column| row.get(*column).copied().flatten()).collect();
    let stretch = stretch(&places);
    Some(stretch.first()?.1..stretch.last()?.1 + 1)
}

//! What of a strand is fixed, and between which fixed words the letters differ.

use std::ops::Range;

use super::align::MOST_VALUE;
use super::sheet::{STOP, Sheet, Token};
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
        let (mut same, mut other, mut plain) = (0, 0, 0);
        for (row, sheet) in strand.rows.iter().zip(sheets) {
            if row.get(column).is_some_and(Option::is_some) {
                same += 1;
                continue;
            }
            let has =
                |column: &usize| before.get(*column) == Some(&true) && row.get(*column).is_some_and(Option::is_some);
            let lacks = |column: &usize| before.get(*column) == Some(&true) && !has(column);
            let left = (0..column).rev().find(has);
            let right = (column + 1..row.len()).find(has);
            let (Some(left), Some(right)) = (left, right) else { continue };
            let places = row.get(left).copied().flatten().zip(row.get(right).copied().flatten());
            let value = places.and_then(|(left, right)| value(sheet, left, right)).filter(|value| !value.is_empty());
            other += usize::from(value.is_some());
            let elsewhere = (0..left).chain(right..row.len()).filter(lacks).count();
            plain += usize::from(value.is_some() && elsewhere == 0);
        }
        *firm = plain == 0 && other * ONE_IN < same + other;
    }
    firm
}

/// The tokens between two places, when they are few and of one sentence; empty where nothing stands between them.
fn value(sheet: &Sheet, left: usize, right: usize) -> Option<Range<usize>> {
    let between = sheet.tokens.get(left + 1..right)?;
    if between.iter().any(|token| token.id == STOP) || length(between) > MOST_VALUE {
        return None;
    }
    let first = between.iter().position(|token| token.word);
    let last = between.iter().rposition(|token| token.word);
    let empty = left + 1..left + 1;
    let range = first.zip(last).map_or(empty.clone(), |(first, last)| left + 1 + first..left + 2 + last);
    Some(if sheet.bytes(range.clone()).is_some() { range } else { empty })
}

/// How many words there are, of overlapping ones every second.
fn length(tokens: &[Token]) -> usize {
    let mut end = 0;
    let mut length = 0;
    for token in tokens.iter().filter(|token| token.word) {
        if token.start >= end {
            length += 1;
            end = token.end;
        }
    }
    length
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
    let said: Vec<&Vec<u64>> = values.iter().filter(|value| !value.is_empty()).collect();
    let around = strand
        .rows
        .iter()
        .filter(|row| row.iter().take(left + 1).any(Option::is_some) && row.iter().skip(right).any(Option::is_some));
    let other = |(at, value): (usize, &&Vec<u64>)| {
        said.iter().skip(at + 1).any(|other| !within(value, other) && !within(other, value))
    };
    said.len() >= 2
        && said.len() * 3 >= values.len() * 2
        && said.len() * 4 >= around.count() * 3
        && said.iter().enumerate().any(other)
}

/// Whether all of the words stand in the others, in that order.
fn within(words: &[u64], others: &[u64]) -> bool {
    let mut others = others.iter();
    words.iter().all(|word| others.any(|other| other == word))
}

/// Where a letter has fixed words: one range of its tokens.
pub fn fixed_at(strand: &Strand, member: usize, columns: &[usize]) -> Option<Range<usize>> {
    let row = strand.rows.get(member)?;
    let places: Vec<Option<usize>> = columns.iter().map(|column| row.get(*column).copied().flatten()).collect();
    let stretch = stretch(&places);
    Some(stretch.first()?.1..stretch.last()?.1 + 1)
}

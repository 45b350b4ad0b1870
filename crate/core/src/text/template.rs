//! The template behind a group of letters: fixed passages and typed slots.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::column::{Piece, fixed_at, pieces, value_at};
use super::letter::Letter;
use super::normal::Normal;
use super::order::sort_by;
use super::sheet::{MOST_WORDS, Sheet};
use super::slot;
use super::strand::{Strand, strands};
use crate::stats::round6;

/// What a slot holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SlotKind {
    /// A person's name.
    Name,
    /// A company.
    Company,
    /// A number.
    Number,
    /// A skill, a tool, a trade.
    Skill,
    /// An address on the web.
    Url,
    /// A date or time.
    Date,
    /// Any other text.
    Text,
}

/// One part of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A passage that the letters share, as the first member words it.
    Fixed(String),
    /// A place where they differ.
    Slot {
        /// What it holds.
        kind: SlotKind,
        /// Whether most values are the job post's own title or company.
        holds: Option<Holds>,
    },
}

/// What of the job post a slot repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    /// The job's title.
    JobTitle,
    /// The client's or company's name.
    Company,
}

/// A template and where each member has its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// Fixed passages and slots, in order.
    pub parts: Vec<Part>,
    /// For each member, in the order given, the bytes of each part in its letter; none where the member lacks it.
    pub places: Vec<Vec<Option<Range<usize>>>>,
    /// Share of the members' words in fixed passages, 0 to 1.
    pub fixed_share: f64,
}

/// What is known of the job posts that the letters answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Their titles.
    pub titles: Vec<String>,
    /// The clients' or companies' names.
    pub companies: Vec<String>,
}

/// Letters whose words are compared; further ones are members without places.
const MOST_MEMBERS: usize = 200;
/// The same, counted in tokens of the longest: hundreds of very long letters take too long.
const MOST_TOKENS: usize = 300_000;
/// Fixed words of a sentence that has no slot, at least.
const LEAST_FIXED: usize = 2;

/// The template behind letters: none for fewer than two, or when they share nothing.
///
/// Equal letters are compared once. Of more than 200 different ones, and of long ones fewer, the first by their texts are
/// compared; the others have no places. Of each the first 4,000 words are read. The order of the letters decides only
/// whose wording a fixed passage shows.
pub fn template(members: &[(&str, &Letter)], job: &Known) -> Option<Template> {
    let mut twins: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, (text, _)) in members.iter().enumerate() {
        twins.entry(text).or_default().push(at);
    }
    let mut chosen: Vec<Vec<usize>> = twins.into_values().take(most(members)).collect();
    sort_by(&mut chosen, Ord::cmp);
    let first = chosen.iter().filter_map(|twins| members.get(*twins.first()?));
    let sheets: Vec<Sheet> = first.map(|(text, letter)| Sheet::new(text, letter)).collect();
    let mut draft = Draft::default();
    if let ([sheet], true) = (sheets.as_slice(), members.len() > 1) {
        draft.whole(sheet);
    }
    for strand in &strands(&sheets) {
        draft.add(strand, &sheets, job);
    }
    let words: usize = sheets.iter().map(|sheet| sheet.words_in(0..sheet.tokens.len())).sum();
    let fixed_share = round6(draft.fixed_words as f64 / words.max(1) as f64);
    let columns = draft.joined(&sheets);
    let mut places: Vec<Vec<Option<Range<usize>>>> = vec![vec![None; columns.len()]; members.len()];
    for (index, twins) in chosen.iter().enumerate() {
        for member in twins {
            if let Some(places) = places.get_mut(*member) {
                *places = columns.iter().map(|(_, found)| found.get(index).cloned().flatten()).collect();
            }
        }
    }
    let quote = |found: &[Option<Range<usize>>]| {
        sheets.iter().zip(found).find_map(|(sheet, at)| sheet.text.get(at.clone()?)).unwrap_or_default().to_string()
    };
    let part = |(slot, found): Column| slot.unwrap_or_else(|| Part::Fixed(quote(&found)));
    let parts: Vec<Part> = columns.into_iter().map(part).collect();
    (!parts.is_empty()).then_some(Template { parts, places, fixed_share })
}

/// How many different letters are compared.
fn most(members: &[(&str, &Letter)]) -> usize {
    let longest = members.iter().map(|(_, letter)| letter.words.len().min(MOST_WORDS)).max().unwrap_or_default();
    MOST_MEMBERS.min(MOST_TOKENS / longest.max(1))
}

/// A part (none: a fixed one, worded at the end) and each letter's bytes of it.
type Column = (Option<Part>, Vec<Option<Range<usize>>>);

#[derive(Default)]
struct Draft {
    columns: Vec<Column>,
    fixed_words: usize,
}

impl Draft {
    /// A letter that all members are equal to.
    fn whole(&mut self, sheet: &Sheet) {
        let mut words = sheet.tokens.iter().filter(|token| token.word);
        if let Some(first) = words.next() {
            let end = words.next_back().unwrap_or(first).end;
            self.fixed_words = sheet.words_in(0..sheet.tokens.len());
            self.columns.push((None, vec![sheet.text.get(first.start..end).map(|_| first.start..end)]));
        }
    }

    fn add(&mut self, strand: &Strand, sheets: &[Sheet], job: &Known) {
        let pieces = pieces(strand, sheets);
        let words = |piece: &Piece| if let Piece::Fixed(columns) = piece { columns.len() } else { 0 };
        let slots = pieces.iter().any(|piece| matches!(piece, Piece::Slot(..)));
        if !slots && pieces.iter().map(words).sum::<usize>() < LEAST_FIXED {
            return;
        }
        let tokens = strand.tokens(sheets);
        let lent = sheets.get(strand.lender).map_or("", |sheet| sheet.text);
        for (index, piece) in pieces.iter().enumerate() {
            let found: Vec<Option<Range<usize>>> =
                sheets.iter().enumerate().map(|(member, sheet)| bytes(strand, member, sheet, piece)).collect();
            if found.iter().all(Option::is_none) {
                continue;
            }
            if let Piece::Fixed(columns) = piece {
                let words = |row: &Vec<Option<usize>>| {
                    columns.iter().filter(|at| row.get(**at).is_some_and(Option::is_some)).count()
                };
                self.fixed_words += strand.rows.iter().map(words).sum::<usize>();
                self.columns.push((None, found));
                continue;
            }
            let beside = |piece: Option<&Piece>| match piece {
                Some(Piece::Fixed(columns)) => {
                    let first = columns.first().and_then(|at| tokens.get(*at)).map(|token| token.start);
                    let last = columns.last().and_then(|at| tokens.get(*at)).map(|token| token.end);
                    let quote = first.zip(last).and_then(|(first, last)| lent.get(first..last)).unwrap_or_default();
                    Normal::new(quote).text().to_string()
                }
                _ => String::new(),
            };
            let before = beside(index.checked_sub(1).and_then(|at| pieces.get(at)));
            let behind = beside(pieces.get(index + 1));
            let values: Vec<&str> =
                sheets.iter().zip(&found).filter_map(|(sheet, at)| sheet.text.get(at.clone()?)).collect();
            let holds = slot::holds(&values, job);
            let kind = slot::kind(&values, &before, &behind);
            let kind = if holds == Some(Holds::Company) { SlotKind::Company } else { kind };
            self.columns.push((Some(Part::Slot { kind, holds }), found));
        }
    }

    /// Fixed passages that stand side by side in every letter are one.
    fn joined(self, sheets: &[Sheet]) -> Vec<Column> {
        let mut joined: Vec<Column> = Vec::new();
        for (slot, found) in self.columns {
            if slot.is_none()
                && let Some((None, before)) = joined.last_mut()
                && beside(before, &found, sheets)
            {
                for (before, at) in before.iter_mut().zip(found) {
                    if let Some((before, at)) = before.as_mut().zip(at) {
                        before.end = at.end;
                    }
                }
                continue;
            }
            joined.push((slot, found));
        }
        joined
    }
}

/// Whether the letters that have one have the other, with nothing but marks between.
fn beside(before: &[Option<Range<usize>>], behind: &[Option<Range<usize>>], sheets: &[Sheet]) -> bool {
    before.iter().zip(behind).zip(sheets).all(|((before, behind), sheet)| match (before, behind) {
        (Some(before), Some(behind)) => {
            sheet.text.get(before.end..behind.start).is_some_and(|gap| !gap.contains(char::is_alphanumeric))
        }
        (None, None) => true,
        _ => false,
    })
}

/// Where a letter has a piece.
fn bytes(strand: &Strand, member: usize, sheet: &Sheet, piece: &Piece) -> Option<Range<usize>> {
    let range = match piece {
        Piece::Fixed(columns) => {
            let tokens = sheet.tokens.get(fixed_at(strand, member, columns)?)?;
            tokens.first()?.start..tokens.last()?.end
        }
        Piece::Slot(left, right) => sheet.bytes(value_at(strand, member, sheet, *left, *right)?)?,
    };
    sheet.text.get(range.clone()).map(|_| range)
}

#[cfg(test)]
#[path = "template_tests.rs"]
mod tests;

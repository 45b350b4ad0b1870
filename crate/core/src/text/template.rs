//! The template behind a group of letters: fixed passages and typed slots.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::column::{Piece, fixed_at, pieces, value_at};
use super::letter::Letter;
use super::sheet::Sheet;
use super::slot;
use super::strand::{Strand, strands};

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

/// The template behind letters: none for fewer than two, or when they share nothing.
pub fn template(members: &[(&str, &Letter)], job: &Known) -> Option<Template> {
    let _ = job;
    let sheets: Vec<Sheet> = members.iter().map(|(text, letter)| Sheet::new(text, letter)).collect();
    let strands = strands(&sheets);
    let mut parts = Vec::new();
    let mut places: Vec<Vec<Option<Range<usize>>>> = vec![Vec::new(); members.len()];
    let mut fixed_words = 0;
    for strand in &strands {
        for piece in pieces(strand, &sheets) {
            let found: Vec<Option<Range<usize>>> =
                sheets.iter().enumerate().map(|(member, sheet)| bytes(strand, member, sheet, &piece)).collect();
            let quotes: Vec<Option<&str>> =
                found.iter().zip(&sheets).map(|(at, sheet)| sheet.text.get(at.clone()?)).collect();
            if let Piece::Fixed(columns) = &piece {
                let Some(quote) = quotes.iter().flatten().next() else { continue };
                parts.push(Part::Fixed((*quote).to_string()));
                for row in &strand.rows {
                    fixed_words +=
                        columns.iter().filter(|column| row.get(**column).is_some_and(Option::is_some)).count();
                }
            } else {
                let values: Vec<&str> = quotes.iter().flatten().copied().collect();
                parts.push(Part::Slot { kind: slot::kind(&values, ""), holds: None });
            }
            places.iter_mut().zip(found).for_each(|(row, at)| row.push(at));
        }
    }
    let words: usize = members.iter().map(|(_, letter)| letter.words.len()).sum();
    (!parts.is_empty()).then(|| Template {
        parts,
        places,
        fixed_share: crate::stats::round6(fixed_words as f64 / words.max(1) as f64),
    })
}

/// Where a letter has a piece.
fn bytes(strand: &Strand, member: usize, sheet: &Sheet, piece: &Piece) -> Option<Range<usize>> {
    let at = match piece {
        Piece::Fixed(columns) => fixed_at(strand, member, columns)?,
        Piece::Slot(left, right) => value_at(strand, member, sheet, *left, *right)?,
    };
    let tokens = sheet.tokens.get(at)?;
    let range = tokens.first()?.start..tokens.last()?.end;
    sheet.text.get(range.clone()).map(|_| range)
}

//! One TOML file as one of the core's types, with everything that is wrong in it, each at its line and column.

use std::ops::Range;

use secondlook_core::report::Problem;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::problem;

/// Most problems that are said of one file.
const MOST: usize = 50;

/// Reads a file's text. A reader stops at the first thing that it does not understand; so that all are said at once, that
/// thing is taken out and the rest is read again, until nothing is left to take out.
pub fn parse<T: DeserializeOwned>(place: &str, text: &str) -> Result<T, Vec<Problem>> {
    let (mut table, wrong) = DeTable::parse_recoverable(text);
    let mut problems: Vec<Problem> =
        wrong.into_iter().take(MOST).map(|error| said(place, text, error.span(), error.message())).collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut taken: Vec<String> = Vec::new();
    loop {
        let error = match T::deserialize(toml::Deserializer::from(table.clone())) {
            Ok(read) if problems.is_empty() => return Ok(read),
            Ok(_) => return Err(problems),
            Err(error) => error,
        };
        let message = error.message();
        // What is missing because it was taken out is no second problem.
        if !taken.iter().any(|name| message.contains(&format!("missing field `{name}`"))) {
            problems.push(said(place, text, error.span(), message));
        }
        let name = error.span().and_then(|span| take_out(table.get_mut(), &span));
        match name {
            Some(name) if problems.len() < MOST => taken.push(name),
            _ => return Err(problems),
        }
    }
}

/// The number under a key at the top, where the file can be read that far.
pub fn number(text: &str, key: &str) -> Option<i64> {
    let (table, _) = DeTable::parse_recoverable(text);
    let (_, value) = table.get_ref().iter().find(|(name, _)| name.get_ref() == key)?;
    value.get_ref().as_integer().and_then(|integer| i64::from_str_radix(integer.as_str(), integer.radix()).ok())
}

/// Line and column of a place in a text, both from 1.
pub fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    (line, before.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
}

fn said(place: &str, text: &str, span: Option<Range<usize>>, message: &str) -> Problem {
    let place = match span {
        Some(span) => {
            let (line, column) = line_and_column(text, span.start);
            format!("{place}:{line}:{column}")
        }
        None => place.to_owned(),
    };
    let fix = "docs/packs.md and docs/rules.md say what may stand here; an editor that reads the `#:schema` line completes it";
    problem(&place, "pack-bad-toml", message, fix)
}

/// Takes the smallest entry whose key or value lies at a span out of its table or list, and says how it was called.
fn take_out(table: &mut DeTable<'_>, span: &Range<usize>) -> Option<String> {
    let at = |found: Range<usize>| found == *span;
    let key = table.iter().find(|(key, value)| at(key.span()) || at(value.span())).map(|(key, _)| key.clone());
    if let Some(key) = key {
        table.remove(&key);
        return Some(key.into_inner().into_owned());
    }
    table.iter_mut().find_map(|(key, value)| inside(value, span).map(|name| name.unwrap_or_else(|| key.get_ref().clone().into_owned())))
}

/// The same below a value: the name of what was taken out, or none for an entry of a list.
fn inside(value: &mut Spanned<DeValue<'_>>, span: &Range<usize>) -> Option<Option<String>> {
    match value.get_mut() {
        DeValue::Table(table) => take_out(table, span).map(Some),
        DeValue::Array(list) if list.iter().any(|entry| entry.span() == *span) => {
            let mut rest = DeArray::new();
            list.iter().filter(|entry| entry.span() != *span).for_each(|entry| rest.push(entry.clone()));
            *list = rest;
            Some(None)
        }
        DeValue::Array(list) => list.iter_mut().find_map(|entry| inside(entry, span)),
        _ => None,
    }
}

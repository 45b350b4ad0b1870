//! A TOML file with what a reader did not understand taken out of it, and something put in where it missed something: only so
//! that the reader goes on to the next trouble. Nothing that was mended is ever used.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeFloat, DeInteger, DeTable, DeValue, Error};

/// Rounds of mending: a stand-in may be of the wrong kind a few times.
const MOST_ROUNDS: usize = 400;

/// The file as it is mended.
pub(super) struct Mended<'i> {
    pub(super) table: Spanned<DeTable<'i>>,
    /// What was put in lies beyond the text's end.
    end: usize,
    rounds: usize,
    /// What was taken out, by name: that it is missing then is no second trouble.
    taken: Vec<String>,
}

impl<'i> Mended<'i> {
    pub(super) fn new(table: Spanned<DeTable<'i>>, end: usize) -> Self {
        Self { table, end, rounds: 0, taken: Vec::new() }
    }

    /// Whether an error is about the file, and not about what was done to it.
    pub(super) fn is_news(&self, error: &Error) -> bool {
        !self.is_put_in(error) && !missing(error).is_some_and(|name| self.taken.iter().any(|taken| taken == name))
    }

    /// Mends what an error is about; false when it cannot be.
    pub(super) fn mend(&mut self, error: &Error) -> bool {
        self.rounds += 1;
        let Some(span) = error.span().filter(|_| self.rounds < MOST_ROUNDS) else { return false };
        let place = self.end + self.rounds;
        if let Some(name) = missing(error) {
            let value = Spanned::new(place..place + 1, DeValue::String("".into()));
            let put = |table: &mut DeTable<'i>| {
                table.insert(Spanned::new(place..place + 1, name.to_owned().into()), value);
            };
            return with_table(&mut self.table, &span, put);
        }
        if self.is_put_in(error) {
            let other = Spanned::new(place..place + 1, stand_in(error.message()));
            return replace(self.table.get_mut(), &span, Some(&other)).is_some();
        }
        let name = replace(self.table.get_mut(), &span, None);
        let done = name.is_some();
        self.taken.extend(name.filter(|name| !name.is_empty()));
        done
    }

    fn is_put_in(&self, error: &Error) -> bool {
        error.span().is_some_and(|span| span.start > self.end)
    }
}

/// The name of what is missing.
fn missing(error: &Error) -> Option<&str> {
    error.message().strip_prefix("missing field `")?.split('`').next()
}

/// A value of the kind that a reader says it expects.
fn stand_in(message: &str) -> DeValue<'static> {
    let expected = message.rsplit_once("expected ").map_or("", |(_, expected)| expected);
    let expects = |words: &[&str]| words.iter().any(|word| expected.starts_with(word));
    match expected.split_once('`') {
        Some((_, variant)) => DeValue::String(variant.split('`').next().unwrap_or_default().to_owned().into()),
        None if expects(&["a sequence", "an array", "a tuple"]) => DeValue::Array(DeArray::new()),
        None if expects(&["a map", "struct", "a table"]) => DeValue::Table(DeTable::new()),
        None if expects(&["a bool"]) => DeValue::Boolean(false),
        None if expects(&["f", "a f"]) => DeValue::Float(DeFloat::default()),
        None if expects(&["u", "i"]) => DeValue::Integer(DeInteger::default()),
        None => DeValue::String("".into()),
    }
}

/// Does something to the table at a span.
fn with_table<'i>(table: &mut Spanned<DeTable<'i>>, span: &Range<usize>, put: impl FnOnce(&mut DeTable<'i>)) -> bool {
    if table.span() == *span {
        put(table.get_mut());
        return true;
    }
    let mut found: Vec<&mut Spanned<DeValue<'i>>> = table.get_mut().iter_mut().map(|(_, value)| value).collect();
    while let Some(value) = found.pop() {
        let here = value.span() == *span;
        match value.get_mut() {
            DeValue::Table(table) if here => {
                put(table);
                return true;
            }
            DeValue::Table(table) => found.extend(table.iter_mut().map(|(_, value)| value)),
            DeValue::Array(list) => found.extend(list.iter_mut()),
            _ => {}
        }
    }
    false
}

/// Takes the entry whose key or value lies at a span out of its table or list, or puts another value there.
/// Given back is the name of an entry of a table, of one of a list an empty text.
fn replace<'i>(table: &mut DeTable<'i>, span: &Range<usize>, other: Option<&Spanned<DeValue<'i>>>) -> Option<String> {
    let at = |found: Range<usize>| found == *span;
    let key = table.iter().find(|(key, value)| at(key.span()) || at(value.span())).map(|(key, _)| key.clone());
    if let Some(key) = key {
        table.remove(&key);
        let name = key.get_ref().clone().into_owned();
        if let Some(other) = other {
            table.insert(key, other.clone());
        }
        return Some(name);
    }
    table.iter_mut().find_map(|(_, value)| within(value, span, other))
}

fn within<'i>(
    value: &mut Spanned<DeValue<'i>>,
    span: &Range<usize>,
    other: Option<&Spanned<DeValue<'i>>>,
) -> Option<String> {
    match value.get_mut() {
        DeValue::Table(table) => replace(table, span, other),
        DeValue::Array(list) if list.iter().any(|entry| entry.span() == *span) => {
            let mut rest = DeArray::new();
            for entry in list.iter().filter(|entry| entry.span() != *span) {
                rest.push(entry.clone());
            }
            if let Some(other) = other {
                rest.push(other.clone());
            }
            *list = rest;
            Some(String::new())
        }
        DeValue::Array(list) => list.iter_mut().find_map(|entry| within(entry, span, other)),
        _ => None,
    }
}

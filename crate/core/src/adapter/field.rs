//! One field of one item: the value from the first source that reads, the place to show from the first element that
//! shows it. The two stay apart.

use serde_json::Value;

use super::convert::{Convert, Done, Input, Plain, text};
use super::look::{Got, Item, Look};
use super::parse::Context;
use super::source::Source;
use super::unread::{Notes, Outcome};
use crate::model::{self, Range};
use crate::text::offsets;
use crate::tree::text::{Shown, shown};
use crate::tree::{Row, RowId};

/// At most this many values of a field that is a list (badges, skills).
const LIST: usize = 64;

/// Reads fields: looks, converts, finds the shown place, counts how it went.
pub(super) struct Fields<'r, 'b> {
    pub look: Look<'r, 'b>,
    pub notes: Notes,
    pub language: Option<String>,
    pub captured_at: Option<String>,
}

impl<'b> Fields<'_, 'b> {
    /// Reads a field. None, and said in the notes, when no source has it.
    pub fn one<T: Plain>(
        &mut self,
        field: &'static str,
        sources: &[Source],
        item: &Item<'b>,
        convert: Convert<T>,
    ) -> Option<model::Value<T>> {
        if sources.is_empty() {
            return None;
        }
        let mut outcome = Outcome::Missing;
        for source in sources.iter().filter(|source| !source.shown) {
            for got in self.look.all(source, item, 1) {
                match self.read(source, item, &got, convert) {
                    Ok(done) => {
                        if done.capped {
                            self.notes.capped(field);
                        }
                        self.notes.field(field, Outcome::Found);
                        return Some(self.value(done, got, sources, item, convert));
                    }
                    Err(failure) if matches!(outcome, Outcome::Missing | Outcome::Nothing) => outcome = failure,
                    Err(_) => {}
                }
            }
        }
        self.notes.field(field, outcome);
        None
    }

    /// Reads a field that is a list: all of the first source that has any.
    pub fn many(&mut self, field: &'static str, sources: &[Source], item: &Item<'b>) -> Vec<model::Value<String>> {
        if sources.is_empty() {
            return Vec::new();
        }
        for source in sources.iter().filter(|source| !source.shown) {
            let mut values: Vec<model::Value<String>> = Vec::new();
            for got in self.look.all(source, item, LIST) {
                if let Ok(done) = self.read(source, item, &got, text)
                    && values.iter().all(|known| known.value != done.value)
                {
                    let ranges = self.own_place(&done, &got);
                    let Done { value, .. } = done;
                    values.push(model::Value { value, currency: None, source: got.source, shown: ranges });
                }
            }
            if !values.is_empty() {
                self.notes.field(field, Outcome::Found);
                return values;
            }
        }
        self.notes.field(field, Outcome::Missing);
        Vec::new()
    }

    /// A text that is needed for joining; says nothing.
    pub fn quiet(&self, sources: &[Source], item: &Item<'b>) -> Option<String> {
        self.peek(sources, item, text)
    }

    /// A value by itself; says nothing.
    pub fn peek<T>(&self, sources: &[Source], item: &Item<'b>, convert: Convert<T>) -> Option<T> {
        sources.iter().filter(|source| !source.shown).find_map(|source| {
            let got = self.look.all(source, item, 1).into_iter().next()?;
            self.read(source, item, &got, convert).ok().map(|done| done.value)
        })
    }

    fn read<T>(&self, source: &Source, item: &Item<'b>, got: &Got, convert: Convert<T>) -> Result<Done<T>, Outcome> {
        if source.withheld.iter().any(|withheld| is(withheld, got)) {
            return Err(Outcome::Withheld);
        }
        if source.nothing.iter().any(|nothing| is(nothing, got)) {
            return Err(Outcome::Nothing);
        }
        if got.text.trim().is_empty() && !matches!(got.json, Some(Value::Bool(_))) {
            return Err(match got.json {
                Some(Value::Array(_) | Value::Object(_)) => Outcome::Failed("a list or an object".into()),
                _ => Outcome::Missing,
            });
        }
        let currency = self
            .quiet(&source.currency, item)
            .map(|code| code.to_uppercase())
            .filter(|code| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()));
        let input = Input { json: got.json, text: &got.text, source, context: self.context(currency.as_deref()) };
        convert(&input).ok_or_else(|| Outcome::Failed(got.text.clone()))
    }

    fn context<'a>(&'a self, currency: Option<&'a str>) -> Context<'a> {
        let adapter = &self.look.compiled.adapter;
        Context {
            language: self.language.as_deref(),
            captured_at: self.captured_at.as_deref(),
            currency,
            default_currency: adapter.default_currency.as_deref(),
            date_order: adapter.date_order,
        }
    }

    fn value<T: Plain>(
        &self,
        done: Done<T>,
        got: Got<'b>,
        sources: &[Source],
        item: &Item<'b>,
        convert: Convert<T>,
    ) -> model::Value<T> {
        let ranges = if got.shown.is_some() {
            self.own_place(&done, &got)
        } else {
            self.shown_place(&done, sources, item, convert)
        };
        model::Value { value: done.value, currency: done.currency, source: got.source, shown: ranges }
    }

    /// The place of a value that was read from an element's text.
    fn own_place<T>(&self, done: &Done<T>, got: &Got) -> Vec<Range> {
        let used = done.used.start + got.offset..done.used.end + got.offset;
        got.shown.as_ref().map(|shown| shown.part(self.look.index, used)).unwrap_or_default()
    }

    /// The place of a value from elsewhere: the first element among the sources that shows it.
    fn shown_place<T: Plain>(
        &self,
        done: &Done<T>,
        sources: &[Source],
        item: &Item<'b>,
        convert: Convert<T>,
    ) -> Vec<Range> {
        for source in sources.iter().filter(|source| source.css.is_some() && source.attr.is_none()) {
            let limit = if source.shown { LIST } else { 1 };
            for got in self.look.all(source, item, limit) {
                let ranges = match done.value.plain() {
                    Some(text) => match (&got.shown, got.source.row) {
                        (Some(shown), _) if !source.own => self.align(text, shown),
                        (_, Some(row)) => self.align(text, &shown(self.look.index, row, false)),
                        _ => Vec::new(),
                    },
                    // The words that say the number, not the whole element, where they can be told.
                    None => match self.read(source, item, &got, convert) {
                        Ok(there) => self.own_place(&there, &got),
                        Err(_) => Vec::new(),
                    },
                };
                if !ranges.is_empty() {
                    return ranges;
                }
            }
        }
        Vec::new()
    }

    fn align(&self, text: &str, shown: &Shown) -> Vec<Range> {
        let mut rows: Vec<(RowId, &str)> = Vec::new();
        for range in &shown.ranges {
            if rows.last().is_none_or(|(last, _)| *last != range.row)
                && let Some(Row::Text { text, .. }) = self.look.index.tree().rows.get(range.row as usize)
            {
                rows.push((range.row, text));
            }
        }
        offsets::align(text, &rows)
    }
}

/// Whether what stands there is this value of the adapter's; `"null"` is null.
fn is(value: &Value, got: &Got) -> bool {
    match (value, got.json) {
        (Value::String(word), Some(Value::Null)) => word == "null",
        (Value::Number(a), Some(Value::Number(b))) => a.as_f64() == b.as_f64(),
        (Value::String(word), _) => word == got.text.trim(),
        _ => false,
    }
}

//! Parsers: the words of a page become values, in the page's language. One idea a file.
//!
//! All of them are total: any text gives a value or `None`, never a panic, in linear time. They find the value inside
//! the text ("Rating: 4.8 out of 5") and say which bytes they used, so that a box can be drawn on exactly those.
//! What is ambiguous ("03/04/2026", a bare `$`) is `None` unless the adapter decides it in the [`Context`].

pub mod count;
pub mod currency;
pub mod date;
mod day;
pub mod duration;
pub mod money;
pub mod months;
pub mod number;
pub mod percentage;
pub mod rate;
pub mod rating;
pub mod relative;
pub mod span;
pub mod text;
pub mod words;
pub mod written;

use std::ops::Range;

/// What a parser knows beside the text. `Context::default()` knows nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'a> {
    /// The page's language (`de`, `pt-BR`), any case; decides what `1.234` means and which month names count.
    pub language: Option<&'a str>,
    /// When the page was read, RFC 3339 with the offset of the page's zone. Without it relative dates are `None`.
    pub captured_at: Option<&'a str>,
    /// The currency another field of the same value gives (ISO 4217): settles `$`, `kr`, `Rs`, or a bare number.
    pub currency: Option<&'a str>,
    /// The currency the adapter says this site means when nothing else does; settles less than `currency`.
    pub default_currency: Option<&'a str>,
    /// The order of day and month in numeric dates, where the adapter knows it.
    pub date_order: Option<DateOrder>,
}

/// The order of the parts of a numeric date. Year first needs no telling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 31/12/2026.
    DayMonth,
    /// 12/31/2026.
    MonthDay,
}

/// A value and the bytes of the text that it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed<T> {
    /// The value.
    pub value: T,
    /// Bytes of the text given to the parser, on character boundaries.
    pub used: Range<usize>,
}

/// A number, and whether the page says that there may be more ("20+").
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Counted {
    /// The number.
    pub number: f64,
    /// Whether it is a lower bound.
    pub or_more: bool,
}

impl<'a> Context<'a> {
    /// The primary language subtag in lower case, at most three letters; empty when unknown.
    fn primary_language(&self) -> String {
        let tag = self.language.unwrap_or_default();
        tag.split(['-', '_']).next().unwrap_or_default().chars().take(3).collect::<String>().to_ascii_lowercase()
    }

    /// A context that knows only the language.
    pub fn of_language(language: &'a str) -> Self {
        Self { language: Some(language), ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A parser that is not linear does not come back from these.
    #[test]
    fn long_hostile_texts_are_survived() {
        let context = Context { captured_at: Some("2026-11-21T10:00:00Z"), ..Context::default() };
        for piece in [
            "1",
            "1,",
            "1 111",
            "1.",
            " ",
            "$",
            "$1 ",
            "1K+",
            "%1",
            "1/",
            "2026-",
            "2026-01-0",
            "Mar ",
            "7 Mar ",
            "3 months ",
            "ago ",
            " - ",
            "a ",
            "1 to ",
            "hace ",
            "il y a ",
            "\u{202f}",
            "more than ",
            "😀",
            "(",
        ] {
            let text = piece.repeat((1 << 18) / piece.len());
            let _ = text::text(&text);
            let _ = count::count(&text, &context);
            let _ = percentage::percentage(&text, false, &context);
            let _ = money::money(&text, &context);
            let _ = rate::rate(&text, &context);
            let _ = rating::rating(&text, None, &context);
            let _ = duration::duration_days(&text, &context);
            let _ = date::when(&text, &context);
            let _ = span::span(&text, &context);
        }
    }
}

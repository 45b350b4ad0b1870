//! From what stands on the page to a typed value: one function a kind of field.

use serde_json::Value;
use std::ops::Range;

use super::parse::{self, Context, Parsed};
use super::source::Source;
use crate::model::{Amount, When};

/// Texts longer than this many bytes are cut.
pub(super) const TEXT_BYTES: usize = 64 << 10;

/// What stands on the page.
pub(super) struct Input<'a> {
    /// From a state block: the value itself.
    pub json: Option<&'a Value>,
    /// As text.
    pub text: &'a str,
    pub source: &'a Source,
    pub context: Context<'a>,
}

/// A value, and what it was read from.
pub(super) struct Done<T> {
    pub value: T,
    pub currency: Option<String>,
    /// The bytes of the input's text that were used.
    pub used: Range<usize>,
    /// The text was cut.
    pub capped: bool,
}

pub(super) type Convert<T> = fn(&Input) -> Option<Done<T>>;

/// A value that is the page's text itself, and can be found again in the page's words.
pub(super) trait Plain {
    fn plain(&self) -> Option<&str> {
        None
    }
}
impl Plain for String {
    fn plain(&self) -> Option<&str> {
        Some(self)
    }
}
impl Plain for f64 {}
impl Plain for bool {}
impl Plain for Amount {}
impl Plain for When {}

impl Input<'_> {
    fn number(&self) -> Option<f64> {
        // A cut text is no longer the number.
        self.json.filter(|_| self.source.take.is_none()).and_then(Value::as_f64).filter(|n| n.is_finite())
    }

    /// A number of the state block, or else the text.
    fn or_text<T>(&self, number: impl Fn(f64) -> Option<T>, text: impl Fn() -> Option<Parsed<T>>) -> Option<Done<T>> {
        match self.number() {
            Some(n) => Some(self.done(number(n)?)),
            None => text().map(Done::from),
        }
    }

    fn done<T>(&self, value: T) -> Done<T> {
        Done { value, currency: None, used: 0..self.text.len(), capped: false }
    }
}

impl<T> From<Parsed<T>> for Done<T> {
    fn from(parsed: Parsed<T>) -> Self {
        Self { value: parsed.value, currency: None, used: parsed.used, capped: false }
    }
}

pub(super) fn text(input: &Input) -> Option<Done<String>> {
    let Parsed { mut value, mut used } = parse::text::text(input.text)?;
    let capped = value.len() > TEXT_BYTES;
    if capped {
        let end = (0..=TEXT_BYTES).rev().find(|at| value.is_char_boundary(*at)).unwrap_or(0);
        value = value.get(..end).unwrap_or_default().trim_end_matches(crate::tree::walk::is_space);
        used.end = used.start + value.len();
    }
    let value = if input.source.lower { value.to_lowercase() } else { value.to_owned() };
    if input.text.get(used.clone()) != Some(&value) {
        // The page shows other letters than the value has.
        used = 0..0;
    }
    Some(Done { value, currency: None, used, capped })
}

pub(super) fn count(input: &Input) -> Option<Done<f64>> {
    let parsed = || parse::count::count(input.text, &input.context);
    input.or_text(scaled(input), || parsed().map(|p| Parsed { value: p.value.number, used: p.used }))
}

/// The text without white space around it.
fn whole(text: &str) -> Range<usize> {
    parse::text::text(text).map_or(0..0, |parsed| parsed.used)
}

fn scaled(input: &Input) -> impl Fn(f64) -> Option<f64> {
    let scale = input.source.scale;
    move |n| Some(scale.map_or(n, |scale| n * scale)).filter(|n| *n >= 0.0)
}

pub(super) fn days(input: &Input) -> Option<Done<f64>> {
    let parsed = || {
        parse::duration::duration_days(input.text, &input.context)
            .or_else(|| parse::count::count(input.text, &input.context))
    };
    input.or_text(scaled(input), || parsed().map(|p| Parsed { value: p.value.number, used: p.used }))
}

pub(super) fn fraction(input: &Input) -> Option<Done<f64>> {
    let is_fraction = input.source.fraction;
    input.or_text(
        |n| parse::percentage::percentage_number(n, is_fraction),
        || parse::percentage::percentage(input.text, is_fraction, &input.context),
    )
}

pub(super) fn rating(input: &Input) -> Option<Done<f64>> {
    let max = input.source.max;
    // A mean may come out as 5.000000000000001, in a state block or in an attribute.
    let number = |n: f64| parse::rating::rating_number((n * 1e6).round() / 1e6, max);
    let text = || match input.text.trim().parse::<f64>() {
        Ok(n) => number(n).map(|value| Parsed { value, used: whole(input.text) }),
        Err(_) => parse::rating::rating(input.text, max, &input.context),
    };
    input.or_text(number, text)
}

pub(super) fn money(input: &Input) -> Option<Done<Amount>> {
    if input.number().is_some() || is_numeric(input) {
        return numeric_money(input);
    }
    let Parsed { value, used } = parse::money::money(input.text, &input.context)?;
    Some(Done { value: value.amount, currency: value.currency, used, capped: false })
}

pub(super) fn rate(input: &Input) -> Option<Done<Amount>> {
    if input.number().is_some() || is_numeric(input) {
        return numeric_money(input);
    }
    let Parsed { value, used } = parse::rate::rate(input.text, &input.context)?;
    // What is not by the hour is no hourly rate, and neither is what lies below zero.
    let negative = matches!(&value.money.amount, Amount::One(amount) if amount.starts_with('-'));
    if negative || !matches!(value.per, parse::rate::Per::Hour | parse::rate::Per::Unsaid) {
        return None;
    }
    Some(Done { value: value.money.amount, currency: value.money.currency, used, capped: false })
}

/// A state block's string of digits ("12500.00") is a number with a point, in every language.
fn is_numeric(input: &Input) -> bool {
    input.source.take.is_none() && input.json.is_some_and(Value::is_string) && input.text.trim().parse::<f64>().is_ok()
}

fn numeric_money(input: &Input) -> Option<Done<Amount>> {
    let amount = parse::money::amount_number(input.json?, input.source.scale.unwrap_or(1.0))?;
    let currency = input.context.currency.or(input.context.default_currency).map(str::to_owned);
    Some(Done { currency, ..input.done(amount) })
}

pub(super) fn when(input: &Input) -> Option<Done<When>> {
    input.or_text(parse::date::when_number, || parse::date::when(input.text, &input.context))
}

pub(super) fn flag(input: &Input) -> Option<Done<bool>> {
    let value = match input.json {
        Some(Value::Bool(value)) => *value,
        Some(Value::Number(number)) => number.as_f64()? != 0.0,
        _ => match input.text.trim().to_ascii_lowercase().as_str() {
            "" => return None,
            word => !matches!(word, "false" | "no" | "0"),
        },
    };
    Some(input.done(value))
}

//! Written dates: "Mar 7, 2026", "7. März 2026", "7 de marzo de 2026", "March 2026", "since 2019".

use jiff_core::civil::Date;
use std::ops::Range;

use super::day::{day, days};
use super::months::month;
use super::words::{Token, continues_a_number, tokens};
use super::{Context, Parsed};
use crate::model::When;
use crate::tree::walk::is_space;

/// The first written date of the text; a month, or a year that is the only number, is an interval. A day without a year
/// is `None`.
pub fn written(text: &str, context: &Context) -> Option<Parsed<When>> {
    with_month(text, context).or_else(|| year_alone(&tokens(text), &context.primary_language()))
}

/// As [`written`], but a year alone is nothing.
pub(super) fn with_month(text: &str, context: &Context) -> Option<Parsed<When>> {
    let language = context.primary_language();
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| around(text, &tokens, at, &language))
}

/// A date whose month's name is the token at `at`.
fn around(text: &str, tokens: &[Token], at: usize, language: &str) -> Option<Parsed<When>> {
    let name = tokens.get(at)?;
    let month = month(&name.word, language)?;
    // March 7th, 2026
    let after = skip(tokens, at + 1, is_link);
    if let Some(day_token) = tokens.get(after).filter(|t| near(text, name, t))
        && let Some(day_number) = day_of(day_token)
    {
        let year_at = skip(tokens, skip(tokens, after + 1, is_ordinal), is_link);
        if let Some((year, token)) = year_at_token(tokens, year_at).filter(|(_, t)| near(text, day_token, t)) {
            return full(year, month, day_number, name.used.start..token.used.end);
        }
    }
    // 7 March 2026, March 2026
    if let Some((year, token)) = year_at_token(tokens, after).filter(|(_, t)| near(text, name, t)) {
        let before = skip_back(tokens, skip_back(tokens, at, is_link), is_ordinal);
        let day = before.checked_sub(1).and_then(|i| tokens.get(i)).filter(|t| near(text, t, name));
        // "4.8 Mar 2026": what ends a number with a point is no day.
        let day = day.filter(|_| !continues_a_number(text, tokens, before - 1));
        if let Some((token_of_day, day)) = day.and_then(|t| Some((t, day_of(t)?))) {
            return full(year, month, day, token_of_day.used.start..token.used.end);
        }
        let first = Date::new(year, month, 1).ok()?;
        let value = days(first, first.last_of_month())?;
        return Some(Parsed { value, used: name.used.start..token.used.end });
    }
    // 2026 March 7
    let (year, token) = year_at_token(tokens, at.checked_sub(1)?).filter(|(_, t)| near(text, t, name))?;
    let day_token = tokens.get(at + 1).filter(|t| near(text, name, t))?;
    full(year, month, day_of(day_token)?, token.used.start..day_token.used.end)
}

fn full(year: i16, month: i8, number: i8, used: Range<usize>) -> Option<Parsed<When>> {
    Some(Parsed { value: day(Date::new(year, month, number).ok()?)?, used })
}

fn year_alone(tokens: &[Token], language: &str) -> Option<Parsed<When>> {
    let mut digits = tokens.iter().enumerate().filter(|(_, t)| t.is_digits());
    let ((at, _), None) = (digits.next()?, digits.next()) else { return None };
    if tokens.iter().any(|t| month(&t.word, language).is_some()) {
        return None;
    }
    let (year, token) = year_at_token(tokens, at)?;
    let value = days(Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)?;
    Some(Parsed { value, used: token.used.clone() })
}

fn year_at_token(tokens: &[Token], at: usize) -> Option<(i16, &Token)> {
    let token = tokens.get(at).filter(|t| t.word.len() == 4)?;
    Some((i16::try_from(token.number(4)?).ok()?, token))
}

fn day_of(token: &Token) -> Option<i8> {
    token.number(2).and_then(|n| i8::try_from(n).ok()).filter(|n| (1..=31).contains(n))
}

/// Parts of one date stand close together, with nothing between them but what belongs to a date.
fn near(text: &str, left: &Token, right: &Token) -> bool {
    let between = text.get(left.used.end..right.used.start).unwrap_or_default();
    between.len() <= 12
        && between.chars().all(|c| c.is_alphabetic() || is_space(c) || matches!(c, '.' | ',' | '-' | '/' | '\''))
}

fn skip(tokens: &[Token], at: usize, pass: fn(&Token) -> bool) -> usize {
    at + usize::from(tokens.get(at).is_some_and(pass))
}

/// The place after the token before `at`, without one that may be passed.
fn skip_back(tokens: &[Token], at: usize, pass: fn(&Token) -> bool) -> usize {
    at - usize::from(at.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(pass))
}

fn is_link(token: &Token) -> bool {
    matches!(token.word.as_str(), "de" | "of" | "del" | "do" | "d")
}

fn is_ordinal(token: &Token) -> bool {
    matches!(token.word.as_str(), "st" | "nd" | "rd" | "th" | "er" | "º" | "ª" | "го" | "е" | "the")
}

//! Dates: ISO 8601, Unix numbers, numeric; and [`when`], which tries every way.

use jiff_core::Timestamp;
use jiff_core::civil::{Date, DateTime};
use std::ops::Range;

use super::day::{YEARS, day};
use super::relative::relative;
use super::written::{with_month, written};
use super::{Context, DateOrder, Parsed};
use crate::model::When;
use crate::text::iso::{date_at, date_text, instant_text, moment_text, offset_at, time_at};
use crate::tree::walk::is_space;

/// A date in any way a page may write it: ISO 8601, written, numeric, relative, Unix seconds or milliseconds in digits.
pub fn when(text: &str, context: &Context) -> Option<Parsed<When>> {
    unix_digits(text)
        .or_else(|| iso(text))
        .or_else(|| numeric(text, context))
        .or_else(|| with_month(text, context))
        .or_else(|| relative(text, context))
        .or_else(|| written(text, context))
}

/// Unix seconds or milliseconds (told apart by size) as an instant in UTC.
pub fn when_number(number: f64) -> Option<When> {
    const SECONDS: std::ops::Range<f64> = 631_152_000.0..4_102_444_800.0;
    let instant = if SECONDS.contains(&number) {
        Timestamp::from_second(number as i64)
    } else if SECONDS.contains(&(number / 1000.0)) {
        Timestamp::from_millisecond(number as i64)
    } else {
        return None;
    };
    instant.ok().map(|instant| When::At(instant_text(instant)))
}

fn unix_digits(text: &str) -> Option<Parsed<When>> {
    let digits = text.trim_matches(is_space);
    if !(9..=13).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let start = text.find(digits)?;
    Some(Parsed { value: when_number(digits.parse().ok()?)?, used: start..start + digits.len() })
}

/// The first ISO 8601 date or date-time of the text. The zone stays as the site gives it; none is added.
fn iso(text: &str) -> Option<Parsed<When>> {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let starts = (0..bytes.len()).filter(|at| is_digit(*at) && !at.checked_sub(1).is_some_and(is_digit));
    for start in starts {
        let Some((date, date_end)) = date_at(text, start) else { continue };
        if is_digit(date_end) || !YEARS.contains(&date.year()) {
            continue;
        }
        let (value, end) = with_time(text, date, date_end).unwrap_or_else(|| (date_text(date), date_end));
        return Some(Parsed { value: When::At(value), used: start..end });
    }
    None
}

/// The date-time that continues a date: `T10:00`, ` 10:00:00.123Z`, `T10:00:00+0100`.
fn with_time(text: &str, date: Date, date_end: usize) -> Option<(String, usize)> {
    if !matches!(text.as_bytes().get(date_end)?, b'T' | b't' | b' ') {
        return None;
    }
    let (time, end) = time_at(text, date_end + 1)?;
    let (offset, end) = offset_at(text, end)?;
    Some((moment_text(DateTime::from_parts(date, time)) + &offset, end))
}

/// `31/12/2026`, `12.31.2026`, `2026/12/31`: where it can mean one day only, or the adapter gives the order.
fn numeric(text: &str, context: &Context) -> Option<Parsed<When>> {
    let tokens = super::words::tokens(text);
    tokens.windows(3).find_map(|three| {
        let [a, b, c] = three else { return None };
        let separator = text.get(a.used.end..b.used.start)?;
        if !matches!(separator, "/" | "." | "-") || text.get(b.used.end..c.used.start)? != separator {
            return None;
        }
        let used: Range<usize> = a.used.start..c.used.end;
        let (first, second) = (a.number(4)?, b.number(2)?);
        if a.word.len() == 4 {
            return dated(first, second, c.number(2)?, used);
        }
        let year = c.number(4).filter(|_| c.word.len() == 4 && a.word.len() <= 2)?;
        let dots =
            separator == "." && matches!(context.primary_language().as_str(), "de" | "ru" | "pl" | "cs" | "fr" | "tr");
        let order = match context.date_order {
            Some(order) => order,
            None if dots || first > 12 || first == second => DateOrder::DayMonth,
            None if second > 12 => DateOrder::MonthDay,
            None => return None,
        };
        match order {
            DateOrder::DayMonth => dated(year, second, first, used),
            DateOrder::MonthDay => dated(year, first, second, used),
        }
    })
}

fn dated(year: u16, month: u16, number: u16, used: Range<usize>) -> Option<Parsed<When>> {
    let date = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(number).ok()?).ok()?;
    Some(Parsed { value: day(date)?, used })
}

#[cfg(test)]
#[path = "date_tests.rs"]
mod tests;

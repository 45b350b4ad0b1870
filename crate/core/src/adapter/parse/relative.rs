//! Relative dates, counted from the capture time in the page's zone.
//!
//! Sites round an age down: "3 months ago" is said of what is at least 3 and less than 4 months old. The interval is the
//! widest that this allows, by the calendar, both ends included: read on 21 November it is 21 July to 21 August (the first
//! day counts because the moment may lie later on that day). "About 3 months" may be rounded either way and reaches one
//! unit further; "almost 3" ends where 3 begins. "Last month" may mean the calendar month before or the age of one to two
//! months: it is both together. "Yesterday" and "today" are days.

use jiff::civil::{Date, DateTime};
use jiff::{Span, ToSpan as _};

use super::day::{day, days};
use super::words::{Token, Unit, continues_a_number, measure_at, small_number, tokens, unit};
use super::{Context, Parsed};
use crate::model::When;

/// "3 months ago", "yesterday", "last month".. as a date or the interval of dates it must lie in.
pub fn relative(text: &str, context: &Context) -> Option<Parsed<When>> {
    let now = captured(context.captured_at?)?;
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| {
        let (value, from, to) = ago(text, &tokens, at, now).or_else(|| named(&tokens, at, now))?;
        Some(Parsed { value, used: tokens.get(from)?.used.start..tokens.get(to)?.used.end })
    })
}

/// The capture time as the page's clock showed it.
fn captured(captured_at: &str) -> Option<DateTime> {
    let pieces = jiff::fmt::temporal::Pieces::parse(captured_at).ok()?;
    Some(pieces.date().to_datetime(pieces.time()?))
}

#[derive(Clone, Copy, PartialEq)]
enum Sureness {
    Down,
    About,
    Almost,
}

/// A number and a unit at `at`, with a word for "ago" before or after: the value, its first and last token.
fn ago(text: &str, tokens: &[Token], at: usize, now: DateTime) -> Option<(When, usize, usize)> {
    // A unit may stand without a number: "месяц назад".
    let (number, unit_at) = match tokens.get(at + 1).and_then(|t| unit(&t.word)) {
        Some(_) if small_number(tokens.get(at)?).is_some() => (small_number(tokens.get(at)?)?, at + 1),
        _ if is_one(&tokens.get(at)?.word)
            && !at.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(Token::is_digits) =>
        {
            (1, at)
        }
        _ => return None,
    };
    let unit = unit(&tokens.get(unit_at)?.word)?;
    let (sureness, first) = sureness(tokens, at);
    let after = matches!(word(tokens, unit_at + 1), Some("ago" | "назад" | "atrás" | "atras" | "back"));
    let before = match word(tokens, first.wrapping_sub(1)) {
        Some("vor" | "hace" | "há" | "faz" | "ha") => 1,
        Some("a") if word(tokens, first.wrapping_sub(2)) == Some("y") => 3.min(first),
        _ => 0,
    };
    // "1 year 2 months ago": an age of two parts would be read by one of them only.
    let second_part = measure_at(tokens, unit_at + 1)
        || (at >= 2 && measure_at(tokens, at - 2))
        || (at >= 3 && measure_at(tokens, at - 3) && word(tokens, at - 1).is_some_and(|w| w.chars().count() <= 3));
    if second_part || continues_a_number(text, tokens, at) || !(after || before > 0) {
        return None;
    }
    let (youngest, oldest) = match sureness {
        Sureness::Down => (number, number.checked_add(1)?),
        Sureness::About => (number.saturating_sub(1), number.checked_add(1)?),
        Sureness::Almost => (number.saturating_sub(1), number),
    };
    let value = days(back(now, oldest, unit)?.date(), back(now, youngest, unit)?.date())?;
    Some((value, first - before, unit_at + usize::from(after)))
}

/// A Russian unit in the one form that means one of it.
fn is_one(word: &str) -> bool {
    matches!(word, "год" | "месяц" | "неделю" | "день" | "час" | "минуту" | "секунду")
}

/// What is said before the number, and the first token of it.
fn sureness(tokens: &[Token], at: usize) -> (Sureness, usize) {
    let (said, length) = match (word(tokens, at.wrapping_sub(2)), word(tokens, at.wrapping_sub(1))) {
        (Some("cerca" | "alrededor" | "près" | "más" | "mais" | "plus"), Some("de")) => (word(tokens, at - 2), 2),
        (_, said) => (said, 1),
    };
    match said {
        Some(
            "about" | "around" | "etwa" | "ungefähr" | "rund" | "environ" | "cerca" | "alrededor" | "unos" | "unas"
            | "около" | "примерно",
        ) => (Sureness::About, at - length),
        Some("almost" | "nearly" | "fast" | "casi" | "presque" | "près" | "quase" | "почти") => {
            (Sureness::Almost, at - length)
        }
        Some("over" | "über" | "más" | "mais" | "plus" | "более" | "больше") => {
            (Sureness::Down, at - length)
        }
        _ => (Sureness::Down, at),
    }
}

fn word(tokens: &[Token], at: usize) -> Option<&str> {
    tokens.get(at).map(|t| t.word.as_str())
}

fn back(now: DateTime, number: u16, unit: Unit) -> Option<DateTime> {
    let number = i64::from(number);
    let span = Span::new();
    let span = match unit {
        Unit::Second => span.try_seconds(number),
        Unit::Minute => span.try_minutes(number),
        Unit::Hour => span.try_hours(number),
        Unit::Day => span.try_days(number),
        Unit::Week => span.try_weeks(number),
        Unit::Month => span.try_months(number),
        Unit::Year => span.try_years(number),
    };
    now.checked_sub(span.ok()?).ok()
}

/// "yesterday", "today", "just now", "last week" and their like, at `at`.
fn named(tokens: &[Token], at: usize, now: DateTime) -> Option<(When, usize, usize)> {
    let today = now.date();
    let one = |ago: i64| day(today.checked_sub(ago.days()).ok()?);
    let here = word(tokens, at)?;
    let next = word(tokens, at + 1);
    let before = word(tokens, at.wrapping_sub(1));
    match (here, next) {
        ("avant", Some("hier")) => return Some((one(2)?, at, at + 1)),
        ("just" | "right", Some("now"))
        | ("ahora", Some("mismo"))
        | ("agora", Some("mesmo"))
        | ("только", Some("что"))
        | ("gerade", Some("eben"))
        | ("l", Some("instant"))
        | ("aujourd", Some("hui")) => {
            return Some((one(0)?, at, at + 1));
        }
        ("today" | "heute" | "hoy" | "hoje" | "сегодня", _) => return Some((one(0)?, at, at)),
        ("yesterday" | "gestern" | "ayer" | "hier" | "ontem" | "вчера", _) if before != Some("day") => {
            return Some((one(1)?, at, at));
        }
        ("vorgestern" | "anteayer" | "anteontem" | "позавчера", _) => return Some((one(2)?, at, at)),
        _ => {}
    }
    // German says both: "hier" is "here" there, but no date stands beside it in a date's place.
    let next = next?;
    let last = |w: &str| {
        matches!(
            w,
            "last"
                | "letzte"
                | "letzten"
                | "letztes"
                | "letzter"
                | "vergangene"
                | "vergangenen"
                | "pasado"
                | "pasada"
                | "dernier"
                | "dernière"
                | "passado"
                | "passada"
                | "прошлый"
                | "прошлом"
                | "прошлой"
                | "прошлую"
        )
    };
    let this =
        |w: &str| matches!(w, "this" | "diese" | "diesen" | "dieses" | "dieser" | "este" | "esta" | "этом" | "этой");
    let unit_of = |w: &str| match w {
        "неделе" => Some(Unit::Week),
        "месяце" => Some(Unit::Month),
        w => unit(w),
    };
    let (is_last, unit) = match (unit_of(next), unit_of(here)) {
        (Some(unit), _) if last(here) => (true, unit),
        (Some(unit), _) if this(here) => (false, unit),
        (_, Some(unit)) if last(next) => (true, unit),
        _ => return None,
    };
    let (first, end) = if is_last { last_unit(now, unit)? } else { this_unit(now, unit)? };
    Some((days(first, end)?, at, at + 1))
}

fn last_unit(now: DateTime, unit: Unit) -> Option<(Date, Date)> {
    let today = now.date();
    let oldest = back(now, 2, unit)?.date();
    let newest = match unit {
        // The week before began on a Sunday or a Monday: it may have ended yesterday.
        Unit::Week => today.yesterday().ok()?,
        Unit::Month => today.first_of_month().yesterday().ok()?,
        Unit::Year => today.first_of_year().yesterday().ok()?,
        _ => return None,
    };
    Some((oldest, newest))
}

fn this_unit(now: DateTime, unit: Unit) -> Option<(Date, Date)> {
    matches!(unit, Unit::Week | Unit::Month | Unit::Year).then_some(())?;
    Some((back(now, 1, unit)?.date(), now.date()))
}

//! Relative dates, counted from the capture time in the page's zone.
//!
//! Sites round an age down: "3 months ago" is said of what is at least 3 and less than 4 months old. The interval is the
//! widest that this allows, by the calendar, both ends included: read on 21 November it is 21 July to 21 August (the first
//! day counts because the moment may lie later on that day). "About 3 months" may be rounded either way and reaches one
//! unit further; "almost 3" ends where 3 begins. "Last month" may mean the calendar month before or the age of one to two
//! months: it is both together. "Yesterday" and "today" are days.

use jiff_core::civil::{Date, DateTime};

use super::day::{day, days};
use super::words::{Token, Unit, continues_a_number, measure_at, small_number, tokens, unit};
use super::{Context, Parsed};
use crate::model::When;
use crate::text::iso::{date_at, offset_at, time_at};

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
    let (date, end) = date_at(captured_at, 0)?;
    matches!(captured_at.as_bytes().get(end)?, b'T' | b't' | b' ').then_some(())?;
    let (time, end) = time_at(captured_at, end + 1)?;
    (offset_at(captured_at, end)?.1 == captured_at.len()).then_some(DateTime::from_parts(date, time))
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
    let value = days(back(now, oldest, unit)?, back(now, youngest, unit)?)?;
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

/// The day so long before.
fn back(now: DateTime, number: u16, unit: Unit) -> Option<Date> {
    let number = i32::from(number);
    let seconds = |length: i32| Some(now.checked_add_seconds(-number * length).ok()?.date());
    match unit {
        Unit::Second => seconds(1),
        Unit::Minute => seconds(60),
        Unit::Hour => seconds(60 * 60),
        Unit::Day => now.date().checked_sub(number).ok(),
        Unit::Week => now.date().checked_sub(7 * number).ok(),
        Unit::Month => months_back(now.date(), number),
        Unit::Year => months_back(now.date(), 12 * number),
    }
}

/// The same day of an earlier month, or that month's last day if it is shorter.
fn months_back(date: Date, number: i32) -> Option<Date> {
    let months = i32::from(date.year()) * 12 + i32::from(date.month()) - 1 - number;
    let (year, month) = (i16::try_from(months.div_euclid(12)).ok()?, months.rem_euclid(12) as i8 + 1);
    Date::new_constrain(year, month, date.day()).ok()
}

/// "yesterday", "today", "just now", "last week" and their like, at `at`.
fn named(tokens: &[Token], at: usize, now: DateTime) -> Option<(When, usize, usize)> {
    let today = now.date();
    let one = |ago: i32| day(today.checked_sub(ago).ok()?);
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
    let oldest = back(now, 2, unit)?;
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
    Some((back(now, 1, unit)?, now.date()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::iso::{date_text, moment_text};
    use jiff::ToSpan as _;
    use jiff_core::civil::Time;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn days_are_counted_back_as_jiff_does(days in -800_000i32..2_900_000, second in 0i32..86_400, number in 0u16..) {
            let date = Date::new(1970, 1, 1).unwrap().checked_add(days).unwrap();
            let now = Time::new(0, 0, 0, 0).unwrap();
            let now = DateTime::from_parts(date, now).checked_add_seconds(second).unwrap();
            let theirs: jiff::civil::DateTime = moment_text(now).parse().unwrap();
            let number_of = i64::from(number);
            for (unit, span) in [
                (Unit::Second, number_of.seconds()),
                (Unit::Minute, number_of.minutes()),
                (Unit::Hour, number_of.hours()),
                (Unit::Day, number_of.days()),
                (Unit::Week, number_of.weeks()),
                (Unit::Month, number_of.months()),
                (Unit::Year, (number_of % 19_000).years()),
            ] {
                let number = if unit == Unit::Year { number % 19_000 } else { number };
                let theirs = theirs.checked_sub(span).ok().map(|then| then.date().to_string());
                prop_assert_eq!(back(now, number, unit).map(date_text), theirs, "{} {:?}", number, unit);
            }
        }
    }
}

//! Dates as whole days, exact or as the interval they must lie in.

use jiff_core::civil::{Date, UnixEpochDay};

use super::When;
use crate::text::iso::date_text;

/// First and last possible day, as days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// First possible day.
    pub first: i64,
    /// Last possible day.
    pub last: i64,
}

impl Days {
    /// The days a moment may fall on; none when it is no date of a year 1990 to 2200.
    pub fn of(when: &When) -> Option<Self> {
        let (from, to) = match when {
            When::At(at) => (at, at),
            When::Between(from, to) => (from, to),
        };
        let (first, last) = (span(from)?.0, span(to)?.1);
        (first <= last).then_some(Self { first, last })
    }
}

/// The days of `2026-08-01` and anything behind it, or of `2026-08`; none when it is no date of a year 1990 to 2200.
pub fn days(text: &str) -> Option<Days> {
    span(text).map(|(first, last)| Days { first, last })
}

/// A moment as the report quotes it.
pub fn said(when: &When) -> String {
    let day = |text: &String| text.get(..10).unwrap_or(text).to_owned();
    match when {
        When::At(at) => day(at),
        When::Between(from, to) => format!("{} to {}", day(from), day(to)),
    }
}

/// A day as ISO 8601.
pub fn iso(day: i64) -> String {
    let day = i32::try_from(day).ok().and_then(|day| UnixEpochDay::new(day).ok());
    day.map_or_else(String::new, |day| date_text(day.to_date()))
}

/// `2026-08-01` and anything behind it, or `2026-08` alone.
fn span(text: &str) -> Option<(i64, i64)> {
    let mut parts = text.get(..10).unwrap_or(text).splitn(3, '-');
    let year: i16 = parts.next()?.parse().ok().filter(|year| (1990..=2200).contains(year))?;
    let month: i8 = parts.next()?.parse().ok()?;
    let Some(day) = parts.next() else {
        let first = Date::new(year, month, 1).ok()?;
        return Some((number(first), number(first.last_of_month())));
    };
    let date = Date::new(year, month, day.parse().ok()?).ok()?;
    Some((number(date), number(date)))
}

fn number(date: Date) -> i64 {
    i64::from(date.to_unix_epoch_day().day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_what_pages_say() {
        let at = |text: &str| Days::of(&When::At(text.to_owned()));
        assert_eq!(at("1970-01-02"), None);
        assert_eq!(at("2000-03-01"), Some(Days { first: 11_017, last: 11_017 }));
        assert_eq!(at("2000-03-01T23:59:00+09:00"), at("2000-03-01"));
        assert_eq!(at("2000-02"), Some(Days { first: 10_988, last: 11_016 }));
        for bad in ["", "2026-02-30", "soon", "2026", "2026-00-01", "-5-01-01", "9999-12-31", "２０２６-01-01"] {
            assert_eq!(at(bad), None, "{bad}");
        }
        let between = When::Between("2026-08-01".to_owned(), "2026-08-31".to_owned());
        assert_eq!(Days::of(&between).map(|d| d.last - d.first), Some(30));
        assert_eq!(Days::of(&When::Between("2026-08-31".to_owned(), "2026-08-01".to_owned())), None);
        assert_eq!(iso(11_017), "2000-03-01");
        assert_eq!(said(&between), "2026-08-01 to 2026-08-31");
    }
}

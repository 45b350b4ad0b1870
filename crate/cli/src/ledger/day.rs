//! Days as the ledger counts them: whole days since 1970-01-01, UTC.

use std::time::SystemTime;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

const EPOCH: Date = Date::constant(1970, 1, 1);

/// The number of a day, of an ISO date.
pub fn number(text: &str) -> Option<i64> {
    // The parser also takes times and zones behind the date.
    let date: Date = if text.len() == 10 { text.parse().ok()? } else { return None };
    (date - EPOCH).total((jiff::Unit::Day, jiff::SpanRelativeTo::days_are_24_hours())).ok().map(|days| days as i64)
}

/// The ISO date of a day; the nearest one that has a date.
pub fn text(number: i64) -> String {
    let nearest = if number < 0 { Date::MIN } else { Date::MAX };
    let span = i32::try_from(number).ok().and_then(|number| 0.days().try_days(number).ok());
    span.and_then(|span| EPOCH.checked_add(span).ok()).unwrap_or(nearest).to_string()
}

/// Today, by the machine's clock.
pub fn today() -> i64 {
    let now = Timestamp::try_from(SystemTime::now()).unwrap_or(Timestamp::UNIX_EPOCH);
    now.as_second().div_euclid(86_400)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_its_date_are_one() {
        for (date, days) in [("1970-01-01", 0), ("1969-12-31", -1), ("2026-11-26", 20_783), ("2000-02-29", 11_016)] {
            assert_eq!(number(date), Some(days), "{date}");
            assert_eq!(text(days), date);
        }
        for bad in ["", "2026-02-30", "2026-1-1", "2026-11-26T10:00:00", "26-11-2026", "\u{661}970-01-01"] {
            assert_eq!(number(bad), None, "{bad}");
        }
        assert_eq!((text(i64::MAX).as_str(), text(i64::MIN).as_str()), ("9999-12-31", "-009999-01-01"));
        assert!(today() > 20_000);
    }
}

//! ISO 8601: dates, times and offsets as texts, both ways.
//!
//! The calendar is jiff's, by its core alone: jiff's own printers and parsers read much that no page writes, and were 44 KB of
//! the compressed module. Tests hold what is here against them.

use std::str::FromStr;

use jiff_core::Timestamp;
use jiff_core::civil::{Date, DateTime, Time};
use jiff_core::tz::Offset;

/// `2026-08-01`. A year before 0 has a sign and six digits.
pub fn date_text(date: Date) -> String {
    let (year, month, day) = (date.year(), date.month(), date.day());
    if year < 0 { format!("-{:06}-{month:02}-{day:02}", -year) } else { format!("{year:04}-{month:02}-{day:02}") }
}

/// `2026-08-01T10:00:00`, with a fraction where there is one.
pub fn moment_text(moment: DateTime) -> String {
    let mut text = whole_seconds(moment);
    let nanoseconds = moment.time().subsec_nanosecond();
    if nanoseconds > 0 {
        text.push('.');
        text.push_str(format!("{nanoseconds:09}").trim_end_matches('0'));
    }
    text
}

/// An instant as its moment in UTC.
pub fn instant_text(instant: Timestamp) -> String {
    moment_text(Offset::UTC.to_datetime(instant)) + "Z"
}

/// An instant as JavaScript prints it: `2026-08-01T10:00:00.000Z`.
pub fn instant_in_milliseconds(instant: Timestamp) -> String {
    let moment = Offset::UTC.to_datetime(instant);
    format!("{}.{:03}Z", whole_seconds(moment), moment.time().subsec_nanosecond() / 1_000_000)
}

fn whole_seconds(moment: DateTime) -> String {
    let time = moment.time();
    format!("{}T{:02}:{:02}:{:02}", date_text(moment.date()), time.hour(), time.minute(), time.second())
}

/// The date that begins at a byte, and its end.
pub fn date_at(text: &str, start: usize) -> Option<(Date, usize)> {
    let end = shape(text, start, "0000-00-00")?;
    let date = Date::new(number(text, start, 4)?, number(text, start + 5, 2)?, number(text, start + 8, 2)?).ok()?;
    Some((date, end))
}

/// The time that begins at a byte, to the minute or finer, and its end. A leap second is the second before it; what is finer
/// than a nanosecond is left out.
pub fn time_at(text: &str, start: usize) -> Option<(Time, usize)> {
    let mut end = shape(text, start, "00:00")?;
    let (mut second, mut nanoseconds) = (0_i8, 0);
    if let Some(to_second) = shape(text, end, ":00") {
        second = number(text, end + 1, 2)?;
        end = to_second;
        if text.as_bytes().get(end) == Some(&b'.') {
            let digits: Vec<i32> = text.get(end + 1..)?.bytes().map_while(digit).collect();
            nanoseconds = (0..9).fold(0, |sum, place| sum * 10 + digits.get(place).copied().unwrap_or(0));
            end += if digits.is_empty() { 0 } else { 1 + digits.len() };
        }
    }
    let second = if second == 60 { 59 } else { second };
    Some((Time::new(number(text, start, 2)?, number(text, start + 3, 2)?, second, nanoseconds).ok()?, end))
}

/// The offset that begins at a byte, as `Z` or `+05:30`, and its end; empty where there is none, nothing where it is none that
/// a clock can have.
pub fn offset_at(text: &str, start: usize) -> Option<(String, usize)> {
    let (minutes_at, end) = match text.as_bytes().get(start) {
        Some(b'Z' | b'z') => return Some(("Z".to_owned(), start + 1)),
        Some(b'+' | b'-') => match (shape(text, start + 1, "00:00"), shape(text, start + 1, "0000")) {
            (Some(end), _) => (start + 4, end),
            (None, Some(end)) => (start + 3, end),
            (None, None) => return Some((String::new(), start)),
        },
        _ => return Some((String::new(), start)),
    };
    let (hours, minutes): (u8, u8) = (number(text, start + 1, 2)?, number(text, minutes_at, 2)?);
    let written = || Some(format!("{}:{}", text.get(start..start + 3)?, text.get(minutes_at..end)?));
    (hours <= 25 && minutes <= 59).then(written).flatten().map(|offset| (offset, end))
}

/// The end of the pattern at a byte, in which `0` stands for a digit.
fn shape(text: &str, at: usize, pattern: &str) -> Option<usize> {
    let here = text.as_bytes().get(at..at + pattern.len())?;
    let fits = |(b, p): (&u8, u8)| if p == b'0' { b.is_ascii_digit() } else { *b == p };
    here.iter().zip(pattern.bytes()).all(fits).then_some(at + pattern.len())
}

fn number<T: FromStr>(text: &str, at: usize, length: usize) -> Option<T> {
    text.get(at..at + length)?.parse().ok()
}

fn digit(byte: u8) -> Option<i32> {
    byte.is_ascii_digit().then(|| i32::from(byte - b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Digits, mostly of times that are, and what stands between them.
    fn moments() -> impl Strategy<Value = String> {
        (
            (0u16..=9999, 0u8..=13, 0u8..=32, 0u8..=25, 0u8..=61, 0u8..=61),
            "(\\.[0-9]{0,9})?",
            "(Z|z|[+-][0-2][0-9]:[0-6][0-9]|[+-]00:00)",
        )
            .prop_map(|((year, month, day, hour, minute, second), fraction, offset)| {
                format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}{offset}")
            })
    }

    fn read(text: &str) -> Option<(DateTime, String)> {
        let (date, end) = date_at(text, 0)?;
        let (time, end) = time_at(text, end + 1)?;
        let (offset, end) = offset_at(text, end)?;
        (end == text.len()).then_some((DateTime::from_parts(date, time), offset))
    }

    proptest! {
        #[test]
        fn moments_are_read_and_printed_as_jiff_does(text in moments()) {
            let local = &text[..text.find(['Z', 'z', '+']).or(text.rfind('-')).unwrap()];
            let theirs = local.parse::<jiff::civil::DateTime>().ok().map(|moment| moment.to_string());
            let is_instant = text.parse::<jiff::Timestamp>().is_ok();
            prop_assert_eq!(read(&text).map(|(moment, _)| moment_text(moment)), theirs.filter(|_| is_instant));
        }

        #[test]
        fn instants_are_printed_as_jiff_does(milliseconds in -377_705_023_201_000_i64..=253_402_207_200_999) {
            let theirs = jiff::Timestamp::from_millisecond(milliseconds).unwrap();
            let ours = Timestamp::from_millisecond(milliseconds).unwrap();
            prop_assert_eq!(instant_text(ours), theirs.to_string());
            prop_assert_eq!(instant_in_milliseconds(ours), format!("{theirs:.3}"));
        }

        #[test]
        fn any_text_is_survived(text in "\\PC{0,30}", at in 0usize..40) {
            let ends = [date_at(&text, at).map(|d| d.1), time_at(&text, at).map(|t| t.1), offset_at(&text, at).map(|o| o.1)];
            prop_assert!(ends.into_iter().flatten().all(|end| end == at || text.get(at..end).is_some()));
        }
    }

    #[test]
    fn the_ends_of_time() {
        assert_eq!(instant_text(Timestamp::MIN), jiff::Timestamp::MIN.to_string());
        assert_eq!(instant_text(Timestamp::MAX), jiff::Timestamp::MAX.to_string());
    }

    #[test]
    fn what_is_finer_than_a_nanosecond_is_passed_over() {
        let text = "2026-03-07T23:59:60.1234567891234Z";
        assert_eq!(read(text).map(|(moment, _)| moment_text(moment)), Some("2026-03-07T23:59:59.123456789".to_owned()));
        assert_eq!(offset_at("+0530 and", 0), Some(("+05:30".to_owned(), 5)));
        assert_eq!(offset_at("+99:00", 0), None);
        assert_eq!(offset_at("-5", 0), Some((String::new(), 0)));
    }
}

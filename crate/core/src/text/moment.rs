//! Moments that are known to the second.

use super::iso::{date_at, offset_at, time_at};

/// A moment known to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// Whether it has an offset from UTC. One that has none is of some clock, and is compared with its like only.
    zoned: bool,
    /// Seconds since 1970, in UTC or by that clock.
    seconds: i64,
}

impl Moment {
    /// Reads an ISO 8601 date-time that has seconds. Not one at midnight to the second: that is nearly always a date that
    /// was made a date-time.
    pub fn read(text: &str) -> Option<Self> {
        let (date, end) = date_at(text, 0)?;
        matches!(text.as_bytes().get(end)?, b'T' | b't' | b' ').then_some(())?;
        let start = end + 1;
        let (time, end) = time_at(text, start)?;
        let (offset, last) = offset_at(text, end)?;
        // "10:00" is known to the minute only.
        if last != text.len() || end - start < "00:00:00".len() {
            return None;
        }
        let of_day = i64::from(time.hour()) * 3_600 + i64::from(time.minute()) * 60 + i64::from(time.second());
        let seconds = i64::from(date.to_unix_epoch_day().day()) * 86_400 + of_day - offset_seconds(&offset)?;
        (of_day != 0).then_some(Self { zoned: !offset.is_empty(), seconds })
    }

    /// Seconds from an earlier moment to this one, negative when it is later; none where one has an offset and the other
    /// none.
    pub fn seconds_since(self, earlier: Self) -> Option<i64> {
        (self.zoned == earlier.zoned).then_some(self.seconds - earlier.seconds)
    }
}

/// Seconds of an offset as [`offset_at`] writes it.
fn offset_seconds(offset: &str) -> Option<i64> {
    if matches!(offset, "" | "Z") {
        return Some(0);
    }
    let minutes: i64 = offset.get(1..3)?.parse::<i64>().ok()? * 60 + offset.get(4..6)?.parse::<i64>().ok()?;
    Some(if offset.starts_with('-') { -minutes * 60 } else { minutes * 60 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn since(later: &str, earlier: &str) -> Option<i64> {
        Moment::read(later)?.seconds_since(Moment::read(earlier)?)
    }

    #[test]
    fn moments_are_compared_over_offsets() {
        assert_eq!(since("2026-08-01T10:00:20Z", "2026-08-01T10:00:00Z"), Some(20));
        assert_eq!(since("2026-08-01T15:30:20.9+05:30", "2026-08-01T10:00:00.000Z"), Some(20));
        assert_eq!(since("2026-07-31T23:59:59-00:30", "2026-08-01T00:30:00Z"), Some(-1));
        assert_eq!(since("2026-08-01 10:00:20", "2026-08-01T09:59:59"), Some(21));
        assert_eq!(since("2026-08-01T10:00:20", "2026-08-01T10:00:00Z"), None, "a clock and UTC");
    }

    #[test]
    fn what_is_not_known_to_the_second_is_none() {
        for text in ["", "2026-08-01", "2026-08-01T10:00", "2026-08-01T10:00Z", "2026-08-01T00:00:00Z", "10:00:00"] {
            assert_eq!(Moment::read(text), None, "{text}");
        }
        for text in ["2026-08-01T10:00:00Zulu", "2026-08-01T25:00:00Z", "2026-02-30T10:00:00Z", "soon"] {
            assert_eq!(Moment::read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn as_jiff_reads_them(second in 1i64..4_000_000_000, offset in -14i32..=14) {
            prop_assume!((second + i64::from(offset) * 3_600) % 86_400 != 0);
            let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(offset as i8));
            let zoned = jiff::Timestamp::from_second(second).unwrap().to_zoned(zone);
            let text = zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
            let start = Moment::read("1970-01-01T00:00:01Z").unwrap();
            prop_assert_eq!(Moment::read(&text).and_then(|moment| moment.seconds_since(start)), Some(second - 1));
        }

        #[test]
        fn never_panics(text in ".{0,40}") {
            let _ = Moment::read(&text);
        }
    }
}

//! When a saved page was captured: as told, else as the file says itself, else its modification time, else now.

use std::time::SystemTime;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::fmt::rfc2822;

use crate::refusal::Refusal;

/// Where the moment of capture was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CapturedFrom {
    /// `--captured-at`.
    Option,
    /// The file's own words.
    Page,
    /// The file's modification time.
    Modified,
    /// Standard input has no time of its own.
    Now,
}

impl CapturedFrom {
    /// The word in the JSON report.
    pub fn word(self) -> &'static str {
        match self {
            Self::Option => "option",
            Self::Page => "page",
            Self::Modified => "file_time",
            Self::Now => "now",
        }
    }
}

/// How far into a file its own date is looked for: savers write it first.
const HEAD_BYTES: usize = 4 << 10;

/// The moment of capture as RFC 3339 with offset.
pub fn captured_at(
    option: Option<&str>,
    bytes: &[u8],
    modified: Option<SystemTime>,
) -> Result<(String, CapturedFrom), Refusal> {
    if let Some(text) = option {
        return match parse(text) {
            true => Ok((text.to_owned(), CapturedFrom::Option)),
            false => Err(Refusal::new(
                "--captured-at",
                format!("{text:?} is no moment with an offset"),
                "RFC 3339, for example 2026-06-03T14:05:00+02:00 or 2026-06-03T12:05:00Z",
            )),
        };
    }
    let head = String::from_utf8_lossy(bytes.get(..HEAD_BYTES).unwrap_or(bytes));
    if let Some(saved) = saved_date(&head) {
        return Ok((saved, CapturedFrom::Page));
    }
    let (time, from) = match modified {
        Some(time) => (time, CapturedFrom::Modified),
        None => (SystemTime::now(), CapturedFrom::Now),
    };
    let moment = Timestamp::try_from(time).unwrap_or(Timestamp::UNIX_EPOCH);
    Ok((whole_seconds(moment), from))
}

fn parse(text: &str) -> bool {
    // A `Timestamp` needs an offset and a date with a time; RFC 3339 knows no bracketed zone.
    text.len() <= 40
        && !text.contains('[')
        && text.as_bytes().get(10) == Some(&b'T')
        && text.parse::<Timestamp>().is_ok()
}

fn whole_seconds(moment: Timestamp) -> String {
    Timestamp::from_second(moment.as_second()).unwrap_or(moment).to_string()
}

/// The date in the comment that savers put at the start of a file: SingleFile's `saved date:` and the `date:` of
/// `Page saved with`, as JavaScript prints dates, as RFC 2822, or as ISO 8601.
fn saved_date(head: &str) -> Option<String> {
    let start = head.find("<!--")?;
    let comment = head.get(start..)?.split("-->").next()?;
    if !comment.contains("saved") && !comment.contains("Saved") {
        return None;
    }
    comment.lines().find_map(|line| {
        let line = line.trim();
        let (label, date) = line.split_once(':')?;
        if !label.to_ascii_lowercase().ends_with("date") {
            return None;
        }
        let date = date.trim();
        javascript_date(date)
            .or_else(|| date.parse::<Timestamp>().ok())
            .or_else(|| rfc2822::parse(date).ok().map(|zoned| zoned.timestamp()))
            .map(|moment| offset_of(date).map_or_else(|| whole_seconds(moment), |offset| in_offset(moment, offset)))
    })
}

/// `Wed Jun 03 2026 14:05:00 GMT+0200 (Central European Summer Time)`.
fn javascript_date(text: &str) -> Option<Timestamp> {
    let (before, _) = text.split_once(" GMT")?;
    let local = DateTime::strptime("%a %b %d %Y %H:%M:%S", before).ok()?;
    local.to_zoned(jiff::tz::TimeZone::fixed(offset_of(text)?)).ok().map(|zoned| zoned.timestamp())
}

/// The offset of `.. GMT+0200 ..`.
fn offset_of(text: &str) -> Option<jiff::tz::Offset> {
    let digits = text.split_once(" GMT")?.1.get(..5)?;
    let (sign, digits) = digits.split_at(1);
    let minutes: i32 = digits.get(..2)?.parse::<i32>().ok()? * 60 + digits.get(2..)?.parse::<i32>().ok()?;
    let sign = match sign {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    jiff::tz::Offset::from_seconds(sign * minutes * 60).ok()
}

fn in_offset(moment: Timestamp, offset: jiff::tz::Offset) -> String {
    moment.display_with_offset(offset).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_needs_an_offset() {
        for good in ["2026-06-03T14:05:00+02:00", "2026-06-03T12:05:00Z", "2026-06-03T12:05:00.250-08:00"] {
            let (at, from) = captured_at(Some(good), b"", None).unwrap();
            assert_eq!((at.as_str(), from), (good, CapturedFrom::Option));
        }
        for bad in ["2026-06-03", "2026-06-03T14:05:00", "yesterday", "", "2026-06-03T14:05:00+02:00[Europe/Berlin]"] {
            assert!(captured_at(Some(bad), b"", None).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_savers_comment_is_read() {
        let single = "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://example.test/ \n \
                      saved date: Wed Jun 03 2026 14:05:00 GMT+0200 (Central European Summer Time)\n--><head>";
        let read = |html: &str| captured_at(None, html.as_bytes(), Some(SystemTime::UNIX_EPOCH)).unwrap();
        assert_eq!(read(single), ("2026-06-03T14:05:00+02:00".to_owned(), CapturedFrom::Page));
        let iso = "<!-- Page saved by a tool\n date: 2026-06-03T12:05:00Z -->";
        assert_eq!(read(iso), ("2026-06-03T12:05:00Z".to_owned(), CapturedFrom::Page));
        for none in ["<!-- saved from url=(0020)https://example.test -->", "<!-- date: 2026-06-03T12:05:00Z -->", "<p>"]
        {
            assert_eq!(read(none), ("1970-01-01T00:00:00Z".to_owned(), CapturedFrom::Modified), "{none}");
        }
        assert_eq!(captured_at(None, b"", None).unwrap().1, CapturedFrom::Now);
    }
}

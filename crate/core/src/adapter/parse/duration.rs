//! Durations in days.

use super::number::{Kind, numbers};
use super::words::{Token, Unit, continues_a_number, measure_at, small_number, tokens, unit};
use super::{Context, Counted, Parsed};

/// "in 7 days", "2 weeks", "3 months" (of 30 days), "a year" (of 365), in days. A range ("1 to 3 months") is `None`.
pub fn duration_days(text: &str, context: &Context) -> Option<Parsed<Counted>> {
    let tokens = tokens(text);
    let at = (0..tokens.len()).find(|at| measured(&tokens, *at).is_some())?;
    let (number, word) = (tokens.get(at)?, tokens.get(at + 1)?);
    // "1-3 months", "1 to 3 months", "1 year 2 months": more than one number tells the length.
    let range = continues_a_number(text, &tokens, at) && !is_fraction(text, &tokens, at);
    if range || measure_at(&tokens, at + 2) {
        return None;
    }
    let written = numbers(text, Kind::Plain, context).into_iter().find(|n| n.digits.contains(&number.used.start));
    let (count, or_more, start) = match written {
        Some(written) => (written.value()?, written.or_more, written.used.start),
        None => (f64::from(small_number(number)?), false, number.used.start),
    };
    let days = match unit(&word.word)? {
        Unit::Second => count / 86_400.0,
        Unit::Minute => count / 1440.0,
        Unit::Hour => count / 24.0,
        Unit::Day => count,
        Unit::Week => count * 7.0,
        Unit::Month => count * 30.0,
        Unit::Year => count * 365.0,
    };
    Some(Parsed { value: Counted { number: days, or_more }, used: start..word.used.end })
}

fn measured(tokens: &[Token], at: usize) -> Option<Unit> {
    small_number(tokens.get(at)?)?;
    unit(&tokens.get(at + 1)?.word)
}

/// "1.5 weeks": the digits before are of the same number.
fn is_fraction(text: &str, tokens: &[Token], at: usize) -> bool {
    let (Some(before), Some(number)) = (at.checked_sub(1).and_then(|i| tokens.get(i)), tokens.get(at)) else {
        return false;
    };
    let between = text.get(before.used.end..number.used.start);
    before.is_digits() && number.is_digits() && matches!(between, Some("." | ","))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn durations() {
        for (text, days, or_more, used) in [
            ("in 7 days", 7.0, false, "7 days"),
            ("2 weeks", 14.0, false, "2 weeks"),
            ("3 months", 90.0, false, "3 months"),
            ("a week", 7.0, false, "a week"),
            ("More than 6 months", 180.0, true, "6 months"),
            ("1.5 weeks", 10.5, false, "1.5 weeks"),
            ("4.9 · 7 days", 7.0, false, "7 days"),
            ("12 hours", 0.5, false, "12 hours"),
            ("in 10 Tagen", 10.0, false, "10 Tagen"),
            ("5 días", 5.0, false, "5 días"),
            ("5 дней", 5.0, false, "5 дней"),
            ("30+ days", 30.0, true, "30+ days"),
            ("un an", 365.0, false, "un an"),
        ] {
            let parsed = duration_days(text, &Context::default()).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((parsed.value.number.to_string(), parsed.value.or_more), (days.to_string(), or_more), "{text}");
            assert_eq!(&text[parsed.used], used, "{text}");
        }
        for text in ["", "days", "1-3 months", "1 to 3 months", "1 year 2 months", "7"] {
            assert_eq!(duration_days(text, &Context::default()), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in ".*[0-9]{0,3}[ .,-]?[0-9]{0,2} ?(days|weeks|h|месяц)?.*") {
            if let Some(parsed) = duration_days(&text, &Context::default()) {
                prop_assert!(text.get(parsed.used).is_some() && parsed.value.number >= 0.0);
            }
        }
    }
}

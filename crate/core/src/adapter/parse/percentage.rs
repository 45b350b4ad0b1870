//! Percentages as fractions, 0 to 1.

use super::number::{Kind, numbers, of_double, shift};
use super::{Context, Parsed};
use crate::tree::walk::is_space;

/// The first percentage of the text as a fraction. Without a `%` in the text the first number is a percentage, or with
/// `is_fraction` a fraction. Outside of 0 to 1 is `None`.
pub fn percentage(text: &str, is_fraction: bool, context: &Context) -> Option<Parsed<f64>> {
    let numbers = numbers(text, Kind::Plain, context);
    let mut signed = numbers.iter().filter_map(|number| {
        let after = text.get(number.used.end..)?;
        let trimmed = after.trim_start_matches(|c| is_space(c) || c == '\u{202f}');
        let gap = after.len() - trimmed.len();
        let sign = ["%", "٪", "percent", "per cent", "Prozent", "por ciento", "pour cent", "por cento", "процент"]
            .iter()
            .find(|sign| gap <= 3 && trimmed.starts_with(**sign));
        if let Some(sign) = sign {
            return Some((number, number.used.start..number.used.end + gap + sign.len()));
        }
        let start = text.get(..number.used.start)?.strip_suffix('%')?.len();
        Some((number, start..number.used.end))
    });
    let (number, used, is_fraction) = match signed.next() {
        Some((number, used)) => (number, used, false),
        None => numbers.iter().find(|n| !n.attached).map(|n| (n, n.used.clone(), is_fraction))?,
    };
    if text.get(..used.start)?.trim_end_matches(is_space).ends_with(['-', '\u{2212}']) {
        return None;
    }
    fraction(&number.decimal, is_fraction).map(|value| Parsed { value, used })
}

/// A number of a state block as a fraction.
pub fn percentage_number(number: f64, is_fraction: bool) -> Option<f64> {
    fraction(&of_double(number)?, is_fraction)
}

fn fraction(decimal: &str, is_fraction: bool) -> Option<f64> {
    // The point is moved in the text: 98.5 / 100 in doubles has noise.
    let fraction: f64 = shift(decimal, if is_fraction { 0 } else { -2 })?.parse().ok()?;
    (0.0..=1.0).contains(&fraction).then_some(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn percentages() {
        for (text, is_fraction, wanted, used) in [
            ("100%", false, 1.0, "100%"),
            ("98 %", false, 0.98, "98 %"),
            ("98\u{202f}%", false, 0.98, "98\u{202f}%"),
            ("98,5 %", false, 0.985, "98,5 %"),
            ("Job Success 7%", true, 0.07, "7%"),
            ("12 jobs, 97% on time", false, 0.97, "97%"),
            ("%98", false, 0.98, "%98"),
            ("98 percent", false, 0.98, "98 percent"),
            ("0.98", true, 0.98, "0.98"),
            ("98", false, 0.98, "98"),
            ("0%", false, 0.0, "0%"),
        ] {
            let parsed = percentage(text, is_fraction, &Context::default()).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((parsed.value.to_string(), &text[parsed.used]), (wanted.to_string(), used), "{text}");
        }
        assert_eq!(percentage_number(98.0, false), Some(0.98));
        assert_eq!(percentage_number(0.98, true), Some(0.98));
    }

    #[test]
    fn no_fractions() {
        for (text, is_fraction) in [("150%", false), ("98", true), ("", false), ("n/a", false), ("-5%", false)] {
            assert_eq!(percentage(text, is_fraction, &Context::default()), None, "{text}");
        }
        assert_eq!(percentage_number(f64::NAN, true), None);
        assert_eq!(percentage_number(-0.1, true), None);
    }

    proptest! {
        #[test]
        fn never_panics(text in ".*[0-9]{0,3}[ %]?.*", is_fraction: bool) {
            if let Some(parsed) = percentage(&text, is_fraction, &Context::default()) {
                prop_assert!(text.get(parsed.used).is_some() && (0.0..=1.0).contains(&parsed.value));
            }
        }
    }
}

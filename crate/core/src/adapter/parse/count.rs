//! Counts: "1,234", "20+", "1.2K", "(13)", "(6 reviews)", "1,00,000".

use super::number::{Kind, numbers};
use super::{Context, Counted, Parsed};

/// The first number of the text that is not part of a word, as a count.
pub fn count(text: &str, context: &Context) -> Option<Parsed<Counted>> {
    let number = numbers(text, Kind::Plain, context).into_iter().find(|number| !number.attached)?;
    let before = text.get(..number.used.start)?;
    // A minus right before the number, at the start of the text: no count is below zero.
    if matches!(before.trim(), "-" | "\u{2212}") {
        return None;
    }
    Some(Parsed { value: Counted { number: number.value()?, or_more: number.or_more }, used: number.used })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Text, language, number, or more, the part used.
    const COUNTS: &[(&str, &str, f64, bool, &str)] = &[
        ("13", "en", 13.0, false, "13"),
        ("(13)", "en", 13.0, false, "13"),
        ("(6 reviews)", "en", 6.0, false, "6"),
        ("20+", "en", 20.0, true, "20+"),
        ("20 + jobs", "en", 20.0, true, "20 +"),
        ("over 1,000 jobs", "en", 1000.0, true, "1,000"),
        ("moreover 7", "en", 7.0, false, "7"),
        ("mehr als 20", "de", 20.0, true, "20"),
        ("1.2K", "en", 1200.0, false, "1.2K"),
        ("3k+ reviews", "en", 3000.0, true, "3k+"),
        ("2M", "en", 2_000_000.0, false, "2M"),
        ("2m", "en", 2.0, false, "2"),
        ("1,2 тыс. отзывов", "ru", 1200.0, false, "1,2 тыс"),
        ("1,5 Mio.", "de", 1_500_000.0, false, "1,5 Mio"),
        ("2 mil", "es", 2000.0, false, "2 mil"),
        ("3 Kunden", "de", 3.0, false, "3"),
        ("v2 of 9", "en", 9.0, false, "9"),
        ("0", "en", 0.0, false, "0"),
        ("Jobs: 12.", "en", 12.0, false, "12"),
    ];

    const GROUPS: &[(&str, &str, f64)] = &[
        ("1,234", "en", 1234.0),
        ("1,234", "", 1234.0),
        ("1.234", "de", 1234.0),
        ("1.234", "de-CH", 1.234),
        ("1.234", "es", 1234.0),
        ("1,234", "es-MX", 1234.0),
        ("1.234", "en", 1.234),
        ("1,234", "de", 1.234),
        ("12,5", "de", 12.5),
        ("12.5", "de", 12.5),
        ("12.5", "en", 12.5),
        ("1,234,567", "de", 1_234_567.0),
        ("1.234.567,8", "en", 1_234_567.8),
        ("1,234,567.8", "de", 1_234_567.8),
        ("1,00,000", "en-IN", 100_000.0),
        ("12,34,567", "en", 1_234_567.0),
        ("1\u{202f}234", "fr", 1234.0),
        ("1\u{a0}234", "en", 1234.0),
        ("1\u{2009}234\u{2009}567,5", "fr", 1_234_567.5),
        ("12 500", "ru", 12_500.0),
        ("12 500", "en", 12.0),
        ("12 50", "ru", 12.0),
        ("1'234", "de-CH", 1234.0),
        ("0.125", "en", 0.125),
        ("0,125", "en", 0.125),
    ];

    #[test]
    fn counts() {
        for (text, language, number, or_more, used) in COUNTS {
            let parsed = count(text, &Context::of_language(language)).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((parsed.value.number, parsed.value.or_more), (*number, *or_more), "{text}");
            assert_eq!(&text[parsed.used], *used, "{text}");
        }
    }

    #[test]
    fn groups_by_language() {
        for (text, language, number) in GROUPS {
            let parsed = count(text, &Context::of_language(language)).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(parsed.value.number.to_string(), number.to_string(), "{text} in {language}");
        }
    }

    #[test]
    fn no_counts() {
        for text in ["", "none", "-5", "1.2.3", "12,34", "v2", "1,23,4"] {
            if let Some(parsed) = count(text, &Context::default()) {
                assert_eq!((text, parsed.value.number.to_string().as_str()), ("12,34", "12.34"));
            }
        }
        assert_eq!(count(&"9".repeat(400), &Context::default()), None);
    }

    fn grouped(digits: &str, by: &str, indian: bool) -> String {
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            let left = digits.len() - at;
            let cut = if indian && left > 3 { (left - 3).is_multiple_of(2) } else { left.is_multiple_of(3) };
            if at > 0 && cut {
                out.push_str(by);
            }
            out.push(digit);
        }
        out
    }

    proptest! {
        #[test]
        fn never_panics_and_uses_whole_characters(text in ".*", language in "[a-z]{0,2}") {
            if let Some(parsed) = count(&text, &Context::of_language(&language)) {
                prop_assert!(text.get(parsed.used).is_some());
                prop_assert!(parsed.value.number >= 0.0 && parsed.value.number.is_finite());
            }
        }

        #[test]
        fn digits_and_separators_never_panic(text in "[0-9 ,.'KkM+\u{a0}\u{202f}-]{0,24}") {
            for language in ["", "en", "de", "ru"] {
                let _ = count(&text, &Context::of_language(language));
            }
        }

        #[test]
        fn what_is_written_is_read(number in 0_u64..1_000_000_000_000, tenths in 0_u8..10) {
            let digits = number.to_string();
            let wanted = format!("{number}.{tenths}").parse::<f64>().unwrap();
            for (language, group, point, indian) in [
                ("en", ",", ".", false), ("en-IN", ",", ".", true), ("de", ".", ",", false), ("fr", "\u{202f}", ",", false),
                ("ru", "\u{a0}", ",", false), ("ru", " ", ",", false), ("de-CH", "'", ".", false), ("pt-BR", ".", ",", false),
            ] {
                let context = Context::of_language(language);
                let text = grouped(&digits, group, indian);
                let parsed = count(&text, &context).unwrap();
                prop_assert_eq!(parsed.value.number.to_string(), number.to_string(), "{}", text);
                prop_assert_eq!(parsed.used, 0..text.len());
                let text = format!("{text}{point}{tenths}");
                prop_assert_eq!(count(&text, &context).unwrap().value.number.to_string(), wanted.to_string(), "{}", text);
            }
        }
    }
}

//! Money: an amount or a range, and its currency.
//!
//! The currency is settled by, in this order: a code beside the number, an ambiguous sign (`$`, `kr`, `Rs`) together with
//! the context, a sign that means one currency. A bare `$` without context has no currency.

use std::ops::Range;

use super::currency::{self, Meaning};
use super::number::{Kind, Number, numbers, of_double, shift};
use super::{Context, Parsed};
use crate::model::Amount;
use crate::tree::walk::is_space;

/// An amount of money.
#[derive(Debug, Clone, PartialEq)]
pub struct Money {
    /// The amount or range.
    pub amount: Amount,
    /// ISO 4217, where text or context settle it.
    pub currency: Option<String>,
    /// "$3K+": a lower bound.
    pub or_more: bool,
}

/// The first amount of the text that has a currency beside it; else the first number.
pub fn money(text: &str, context: &Context) -> Option<Parsed<Money>> {
    let numbers = numbers(text, Kind::Money, context);
    let marked = |number: &Number| {
        let left = currency::before(text, number.digits.start);
        let right = currency::after(text, number.used.end);
        (left.is_some() || right.is_some()).then(|| Marked::new(number, left, right))
    };
    let (at, first) =
        numbers.iter().enumerate().find_map(|(at, number)| Some((at, marked(number)?))).or_else(|| {
            let at = numbers.iter().position(|number| !number.attached)?;
            Some((at, Marked::new(numbers.get(at)?, None, None)))
        })?;
    let low = numbers.get(at)?;
    let second = numbers.get(at + 1).and_then(|high| {
        let marks = marked(high).unwrap_or_else(|| Marked::new(high, None, None));
        is_range_word(text.get(first.used.end..marks.used.start)?).then_some((high, marks))
    });
    let pair = second.and_then(|(high, marks)| {
        // "$2-3K": the suffix counts for both.
        let shared = if low.zeros == 0 { high.zeros } else { 0 };
        let low = shift(&low.decimal, i32::try_from(shared).ok()?)?;
        (low.parse::<f64>().ok()? <= high.value()?).then(|| (low, high.decimal.clone(), high.or_more, marks))
    });
    if let Some((low, high, or_more, marks)) = pair {
        let currency = currency::settle(best(first.meaning, marks.meaning), context);
        let used = first.used.start..marks.used.end;
        return Some(Parsed { value: Money { amount: Amount::Between(low, high), currency, or_more }, used });
    }
    let mut decimal = low.decimal.clone();
    let mut used = first.used;
    if let Some(before) = text.get(..used.start)
        && matches!(before.trim_matches(is_space), "-" | "\u{2212}")
    {
        decimal.insert(0, '-');
        used.start = before.trim_start_matches(is_space).as_ptr() as usize - text.as_ptr() as usize;
    }
    let currency = currency::settle(first.meaning, context);
    Some(Parsed { value: Money { amount: Amount::One(decimal), currency, or_more: low.or_more }, used })
}

/// A number with its marks.
struct Marked {
    used: Range<usize>,
    meaning: Option<Meaning>,
}

impl Marked {
    fn new(number: &Number, left: Option<(usize, Meaning)>, right: Option<(usize, Meaning)>) -> Self {
        let start = left.map_or(number.used.start, |(start, _)| start);
        let end = right.map_or(number.used.end, |(end, _)| end);
        // "₹12,500 INR", "$40 CAD": what means one currency wins; of two such, the one after, which is the code.
        Self { used: start..end, meaning: best(right.map(|r| r.1), left.map(|l| l.1)) }
    }
}

fn best(first: Option<Meaning>, second: Option<Meaning>) -> Option<Meaning> {
    match (first, second) {
        (Some(Meaning::OneOf(_)), Some(exact @ Meaning::Exact(_))) => Some(exact),
        (first, second) => first.or(second),
    }
}

fn is_range_word(between: &str) -> bool {
    let word = between.trim_matches(|c| is_space(c) || c == '\u{202f}');
    between.len() <= 16
        && matches!(word, "-" | "–" | "—" | "~" | "to" | "bis" | "до" | "à" | "a" | "até" | "hasta" | "−")
}

/// A number (or numeric string) of a state block as a decimal string. `scale` is a power of ten: 0.01 for cents.
pub fn amount_number(value: &serde_json::Value, scale: f64) -> Option<Amount> {
    const SCALES: [(f64, i32); 9] =
        [(1.0, 0), (0.1, -1), (0.01, -2), (0.001, -3), (1e-4, -4), (1e-6, -6), (10.0, 1), (100.0, 2), (1000.0, 3)];
    let zeros = SCALES.iter().find(|(power, _)| (scale - power).abs() <= power * 1e-9)?.1;
    let decimal = match value {
        serde_json::Value::Number(number) if number.is_f64() => of_double(number.as_f64()?)?,
        serde_json::Value::Number(number) => number.to_string(),
        serde_json::Value::String(text) => plain_decimal(text.trim_matches(is_space))?,
        _ => return None,
    };
    shift(&decimal, zeros).map(Amount::One)
}

fn plain_decimal(text: &str) -> Option<String> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    (all_digits(whole) && all_digits(fraction) && text.len() <= 32).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn shown(money: &Money) -> String {
        let amount = match &money.amount {
            Amount::One(one) => one.clone(),
            Amount::Between(low, high) => format!("{low}..{high}"),
        };
        let plus = if money.or_more { "+" } else { "" };
        format!("{amount}{plus} {}", money.currency.as_deref().unwrap_or("?"))
    }

    fn check(cases: &[(&str, &str, &str)], context: Context) {
        for (text, wanted, used) in cases {
            let parsed = money(text, &context).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((shown(&parsed.value).as_str(), &text[parsed.used]), (*wanted, *used), "{text}");
        }
    }

    #[test]
    fn amounts_with_a_currency_of_their_own() {
        let cases = [
            ("US$1,200.50", "1200.50 USD", "US$1,200.50"),
            ("€1.200,50", "1200.50 EUR", "€1.200,50"),
            ("1.200,50 €", "1200.50 EUR", "1.200,50 €"),
            ("₹12,500 INR", "12500 INR", "₹12,500 INR"),
            ("₹1,25,000", "125000 INR", "₹1,25,000"),
            ("12 500 ₽", "12500 RUB", "12 500 ₽"),
            ("12\u{a0}500,00 руб.", "12500.00 RUB", "12\u{a0}500,00 руб."),
            ("CA$40", "40 CAD", "CA$40"),
            ("US $40", "40 USD", "US $40"),
            ("40.00 USD", "40.00 USD", "40.00 USD"),
            ("USD 40", "40 USD", "USD 40"),
            ("USD $40", "40 USD", "USD $40"),
            ("$40 CAD", "40 CAD", "$40 CAD"),
            ("R$ 1.000", "1000 BRL", "R$ 1.000"),
            ("£20/hr", "20 GBP", "£20"),
            ("CHF 1'200.50", "1200.50 CHF", "CHF 1'200.50"),
            ("250 zł", "250 PLN", "250 zł"),
            ("3 jobs, €40 each", "40 EUR", "€40"),
            ("€2,000 - €3,000", "2000..3000 EUR", "€2,000 - €3,000"),
            ("€2–3K", "2000..3000 EUR", "€2–3K"),
            ("€2 to 3", "2..3 EUR", "€2 to 3"),
            ("€3K+", "3000+ EUR", "€3K+"),
            ("1.5M EUR", "1500000 EUR", "1.5M EUR"),
            ("-€5.00", "-5.00 EUR", "-€5.00"),
            ("€0.99", "0.99 EUR", "€0.99"),
        ];
        check(&cases, Context::default());
    }

    #[test]
    fn ambiguous_signs_need_context() {
        let bare = [
            ("$40.00", "40.00 ?", "$40.00"),
            ("40 kr", "40 ?", "40 kr"),
            ("Rs500", "500 ?", "Rs500"),
            ("40", "40 ?", "40"),
        ];
        check(&bare, Context::default());
        let dollars = [
            ("$40.00", "40.00 USD", "$40.00"),
            ("$2,000-$3,000", "2000..3000 USD", "$2,000-$3,000"),
            ("$3K+ earned", "3000+ USD", "$3K+"),
            ("€40", "40 EUR", "€40"),
            ("40 kr", "40 ?", "40 kr"),
            ("40", "40 USD", "40"),
        ];
        check(&dollars, Context { default_currency: Some("USD"), ..Context::default() });
        let hinted = [("$40", "40 CAD", "$40"), ("US$40", "40 USD", "US$40"), ("40", "40 CAD", "40")];
        let hint = Context { currency: Some("CAD"), default_currency: Some("USD"), ..Context::default() };
        check(&hinted, hint);
    }

    #[test]
    fn what_is_no_range_or_no_money() {
        let cases = [("€40 - 3 days", "40 EUR", "€40"), ("€40 EURO", "40 EUR", "€40"), ("5 $40", "40 ?", "$40")];
        check(&cases, Context::default());
        for text in ["", "free", "v2", "€"] {
            assert_eq!(money(text, &Context::default()), None, "{text}");
        }
    }

    #[test]
    fn numbers_of_a_state_block() {
        for (value, scale, wanted) in [
            (json!(40), 1.0, "40"),
            (json!(40.5), 1.0, "40.5"),
            (json!(0.1 + 0.2), 1.0, "0.3"),
            (json!(4050), 0.01, "40.50"),
            (json!(5), 0.01, "0.05"),
            (json!("1200.50"), 1.0, "1200.50"),
            (json!(-12), 1.0, "-12"),
            (json!(-5), 0.01, "-0.05"),
            (json!(12), 1000.0, "12000"),
        ] {
            assert_eq!(amount_number(&value, scale), Some(Amount::One(wanted.into())), "{value} * {scale}");
        }
        for (value, scale) in
            [(json!(null), 1.0), (json!("$5"), 1.0), (json!(1e300), 1.0), (json!(1), 0.07), (json!("1."), 1.0)]
        {
            assert_eq!(amount_number(&value, scale), None, "{value} * {scale}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in ".*[$€]?[0-9]{0,4}[K,. -]?.*") {
            if let Some(parsed) = money(&text, &Context::default()) {
                prop_assert!(text.get(parsed.used).is_some());
            }
        }

        #[test]
        fn shapes_never_panic(text in "[$€A-Zkr0-9 ,.K+\u{a0}\u{202f}-]{0,24}") {
            if let Some(parsed) = money(&text, &Context::of_language("de")) {
                prop_assert!(text.get(parsed.used).is_some());
            }
        }

        #[test]
        fn what_is_written_is_read(whole in 0_u32..10_000_000, cents in 0_u8..100) {
            let grouped = |by: &str| {
                let digits = whole.to_string();
                let head = digits.len() % 3;
                let mut groups: Vec<&str> = digits.as_bytes()[head..].chunks(3).map(|g| std::str::from_utf8(g).unwrap()).collect();
                if head > 0 {
                    groups.insert(0, &digits[..head]);
                }
                groups.join(by)
            };
            for (text, language) in [
                (format!("US${}.{cents:02}", grouped(",")), "en"),
                (format!("{},{cents:02} USD", grouped(".")), "de"),
                (format!("{},{cents:02} USD", grouped("\u{202f}")), "fr"),
                (format!("{},{cents:02}\u{a0}USD", grouped("\u{a0}")), "ru"),
                (format!("USD {}.{cents:02}", grouped("'")), "de-CH"),
            ] {
                let parsed = money(&text, &Context::of_language(language)).unwrap();
                prop_assert_eq!(shown(&parsed.value), format!("{whole}.{cents:02} USD"), "{}", text);
                prop_assert_eq!(parsed.used, 0..text.len());
            }
        }

        #[test]
        fn cents_are_exact(cents in 0_i64..10_000_000_000) {
            let wanted = format!("{}.{:02}", cents / 100, cents % 100);
            prop_assert_eq!(amount_number(&json!(cents), 0.01), Some(Amount::One(wanted)));
        }
    }
}

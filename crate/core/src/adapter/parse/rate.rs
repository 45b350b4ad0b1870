//! Rates: "$40.00/hr".

use super::money::{Money, money};
use super::{Context, Parsed};
use crate::tree::walk::is_space;

/// Per what a rate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
    /// The text does not say.
    Unsaid,
}

/// Money per time.
#[derive(Debug, Clone, PartialEq)]
pub struct Rate {
    /// The money.
    pub money: Money,
    /// Per what.
    pub per: Per,
}

/// A rate: money, then "/hr", "per hour", "pro Stunde".. if the text says so.
pub fn rate(text: &str, context: &Context) -> Option<Parsed<Rate>> {
    let parsed = money(text, context)?;
    let (per, end) = per(text, parsed.used.end).unwrap_or((Per::Unsaid, parsed.used.end));
    Some(Parsed { value: Rate { money: parsed.value, per }, used: parsed.used.start..end })
}

fn per(text: &str, at: usize) -> Option<(Per, usize)> {
    let (word, mut end) = next_word(text, at)?;
    let unit = match word.as_str() {
        "/" | "per" | "an" | "a" | "pro" | "je" | "die" | "la" | "por" | "par" | "de" | "l" | "в" | "за" | "al"
        | "à" => {
            let (unit, unit_end) = next_word(text, end)?;
            end = unit_end;
            unit
        }
        _ => word,
    };
    let per = match unit.as_str() {
        "hr" | "hrs" | "h" | "hour" | "hourly" | "std" | "stunde" | "hora" | "heure" | "час" | "ч" | "ora" => {
            Per::Hour
        }
        "day" | "tag" | "día" | "dia" | "jour" | "день" | "d" => Per::Day,
        "week" | "wk" | "woche" | "semana" | "semaine" | "неделю" | "нед" => Per::Week,
        "month" | "mo" | "monat" | "mes" | "mês" | "mois" | "месяц" | "мес" => Per::Month,
        "year" | "yr" | "jahr" | "año" | "ano" | "an" | "год" => Per::Year,
        _ => return None,
    };
    Some((per, end))
}

/// The slash or the word (in lower case) after white space at `at`, and where it ends.
fn next_word(text: &str, at: usize) -> Option<(String, usize)> {
    let right = text.get(at..)?;
    let trimmed = right.trim_start_matches(|c| is_space(c) || c == '\u{202f}');
    let from = at + right.len() - trimmed.len();
    if trimmed.starts_with('/') {
        return Some(("/".to_owned(), from + 1));
    }
    let word: String = trimmed.chars().take_while(|c| c.is_alphabetic()).take(12).collect();
    (!word.is_empty()).then(|| (word.to_lowercase(), from + word.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Amount;
    use proptest::prelude::*;

    #[test]
    fn rates() {
        for (text, amount, per, used) in [
            ("$40.00/hr", "40.00", Per::Hour, "$40.00/hr"),
            ("Rate: £20 / hour", "20", Per::Hour, "£20 / hour"),
            ("$40.00 USD per hour", "40.00", Per::Hour, "$40.00 USD per hour"),
            ("40 € pro Stunde", "40", Per::Hour, "40 € pro Stunde"),
            ("40 €/h", "40", Per::Hour, "40 €/h"),
            ("350 €/jour", "350", Per::Day, "350 €/jour"),
            ("1 000 ₽ в час", "1000", Per::Hour, "1 000 ₽ в час"),
            ("$40 hourly", "40", Per::Hour, "$40 hourly"),
            ("$40 budget", "40", Per::Unsaid, "$40"),
        ] {
            let parsed = rate(text, &Context::default()).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(parsed.value.money.amount, Amount::One(amount.into()), "{text}");
            assert_eq!((parsed.value.per, &text[parsed.used]), (per, used), "{text}");
        }
        let range = rate("$15 - $25/hr", &Context::default()).unwrap().value;
        assert_eq!((range.money.amount, range.per), (Amount::Between("15".into(), "25".into()), Per::Hour));
        assert_eq!(rate("by agreement", &Context::default()), None);
    }

    proptest! {
        #[test]
        fn never_panics(text in ".*[$€][0-9]{1,3} ?/? ?.*") {
            if let Some(parsed) = rate(&text, &Context::default()) {
                prop_assert!(text.get(parsed.used).is_some());
            }
        }
    }
}

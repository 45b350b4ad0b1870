//! Ratings, of 5.

use super::number::{Kind, Number, numbers, of_double};
use super::{Context, Parsed};
use crate::tree::walk::is_space;

/// "4.8 of 5", "4.8/5", or a bare number of `max` (5 when none); always given of 5. Outside of its scale is `None`.
pub fn rating(text: &str, max: Option<f64>, context: &Context) -> Option<Parsed<f64>> {
    let numbers = numbers(text, Kind::Plain, context);
    let scaled = numbers.iter().zip(numbers.iter().skip(1)).find(|(number, scale)| {
        let between = text.get(number.used.end..scale.used.start).unwrap_or_default();
        let word = between.trim_matches(is_space);
        between.len() <= 24
            && matches!(word, "/" | "of" | "out of" | "von" | "de" | "sur" | "из" | "sobre" | "stars out of")
            && scale.value().is_some_and(|scale| [5.0, 10.0, 100.0].contains(&scale))
    });
    if let Some((number, scale)) = scaled {
        let value = of_five(number.value()?, scale.value()?)?;
        return Some(Parsed { value, used: number.used.start..scale.digits.end });
    }
    let number: &Number = numbers.iter().find(|number| !number.attached)?;
    if text.get(..number.used.start)?.trim_matches(is_space) == "-" {
        return None;
    }
    Some(Parsed { value: of_five(number.value()?, max.unwrap_or(5.0))?, used: number.digits.clone() })
}

/// A number of a state block as a rating of 5.
pub fn rating_number(number: f64, max: Option<f64>) -> Option<f64> {
    of_five(number, max.unwrap_or(5.0))
}

fn of_five(number: f64, max: f64) -> Option<f64> {
    // Sites print the last bit of a division: 5.000000000000001 is a full rating.
    let inside = max.is_finite() && max > 0.0 && (0.0..=max * (1.0 + 1e-9)).contains(&number);
    // Through six decimals: 4.8 stays 4.8 whatever scale it came from.
    if inside { of_double(number * 5.0 / max)?.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ratings() {
        for (text, max, wanted, used) in [
            ("4.8 of 5", None, 4.8, "4.8 of 5"),
            ("4.8/5", None, 4.8, "4.8/5"),
            ("Rating: 4.8 out of 5 stars (120)", None, 4.8, "4.8 out of 5"),
            ("9.6", Some(10.0), 4.8, "9.6"),
            ("9.6/10", None, 4.8, "9.6/10"),
            ("4,8 von 5", None, 4.8, "4,8 von 5"),
            ("4,9 из 5", None, 4.9, "4,9 из 5"),
            ("5.0 (13)", None, 5.0, "5.0"),
            ("5 stars", None, 5.0, "5"),
            ("96", Some(100.0), 4.8, "96"),
            ("5.000000000000001 out of 5", None, 5.0, "5.000000000000001 out of 5"),
        ] {
            let parsed = rating(text, max, &Context::default()).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((parsed.value.to_string(), &text[parsed.used]), (wanted.to_string(), used), "{text}");
        }
        assert_eq!(rating_number(4.99, None), Some(4.99));
    }

    #[test]
    fn no_ratings() {
        for (text, max) in [("", None), ("new", None), ("9.6", None), ("6/5", None), ("-1", None)] {
            assert_eq!(rating(text, max, &Context::default()), None, "{text}");
        }
        assert_eq!(rating_number(f64::NAN, None), None);
        assert_eq!(rating_number(1.0, Some(0.0)), None);
    }

    proptest! {
        #[test]
        fn never_panics(text in ".*[0-9](/| of |,|\\.)[0-9]{0,2}.*", max in prop::option::of(any::<f64>())) {
            if let Some(parsed) = rating(&text, max, &Context::default()) {
                prop_assert!(text.get(parsed.used).is_some() && (0.0..=5.0).contains(&parsed.value));
            }
        }
    }
}

//! Percentages as fractions, 0 to 1.

use super::{Context, Parsed};

/// The first percentage of the text as a fraction. With `is_fraction`, a number without `%` is one already.
pub fn percentage(text: &str, is_fraction: bool, context: &Context) -> Option<Parsed<f64>> {
    let _ = (text, is_fraction, context);
    None
}

/// A number of a state block as a fraction.
pub fn percentage_number(number: f64, is_fraction: bool) -> Option<f64> {
    let _ = (number, is_fraction);
    None
}

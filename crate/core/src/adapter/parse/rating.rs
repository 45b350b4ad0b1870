//! Ratings, of 5.

use super::{Context, Parsed};

/// "4.8 of 5", "4.8/5", or a bare number of `max` (5 when none); always given of 5.
pub fn rating(text: &str, max: Option<f64>, context: &Context) -> Option<Parsed<f64>> {
    let _ = (text, max, context);
    None
}

/// A number of a state block as a rating of 5.
pub fn rating_number(number: f64, max: Option<f64>) -> Option<f64> {
    let _ = (number, max);
    None
}

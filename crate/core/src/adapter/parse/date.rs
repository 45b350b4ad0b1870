//! Dates: ISO 8601, Unix numbers, numeric; and [`when`], which tries every way.

use super::{Context, Parsed};
use crate::model::When;

/// A date in any way a page may write it: ISO 8601, written, numeric, relative, Unix seconds or milliseconds in digits.
pub fn when(text: &str, context: &Context) -> Option<Parsed<When>> {
    let _ = (text, context);
    None
}

/// Unix seconds or milliseconds (told apart by size) as an instant in UTC.
pub fn when_number(number: f64) -> Option<When> {
    let _ = number;
    None
}

//! Relative dates, counted from the capture time.

use super::{Context, Parsed};
use crate::model::When;

/// "3 months ago", "yesterday", "last month".. as a date or the interval of dates it must lie in.
pub fn relative(text: &str, context: &Context) -> Option<Parsed<When>> {
    let _ = (text, context);
    None
}

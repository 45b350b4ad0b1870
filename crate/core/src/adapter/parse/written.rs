//! Written dates: "Mar 7, 2026", "7. März 2026", "March 2026".

use super::{Context, Parsed};
use crate::model::When;

/// The first written date of the text; a month or a year alone is an interval.
pub fn written(text: &str, context: &Context) -> Option<Parsed<When>> {
    let _ = (text, context);
    None
}

//! Offsets: bytes inside, UTF-16 units outside, and where the page shows a value.

use crate::model::Range;
use crate::tree::RowId;

/// Finds where the rows show `value`. Empty when they do not.
pub fn align(value: &str, rows: &[(RowId, &str)]) -> Vec<Range> {
    let _ = (value, rows);
    Vec::new()
}

/// Maps a span of `value` (UTF-16 units) to row ranges by `value` and its `shown` alone.
pub fn shown_span(value: &str, shown: &[Range], start: u32, end: u32) -> Vec<Range> {
    let _ = (value, shown, start, end);
    Vec::new()
}

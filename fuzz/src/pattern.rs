//! A regular expression of a rule, on a text.

use secondlook_core::pack::pattern::{Pattern, steps};
use secondlook_core::pack::term::Regex;

use super::shared::two;

/// Hits, bytes of a sentence, and steps of a program at most: `crate/core/src/pack/pattern`.
const MOST: usize = 8 * (4 << 10) * 3 * 501;

/// The expression, a line feed, its literal, a zero byte, the text. Hits stand in the text, in order; the work is bounded.
pub fn run(bytes: &[u8]) {
    let (pattern, text) = two(bytes);
    let (regex, literal) = pattern.split_once('\n').unwrap_or((&pattern, ""));
    let size = steps(regex);
    let pattern = Pattern::new(&Regex { regex: regex.to_owned(), literal: literal.to_owned() });
    let mut spent = 0;
    let hits = pattern.hits(&text, &mut spent);
    assert!(spent <= MOST, "{spent} steps");
    assert!(size.is_some_and(|size| size <= 500) || spent == 0, "{size:?}: {spent} steps");
    let mut end = 0;
    for hit in &hits {
        assert!(hit.start >= end && hit.end >= hit.start && text.get(hit.clone()).is_some(), "{hits:?}");
        end = hit.end;
    }
}

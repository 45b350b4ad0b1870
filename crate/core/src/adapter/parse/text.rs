//! Text: trimmed, the inside verbatim.

use super::Parsed;
use crate::tree::walk::is_space;

/// The text without white space at both ends; `None` when nothing is left.
pub fn text(raw: &str) -> Option<Parsed<&str>> {
    let value = raw.trim_matches(is_space);
    let start = raw.len() - raw.trim_start_matches(is_space).len();
    (!value.is_empty()).then(|| Parsed { value, used: start..start + value.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_trimmed_and_the_inside_stays() {
        let parsed = text("\n\u{a0} a  b\n c ").unwrap();
        assert_eq!((parsed.value, parsed.used), ("a  b\n c", 4..11));
        assert_eq!(text(" \n\t"), None);
    }
}

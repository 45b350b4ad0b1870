//! The rules of the walk, in one place: what a row holds and what is left out.
//!
//! `extension/content/walk.ts` follows the same rules on the live DOM; a browser test proves that
//! both give the same rows on every fixture.
//!
//! 1. Element rows in document order, tag as lower-case local name. `svg`, `math`, `iframe`, `frame`, `object`,
//!    `embed`, `canvas`, `video`, `audio`, `select`: the row is kept, the inside is not. Dropped with their inside:
//!    `style`, `noscript`, `template`, `link` other than `rel=canonical`, and every `script` but data blocks.
//!    The inside of `textarea` and of `[contenteditable]` (other than `false`) is dropped: the user typed it.
//! 2. A data block is a `script` whose `type` ends in `json`, or that has no type (or a JavaScript one) and whose text
//!    is a state assignment ([`is_state_assignment`]). Its text is one text row.
//! 3. Text: adjacent text nodes (comments between them do not count) are one row, verbatim; a run of only white space
//!    ([`is_space`]) becomes one space; an empty run is no row. Lone surrogates are U+FFFD.
//! 4. Attributes: names in lower case (of SVG too), in document order. Dropped: [`denies`]. A value over
//!    [`ATTRIBUTE_UNITS`] UTF-16 units is cut there (a pair is never split).
//! 5. An open shadow root is an element row `#shadow-root`, first child of its host.
//! 6. Beyond a cap the walk stops taking and says so in `gaps`; what was taken stays.

/// At most this many rows.
pub const ROWS: usize = 60_000;
/// At most this many UTF-16 units of text rows together, data blocks not counted.
pub const TEXT_UNITS: usize = 4 << 20;
/// At most this many UTF-16 units in one data block; a longer one is left out (gap `blocks`).
pub const BLOCK_UNITS: usize = 2 << 20;
/// At most this many data blocks.
pub const BLOCKS: usize = 32;
/// An attribute's value is cut after this many UTF-16 units.
pub const ATTRIBUTE_UNITS: usize = 1024;
/// At most this many attributes of one element.
pub const ATTRIBUTES: usize = 64;
/// Elements deeper than this are left out (gap `depth`).
pub const DEPTH: usize = 512;

/// White space as HTML and the DOM see it here: the six characters of `\t\n\u{b}\f\r` and space, and NBSP.
pub fn is_space(c: char) -> bool {
    matches!(c, '\t'..='\r' | ' ' | '\u{a0}')
}

/// Whether an attribute is left out of the rows: event handlers, style, what the user typed, secrets, long tokens.
///
/// `tag` and `name` are lower case. A *long token* is a value of over 120 UTF-16 units with no white space, no `/` and
/// no `.` in it.
pub fn denies(tag: &str, name: &str, value: &str) -> bool {
    name.starts_with("on")
        || matches!(
            name,
            "style" | "value" | "srcdoc" | "srcset" | "nonce" | "integrity" | "ping" | "checked" | "selected"
        )
        || SECRET_NAMES.iter().any(|secret| name.contains(secret))
        || (tag == "path" && name == "d")
        || is_long_token(value)
}

/// Whether a `meta` element's `content` is left out because its name says that it is a secret.
pub fn is_secret_meta(name_or_property: &str) -> bool {
    let lower = name_or_property.to_ascii_lowercase();
    SECRET_NAMES.iter().any(|secret| lower.contains(secret))
}

const SECRET_NAMES: [&str; 6] = ["token", "csrf", "password", "secret", "session", "auth-"];

fn is_long_token(value: &str) -> bool {
    value.len() > 120
        && value.encode_utf16().count() > 120
        && !value.chars().any(|c| is_space(c) || c == '/' || c == '.')
}

/// Whether a script's text is a state assignment: `window.NAME[.NAME..] =` followed by `(`, `{` or `[`, after optional
/// white space. `self` and `globalThis` count as `window`.
pub fn is_state_assignment(script: &str) -> bool {
    let rest = script.trim_start_matches(is_space);
    let Some(rest) = ["window", "self", "globalThis"].iter().find_map(|root| rest.strip_prefix(root)) else {
        return false;
    };
    let name_end = rest.find(|c: char| !(c == '.' || c == '_' || c == '$' || c.is_ascii_alphanumeric()));
    let Some(name_end) = name_end.filter(|end| *end > 1 && rest.starts_with('.')) else {
        return false;
    };
    let Some(rest) = rest[name_end..].trim_start_matches(is_space).strip_prefix('=') else {
        return false;
    };
    rest.trim_start_matches(is_space).starts_with(['(', '{', '['])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_assignment_is_told_from_other_scripts() {
        for yes in ["window.__NUXT__=(function(a){}(1))", " window.A.b = {\"x\":1};", "self.S=[1]"] {
            assert!(is_state_assignment(yes), "{yes}");
        }
        for no in ["window.dataLayer = window.dataLayer || []", "window = {}", "(function(){})()", "windows.x={}", ""] {
            assert!(!is_state_assignment(no), "{no}");
        }
    }

    #[test]
    fn denied_attributes() {
        assert!(denies("div", "onclick", ""));
        assert!(denies("input", "value", "typed"));
        assert!(denies("div", "data-token", &"a1".repeat(2)));
        assert!(denies("div", "data-x", &"aB3".repeat(60)));
        assert!(!denies("a", "href", &format!("/u/{}", "a".repeat(200))));
        assert!(!denies("div", "class", "a b c"));
    }
}

//! The rules of the walk, in one place: what a row holds and what is left out.
//!
//! `extension/content/walk.ts` follows the same rules on the live DOM; a browser test proves that
//! both give the same rows on every fixture.
//!
//! 1. Element rows in document order, tag as lower-case local name. `svg`, `math`, `iframe`, `frame`, `object`,
//!    `embed`, `canvas`, `video`, `audio`, `select`: the row is kept, the inside is not. Dropped with their inside:
//!    `style`, `noscript`, `template`, `link` other than `rel=canonical`, and every `script` but data blocks.
//!    The inside of `textarea` and of `[contenteditable]` (other than `false`) is dropped: the user typed it. [`fate`],
//!    [`keeps_link`] and [`is_editable`] say so in code. Every `iframe` and `frame` counts as a gap `frame`.
//! 2. A data block is a `script` that [`is_data_script`] takes: its `type` ends in `json`, or it has no type (or a
//!    JavaScript one) and its text is a state assignment ([`is_state_assignment`]). Its text is one text row.
//! 3. Text: adjacent text nodes (comments between them do not count; any element does, also a dropped one) are one row,
//!    verbatim; a run of only white space ([`is_space`]) becomes one space; an empty run is no row. Lone surrogates are
//!    U+FFFD.
//! 4. Attributes: names in lower case (of SVG too), in document order. Dropped: [`denies`] (asked with the whole value),
//!    and `content` of a `meta` whose `name` or `property` is secret ([`is_secret_meta`]). A value over
//!    [`ATTRIBUTE_UNITS`] UTF-16 units is cut there (a pair is never split). The first [`ATTRIBUTES`] that stay are kept;
//!    an element with more, or with a [huge](`ATTRIBUTE_HUGE_UNITS`) value, counts as a gap `attributes`.
//! 5. An open shadow root is an element row `#shadow-root` without attributes, first child of its host.
//! 6. Beyond a cap the walk stops taking and says so in `gaps`; what was taken stays. Rows: the walk ends (count 1).
//!    Text: a run that does not fit any more is left out, later ones that fit are taken. Blocks: a block that is too long
//!    or one too many is left out, its element row too. Depth: `<html>` is 1, `#shadow-root` counts; an element deeper
//!    than [`DEPTH`] is left out with its inside. Gaps stand in the order of `GapKind`, one entry a kind.

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
/// A value of more UTF-16 units than this is said to be cut, unless it is a `data:` address (a saved picture).
pub const ATTRIBUTE_HUGE_UNITS: usize = 1 << 16;
/// At most this many attributes of one element.
pub const ATTRIBUTES: usize = 64;
/// Elements deeper than this are left out (gap `depth`).
pub const DEPTH: usize = 512;

/// White space as HTML and the DOM see it here: the six characters of `\t\n\u{b}\f\r` and space, and NBSP.
pub fn is_space(c: char) -> bool {
    matches!(c, '\t'..='\r' | ' ' | '\u{a0}')
}

/// What becomes of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// A row, and its inside is walked.
    Walk,
    /// A row, and its inside is not walked.
    RowOnly,
    /// Neither row nor inside.
    Drop,
}

/// What becomes of an element by its tag alone. `script`, `link` and editable elements need another look, see
/// [`is_data_script`], [`keeps_link`] and [`is_editable`].
pub fn fate(tag: &str) -> Fate {
    match tag {
        "svg" | "math" | "iframe" | "frame" | "object" | "embed" | "canvas" | "video" | "audio" | "select"
        | "textarea" => Fate::RowOnly,
        "style" | "noscript" | "template" => Fate::Drop,
        _ => Fate::Walk,
    }
}

/// Whether a `link` is a row: `rel` is exactly `canonical`, in any case.
pub fn keeps_link(rel: Option<&str>) -> bool {
    rel.is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
}

/// Whether an element's inside was typed by the user: it has `contenteditable` with any value but `false`, in any case.
pub fn is_editable(contenteditable: Option<&str>) -> bool {
    contenteditable.is_some_and(|value| !value.eq_ignore_ascii_case("false"))
}

/// Whether a `script` is a data block. `kind` is its `type` attribute; white space around it and its case do not count.
pub fn is_data_script(kind: Option<&str>, text: &str) -> bool {
    let kind = kind.unwrap_or("").trim_matches(is_space).to_ascii_lowercase();
    let code = kind.is_empty() || kind == "module" || kind.ends_with("javascript") || kind.ends_with("ecmascript");
    kind.ends_with("json") || (code && is_state_assignment(text))
}

/// How many UTF-16 units a text has.
pub fn units(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
}

/// The start of a text, at most `limit` UTF-16 units of it; a pair is never split.
pub fn cut(text: &str, limit: usize) -> &str {
    if text.len() <= limit {
        return text;
    }
    let mut taken = 0;
    for (at, c) in text.char_indices() {
        taken += c.len_utf16();
        if taken > limit {
            return text.get(..at).unwrap_or(text);
        }
    }
    text
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
    value.len() > 120 && units(cut(value, 121)) > 120 && !value.chars().any(|c| is_space(c) || c == '/' || c == '.')
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
    fn a_data_block_is_told_by_its_type_or_its_text() {
        assert!(is_data_script(Some("application/ld+json"), "{}"));
        assert!(is_data_script(Some(" Application/JSON "), ""));
        assert!(is_data_script(None, "window.A={}"));
        assert!(is_data_script(Some("text/javascript"), "window.A={}"));
        assert!(!is_data_script(Some("text/template"), "window.A={}"));
        assert!(!is_data_script(Some("module"), "import x from 'y'"));
    }

    #[test]
    fn cuts_never_split_a_pair() {
        assert_eq!(cut("ab\u{1f600}c", 3), "ab");
        assert_eq!(cut("ab\u{1f600}c", 4), "ab\u{1f600}");
        assert_eq!(cut("\u{e9}\u{e9}", 2), "\u{e9}\u{e9}");
        assert_eq!(units("ab\u{1f600}c"), 5);
    }

    #[test]
    fn links_and_typed_text() {
        assert!(keeps_link(Some("Canonical")));
        assert!(!keeps_link(Some("stylesheet")));
        assert!(!keeps_link(None));
        assert!(is_editable(Some("")) && is_editable(Some("true")));
        assert!(!is_editable(Some("FALSE")) && !is_editable(None));
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

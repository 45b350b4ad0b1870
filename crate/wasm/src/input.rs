//! Texts from outside, made into the core's types. No JavaScript value is seen here, so all of it is tested natively.

use std::borrow::Cow;

use secondlook_core::engine::Selection;
use secondlook_core::report::Problem;
use secondlook_core::tree::{self, PageTree};
use serde::de::DeserializeOwned;

use crate::data;

/// Longest page tree that is read, in bytes of JSON. The walk's own caps end far below it.
pub const MOST_TREE_BYTES: usize = 64 << 20;

/// Longest pack that is read, in bytes of JSON: as in the native command.
pub const MOST_PACK_BYTES: usize = 8 << 20;

/// Longest marked text that is checked, in bytes.
pub const MOST_TEXT_BYTES: usize = 1 << 20;

/// Longest words on a kind of work, in bytes.
pub const MOST_WORK_BYTES: usize = 1 << 12;

/// Reads a page tree and refuses one of another version.
pub fn page_tree(json: &str) -> Result<PageTree, Vec<Problem>> {
    if json.len() > MOST_TREE_BYTES {
        return Err(too_long("tree", json.len(), MOST_TREE_BYTES));
    }
    // Thousands of rows: straight into place, no data between.
    let tree: PageTree =
        serde_json::from_str(&well_formed(json)).map_err(|error| not_understood("tree", error.to_string()))?;
    if tree.schema != tree::SCHEMA {
        return Err(one(
            "page tree",
            "tree-other-version",
            format!("rows of version {}; this engine reads version {}", tree.schema, tree::SCHEMA),
            "reload the page: its content script is of another version of the extension",
        ));
    }
    for (at, row) in tree.rows.iter().enumerate() {
        let before = row.parent().is_none_or(|parent| (parent as usize) < at);
        if !before || (row.parent().is_none() && at > 0) {
            return Err(one(
                "page tree",
                "tree-parent-not-before",
                format!("row {at} names {:?} as its parent", row.parent()),
                "a parent stands before its children, and only row 0 has none",
            ));
        }
    }
    Ok(tree)
}

/// A text that somebody marked on any page. One that is too long is refused: a finding's absence would say too much.
pub fn selection(text: &str, url: &str, captured_at: &str) -> Result<Selection, Vec<Problem>> {
    if text.len() > MOST_TEXT_BYTES {
        return Err(too_long("text", text.len(), MOST_TEXT_BYTES));
    }
    let [text, url, captured_at] = [text, url, captured_at].map(str::to_owned);
    Ok(Selection { text, url, captured_at, language: None })
}

/// A value from its JSON; `None` is what has no JSON, such as a function.
pub fn value<T: DeserializeOwned>(place: &str, json: Option<&str>) -> Result<T, Vec<Problem>> {
    let json = json.ok_or_else(|| not_understood(place, "it is no plain data".to_owned()))?;
    data::from_json(&well_formed(json)).map_err(|message| not_understood(place, message))
}

/// That something is not of the shape it should be.
pub fn not_understood(place: &str, message: String) -> Vec<Problem> {
    let fix = match place {
        "pack" | "packs" => "build the packs again with this version",
        _ => "send what extension/types.ts describes",
    };
    one(place, &format!("{place}-not-understood"), message, fix)
}

/// That something is longer than what is read.
pub fn too_long(place: &str, found: usize, most: usize) -> Vec<Problem> {
    let fix = if place == "text" { "mark a shorter part" } else { "send less" };
    one(place, &format!("{place}-too-long"), format!("it is {found} long; at most {most} are read"), fix)
}

/// One problem.
pub fn one(place: &str, code: &str, message: String, fix: &str) -> Vec<Problem> {
    vec![Problem { place: place.to_owned(), code: code.to_owned(), message, fix: fix.to_owned() }]
}

/// JSON without escapes of lone surrogates, which JavaScript writes and Rust's strings cannot hold. Each becomes
/// U+FFFD: one UTF-16 unit for one, so no offset moves.
fn well_formed(json: &str) -> Cow<'_, str> {
    let bytes = json.as_bytes();
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(step) = json.get(at..).and_then(|rest| rest.find('\\')) {
        let here = at + step;
        match surrogate(bytes, here) {
            Some(0xD800..=0xDBFF) if matches!(surrogate(bytes, here + 6), Some(0xDC00..=0xDFFF)) => at = here + 12,
            Some(_) => {
                out.push_str(&json[copied..here]);
                out.push_str("\\ufffd");
                at = here + 6;
                copied = at;
            }
            // The backslash and what it escapes, so that `\\ud800` stays the six characters it is. What escapes half of another
            // character is no JSON, and ends the search.
            None => at = here + 2,
        }
    }
    if copied == 0 {
        return Cow::Borrowed(json);
    }
    out.push_str(&json[copied..]);
    Cow::Owned(out)
}

/// The surrogate whose escape `\uXXXX` begins here.
fn surrogate(bytes: &[u8], at: usize) -> Option<u16> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let unit = u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    (0xD800..=0xDFFF).contains(&unit).then_some(unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use secondlook_core::tree::Row;

    fn tree(rows: &str) -> Result<PageTree, Vec<Problem>> {
        page_tree(&format!(
            r#"{{"schema":1,"walk":1,"url":"https://example.org/","captured_at":"2026-01-02T03:04:05Z","rows":{rows}}}"#
        ))
    }

    fn code(result: Result<PageTree, Vec<Problem>>) -> String {
        result.expect_err("a problem").remove(0).code
    }

    #[test]
    fn reads_rows() {
        let tree = tree(r#"[[-1,"html",["lang","en"]],[0,"Hello"]]"#).expect("rows");
        assert_eq!(tree.rows.len(), 2);
        assert_eq!(tree.rows[1], Row::Text { parent: 0, text: "Hello".to_owned() });
    }

    #[test]
    fn refuses_what_is_no_tree() {
        assert_eq!(code(page_tree("")), "tree-not-understood");
        assert_eq!(code(page_tree("[]")), "tree-not-understood");
        assert_eq!(code(tree(r#"[[-1,"html"]]"#)), "tree-not-understood");
        assert_eq!(code(tree(r#"[[-1,"html",[]],[7,"x"]]"#)), "tree-parent-not-before");
        assert_eq!(code(tree(r#"[[0,"html",[]]]"#)), "tree-parent-not-before");
        assert_eq!(code(tree(r#"[[-1,"html",[]],[-1,"html",[]]]"#)), "tree-parent-not-before");
        let other = r#"{"schema":2,"walk":1,"url":"","captured_at":"","rows":[]}"#;
        assert_eq!(code(page_tree(other)), "tree-other-version");
    }

    #[test]
    fn a_deep_nest_is_refused_without_a_crash() {
        assert_eq!(code(page_tree(&"[".repeat(200_000))), "tree-not-understood");
        assert_eq!(code(tree(&"[".repeat(200_000))), "tree-not-understood");
    }

    #[test]
    fn lone_surrogates_keep_their_width() {
        let cases = [
            (r#"[[-1,"html",[]],[0,"a\ud800b"]]"#, "a\u{fffd}b"),
            (r#"[[-1,"html",[]],[0,"a\udfffb"]]"#, "a\u{fffd}b"),
            (r#"[[-1,"html",[]],[0,"\ud83d\ude00!"]]"#, "\u{1f600}!"),
            (r#"[[-1,"html",[]],[0,"\ud83d\ud83d\ude00!"]]"#, "\u{fffd}\u{1f600}!"),
            (r#"[[-1,"html",[]],[0,"\\ud800"]]"#, "\\ud800"),
            (r#"[[-1,"html",[]],[0,"\\\ud800\""]]"#, "\\\u{fffd}\""),
        ];
        for (rows, text) in cases {
            let tree = tree(rows).expect(rows);
            assert_eq!(tree.rows[1], Row::Text { parent: 0, text: text.to_owned() });
        }
    }

    #[test]
    fn a_selection_of_megabytes_is_refused() {
        assert_eq!(selection("x", "u", "t").expect("a text").text, "x");
        let long = "\u{1f600}".repeat(1_000_000);
        assert_eq!(selection(&long, "", "").expect_err("too long")[0].code, "text-too-long");
    }
}

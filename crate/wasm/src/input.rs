//! Texts from outside, made into the core's types. No JavaScript value is seen here, so all of it is tested natively.

use std::borrow::Cow;

use secondlook_core::engine::{Engine, Selection, Settings, Words};
use secondlook_core::pack::Pack;
use secondlook_core::report::{PackInfo, Problem};
use secondlook_core::tree::{self, PageTree};
use serde::Deserialize;
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

/// A built-in or imported pack with what the report says of it: an element of `packs.json`.
#[derive(Debug, Clone, Deserialize)]
pub struct LoadedPack {
    /// The pack.
    pub pack: Pack,
    /// How the report names it.
    pub info: PackInfo,
    /// Whether the build has proved it: the host's word, not the pack's.
    #[serde(default)]
    pub proved: bool,
}

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

/// Builds an engine of the packs in a `packs.json`.
pub fn engine(packs_json: &str, settings: Settings, words: Words) -> Result<Engine, Vec<Problem>> {
    let loaded: Vec<LoadedPack> = value("packs", Some(packs_json))?;
    let proved = loaded.iter().filter(|loaded| loaded.proved).map(|loaded| loaded.pack.id.clone()).collect();
    let packs = loaded.into_iter().map(|loaded| (loaded.pack, loaded.info)).collect();
    Engine::with_proved(packs, &proved, settings, words)
}

/// Whether a pack that somebody wants to add can be loaded: its form, its texts, its phrases, its own examples.
pub fn check_pack(json: &str) -> Result<(), Vec<Problem>> {
    let pack: Pack = value("pack", Some(json))?;
    // The hash and the signature are the loader's to find out; nothing here looks at them.
    let info = PackInfo {
        id: pack.id.clone(),
        version: pack.version.clone(),
        sha256: String::new(),
        signed: false,
        built_in: false,
    };
    Engine::new(vec![(pack, info)], Settings::default(), Words::new()).map(|_| ())
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
    while let Some(step) = bytes.get(at..).and_then(|rest| rest.iter().position(|&byte| byte == b'\\')) {
        let here = at + step;
        match surrogate(bytes, here) {
            Some(0xD800..=0xDBFF) if matches!(surrogate(bytes, here + 6), Some(0xDC00..=0xDFFF)) => at = here + 12,
            Some(_) => {
                out.push_str(&json[copied..here]);
                out.push_str("\\ufffd");
                at = here + 6;
                copied = at;
            }
            // The backslash and what it escapes, so that `\\ud800` stays the six characters it is.
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

    #[test]
    fn all_that_is_wrong_with_a_pack_is_said_at_once() {
        let json = r#"{"id":"Nonsense","version":"x","description":"","licence":"","languages":[]}"#;
        let problems = check_pack(json).expect_err("much is wrong");
        assert!(problems.len() > 1, "{problems:?}");
    }

    #[test]
    fn packs_are_a_list_and_a_pack_an_object() {
        let engine = |json: &str| engine(json, Settings::default(), Words::new());
        assert!(engine("[]").is_ok());
        assert_eq!(engine("{}").expect_err("no list")[0].code, "packs-not-understood");
        let pack = r#"{"id":"Bad Id","version":"1.0.0","description":"x","licence":"MIT","languages":["en"]}"#;
        let info = r#"{"id":"Bad Id","version":"1.0.0","sha256":"","signed":false}"#;
        let loaded = |more: &str| format!(r#"[{{"pack":{pack},"info":{info}{more}}}]"#);
        assert_eq!(engine(&loaded("")).expect_err("unproved")[0].code, "pack-bad-id");
        assert!(engine(&loaded(r#","proved":true"#)).is_ok(), "what the build proved is not gone through again");
        let claims = pack.replace(r#""id""#, r#""proved":true,"id""#);
        let claims = format!(r#"[{{"pack":{claims},"info":{info}}}]"#);
        assert_eq!(engine(&claims).expect_err("no pack's own word")[0].code, "packs-not-understood");
        assert_eq!(check_pack("{}").expect_err("no pack")[0].code, "pack-not-understood");
    }
}

//! What several targets need.

use std::sync::OnceLock;

use secondlook::builtin;
use secondlook_core::check::Memories;
use secondlook_core::engine::{Engine, Settings};
use secondlook_core::model::PageSnapshot;
use secondlook_core::tree::{PageTree, Row};
use serde_json::Value;

/// Addresses that the built-in adapters serve, and one that none does.
pub const ADDRESSES: [&str; 8] = [
    "https://www.upwork.com/freelancers/~01c0ffee00c0ffee01",
    "https://www.upwork.com/ab/applicants/1900000000000000001/applicants",
    "https://www.upwork.com/ab/applicants/1900000000000000001/suggested",
    "https://www.freelancer.com/projects/web-development/clinic-booking-form/proposals",
    "https://www.freelancer.com/u/QuietHarbor",
    "https://www.fiverr.com/maplark/draw-a-map-of-your-town",
    "https://www.fiverr.com/maplark",
    "https://www.example.org/people/1",
];
/// When pages were read.
pub const AT: &str = "2026-11-20T10:00:00+01:00";

/// The engine of the built-in packs.
pub fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let packs = builtin::packs().expect("packs");
        let proved = packs.iter().map(|loaded| loaded.pack.id.clone()).collect();
        let packs = packs.into_iter().map(|loaded| (loaded.pack, loaded.info)).collect();
        Engine::with_proved(packs, &proved, Settings::default(), builtin::words().expect("words")).expect("an engine")
    })
}

/// The bytes before and behind the first zero byte, as text; all of them before it, where there is none.
pub fn two(bytes: &[u8]) -> (String, String) {
    let at = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    let behind = bytes.get(at + 1..).unwrap_or_default();
    (String::from_utf8_lossy(&bytes[..at]).into_owned(), String::from_utf8_lossy(behind).into_owned())
}

/// One of several, by the first byte, and the bytes behind it.
pub fn choose<'a, T: Copy>(from: &[T], bytes: &'a [u8]) -> (T, &'a [u8]) {
    let (first, rest) = bytes.split_first().unwrap_or((&0, &[]));
    (from[usize::from(*first) % from.len()], rest)
}

/// Judges what was read of a page, and holds snapshot and report to what is true of every page.
pub fn judged(engine: &Engine, tree: &PageTree, snapshot: &PageSnapshot) {
    shown_in(tree, &serde_json::to_value(snapshot).expect("JSON"));
    let report = engine.analyze(snapshot, &Memories::default());
    let json = serde_json::to_value(&report).expect("JSON");
    shown_in(tree, &json);
    assert_eq!(json, serde_json::to_value(engine.analyze(snapshot, &Memories::default())).expect("JSON"), "twice");
}

/// Every `shown` is within the text of its row, and splits no character.
pub fn shown_in(tree: &PageTree, value: &Value) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| shown_in(tree, item)),
        Value::Object(members) => {
            for (name, member) in members {
                match (name.as_str(), member.as_array()) {
                    ("shown", Some(ranges)) => ranges.iter().for_each(|range| within(tree, range)),
                    _ => shown_in(tree, member),
                }
            }
        }
        _ => {}
    }
}

fn within(tree: &PageTree, range: &Value) {
    let Some([row, start, end]) = range.as_array().map(Vec::as_slice) else { return };
    let number = |value: &Value| value.as_u64().map(|number| number as usize).expect("a number");
    let (row, start, end) = (number(row), number(start), number(end));
    let Some(Row::Text { text, .. }) = tree.rows.get(row) else { panic!("row {row} is no text") };
    let units: Vec<u16> = text.encode_utf16().collect();
    let slice = units.get(start..end).unwrap_or_else(|| panic!("{start}..{end} in {text:?}"));
    assert!(String::from_utf16(slice).is_ok(), "{start}..{end} splits a character of {text:?}");
}

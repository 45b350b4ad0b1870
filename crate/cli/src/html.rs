//! A saved page's bytes as a [`PageTree`].
//!
//! html5ever builds the tree a browser would build, in an arena of ours; [`rows`] then follows the rules of
//! `secondlook_core::tree::walk`, as the content script does on the live page. Hostile files are bounded: what is
//! not read is said in `gaps`.

mod arena;
mod encoding;
mod guard;
mod open_tag;
mod rows;
mod sink;

use std::collections::BTreeMap;

use secondlook_core::tree::{Gap, GapKind, PageTree, SCHEMA};

pub use encoding::{Decoded, WrongEncoding, decode};

/// At most this many bytes of a saved file are read.
pub const FILE_BYTES: usize = 32 << 20;

/// Counts of what was left out, by kind.
pub(crate) type Gaps = BTreeMap<GapKind, u32>;

/// The rows of a saved page. Reads at most [`FILE_BYTES`] of it.
pub fn page_tree(bytes: &[u8], url: &str, captured_at: &str) -> Result<PageTree, WrongEncoding> {
    let taken = bytes.get(..FILE_BYTES).unwrap_or(bytes);
    let decoded = decode(taken)?;
    let mut gaps = Gaps::new();
    if taken.len() < bytes.len() {
        gaps.insert(GapKind::Bytes, 1);
    }
    if decoded.replaced > 0 {
        gaps.insert(GapKind::Encoding, decoded.replaced);
    }
    if !ends(&decoded.text) {
        gaps.insert(GapKind::Cut, 1);
    }
    let arena = guard::parse(&decoded.text, &mut gaps);
    let rows = rows::walk(&arena, &mut gaps);
    let gaps = gaps.into_iter().map(|(kind, count)| Gap { kind, count }).collect();
    Ok(PageTree { schema: SCHEMA, walk: 0, url: url.to_owned(), captured_at: captured_at.to_owned(), rows, gaps })
}

/// How far from its ends a file's first and last tags are looked for: what savers and sites write around them is short.
const EDGE_BYTES: usize = 64 << 10;

/// Whether a page ends as pages do. HTML lets the last tags be left out, but no site with an adapter does, and neither
/// does a browser that saves a page; a download that broke off does. A saved fragment has no such end to miss.
fn ends(html: &str) -> bool {
    let bytes = html.as_bytes();
    let head = bytes.get(..EDGE_BYTES).unwrap_or(bytes);
    let tail = bytes.get(bytes.len().saturating_sub(EDGE_BYTES)..).unwrap_or_default();
    let has = |part: &[u8], name: &[u8]| part.windows(name.len()).any(|window| window.eq_ignore_ascii_case(name));
    let whole = has(head, b"<html") || has(head, b"<!doctype html");
    !whole || has(tail, b"</html") || has(tail, b"</body")
}

#[cfg(test)]
mod tests;

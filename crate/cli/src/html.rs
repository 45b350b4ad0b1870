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
    let arena = guard::parse(&decoded.text, &mut gaps);
    let rows = rows::walk(&arena, &mut gaps);
    let gaps = gaps.into_iter().map(|(kind, count)| Gap { kind, count }).collect();
    Ok(PageTree { schema: SCHEMA, walk: 0, url: url.to_owned(), captured_at: captured_at.to_owned(), rows, gaps })
}

#[cfg(test)]
mod tests;

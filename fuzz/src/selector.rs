//! A selector of an adapter, and a page.

use secondlook::html::page_tree;
use secondlook_core::tree::index::Index;
use secondlook_core::tree::select::Selector;

use super::shared::{AT, two};

/// The selector, a zero byte, HTML. What it finds is in order, each once, elements only; a lower limit gives the first of it.
pub fn run(bytes: &[u8]) {
    let (css, html) = two(bytes);
    let Ok(selector) = Selector::parse(&css) else { return };
    let Ok(tree) = page_tree(html.as_bytes(), "https://h.example/", AT) else { return };
    let index = Index::new(&tree);
    let found = selector.all(&index, 0, usize::MAX);
    assert!(found.is_sorted_by(|a, b| a < b) && found.iter().all(|row| index.is_element(*row)));
    if !index.exhausted() {
        assert_eq!(selector.first(&index, 0), found.first().copied());
        assert_eq!(selector.all(&index, 0, 2), found[..found.len().min(2)]);
    }
}

//! A saved page: bytes of HTML.

use secondlook::html::page_tree;
use secondlook_core::tree::walk::{ATTRIBUTE_UNITS, ATTRIBUTES, BLOCK_UNITS, DEPTH, ROWS, TEXT_UNITS, denies, units};
use secondlook_core::tree::{PageTree, Row};

use super::shared::{ADDRESSES, AT, choose, engine, judged};

/// The first byte chooses the address. The rows keep every cap and rule of the walk, and the engine answers.
pub fn run(bytes: &[u8]) {
    let (url, html) = choose(&ADDRESSES, bytes);
    let Ok(tree) = page_tree(html, url, AT) else { return };
    assert_eq!(page_tree(html, url, AT).as_ref(), Ok(&tree), "read twice");
    capped(&tree);
    let snapshot = engine().read(&tree);
    judged(engine(), &tree, &snapshot);
}

fn capped(tree: &PageTree) {
    assert!(tree.rows.len() <= ROWS);
    let mut depths: Vec<usize> = Vec::new();
    let mut texts = 0;
    for (at, row) in tree.rows.iter().enumerate() {
        let parent = row.parent().map(|parent| parent as usize);
        assert_eq!(parent.is_none(), at == 0, "row {at}");
        let depth = parent.map_or(1, |parent| depths[parent] + 1);
        depths.push(depth);
        match row {
            Row::Element { tag, attributes, .. } => {
                assert!(depth <= DEPTH && attributes.len() <= ATTRIBUTES);
                assert!(!matches!(tag.as_str(), "style" | "noscript" | "template"));
                for (name, value) in attributes {
                    assert!(units(value) <= ATTRIBUTE_UNITS);
                    // Of a value that was cut the rest decides, too.
                    assert!(units(value) == ATTRIBUTE_UNITS || !denies(tag, name, value), "{tag} {name} {value:?}");
                }
            }
            Row::Text { text, .. } => {
                assert!(!text.is_empty());
                let of_script =
                    matches!(tree.rows.get(parent.unwrap_or(at)), Some(Row::Element { tag, .. }) if tag == "script");
                if of_script {
                    assert!(units(text) <= BLOCK_UNITS);
                } else {
                    texts += units(text);
                }
            }
        }
    }
    assert!(texts <= TEXT_UNITS);
}

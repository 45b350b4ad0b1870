//! The bound on work, and any text as a selector.

use super::super::index::STEPS;
use super::super::{PageTree, SCHEMA};
use super::*;
use proptest::prelude::*;

fn list(items: u32) -> PageTree {
    let element = |parent: Option<RowId>, tag: &str| Row::Element { parent, tag: tag.to_owned(), attributes: vec![] };
    let items = (0..items).map(|at| element(Some(1), if at % 3 == 2 { "dt" } else { "li" }));
    let rows = [element(None, "html"), element(Some(0), "ul")].into_iter().chain(items).collect();
    let text = String::new;
    PageTree { schema: SCHEMA, walk: 0, url: text(), captured_at: text(), rows, gaps: Vec::new() }
}

fn found(index: &Index, css: &str) -> Vec<RowId> {
    Selector::parse(css).unwrap().all(index, 0, 99)
}

/// A sibling that is not looked at any more is none, and `:first-child` or `:not(..)` would hold.
#[test]
fn what_matches_only_because_the_bound_was_reached_is_not_found() {
    let tree = list(9);
    for css in [
        "li:first-child",
        "li:last-child",
        "li:not(ul > li)",
        "li:not(li ~ li)",
        "li:only-child",
        "li:nth-child(2)",
        "dt:nth-of-type(1)",
    ] {
        let whole = found(&Index::new(&tree), css);
        for left in 0..60 {
            let index = Index::new(&tree);
            index.spend(STEPS - left);
            let found = found(&index, css);
            assert!(found.iter().all(|row| whole.contains(row)), "{css} with {left} steps: {found:?}, not {whole:?}");
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_a_selector_or_a_mistake(css in "\\PC{0,40}") {
        let tree = list(4);
        if let Ok(selector) = Selector::parse(&css) {
            let rows = selector.all(&Index::new(&tree), 0, 99);
            prop_assert!(rows.is_sorted_by(|a, b| a < b) && rows.iter().all(|row| *row < 6));
        }
    }

    #[test]
    fn parts_of_selectors_in_any_order_are_one_or_a_mistake(
        parts in proptest::collection::vec(proptest::sample::select(vec![
            "li", "dt", "ul", "*", " ", ">", "~", "+", ",", ":not(", ")", ":is(", ":nth-child(2n+1)", ":first-child", ":empty", ":root", ".a", "#b",
            "[c=d]", "[e", "]", "::before", ":has(", "\\", "|",
        ]), 0..9),
    ) {
        let (tree, css) = (list(4), parts.concat());
        let Ok(selector) = Selector::parse(&css) else { return Ok(()) };
        let (index, again) = (Index::new(&tree), Index::new(&tree));
        let rows = selector.all(&index, 0, 99);
        prop_assert_eq!(selector.all(&again, 0, 1), rows.first().copied().into_iter().collect::<Vec<_>>());
    }
}

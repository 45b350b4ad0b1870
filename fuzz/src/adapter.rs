//! An adapter that somebody wrote, and a page.

use secondlook::html::page_tree;
use secondlook_core::adapter::{Adapter, Compiled, check, read_compiled};

use super::shared::{AT, shown_in, two};

/// The adapter's JSON, a zero byte, HTML. Every mistake is a problem, and whatever is left reads without one.
pub fn run(bytes: &[u8]) {
    let (adapter, html) = two(bytes);
    let Ok(adapter) = serde_json::from_str::<Adapter>(&adapter) else { return };
    let json = serde_json::to_string(&adapter).expect("JSON");
    assert_eq!(serde_json::from_str::<Adapter>(&json).expect("what was written"), adapter);
    let (compiled, problems) = Compiled::new("p/a".to_owned(), adapter.clone());
    assert_eq!(check(&adapter), problems);
    let host = adapter.hosts.first().cloned().unwrap_or_default();
    let Ok(tree) = page_tree(html.as_bytes(), &format!("https://{host}/p/Ada"), AT) else { return };
    let compiled = [compiled];
    let snapshot = read_compiled(&compiled, &tree);
    assert_eq!(snapshot, read_compiled(&compiled, &tree), "read twice");
    shown_in(&tree, &serde_json::to_value(&snapshot).expect("JSON"));
}

//! The rows of a page, as a content script hands them over.

use secondlook_core::tree::PageTree;
use secondlook_core::tree::index::Index;

use super::shared::{engine, judged};

/// Read, written and read again it is the same; whatever its rows say, the index holds, and the engine answers.
pub fn run(bytes: &[u8]) {
    let Ok(tree) = serde_json::from_slice::<PageTree>(bytes) else { return };
    let json = serde_json::to_vec(&tree).expect("JSON");
    assert_eq!(serde_json::from_slice::<PageTree>(&json).expect("what was written"), tree);
    let index = Index::new(&tree);
    for row in 0..tree.rows.len() as u32 {
        assert!(index.parent(row).is_none_or(|parent| parent < row && index.is_element(parent)));
        assert!(index.end(row) > row && index.end(row) as usize <= tree.rows.len());
    }
    let snapshot = engine().read(&tree);
    assert_eq!(snapshot, engine().read(&tree), "read twice");
    judged(engine(), &tree, &snapshot);
}

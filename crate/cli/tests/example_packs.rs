//! The packs that the docs show to authors load and prove themselves.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;
use std::path::Path;

use secondlook_core::engine::{Engine, Settings};
use secondlook_core::words::Words;

#[test]
fn the_example_pack_proves_itself() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/wallets");
    let loaded = secondlook::packs::load(&folder).unwrap();
    assert!(loaded.iter().all(|loaded| !loaded.info.built_in && !loaded.pack.rules.is_empty()));
    let packs = loaded.into_iter().map(|loaded| (loaded.pack, loaded.info)).collect();
    let engine = Engine::with_proved(packs, &BTreeSet::new(), Settings::default(), Words::new());
    assert!(engine.is_ok(), "{:?}", engine.err());
}

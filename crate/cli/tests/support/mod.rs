//! What tests on pages share: the built-in adapters, the pages of ours, and the shared ones.

#![allow(dead_code, clippy::unwrap_used, reason = "for tests; each file uses a part of it")]

pub mod ledgers;
pub mod records;

use std::fs;
use std::path::{Path, PathBuf};

use secondlook::html::page_tree;
use secondlook_core::adapter::{self, Adapter};
use secondlook_core::check::Memories;
use secondlook_core::engine::{Engine, Settings};
use secondlook_core::model::PageSnapshot;
use secondlook_core::report::Report;

/// The repository's root.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The built-in adapters with their ids, in the order of their files.
pub fn adapters() -> Vec<(String, Adapter)> {
    let mut all = Vec::new();
    for pack in sorted(&repository().join("packs")) {
        let Ok(manifest) = fs::read_to_string(pack.join("pack.toml")) else { continue };
        let manifest: toml::Table = toml::from_str(&manifest).unwrap();
        for file in sorted(&pack.join("adapters")) {
            let text = fs::read_to_string(&file).unwrap();
            let table: toml::Table = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
            let json = serde_json::to_value(table).unwrap();
            let adapter: Adapter = serde_json::from_value(json).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
            assert_eq!(file.file_stem().unwrap().to_str(), Some(adapter.id.as_str()), "the file's name is the id");
            all.push((format!("{}/{}", manifest["id"].as_str().unwrap(), adapter.id), adapter));
        }
    }
    assert!(!all.is_empty());
    all
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// Reads a page with the built-in adapters.
pub fn read(html: &[u8], url: &str, captured_at: &str) -> PageSnapshot {
    let tree = page_tree(html, url, captured_at).unwrap();
    let adapters = adapters();
    let borrowed: Vec<(String, &Adapter)> = adapters.iter().map(|(id, adapter)| (id.clone(), adapter)).collect();
    adapter::read(&borrowed, &tree)
}

/// The engine as it is shipped: the built-in packs and the English words.
pub fn engine() -> Engine {
    let packs = secondlook::builtin::packs().unwrap();
    let proved = packs.iter().map(|loaded| loaded.pack.id.clone()).collect();
    let packs = packs.into_iter().map(|loaded| (loaded.pack, loaded.info)).collect();
    Engine::with_proved(packs, &proved, Settings::default(), secondlook::builtin::words().unwrap()).unwrap()
}

/// The report on a page.
pub fn report(engine: &Engine, html: &[u8], url: &str, captured_at: &str) -> Report {
    let tree = page_tree(html, url, captured_at).unwrap();
    engine.analyze(&engine.read(&tree), &Memories::default())
}

/// A page of ours.
pub struct Page {
    pub html: Vec<u8>,
    pub url: String,
    pub captured_at: String,
}

/// The names of the pages of ours.
pub fn pages() -> Vec<String> {
    let files = sorted(&repository().join("tests/pages"));
    let about = files.iter().filter(|file| file.extension().is_some_and(|e| e == "toml"));
    about.map(|file| file.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}

/// One page of ours: `NAME.toml` with its `url` and `captured_at`, and `NAME.html`, or the `page` that it names (the same
/// page at another address).
pub fn page(name: &str) -> Page {
    let folder = repository().join("tests/pages");
    let about = fs::read_to_string(folder.join(format!("{name}.toml"))).unwrap_or_else(|e| panic!("{name}.toml: {e}"));
    let about: toml::Table = toml::from_str(&about).unwrap();
    let word = |key: &str| about[key].as_str().unwrap().to_owned();
    Page {
        html: fs::read(folder.join(format!("{}.html", about.get("page").and_then(|p| p.as_str()).unwrap_or(name))))
            .unwrap(),
        url: word("url"),
        captured_at: word("captured_at"),
    }
}

/// A page of the shared folder; none, loudly, where that is not at hand.
pub fn shared(file: &str) -> Option<Vec<u8>> {
    let folder = std::env::var_os("SECONDLOOK_SHARED")
        .map_or_else(|| repository().join("../shared/pages"), |shared| PathBuf::from(shared).join("pages"));
    let read = fs::read(folder.join(file)).ok();
    if read.is_none() {
        println!("skipped: shared pages are not here");
    }
    read
}

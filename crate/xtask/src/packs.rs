//! `packs/` as one JSON file: what the extension carries and the engine is built with.

use std::fs;

use secondlook::packs;
use secondlook_core::prove::ORDINARY;
use secondlook_core::report::Problem;

use crate::paths;

/// Writes `target/packs.json`: `[{info, pack, proved}]` in the order of the folders' names; and `target/corpus.json`, the
/// ordinary texts that the extension proves imported packs on. A pack that the engine would refuse
/// is refused here, with all that is wrong.
pub fn build() -> Result<(), String> {
    let mut loaded = packs::load(&paths::root().join("packs")).map_err(|problems| listed(&problems))?;
    packs::prove(&loaded).map_err(|problems| listed(&problems))?;
    packs::build_in(&mut loaded).map_err(|problems| listed(&problems))?;
    // The examples have done their work: no start of the engine reads them.
    for rule in loaded.iter_mut().flat_map(|loaded| &mut loaded.pack.rules) {
        (rule.examples.fire, rule.examples.silent) = (Vec::new(), Vec::new());
    }
    let json = packs::to_json(&loaded).map_err(|problems| listed(&problems))?;
    let count = loaded.len();
    let rules: usize = loaded.iter().map(|loaded| loaded.pack.rules.len()).sum();
    let adapters: usize = loaded.iter().map(|loaded| loaded.pack.adapters.len()).sum();
    let out = paths::target().join("packs.json");
    fs::write(&out, format!("{json}\n")).map_err(|error| format!("{}: {error}", out.display()))?;
    let corpus = paths::target().join("corpus.json");
    fs::write(&corpus, ORDINARY).map_err(|error| format!("{}: {error}", corpus.display()))?;
    println!("target/packs.json: {count} packs, {adapters} adapters, {rules} rules, {} bytes", json.len() + 1);
    Ok(())
}

fn listed(problems: &[Problem]) -> String {
    let list: Vec<String> =
        problems.iter().map(|p| format!("\n  {} [{}] {}: {}", p.place, p.code, p.message, p.fix)).collect();
    format!("the built-in packs have problems:{}", list.concat())
}

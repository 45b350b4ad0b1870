//! `packs/` as one JSON file: what the extension carries and the engine is built with.

use std::fs;
use std::path::{Path, PathBuf};

use secondlook_core::engine::{Engine, Settings, Words};
use secondlook_core::pack::Pack;
use secondlook_core::report::PackInfo;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::paths;

/// Writes `target/packs.json`: `[{pack, info}]` in the order of the folders' names. A pack that the engine would refuse
/// is refused here, with all that is wrong.
pub fn build() -> Result<(), String> {
    let mut loaded = Vec::new();
    let mut written = Vec::new();
    for folder in entries(&paths::root().join("packs"), |path| path.join("pack.toml").is_file())? {
        let value = folder_as_json(&folder)?;
        let place = |error: serde_json::Error| format!("{}: {error}", folder.display());
        let pack: Pack = serde_json::from_value(value).map_err(place)?;
        // As the engine's own types write it: defaults left out, keys in order, so the hash is of what is meant.
        let canonical = serde_json::to_value(&pack).map_err(place)?;
        let sha256 = hex(&Sha256::digest(canonical.to_string().as_bytes()));
        let info = PackInfo { id: pack.id.clone(), version: pack.version.clone(), sha256, signed: false };
        written.push(json!({ "pack": canonical, "info": info }));
        loaded.push((pack, info));
    }
    let (packs, rules) = (loaded.len(), loaded.iter().map(|(pack, _)| pack.rules.len()).sum::<usize>());
    let adapters = loaded.iter().map(|(pack, _)| pack.adapters.len()).sum::<usize>();
    if let Err(problems) = Engine::new(loaded, Settings::default(), Words::new()) {
        let list: Vec<String> =
            problems.iter().map(|p| format!("\n  {} [{}] {}: {}", p.place, p.code, p.message, p.fix)).collect();
        return Err(format!("the built-in packs have problems:{}", list.concat()));
    }
    let out = paths::target().join("packs.json");
    let text = format!("{}\n", Value::Array(written));
    fs::write(&out, &text).map_err(|error| format!("{}: {error}", out.display()))?;
    println!("target/packs.json: {packs} packs, {adapters} adapters, {rules} rules, {} bytes", text.len());
    Ok(())
}

/// `pack.toml` with the files of `rules/` and `adapters/` in it.
fn folder_as_json(folder: &Path) -> Result<Value, String> {
    let mut pack = toml_as_json(&folder.join("pack.toml"))?;
    for part in ["adapters", "rules"] {
        let inside = folder.join(part);
        if !inside.is_dir() {
            continue;
        }
        let files = entries(&inside, |path| path.extension().is_some_and(|extension| extension == "toml"))?;
        let list = files.iter().map(|file| toml_as_json(file)).collect::<Result<Vec<Value>, String>>()?;
        pack[part] = Value::Array(list);
    }
    Ok(pack)
}

fn toml_as_json(file: &Path) -> Result<Value, String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    toml::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))
}

/// What a folder holds, by name, as far as it is wanted.
fn entries(folder: &Path, wanted: impl Fn(&Path) -> bool) -> Result<Vec<PathBuf>, String> {
    let broken = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(broken)? {
        let path = entry.map_err(broken)?.path();
        if wanted(&path) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

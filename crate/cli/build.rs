//! Puts the built-in packs into the command: packs/ as canonical JSON, by the same loader that reads packs at run time.

use std::path::Path;

#[allow(dead_code)]
#[path = "src/packs/mod.rs"]
mod packs;

/// The packs as canonical JSON, gone through here and at no start of the command.
fn built_in(root: &Path) -> Result<String, Vec<secondlook_core::report::Problem>> {
    let mut packs = packs::load(root)?;
    packs::build_in(&mut packs)?;
    packs::to_json(&packs)
}

fn main() -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    println!("cargo::rerun-if-changed={}", root.display());
    println!("cargo::rerun-if-changed=src/packs");
    let json = built_in(&root).map_err(|problems| {
        problems.iter().fold(String::new(), |all, p| format!("{all}{}: {} ({})\n", p.place, p.message, p.fix))
    })?;
    let out = std::env::var("OUT_DIR").map_err(|error| error.to_string())?;
    std::fs::write(Path::new(&out).join("packs.json"), json).map_err(|error| error.to_string())
}

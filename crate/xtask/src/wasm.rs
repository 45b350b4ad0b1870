//! The Wasm module: compiled by cargo, its bindings made by wasm-bindgen as a library, so that no command of a
//! matching version has to be installed.

use std::path::PathBuf;

use wasm_bindgen_cli_support::Bindgen;

use crate::{order, paths, remap};

/// `target/wasm/engine.js`, `engine_bg.wasm` and their types.
pub fn build() -> Result<(), String> {
    let raw = compile()?;
    let out = paths::target().join("wasm");
    bindgen(&raw, false)?.generate(&out).map_err(|error| format!("wasm-bindgen: {error:#}"))?;
    let module = out.join("engine_bg.wasm");
    let ordered = order::by_likeness(&std::fs::read(&module).map_err(|error| error.to_string())?)?;
    std::fs::write(&module, &ordered).map_err(|error| error.to_string())?;
    println!("target/wasm/engine_bg.wasm: {} bytes", ordered.len());
    Ok(())
}

/// The module with the names of its functions, in memory: what `size` reads.
pub fn named() -> Result<Vec<u8>, String> {
    let raw = compile()?;
    let mut output = bindgen(&raw, true)?.generate_output().map_err(|error| format!("wasm-bindgen: {error:#}"))?;
    Ok(output.wasm_mut().emit_wasm())
}

fn bindgen(raw: &std::path::Path, names: bool) -> Result<Bindgen, String> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(raw)
        .out_name("engine")
        .web(true)
        .map_err(|error| format!("wasm-bindgen: {error:#}"))?
        .typescript(true)
        .remove_name_section(!names)
        .remove_producers_section(true)
        // The address of the module is the caller's to give: the extension knows it, a bundle has none.
        .omit_default_module_path(true);
    Ok(bindgen)
}

/// Compiles the crate.
fn compile() -> Result<PathBuf, String> {
    // Symbols of this form name the types a generic function was made for: `size` tells by them whose it is.
    let flags = format!("-Csymbol-mangling-version=v0\x1f{}", remap::flags()?);
    paths::run(
        paths::cargo()
            .env("CARGO_ENCODED_RUSTFLAGS", flags)
            .args(["build", "--locked", "--quiet", "--package", "secondlook-wasm"])
            .args(["--profile", "wasm", "--target", "wasm32-unknown-unknown"]),
    )?;
    Ok(paths::target().join("wasm32-unknown-unknown/wasm/secondlook_wasm.wasm"))
}

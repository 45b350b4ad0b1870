//! The build steps: `cargo xtask wasm | packs | command | flags | generate [--check] | size | sweep`.

mod command;
mod generate;
mod order;
mod packs;
mod paths;
mod remap;
mod size;
mod sweep;
mod wasm;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask wasm               the Wasm module and its bindings, into target/wasm
cargo xtask packs              packs/ as JSON, into target/packs.json
cargo xtask command            the native command, into target/release
cargo xtask flags              what the three tell rustc, for builds beside them: CARGO_ENCODED_RUSTFLAGS=$(cargo xtask flags)
cargo xtask generate [--check] extension/types.ts, schemas/*.json, docs/catalogue.md, docs/error-rates.md and the table of look-alikes; --check only compares
cargo xtask size [--functions] where every 100 KB of the Wasm goes, and whether it is within its budget
cargo xtask sweep FOLDER        the likeness of letters with other numbers, on labelled letters";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["wasm"] => wasm::build(),
        ["packs"] => packs::build(),
        ["command"] => command::build(),
        ["flags"] => remap::flags().map(|flags| print!("{flags}")),
        ["generate"] => generate::run(false),
        ["generate", "--check"] => generate::run(true),
        ["sweep", folder] => sweep::run(folder),
        ["size"] => size::run(false),
        ["size", "--functions"] => size::run(true),
        _ => Err(format!("unknown step `{}`; there are:\n{USAGE}", words.join(" "))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}

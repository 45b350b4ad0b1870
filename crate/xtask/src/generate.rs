//! `docs/catalogue.md` and `docs/error-rates.md`, from the built-in packs and words; `extension/types.ts` and `schemas/*.json`.
//! The generators are tests of the crates (only there have the types their derives), so a plain `cargo test` fails when a file is
//! stale; this is the other half, which writes.

use crate::paths;

/// Writes the files, or with `check` only says whether they are fresh.
pub fn run(check: bool) -> Result<(), String> {
    let mut command = paths::cargo();
    // Of the whole workspace, as all tests are: one package by itself has other features of its dependencies, and is built anew.
    command.args(["test", "--locked", "--quiet", "--workspace", "--lib", "--no-fail-fast", "generated"]);
    if check {
        command.env_remove("UPDATE");
    } else {
        command.env("UPDATE", "1");
    }
    paths::run(&mut command)
}

//! `extension/types.ts` and `schemas/*.json`. The generator is a test in crate/core (there the types have their
//! derives), so a plain `cargo test` fails when a file is stale; this is its other half, which writes.

use crate::paths;

/// Writes the files, or with `check` only says whether they are fresh.
pub fn run(check: bool) -> Result<(), String> {
    let mut command = paths::cargo();
    command.args(["test", "--locked", "--quiet", "--package", "secondlook-core", "--lib", "generated::"]);
    if check {
        command.env_remove("UPDATE");
    } else {
        command.env("UPDATE", "1");
    }
    paths::run(&mut command)
}

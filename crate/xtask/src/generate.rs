//! `docs/catalogue.md`, from the built-in packs and words; `extension/types.ts` and `schemas/*.json`. The generator is a test in crate/core (there the types have their
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
    paths::run(&mut command)?;
    catalogue(check)
}

/// All built-in checks and rules, as the command says them.
fn catalogue(check: bool) -> Result<(), String> {
    let text = secondlook::builtin::catalogue().map_err(|refusal| refusal.to_string())?;
    let path = paths::root().join("docs/catalogue.md");
    if std::fs::read_to_string(&path).is_ok_and(|found| found == text) {
        return Ok(());
    }
    if check {
        return Err("docs/catalogue.md is stale: run `cargo xtask generate` and look at the difference".to_owned());
    }
    std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
}

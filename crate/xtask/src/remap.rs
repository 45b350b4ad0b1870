//! What rustc is told in every build that ships, so that two machines make the same bytes: paths of this machine become names.

use std::path::PathBuf;
use std::process::Command;

use crate::paths;

/// The flags, as `CARGO_ENCODED_RUSTFLAGS` takes them: separated by 0x1f, for a path may hold a space.
pub fn flags() -> Result<String, String> {
    // rustc takes the last that fits: the wider ones come first.
    let mut names = vec![(paths::root(), "/secondlook".to_owned())];
    names.extend(home("RUSTUP_HOME", ".rustup").map(|folder| (folder, "/rustup".to_owned())));
    // The standard library's sources are named so where they are not installed.
    let library = said(&["--print", "sysroot"])?;
    let version = said(&["--version", "--verbose"])?;
    let commit = version.lines().find_map(|line| line.strip_prefix("commit-hash: ")).ok_or("rustc names no commit")?;
    names.push((PathBuf::from(library).join("lib/rustlib/src/rust"), format!("/rustc/{commit}")));
    if let Some(cargo) = home("CARGO_HOME", ".cargo") {
        // Its folder is called after the registry's address, which another machine may have from a mirror. What this step is
        // made of was unpacked there, so the folder is there before anything else is built.
        let mut registries: Vec<PathBuf> = std::fs::read_dir(cargo.join("registry/src"))
            .map(|folders| folders.flatten().map(|folder| folder.path()).collect())
            .unwrap_or_default();
        registries.sort();
        names.push((cargo, "/cargo".to_owned()));
        names.extend(registries.into_iter().map(|folder| (folder, "/crates".to_owned())));
    }
    let flags: Vec<String> =
        names.iter().map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display())).collect();
    Ok(flags.join("\x1f"))
}

fn home(name: &str, fallback: &str) -> Option<PathBuf> {
    std::env::var_os(name).map(PathBuf::from).or_else(|| std::env::home_dir().map(|home| home.join(fallback)))
}

fn said(arguments: &[&str]) -> Result<String, String> {
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    let output =
        rustc.current_dir(paths::root()).args(arguments).output().map_err(|error| format!("rustc: {error}"))?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

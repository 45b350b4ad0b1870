//! `secondlook pack build`: a folder into the one file that is shared.

use std::path::PathBuf;
use std::process::ExitCode;

use secondlook_core::pack::file;

use super::{refused, say};
use crate::refusal::Refusal;
use crate::{output, packs, proving};

const AFTER_HELP: &str = "\
Examples:
  secondlook pack build my-pack
  secondlook pack build my-pack --output shared/my-pack-1.0.0.slpack.json

The file is one line of canonical JSON (RFC 8785) with the pack's hash. The same folder gives the same bytes on every machine.
A pack that `pack check` or `pack test` finds problems in is not built.";

/// `secondlook pack build DIR`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// The pack's folder.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// For the packs of Second Look itself: they may take its namespace.
    #[arg(long)]
    own: bool,
    /// Write to this file [default: NAME-VERSION.slpack.json in the current folder], or - for standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    let wrong = |problems: Vec<_>| refused(&arguments.folder, &problems);
    let loaded = packs::folder(&arguments.folder).map_err(wrong)?;
    let proof = proving::prove(&loaded.pack, arguments.own)?;
    if !proof.problems.is_empty() {
        return Err(wrong(proof.problems));
    }
    let json = packs::canonical(&loaded.pack, "pack").map_err(wrong)?;
    let text = file::write(&json, None);
    if text.len() > file::MOST_BYTES {
        let found = format!("built it has {} bytes, and at most {} are read", text.len(), file::MOST_BYTES);
        return Err(Refusal::new(arguments.folder.display().to_string(), found, "a smaller pack: make two of it"));
    }
    let to = arguments.output.clone().unwrap_or_else(|| file::name(&loaded.pack.id, &loaded.pack.version).into());
    output::write(Some(&to), text.as_bytes())?;
    if to.as_os_str() != "-" {
        say(&format!(
            "{}\n  {} {}\n  sha256 {}",
            to.display(),
            loaded.pack.id,
            loaded.pack.version,
            loaded.info.sha256
        ))?;
    }
    Ok(ExitCode::SUCCESS)
}

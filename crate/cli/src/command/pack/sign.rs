//! `secondlook pack sign`: says by a key that a pack is its author's.

use std::path::PathBuf;
use std::process::ExitCode;

use secondlook_core::pack::file;
use secondlook_core::report::Problem;

use super::{refused, say};
use crate::command::passphrase::Passphrase;
use crate::refusal::Refusal;
use crate::{output, packs, signing};

const AFTER_HELP: &str = "\
Examples:
  secondlook pack sign my-pack-1.0.0.slpack.json --key me.key
  secondlook pack sign my-pack-1.0.0.slpack.json --key me.key --passphrase-file passphrase.txt --output signed.slpack.json

What is signed is the hash of the content; the file's name and time say nothing. A pack that is signed already is signed anew.";

/// `secondlook pack sign FILE --key KEY`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// The built pack.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The key, as `pack key new` wrote it.
    #[arg(long, value_name = "KEY")]
    key: PathBuf,
    #[command(flatten)]
    passphrase: Passphrase,
    /// Write to this file instead of FILE, or - for standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    let wrong = |problems: &[Problem]| refused(&arguments.file, problems);
    let text = packs::text_of(&arguments.file, file::MOST_BYTES as u64).map_err(|problem| wrong(&[problem]))?;
    let opened = file::open(&text).map_err(|problems| wrong(&problems))?;
    let (json, sha256, _) = file::whole(&text).map_err(|problem| wrong(&[problem]))?;
    let key = signing::read(&arguments.key)?;
    let fingerprint = key.key.fingerprint();
    let signature = key.open(&arguments.passphrase.known()?)?.sign(&sha256);
    let to = arguments.output.as_ref().unwrap_or(&arguments.file);
    output::write(Some(to), file::write(json, Some(&signature)).as_bytes())?;
    if to.as_os_str() != "-" {
        let (id, version) = (&opened.pack.id, &opened.pack.version);
        say(&format!("{}\n  {id} {version}, signed by {fingerprint}\n  sha256 {sha256}", to.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

//! `secondlook pack key`: the key that signs packs, in a file under a passphrase.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;

use super::say;
use crate::command::passphrase::{Passphrase, from_file, typed};
use crate::refusal::Refusal;
use crate::{output, signing};

const AFTER_HELP: &str = "\
Examples:
  secondlook pack key new me.key
  secondlook pack key show me.key
  secondlook pack key handover old.key new.key

Keep the file and the passphrase: without them nobody can sign the next version, you included, and those who use your pack
have to trust a new key by hand. The file is only as safe as the passphrase, and no part of it is sent anywhere.";

const NEW_HELP: &str = "\
Examples:
  secondlook pack key new me.key
  secondlook pack key new me.key --passphrase-file passphrase.txt

The file holds an Ed25519 key sealed with AES-256-GCM under a key that PBKDF2 makes of the passphrase (600,000 rounds of
HMAC-SHA-256). A file that is there already is never written over.";

const SHOW_HELP: &str = "\
Examples:
  secondlook pack key show me.key

The fingerprint is what you read to somebody who takes in your pack for the first time. No passphrase is needed.";

const HANDOVER_HELP: &str = "\
Examples:
  secondlook pack key new new.key
  secondlook pack key handover old.key new.key
  secondlook pack sign my-pack-2.0.0.slpack.json --key new.key

The old key says once that the new one speaks for it; every pack signed with the new key carries that word, and those who
trusted the old key need not decide anything.";

/// `secondlook pack key VERB`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Make a key.
    #[command(after_help = NEW_HELP)]
    New(New),
    /// Say a key's fingerprint.
    #[command(after_help = SHOW_HELP)]
    Show(Show),
    /// Have an old key vouch for a new one.
    #[command(after_help = HANDOVER_HELP)]
    Handover(Handover),
}

#[derive(Debug, clap::Args)]
struct New {
    /// Where to keep it.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    passphrase: Passphrase,
}

#[derive(Debug, clap::Args)]
struct Show {
    /// The key file.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

#[derive(Debug, clap::Args)]
struct Handover {
    /// The key that is trusted until now.
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The key that comes after it.
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Read the old key's passphrase from the first line of this file [default: it is asked for].
    #[arg(long, value_name = "PATH")]
    passphrase_file: Option<PathBuf>,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    match &arguments.verb {
        Verb::New(arguments) => new(arguments)?,
        Verb::Show(arguments) => say(&shown(&signing::read(&arguments.file)?))?,
        Verb::Handover(arguments) => handover(arguments)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn new(arguments: &New) -> Result<(), Refusal> {
    // Said before the passphrase is asked for; that nothing is written over is held where it is written.
    if arguments.file.exists() {
        return Err(Refusal::new(arguments.file.display().to_string(), "there is a file already", "a new name"));
    }
    let passphrase = arguments.passphrase.chosen()?;
    let refuse =
        |found: String| Refusal::new(arguments.file.display().to_string(), found, "a machine that can make a key");
    let (key, json) = signing::new(&passphrase).map_err(refuse)?;
    output::create_private(&arguments.file, &json)?;
    say(&format!(
        "{}\n  fingerprint {}\nKeep this file and its passphrase.",
        arguments.file.display(),
        key.fingerprint()
    ))
}

fn shown(file: &signing::KeyFile) -> String {
    let mut text = format!("fingerprint {}\nkey         {}", file.key.fingerprint(), file.key.to_base64());
    if let Some(handover) = &file.handover {
        text.push_str("\ncomes after ");
        text.push_str(&handover.from.fingerprint());
    }
    text
}

fn handover(arguments: &Handover) -> Result<(), Refusal> {
    let (old, new) = (signing::read(&arguments.old)?, signing::read(&arguments.new)?);
    if old.key == new.key {
        return Err(Refusal::new(
            arguments.new.display().to_string(),
            "this is the same key",
            "the key that comes after it",
        ));
    }
    let passphrase = match &arguments.passphrase_file {
        Some(path) => from_file(path)?,
        None => typed("Passphrase of the old key: ")?,
    };
    let (from, to) = (old.key.fingerprint(), new.key.fingerprint());
    let old = old.open(&passphrase)?;
    let refuse = |found: String| Refusal::new(arguments.new.display().to_string(), found, "a whole key file");
    let json = new.handed_over(&old).map_err(refuse)?;
    write(&arguments.new, &json)?;
    say(&format!("{from} vouches for {to}: sign with {} from now on.", arguments.new.display()))
}

fn write(path: &Path, json: &[u8]) -> Result<(), Refusal> {
    output::write_private(path, json)
}

//! `secondlook ledger export` and `import`: from one device to another, under a passphrase.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::super::passphrase::Passphrase;
use super::{entries, notes, open, say};
use crate::ledger::{Ledger, day, sealed};
use crate::refusal::Refusal;
use crate::{input, output};

const EXPORT_HELP: &str = "\
Examples:
  secondlook ledger export memory.ledger --output memory.json
  secondlook ledger export memory.ledger --output memory.json --passphrase-file passphrase.txt

The file holds all entries and the secret under which they were made, sealed with AES-256-GCM under a key that PBKDF2 makes of
the passphrase (600,000 rounds of HMAC-SHA-256). The extension reads the same form. Without the passphrase nobody can read it,
you included.";

const IMPORT_HELP: &str = "\
Examples:
  secondlook ledger import new.ledger memory.json
  secondlook ledger import memory.ledger memory.json --replace

A new or empty ledger takes over the secret and the days that are kept; of the same secret, the later day wins for each entry.
A ledger that holds entries under another secret is left alone: the same person has other keys there, and nothing could be
linked. With --replace it forgets what it holds first. All is taken in, or nothing.";

/// `secondlook ledger export FILE --output OUT`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXPORT_HELP)]
pub struct Export {
    /// The ledger.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Write to this file, or - for standard output.
    #[arg(long, value_name = "OUT")]
    output: PathBuf,
    #[command(flatten)]
    passphrase: Passphrase,
}

/// `secondlook ledger import FILE IN`.
#[derive(Debug, clap::Args)]
#[command(after_help = IMPORT_HELP)]
pub struct Import {
    /// The ledger; it is made where there is none.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What was exported, or - for standard input.
    #[arg(value_name = "IN")]
    from: PathBuf,
    /// Forget what this ledger holds first.
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    passphrase: Passphrase,
}

/// Runs `export`.
pub fn export(arguments: &Export) -> Result<(), Refusal> {
    let content = open(&arguments.file)?.content()?;
    let passphrase = arguments.passphrase.chosen()?;
    let refuse = |found| Refusal::new(arguments.file.display().to_string(), found, "a ledger that can be exported");
    let json = sealed::seal(&content, &passphrase).map_err(refuse)?;
    output::write_private(&arguments.output, &json)?;
    if arguments.output == Path::new("-") {
        return Ok(());
    }
    say(&format!("Exported: {}.", entries(content.entries.len())))
}

/// Runs `import`.
pub fn import(arguments: &Import) -> Result<(), Refusal> {
    let expected = "a file that `secondlook ledger export` or the extension wrote, and its passphrase";
    let content = {
        let input = input::bytes(&arguments.from, sealed::MOST_BYTES, expected)?;
        if input.bytes.len() > sealed::MOST_BYTES {
            let found = format!("this file is larger than {} MiB", sealed::MOST_BYTES >> 20);
            return Err(Refusal::new(input.name, found, expected));
        }
        let passphrase = arguments.passphrase.known()?;
        sealed::open(&input.bytes, &passphrase)
            .map_err(|unreadable| Refusal::new(&input.name, unreadable.to_string(), expected))?
    };
    let mut ledger = Ledger::open_or_create(&arguments.file, day::today())?;
    notes(&ledger);
    let taken = ledger.import(&content, arguments.replace)?;
    let mut said = format!("Taken in: {}.", entries(taken.written));
    if taken.too_old > 0 {
        let _ =
            write!(said, " Left out: {}, older than the {} days that are kept.", entries(taken.too_old), ledger.days());
    }
    say(&said)
}

//! `secondlook ledger forget`: one person, or everything, with all traces in the file.

use std::path::PathBuf;

use secondlook_core::engine::person_keys;

use super::{entries, open, say};
use crate::refusal::Refusal;

const AFTER_HELP: &str = "\
Examples:
  secondlook ledger forget memory.ledger --site upwork.com --person ~01abc
  secondlook ledger forget memory.ledger --all

A person's id is what `secondlook scan --snapshot --format json` says at snapshot.people[].id. What is forgotten is nowhere in
the file afterwards; copies of the file, exports and what a disk keeps of overwritten files are not reached.";

/// `secondlook ledger forget FILE`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// The ledger.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Forget everything, and take a new secret.
    #[arg(long, conflicts_with_all = ["site", "person"], required_unless_present = "person")]
    all: bool,
    /// The site on which the person is, by its address.
    #[arg(long, value_name = "SITE", requires = "person")]
    site: Option<String>,
    /// The person's id on that site.
    #[arg(long, value_name = "ID", requires = "site")]
    person: Option<String>,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Result<(), Refusal> {
    let mut ledger = open(&arguments.file)?;
    let gone = match (&arguments.site, &arguments.person) {
        (Some(site), Some(person)) => {
            let keys = person_keys(site, person, ledger.secret());
            ledger.forget(&keys)?
        }
        _ => ledger.forget_all()?,
    };
    say(&format!("Forgotten: {}.", entries(gone)))
}

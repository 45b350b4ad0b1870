//! `secondlook ledger`: what this machine remembers, told, carried to another, and forgotten.

mod forget;
mod stats;
mod transfer;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::Subcommand;

use crate::ledger::{Ledger, MOST_DAYS, day};
use crate::output;
use crate::refusal::Refusal;

const AFTER_HELP: &str = "\
Examples:
  secondlook scan job.html --url https://www.upwork.com/ab/applicants/1 --ledger memory.ledger
  secondlook ledger stats memory.ledger
  secondlook ledger export memory.ledger --output memory.json

A ledger is one file that `secondlook scan --ledger FILE` makes: which persons, jobs, clients and letters this machine was
shown, as keyed hashes with days. No text and no name is in it, but the key is: who can read the file can try out names.
Entries are kept for 30 days and forgotten at the next opening after that.";

/// `secondlook ledger VERB FILE`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Say what a ledger holds, after checking that it is whole.
    Stats(stats::Arguments),
    /// Keep entries for so many days from now on.
    Keep(Keep),
    /// Forget one person, or everything.
    Forget(forget::Arguments),
    /// Forget what is older than is kept, taking the clock as right.
    Purge(Purge),
    /// Write all of it into one file under a passphrase, for another device.
    Export(transfer::Export),
    /// Take in what `export` of the command or the extension wrote.
    Import(transfer::Import),
}

/// `secondlook ledger keep FILE DAYS`.
#[derive(Debug, clap::Args)]
struct Keep {
    /// The ledger.
    #[arg(value_name = "FILE")]
    file: std::path::PathBuf,
    /// Days, 1 to 180.
    #[arg(value_name = "DAYS", value_parser = clap::value_parser!(i64).range(1..=MOST_DAYS))]
    days: i64,
}

/// `secondlook ledger purge FILE`.
#[derive(Debug, clap::Args)]
struct Purge {
    /// The ledger.
    #[arg(value_name = "FILE")]
    file: std::path::PathBuf,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    match &arguments.verb {
        Verb::Stats(arguments) => stats::run(arguments)?,
        Verb::Keep(Keep { file, days }) => {
            open(file)?.keep(*days)?;
            say(&format!("Entries are kept for {} now.", counted(*days, "day", "days")))?;
        }
        Verb::Forget(arguments) => forget::run(arguments)?,
        Verb::Purge(Purge { file }) => {
            let gone = Ledger::open(file, day::today())?.purge(day::today())?;
            say(&format!("Forgotten: {}.", entries(gone)))?;
        }
        Verb::Export(arguments) => transfer::export(arguments)?,
        Verb::Import(arguments) => transfer::import(arguments)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Opens a ledger, finishes what was begun in it, and says what its user should know.
fn open(file: &Path) -> Result<Ledger, Refusal> {
    let mut ledger = Ledger::open(file, day::today())?;
    notes(&ledger);
    if ledger.is_writable() {
        ledger.wipe()?;
    }
    Ok(ledger)
}

/// Says on standard error what opening a ledger brought up.
pub(super) fn notes(ledger: &Ledger) {
    for said in ledger.notes() {
        note(&format!("{}: {said}", ledger.name()));
    }
}

/// Says something on standard error; where that is closed, nobody is told.
pub(super) fn note(text: &str) {
    let _ = writeln!(io::stderr(), "secondlook: {}", crate::printable(text));
}

fn say(text: &str) -> Result<(), Refusal> {
    output::write(None, format!("{text}\n").as_bytes())
}

fn entries(count: usize) -> String {
    counted(i64::try_from(count).unwrap_or(i64::MAX), "entry", "entries")
}

fn counted(count: i64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

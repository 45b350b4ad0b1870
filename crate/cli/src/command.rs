//! The command line: what can be asked, and the exit codes.

mod bids;
mod case;
mod compare;
mod fail_on;
mod identifiers;
mod ledger;
mod letters;
mod matches;
mod pack;
mod pairs;
mod passphrase;
mod reviews;
mod scan;
mod tree;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::error::{ContextKind, ErrorKind};
use clap::{CommandFactory, Parser, Subcommand};

use crate::refusal::Refusal;

/// Exit code for bad usage or input.
const BAD: u8 = 2;

const AFTER_HELP: &str = "\
Examples:
  secondlook scan profile.html --url https://www.upwork.com/freelancers/~01abc
  secondlook letters letters.jsonl
  secondlook compare first.txt second.txt
  secondlook match --corpus last-year.jsonl --queries new.jsonl
  secondlook reviews reviews.csv
  secondlook pack new my-pack --id me/my-pack

Exit code: 0 done; 1 something at or above --fail-on was found; 2 bad usage or input.
Nothing leaves this machine. Nothing found does not mean verified.";

/// A second look at people you are about to hire: checks saved freelance pages and letters, on this machine only.
#[derive(Debug, Parser)]
#[command(name = "secondlook", version, after_help = AFTER_HELP)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Check a saved page and say what deserves a second look.
    Scan(Box<scan::Arguments>),
    /// Find copied letters in a file of letters, and the template behind them.
    Letters(letters::Arguments),
    /// Compare two letters, or many pairs, and show what they share.
    Compare(compare::Arguments),
    /// For each letter of one file, find the letters of another that are like it.
    Match(matches::Arguments),
    /// Say what bids sent and won tell: the interval, what is ordinary, and whether there is enough to judge.
    Bids(bids::Arguments),
    /// List what names one person or account in texts: addresses, handles, phones, wallets.
    Identifiers(identifiers::Arguments),
    /// Test the reviews of people: close together, from few clients, in the same words, after a long silence.
    Reviews(reviews::Arguments),
    /// What this machine remembers of earlier pages: say, export, import, forget.
    Ledger(ledger::Arguments),
    /// Check a record that was exported: whether its findings come again.
    Case(case::Arguments),
    /// Make packs of rules and readers of pages: write, check, test, build, sign, compare.
    Pack(Box<pack::Arguments>),
    /// Print the rows of a saved page, as every adapter sees them (JSON).
    Tree(tree::Arguments),
}

/// Runs the command.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) if error.kind() == ErrorKind::InvalidSubcommand => return refused(&no_such_command(&error)),
        Err(error) => {
            // Help and version are no faults; a closed pipe here neither.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { BAD } else { 0 });
        }
    };
    let done = match arguments.verb {
        Verb::Scan(arguments) => scan::run(&arguments),
        Verb::Letters(arguments) => letters::run(&arguments),
        Verb::Compare(arguments) => compare::run(&arguments),
        Verb::Match(arguments) => matches::run(&arguments),
        Verb::Bids(arguments) => bids::run(&arguments),
        Verb::Identifiers(arguments) => identifiers::run(&arguments),
        Verb::Reviews(arguments) => reviews::run(&arguments),
        Verb::Ledger(arguments) => ledger::run(&arguments),
        Verb::Case(arguments) => case::run(&arguments),
        Verb::Pack(arguments) => pack::run(&arguments),
        Verb::Tree(arguments) => tree::run(&arguments),
    };
    done.unwrap_or_else(|refusal| refused(&refusal))
}

fn refused(refusal: &Refusal) -> ExitCode {
    // Where standard error is closed, the exit code still says it; `eprintln!` would panic.
    let _ = writeln!(io::stderr(), "secondlook: {refusal}");
    ExitCode::from(BAD)
}

fn no_such_command(error: &clap::Error) -> Refusal {
    let given = error.get(ContextKind::InvalidSubcommand).map_or_else(String::new, ToString::to_string);
    let command = Arguments::command();
    let known: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
    let expected = format!("{}; `secondlook --help` says what they do", known.join(" or "));
    Refusal::new(given, "there is no such command", expected)
}

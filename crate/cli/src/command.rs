//! The command line: what can be asked, and the exit codes.

mod scan;
mod tree;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::refusal::Refusal;

/// Exit code for bad usage or input.
const BAD: u8 = 2;

/// A second look at people you are about to hire: checks saved freelance pages, on this machine only.
#[derive(Debug, Parser)]
#[command(name = "secondlook", version, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Check a saved page and say what deserves a second look.
    Scan(Box<scan::Arguments>),
    /// Print the rows of a saved page, as every adapter sees them (JSON).
    Tree(tree::Arguments),
}

/// Runs the command.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no faults; a closed pipe here neither.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { BAD } else { 0 });
        }
    };
    let done = match arguments.verb {
        Verb::Scan(arguments) => scan::run(&arguments),
        Verb::Tree(arguments) => tree::run(&arguments),
    };
    done.unwrap_or_else(|refusal: Refusal| {
        eprintln!("secondlook: {refusal}");
        ExitCode::from(BAD)
    })
}

//! `secondlook case`: records that the extension exports.

mod verify;

use std::process::ExitCode;

use clap::Subcommand;

use crate::refusal::Refusal;

const AFTER_HELP: &str = "\
Examples:
  secondlook case verify record.json
  secondlook case verify record.json --format json

Exit code: 0 the same findings came again; 1 others came, or they cannot be made again; 2 bad usage or input.
Notes, answers and the outcome are what people wrote; they are not checked.";

/// `secondlook case VERB FILE`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Make the findings of a record again from what it holds, and say whether they are the same.
    Verify(verify::Arguments),
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    match &arguments.verb {
        Verb::Verify(arguments) => verify::run(arguments),
    }
}

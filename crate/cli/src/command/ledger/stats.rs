//! `secondlook ledger stats`: what a ledger holds.

use std::fmt::Write;
use std::path::PathBuf;

use clap::ValueEnum;

use super::{counted, open};
use crate::ledger::Stats;
use crate::output;
use crate::refusal::Refusal;

/// The forms of what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Words for a terminal.
    Text,
    /// A JSON object.
    Json,
}

/// `secondlook ledger stats FILE`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The ledger.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The form of what is said.
    #[arg(long, value_enum, default_value = "text")]
    format: Form,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Result<(), Refusal> {
    let stats = open(&arguments.file)?.stats()?;
    let said = match arguments.format {
        Form::Text => words(&stats),
        Form::Json => {
            let json = serde_json::to_string(&stats);
            json.map_err(|error| Refusal::new("stats", error.to_string(), "counts as JSON"))? + "\n"
        }
    };
    output::write(None, said.as_bytes())
}

fn words(stats: &Stats) -> String {
    let mut said = counted(stats.entries, "entry", "entries");
    for (at, (kind, count)) in stats.kinds.iter().enumerate() {
        let _ = write!(said, "{}{kind} {count}", if at == 0 { ": " } else { ", " });
    }
    let _ = write!(said, "\n{} to find them by\n", counted(stats.keys, "key", "keys"));
    if let (Some(oldest), Some(newest)) = (&stats.oldest, &stats.newest) {
        let _ = writeln!(said, "met from {oldest} to {newest}");
    }
    let days = counted(stats.days, "day", "days");
    let _ = writeln!(said, "kept for {days} after they were last met\n{} bytes", stats.bytes);
    said
}

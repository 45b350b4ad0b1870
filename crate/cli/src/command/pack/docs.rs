//! `secondlook pack docs`: a page a rule, from the data.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::diff::one;
use super::say;
use crate::refusal::Refusal;
use crate::{builtin, catalogue, output};

const AFTER_HELP: &str = "\
Examples:
  secondlook pack docs my-pack
  secondlook pack docs my-pack-1.0.0.slpack.json --output docs/my-pack
  secondlook pack docs --builtin --output catalogue.md

A page says of a rule what it finds, why that matters, what honest reason there may be, what to ask, what it looks for, and the
examples that prove it. --builtin writes one page of all checks and rules that Second Look carries.";

/// `secondlook pack docs PATH`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// A pack's folder or a built pack.
    #[arg(value_name = "PATH", required_unless_present = "builtin")]
    path: Option<PathBuf>,
    /// All checks and rules that are built in, on one page.
    #[arg(long, conflicts_with = "path")]
    builtin: bool,
    /// Write the pages into this folder [default: all on standard output]; with --builtin: the page to this file.
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    let words = builtin::words()?;
    let Some(path) = &arguments.path else {
        output::write(arguments.output.as_deref(), builtin::catalogue()?.as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    };
    let pages = catalogue::pages(&one(path)?.pack, &words);
    let Some(folder) = arguments.output.as_deref().filter(|folder| *folder != Path::new("-")) else {
        // The pack first, then its rules.
        let first = pages.get("README.md").into_iter();
        let rest = pages.iter().filter(|(name, _)| *name != "README.md").map(|(_, page)| page);
        let text: Vec<&str> = first.chain(rest).map(String::as_str).collect();
        output::write(None, text.join("\n").as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    };
    fs::create_dir_all(folder)
        .map_err(|error| Refusal::new(folder.display().to_string(), error.to_string(), "a folder that can be made"))?;
    for (name, page) in &pages {
        output::write(Some(&folder.join(name)), page.as_bytes())?;
    }
    say(&format!("{}: {} pages", folder.display(), pages.len()))?;
    Ok(ExitCode::SUCCESS)
}

//! `secondlook pack`: packs, from the first file to the signed one. One file a verb.

mod build;
mod check;
mod diff;
mod docs;
mod fmt;
mod key;
mod new;
mod profile;
mod sign;
mod test;
mod verify;

use std::path::Path;
use std::process::ExitCode;

use clap::Subcommand;
use secondlook_core::report::Problem;

use crate::output;
use crate::refusal::Refusal;

const AFTER_HELP: &str = "\
Examples:
  secondlook pack new my-pack --id me/my-pack
  secondlook pack check my-pack
  secondlook pack test my-pack
  secondlook pack build my-pack
  secondlook pack key new me.key
  secondlook pack sign my-pack-1.0.0.slpack.json --key me.key
  secondlook pack verify my-pack-1.0.0.slpack.json

docs/packs.md goes the whole way, from an empty folder to a signed pack in somebody else's browser.

Exit code: 0 done; 1 problems were found; 2 bad usage or input.";

/// `secondlook pack VERB`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Make a pack to begin with.
    New(new::Arguments),
    /// Say everything that is wrong with a pack, at once.
    Check(check::Arguments),
    /// Run its examples, saved pages, ordinary texts and swaps: what it must pass before anybody loads it.
    Test(test::Arguments),
    /// Put a pack's TOML files into one style.
    Fmt(fmt::Arguments),
    /// Build a pack's folder into the one file that is shared.
    Build(build::Arguments),
    /// Make and keep the key that signs packs.
    Key(key::Arguments),
    /// Sign a built pack.
    Sign(sign::Arguments),
    /// Say whether a built pack is whole, and whether it is from whom you think.
    Verify(verify::Arguments),
    /// Say in sentences what an update changes.
    Diff(diff::Arguments),
    /// Write a page a rule, from the data.
    Docs(docs::Arguments),
    /// Say what each rule costs.
    Profile(profile::Arguments),
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    match &arguments.verb {
        Verb::New(arguments) => new::run(arguments),
        Verb::Check(arguments) => check::run(arguments),
        Verb::Test(arguments) => test::run(arguments),
        Verb::Fmt(arguments) => fmt::run(arguments),
        Verb::Build(arguments) => build::run(arguments),
        Verb::Key(arguments) => key::run(arguments),
        Verb::Sign(arguments) => sign::run(arguments),
        Verb::Verify(arguments) => verify::run(arguments),
        Verb::Diff(arguments) => diff::run(arguments),
        Verb::Docs(arguments) => docs::run(arguments),
        Verb::Profile(arguments) => profile::run(arguments),
    }
}

/// Exit code when a pack has problems.
fn problems_found() -> ExitCode {
    ExitCode::from(1)
}

/// Problems as people read them: place and code, what is wrong, what to do.
fn listed(problems: &[Problem]) -> String {
    let one = |Problem { place, code, message, fix }: &Problem| {
        crate::printable(&format!("{place} [{code}]\n  {message}\n  {fix}\n"))
    };
    problems.iter().map(one).collect()
}

/// Refuses a pack that has problems and should have none by now.
fn refused(path: &Path, problems: &[Problem]) -> Refusal {
    let count = problems.len();
    let found = format!("{count} {}\n{}", if count == 1 { "problem" } else { "problems" }, listed(problems).trim_end());
    Refusal::new(path.display().to_string(), found, "a pack without problems; `secondlook pack check` lists them")
}

fn say(text: &str) -> Result<(), Refusal> {
    output::write(None, format!("{text}\n").as_bytes())
}

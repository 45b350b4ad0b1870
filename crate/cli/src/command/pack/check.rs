//! `secondlook pack check`: everything that is wrong with a pack, at once.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use secondlook_core::pack::Pack;
use secondlook_core::report::Problem;

use super::{listed, problems_found};
use crate::packs::{self, folder, place};
use crate::refusal::Refusal;
use crate::{output, proving};

const AFTER_HELP: &str = "\
Examples:
  secondlook pack check my-pack
  secondlook pack check my-pack --format json
  secondlook pack check my-pack-1.0.0.slpack.json
  secondlook pack check all-my-packs

Each problem has its place (file, line, column), a code that stays the same, what is wrong, and what to do. `pack test` goes on
from here: it runs the examples, the saved pages, and the ordinary texts.

Exit code: 0 no problem; 1 problems were found; 2 bad usage or input.";

/// `secondlook pack check PATH`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// A pack's folder, a built pack, or a folder of them.
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// For the packs of Second Look itself: they may take its namespace.
    #[arg(long)]
    own: bool,
    /// The form of the list.
    #[arg(long, value_enum, default_value = "text")]
    format: Form,
}

/// How problems are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Form {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    let mut problems = Vec::new();
    let mut names = Vec::new();
    for path in each(&arguments.path)? {
        let (name, found) = check(&path, arguments.own)?;
        names.extend(name);
        problems.extend(found);
    }
    tell(arguments.format, &problems, &format!("No problems: {}.", names.join(", ")))
}

/// Says the problems, or that there are none.
pub(super) fn tell(form: Form, problems: &[Problem], none: &str) -> Result<ExitCode, Refusal> {
    let text = match form {
        Form::Json => {
            let refuse = |error: serde_json::Error| Refusal::new("problems", error.to_string(), "a list of problems");
            serde_json::to_string(&serde_json::json!({ "problems": problems })).map_err(refuse)? + "\n"
        }
        Form::Text if problems.is_empty() => crate::printable(none) + "\n",
        Form::Text => {
            let count = problems.len();
            format!("{}{count} {}.\n", listed(problems), if count == 1 { "problem" } else { "problems" })
        }
    };
    output::write(None, text.as_bytes())?;
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { problems_found() })
}

/// The packs at a path, each by its own path.
pub(super) fn each(path: &Path) -> Result<Vec<PathBuf>, Refusal> {
    let refuse = |found: &str| {
        let expected = "a pack's folder, a built pack (NAME-VERSION.slpack.json), or a folder of them";
        Refusal::new(path.display().to_string(), found, expected)
    };
    if !path.exists() {
        return Err(refuse("there is no such file or folder"));
    }
    if path.is_file() || path.join("pack.toml").is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = packs::entries(path).map_err(|problems| super::refused(path, &problems))?;
    let is_pack = |entry: &PathBuf| entry.join("pack.toml").is_file() || packs::is_built(entry);
    let found: Vec<PathBuf> = entries.into_iter().filter(is_pack).collect();
    if found.is_empty() { Err(refuse("there is no pack in this folder, and no pack.toml")) } else { Ok(found) }
}

/// A pack as far as it can be read, and what is wrong with its files.
pub(super) fn read(path: &Path) -> (Option<Pack>, Vec<Problem>) {
    if path.is_dir() {
        return folder::read(path);
    }
    match packs::built(path) {
        Ok(loaded) => (Some(loaded.pack), Vec::new()),
        Err(problems) => (None, problems),
    }
}

/// What a pack is called, and what is wrong with it.
fn check(path: &Path, own: bool) -> Result<(Option<String>, Vec<Problem>), Refusal> {
    let (pack, mut problems) = read(path);
    let Some(pack) = pack else { return Ok((None, problems)) };
    let (id, name) = (pack.id.clone(), format!("{} {}", pack.id, pack.version));
    let mut found = proving::lint(pack, own)?;
    if path.is_dir() {
        place::in_files(path, &id, &mut found);
    }
    problems.extend(found);
    Ok((Some(name), problems))
}

//! `secondlook pack fmt`: the TOML files of a pack in one style.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{check, problems_found, say};
use crate::output;
use crate::packs::{entries, text_of};
use crate::refusal::Refusal;
use crate::toml_style::{Kind, format};

const AFTER_HELP: &str = "\
Examples:
  secondlook pack fmt my-pack
  secondlook pack fmt my-pack --check

Keys come in the order of the format, lists and tables in one style; comments stay above what they stood above, and what a file
means never changes. Formatting twice changes nothing.

Exit code: 0 done; 1 with --check: some files are not in this style; 2 bad usage, or a file that is no TOML.";

/// Bytes of a file that is formatted.
const MOST_BYTES: u64 = 8 << 20;

/// `secondlook pack fmt PATH`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// A pack's folder, or a folder of packs.
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// Change nothing; say which files are not in this style.
    #[arg(long)]
    check: bool,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    let mut changed = Vec::new();
    let mut count = 0;
    for pack in check::each(&arguments.path)? {
        if !pack.is_dir() {
            let expected = "a pack's folder: the built form has one style only";
            return Err(Refusal::new(pack.display().to_string(), "this is a file", expected));
        }
        for (file, kind) in files(&pack)? {
            count += 1;
            let text = text_of(&file, MOST_BYTES).map_err(|problem| super::refused(&file, &[problem]))?;
            let style = format(&text, kind).map_err(|why| {
                Refusal::new(file.display().to_string(), why, "TOML; `secondlook pack check` says more")
            })?;
            if style != text {
                changed.push((file, style));
            }
        }
    }
    // All files were read and formatted before the first one is written.
    for (file, style) in &changed {
        if arguments.check {
            say(&file.display().to_string())?;
        } else {
            output::write(Some(file), style.as_bytes())?;
        }
    }
    let (many, verb) = (changed.len(), if arguments.check { "not in the one style" } else { "changed" });
    say(&format!("{many} of {count} files {verb}."))?;
    Ok(if arguments.check && many > 0 { problems_found() } else { ExitCode::SUCCESS })
}

/// The TOML files of a pack, with what each holds.
pub(crate) fn files(pack: &Path) -> Result<Vec<(PathBuf, Kind)>, Refusal> {
    let list = |folder: &Path| entries(folder).map_err(|problems| super::refused(folder, &problems));
    let mut files = vec![(pack.join("pack.toml"), Kind::Pack)];
    for (folder, kind) in [
        ("adapters", Kind::Adapter),
        ("rules", Kind::Rule),
        ("lists", Kind::List),
        ("stock", Kind::Stock),
        ("background", Kind::Background),
        ("priors", Kind::Prior),
    ] {
        let folder = pack.join(folder);
        if folder.is_dir() {
            files.extend(list(&folder)?.into_iter().map(|file| (file, kind)));
        }
    }
    let tests = pack.join("tests");
    for adapter in if tests.is_dir() { list(&tests)? } else { Vec::new() } {
        if adapter.is_dir() {
            files.extend(list(&adapter)?.into_iter().map(|file| (file, Kind::Expect)));
        }
    }
    files.retain(|(file, _)| file.extension().is_some_and(|end| end == "toml") && file.is_file());
    Ok(files)
}

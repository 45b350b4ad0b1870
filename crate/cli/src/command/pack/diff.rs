//! `secondlook pack diff`: what an update changes, in sentences.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use secondlook_core::pack::diff::diff;
use secondlook_core::words::say;

use super::check::Form;
use super::refused;
use crate::packs::{self, Loaded};
use crate::refusal::Refusal;
use crate::{builtin, output};

const AFTER_HELP: &str = "\
Examples:
  secondlook pack diff my-pack-1.0.0.slpack.json my-pack-1.1.0.slpack.json
  secondlook pack diff my-pack-1.0.0.slpack.json my-pack
  secondlook pack diff old new --format json

The same sentences stand in the extension's preview of an update, which also says what changes on the records you keep.";

/// `secondlook pack diff OLD NEW`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// A pack's folder or a built pack.
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// What comes after it.
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// The form of what is said.
    #[arg(long, value_enum, default_value = "text")]
    format: Form,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    let (old, new) = (one(&arguments.old)?, one(&arguments.new)?);
    let difference = diff(&old.pack, &new.pack);
    let text = match arguments.format {
        Form::Text => {
            let words = builtin::words()?;
            difference.lines.iter().map(|line| crate::printable(&say(&words, line)) + "\n").collect()
        }
        Form::Json => {
            let refuse =
                |error: serde_json::Error| Refusal::new("difference", error.to_string(), "one that can be written");
            serde_json::to_string(&difference).map_err(refuse)? + "\n"
        }
    };
    output::write(None, text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// The one pack at a path.
pub(super) fn one(path: &Path) -> Result<Loaded, Refusal> {
    let loaded = if path.is_dir() { packs::folder(path) } else { packs::built(path) };
    loaded.map_err(|problems| refused(path, &problems))
}

//! A passphrase: from a file, or typed where nobody sees it; never an argument, which other programs can read.

use std::path::{Path, PathBuf};

use console::Term;

use crate::input;
use crate::refusal::Refusal;
use crate::sealed::{LEAST_PASSPHRASE, MOST_PASSPHRASE};

const EXPECTED: &str = "a file whose first line is the passphrase";

/// Where it is from.
#[derive(Debug, clap::Args)]
pub struct Passphrase {
    /// Read the passphrase from the first line of this file [default: it is asked for].
    #[arg(long, value_name = "PATH")]
    passphrase_file: Option<PathBuf>,
}

impl Passphrase {
    /// One that opens a file.
    pub fn known(&self) -> Result<String, Refusal> {
        match &self.passphrase_file {
            Some(path) => from_file(path),
            None => typed("Passphrase: "),
        }
    }

    /// One that is chosen now: long enough, and typed twice.
    pub fn chosen(&self) -> Result<String, Refusal> {
        let (place, passphrase) = match &self.passphrase_file {
            Some(path) => (path.display().to_string(), from_file(path)?),
            None => ("passphrase".to_owned(), typed("New passphrase: ")?),
        };
        let length = passphrase.chars().count();
        if length < LEAST_PASSPHRASE {
            let found = format!("a passphrase of {length} characters is soon guessed");
            return Err(Refusal::new(
                place,
                found,
                format!("{LEAST_PASSPHRASE} characters at least; five words are better"),
            ));
        }
        if self.passphrase_file.is_none() && typed("The same again: ")? != passphrase {
            return Err(Refusal::new(place, "the two are not the same", "the same passphrase twice"));
        }
        Ok(passphrase)
    }
}

pub(super) fn from_file(path: &Path) -> Result<String, Refusal> {
    let input = input::bytes(path, MOST_PASSPHRASE, EXPECTED)?;
    let refuse = |found: &str| Refusal::new(&input.name, found, EXPECTED);
    let text = std::str::from_utf8(&input.bytes).map_err(|_| refuse("this is not UTF-8"))?;
    if input.bytes.len() > MOST_PASSPHRASE {
        return Err(refuse("this is longer than 1,024 bytes"));
    }
    match text.strip_prefix('\u{feff}').unwrap_or(text).lines().next() {
        Some(line) if !line.is_empty() => Ok(line.to_owned()),
        _ => Err(refuse("its first line is empty")),
    }
}

pub(super) fn typed(prompt: &str) -> Result<String, Refusal> {
    let terminal = Term::stderr();
    let ask = || {
        if !terminal.is_term() {
            return Err(std::io::Error::other("there is no terminal"));
        }
        terminal.write_str(prompt)?;
        let passphrase = terminal.read_secure_line()?;
        Ok(passphrase)
    };
    ask().map_err(|error| {
        let found = format!("it cannot be asked for ({error})");
        Refusal::new("passphrase", found, "a terminal to type it on, or --passphrase-file PATH")
    })
}

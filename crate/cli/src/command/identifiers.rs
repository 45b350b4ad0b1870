//! `secondlook identifiers`: what names one person or account in each text of a file.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use rayon::prelude::*;
use secondlook_core::text::identifiers::{Checksum, Identifier, Kind, identifiers};
use secondlook_core::text::offsets::Offsets;
use serde::{Deserialize, Serialize};

use crate::progress::Progress;
use crate::refusal::Refusal;
use crate::rows::{self, Name, Problem, Row, Rows};
use crate::{output, printable};

/// Texts read at once.
const CHUNK: usize = 1_024;

/// The forms of what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Words for a terminal.
    Text,
    /// A JSON line a text.
    Json,
}

const AFTER_HELP: &str = "\
Examples:
  secondlook identifiers letters.jsonl
  secondlook identifiers - --format json < letters.jsonl

Read are addresses of mail and sites, names on messengers, phone numbers and wallets, also where they are hidden: \"name [at]
mail dot com\". A wallet whose form has a checksum is read only where it holds; one whose form has none says so. A row that
cannot be read is said with its line and left out; --strict refuses the file instead. Of a text the first MiB is read, and at
most 1,000 identifiers. Offsets in JSON are UTF-16 units.

Exit code: 0 done; 2 bad usage or input.";

/// `secondlook identifiers IN`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// The texts: NDJSON or CSV of {id, text}, or - for standard input.
    #[arg(value_name = "IN")]
    file: PathBuf,
    /// Refuse a file with any row that cannot be read.
    #[arg(long)]
    strict: bool,
    /// The form of what is said.
    #[arg(long, value_enum, default_value = "text")]
    format: Form,
    /// Write to this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Deserialize)]
struct Text {
    id: Name,
    text: String,
}

impl Row for Text {
    const NEEDED: &'static [&'static str] = &["id", "text"];
    const EXPECTED: &'static str = "a JSON object a line, {\"id\": .., \"text\": ..}, or CSV with these columns";
}

/// What was found in a text, as JSON. Fields are added, never renamed.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    id: &'a str,
    found: Vec<Found>,
}

#[derive(Debug, Serialize)]
struct Found {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    coin: Option<&'static str>,
    /// The messenger of a handle.
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<&'static str>,
    value: String,
    checksum: &'static str,
    start: usize,
    end: usize,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    let Rows { name, lines } = rows::read::<Text>(&arguments.file)?;
    let (mut texts, mut problems): (Vec<Text>, Vec<Problem>) = (Vec::with_capacity(lines.len()), Vec::new());
    for line in lines {
        match line {
            Ok((_, text)) => texts.push(text),
            Err(problem) => problems.push(problem),
        }
    }
    rows::report(&name, &problems, texts.len(), arguments.strict, Text::EXPECTED)?;
    let bar = Progress::default().bar(texts.len() as u64);
    output::write_by(arguments.output.as_deref(), |out| {
        for chunk in texts.chunks(CHUNK) {
            let said: Vec<io::Result<String>> = chunk.par_iter().map(|text| said(arguments.format, text)).collect();
            for said in said {
                out.write_all(said?.as_bytes())?;
            }
            bar.inc(chunk.len() as u64);
        }
        Ok(())
    })?;
    Ok(ExitCode::SUCCESS)
}

fn said(form: Form, text: &Text) -> io::Result<String> {
    let found = identifiers(&text.text);
    match form {
        Form::Json => {
            let offsets = Offsets::new(&text.text);
            let found = found.into_iter().map(|found| wire(found, &offsets)).collect();
            let mut line = serde_json::to_string(&Answer { id: &text.id.0, found })?;
            line.push('\n');
            Ok(line)
        }
        Form::Text => Ok(words(text, &found)),
    }
}

fn names(kind: Kind) -> (&'static str, Option<&'static str>, Option<&'static str>) {
    match kind {
        Kind::Wallet { coin } => ("wallet", Some(coin), None),
        Kind::Url => ("url", None, None),
        Kind::Host => ("host", None, None),
        Kind::Email => ("email", None, None),
        Kind::Handle { on } => ("handle", None, Some(on)),
        Kind::Phone => ("phone", None, None),
    }
}

fn wire(found: Identifier, offsets: &Offsets) -> Found {
    let (kind, coin, on) = names(found.kind);
    let at = offsets.utf16_range(found.at);
    let checksum = if found.checksum == Checksum::Valid { "valid" } else { "none" };
    Found { kind, coin, on, value: found.value, checksum, start: at.start, end: at.end }
}

/// A text's id, and what was found in it, a line each; as written where that differs from the plain form.
fn words(text: &Text, found: &[Identifier]) -> String {
    let one_line = |text: &str| printable(text).replace('\n', "\\n");
    let mut said = format!("{}: {}\n", one_line(&text.id.0), if found.is_empty() { "nothing found" } else { "found" });
    for found in found {
        let (kind, coin, on) = names(found.kind);
        let written = text.text.get(found.at.clone()).unwrap_or_default();
        said.push_str("  ");
        said.push_str(kind);
        for more in coin.into_iter().chain(on) {
            said.push(' ');
            said.push_str(more);
        }
        said.push_str("  ");
        said.push_str(&one_line(&found.value));
        if coin.is_some() {
            let proof = if found.checksum == Checksum::Valid { "  (checksum valid)" } else { "  (no checksum)" };
            said.push_str(proof);
        }
        if written != found.value {
            said.push_str("  written: ");
            said.push_str(&one_line(written));
        }
        said.push('\n');
    }
    said
}

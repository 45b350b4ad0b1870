//! `secondlook compare`: two letters and what they share, or many pairs.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use console::Term;

use super::pairs;
use crate::comparison::Comparison;
use crate::knowledge::Knowledge;
use crate::refusal::Refusal;
use crate::render::columns::Look;
use crate::render::compare;
use crate::{builtin, input, output, rows, sniff};

/// Columns that are used at least and at most.
const LEAST_WIDTH: usize = 20;
const MOST_WIDTH: usize = 240;
/// At most this many bytes of a letter's file are read.
const LETTER_BYTES: usize = 32 << 20;

const EXPECTED: &str = "a letter as plain text (UTF-8, or UTF-16 with a byte order mark), or - for standard input";

/// The forms of what the commands on letters say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// Words for a terminal.
    Text,
    /// For tools.
    Json,
    /// One self-contained file to keep, print or send.
    Html,
}

const AFTER_HELP: &str = "\
Examples:
  secondlook compare first.txt second.txt
  secondlook compare first.txt second.txt --job post.txt --format html --output compared.html
  secondlook compare --pairs pairs.jsonl --format json

Two letters alone are judged by the shipped background: there is no collection to learn from which words are rare.
With --pairs it is learned from the letters of the file too. A line that cannot be read gives {\"problem\": ..} in its place.
Offsets in JSON are UTF-16 units.

Exit code: 0 done; 2 bad usage or input.";

/// `secondlook compare A B` and `secondlook compare --pairs IN`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// The first letter, or - for standard input.
    #[arg(value_name = "A", required_unless_present = "pairs")]
    a: Option<PathBuf>,
    /// The second letter.
    #[arg(value_name = "B", required_unless_present = "pairs")]
    b: Option<PathBuf>,
    /// Compare pairs: NDJSON or CSV of {a, b}; a JSON line a pair, in the same order.
    #[arg(long, value_name = "IN", conflicts_with_all = ["a", "b", "job"])]
    pairs: Option<PathBuf>,
    /// The job post that both answer: its words are set aside.
    #[arg(long, value_name = "FILE")]
    job: Option<PathBuf>,
    /// With --pairs: refuse a file with any line that cannot be read.
    #[arg(long)]
    strict: bool,
    /// The form of what is said [default: text; json with --pairs].
    #[arg(long, value_enum)]
    format: Option<Form>,
    /// Write to this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    if let Some(pairs) = &arguments.pairs {
        if !matches!(arguments.format, None | Some(Form::Json)) {
            return Err(Refusal::new("--format", "pairs have one form, a JSON line a pair", "json"));
        }
        return pairs::run(pairs, arguments.strict, arguments.output.as_deref());
    }
    if arguments.strict {
        return Err(Refusal::new("--strict", "two letters have no lines to refuse", "--strict with --pairs"));
    }
    let (Some(a), Some(b)) = (&arguments.a, &arguments.b) else {
        return Err(Refusal::new("compare", "there are no two letters", "two files, or --pairs with one"));
    };
    if [Some(a), Some(b), arguments.job.as_ref()].into_iter().flatten().filter(|path| *path == Path::new("-")).count()
        > 1
    {
        return Err(Refusal::new("-", "standard input is named twice", "it once, and files for the others"));
    }
    let job = arguments.job.as_deref().map(text).transpose()?;
    let texts = [text(a)?, text(b)?];
    let told = [&texts[0], &texts[1]].map(|text| (text.as_str(), job.as_deref()));
    let names = [a, b].map(|path| path.display().to_string());
    let compared = Comparison::alone(&Knowledge::builtin()?, names, told);
    let form = arguments.format.unwrap_or(Form::Text);
    let mut shown = match form {
        Form::Text => compare::text(&compared, &builtin::words()?, look(arguments.output.as_deref())),
        Form::Html => compare::html(&compared, &builtin::words()?),
        Form::Json => serde_json::to_string_pretty(&compared.wire())
            .map_err(|error| Refusal::new("report", error.to_string(), "a report that can be written"))?,
    };
    if form == Form::Json {
        shown.push('\n');
    }
    output::write(arguments.output.as_deref(), shown.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// What text is looked at with: the terminal, when it goes there; `COLUMNS` and `NO_COLOR` are honoured.
pub fn look(output: Option<&Path>) -> Look {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let terminal = Term::stdout();
    let shown = output.is_none_or(|path| path == Path::new("-")) && terminal.is_term();
    let told = set("COLUMNS").and_then(|columns| columns.parse().ok());
    let measured = || if shown { terminal.size_checked().map(|(_, columns)| usize::from(columns)) } else { None };
    let width = told.or_else(measured).unwrap_or(Look::default().width).clamp(LEAST_WIDTH, MOST_WIDTH);
    let plain = set("NO_COLOR").is_some() || set("TERM").is_some_and(|term| term == "dumb");
    Look { width, colour: shown && !plain }
}

/// Reads a letter's file.
fn text(path: &Path) -> Result<String, Refusal> {
    let file = input::bytes(path, LETTER_BYTES, EXPECTED)?;
    let refuse = |found: String| Refusal::new(&file.name, found, EXPECTED);
    if file.bytes.len() > LETTER_BYTES {
        return Err(refuse(format!("this is more than {} MiB, no letter", LETTER_BYTES >> 20)));
    }
    if let Some(found) = sniff::not_text(&file.bytes) {
        return Err(refuse(found));
    }
    let bytes = rows::utf8(&file.bytes).map_err(|found| refuse(found.to_owned()))?;
    String::from_utf8(bytes.into_owned()).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(error.as_bytes().get(..good).unwrap_or_default()).into_owned();
        let (line, last) = (before.matches('\n').count() + 1, before.rsplit('\n').next().unwrap_or_default());
        let place = format!("{}:{line}:{}", file.name, last.chars().count() + 1);
        Refusal::new(place, "these bytes are no UTF-8 text", EXPECTED)
    })
}

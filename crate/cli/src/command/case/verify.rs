//! `secondlook case verify`: the findings of a record, made again.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use secondlook_core::case::{self, Case, Verified, VerifiedState};
use secondlook_core::engine::{Engine, Words};
use secondlook_core::report::{Message, Problem};
use secondlook_core::words::say;

use crate::refusal::Refusal;
use crate::{builtin, input, output};

const EXPECTED: &str = "a record that Second Look exported as JSON, or - for standard input";

/// The forms of what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Words for a terminal.
    Text,
    /// A JSON object.
    Json,
}

/// `secondlook case verify CASE.json`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The record, as it was exported.
    #[arg(value_name = "CASE.json")]
    file: PathBuf,
    /// The form of what is said.
    #[arg(long, value_enum, default_value = "text")]
    format: Form,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    let input = input::bytes(&arguments.file, case::MOST_BYTES, EXPECTED)?;
    let text = String::from_utf8(input.bytes).map_err(|error| {
        Refusal::new(&input.name, format!("no UTF-8 from byte {}", error.utf8_error().valid_up_to()), EXPECTED)
    })?;
    let case = case::read(&text).map_err(|problems| refusal(&input.name, &problems))?;
    let mut verified = verified(&case)?;
    if !case::is_whole(&case, &text) {
        verified.state = VerifiedState::Differs;
        verified.why.insert(0, Message::key("case.why.changed"));
    }
    let words = builtin::words()?;
    let said = match arguments.format {
        Form::Text => in_words(&case, &verified, &words),
        Form::Json => {
            let json = serde_json::to_string_pretty(&verified);
            json.map_err(|error| Refusal::new("result", error.to_string(), "a result as JSON"))? + "\n"
        }
    };
    output::write(None, said.as_bytes())?;
    Ok(ExitCode::from(u8::from(verified.state != VerifiedState::Same)))
}

/// Makes it again with the packs of the case.
fn verified(case: &Case) -> Result<Verified, Refusal> {
    let loaded = builtin::packs()?;
    let proved = loaded.iter().filter(|loaded| loaded.proved).map(|loaded| loaded.pack.id.clone()).collect();
    let built_in = loaded.into_iter().map(|loaded| (loaded.pack, loaded.info)).collect();
    let case::Packs { packs, why, lacking } = case::packs(case, built_in);
    let engine = Engine::with_proved(packs, &proved, case.inputs.settings.clone(), builtin::words()?);
    Ok(case::verify(case, engine.as_ref().map_err(Vec::as_slice), why, lacking))
}

fn in_words(case: &Case, verified: &Verified, words: &Words) -> String {
    let mut out = String::new();
    let mut line = |text: &str| _ = writeln!(out, "{}", crate::printable(text));
    let n = verified.findings;
    line(&say(
        words,
        &match verified.state {
            VerifiedState::Same if n == 0 => Message::key("case.same_none"),
            VerifiedState::Same => Message::key("case.same").with("n", n),
            VerifiedState::Differs => Message::key("case.differs"),
            VerifiedState::Cannot => Message::key("case.cannot"),
        },
    ));
    let title = |id: &String| {
        let known = case.report.findings.iter().find(|finding| finding.id == *id);
        known.map_or_else(|| id.clone(), |finding| say(words, &finding.message))
    };
    for (key, ids) in
        [("case.missing", &verified.missing), ("case.added", &verified.added), ("case.changed", &verified.changed)]
    {
        for id in ids {
            line(&format!(
                "  {}",
                say(words, &Message::Key { key: key.to_owned(), args: [("what".to_owned(), title(id).into())].into() })
            ));
        }
    }
    for why in &verified.why {
        line(&format!("  {}", say(words, why)));
    }
    out
}

fn refusal(place: &str, problems: &[Problem]) -> Refusal {
    let mut found = String::new();
    for (at, problem) in problems.iter().enumerate() {
        let between = if at == 0 { "" } else { "\n  " };
        let _ =
            write!(found, "{between}{} [{}]: {}\n    {}", problem.place, problem.code, problem.message, problem.fix);
    }
    Refusal::new(place, found, EXPECTED)
}

//! `secondlook pack test`: what a pack must pass before anybody loads it.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use secondlook_core::prove::Figures;
use secondlook_core::report::Problem;
use secondlook_core::words::term;
use serde::Serialize;

use super::check::{Form, each, read};
use super::{listed, problems_found};
use crate::packs::place;
use crate::progress::Progress;
use crate::refusal::Refusal;
use crate::{builtin, output, proving};

const AFTER_HELP: &str = "\
Examples:
  secondlook pack test my-pack
  secondlook pack test my-pack-1.0.0.slpack.json --format json
  secondlook pack test all-my-packs

It does what `pack check` does, and then: each example fires or stays silent as it says; the adapters read from their saved pages
what is expected; of the ordinary texts that Second Look carries no more fire than the pack's budget allows; and with another
name, place, pronoun, school or time zone every example gives the same. The extension does the same before it loads a pack.
docs/proof.md has all of it.

Exit code: 0 passed; 1 problems were found; 2 bad usage or input.";

/// `secondlook pack test PATH`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// A pack's folder, a built pack, or a folder of them.
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// For the packs of Second Look itself: they may take its namespace.
    #[arg(long)]
    own: bool,
    /// The form of what is said.
    #[arg(long, value_enum, default_value = "text")]
    format: Form,
}

/// What one pack's test found.
#[derive(Debug, Serialize)]
struct Tested {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    problems: Vec<Problem>,
    #[serde(skip_serializing_if = "Option::is_none")]
    figures: Option<Figures>,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    let paths = each(&arguments.path)?;
    let bar = Progress::default().bar(paths.len() as u64);
    let mut all = Vec::new();
    for path in paths {
        let (pack, mut problems) = read(&path);
        let mut tested = Tested { id: None, version: None, problems: Vec::new(), figures: None };
        if let Some(pack) = pack {
            let mut proof = proving::prove(&pack, arguments.own)?;
            if path.is_dir() {
                place::in_files(&path, &pack.id, &mut proof.problems);
            }
            problems.append(&mut proof.problems);
            // What was counted of a part of a pack says nothing of the pack.
            tested.figures = problems.is_empty().then_some(proof.figures);
            (tested.id, tested.version) = (Some(pack.id), Some(pack.version));
        }
        tested.problems = problems;
        all.push(tested);
        bar.inc(1);
    }
    bar.finish_and_clear();
    let text = match arguments.format {
        Form::Text => text(&all)?,
        Form::Json => {
            let refuse = |error: serde_json::Error| Refusal::new("proof", error.to_string(), "one that can be written");
            serde_json::to_string(&serde_json::json!({ "packs": all })).map_err(refuse)? + "\n"
        }
    };
    output::write(None, text.as_bytes())?;
    let passed = all.iter().all(|tested| tested.problems.is_empty());
    Ok(if passed { ExitCode::SUCCESS } else { problems_found() })
}

fn text(all: &[Tested]) -> Result<String, Refusal> {
    let words = builtin::words()?;
    let mut text = String::new();
    for tested in all {
        if let (Some(id), Some(version)) = (&tested.id, &tested.version) {
            let _ = writeln!(text, "{}", crate::printable(&format!("{id} {version}")));
        }
        if let Some(figures) = &tested.figures {
            let _ = writeln!(text, "  examples        {}", figures.examples);
            let _ = writeln!(text, "  saved pages     {}", figures.pages);
            let _ = writeln!(text, "  ordinary texts  {}", figures.texts);
            for fired in &figures.fired {
                let (low, high) = fired.interval;
                let _ = writeln!(
                    text,
                    "    {}: {} fired (95 %: {} to {}), at most {} are allowed",
                    term(&words, "ui.severity", &fired.severity),
                    fired.texts,
                    percent(low),
                    percent(high),
                    percent(fired.budget)
                );
            }
            let _ = writeln!(text, "  swapped texts   {}", figures.swaps);
        }
        text.push_str(&listed(&tested.problems));
    }
    let count: usize = all.iter().map(|tested| tested.problems.len()).sum();
    let _ = match count {
        0 => writeln!(text, "Passed."),
        1 => writeln!(text, "1 problem."),
        _ => writeln!(text, "{count} problems."),
    };
    Ok(text)
}

fn percent(share: f64) -> String {
    format!("{} %", (share * 1000.0).round() / 10.0)
}

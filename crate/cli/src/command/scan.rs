//! `secondlook scan`: what deserves a second look on a saved page.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use secondlook_core::check::Memories;
use secondlook_core::engine::{self, Engine, Settings};
use secondlook_core::model::PageSnapshot;
use secondlook_core::pack::trust::namespace;
use secondlook_core::report::Problem;

use super::fail_on::FailOn;
use super::tree::{self, Page};
use crate::ledger::{Ledger, Written, day};
use crate::refusal::Refusal;
use crate::render::{Format, render};
use crate::trusted::{self, Trusted};
use crate::{builtin, output, packs};

const AFTER_HELP: &str = "\
Examples:
  secondlook scan profile.html --url https://www.upwork.com/freelancers/~01abc
  secondlook scan job.html --url https://www.freelancer.com/projects/a/b --format html --output report.html
  secondlook scan job.html --url https://www.upwork.com/ab/applicants/1 --ledger memory.ledger
  secondlook scan job.html --url https://www.upwork.com/ab/applicants/1 --packs team-1.0.0.slpack.json --trust trusted.json
  secondlook scan - --url https://www.fiverr.com/name/gig --format json < gig.html

Exit code: 0 done, also for a page that cannot be read (the report says so);
1 something at or above --fail-on was found; 2 bad usage or input.";

/// `secondlook scan PAGE --url URL`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    #[command(flatten)]
    page: Page,
    /// Add the packs at this path: a pack's folder, a folder of packs, or a built pack (may be given again).
    #[arg(long, value_name = "PATH")]
    packs: Vec<PathBuf>,
    /// The table of trusted keys, as `pack verify --trust` writes it. A signed pack whose key is not in it counts as unsigned: its
    /// findings never go above Ask.
    #[arg(long, value_name = "FILE")]
    trust: Option<PathBuf>,
    /// Leave the built-in packs out.
    #[arg(long)]
    no_builtin: bool,
    /// Compare with what this ledger remembers of earlier pages, and remember this one; made where there is none.
    #[arg(long, value_name = "FILE")]
    ledger: Option<PathBuf>,
    /// Put what was read into the JSON report.
    #[arg(long)]
    snapshot: bool,
    /// Exit with 1 when something at this severity or above was found.
    #[arg(long, value_name = "SEVERITY", value_enum, default_value = "warning")]
    fail_on: FailOn,
    /// The form of the report.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Write to this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    let settings = Settings { snapshot: arguments.snapshot, ..Settings::default() };
    let trusted = arguments.trust.as_deref().map(trusted::read).transpose()?.unwrap_or_default();
    let engine = engine(&arguments.packs, &trusted, arguments.no_builtin, settings)?;
    let (tree, from) = tree::read(&arguments.page)?;
    let mut snapshot = engine.read(&tree);
    snapshot.page.captured_from = Some(from.word().to_owned());
    let page = engine::Page::from(snapshot);
    let mut ledger = arguments.ledger.as_deref().map(|file| Ledger::open_or_create(file, day::today())).transpose()?;
    let memories = match &mut ledger {
        Some(ledger) => ledger.memories(&engine, &page)?,
        None => Memories::default(),
    };
    let report = page.analyze(&engine, &memories);
    let words = builtin::words()?;
    let text = render(arguments.format, &report, &engine, &words, &address(&arguments.page))
        .map_err(|error| Refusal::new("report", error.to_string(), "a report that can be written"))?;
    output::write(arguments.output.as_deref(), text.as_bytes())?;
    if let Some(ledger) = &mut ledger {
        remember(ledger, &engine, &page, memories);
    }
    let found = report.findings.iter().any(|finding| finding.severity >= arguments.fail_on.severity());
    Ok(ExitCode::from(u8::from(found)))
}

/// Writes what the page adds, when the report is out: what goes wrong here is said, and costs nobody the report.
fn remember(ledger: &mut Ledger, engine: &Engine, page: &engine::Page<'_>, memories: Memories) {
    super::ledger::notes(ledger);
    let written = ledger.remember(engine, page, memories).and_then(|written| ledger.wipe().map(|()| written));
    match written {
        Err(refusal) => super::ledger::note(&format!("what this page adds was not written: {refusal}")),
        Ok(Written { too_old: 1.., .. }) => {
            let days = ledger.days();
            super::ledger::note(&format!(
                "{}: this page was captured more than {days} days ago and is not remembered",
                ledger.name()
            ));
        }
        Ok(_) => {}
    }
}

/// An engine of the built-in packs and those at some paths; signed ones count as such by a key that is trusted.
pub(super) fn engine(
    paths: &[PathBuf],
    trusted: &Trusted,
    no_builtin: bool,
    settings: Settings,
) -> Result<Engine, Refusal> {
    let mut loaded = if no_builtin { Vec::new() } else { builtin::packs()? };
    for path in paths {
        for mut one in packs::load(path).map_err(|problems| refusal(&path.display().to_string(), &problems))? {
            // Without a key that is known, anybody can sign anything.
            one.info.signed = one.key.is_some() && trusted.get(namespace(&one.pack.id)) == one.key.as_ref();
            loaded.push(one);
        }
    }
    let proved = loaded.iter().filter(|loaded| loaded.proved).map(|loaded| loaded.pack.id.clone()).collect();
    let packs = loaded.into_iter().map(|loaded| (loaded.pack, loaded.info)).collect();
    let place = if paths.is_empty() { "built-in packs" } else { "--packs" };
    Engine::with_proved(packs, &proved, settings, builtin::words()?).map_err(|problems| refusal(place, &problems))
}

/// All problems of the packs in one refusal.
fn refusal(place: &str, problems: &[Problem]) -> Refusal {
    let count = problems.len();
    let mut found = format!("{count} {} with the packs", if count == 1 { "problem" } else { "problems" });
    for problem in problems {
        let _ = write!(found, "\n  {} [{}]\n    {}\n    {}", problem.place, problem.code, problem.message, problem.fix);
    }
    Refusal::new(place, found, "packs without problems")
}

/// The saved page as a `file:` address; standard input has only the address it came from.
fn address(page: &Page) -> String {
    if page.file == Path::new("-") {
        // `%` and what has a meaning in an address stay as they are.
        return percent_encoded(&page.url, b":/?#[]@!$&'()*+,;=%");
    }
    let path = std::path::absolute(&page.file).unwrap_or_else(|_| page.file.clone());
    format!("file://{}", percent_encoded(&path.to_string_lossy(), b"/"))
}

/// A text with all bytes percent-encoded but letters, digits, `.-_~` and some more.
fn percent_encoded(text: &str, keep: &[u8]) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut uri, byte| {
        if byte.is_ascii_alphanumeric() || b".-_~".contains(&byte) || keep.contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
        uri
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_address_is_one_that_tools_can_read() {
        let page = |file: &str, url: &str| Page { file: file.into(), url: url.to_owned(), captured_at: None };
        assert_eq!(address(&page("/a b/\u{e9}#1%.html", "https://x.test")), "file:///a%20b/%C3%A9%231%25.html");
        assert_eq!(address(&page("-", "https://x.test/%20?a=<b>\u{e9}\"")), "https://x.test/%20?a=%3Cb%3E%C3%A9%22");
    }
}

//! `secondlook reviews`: the review tests over a file of reviews, each profile by itself.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use jiff::Timestamp;
use rayon::prelude::*;
use secondlook_core::check::reviews::{Test, alpha, judge};
use secondlook_core::model::days::days;
use serde::Serialize;

use super::fail_on::FailOn;
use crate::knowledge::Knowledge;
use crate::progress::Progress;
use crate::refusal::Refusal;
use crate::render::reviews::{Judged, text};
use crate::reviews::{Given, Odd, Profile, Profiles, history};
use crate::rows::{self, Problem, Row};
use crate::{builtin, output};

/// Profiles judged at once.
const CHUNK: usize = 1_024;

/// The forms of what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Words for a terminal.
    Text,
    /// One JSON object.
    Json,
}

const AFTER_HELP: &str = "\
Examples:
  secondlook reviews reviews.csv
  secondlook reviews reviews.jsonl --as-of 2026-10-01 --format json
  secondlook reviews - --fail-on caution < reviews.jsonl

Each profile is judged by itself. A date may be a day, a month (2026-08) or words (\"3 months ago\", counted from --as-of). A
row that is there twice is one review. Amounts of several currencies are never added up. A row that cannot be read is said
with its line and left out, a date, rating or amount that cannot be right is not used and counted; --strict refuses the file
instead. Positions in JSON are those of the profile's rows that could be read, from 0.

Exit code: 0 done; 1 something at or above --fail-on was found; 2 bad usage or input.";

/// `secondlook reviews IN`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// The reviews: NDJSON or CSV of {profile, client?, at?, rating?, text?, amount?, currency?, title?}, or - for
    /// standard input.
    #[arg(value_name = "IN")]
    file: PathBuf,
    /// The day on which the reviews were seen; today when it is not given.
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Exit with 1 when something at this severity or above was found.
    #[arg(long, value_name = "SEVERITY", value_enum, default_value = "warning")]
    fail_on: FailOn,
    /// Refuse a file with any row or field that cannot be read.
    #[arg(long)]
    strict: bool,
    /// The form of what is said.
    #[arg(long, value_enum, default_value = "text")]
    format: Form,
    /// Write to this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The whole answer as JSON. Fields are added, never renamed.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    schema: u8,
    as_of: &'a str,
    alpha: Alpha,
    profiles: Vec<Said<'a>>,
}

/// How the rate of false alarms of a page is divided.
#[derive(Debug, Serialize)]
struct Alpha {
    page: f64,
    tests: BTreeMap<&'static str, f64>,
}

/// One profile as JSON.
#[derive(Debug, Serialize)]
struct Said<'a> {
    profile: &'a str,
    n: usize,
    rows: usize,
    odd: Odd,
    tests: &'a [Test],
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    let as_of = as_of(arguments.as_of.as_deref())?;
    let profiles = read(arguments)?;
    let knowledge = Knowledge::builtin()?;
    let bar = Progress::default().bar(profiles.len() as u64);
    let mut judged: Vec<Judged<'_>> = Vec::with_capacity(profiles.len());
    for chunk in profiles.chunks(CHUNK) {
        judged.par_extend(chunk.par_iter().map(|profile| {
            let (history, odd) = history(profile, &as_of);
            Judged { profile, n: history.pieces.len(), odd, tests: judge(&history, knowledge.common()) }
        }));
        bar.inc(chunk.len() as u64);
    }
    drop(bar);
    if arguments.strict
        && let Some(one) = judged.iter().find(|one| one.odd != Odd::default())
    {
        let Odd { dates, ratings, amounts } = one.odd;
        let found = format!(
            "of profile {:?}, {dates} dates, {ratings} ratings and {amounts} amounts cannot be right",
            one.profile.id
        );
        return Err(Refusal::new(
            arguments.file.display().to_string(),
            found,
            "dates from 1998 up to --as-of, ratings from 0 to 5, amounts of 0 or more; or the command without --strict",
        ));
    }
    let output = arguments.output.as_deref();
    match arguments.format {
        Form::Json => output::write_by(output, |out| {
            serde_json::to_writer(&mut *out, &answer(&as_of, &judged)).map_err(io::Error::from)?;
            out.write_all(b"\n")
        })?,
        Form::Text => output::write(output, text(&judged, &builtin::words()?).as_bytes())?,
    }
    let least = arguments.fail_on.severity();
    let found = judged.iter().flat_map(|one| &one.tests).any(|test| test.severity.is_some_and(|s| s >= least));
    Ok(ExitCode::from(u8::from(found)))
}

fn answer<'a>(as_of: &'a str, judged: &'a [Judged<'a>]) -> Answer<'a> {
    let said = |one: &'a Judged<'a>| Said {
        profile: &one.profile.id,
        n: one.n,
        rows: one.profile.rows.len(),
        odd: one.odd,
        tests: &one.tests,
    };
    let alpha = Alpha { page: alpha::PAGE, tests: alpha::SHARES.iter().copied().collect() };
    Answer { schema: 1, as_of: as_of.get(..10).unwrap_or(as_of), alpha, profiles: judged.iter().map(said).collect() }
}

/// The day as a moment, RFC 3339.
fn as_of(given: Option<&str>) -> Result<String, Refusal> {
    let Some(day) = given else { return Ok(Timestamp::now().to_string()) };
    if day.len() == 10 && days(day).is_some() {
        return Ok(format!("{day}T12:00:00Z"));
    }
    Err(Refusal::new("--as-of", format!("{day:?} is no date of a year 1990 to 2200"), "a date, for example 2026-10-01"))
}

/// Reads the rows, by profile.
fn read(arguments: &Arguments) -> Result<Vec<Profile>, Refusal> {
    let (mut profiles, mut problems, mut good) = (Profiles::default(), Vec::<Problem>::new(), 0);
    let count = Progress::default().count();
    let name = rows::stream::<Given>(&arguments.file, |lines| {
        for line in lines {
            match line {
                Ok((_, row)) => {
                    good += 1;
                    profiles.push(row);
                }
                Err(problem) => problems.push(problem),
            }
        }
        count.set_position(good as u64);
    })?;
    drop(count);
    rows::report(&name, &problems, good, arguments.strict, Given::EXPECTED)?;
    Ok(profiles.profiles)
}

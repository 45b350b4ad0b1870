//! `secondlook bids`: bids sent and won by each freelancer of a file, or two numbers by themselves.

mod records;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use rayon::prelude::*;
use secondlook_core::check::bids::rate;
use secondlook_core::engine::Settings;
use secondlook_core::pack::prior::{Prior, choose};
use secondlook_core::stats::sprt::Verdict;
use serde::Serialize;

use super::compare::look;
use super::scan;
use crate::progress::Progress;
use crate::refusal::Refusal;
use crate::render::bids::{self, Judged};
use crate::trusted::Trusted;
use crate::{builtin, output};
use records::Record;

/// The forms of what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Words and characters for a terminal.
    Text,
    /// For tools.
    Json,
}

const AFTER_HELP: &str = "\
Examples:
  secondlook bids bids.jsonl
  secondlook bids bids.csv --format json --output bids.json
  secondlook bids --sent 120 --won 1 --work \"logo design\"

A bid without `won` is still open: it is counted apart. Two rows of one freelancer and one job are one bid; if one row says
won and the other not, both lines are named and the bid counts as open; --strict refuses the file instead, as for any row
that cannot be read. A time counts only where it has seconds (2026-08-01T10:00:20Z).

Drawn is the interval that covers the true rate whatever it is (Clopper-Pearson, 95 %), over how often bids are won among
ordinary people (the prior, from a pack). With few bids it says how many more without a win it would take to say anything:
nobody is called low before 254 bids.

Exit code: 0 done; 2 bad usage or input.";

/// `secondlook bids IN`, and `secondlook bids --sent N --won K`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// The bids: NDJSON or CSV of `{freelancer, job, at?, posted_at?, won?}`, or - for standard input.
    #[arg(value_name = "IN", required_unless_present = "sent", conflicts_with = "sent")]
    file: Option<PathBuf>,
    /// Bids sent, in place of a file.
    #[arg(long, value_name = "N", requires = "won")]
    sent: Option<u64>,
    /// Bids won of those.
    #[arg(long, value_name = "K", requires = "sent")]
    won: Option<u64>,
    /// The kind of work in a few words: it chooses among the packs' priors.
    #[arg(long, value_name = "WORDS", default_value = "")]
    work: String,
    /// Add the packs at this path, for their priors (may be given again).
    #[arg(long, value_name = "PATH")]
    packs: Vec<PathBuf>,
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

/// What is said as JSON. Fields are added, never renamed.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    schema: u32,
    freelancers: Vec<Freelancer<'a>>,
}

#[derive(Debug, Serialize)]
#[expect(clippy::struct_field_names, reason = "the contract's word")]
struct Freelancer<'a> {
    /// Absent where only two numbers were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    freelancer: Option<&'a str>,
    sent: u64,
    won: u64,
    pending: u64,
    estimate: f64,
    interval: [f64; 2],
    prior: Behind<'a>,
    state: &'static str,
    /// More losses in a row that would decide; absent where the test has decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    needed: Option<u64>,
    /// Bids within a minute of their job's posting; absent where no times are known to the second.
    #[serde(skip_serializing_if = "Option::is_none")]
    fast: Option<u64>,
    /// Most jobs bid on within a minute, where that is three or more.
    #[serde(skip_serializing_if = "Option::is_none")]
    at_once: Option<u64>,
}

#[derive(Debug, Serialize)]
struct Behind<'a> {
    alpha: f64,
    beta: f64,
    source: &'a str,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    let records = match (&arguments.file, arguments.sent, arguments.won) {
        (Some(file), ..) => records::read(file, arguments.strict)?,
        (None, Some(sent), Some(won)) => vec![typed(sent, won)?],
        (None, ..) => return Err(Refusal::new("bids", "there are no bids", "a file, or --sent with --won")),
    };
    let engine = scan::engine(&arguments.packs, &Trusted::new(), false, Settings::default())?;
    let prior = choose(engine.priors(), &arguments.work).ok_or_else(|| {
        let found = format!("no pack has a prior for {:?} or for any work", arguments.work);
        Refusal::new("packs", found, "a build with its packs")
    })?;
    let judged = judge(&records, prior);
    let output = arguments.output.as_deref();
    match arguments.format {
        Form::Json => {
            let answer = Answer { schema: 1, freelancers: judged.iter().map(wire).collect() };
            output::write_by(output, |out| {
                serde_json::to_writer(&mut *out, &answer).map_err(io::Error::from)?;
                out.write_all(b"\n")
            })?;
        }
        Form::Text => output::write(output, bids::text(&judged, &builtin::words()?, look(output)).as_bytes())?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Two numbers by themselves.
fn typed(sent: u64, won: u64) -> Result<Record, Refusal> {
    if won > sent {
        let found = format!("{won} bids won of {sent} sent cannot be");
        return Err(Refusal::new("--won", found, "all bids sent, and how many of them were won"));
    }
    if sent > rate::MOST {
        return Err(Refusal::new("--sent", format!("{sent} bids"), format!("at most {}", rate::MOST)));
    }
    Ok(Record { sent, won, ..Record::default() })
}

/// Judges the records on all cores, in their order.
fn judge<'a>(records: &'a [Record], prior: &Prior) -> Vec<Judged<'a>> {
    let bar = Progress::default().bar(records.len() as u64);
    let judged = records.par_iter().map(|record| {
        let judgement = rate::judge(record.sent, record.won, prior);
        bar.inc(1);
        let freelancer = record.freelancer.as_deref();
        Judged { freelancer, pending: record.pending, fast: record.fast, at_once: record.at_once, judgement }
    });
    judged.collect()
}

fn wire<'a>(judged: &'a Judged<'a>) -> Freelancer<'a> {
    let rate = &judged.judgement.rate;
    Freelancer {
        freelancer: judged.freelancer,
        sent: rate.n,
        won: rate.k,
        pending: judged.pending,
        estimate: rate.estimate,
        interval: [rate.interval.0, rate.interval.1],
        prior: Behind { alpha: rate.prior.alpha, beta: rate.prior.beta, source: &rate.prior.source },
        state: match judged.judgement.verdict {
            Verdict::Low => "fired",
            Verdict::Ordinary => "silent",
            Verdict::Open { .. } => "too_few",
        },
        needed: judged.judgement.needed(),
        fast: judged.fast,
        at_once: judged.at_once,
    }
}

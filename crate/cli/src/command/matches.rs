//! `secondlook match`: for each letter of one file, the letters of another that are like it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::ValueEnum;
use secondlook_core::text::words::word_id;
use serde::{Deserialize, Serialize};

use crate::corpus::{Corpus, Found, LISTED, Texts, find_all};
use crate::knowledge::Knowledge;
use crate::memory::resident_mib;
use crate::progress::Progress;
use crate::refusal::Refusal;
use crate::rows::{self, Name, Problem, Row};
use crate::{output, printable};

/// Queries answered at once.
const CHUNK: usize = 1024;

const AFTER_HELP: &str = "\
Examples:
  secondlook match --corpus letters-of-last-year.jsonl --queries new.jsonl
  secondlook match --corpus letters.csv --queries - --format json < new.jsonl

Both files are NDJSON or CSV of {id, text, job?}; other fields are passed over. The likeness is that of `secondlook compare`,
with what is rare learned from the corpus and the shipped background; matches are those of 0.4 and more. At most 50 are listed
a letter, and \"matches_total\" says how many were found where there are more. Letters are looked up by winnowed runs of three
words: a run that more than 512 letters hold is kept for the first 512, so of a template sent more often than that not every
letter is found. Measured: of single copies with up to 40 % of their words put at random, among 20,000 letters, all were
found, with half of them two thirds, and with 60 % none, whose likeness is below 0.4. Of letters with filled slots, edited by
tools, it is harder: of the pairs of 0.4 and more all were found where only slots differ, seven in eight with
20 to 40 % of the words edited, seven in ten with 60 %, half with 80 %. Letters of fewer than 8 words of their own are too short to judge.

With --stats the last line on standard error is {\"index_s\", \"query_s\", \"rss_mib\"} and more. index_s counts from letters that
are read and parsed to an index that answers, query_s from queries that are read and parsed to their matches; read_s is
reading and parsing of both files. rss_mib is what the process holds more than at its start, peak_mib the most it held.

Exit code: 0 done; 2 bad usage or input.";

/// The forms of what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Words for a terminal.
    Text,
    /// A JSON line a query.
    Json,
}

/// `secondlook match --corpus C --queries Q`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// The letters to look in: NDJSON or CSV, or - for standard input.
    #[arg(long, value_name = "C")]
    corpus: PathBuf,
    /// The letters to look for, in the same form.
    #[arg(long, value_name = "Q")]
    queries: PathBuf,
    /// The form of what is said.
    #[arg(long, value_enum, default_value = "text")]
    format: Form,
    /// Say times and memory as a last line on standard error.
    #[arg(long)]
    stats: bool,
    /// Refuse a file with any row that cannot be read.
    #[arg(long)]
    strict: bool,
    /// Write to this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// A letter to look in or for.
#[derive(Debug, Deserialize)]
pub struct Sought {
    id: Name,
    text: String,
    #[serde(default)]
    job: Option<String>,
}

impl Row for Sought {
    const NEEDED: &'static [&'static str] = &["id", "text"];
    const EXPECTED: &'static str =
        "a JSON object a line, {\"id\", \"text\" and \"job\" if known}, or CSV with these columns";
}

#[derive(Debug, Serialize)]
struct Stats {
    index_s: f64,
    query_s: f64,
    rss_mib: f64,
    peak_mib: f64,
    read_s: f64,
    letters: usize,
    queries: usize,
    /// Runs of words that more letters hold than are looked at.
    crowded_runs: usize,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    if [&arguments.corpus, &arguments.queries].iter().all(|path| path.as_path() == Path::new("-")) {
        return Err(Refusal::new("-", "standard input is named twice", "it once, and a file for the other"));
    }
    let before = resident_mib();
    let knowledge = Knowledge::builtin()?;
    let (mut index_s, mut query_s) = (0.0, 0.0);
    let clock = Instant::now();
    let mut texts = Texts::default();
    let bar = Progress::default().count();
    read(&arguments.corpus, arguments.strict, |letters| {
        bar.inc(letters.len() as u64);
        timed(&mut index_s, || texts.add(letters.into_iter().map(|row| (row.id.0, row.text, row.job))));
    })?;
    bar.finish_and_clear();
    let mut read_s = clock.elapsed().as_secs_f64() - index_s;
    let bar = Progress::default().bar(texts.len() as u64);
    let corpus = timed(&mut index_s, || Corpus::new(texts, &knowledge, |letters| bar.inc(letters as u64)));
    bar.finish_and_clear();
    let mut queries = Vec::new();
    timed(&mut read_s, || read(&arguments.queries, arguments.strict, |letters| queries.extend(letters)))?;
    let bar = Progress::default().bar(queries.len() as u64);
    output::write_by(arguments.output.as_deref(), |out| {
        if arguments.format == Form::Text {
            head(out, &corpus, queries.len())?;
        }
        for chunk in queries.chunks(CHUNK) {
            let found: Vec<Found> = timed(&mut query_s, || {
                let sought: Vec<_> = chunk.iter().map(|query| (query.text.as_str(), query.job.as_deref())).collect();
                find_all(&corpus, &knowledge, &sought)
            });
            for (query, found) in chunk.iter().zip(&found) {
                match arguments.format {
                    Form::Json => json(out, &corpus, &query.id.0, found)?,
                    Form::Text => text(out, &corpus, &query.id.0, found)?,
                }
            }
            bar.inc(chunk.len() as u64);
        }
        Ok(())
    })?;
    bar.finish_and_clear();
    if arguments.stats {
        let stats = Stats {
            index_s,
            query_s,
            rss_mib: (resident_mib().0 - before.0).max(0.0),
            peak_mib: (resident_mib().1 - before.0).max(0.0),
            read_s,
            letters: corpus.len(),
            queries: queries.len(),
            crowded_runs: corpus.crowded(),
        };
        // Where standard error is closed, nobody can be told.
        let _ = writeln!(io::stderr(), "{}", serde_json::to_string(&stats).unwrap_or_default());
    }
    Ok(ExitCode::SUCCESS)
}

fn timed<T>(seconds: &mut f64, work: impl FnOnce() -> T) -> T {
    let clock = Instant::now();
    let done = work();
    *seconds += clock.elapsed().as_secs_f64();
    done
}

/// Reads letters block by block, each id once.
fn read(path: &Path, strict: bool, mut each: impl FnMut(Vec<Sought>)) -> Result<(), Refusal> {
    let mut first: HashMap<u64, u64> = HashMap::new();
    let (mut good, mut problems) = (0, Vec::new());
    let name = rows::stream::<Sought>(path, |lines| {
        let mut letters = Vec::with_capacity(lines.len());
        for line in lines {
            match line {
                Ok((at, letter)) => match first.entry(word_id(&letter.id.0)) {
                    Entry::Vacant(free) => {
                        free.insert(at);
                        letters.push(letter);
                    }
                    Entry::Occupied(taken) => {
                        let (id, first) = (&letter.id.0, taken.get());
                        let found = format!("the id {id:?} is that of line {first} already; the first is kept");
                        problems.push(Problem::new(at, 1, found));
                    }
                },
                Err(problem) => problems.push(problem),
            }
        }
        good += letters.len();
        each(letters);
    })?;
    rows::report(&name, &problems, good, strict, Sought::EXPECTED)
}

#[derive(Debug, Serialize)]
struct Line<'a> {
    query: &'a str,
    matches: Vec<Match<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    matches_total: Option<usize>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    too_short: bool,
}

#[derive(Debug, Serialize)]
struct Match<'a> {
    id: &'a str,
    likeness: f64,
}

fn json(out: &mut dyn Write, corpus: &Corpus, query: &str, found: &Found) -> io::Result<()> {
    let matches = found.best.iter().map(|(letter, likeness)| Match { id: corpus.id(*letter), likeness: *likeness });
    let line = Line {
        query,
        matches: matches.collect(),
        matches_total: Some(found.total).filter(|total| *total > LISTED),
        too_short: found.too_short,
    };
    writeln!(out, "{}", serde_json::to_string(&line)?)
}

fn head(out: &mut dyn Write, corpus: &Corpus, queries: usize) -> io::Result<()> {
    writeln!(out, "{queries} letters looked for among {}.", corpus.len())?;
    if corpus.crowded() > 0 {
        writeln!(
            out,
            "{} runs of words stand in more than {} letters; for these, only the first are looked at.",
            corpus.crowded(),
            secondlook_core::text::keys::MOST_UNDER_KEY
        )?;
    }
    Ok(())
}

fn text(out: &mut dyn Write, corpus: &Corpus, query: &str, found: &Found) -> io::Result<()> {
    let query = printable(query).replace('\n', "\\n");
    if found.best.is_empty() {
        let said = if found.too_short { "too short to judge" } else { "nothing alike" };
        return writeln!(out, "\n{query}: {said}");
    }
    writeln!(out, "\n{query}: alike {}", found.total)?;
    for (letter, likeness) in &found.best {
        writeln!(out, "  {likeness:.2}  {}", printable(corpus.id(*letter)).replace('\n', "\\n"))?;
    }
    match found.total.saturating_sub(found.best.len()) {
        0 => Ok(()),
        more => writeln!(out, "  and {more} more"),
    }
}

//! `secondlook pack profile`: what each rule costs.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use secondlook_core::pack::judge::Verdict;
use secondlook_core::pack::phrase::{self, Known, Lists};
use secondlook_core::pack::rule::Rule;
use secondlook_core::pack::rules::Rules;
use secondlook_core::pack::term::Term;
use secondlook_core::pack::{Pack, pattern};
use secondlook_core::prove::Corpus;

use super::diff::one;
use crate::packs::Loaded;
use crate::refusal::Refusal;
use crate::{builtin, output};

const AFTER_HELP: &str = "\
Examples:
  secondlook pack profile my-pack
  secondlook pack profile my-pack-1.0.0.slpack.json

Phrases, the words in them with all alternatives, and the steps of patterns say how large a rule is; they are the same everywhere.
The time is this machine's, now, over the ordinary texts that Second Look carries, beyond what reading a text costs anyway: compare
rules of one run only. No input makes a rule slower than the length of the text.";

/// Runs over the texts; the fastest counts.
const RUNS: usize = 5;
/// Letters of a large page.
const LETTERS: f64 = 50.0;

/// `secondlook pack profile PATH`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// A pack's folder or a built pack.
    #[arg(value_name = "PATH")]
    path: PathBuf,
}

/// How large a rule is.
#[derive(Debug, Default, Clone, Copy)]
struct Size {
    phrases: usize,
    words: usize,
    steps: usize,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    let Loaded { pack, info, .. } = one(&arguments.path)?;
    let corpus = builtin::corpus()?;
    let rules_of = |rules: Vec<Rule>| {
        let mut compiled = Rules::default();
        let problems = compiled.add(&Pack { rules, ..pack.clone() }, &info);
        if problems.is_empty() { Ok(compiled) } else { Err(super::refused(&arguments.path, &problems)) }
    };
    let (reading, _) = measure(&rules_of(Vec::new())?, &corpus);
    let mut text = format!(
        "{} {}: {} ordinary texts\n{:>8} {:>8} {:>8} {:>8} {:>10}  rule\n",
        pack.id,
        pack.version,
        corpus.texts.len(),
        "phrases",
        "words",
        "steps",
        "fires",
        "us a text"
    );
    let row = |text: &mut String, size: Size, fires: usize, seconds: f64, name: &str| {
        let each = 1e6 * (seconds - reading).max(0.0) / corpus.texts.len().max(1) as f64;
        let Size { phrases, words, steps } = size;
        let _ =
            writeln!(text, "{phrases:>8} {words:>8} {steps:>8} {fires:>8} {each:>10.2}  {}", crate::printable(name));
    };
    let mut whole = Size::default();
    for rule in &pack.rules {
        let size = size(rule);
        whole = Size {
            phrases: whole.phrases + size.phrases,
            words: whole.words + size.words,
            steps: whole.steps + size.steps,
        };
        let (seconds, fires) = measure(&rules_of(vec![rule.clone()])?, &corpus);
        row(&mut text, size, fires, seconds, &rule.id);
    }
    let (seconds, fires) = measure(&rules_of(pack.rules.clone())?, &corpus);
    row(&mut text, whole, fires, seconds, "all of them at once");
    let page = 1e3 * LETTERS * seconds / corpus.texts.len().max(1) as f64;
    let _ = writeln!(text, "A page of {LETTERS} such letters, read and judged: {page:.2} ms here and now.");
    output::write(None, text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// The fastest run over all texts, in seconds, and on how many a rule fires.
fn measure(rules: &Rules, corpus: &Corpus) -> (f64, usize) {
    let mut fires = 0;
    let fastest = (0..RUNS).map(|_| {
        let start = Instant::now();
        fires = corpus
            .texts
            .iter()
            .filter(|text| {
                let job = text.job.as_deref().map(|job| rules.see_job(job)).unwrap_or_default();
                let seen = rules.see(&text.text, Some(text.place));
                let mut judged = 0..rules.all().len();
                judged.any(|rule| matches!(rules.judge(rule, Some(&seen), &job, &[]), Verdict::Fires(_)))
            })
            .count();
        start.elapsed().as_secs_f64()
    });
    let seconds = fastest.fold(f64::INFINITY, f64::min);
    (seconds, fires)
}

fn size(rule: &Rule) -> Size {
    let matching = &rule.matching;
    let terms = matching.any.iter().chain(matching.all.iter().flatten()).chain(&matching.none);
    let lists = Lists::new(&rule.lists);
    // A list is kept once, however many phrases name it.
    let mut size = Size { words: lists.all().map(phrase::Alternatives::words).sum(), ..Size::default() };
    let mut known = Known::default();
    let mut phrase = |phrase: &str| {
        size.phrases += 1;
        let tokens = phrase::parse(phrase, &lists, &mut known).unwrap_or_default();
        size.words += tokens.iter().map(|token| token.alternatives.words()).sum::<usize>();
    };
    let mut steps = 0;
    for term in terms {
        match term {
            Term::Phrase(text) => phrase(text),
            Term::Regex(regex) => steps += pattern::steps(&regex.regex).unwrap_or_default(),
            Term::List(_) | Term::Identifier(_) | Term::Number(_) => {}
        }
    }
    let unless = [&rule.unless.topic, &rule.unless.negation, &rule.unless.quotation, &rule.job.any, &rule.job.none];
    for text in unless.into_iter().flatten() {
        phrase(text);
    }
    Size { steps, ..size }
}

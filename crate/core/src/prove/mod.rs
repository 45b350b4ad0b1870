//! What a pack must pass before anybody but its author loads it: its own examples, its adapters' saved pages, the ordinary
//! texts against its budget, and the swap test. [`crate::pack::lint`] has what can be said without running it.
//!
//! Everything is bounded by the caps of the lints: at most 512 KB of examples and 100,000 rows of saved pages, each read a
//! fixed number of times.

mod corpus;
mod ordinary;
mod pages;
mod swap;
#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::pack::Pack;
use crate::pack::judge::Verdict;
use crate::pack::lint::{self, Lint, traits::Traits};
use crate::pack::rule::Example;
use crate::pack::rules::Rules;
use crate::report::{PackInfo, Problem, Severity};

pub use corpus::{Corpus, ORDINARY, Ordinary};

/// What a proof found.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Proof {
    /// What keeps the pack from being loaded; empty when it passes.
    pub problems: Vec<Problem>,
    /// What was counted.
    pub figures: Figures,
}

/// What a proof counted.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Figures {
    /// Examples that were run.
    pub examples: usize,
    /// Saved pages that were read.
    pub pages: usize,
    /// Ordinary texts that were judged.
    pub texts: usize,
    /// Changed texts that were judged in the swap test.
    pub swaps: usize,
    /// On how many ordinary texts the rules of each severity fire; a severity of which there is no rule is left out.
    pub fired: Vec<Fired>,
}

/// On how many ordinary texts rules of one severity fire.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Fired {
    /// The severity.
    pub severity: Severity,
    /// Texts on which a rule of it fires.
    pub texts: usize,
    /// The share of ordinary texts that this speaks for, Clopper-Pearson, 95 %.
    pub interval: (f64, f64),
    /// The share that the pack's budget allows.
    pub budget: f64,
}

/// Proves a pack that is to be loaded beside packs of other ids.
///
/// Whether it is built in stands in its info, and is the caller's word: a pack that is not may not call itself ours, and
/// its adapters need saved pages.
pub fn prove(pack: &Pack, info: &PackInfo, others: &[&str], corpus: &Corpus) -> Proof {
    let traits = Traits::read();
    let mut rules = Rules::default();
    let (mut problems, runs) = lint::add(&mut rules, pack, info, others, Some(&traits));
    let mut lint = Lint::new(&pack.id);
    let mut figures = Figures { pages: pages::prove(&mut lint, pack, info), ..Figures::default() };
    if runs {
        figures.examples = pack.rules.iter().map(|rule| rule.examples.fire.len() + rule.examples.silent.len()).sum();
        figures.texts = corpus.texts.len();
        figures.fired = ordinary::prove(&mut lint, pack, &rules, corpus);
        figures.swaps = swap::prove(&mut lint, &rules, corpus, &traits);
    }
    problems.append(&mut lint.problems);
    Proof { problems, figures }
}

/// How often each rule finds something in a text, with the numbers of an example: what a swap may not change.
fn verdict(rules: &Rules, text: &str, of: &Example) -> Vec<usize> {
    let job = of.job().map(|job| rules.see_job(job)).unwrap_or_default();
    let seen = rules.see(text, None);
    let found = rules.all().iter().enumerate().map(|(number, compiled)| {
        match rules.judge(number, Some(&seen), &job, &compiled.known_of(of)) {
            Verdict::Silent => 0,
            Verdict::Unknown => 1,
            Verdict::Fires(places) => places.len().max(1),
        }
    });
    found.collect()
}

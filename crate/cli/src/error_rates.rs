//! `docs/error-rates.md`: how often honest people are shown, by check and rule, with how many were looked at and what that
//! leaves open. What the program can count it counts (`ordinary`); what was measured on data that is not in the repository
//! stands in `docs/error-rates.toml`, with the command that does it again.

mod ordinary;

use std::collections::BTreeMap;
use std::fmt::Write;

use secondlook_core::check::CHECKS;
use secondlook_core::engine::{Engine, Words};
use secondlook_core::prove::Corpus;
use secondlook_core::report::Severity;
use secondlook_core::stats::binomial::clopper_pearson;
use secondlook_core::stats::round6;
use secondlook_core::words::term;
use serde::Deserialize;

use crate::packs::Loaded;

/// What the first lines say.
const INTRODUCTION: &str = include_str!("error_rates/introduction.md");

/// Assumptions about a hundred thousand people: the share who are what a flag is about, of these the share who show it, and
/// of all others the share who show it, too. Shown as assumptions.
const ASSUMED: [(f64, f64, f64); 3] = [(0.0014, 0.6, 0.05), (0.0014, 0.6, 0.01), (0.04, 0.6, 0.05)];
/// Honest people who are looked at, for the question whether nobody of them is shown.
const PEOPLE: i32 = 300;

/// What was measured by hand.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    #[serde(rename = "measured")]
    rows: Vec<Row>,
    real_letters: Letters,
    lives: Lives,
    exact: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    what: String,
    shown: String,
    hits: u64,
    of: u64,
    on: String,
    by: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Letters {
    of: u64,
    on: String,
    by: String,
}

/// Judgements that were made again as of other people.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lives {
    tried: u64,
    vary: u64,
    on: String,
    by: String,
}

/// The page.
pub fn page(packs: &[Loaded], engine: &Engine, words: &Words, corpus: &Corpus, measured: &Measured) -> String {
    let mut text = INTRODUCTION.to_owned();
    arithmetic(&mut text);
    lives(&mut text, &measured.lives);
    let counted = ordinary::count(engine, corpus);
    let all = corpus.texts.len() as u64;
    together(&mut text, words, &counted, all);
    rules(&mut text, packs, words, &counted, measured);
    checks(&mut text, &counted, measured);
    text
}

/// How many of those who are shown are what the flag is about.
fn arithmetic(text: &mut String) {
    text.push_str(
        "\n| assumed: so many are what a flag is about | of them show it | of all others show it too | of those shown, are it |\n\
         |---|---|---|---|\n",
    );
    for (share, shows, others) in ASSUMED {
        let are = share * shows / (share * shows + (1.0 - share) * others);
        let _ = writeln!(text, "| {} | {} | {} | {} |", percent(share), percent(shows), percent(others), percent(are));
    }
    text.push_str(
        "\nNone of the first three numbers in a row is known: they are assumed, to show how the fourth comes about. So a finding is a\n\
         reason to ask, and never an answer.\n",
    );
}

/// How often who somebody is changed a judgement.
fn lives(text: &mut String, Lives { tried, vary, on, by }: &Lives) {
    let _ = write!(
        text,
        "\n## Who somebody is\n\nOf {tried} judgements that were made again as of another of 200 invented people, {vary} came out otherwise \
         (95 % upper limit\n{}; {on}, `{by}`). The lives are ours, and so are the texts that they are put into.\n",
        percent(limit(*vary, *tried)),
    );
}

/// All rules together, by severity.
fn together(text: &mut String, words: &Words, counted: &ordinary::Counted, all: u64) {
    let _ = write!(
        text,
        "\n## All rules and letter marks on {all} ordinary texts\n\nLetters, overviews and messages that we made up, in nine \
         languages\n(`crate/core/data/ordinary`). A text counts once, however much fires on it. The last two columns are for {PEOPLE} honest \
         people with one\nsuch text each: how many of them are shown, and the chance that nobody is; by the share that was found, and by \
         the upper limit.\n\n\
         | shown as | texts | share | 95 % upper limit | shown of {PEOPLE} | nobody of {PEOPLE} |\n|---|---|---|---|---|---|\n"
    );
    for least in [Severity::Context, Severity::Note, Severity::Caution, Severity::Warning, Severity::Stop] {
        let hits = counted.at_least(least);
        let (share, high) = (hits as f64 / all as f64, limit(hits, all));
        let _ = writeln!(
            text,
            "| {} or more | {hits} of {all} | {} | {} | {:.1} to {:.1} | {} to {} |",
            term(words, "ui.severity", &least),
            percent(share),
            percent(high),
            share * f64::from(PEOPLE),
            high * f64::from(PEOPLE),
            percent((1.0 - share).powi(PEOPLE)),
            percent((1.0 - high).powi(PEOPLE)),
        );
    }
    text.push_str(
        "\nThese texts were used to mend the rules: what fired on them first was narrowed. So the true share is higher than what stands\n\
         here, and the limit is no limit of it.\n",
    );
}

fn rules(text: &mut String, packs: &[Loaded], words: &Words, counted: &ordinary::Counted, measured: &Measured) {
    let Letters { of, on, by } = &measured.real_letters;
    let _ = write!(
        text,
        "\n## Rules\n\nOn how many of the ordinary texts that it reads a rule fires, and on how many of {of} real letters ({by}; {on}).\n\n\
         | rule | shown as | ordinary texts | 95 % upper limit | real letters | 95 % upper limit |\n|---|---|---|---|---|---|\n"
    );
    for (pack, rule) in packs.iter().flat_map(|one| one.pack.rules.iter().map(move |rule| (&one.pack, rule))) {
        let id = format!("{}:{}", pack.id, rule.id);
        let texts: u64 = rule.places.iter().map(|place| counted.texts(*place)).sum();
        let hits = counted.hits(&id);
        let real = measured.rows.iter().find(|row| row.id == id).map_or(0, |row| row.hits);
        let _ = writeln!(
            text,
            "| `{id}` | {} | {hits} of {texts} | {} | {real} of {of} | {} |",
            term(words, "ui.severity", &rule.severity),
            percent(limit(hits, texts)),
            percent(limit(real, *of)),
        );
    }
}

fn checks(text: &mut String, counted: &ordinary::Counted, measured: &Measured) {
    text.push_str(
        "\n## Checks\n\nWhat was looked at, on how much a check fired, and how to do it again. Data that \"eval\" names are the \
         maintainers' and not in the repository.\n\n| check | looked at | shown as | fired | 95 % upper limit | measured |\n|---|---|---|---|---|---|\n",
    );
    for check in CHECKS {
        let id = check.id;
        let mut rows = 0;
        if let Some(texts) =
            ordinary::judged_by(id).map(|places| places.iter().map(|place| counted.texts(*place)).sum::<u64>())
        {
            let hits = counted.hits(id);
            let _ = writeln!(
                text,
                "| `{id}` | ordinary texts of ours, alone | any | {hits} of {texts} | {} | when this page is made |",
                percent(limit(hits, texts))
            );
            rows += 1;
        }
        for row in measured.rows.iter().filter(|row| row.id == id) {
            let Row { what, shown, hits, of, on, by, .. } = row;
            let _ = writeln!(
                text,
                "| `{id}` | {what} | {shown} | {hits} of {of} | {} | {on}, {by} |",
                percent(limit(*hits, *of))
            );
            rows += 1;
        }
        if let Some(exact) = measured.exact.get(id) {
            let _ = writeln!(text, "| `{id}` | {exact} | | | | |");
        } else if rows == 0 {
            let _ = writeln!(text, "| `{id}` | **not measured** | | | | |");
        }
    }
}

/// The upper end of the exact interval, 95 % two-sided.
fn limit(hits: u64, of: u64) -> f64 {
    if of == 0 { 1.0 } else { clopper_pearson(hits, of, 0.95).1 }
}

/// A share in per cent, in as many digits as it bears.
fn percent(share: f64) -> String {
    let percent = share * 100.0;
    let digits = if percent < 0.995 { 2 } else { usize::from(percent < 99.95) };
    format!("{} %", round6(format!("{percent:.digits$}").parse().unwrap_or(percent)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arithmetic_is_that_of_the_guidance() {
        let mut text = String::new();
        arithmetic(&mut text);
        for row in
            ["| 0.14 % | 60 % | 5 % | 1.7 % |", "| 0.14 % | 60 % | 1 % | 7.8 % |", "| 4 % | 60 % | 5 % | 33.3 % |"]
        {
            assert!(text.contains(row), "{row}: {text}");
        }
        assert_eq!((percent(limit(0, 35)).as_str(), percent(limit(0, 401)).as_str()), ("10 %", "0.92 %"));
    }

    /// `docs/error-rates.md`; `UPDATE=1` writes it.
    #[test]
    fn the_generated_error_rates_are_fresh_and_every_check_and_rule_is_there() {
        let docs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs");
        let measured = std::fs::read_to_string(format!("{docs}/error-rates.toml")).expect("the measured figures");
        let measured: Measured = toml::from_str(&measured).expect("figures in their form");
        let text = crate::builtin::error_rates(&measured).expect("a page");
        let packs = crate::builtin::packs().expect("packs");
        let rules =
            packs.iter().flat_map(|one| one.pack.rules.iter().map(|rule| format!("{}:{}", one.pack.id, rule.id)));
        let ids: Vec<String> = rules.chain(CHECKS.iter().map(|check| check.id.to_owned())).collect();
        for id in &ids {
            assert!(text.contains(&format!("| `{id}` |")), "{id}");
        }
        let named = measured.rows.iter().map(|row| &row.id).chain(measured.exact.keys());
        assert!(named.clone().all(|id| ids.contains(id)), "{:?}", named.collect::<Vec<_>>());
        let path = format!("{docs}/error-rates.md");
        let found = std::fs::read_to_string(&path).unwrap_or_default();
        if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
            if found != text {
                std::fs::write(path, text).expect("the file can be written");
            }
            return;
        }
        assert!(found == text, "docs/error-rates.md is stale: run `cargo xtask generate` and look at the difference");
    }
}

//! `secondlook compare --pairs`: a line a pair, in the order of the file.
//!
//! Which words are rare is learned from the file's own texts, mixed with the background. All lines are read before the
//! first is answered, so nothing but writing can fail once there is output.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::ExitCode;

use rayon::prelude::*;
use secondlook_core::stats::round6;
use secondlook_core::text::collection::set_common_aside;
use secondlook_core::text::letter::Letter;
use secondlook_core::text::likeness::{Profile, explained, score};
use secondlook_core::text::rarity::Rarity;
use secondlook_core::text::tuning::TUNED;
use serde::{Deserialize, Serialize};

use crate::collection::LEAST_WORDS;
use crate::knowledge::Knowledge;
use crate::output;
use crate::progress::Progress;
use crate::refusal::Refusal;
use crate::rows::{self, Line, Problem, Row};

/// Pairs answered at once.
const CHUNK: usize = 4_096;

#[derive(Debug, Deserialize)]
struct Two {
    a: String,
    b: String,
}

impl Row for Two {
    const NEEDED: &'static [&'static str] = &["a", "b"];
    const EXPECTED: &'static str =
        "a JSON object a line, {\"a\": first text, \"b\": second text}, or CSV with these columns";
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Answer {
    Pair {
        likeness: f64,
        containment_a: f64,
        containment_b: f64,
        distinctive_words: usize,
        chance: f64,
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        too_short: bool,
    },
    Problem {
        line: u64,
        problem: String,
    },
}

/// Runs it.
pub fn run(path: &Path, strict: bool, output: Option<&Path>) -> Result<ExitCode, Refusal> {
    let rows = rows::read::<Two>(path)?;
    let problems: Vec<Problem> = rows.lines.iter().filter_map(|line| line.as_ref().err().cloned()).collect();
    rows::report(&rows.name, &problems, rows.lines.len() - problems.len(), strict, Two::EXPECTED)?;
    let knowledge = Knowledge::builtin()?;
    let known = Known::new(&rows.lines, &knowledge);
    let bar = Progress::default().bar(rows.lines.len() as u64);
    output::write_by(output, |out| {
        for chunk in rows.lines.chunks(CHUNK) {
            let lines: Vec<serde_json::Result<String>> =
                chunk.par_iter().map(|line| serde_json::to_string(&known.answer(line))).collect();
            for line in lines {
                writeln!(out, "{}", line?)?;
            }
            bar.inc(chunk.len() as u64);
        }
        Ok(())
    })?;
    Ok(ExitCode::SUCCESS)
}

/// What the file's texts say about rare words, and the letters that were read for it.
struct Known<'a> {
    letters: BTreeMap<&'a str, (Letter, Profile)>,
    rarity: Rarity,
}

impl<'a> Known<'a> {
    fn new(lines: &'a [Line<Two>], knowledge: &Knowledge) -> Self {
        let texts: BTreeSet<&str> =
            lines.iter().flatten().flat_map(|(_, two)| [two.a.as_str(), two.b.as_str()]).collect();
        let texts: Vec<&str> = texts.into_iter().collect();
        let told: Vec<_> = texts.iter().map(|text| (*text, None)).collect();
        let mut letters = knowledge.letters(&told);
        set_common_aside(&mut letters, &TUNED);
        let rarity = knowledge.rarity(&letters.iter().collect::<Vec<_>>());
        let profiles: Vec<Profile> = letters.par_iter().map(|letter| Profile::new(letter, &rarity)).collect();
        Self { letters: texts.into_iter().zip(letters.into_iter().zip(profiles)).collect(), rarity }
    }

    fn answer(&self, line: &Line<Two>) -> Answer {
        let (_, two) = match line {
            Ok(row) => row,
            Err(problem) => return Answer::Problem { line: problem.line, problem: problem.found.clone() },
        };
        let [left, right] = [&two.a, &two.b].map(|text| self.letters.get(text.as_str()));
        let (Some((a, of_a)), Some((b, of_b))) = (left, right) else {
            return Answer::Problem { line: 0, problem: "this pair was not read".to_owned() };
        };
        let found = explained(score(of_a, of_b), a, b, &self.rarity);
        Answer::Pair {
            likeness: round6(found.likeness),
            containment_a: round6(found.containment_a),
            containment_b: round6(found.containment_b),
            distinctive_words: found.distinctive_words,
            chance: round6(found.chance),
            too_short: a.own < LEAST_WORDS || b.own < LEAST_WORDS,
        }
    }
}

//! `secondlook compare --pairs`: a line a pair, in the order of the file.
//!
//! Which words are rare is learned from the file's own texts, mixed with the background. All lines are read before the
//! first is answered, so nothing but writing can fail once there is output.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::ExitCode;

use rayon::prelude::*;
use secondlook_core::stats::round6;
use secondlook_core::text::collection::Collection;
use secondlook_core::text::letter::Letter;
use secondlook_core::text::likeness::{Profile, explained, likeness, score};
use serde::{Deserialize, Serialize};

use crate::collection::LEAST_WORDS;
use crate::collection::pairs::HELD;
use crate::knowledge::{Knowledge, Told};
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

/// The file's distinct texts, made ready, and what they say about rare words.
struct Known<'a> {
    places: BTreeMap<&'a str, usize>,
    collection: Collection,
    /// Empty where they would be too many to hold.
    profiles: Vec<Profile>,
}

impl<'a> Known<'a> {
    fn new(lines: &'a [Line<Two>], knowledge: &Knowledge) -> Self {
        let texts = lines.iter().flatten().flat_map(|(_, two)| [two.a.as_str(), two.b.as_str()]);
        let texts: BTreeSet<&str> = texts.collect();
        let told: Vec<Told> = texts.iter().map(|text| (*text, None)).collect();
        let collection = knowledge.collection(knowledge.letters(&told));
        let profile = |letter: &Letter| Profile::new(letter, &collection.rarity);
        let held = if texts.len() > HELD { &[] } else { &collection.letters[..] };
        let profiles = held.par_iter().map(profile).collect();
        Self { places: texts.into_iter().zip(0..).collect(), collection, profiles }
    }

    fn answer(&self, line: &Line<Two>) -> Answer {
        let (line, two) = match line {
            Ok((line, two)) => (*line, two),
            Err(problem) => return Answer::Problem { line: problem.line, problem: problem.found.clone() },
        };
        let (Some(a), Some(b)) = (self.places.get(two.a.as_str()), self.places.get(two.b.as_str())) else {
            return Answer::Problem { line, problem: "this pair was not read".to_owned() };
        };
        let (Some(left), Some(right)) = (self.collection.letters.get(*a), self.collection.letters.get(*b)) else {
            return Answer::Problem { line, problem: "this pair was not read".to_owned() };
        };
        let rarity = &self.collection.rarity;
        let found = match (self.profiles.get(*a), self.profiles.get(*b)) {
            (Some(of_a), Some(of_b)) => explained(score(of_a, of_b), left, right, rarity),
            _ => likeness(left, right, rarity),
        };
        Answer::Pair {
            likeness: found.likeness,
            containment_a: found.containment_a,
            containment_b: found.containment_b,
            distinctive_words: found.distinctive_words,
            chance: round6(found.chance),
            too_short: left.own < LEAST_WORDS || right.own < LEAST_WORDS,
        }
    }
}

//! Patterns: the regular expressions that a rule may ask for, bounded so that no text makes one slow.
//!
//! The usual signs, and nothing that cannot be told in one pass: `a|b`, `(..)`, `[a-z]`, `[^a-z]`, `.`, `\d`, `\w`, `\s` and
//! their capitals, `\b`, `?`, `*`, `+`, `{n}`, `{n,m}`. `*`, `+` and `{n,}` may repeat one character or class, no group and no
//! `.`, so that nothing unbounded is nested; every other repetition ends at 60. There is no look-around, no group to refer back
//! to, no lazy repetition, no `^` and no `$`: a pattern is looked for within one sentence of the text in small letters.
//!
//! Why an engine of our own: of the Wasm module's 590 KB (compressed) `regex` without its Unicode tables takes 116 KB and
//! `regex-lite` 30 KB, and the tree that this one parses is needed anyway, to prove that a literal is part
//! of every match; and its steps can be counted, so that a test holds it to a cost linear in the text. Tests hold what it
//! finds against `regex-lite`.

mod parse;
mod run;

use std::ops::Range;
use std::sync::OnceLock;

use run::Program;

use super::term::Regex;
use crate::text::normal::Normal;

/// Longest pattern and literal, in bytes.
const PATTERN_BYTES: usize = 200;
/// Shortest literal, in characters; of a script that writes no spaces two are a word.
const LITERAL_CHARS: usize = 3;
/// A pattern is no larger than this when its repetitions are written out.
const MOST_STEPS: usize = 500;
/// At most so many hits in a sentence.
const MOST_HITS: usize = 8;
/// Of a sentence only so many bytes are read: ordinary ones have a hundred.
const SENTENCE_BYTES: usize = 4 << 10;

/// A pattern, compiled when its literal is met for the first time.
#[derive(Debug)]
pub struct Pattern {
    regex: Regex,
    program: OnceLock<Option<Program>>,
}

/// How many steps a pattern has once it is compiled; none where it cannot be read.
pub fn steps(pattern: &str) -> Option<usize> {
    parse::parse(pattern).ok().map(|node| node.steps())
}

impl Pattern {
    /// Not yet compiled.
    pub fn new(regex: &Regex) -> Self {
        Self { regex: regex.clone(), program: OnceLock::new() }
    }

    /// Whether it may match anything of a normalised text.
    pub fn may_match(&self, text: &str) -> bool {
        text.contains(&self.regex.literal)
    }

    /// Its matches in a sentence of a normalised text, at most [`MOST_HITS`]; adds the steps it took.
    pub fn hits(&self, sentence: &str, steps: &mut usize) -> Vec<Range<usize>> {
        let sentence = sentence.get(..sentence.floor_char_boundary(SENTENCE_BYTES)).unwrap_or_default();
        let mut hits = Vec::new();
        if !self.may_match(sentence) {
            return hits;
        }
        let compile = || {
            let node = parse::parse(&self.regex.regex).ok().filter(|node| node.steps() <= MOST_STEPS)?;
            Some(Program::new(&node))
        };
        let Some(program) = self.program.get_or_init(compile) else { return hits };
        let mut at = 0;
        while hits.len() < MOST_HITS
            && let Some(hit) = program.find(sentence, at, steps)
        {
            at = hit.end;
            hits.push(hit);
        }
        hits
    }
}

/// Everything wrong with a pattern and its literal: code, message and fix.
pub(super) fn problems(regex: &Regex) -> Vec<(&'static str, String, &'static str)> {
    let mut problems = Vec::new();
    let mut say = |code, message, fix| problems.push((code, message, fix));
    let Regex { regex: pattern, literal } = regex;
    if pattern.len() > PATTERN_BYTES || literal.len() > PATTERN_BYTES {
        let message = format!("the pattern has {} bytes, its literal {}", pattern.len(), literal.len());
        say("rule-regex-too-long", message, "at most 200 bytes each: make two patterns, or say it as a phrase");
        return problems;
    }
    let short = literal.chars().count() < LITERAL_CHARS && !literal.chars().any(crate::text::script::is_spaceless);
    if short || !literal.chars().any(char::is_alphanumeric) || Normal::new(literal).text() != literal {
        let fix = "write at least three characters, with a letter or digit among them, in small letters as in the text";
        say("rule-bad-literal", format!("{literal:?} is no literal"), fix);
    }
    match parse::parse(pattern) {
        Err((code, message, fix)) => say(code, format!("{pattern:?}: {message}"), fix),
        Ok(node) if node.steps() > MOST_STEPS => {
            let message = format!("{pattern:?} takes {} steps, at most {MOST_STEPS}", node.steps());
            say("rule-regex-too-large", message, "repeat less, or make two patterns");
        }
        Ok(node) if !node.holds(literal) => {
            let message = format!("{pattern:?} may match without {literal:?}");
            let fix =
                "give as literal what is written out in the pattern, outside of ?, * and of sets, and in every branch";
            say("rule-literal-missing", message, fix);
        }
        Ok(_) => {}
    }
    problems
}

#[cfg(test)]
mod tests;

//! Claims of a total of years of experience in an English text, read narrowly: a claim that is about anything in
//! particular, or about somebody else, is no claim here.

use std::collections::BTreeSet;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::normal::Normal;

/// "8+ years of experience".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Bytes in the text.
    pub at: Range<usize>,
    years: u32,
    or_more: bool,
    /// What else the sentence speaks of, without words of no subject.
    topic: BTreeSet<String>,
}

impl Claim {
    /// Whether both cannot be true: one topic, and totals at least two years apart that no "or more" allows.
    pub fn excludes(&self, other: &Self) -> bool {
        let (low, high) = if self.years <= other.years { (self, other) } else { (other, self) };
        self.topic == other.topic && high.years >= low.years + 2 && !low.or_more
    }
}

/// Words that may stand between the number and "experience".
const FILLERS: &[&str] = &[
    "of",
    "professional",
    "work",
    "working",
    "total",
    "overall",
    "industry",
    "solid",
    "proven",
    "relevant",
    "hands",
    "on",
];
/// Words of no subject. "we", "our", "you" are missing on purpose: those speak of others.
const NO_SUBJECT: &[&str] = &[
    "a",
    "about",
    "all",
    "am",
    "an",
    "and",
    "around",
    "as",
    "bring",
    "by",
    "developer",
    "engineer",
    "experienced",
    "expert",
    "freelance",
    "freelancer",
    "full",
    "had",
    "have",
    "having",
    "hello",
    "hi",
    "i",
    "i'm",
    "i've",
    "in",
    "is",
    "me",
    "more",
    "my",
    "myself",
    "name",
    "now",
    "of",
    "over",
    "professional",
    "programmer",
    "senior",
    "skilled",
    "software",
    "specialist",
    "stack",
    "than",
    "the",
    "time",
    "total",
    "with",
];
/// Words that make a number a lower bound.
const OR_MORE: &[&str] = &["over", "than", "least", "nearly", "almost", "about", "around"];
/// Bytes read of one text, and claims.
const MOST: usize = 200_000;
const MOST_CLAIMS: usize = 30;

/// The claims of a text, in order.
pub fn claims(text: &str) -> Vec<Claim> {
    let mut end = text.len().min(MOST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let normal = Normal::new(text.get(..end).unwrap_or_default());
    let mut claims = Vec::new();
    // Most texts claim nothing, and to part one into words is most of what it costs.
    if !normal.text().contains("experience") {
        return claims;
    }
    for (at, sentence) in sentences(normal.text()) {
        let words: Vec<(usize, &str)> = sentence.unicode_word_indices().collect();
        let mut found = words.iter().enumerate().filter_map(|(i, _)| claim(sentence, &words, i));
        // Two claims in one sentence tell two things apart ("8 years of experience, 5 years of it as a lead").
        if let (Some((range, mut claim)), None) = (found.next(), found.next()) {
            claim.at = normal.source_range(at + range.start..at + range.end);
            claims.push(claim);
        }
        if claims.len() >= MOST_CLAIMS {
            break;
        }
    }
    claims
}

/// Cut at what ends a sentence; commas do not, so that a list of skills stays with its number.
fn sentences(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive(['.', '!', '?', ';', '\u{2022}']).map(move |sentence| {
        let start = at;
        at += sentence.len();
        (start, sentence)
    })
}

/// The claim whose number is word `i`.
fn claim(sentence: &str, words: &[(usize, &str)], i: usize) -> Option<(Range<usize>, Claim)> {
    let (start, number) = *words.get(i)?;
    let years: u32 = number.parse().ok().filter(|years| (1..=60).contains(years))?;
    let (unit_at, unit) = *words.get(i + 1)?;
    if !matches!(unit, "years" | "year" | "yrs") || sentence.contains('?') {
        return None;
    }
    let behind = words.get(i + 2..)?;
    let fillers = behind.iter().take_while(|(_, word)| FILLERS.contains(word)).count();
    let (end_at, end) = *behind.get(fillers).filter(|(_, word)| *word == "experience" && fillers <= 4)?;
    let before = words.get(..i)?;
    let bound = before.last().is_some_and(|(_, word)| OR_MORE.contains(word));
    let plus = sentence.get(start + number.len()..unit_at)?.contains(['+', '-']);
    let others = before.iter().chain(behind.iter().skip(fillers + 1)).map(|(_, word)| *word);
    let topic = others.filter(|word| !NO_SUBJECT.contains(word)).map(str::to_owned).collect();
    let claim = Claim { at: 0..0, years, or_more: plus || bound, topic };
    Some((start..end_at + end.len(), claim))
}

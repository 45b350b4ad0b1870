//! Spans of time: "Mar 2025 - Present".

use super::date::when;
use super::words::tokens;
use super::{Context, Parsed};
use crate::model::When;
use crate::tree::walk::is_space;

/// Begin and end of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Begin.
    pub start: When,
    /// End; none while it goes on.
    pub end: Option<When>,
}

/// Two dates with a dash or "to" between them, the second of which may be "Present". "Jan 5 - Mar 10, 2026" has one year.
pub fn span(text: &str, context: &Context) -> Option<Parsed<Span>> {
    // A date is short: what stands further away from the dash is not part of the span.
    separators(text).into_iter().find_map(|(left_end, right_start)| {
        let window_start = floor(text, left_end.saturating_sub(64));
        let left = text.get(window_start..left_end)?;
        let right = text.get(right_start..floor(text, right_start + 64))?;
        let (end, used_end) = match present(right) {
            Some(used) => (None, used),
            None => when(right, context).map(|parsed| (Some(parsed.value), parsed.used.end))?,
        };
        let (start, used_start) = match (when(left, context), &end) {
            (Some(parsed), _) => (parsed.value, parsed.used.start),
            (None, Some(end)) => {
                let parsed = when(&format!("{left} {}", first_day(end).get(..4)?), context)?;
                // The borrowed year alone is no date of the left side.
                if parsed.used.start >= left.len() {
                    return None;
                }
                (parsed.value, parsed.used.start)
            }
            (None, None) => return None,
        };
        if end.as_ref().is_some_and(|end| first_day(&start).get(..10) > last_day(end).get(..10)) {
            return None;
        }
        Some(Parsed { value: Span { start, end }, used: window_start + used_start..right_start + used_end })
    })
}

/// Where the left side ends and the right side starts, for the first few dashes and words that may stand between two dates.
fn separators(text: &str) -> Vec<(usize, usize)> {
    const WORDS: [&str; 9] = [" to ", " bis ", " until ", " à ", " a ", " até ", " hasta ", " по ", " до "];
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.char_indices() {
        let (Some(left), Some(right)) = (text.get(..at), text.get(at + c.len_utf8()..)) else { continue };
        let length = match c {
            '–' | '—' | '−' => c.len_utf8(),
            '-' if left.ends_with(is_space) && right.starts_with(is_space) => 1,
            // "2015-2019", "Mar 2015-Apr 2016", not the dashes of "2015-03-01".
            '-' if ends_in_year(left) && (right.starts_with(char::is_alphabetic) || starts_with_year(right)) => 1,
            ' ' => match WORDS.iter().find(|word| text.get(at..).is_some_and(|rest| rest.starts_with(**word))) {
                Some(word) => word.len(),
                None => continue,
            },
            _ => continue,
        };
        found.push((at, at + length));
        if found.len() == 8 {
            break;
        }
    }
    found
}

fn ends_in_year(left: &str) -> bool {
    left.bytes().rev().take_while(u8::is_ascii_digit).take(5).count() == 4
}

fn starts_with_year(right: &str) -> bool {
    right.bytes().take_while(u8::is_ascii_digit).take(5).count() == 4
}

/// The end of a word for "present" among the first two words.
fn present(right: &str) -> Option<usize> {
    let head = right.get(..floor(right, 48))?;
    tokens(head).iter().take(2).find_map(|token| {
        matches!(
            token.word.as_str(),
            "present"
                | "current"
                | "currently"
                | "now"
                | "today"
                | "ongoing"
                | "heute"
                | "jetzt"
                | "gegenwart"
                | "laufend"
                | "actualidad"
                | "actual"
                | "presente"
                | "hoy"
                | "présent"
                | "aujourd"
                | "maintenant"
                | "actuel"
                | "atual"
                | "hoje"
                | "agora"
                | "momento"
                | "настоящее"
                | "наст"
                | "сейчас"
        )
        .then_some(token.used.end)
    })
}

fn first_day(when: &When) -> &str {
    match when {
        When::At(at) | When::Between(at, _) => at,
    }
}

fn last_day(when: &When) -> &str {
    match when {
        When::At(at) | When::Between(_, at) => at,
    }
}

/// The character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}

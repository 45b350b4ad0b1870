//! The judgement of one text, or of numbers alone, by one rule.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::reading::Reading;
use super::rule::Within;
use super::rules::{Compiled, Role, Rules};
use super::seen::{JobSeen, Seen, Spot};

/// What a rule says of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It does not fire.
    Silent,
    /// It would fire or not by a number that the page does not give.
    Unknown,
    /// It fires: the places of the text (bytes), by sentence; none where numbers alone decided.
    Fires(Vec<Range<usize>>),
}

/// Groups as bits.
type Groups = u64;

impl Rules {
    /// Whether a rule applies to this job; none when it asks about a job and there is none.
    pub fn applies(&self, rule: usize, job: &JobSeen) -> Option<bool> {
        let topic = &self.compiled.get(rule)?.rule.job;
        if !topic.any.is_empty() && !job.present {
            return None;
        }
        Some((topic.any.is_empty() || job.any.contains(&rule)) && !job.none.contains(&rule))
    }

    /// Judges a text, and of its writer the numbers that are known: one entry a number of the rule, in its order.
    pub fn judge(&self, rule: usize, seen: Option<&Seen>, job: &JobSeen, known: &[Option<bool>]) -> Verdict {
        let Some(compiled) = self.compiled.get(rule).filter(|_| self.applies(rule, job) == Some(true)) else {
            return Verdict::Silent;
        };
        let spots = seen.and_then(|seen| seen.spots.get(&rule)).map(Vec::as_slice).unwrap_or_default();
        // Most texts say nothing that a rule asks for.
        if spots.is_empty() && known.is_empty() {
            return Verdict::Silent;
        }
        let text = (seen.map(|seen| &*seen.reading), spots);
        match fires(compiled, text, job, known, false) {
            Some(places) => Verdict::Fires(places),
            // A number that is not known matters only where all the rest is there.
            None if known.contains(&None) && fires(compiled, text, job, known, true).is_some() => Verdict::Unknown,
            None => Verdict::Silent,
        }
    }
}

/// Where a rule fires; `hopeful` takes of every number that is not known what makes it fire, else what keeps it silent.
fn fires(
    compiled: &Compiled,
    (reading, spots): (Option<&Reading>, &[(Role, Spot)]),
    job: &JobSeen,
    known: &[Option<bool>],
    hopeful: bool,
) -> Option<Vec<Range<usize>>> {
    let matching = &compiled.rule.matching;
    let all = 1_u64.checked_shl(compiled.groups as u32)?.wrapping_sub(1);
    let mut wanted = all;
    for ((role, _), known) in compiled.numbers.iter().zip(known) {
        match role {
            Role::Group(group) if known.unwrap_or(hopeful) => wanted &= !bit(*group),
            Role::Group(_) => {}
            _ if known.unwrap_or(!hopeful) => return None,
            _ => {}
        }
    }
    let denied = || spots.iter().any(|(role, _)| *role == Role::None);
    if (wanted == 0 || matching.within == Within::Text) && denied() {
        return None;
    }
    if wanted == 0 {
        return (all > 0).then(Vec::new);
    }
    let reading = reading?;
    let silenced: BTreeSet<usize> = spots
        .iter()
        .filter(|(role, _)| matches!(role, Role::Unless | Role::None))
        .map(|(_, spot)| spot.sentence)
        .collect();
    let mut sentences: BTreeMap<usize, Vec<(usize, &Spot)>> = BTreeMap::new();
    for (role, spot) in spots {
        if let Role::Group(group) = role
            && !silenced.contains(&spot.sentence)
            && is_own(spot, reading, job)
        {
            let found = sentences.entry(spot.sentence).or_default();
            // Of a group's phrases that begin at one word the first is enough, and keeps the work for a sentence bounded.
            let mut here = found.iter().rev().take_while(|(_, other)| other.words.start == spot.words.start);
            if !here.any(|(other, _)| other == group) {
                found.push((*group, spot));
            }
        }
    }
    let in_sentence = match matching.within {
        Within::Sentence => true,
        Within::Text if groups_of(sentences.values().flatten()) & wanted == wanted => false,
        Within::Text => return None,
    };
    let place = |(sentence, mut found): (usize, Vec<(usize, &Spot)>)| {
        if let Some(near) = matching.near.filter(|_| in_sentence) {
            found = nearest(&found, near, wanted);
        }
        if in_sentence && groups_of(&found) & wanted != wanted {
            return None;
        }
        quote(reading, reading.sentences.get(sentence)?, &found)
    };
    let places: Vec<Range<usize>> = sentences.into_iter().filter_map(place).collect();
    (!places.is_empty()).then_some(places)
}

fn bit(group: usize) -> Groups {
    1_u64.checked_shl(group as u32).unwrap_or(0)
}

fn groups_of<'a>(found: impl IntoIterator<Item = &'a (usize, &'a Spot)>) -> Groups {
    found.into_iter().fold(0, |groups, (group, _)| groups | bit(*group))
}

/// Whether the words are the writer's own: not in a quotation, not copied from the job's text.
fn is_own(spot: &Spot, reading: &Reading, job: &JobSeen) -> bool {
    let Some(words) = reading.words.get(spot.words.clone()) else { return false };
    !(words.iter().all(|word| word.quoted) || job.says(words, &spot.value))
}

/// The first spots of all wanted groups that lie within `near` words of each other; empty when there are none.
fn nearest<'a>(found: &[(usize, &'a Spot)], near: usize, wanted: Groups) -> Vec<(usize, &'a Spot)> {
    for (_, first) in found {
        let window = first.words.start..first.words.start + near;
        let mut chosen: Vec<(usize, &Spot)> = Vec::new();
        for (group, spot) in found {
            let inside = spot.words.start >= window.start && spot.words.end <= window.end;
            if inside && bit(*group) & wanted != 0 && groups_of(&chosen) & bit(*group) == 0 {
                chosen.push((*group, spot));
            }
        }
        if groups_of(&chosen) == wanted {
            return chosen;
        }
    }
    Vec::new()
}

/// A short sentence is quoted whole, of a long one the words from the first to the last spot.
fn quote(reading: &Reading, sentence: &Range<usize>, found: &[(usize, &Spot)]) -> Option<Range<usize>> {
    const SHORT: usize = 24;
    let first = found.iter().map(|(_, spot)| spot.words.start).min()?;
    let end = found.iter().map(|(_, spot)| spot.words.end).max()?;
    let words = if sentence.len() <= SHORT { sentence.start..end.max(sentence.end) } else { first..end };
    let last = words.end.checked_sub(1)?;
    Some(reading.words.get(words.start)?.source.start..reading.words.get(last)?.source.end)
}

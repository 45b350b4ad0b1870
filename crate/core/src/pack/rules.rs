//! Rules, compiled: all phrases of all rules in one matcher, and the judgement of one text by one rule.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::matcher::{Hit, Matcher};
use super::reading::{self, Reading};
use super::rule::{Rule, Status, Within};
use super::term::Term;
use super::{Pack, phrase};
use crate::report::{PackInfo, Problem};
use crate::text::english::reads_as_english;

/// What a phrase does in its rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    /// Belongs to this group of what must be said.
    Group(usize),
    /// Silences its sentence.
    Unless,
    /// The job must say it.
    JobAny,
    /// The job must not say it.
    JobNone,
}

/// One rule with the pack it came from.
#[derive(Debug)]
pub struct Compiled {
    /// The rule.
    pub rule: Rule,
    /// `namespace/pack:rule`.
    pub id: String,
    /// The pack's content hash.
    pub sha256: String,
    groups: usize,
}

/// All rules, ready.
#[derive(Debug, Default)]
pub struct Rules {
    compiled: Vec<Compiled>,
    matcher: Matcher,
    /// For each phrase its rule and role.
    roles: Vec<(usize, Role)>,
}

/// A text as all rules see it.
#[derive(Debug)]
pub struct Seen {
    reading: Reading,
    hits: BTreeMap<usize, Vec<(Role, Hit)>>,
}

/// The job as all rules see it.
#[derive(Debug, Default)]
pub struct JobSeen {
    /// Whether there was any text.
    present: bool,
    /// Every three words in a row.
    runs: BTreeSet<String>,
    any: BTreeSet<usize>,
    none: BTreeSet<usize>,
}

impl Seen {
    /// Whether a rule that covers English only can have understood the text.
    pub fn is_english(&self) -> bool {
        reads_as_english(self.reading.words.iter().map(|word| word.text.as_str()))
    }
}

impl Rules {
    /// Adds the rules of a pack; phrases that cannot be read are problems.
    pub fn add(&mut self, pack: &Pack, info: &PackInfo) -> Vec<Problem> {
        let mut problems = Vec::new();
        for rule in &pack.rules {
            let at = self.compiled.len();
            let matching = &rule.matching;
            let spoken = |terms: &Vec<Term>| {
                let phrases = terms.iter().filter_map(|term| match term {
                    Term::Phrase(phrase) => Some(phrase.clone()),
                    _ => None,
                });
                phrases.collect::<Vec<_>>()
            };
            let groups: Vec<Vec<String>> =
                std::iter::once(&matching.any).filter(|any| !any.is_empty()).chain(&matching.all).map(spoken).collect();
            let mut all: Vec<(Role, String, &Vec<String>)> = vec![
                (Role::Unless, "unless.topic".to_owned(), &rule.unless.topic),
                (Role::Unless, "unless.negation".to_owned(), &rule.unless.negation),
                (Role::Unless, "unless.quotation".to_owned(), &rule.unless.quotation),
                (Role::JobAny, "job.any".to_owned(), &rule.job.any),
                (Role::JobNone, "job.none".to_owned(), &rule.job.none),
            ];
            let first_of_all = groups.len() - matching.all.len();
            for (number, group) in groups.iter().enumerate() {
                let place =
                    number.checked_sub(first_of_all).map_or("match.any".to_owned(), |n| format!("match.all[{n}]"));
                all.push((Role::Group(number), place, group));
            }
            for (role, place, phrases) in all {
                for (number, text) in phrases.iter().enumerate() {
                    match phrase::parse(text, &rule.lists) {
                        Ok(tokens) => {
                            self.matcher.add(&tokens);
                            self.roles.push((at, role));
                        }
                        Err((what, fix)) => problems.push(Problem {
                            place: format!("{}: rules/{}: {place}[{number}]", pack.id, rule.id),
                            code: "rule-bad-phrase".to_owned(),
                            message: format!("{text:?}: {what}"),
                            fix,
                        }),
                    }
                }
            }
            self.compiled.push(Compiled {
                id: format!("{}:{}", pack.id, rule.id),
                sha256: info.sha256.clone(),
                groups: groups.len(),
                rule: rule.clone(),
            });
        }
        problems
    }

    /// The rules in the order they were added.
    pub fn all(&self) -> &[Compiled] {
        &self.compiled
    }

    /// The rules that run: all but the deprecated.
    pub fn running(&self) -> impl Iterator<Item = &Compiled> {
        self.compiled.iter().filter(|compiled| compiled.rule.status != Status::Deprecated)
    }

    /// Reads a text for all rules at once.
    pub fn see(&self, text: &str) -> Seen {
        let reading = reading::read(text);
        let mut hits: BTreeMap<usize, Vec<(Role, Hit)>> = BTreeMap::new();
        for hit in self.matcher.hits(&reading) {
            if let Some((rule, role)) = self.roles.get(hit.phrase) {
                hits.entry(*rule).or_default().push((*role, hit));
            }
        }
        Seen { reading, hits }
    }

    /// Reads the job's title, description and skills for all rules at once.
    pub fn see_job(&self, text: &str) -> JobSeen {
        let seen = self.see(text);
        let mut job = JobSeen { present: !seen.reading.words.is_empty(), ..JobSeen::default() };
        job.runs = seen.reading.words.windows(3).map(run_of).collect();
        for (rule, hits) in seen.hits {
            for (role, _) in hits {
                match role {
                    Role::JobAny => job.any.insert(rule),
                    Role::JobNone => job.none.insert(rule),
                    Role::Group(_) | Role::Unless => continue,
                };
            }
        }
        job
    }

    /// Whether a rule applies to this job; none when it asks about a job and there is none.
    pub fn applies(&self, rule: usize, job: &JobSeen) -> Option<bool> {
        let topic = &self.compiled.get(rule)?.rule.job;
        if !topic.any.is_empty() && !job.present {
            return None;
        }
        Some((topic.any.is_empty() || job.any.contains(&rule)) && !job.none.contains(&rule))
    }

    /// The places of a text (bytes) where a rule fires, by sentence; empty when it does not.
    pub fn judge(&self, rule: usize, seen: &Seen, job: &JobSeen) -> Vec<Range<usize>> {
        let (Some(compiled), Some(hits)) = (self.compiled.get(rule), seen.hits.get(&rule)) else {
            return Vec::new();
        };
        if self.applies(rule, job) != Some(true) {
            return Vec::new();
        }
        let silenced: BTreeSet<usize> =
            hits.iter().filter(|(role, _)| *role == Role::Unless).map(|(_, hit)| hit.sentence).collect();
        let mut sentences: BTreeMap<usize, Vec<(usize, &Hit)>> = BTreeMap::new();
        for (role, hit) in hits {
            if let Role::Group(group) = role
                && !silenced.contains(&hit.sentence)
                && is_own(hit, &seen.reading, job)
            {
                sentences.entry(hit.sentence).or_default().push((*group, hit));
            }
        }
        let matching = &compiled.rule.matching;
        let complete = |hits: &[(usize, &Hit)]| {
            let found: BTreeSet<usize> = hits.iter().map(|(group, _)| *group).collect();
            found.len() == compiled.groups
        };
        let in_sentence = match matching.within {
            Within::Sentence => true,
            Within::Text if complete(&sentences.values().flatten().copied().collect::<Vec<_>>()) => false,
            Within::Text => return Vec::new(),
        };
        let fires = |(sentence, mut hits): (usize, Vec<(usize, &Hit)>)| {
            if let Some(near) = matching.near.filter(|_| in_sentence) {
                hits = nearest(&hits, near, compiled.groups);
            }
            if in_sentence && !complete(&hits) {
                return None;
            }
            quote(&seen.reading, seen.reading.sentences.get(sentence)?, &hits)
        };
        sentences.into_iter().filter_map(fires).collect()
    }
}

/// Whether the words are the writer's own: not in a quotation, not copied from the job's text.
fn is_own(hit: &Hit, reading: &Reading, job: &JobSeen) -> bool {
    let Some(words) = reading.words.get(hit.words.clone()) else { return false };
    if !words.is_empty() && words.iter().all(|word| word.quoted) {
        return false;
    }
    words.len() < 3 || !words.windows(3).all(|run| job.runs.contains(&run_of(run)))
}

fn run_of(words: &[reading::Word]) -> String {
    words.iter().flat_map(|word| [word.text.as_str(), " "]).collect()
}

/// The first hits of all groups that lie within `near` words of each other; empty when there are none.
fn nearest<'a>(hits: &[(usize, &'a Hit)], near: usize, groups: usize) -> Vec<(usize, &'a Hit)> {
    for (_, first) in hits {
        let window = first.words.start..first.words.start + near;
        let mut chosen: BTreeMap<usize, &Hit> = BTreeMap::new();
        for (group, hit) in hits {
            if hit.words.start >= window.start && hit.words.end <= window.end {
                chosen.entry(*group).or_insert(hit);
            }
        }
        if chosen.len() == groups {
            return chosen.into_iter().collect();
        }
    }
    Vec::new()
}

/// A short sentence is quoted whole, of a long one the words from the first to the last hit.
fn quote(reading: &Reading, sentence: &Range<usize>, hits: &[(usize, &Hit)]) -> Option<Range<usize>> {
    const SHORT: usize = 24;
    let words = if sentence.len() <= SHORT {
        sentence.clone()
    } else {
        let first = hits.iter().map(|(_, hit)| hit.words.start).min()?;
        first..hits.iter().map(|(_, hit)| hit.words.end).max()?
    };
    let last = words.end.checked_sub(1)?;
    Some(reading.words.get(words.start)?.source.start..reading.words.get(last)?.source.end)
}

//! # Looks for
//! Letters of different bidders on one page that share long passages word for word.
//!
//! # Why it matters
//! Templates used for bids across several accounts are the first red flag of the 2022 advisory. Generic wording is not
//! one: boilerplate is in most honest letters, so stock sentences, the job post's own wording, quotations and lists of
//! tools are set aside before anything is compared ([`crate::text::stock`], [`crate::text::borrowed`]). The likeness
//! is the share of the shorter letter's remaining words that
//! lie in shared passages ([`crate::text::passages`]); from 0.4 on, with 18 shared words, two letters belong together,
//! and letters that belong together form a group. One finding a group. Who shares decides: one bidder's own letters or
//! the accounts of one agency that the site prints are Background, two bidders are worth a question, three or more are
//! to be verified; each a step less where fewer than 30 words are shared. Measured on 410 real and slot-filled
//! letters, each as a bidder of its own on one page: of copies that
//! differ in slots only, 78 of 78 were grouped with a copy, of those edited a little (a fifth) 66 of 73, by two
//! fifths 42
//! of 77, by three fifths 2 of 69 (with lists left in: 67, 47 and 3); no group held strangers, and no ordinary
//! letters of two authors were grouped.
//!
//! # Innocent reasons
//! Colleagues, a shared course, the same writing assistant, one bidder copied from another.
//!
//! # Cannot see
//! Free paraphrase; letters with fewer than 25 words of their own; scripts that write no spaces; letters on other
//! pages.
//! No probability by chance is stated: words of a letter are not independent, and a figure needs background frequencies
//! that do not exist yet. Bidders whom the page does not name never count as different.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::{Draft, one, quote};
use super::work::positions;
use super::{Check, Context};
use crate::model::{PageSnapshot, Value};
use crate::report::{
    Confidence, Coverage, CoverageState, Evidence, Family, Finding, ItemKind, Message, Severity, Statistic, Subject,
};
use crate::stats::round6;
use crate::text::letter::Letter;
use crate::text::normal::plain_words;
use crate::text::passages::{Shared, shared};
use crate::text::stock::Aside;
use crate::text::words::writes_no_spaces;

/// The check.
pub static CHECK: Check = Check {
    id: "shared-letters",
    title: "shared-letters.title",
    version: "1.0.0",
    family: Family::Letters,
    references: &["plat-templates"],
    run,
};

/// Words of its own that a letter needs to be compared.
const ENOUGH: usize = 25;
/// Share of the shorter letter, and words, that make a pair.
const LIKENESS: f64 = 0.4;
const WORDS: usize = 18;
/// Below this many shared words it may be a closing of a sentence or two that many letters end with, in a language whose
/// stock sentences are not known here: a step less.
const BRIEF: usize = 30;
/// Likeness from which nothing but slots differs.
const SURE: f64 = 0.8;
/// Caps: letters on a page, earlier letters tried for one shingle, partners compared in full.
const MOST_LETTERS: usize = 2_000;
const MOST_EARLIER: usize = 64;
const MOST_PARTNERS: usize = 8;
/// Quotes: passages of a letter, words of a passage, letters of a group.
const MOST_PASSAGES: usize = 4;
const MOST_QUOTED: usize = 120;
const MOST_LETTERS_QUOTED: usize = 12;

/// A letter that can be compared, and whose it is.
struct Entry<'a> {
    proposal: usize,
    person: Option<&'a str>,
    text: &'a Value<String>,
    letter: Letter,
}

/// Two letters that belong together: positions in the entries, first below second.
type Pairs = BTreeMap<(usize, usize), Shared>;
/// By letter: what it shares with its best partner, and whether it is the first of the two.
type Partners<'a> = BTreeMap<usize, (&'a Shared, bool)>;

fn run(context: &Context<'_>) -> (Vec<Finding>, Coverage) {
    let snapshot = context.snapshot;
    let (entries, counts) = entries(snapshot, context.common.stock());
    let pairs = pairs(&entries);
    let partners = partners(&pairs);
    let groups = groups(entries.len(), &pairs);
    let findings = groups.iter().map(|group| finding(snapshot, &entries, &partners, group)).collect();
    let in_all = snapshot.totals.get("proposals").copied().filter(|total| *total > snapshot.proposals.len() as u64);
    (findings, said(&counts, entries.len(), in_all))
}

#[derive(Default)]
struct Counts {
    letters: usize,
    short: usize,
    no_spaces: usize,
    beyond: usize,
}

fn said(counts: &Counts, judged: usize, in_all: Option<u64>) -> Coverage {
    let with = |key| {
        let note = Message::key(key).with("n", judged).with("letters", counts.letters);
        note.with("short", counts.short).with("no_spaces", counts.no_spaces)
    };
    let (state, note) = if counts.letters == 0 {
        (CoverageState::NotVisible, Message::key("shared-letters.note.not_visible"))
    } else if counts.no_spaces > 0 && judged < 2 {
        (CoverageState::NotSupported, with("shared-letters.note.no_spaces"))
    } else if judged < 2 {
        (CoverageState::TooFew, with("shared-letters.note.too_few"))
    } else if counts.beyond > 0 {
        (CoverageState::Checked, with("shared-letters.note.beyond").with("beyond", counts.beyond))
    } else if let (Some(total), true) = (in_all, counts.short + counts.no_spaces > 0) {
        (CoverageState::Checked, with("shared-letters.note.some_partial").with("total", total as f64))
    } else if counts.short + counts.no_spaces > 0 {
        (CoverageState::Checked, with("shared-letters.note.some"))
    } else if let Some(total) = in_all {
        (CoverageState::Checked, with("shared-letters.note.partial").with("total", total as f64))
    } else {
        (CoverageState::Checked, with("shared-letters.note.checked"))
    };
    super::finding::coverage(&CHECK, state, note)
}

fn entries<'a>(snapshot: &'a PageSnapshot, stock: &Aside) -> (Vec<Entry<'a>>, Counts) {
    let mut aside = Aside::default();
    if let Some(job) = &snapshot.job {
        for text in [&job.title, &job.description].into_iter().flatten() {
            aside.add(&text.value);
        }
    }
    let mut counts = Counts::default();
    let mut entries = Vec::new();
    for (at, proposal) in snapshot.proposals.iter().enumerate() {
        let Some(text) = proposal.letter.as_ref().filter(|text| !text.value.trim().is_empty()) else { continue };
        counts.letters += 1;
        if counts.letters > MOST_LETTERS {
            counts.beyond += 1;
            continue;
        }
        if writes_no_spaces(&text.value) {
            counts.no_spaces += 1;
            continue;
        }
        let letter = Letter::read(&text.value, &[stock, &aside]);
        if letter.own < ENOUGH {
            counts.short += 1;
        } else {
            entries.push(Entry { proposal: at, person: proposal.person.as_deref(), text, letter });
        }
    }
    (entries, counts)
}

/// The pairs that belong together. Each letter meets those earlier ones it shares most shingles with.
fn pairs(entries: &[Entry<'_>]) -> Pairs {
    let mut index: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let mut common = vec![0_usize; entries.len()];
    let mut pairs = Pairs::new();
    for (at, entry) in entries.iter().enumerate() {
        let mut met = Vec::new();
        for hash in entry.letter.fingerprint() {
            let earlier = index.entry(hash).or_default();
            for other in earlier.iter().rev().take(MOST_EARLIER) {
                if let Some(count) = common.get_mut(*other) {
                    if *count == 0 {
                        met.push(*other);
                    }
                    *count += 1;
                }
            }
            earlier.push(at);
        }
        let mut best: Vec<(usize, usize)> =
            met.iter().filter_map(|other| Some((std::mem::take(common.get_mut(*other)?), *other))).collect();
        best.sort_unstable_by_key(|(count, other)| (std::cmp::Reverse(*count), *other));
        for (_, other) in best.into_iter().take(MOST_PARTNERS) {
            let Some(earlier) = entries.get(other) else { continue };
            let found = shared(&earlier.letter, &entry.letter);
            if found.words >= WORDS && round6(found.likeness) >= LIKENESS {
                pairs.insert((other, at), found);
            }
        }
    }
    pairs
}

/// Connected letters, each group ascending.
fn groups(letters: usize, pairs: &Pairs) -> Vec<Vec<usize>> {
    let mut root: Vec<usize> = (0..letters).collect();
    for (a, b) in pairs.keys() {
        // Roots are always the smallest of their group, so one pass over ascending pairs and a walk up suffice.
        let (a, b) = (top(&root, *a), top(&root, *b));
        if let Some(slot) = root.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..letters {
        groups.entry(top(&root, at)).or_default().push(at);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

fn top(root: &[usize], mut at: usize) -> usize {
    while let Some(up) = root.get(at).copied().filter(|up| *up != at) {
        at = up;
    }
    at
}

fn finding(snapshot: &PageSnapshot, entries: &[Entry<'_>], partners: &Partners<'_>, group: &[usize]) -> Finding {
    let members: Vec<&Entry<'_>> = group.iter().filter_map(|at| entries.get(*at)).collect();
    let people: BTreeSet<&str> = members.iter().filter_map(|entry| entry.person).collect();
    let (least_words, least_likeness) = weakest(partners, group);
    let brief = least_words < BRIEF;
    let agency = one_agency(snapshot, &people).filter(|_| people.len() > 1);
    let (severity, message) = match (people.len(), agency) {
        (0 | 1, _) => (Severity::Context, Message::key("shared-letters.message.one_bidder")),
        (_, Some(agency)) => {
            (Severity::Context, Message::key("shared-letters.message.one_agency").with("agency", agency))
        }
        (2, None) => (if brief { Severity::Note } else { Severity::Caution }, Message::key("shared-letters.message")),
        (_, None) => {
            (if brief { Severity::Caution } else { Severity::Warning }, Message::key("shared-letters.message"))
        }
    };
    // Where the job post could not be set aside, the words may be its own.
    let job_read = snapshot.job.as_ref().is_some_and(|job| job.description.is_some());
    let confidence = if least_likeness >= SURE && job_read { Confidence::High } else { Confidence::Medium };
    let message = message.with("n", people.len()).with("letters", members.len()).with("words", least_words);
    let statistic = Statistic {
        method: "shared-words".to_owned(),
        n: least_words as u64,
        value: Some(least_likeness),
        p: None,
        interval: None,
        needed: None,
    };
    let subject = Subject { kind: ItemKind::Proposal, items: members.iter().map(|entry| entry.proposal).collect() };
    let innocent: &[&str] = &[
        "shared-letters.innocent.job",
        "shared-letters.innocent.1",
        "shared-letters.innocent.2",
        "shared-letters.innocent.3",
        "shared-letters.innocent.4",
    ];
    Draft::new(&CHECK, severity, confidence, subject)
        .says(message, Message::key("shared-letters.why"))
        .innocent(innocent.get(usize::from(job_read)..).unwrap_or_default())
        .ask(&["shared-letters.ask.1", "shared-letters.ask.2"])
        .evidence(group.iter().take(MOST_LETTERS_QUOTED).flat_map(|at| quotes(entries, partners, *at)).collect())
        .statistic(statistic)
        .done(snapshot)
}

/// For each letter, the one it shares most words with, what they share, and whether this letter is the first of the pair.
fn partners(pairs: &Pairs) -> Partners<'_> {
    let mut best = Partners::new();
    for ((a, b), found) in pairs {
        for (at, first) in [(*a, true), (*b, false)] {
            if best.get(&at).is_none_or(|(known, _): &(&Shared, bool)| known.words < found.words) {
                best.insert(at, (found, first));
            }
        }
    }
    best
}

/// For the letter that is least like its best partner: words shared, and likeness.
fn weakest(partners: &Partners<'_>, group: &[usize]) -> (usize, f64) {
    let best = group.iter().filter_map(|at| partners.get(at)).map(|(found, _)| *found);
    let weakest = best.min_by(|a, b| a.likeness.total_cmp(&b.likeness).then(a.words.cmp(&b.words)));
    weakest.map_or((0, 0.0), |found| (found.words, round6(found.likeness)))
}

/// The longest passages that a letter shares with its best partner, in the order of the letter.
fn quotes(entries: &[Entry<'_>], partners: &Partners<'_>, at: usize) -> Vec<Evidence> {
    let (Some(entry), Some((found, first))) = (entries.get(at), partners.get(&at)) else { return Vec::new() };
    let mut runs: Vec<_> = found.runs.iter().map(|run| if *first { run.a.clone() } else { run.b.clone() }).collect();
    runs.sort_by_key(|run| (std::cmp::Reverse(run.len()), run.start));
    runs.truncate(MOST_PASSAGES);
    runs.sort_by_key(|run| run.start);
    let bytes = runs.into_iter().filter_map(|run| {
        let words = entry.letter.words.get(run.start..run.end.min(run.start + MOST_QUOTED))?;
        Some(words.first()?.at().start..words.last()?.at().end)
    });
    bytes.filter_map(|bytes| quote(entry.text, bytes, one(ItemKind::Proposal, entry.proposal))).collect()
}

/// The agency, as shown, if the site prints the same one for all these people.
fn one_agency<'a>(snapshot: &'a PageSnapshot, people: &BTreeSet<&str>) -> Option<&'a str> {
    let position = positions(snapshot);
    let agency = |id: &str| {
        let person = snapshot.people.get(*position.get(id)?)?;
        person.agency.as_ref().map(|agency| agency.value.as_str()).filter(|name| !plain_words(name).is_empty())
    };
    let mut names = people.iter().map(|id| agency(id));
    let first = names.next()??;
    names.all(|name| name.is_some_and(|name| plain_words(name) == plain_words(first))).then_some(first)
}

#[cfg(test)]
#[path = "shared_letters_test.rs"]
mod tests;

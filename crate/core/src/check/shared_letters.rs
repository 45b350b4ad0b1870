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

mod entry;
mod kin;

use std::collections::{BTreeMap, BTreeSet};

use super::finding::{Draft, one, quote};
use super::{Check, Context};
use crate::model::PageSnapshot;
use crate::report::{
    Confidence, Coverage, CoverageState, Evidence, Family, Finding, ItemKind, Message, Severity, Statistic, Subject,
};
use crate::text::collection::Collection;
use crate::text::letter::Letter;
use crate::text::normal::plain_words;
use crate::text::passages::Run;
use crate::text::tuning::TUNED;
use entry::{Counts, Entry, Place, entries};
use kin::{Kin, Pairs, groups, pairs};

/// The check.
pub static CHECK: Check = Check {
    id: "shared-letters",
    title: "shared-letters.title",
    version: "2.0.0",
    family: Family::Letters,
    references: &["plat-templates"],
    run,
};

/// Below this many shared words it may be a closing of a sentence or two that many letters end with, in a language whose
/// stock sentences are not known here: a step less.
const BRIEF: usize = 30;
/// Likeness from which little but slots differs.
const SURE: f64 = 0.8;
/// Quotes: passages of a letter, words of a passage, letters of a group.
const MOST_PASSAGES: usize = 4;
const MOST_QUOTED: usize = 120;
const MOST_LETTERS_QUOTED: usize = 12;

/// By letter: what it shares with its best partner, and whether it is the first of the two.
type Partners<'a> = BTreeMap<usize, (&'a Kin, bool)>;

/// What the findings are made from.
struct Found<'a> {
    snapshot: &'a PageSnapshot,
    entries: &'a [Entry<'a>],
    letters: &'a [Letter],
    partners: &'a Partners<'a>,
}

fn run(context: &Context<'_>) -> (Vec<Finding>, Coverage) {
    let snapshot = context.snapshot;
    let (entries, letters, counts) = entries(context);
    let collection = Collection::new(letters, context.common.background(), &TUNED);
    let pairs = pairs(&collection, counts.judged);
    let partners = partners(&pairs);
    let found = Found { snapshot, entries: &entries, letters: &collection.letters, partners: &partners };
    let groups = groups(&collection.letters, &pairs);
    let of_page = groups.iter().filter(|group| group.iter().any(|at| *at < counts.judged));
    let findings = of_page.map(|group| found.finding(group)).collect();
    let in_all = snapshot.totals.get("proposals").copied().filter(|total| *total > snapshot.proposals.len() as u64);
    (findings, said(&counts, in_all))
}

fn said(counts: &Counts, in_all: Option<u64>) -> Coverage {
    let with = |key| {
        let note = Message::key(key).with("n", counts.judged).with("letters", counts.letters);
        note.with("short", counts.short).with("no_spaces", counts.no_spaces)
    };
    let few = counts.judged + counts.earlier < 2 || counts.judged == 0;
    let (state, note) = if counts.letters == 0 {
        (CoverageState::NotVisible, Message::key("shared-letters.note.not_visible"))
    } else if counts.no_spaces > 0 && few {
        (CoverageState::NotSupported, with("shared-letters.note.no_spaces"))
    } else if few {
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

/// For each letter, the one it shares most words with, what they share, and whether this letter is the first of the pair.
fn partners(pairs: &Pairs) -> Partners<'_> {
    let mut best = Partners::new();
    for ((a, b), kin) in pairs {
        for (at, first) in [(*a, true), (*b, false)] {
            if best.get(&at).is_none_or(|(known, _): &(&Kin, bool)| known.words < kin.words) {
                best.insert(at, (kin, first));
            }
        }
    }
    best
}

impl Found<'_> {
    fn finding(&self, group: &[usize]) -> Finding {
        let members: Vec<&Entry<'_>> = group.iter().filter_map(|at| self.entries.get(*at)).collect();
        let people: BTreeSet<&str> = members.iter().filter_map(|entry| entry.person).collect();
        let weakest = Weakest::of(group.iter().filter_map(|at| self.partners.get(at)).map(|(kin, _)| *kin));
        let (severity, message) = judged(&members, people.len(), weakest.words < BRIEF);
        // Where the job post could not be set aside, the words may be its own.
        let job_read = self.snapshot.job.as_ref().is_some_and(|job| job.description.is_some());
        let sure = weakest.likeness >= SURE && job_read;
        let message = message.with("n", people.len()).with("letters", members.len()).with("words", weakest.words);
        let statistic = Statistic {
            method: "letters-alike".to_owned(),
            n: weakest.words as u64,
            value: Some(weakest.likeness),
            p: Some(weakest.chance),
            interval: None,
            needed: None,
        };
        let here = members.iter().filter_map(|entry| match entry.place {
            Place::Here(proposal, _) => Some(proposal),
            Place::Earlier(_) => None,
        });
        let subject = Subject { kind: ItemKind::Proposal, items: here.collect() };
        let innocent: &[&str] = &[
            "shared-letters.innocent.job",
            "shared-letters.innocent.1",
            "shared-letters.innocent.2",
            "shared-letters.innocent.3",
            "shared-letters.innocent.4",
        ];
        Draft::new(&CHECK, severity, if sure { Confidence::High } else { Confidence::Medium }, subject)
            .says(message, Message::key("shared-letters.why"))
            .innocent(innocent.get(usize::from(job_read)..).unwrap_or_default())
            .ask(&["shared-letters.ask.1", "shared-letters.ask.2"])
            .evidence(group.iter().take(MOST_LETTERS_QUOTED).flat_map(|at| self.quotes(*at)).collect())
            .statistic(statistic)
            .done(self.snapshot)
    }

    /// The longest passages that a letter of this page shares with its best partner, in the order of the letter.
    fn quotes(&self, at: usize) -> Vec<Evidence> {
        let (Some(entry), Some((kin, first))) = (self.entries.get(at), self.partners.get(&at)) else {
            return Vec::new();
        };
        let (Place::Here(proposal, text), Some(letter)) = (entry.place, self.letters.get(at)) else {
            return Vec::new();
        };
        let side = |run: &Run| if *first { run.a.clone() } else { run.b.clone() };
        let mut runs: Vec<_> = kin.likeness.passages.iter().map(side).collect();
        runs.sort_by_key(|run| (std::cmp::Reverse(run.len()), run.start));
        runs.truncate(MOST_PASSAGES);
        runs.sort_by_key(|run| run.start);
        let bytes = runs.into_iter().filter_map(|run| {
            let words = letter.words.get(run.start..run.end.min(run.start + MOST_QUOTED))?;
            Some(words.first()?.at().start..words.last()?.at().end)
        });
        bytes.filter_map(|bytes| quote(text, bytes, one(ItemKind::Proposal, proposal))).collect()
    }
}

/// Who shares decides.
fn judged(members: &[&Entry<'_>], people: usize, brief: bool) -> (Severity, Message) {
    let agency = one_agency(members).filter(|_| people > 1);
    match (people, agency) {
        (0 | 1, _) => (Severity::Context, Message::key("shared-letters.message.one_bidder")),
        (_, Some(agency)) => {
            (Severity::Context, Message::key("shared-letters.message.one_agency").with("agency", agency))
        }
        (2, None) => (if brief { Severity::Note } else { Severity::Caution }, Message::key("shared-letters.message")),
        (_, None) => {
            (if brief { Severity::Caution } else { Severity::Warning }, Message::key("shared-letters.message"))
        }
    }
}

/// What the letter that is least like its best partner shares with it.
#[derive(Debug, Clone, Copy)]
struct Weakest {
    words: usize,
    likeness: f64,
    chance: f64,
}

impl Weakest {
    fn of<'a>(kin: impl Iterator<Item = &'a Kin>) -> Self {
        let all =
            kin.map(|kin| Self { words: kin.words, likeness: kin.likeness.likeness, chance: kin.likeness.chance });
        let lower = |a: Self, b: Self| Self {
            words: a.words.min(b.words),
            likeness: a.likeness.min(b.likeness),
            chance: a.chance.max(b.chance),
        };
        all.reduce(lower).unwrap_or(Self { words: 0, likeness: 0.0, chance: 1.0 })
    }
}

/// The agency, as shown, if the site prints the same one for the authors of all these letters.
fn one_agency<'a>(members: &[&Entry<'a>]) -> Option<&'a str> {
    let mut names = members.iter().map(|entry| entry.agency.filter(|name| !plain_words(name).is_empty()));
    let first = names.next()??;
    names.all(|name| name.is_some_and(|name| plain_words(name) == plain_words(first))).then_some(first)
}

#[cfg(test)]
#[path = "shared_letters_test.rs"]
mod tests;

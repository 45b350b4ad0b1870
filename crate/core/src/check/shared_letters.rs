//! # Looks for
//! Letters of different bidders that were made from one template: on one page, and on the pages of one job session.
//!
//! # Why it matters
//! Templates used for bids across several accounts are the first red flag of the 2022 advisory. Generic wording is not
//! one: boilerplate is in most honest letters, so stock sentences (data in packs), the job post's own wording, quotations
//! and lists of tools are set aside before anything is compared ([`crate::text::stock`], [`crate::text::borrowed`]). Two
//! letters belong together when they are alike ([`crate::text::likeness`]) *and* share 18 words of their own in passages
//! ([`crate::text::passages`]): a likeness that cannot be shown is no finding. One finding a group, with its template
//! and slots ([`crate::text::template`]). Who shares decides: one bidder's own letters or the accounts of one agency
//! that the site prints are Background, two bidders are worth a question, three or more, or two who name one private
//! detail, are to be verified; each a step less where fewer than 30 words are shared. The figures that the thresholds
//! rest on are in `docs/letters.md`.
//!
//! # Innocent reasons
//! Colleagues, a shared course, the same writing assistant, one bidder copied from another.
//!
//! # Cannot see
//! Free paraphrase; letters with fewer than 25 words of their own; letters of pages that were not opened. Bidders whom
//! the page does not name never count as different.

mod entry;
mod kin;
mod shown;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::finding::{Draft, one, quote};
use super::{Check, Context, Judged};
use crate::model::PageSnapshot;
use crate::report::{
    Confidence, Coverage, CoverageState, Evidence, Family, Finding, ItemKind, Message, Severity, Statistic, Subject,
};
use crate::text::collection::without_common;
use crate::text::letter::Letter;
use crate::text::normal::plain_words;
use crate::text::order::sort_by_key;
use crate::text::passages::Run;
use crate::text::post;
use crate::text::tuning::TUNED;
use entry::{Counts, Entry, Place, entries};
use kin::{Kin, groups, pairs};
use shown::{details, shown};

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
/// With fewer letters the shipped word lists weigh more than the letters themselves, and the report says so.
const TEACH: usize = TUNED.background;
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

fn run(context: &Context<'_>) -> Judged {
    let snapshot = context.snapshot;
    let (entries, letters, counts) = entries(context);
    let (letters, _) = without_common(letters, &TUNED);
    let pairs = pairs(&letters, context.common.background(), counts.judged);
    let partners = partners(&pairs.alike);
    let found = Found { snapshot, entries: &entries, letters: &letters, partners: &partners };
    let groups = groups(&letters, &pairs);
    let of_page = groups.iter().filter(|group| group.iter().any(|at| *at < counts.judged));
    let findings = of_page.map(|group| found.finding(group)).collect();
    let in_all = snapshot.totals.get("proposals").copied().filter(|total| *total > snapshot.proposals.len() as u64);
    Judged::new(findings, said(&counts, in_all))
}

fn said(counts: &Counts, in_all: Option<u64>) -> Coverage {
    let with = |key| {
        let note = Message::key(key).with("n", counts.judged).with("letters", counts.letters);
        note.with("short", counts.short).with("earlier", counts.earlier)
    };
    let few = counts.judged + counts.earlier < 2 || counts.judged == 0;
    let (state, note) = if counts.letters == 0 {
        (CoverageState::NotVisible, Message::key("shared-letters.note.not_visible"))
    } else if few {
        (CoverageState::TooFew, with("shared-letters.note.too_few"))
    } else if counts.beyond > 0 {
        (CoverageState::Checked, with("shared-letters.note.beyond").with("beyond", counts.beyond))
    } else if let (Some(total), true) = (in_all, counts.short > 0) {
        (CoverageState::Checked, with("shared-letters.note.some_partial").with("total", total as f64))
    } else if counts.earlier > 0 {
        (CoverageState::Checked, with("shared-letters.note.earlier"))
    } else if counts.short > 0 {
        (CoverageState::Checked, with("shared-letters.note.some"))
    } else if let Some(total) = in_all {
        (CoverageState::Checked, with("shared-letters.note.partial").with("total", total as f64))
    } else if counts.judged < TEACH {
        (CoverageState::Checked, with("shared-letters.note.alone"))
    } else {
        (CoverageState::Checked, with("shared-letters.note.checked"))
    };
    super::finding::coverage(&CHECK, state, note)
}

/// For each letter, the one it shares most words with, what they share, and whether this letter is the first of the pair.
fn partners(pairs: &BTreeMap<(usize, usize), Kin>) -> Partners<'_> {
    // Among those that share as many words the one that is most like it, so that the order of the letters decides nothing.
    let rank = |kin: &Kin| (kin.words, kin.likeness.likeness, -kin.likeness.chance);
    let mut best = Partners::new();
    for ((a, b), kin) in pairs {
        for (at, first) in [(*a, true), (*b, false)] {
            if best.get(&at).is_none_or(|(known, _): &(&Kin, bool)| rank(known) < rank(kin)) {
                best.insert(at, (kin, first));
            }
        }
    }
    best
}

impl Found<'_> {
    fn finding(&self, group: &[usize]) -> Finding {
        let both = |at: &usize| Some((self.entries.get(*at)?, self.letters.get(*at)?));
        let members: Vec<(&Entry<'_>, &Letter)> = group.iter().filter_map(both).collect();
        let people: BTreeSet<&str> = members.iter().filter_map(|(entry, _)| entry.person).collect();
        let weakest = Weakest::of(group.iter().filter_map(|at| self.partners.get(at)).map(|(kin, _)| *kin));
        let details = details(self.snapshot, &members);
        let (severity, message) = judged(&members, people.len(), weakest.words < BRIEF, !details.is_empty());
        // Where the job post could not be set aside, the words may be its own.
        let job_read = self.snapshot.job.as_ref().is_some_and(|job| job.description.is_some())
            || members.iter().all(|(entry, _)| entry.post(self.snapshot).is_some_and(post::says_more));
        let sure = weakest.likeness >= SURE && job_read;
        let message = message.with("n", people.len()).with("letters", members.len()).with("words", weakest.words);
        let taught = self.letters.len() >= TEACH;
        let statistic = Statistic {
            method: if taught { "letters-alike" } else { "letters-alike-shipped" }.to_owned(),
            n: weakest.words as u64,
            value: Some(weakest.likeness),
            p: Some(weakest.chance),
            interval: None,
            needed: None,
        };
        let quoted = details.into_iter().filter_map(|(at, bytes)| detail(members.get(at)?.0, bytes));
        let passages = group.iter().take(MOST_LETTERS_QUOTED).flat_map(|at| self.quotes(*at));
        let evidence = passages.chain(quoted.take(MOST_LETTERS_QUOTED)).collect();
        let here = members.iter().filter_map(|(entry, _)| match entry.place {
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
            .evidence(evidence)
            .statistic(statistic)
            .template(shown(self.snapshot, &members))
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
        sort_by_key(&mut runs, |run| (std::cmp::Reverse(run.len()), run.start));
        runs.truncate(MOST_PASSAGES);
        sort_by_key(&mut runs, |run| run.start);
        let bytes = runs.into_iter().filter_map(|run| {
            let words = letter.words.get(run.start..run.end.min(run.start + MOST_QUOTED))?;
            Some(words.first()?.at().start..words.last()?.at().end)
        });
        bytes.filter_map(|bytes| quote(text, bytes, one(ItemKind::Proposal, proposal))).collect()
    }
}

/// A private detail in a letter of this page.
fn detail(entry: &Entry<'_>, bytes: Range<usize>) -> Option<Evidence> {
    match entry.place {
        Place::Here(proposal, text) => quote(text, bytes, one(ItemKind::Proposal, proposal)),
        Place::Earlier(_) => None,
    }
}

/// Who shares decides.
fn judged(members: &[(&Entry<'_>, &Letter)], people: usize, brief: bool, details: bool) -> (Severity, Message) {
    let agency = one_agency(members).filter(|_| people > 1);
    let said = Message::key("shared-letters.message");
    match (people, agency) {
        (0 | 1, _) => (Severity::Context, Message::key("shared-letters.message.one_bidder")),
        (_, Some(agency)) => {
            (Severity::Context, Message::key("shared-letters.message.one_agency").with("agency", agency))
        }
        _ if details => (Severity::Warning, Message::key("shared-letters.message.details")),
        (2, None) => (if brief { Severity::Note } else { Severity::Caution }, said),
        (_, None) => (if brief { Severity::Caution } else { Severity::Warning }, said),
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
fn one_agency<'a>(members: &[(&Entry<'a>, &Letter)]) -> Option<&'a str> {
    let mut names = members.iter().map(|(entry, _)| entry.agency.filter(|name| !plain_words(name).is_empty()));
    let first = names.next()??;
    names.all(|name| name.is_some_and(|name| plain_words(name) == plain_words(first))).then_some(first)
}

#[cfg(test)]
#[path = "shared_letters_test.rs"]
mod tests;

#[cfg(test)]
#[path = "shared_letters/languages_test.rs"]
mod languages_test;

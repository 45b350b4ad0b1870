//! # Looks for
//! Letters of this page that share nearly all or many of their lookup keys with letters that other people sent to this
//! device's user before: for other jobs, on other days.
//!
//! # Why it matters
//! Templates used for bids across several accounts are the first red flag of the 2022 advisory, and the accounts of one
//! template seldom bid on one page. The texts of earlier sessions are not kept, only keys ([`crate::text::fingerprint`]):
//! so this stays a hint. It says how many keys agree, between which bounds the share of near words lies, when the other
//! letters were met, and quotes where *this* letter holds the words behind the keys. A key that letters have which are
//! not alike otherwise (on this page or remembered) is the trade's wording and does not count; of the rest [`LEAST`] must
//! agree, so that among 100,000 remembered letters a page of 50 ordinary ones is mentioned at most once in 100 pages.
//! `docs/ledger.md` has the figures.
//!
//! # Innocent reasons
//! One agency; a course or guide; one writing assistant; somebody copied from; words that many in one trade use.
//!
//! # Cannot see
//! What the other letters said. Letters with fewer than [`LEAST`] keys; of copies in which a fifth of the words were
//! changed, more than half; letters of this browsing session, which `shared-letters` compares word for word.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::{Draft, coverage, one, quote};
use super::remembered::{Bid, Keys, day};
use super::{Check, Context, Judged};
use crate::ledger::keyed::{kept, read};
use crate::ledger::{Entry, Kept};
use crate::report::{Confidence, CoverageState, Evidence, Family, Finding, ItemKind, Message, Severity, Statistic};
use crate::text::fingerprint::{common, in_common};

/// The check.
pub static CHECK: Check = Check {
    id: "remembered-letters",
    title: "remembered-letters.title",
    version: "1.0.0",
    family: Family::Letters,
    references: &["plat-templates"],
    run,
};

/// Keys in common, ordinary ones not counted, from which a letter is mentioned.
pub const LEAST: usize = 8;
/// Keys in common below which two letters are not alike.
const ALIKE: usize = 4;
/// Writers of letters that are not alike who have a key, from which on it is ordinary.
const ORDINARY: usize = 3;
/// Share of near words from which nearly all agree, and accounts that make a question of it.
const NEARLY_ALL: f64 = 0.75;
const ACCOUNTS: usize = 3;
/// Quotes in one finding.
const MOST_QUOTES: usize = 6;

/// A letter to compare with: remembered, or another of this page that only teaches what is ordinary.
struct Other<'a> {
    person: &'a str,
    agency: Option<&'a str>,
    job: &'a str,
    /// The day it was first met; none for a letter of this page.
    first: Option<&'a str>,
    keys: Vec<u64>,
}

fn run(context: &Context<'_>) -> Judged {
    let judged = |state, note| Judged::new(Vec::new(), coverage(&CHECK, state, note));
    let letters = context.snapshot.proposals.iter().filter(|proposal| proposal.letter.is_some()).count();
    if letters == 0 {
        return judged(CoverageState::NotVisible, Message::key("remembered-letters.note.not_visible"));
    }
    let Some(secret) = &context.memories.secret else {
        return judged(CoverageState::NotVisible, Message::key("remembered-letters.note.off"));
    };
    // Most pages end here, before their letters are read.
    let has_letter = |entry: &Entry| matches!(&entry.kept, Kept::Proposal { letter, .. } if !letter.is_empty());
    if !context.memories.entries.iter().any(has_letter) {
        return judged(CoverageState::Checked, Message::key("remembered-letters.note.none"));
    }
    let keys = Keys::new(context.snapshot, context.common, secret);
    let bids = keys.bids();
    let long = bids.iter().filter(|bid| bid.letter.len() >= LEAST).count();
    if long == 0 {
        return judged(CoverageState::TooFew, Message::key("remembered-letters.note.too_few").with("n", letters));
    }
    let others = others(context, &keys, &bids);
    let index = Index::new(&others);
    let findings = bids.iter().filter_map(|bid| finding(context, &keys, bid, &others, &index)).collect();
    let remembered = others.iter().filter(|other| other.first.is_some()).count();
    let note = Message::key("remembered-letters.note.checked").with("n", long).with("letters", letters);
    Judged::new(findings, coverage(&CHECK, CoverageState::Checked, note.with("remembered", remembered)))
}

/// The letters to compare with. Those of this page, and those that this session holds with their texts, are not remembered
/// ones: they are compared word for word elsewhere.
fn others<'a>(context: &Context<'a>, keys: &Keys<'_>, bids: &'a [Bid<'_>]) -> Vec<Other<'a>> {
    let session = context.memories.letters.iter().map(|seen| keys.proposal(&seen.url, &seen.key));
    let known: BTreeSet<String> = bids.iter().map(|bid| bid.id.clone()).chain(session).collect();
    let remembered = context.memories.entries.iter().filter(|entry| !known.contains(&entry.id)).filter_map(|entry| {
        let Kept::Proposal { person, agency, job, letter, first, .. } = &entry.kept else { return None };
        let (keys, first) = (read(letter), day(first)?);
        (!keys.is_empty()).then(|| Other { person, agency: agency.as_deref(), job, first: Some(first), keys })
    });
    let here = bids.iter().map(|bid| Other {
        person: &bid.person,
        agency: bid.agency.as_deref(),
        job: &bid.job,
        first: None,
        keys: as_kept(bid),
    });
    remembered.chain(here).collect()
}

fn as_kept(bid: &Bid<'_>) -> Vec<u64> {
    bid.letter.iter().map(|key| kept(*key)).collect()
}

/// Which letters have a key.
struct Index(Vec<(u64, usize)>);

impl Index {
    fn new(others: &[Other<'_>]) -> Self {
        let all = others.iter().enumerate().flat_map(|(at, other)| other.keys.iter().map(move |key| (*key, at)));
        let mut all: Vec<(u64, usize)> = all.collect();
        all.sort_unstable();
        Self(all)
    }

    fn of(&self, key: u64) -> impl Iterator<Item = usize> + '_ {
        let from = self.0.partition_point(|(other, _)| *other < key);
        self.0.iter().skip(from).take_while(move |(other, _)| *other == key).map(|(_, at)| *at)
    }
}

/// The keys of a letter that do not belong to its trade: letters that are not alike otherwise do not have them.
fn telling(bid: &Bid<'_>, own: &[u64], others: &[Other<'_>], index: &Index) -> Vec<u64> {
    let mut in_common: BTreeMap<usize, usize> = BTreeMap::new();
    for at in own.iter().flat_map(|key| index.of(*key)) {
        *in_common.entry(at).or_default() += 1;
    }
    let is_telling = |key: &u64| {
        let (mut alike, mut unlike) = (BTreeSet::new(), BTreeSet::new());
        for at in index.of(*key) {
            if let Some(other) = others.get(at).filter(|other| other.person != bid.person) {
                let side = if in_common.get(&at).is_some_and(|n| *n >= ALIKE) { &mut alike } else { &mut unlike };
                side.insert(other.person);
            }
        }
        unlike.len() < ORDINARY || unlike.len() < alike.len()
    };
    own.iter().copied().filter(is_telling).collect()
}

fn finding(
    context: &Context<'_>,
    keys: &Keys<'_>,
    bid: &Bid<'_>,
    others: &[Other<'_>],
    index: &Index,
) -> Option<Finding> {
    let own = as_kept(bid);
    let telling = telling(bid, &own, others, index);
    if telling.len() < LEAST {
        return None;
    }
    // Letters for this very job may share its post, where it could not be set aside.
    let post_read = context.snapshot.job.as_ref().is_some_and(|job| job.description.is_some());
    let found: BTreeSet<usize> = telling.iter().flat_map(|key| index.of(*key)).collect();
    let found = found.into_iter().filter_map(|at| others.get(at)).filter(|other| {
        let strange = other.first.is_some() && other.person != bid.person && (post_read || other.job != bid.job);
        strange && common(&telling, &other.keys) >= LEAST
    });
    // Of one person the letter that has most in common; of such the one met last.
    let mut people: BTreeMap<&str, (usize, &Other<'_>)> = BTreeMap::new();
    for other in found {
        let rank = (common(&own, &other.keys), other.first);
        if people.get(other.person).is_none_or(|(n, best)| (*n, best.first) < rank) {
            people.insert(other.person, (rank.0, other));
        }
    }
    let best = people.values().map(|(n, other)| (*n, other.first, &other.keys)).max()?.2;
    let shared = in_common(&own, best)?;
    let days: BTreeSet<&str> = people.values().filter_map(|(_, other)| other.first).collect();
    let agency = bid.agency.as_deref();
    let one_agency = agency.is_some() && people.values().all(|(_, other)| other.agency == agency);
    let nearly =
        |(_, other): &&(usize, &Other<'_>)| in_common(&own, &other.keys).is_some_and(|it| it.share >= NEARLY_ALL);
    let copies = people.values().filter(nearly).count();
    let (severity, key) = match copies {
        _ if one_agency => (Severity::Context, "remembered-letters.message.one_agency"),
        copies if copies + 1 >= ACCOUNTS => (Severity::Caution, "remembered-letters.message"),
        _ => (Severity::Note, "remembered-letters.message"),
    };
    let percent = |share: f64| crate::stats::round6((share * 100.0).round());
    let message = Message::key(key)
        .with("n", people.len())
        .with("common", shared.common)
        .with("keys", own.len())
        .with("low", percent(shared.interval.0))
        .with("high", percent(shared.interval.1))
        .with("first", days.first().copied().unwrap_or_default())
        .with("last", days.last().copied().unwrap_or_default());
    let statistic = Statistic {
        method: "keys-in-common".to_owned(),
        n: shared.of as u64,
        value: Some(shared.share),
        p: None,
        interval: Some(shared.interval),
        needed: None,
    };
    let wanted: Vec<u64> = telling.into_iter().filter(|key| best.binary_search(key).is_ok()).collect();
    let confidence = if copies > 0 { Confidence::Medium } else { Confidence::Low };
    let draft = Draft::new(&CHECK, severity, confidence, one(ItemKind::Proposal, bid.at))
        .says(message, Message::key("remembered-letters.why"))
        .innocent(&[
            "remembered-letters.innocent.1",
            "remembered-letters.innocent.2",
            "remembered-letters.innocent.3",
            "remembered-letters.innocent.4",
        ])
        .ask(&["remembered-letters.ask.1", "remembered-letters.ask.2"])
        .evidence(quotes(keys, bid, &wanted))
        .statistic(statistic);
    Some(draft.done(context.snapshot))
}

/// Where this letter holds the words behind the keys: the longest stretches, in the order of the letter.
fn quotes(keys: &Keys<'_>, bid: &Bid<'_>, wanted: &[u64]) -> Vec<Evidence> {
    let Some(text) = &bid.proposal.letter else { return Vec::new() };
    let mut places = keys.places(&text.value, wanted);
    places.sort_by_key(|place| (std::cmp::Reverse(place.len()), place.start));
    places.truncate(MOST_QUOTES);
    places.sort_by_key(|place| place.start);
    places.into_iter().filter_map(|bytes| quote(text, bytes, one(ItemKind::Proposal, bid.at))).collect()
}

#[cfg(test)]
#[path = "remembered_letters_test.rs"]
mod tests;

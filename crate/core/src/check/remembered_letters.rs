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

use super::finding::{Draft, coverage, one, quote};
use super::remembered::{Bid, Keys, day};
use super::{Check, Context, Judged};
use crate::ledger::keyed::read;
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
    let Some(keys) = Keys::of(context) else {
        return judged(CoverageState::NotVisible, Message::key("remembered-letters.note.off"));
    };
    // Most pages end here, before their letters are read.
    let has_letter = |entry: &Entry| matches!(&entry.kept, Kept::Proposal { letter, .. } if !letter.is_empty());
    if !context.memories.entries.iter().any(has_letter) {
        return judged(CoverageState::Checked, Message::key("remembered-letters.note.none"));
    }
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
fn others<'a>(context: &Context<'a>, keys: &Keys<'_>, bids: &'a [Bid]) -> Vec<Other<'a>> {
    let mut known: Vec<String> = bids.iter().map(|bid| bid.id.clone()).collect();
    known.extend(context.memories.letters.iter().map(|seen| keys.proposal(&seen.url, &seen.key)));
    known.sort_unstable();
    let mut others = Vec::new();
    for entry in &context.memories.entries {
        if let Kept::Proposal { person, agency, job, letter, first, .. } = &entry.kept
            && known.binary_search(&entry.id).is_err()
        {
            others.push(Other { person, agency: agency.as_deref(), job, first: day(first), keys: read(letter) });
        }
    }
    others.retain(|other| !other.keys.is_empty() && other.first.is_some());
    for bid in bids {
        let agency = bid.agency.as_deref();
        others.push(Other { person: &bid.person, agency, job: &bid.job, first: None, keys: bid.letter.clone() });
    }
    others
}

/// Which letters have a key: the key, and the letter's position.
struct Index(Vec<(u64, u32)>);

impl Index {
    fn new(others: &[Other<'_>]) -> Self {
        let mut all = Vec::new();
        for (at, other) in others.iter().enumerate() {
            all.extend(other.keys.iter().map(|key| (*key, at as u32)));
        }
        all.sort_unstable();
        Self(all)
    }

    fn of(&self, key: u64) -> impl Iterator<Item = usize> + '_ {
        let from = self.0.partition_point(|(other, _)| *other < key);
        self.0.iter().skip(from).take_while(move |(other, _)| *other == key).map(|(_, at)| *at as usize)
    }
}

/// The keys of a letter that do not belong to its trade: letters that are not alike otherwise do not have them. How many
/// keys each of the others has in common with it is given.
fn telling(bid: &Bid, in_common: &[usize], others: &[Other<'_>], index: &Index) -> Vec<u64> {
    let mut telling = bid.letter.clone();
    telling.retain(|key| {
        let (mut alike, mut unlike): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        for at in index.of(*key) {
            let (Some(other), Some(n)) = (others.get(at), in_common.get(at)) else { continue };
            let side = if *n >= ALIKE { &mut alike } else { &mut unlike };
            if other.person != bid.person && !side.contains(&other.person) {
                side.push(other.person);
            }
        }
        unlike.len() < ORDINARY || unlike.len() < alike.len()
    });
    telling
}

fn finding(
    context: &Context<'_>,
    keys: &Keys<'_>,
    bid: &Bid,
    others: &[Other<'_>],
    index: &Index,
) -> Option<Finding> {
    let own = &bid.letter;
    let mut counts = vec![0; others.len()];
    for at in own.iter().flat_map(|key| index.of(*key)) {
        counts.get_mut(at).into_iter().for_each(|n| *n += 1);
    }
    let telling = telling(bid, &counts, others, index);
    // Letters for this very job may share its post, where it could not be set aside.
    let post_read = context.snapshot.job.as_ref().is_some_and(|job| job.description.is_some());
    let mut people: Vec<(usize, &Other<'_>)> = Vec::new();
    for (other, n) in others.iter().zip(&counts).filter(|(_, n)| **n >= LEAST) {
        let strange = other.first.is_some() && other.person != bid.person && (post_read || other.job != bid.job);
        if !strange || common(&telling, &other.keys) < LEAST {
            continue;
        }
        // Of one person the letter that has most in common; of such the one met last.
        match people.iter_mut().find(|(_, known)| known.person == other.person) {
            None => people.push((*n, other)),
            Some(known) if (known.0, known.1.first, &known.1.keys) < (*n, other.first, &other.keys) => {
                *known = (*n, other);
            }
            Some(_) => {}
        }
    }
    let best = people.iter().map(|(n, other)| (*n, other.first, &other.keys)).max()?.2;
    let shared = in_common(own, best)?;
    let days = || people.iter().filter_map(|(_, other)| other.first);
    let agency = bid.agency.as_deref();
    let one_agency = agency.is_some() && people.iter().all(|(_, other)| other.agency == agency);
    let nearly =
        |(_, other): &&(usize, &Other<'_>)| in_common(own, &other.keys).is_some_and(|it| it.share >= NEARLY_ALL);
    let copies = people.iter().filter(nearly).count();
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
        .with("first", days().min().unwrap_or_default())
        .with("last", days().max().unwrap_or_default());
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
        .evidence(quotes(context, keys, bid, &wanted))
        .statistic(statistic);
    Some(draft.done(context.snapshot))
}

/// Where this letter holds the words behind the keys: the longest stretches, in the order of the letter.
fn quotes(context: &Context<'_>, keys: &Keys<'_>, bid: &Bid, wanted: &[u64]) -> Vec<Evidence> {
    let letter = context.snapshot.proposals.get(bid.at).and_then(|proposal| proposal.letter.as_ref());
    let Some(text) = letter else { return Vec::new() };
    let mut places = keys.places(bid.at, wanted);
    while places.len() > MOST_QUOTES {
        let shortest = places.iter().map(std::ops::Range::len).min();
        let at = places.iter().rposition(|place| Some(place.len()) == shortest);
        places.remove(at.unwrap_or_default());
    }
    places.into_iter().filter_map(|bytes| quote(text, bytes, one(ItemKind::Proposal, bid.at))).collect()
}

#[cfg(test)]
#[path = "remembered_letters_test.rs"]
mod tests;

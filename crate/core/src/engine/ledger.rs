//! The ledger's three verbs: which keys to look up for a page, what to keep of it, and what came of its job.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::Memories;
use crate::check::days::{Days, iso};
use crate::check::remembered::{Bid, Keys, LOOKED_UP, Reviewed};
use crate::ledger::keyed::{lookup, read, written};
use crate::ledger::{Entry, Kept, KeptReview, MOST_REVIEWS};
use crate::model::{PageSnapshot, When};

/// Keys that are looked up for one page: the first. Fifty proposals with letters have about 300.
pub(super) const MOST_KEYS: usize = 1_500;
/// Keys of clients, and of texts, under which a person's reviews are found.
const MOST_OF_REVIEWS: usize = 100;

/// The keys to look up, each once: the job's, the people's, the letters', the clients', the texts'.
pub(crate) fn recall(keys: &Keys<'_>) -> Vec<String> {
    let (bids, people) = (keys.bids(), keys.reviewed());
    let reviews = || people.iter().flat_map(|person| &person.reviews);
    let job = bids.first().map(|bid| bid.job.clone());
    let persons = bids.iter().map(|bid| &bid.person).chain(people.iter().map(|person| &person.key)).cloned();
    let clients = reviews().filter_map(|review| review.kept.client.clone());
    let texts = reviews().filter(|review| review.telling).filter_map(|review| review.kept.text.clone());
    let all = job.into_iter().chain(persons).chain(bids.iter().flat_map(lookups)).chain(clients).chain(texts);
    let mut seen = BTreeSet::new();
    all.filter(|key| seen.insert(key.clone())).take(MOST_KEYS).collect()
}

/// What is kept of a page: its proposals, and its people with their reviews, in page order.
pub(crate) fn keep(keys: &Keys<'_>, snapshot: &PageSnapshot, memories: &Memories) -> Vec<Entry> {
    let Some(day) = day(snapshot) else { return Vec::new() };
    let known: BTreeMap<&str, &Entry> = memories.entries.iter().map(|entry| (entry.id.as_str(), entry)).collect();
    let bids = keys.bids();
    // Whoever turns up after somebody was said to be hired was not.
    let ended = bids.first().is_some_and(|bid| of_job(memories, &bid.job).any(|entry| hired_of(entry).is_some()));
    let bids = bids.iter().map(|bid| proposal(bid, known.get(bid.id.as_str()).copied(), &day, ended));
    let people = keys.reviewed();
    let people = people.iter().map(|person| {
        let id = keys.of_day(&person.key, &day);
        self::person(person, known.get(id.as_str()).copied(), &day, id)
    });
    bids.chain(people).collect()
}

/// The entries of this page's job, with who was hired for it: these people and nobody else, or nobody knows.
pub(super) fn hired(
    keys: &Keys<'_>,
    snapshot: &PageSnapshot,
    memories: &Memories,
    people: Option<&[String]>,
) -> Vec<Entry> {
    let Some(of_job) = keys.job().map(|job| of_job(memories, &job).cloned().collect::<Vec<_>>()) else {
        return Vec::new();
    };
    let here = keep(keys, snapshot, memories);
    let hired: Option<BTreeSet<String>> = people.map(|people| people.iter().map(|id| keys.person(id)).collect());
    let met: BTreeSet<&str> = here.iter().map(|entry| entry.id.as_str()).collect();
    let others = of_job.into_iter().filter(|entry| !met.contains(entry.id.as_str()));
    let mut entries: Vec<Entry> = here.iter().cloned().chain(others).collect();
    entries.retain_mut(|entry| match &mut entry.kept {
        Kept::Proposal { person, hired: of, .. } => {
            *of = hired.as_ref().map(|hired| hired.contains(person));
            true
        }
        Kept::Person { .. } => false,
    });
    entries
}

/// Where a letter is found: under its least keys.
fn lookups<'a>(bid: &'a Bid<'_>) -> impl Iterator<Item = String> + 'a {
    bid.letter.iter().take(LOOKED_UP).map(|key| lookup(*key))
}

/// Entries of proposals for a job.
fn of_job<'a>(memories: &'a Memories, of: &str) -> impl Iterator<Item = &'a Entry> {
    memories.entries.iter().filter(move |entry| matches!(&entry.kept, Kept::Proposal { job, .. } if job == of))
}

fn hired_of(entry: &Entry) -> Option<bool> {
    match entry.kept {
        Kept::Proposal { hired, .. } => hired,
        Kept::Person { .. } => None,
    }
}

fn proposal(bid: &Bid<'_>, known: Option<&Entry>, day: &str, ended: bool) -> Entry {
    let known = known.map(|entry| &entry.kept);
    let (mut first, mut sent, mut hired) = (day.to_owned(), None, ended.then_some(false));
    let mut letter = written(&bid.letter);
    let mut lookups: Vec<String> = lookups(bid).collect();
    if let Some(Kept::Proposal { person, first: before, sent: said, hired: known, letter: of, .. }) = known
        && *person == bid.person
    {
        if exact(before).is_some() && *before < first {
            first.clone_from(before);
        }
        sent.clone_from(said);
        hired = known.or(hired);
        // A letter that this page does not show is not forgotten.
        if letter.is_empty() {
            letter.clone_from(of);
            lookups = read(of).into_iter().take(LOOKED_UP).map(|key| lookup(key << 16)).collect();
        }
    }
    let sent = bid.proposal.at.as_ref().and_then(|at| one_day(&at.value)).or(sent);
    let keys = [bid.person.clone(), bid.job.clone()].into_iter().chain(lookups).collect();
    let (person, job, agency) = (bid.person.clone(), bid.job.clone(), bid.agency.clone());
    let kept = Kept::Proposal { person, agency, job, letter, first, sent, hired };
    Entry { id: bid.id.clone(), day: day.to_owned(), keys, kept }
}

fn person(person: &Reviewed, known: Option<&Entry>, day: &str, id: String) -> Entry {
    let mut reviews: BTreeSet<KeptReview> = person.reviews.iter().map(|review| review.kept.clone()).collect();
    let here = person.reviews.iter();
    let clients = here.clone().filter_map(|review| review.kept.client.clone());
    let texts = here.filter(|review| review.telling).filter_map(|review| review.kept.text.clone());
    let mut found: BTreeSet<String> = clients.chain(texts).collect();
    // Another part of the list, seen earlier on this day.
    if let Some(Entry { keys, kept: Kept::Person { person: of, reviews: before, .. }, .. }) = known
        && *of == person.key
    {
        reviews.extend(before.iter().cloned());
        found.extend(keys.iter().filter(|key| key.starts_with(['c', 't'])).cloned());
    }
    let reviews = reviews.into_iter().rev().take(MOST_REVIEWS).collect();
    let mut keys = vec![person.key.clone()];
    for kind in ['c', 't'] {
        keys.extend(found.iter().filter(|key| key.starts_with(kind)).take(MOST_OF_REVIEWS).cloned());
    }
    let kept = Kept::Person { person: person.key.clone(), agency: person.agency.clone(), reviews };
    Entry { id, day: day.to_owned(), keys, kept }
}

/// The day of the page, where its user was.
fn day(snapshot: &PageSnapshot) -> Option<String> {
    exact(snapshot.page.captured_at.get(..10)?)
}

fn exact(day: &str) -> Option<String> {
    one_day(&When::At(day.to_owned()))
}

fn one_day(when: &When) -> Option<String> {
    Days::of(when).filter(|days| days.first == days.last).map(|days| iso(days.first))
}

#[cfg(test)]
#[path = "ledger_tests.rs"]
mod tests;

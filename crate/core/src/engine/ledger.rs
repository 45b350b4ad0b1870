//! The ledger's three verbs: which keys to look up for a page, what to keep of it, and what came of a job.

use crate::check::Memories;
use crate::check::remembered::{Bid, Keys, LOOKED_UP, Reviewed};
use crate::ledger::keyed::{lookup, read, written};
use crate::ledger::{Entry, Kept, MOST_REVIEWS};
use crate::model::days::{Days, iso};
use crate::model::{PageSnapshot, When};
use crate::text::order::sort_by;

/// Keys that are looked up for one page: the first. Fifty proposals with letters have about 300.
pub(super) const MOST_KEYS: usize = 1_500;
/// Keys of clients, and of texts, under which a person's reviews are found.
const MOST_OF_REVIEWS: usize = 100;

/// The keys to look up, each once: the job's, the people's, the letters', the clients', the texts'.
pub(crate) fn recall(keys: &Keys<'_>) -> Vec<String> {
    let (bids, people) = (keys.bids(), keys.reviewed());
    let mut groups: [Vec<String>; 5] = Default::default();
    let [job, persons, letters, clients, texts] = &mut groups;
    for bid in bids.iter() {
        persons.push(bid.person.clone());
        letters.extend(lookups(&bid.letter));
        job.clear();
        job.push(bid.job.clone());
    }
    for person in people.iter() {
        persons.push(person.key.clone());
        for review in &person.reviews {
            clients.extend(review.kept.client.clone());
            texts.extend(review.kept.text.clone().filter(|_| review.telling));
        }
    }
    let mut all = Vec::new();
    for mut group in groups {
        sort_by(&mut group, Ord::cmp);
        group.dedup();
        all.append(&mut group);
    }
    all.truncate(MOST_KEYS);
    all
}

/// What is kept of a page: its proposals, and its people with their reviews, in page order.
pub(crate) fn keep(keys: &Keys<'_>, snapshot: &PageSnapshot, memories: &Memories) -> Vec<Entry> {
    let Some(day) = day(snapshot) else { return Vec::new() };
    let known = |id: &str| memories.entries.iter().find(|entry| entry.id == id);
    let bids = keys.bids();
    // Whoever turns up after somebody was said to be hired was not.
    let ended = bids.first().is_some_and(|bid| of_job(memories, &bid.job).any(|entry| hired_of(entry).is_some()));
    let new = |bid: &Bid| proposal(snapshot, known(&bid.id), bid, &day, ended);
    let mut entries: Vec<Entry> = bids.iter().map(new).collect();
    for one in keys.reviewed().iter() {
        let id = keys.of_day(&one.key, &day);
        entries.push(person(known(&id), one, &day, id));
    }
    entries
}

/// The entries of a job with who was hired for it: the people of these keys and nobody else (an empty list: nobody), or,
/// without a list, that it is not known (any more). Given are the proposals that a page of the job showed, as they were to
/// be kept, and what the ledger holds of the job now; what the ledger holds goes before.
pub fn hired(shown: &[Entry], held: &[Entry], people: Option<&[String]>) -> Vec<Entry> {
    let of = |entry: &Entry| match &entry.kept {
        Kept::Proposal { job, person, .. } => Some((job.clone(), person.clone())),
        Kept::Person { .. } => None,
    };
    let Some((job_of_page, _)) = shown.iter().find_map(of) else { return Vec::new() };
    let newest = |entry: &Entry| {
        let known = held.iter().find(|known| known.id == entry.id && of(known) == of(entry));
        known.unwrap_or(entry).clone()
    };
    let mut entries: Vec<Entry> = shown.iter().map(newest).collect();
    for entry in held {
        if entries.iter().all(|met| met.id != entry.id) {
            entries.push(entry.clone());
        }
    }
    entries.retain_mut(|entry| match &mut entry.kept {
        Kept::Proposal { person, job, hired, .. } if *job == job_of_page => {
            *hired = people.map(|people| people.contains(person));
            true
        }
        _ => false,
    });
    entries
}

/// Where a letter is found: under its least keys.
fn lookups(letter: &[u64]) -> impl Iterator<Item = String> {
    letter.iter().take(LOOKED_UP).map(|key| lookup(*key))
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

fn proposal(snapshot: &PageSnapshot, known: Option<&Entry>, bid: &Bid, day: &str, ended: bool) -> Entry {
    let Bid { at, id, person, job, agency, letter: keys } = bid.clone();
    let (mut first, mut sent, mut hired) = (day.to_owned(), None, ended.then_some(false));
    let mut letter = written(&keys);
    if let Some(Kept::Proposal { person: of, first: before, sent: said, hired: known, letter: whole, .. }) =
        known.map(|entry| &entry.kept)
        && *of == person
    {
        if exact(before).is_some() && *before < first {
            first.clone_from(before);
        }
        sent.clone_from(said);
        hired = known.or(hired);
        // A letter that this page does not show is not forgotten.
        if letter.is_empty() {
            letter.clone_from(whole);
        }
    }
    let shown = snapshot.proposals.get(at).and_then(|proposal| proposal.at.as_ref());
    let sent = shown.and_then(|at| one_day(&at.value)).or(sent);
    let mut keys = vec![person.clone(), job.clone()];
    keys.extend(lookups(&read(&letter)));
    Entry { id, day: day.to_owned(), keys, kept: Kept::Proposal { person, agency, job, letter, first, sent, hired } }
}

fn person(known: Option<&Entry>, one: &Reviewed, day: &str, id: String) -> Entry {
    let (mut reviews, mut found) = (Vec::new(), Vec::new());
    for review in &one.reviews {
        found.extend(review.kept.client.clone());
        found.extend(review.kept.text.clone().filter(|_| review.telling));
        reviews.push(review.kept.clone());
    }
    // Another part of the list, seen earlier on this day.
    if let Some(Entry { keys, kept: Kept::Person { person, reviews: before, .. }, .. }) = known
        && *person == one.key
    {
        reviews.extend_from_slice(before);
        found.extend_from_slice(keys.get(1..).unwrap_or_default());
    }
    sort_by(&mut reviews, Ord::cmp);
    reviews.dedup();
    // The latest.
    reviews.drain(..reviews.len().saturating_sub(MOST_REVIEWS));
    sort_by(&mut found, Ord::cmp);
    found.dedup();
    let mut keys = vec![one.key.clone()];
    for kind in ['c', 't'] {
        keys.extend(found.iter().filter(|key| key.starts_with(kind)).take(MOST_OF_REVIEWS).cloned());
    }
    Entry {
        id,
        day: day.to_owned(),
        keys,
        kept: Kept::Person { person: one.key.clone(), agency: one.agency.clone(), reviews },
    }
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

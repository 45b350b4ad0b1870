//! Memories under a secret of their own, so that a case cannot be linked with the ledger it was made from, nor with another
//! case.
//!
//! What the page shows is known under both secrets: its people, jobs, clients and reviews get the key that the new secret
//! gives them. Everything else, of which only a hash is known, gets a number. Which pairs of a letter's words are its
//! lookup keys depends on the secret, so that choice is carried over: the same pairs, hashed anew
//! ([`Memories::own`]).

use std::collections::{BTreeMap, BTreeSet};

use crate::check::Memories;
use crate::check::once::Once;
use crate::check::remembered::Keys;
use crate::engine::Engine;
use crate::engine::ledger::recall;
use crate::ledger::keyed::{LENGTH, read, written};
use crate::ledger::{Entry, Kept, KeptReview, Secret};
use crate::model::{PageSnapshot, SeenLetter};

/// What of the memories is carried over.
#[derive(Debug)]
pub(super) struct Chosen<'a> {
    /// Letters of earlier pages.
    pub letters: Vec<SeenLetter>,
    /// Entries of these ids are left out: they are of people whom the case does not name.
    pub without: BTreeSet<String>,
    /// Whether all entries are carried over, or only those that the part of the page asks for.
    pub all: bool,
    /// The secret of the case.
    pub secret: &'a Secret,
}

/// The memories that go with a part of a page.
pub(super) fn rekeyed(engine: &Engine, part: &PageSnapshot, memories: &Memories, chosen: Chosen<'_>) -> Memories {
    let Chosen { letters, without, all, secret } = chosen;
    let Some(old) = &memories.secret else {
        return Memories { letters, ..Memories::default() };
    };
    let once = Once::default();
    let before = Keys::new(part, engine.common(), old, &once);
    let asked: BTreeSet<String> = recall(&before).into_iter().collect();
    let wanted =
        |entry: &&Entry| !without.contains(&entry.id) && (all || entry.keys.iter().any(|key| asked.contains(key)));
    let mut names = Names::default();
    let after = Keys::new(part, engine.common(), secret, &once);
    let own = names.of_page(part, &before, &after);
    for letter in &letters {
        names.is(before.proposal(&letter.url, &letter.key), after.proposal(&letter.url, &letter.key));
    }
    let entries = memories.entries.iter().filter(wanted).map(|entry| names.entry(entry)).collect();
    Memories { letters, entries, secret: Some(secret.clone()), own }
}

/// New names for old keys.
#[derive(Debug, Default)]
struct Names {
    keys: BTreeMap<String, String>,
    letters: BTreeMap<u64, u64>,
    numbered: u64,
}

impl Names {
    fn is(&mut self, old: String, new: String) {
        self.keys.insert(old, new);
    }

    /// Notes what a page shows under both secrets; gives the lookup keys of its letters, by their entries' new ids.
    fn of_page(&mut self, page: &PageSnapshot, before: &Keys<'_>, after: &Keys<'_>) -> BTreeMap<String, String> {
        for id in page.people.iter().filter_map(|person| person.id.as_ref()) {
            self.is(before.person(&id.value), after.person(&id.value));
        }
        let (old, new) = (before.reviewed(), after.reviewed());
        for (old, new) in old.iter().zip(new.iter()) {
            self.is(old.key.clone(), new.key.clone());
            self.maybe(old.agency.as_ref(), new.agency.as_ref());
            for (old, new) in old.reviews.iter().zip(&new.reviews) {
                self.is(old.kept.id.clone(), new.kept.id.clone());
                self.maybe(old.kept.client.as_ref(), new.kept.client.as_ref());
                self.maybe(old.kept.text.as_ref(), new.kept.text.as_ref());
            }
        }
        let (old, new) = (before.bids(), after.bids());
        let mut own = BTreeMap::new();
        for (old, new) in old.iter().zip(new.iter()) {
            self.is(old.id.clone(), new.id.clone());
            self.is(old.person.clone(), new.person.clone());
            self.is(old.job.clone(), new.job.clone());
            self.maybe(old.agency.as_ref(), new.agency.as_ref());
            self.letters.extend(before.renamed(old.at, &old.letter, after));
            own.insert(new.id.clone(), self.letter(&old.letter));
        }
        own
    }

    fn maybe(&mut self, old: Option<&String>, new: Option<&String>) {
        if let (Some(old), Some(new)) = (old, new) {
            self.is(old.clone(), new.clone());
        }
    }

    fn key(&mut self, old: &str) -> String {
        if let Some(known) = self.keys.get(old) {
            return known.clone();
        }
        self.numbered += 1;
        // The first character says what it is a key of.
        let kind: String = old.chars().take(1).collect();
        let new = format!("{kind}{:0LENGTH$}", self.numbered);
        self.is(old.to_owned(), new.clone());
        new
    }

    fn letter(&mut self, old: &[u64]) -> String {
        let mut keys: Vec<u64> = Vec::with_capacity(old.len());
        for key in old {
            let numbered = &mut self.numbered;
            keys.push(*self.letters.entry(*key).or_insert_with(|| {
                *numbered += 1;
                *numbered
            }));
        }
        keys.sort_unstable();
        keys.dedup();
        written(&keys)
    }

    fn entry(&mut self, entry: &Entry) -> Entry {
        let kept = match &entry.kept {
            Kept::Proposal { person, agency, job, letter, first, sent, hired } => Kept::Proposal {
                person: self.key(person),
                agency: agency.as_ref().map(|agency| self.key(agency)),
                job: self.key(job),
                letter: self.letter(&read(letter)),
                first: first.clone(),
                sent: sent.clone(),
                hired: *hired,
            },
            Kept::Person { person, agency, reviews } => Kept::Person {
                person: self.key(person),
                agency: agency.as_ref().map(|agency| self.key(agency)),
                reviews: reviews.iter().map(|review| self.review(review)).collect(),
            },
        };
        // Nothing is looked up in a case, so that where an entry was found need not be told.
        Entry { id: self.key(&entry.id), day: entry.day.clone(), keys: Vec::new(), kept }
    }

    fn review(&mut self, review: &KeptReview) -> KeptReview {
        KeptReview {
            from: review.from.clone(),
            to: review.to.clone(),
            id: self.key(&review.id),
            client: review.client.as_ref().map(|client| self.key(client)),
            text: review.text.as_ref().map(|text| self.key(text)),
        }
    }
}

//! The letters that can be compared: those of the page, and those of earlier pages of this job session.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Context;
use super::super::work::{letter_key, positions};
use crate::model::{PageSnapshot, SeenLetter, Value};
use crate::text::letter::{Letter, SHINGLE, shingle};
use crate::text::order::distinct;
use crate::text::stock::Aside;
use crate::text::words::words;

/// Words of its own that a letter needs to be compared.
pub const ENOUGH: usize = 25;
/// Letters of a page, and of earlier pages.
pub const MOST_LETTERS: usize = 2_000;
const MOST_SEEN: usize = 1_000;

/// Whose letter it is, and where it stands.
#[derive(Debug, Clone, Copy)]
pub enum Place<'a> {
    /// On this page: position in `proposals`, and the text.
    Here(usize, &'a Value<String>),
    /// On an earlier page.
    Earlier(&'a SeenLetter),
}

/// A letter that can be compared. Its words stand at the same position in the collection.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// Where it stands.
    pub place: Place<'a>,
    /// The author's id.
    pub person: Option<&'a str>,
    /// The author's agency, as shown.
    pub agency: Option<&'a str>,
}

impl<'a> Entry<'a> {
    /// The letter's text.
    pub fn text(&self) -> &'a str {
        match self.place {
            Place::Here(_, text) => &text.value,
            Place::Earlier(seen) => &seen.text,
        }
    }

    /// The post that the letter answers, where that is not the job of this page.
    pub fn post<'s>(&self, snapshot: &'s PageSnapshot) -> Option<&'s str>
    where
        'a: 's,
    {
        match self.place {
            Place::Here(at, _) => snapshot.proposals.get(at)?.post.as_ref().map(|post| post.value.as_str()),
            Place::Earlier(seen) => Some(&seen.job_text),
        }
    }
}

/// What of the page's letters could be compared.
#[derive(Debug, Default)]
pub struct Counts {
    /// Letters on the page.
    pub letters: usize,
    /// Too short to judge.
    pub short: usize,
    /// Beyond the cap.
    pub beyond: usize,
    /// Letters of the page that were compared.
    pub judged: usize,
    /// Letters of earlier pages that they were compared with.
    pub earlier: usize,
}

/// Reads the letters. The page's own come first, in page order.
pub fn entries<'a>(context: &Context<'a>) -> (Vec<Entry<'a>>, Vec<Letter>, Counts) {
    let snapshot = context.snapshot;
    let people = positions(snapshot);
    let (mut entries, mut letters, mut counts) = (Vec::new(), Vec::new(), Counts::default());
    for (at, proposal) in snapshot.proposals.iter().enumerate() {
        let Some(text) = proposal.letter.as_ref().filter(|text| !text.value.trim().is_empty()) else { continue };
        counts.letters += 1;
        if counts.letters > MOST_LETTERS {
            counts.beyond += 1;
            continue;
        }
        let Some(letter) = context.once.letter(snapshot, context.common, at) else { continue };
        if letter.own < ENOUGH {
            counts.short += 1;
            continue;
        }
        let person = proposal.person.as_deref();
        let known = person.and_then(|id| snapshot.people.get(*people.get(id)?));
        let agency = known.and_then(|person| person.agency.as_ref()).map(|agency| agency.value.as_str());
        entries.push(Entry { place: Place::Here(at, text), person, agency });
        letters.push(Letter::clone(&letter));
    }
    counts.judged = entries.len();
    if entries.is_empty() || context.memories.letters.is_empty() {
        return (entries, letters, counts);
    }
    // A letter of an earlier page without a shingle of this page's is only passed over: it could not be shown to be alike.
    let shingles: Vec<u64> = letters.iter().flat_map(Letter::fingerprint).collect();
    let shingles = distinct(shingles.into_iter());
    let related = |text: &str| words(text).windows(SHINGLE).any(|run| shingles.binary_search(&shingle(run)).is_ok());
    let mut jobs: BTreeMap<&str, Aside> = BTreeMap::new();
    let mut here: BTreeSet<String> = BTreeSet::new();
    here.extend(snapshot.proposals.iter().filter_map(|proposal| letter_key(snapshot, proposal)));
    let earlier = context.memories.letters.iter().filter(|seen| !here.contains(&seen.key));
    for seen in earlier.rev().take(MOST_SEEN) {
        counts.earlier += 1;
        if !related(&seen.text) {
            continue;
        }
        let job = jobs.entry(&seen.job_text).or_insert_with(|| {
            let mut aside = Aside::default();
            aside.add(&seen.job_text);
            aside
        });
        let letter = Letter::read(&seen.text, &[context.common.stock(&seen.text), job]);
        if letter.own < ENOUGH {
            continue;
        }
        let person = seen.person.as_deref();
        entries.push(Entry { place: Place::Earlier(seen), person, agency: seen.agency.as_deref() });
        letters.push(letter);
    }
    (entries, letters, counts)
}

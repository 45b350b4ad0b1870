//! What of a page the ledger knows again: its proposals, and its people with their reviews, under the device's keys.
//!
//! What is looked up, what is kept, and the checks over what was found all come from here, so that they agree.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use super::Context;
use super::finding::{one, whole};
use super::once::Once;
use super::work::{letter_key, positions};
use crate::ledger::keyed::{self, Keyed, Kind};
use crate::ledger::{KeptReview, Record, Secret, record};
use crate::model::days::{Days, iso};
use crate::model::{PageSnapshot, Review, ReviewBy, Value, When};
use crate::report::{Evidence, ItemKind};
use crate::text::common::Common;
use crate::text::fingerprint::{self, lookup_keys};
use crate::text::letter::Letter;
use crate::text::normal::plain_words;
use crate::text::words::run_id;

/// Proposals of a page that are remembered: the first.
pub const MOST_BIDS: usize = 200;
/// Reviews of a page that are looked at: the first.
pub const MOST_READ: usize = 1_000;
/// Lookup keys of a letter under which it is found: the least. The rest are kept and compared.
pub const LOOKED_UP: usize = 4;
/// Own words from which the text of a review is somebody's own way of saying something.
const TELLING: usize = 12;
/// Letters and digits from which a client's key names one client.
const NAMED: usize = 4;
/// What sites and people write where a client has no name.
const NOBODY: &[&str] = &[
    "anonymous",
    "buyer",
    "client",
    "confidential",
    "customer",
    "deleted",
    "deleted user",
    "employer",
    "freelancer",
    "guest",
    "hidden",
    "member",
    "none",
    "null",
    "private",
    "private client",
    "undefined",
    "unknown",
    "user",
    "withheld",
];

/// A proposal that can be known again.
#[derive(Debug, Clone)]
pub struct Bid {
    /// Position in `proposals`.
    pub at: usize,
    /// Its entry's id.
    pub id: String,
    /// The bidder's key.
    pub person: String,
    /// The job's key.
    pub job: String,
    /// The agency's key.
    pub agency: Option<String>,
    /// The letter's lookup keys, as they are kept: numbers of 48 bits, ascending.
    pub letter: Vec<u64>,
}

/// A person whose reviews can be known again.
#[derive(Debug, Clone)]
pub struct Reviewed {
    /// Position in `people`.
    pub at: usize,
    /// The id of the entry of a day is made with it.
    pub key: String,
    /// The agency's key.
    pub agency: Option<String>,
    /// The reviews by clients.
    pub reviews: Vec<OneReview>,
}

/// A review as it is kept.
#[derive(Debug, Clone)]
pub struct OneReview {
    /// Position in `reviews`.
    pub at: usize,
    /// What is kept of it.
    pub kept: KeptReview,
    /// Whether its text has enough words of its own to be looked for on other profiles.
    pub telling: bool,
}

/// The keys of a page.
#[derive(Debug)]
pub struct Keys<'a> {
    snapshot: &'a PageSnapshot,
    common: &'a Common,
    secret: &'a Secret,
    once: &'a Once,
    keyed: Keyed,
    site: String,
    people: BTreeMap<&'a str, usize>,
    /// [`super::Memories::own`].
    own: Option<&'a BTreeMap<String, String>>,
}

impl<'a> Keys<'a> {
    /// Of a page, under the device's secret.
    pub fn new(snapshot: &'a PageSnapshot, common: &'a Common, secret: &'a Secret, once: &'a Once) -> Self {
        let (keyed, site) = (Keyed::new(secret), keyed::site(&snapshot.page.url));
        Self { snapshot, common, secret, once, keyed, site, people: positions(snapshot), own: None }
    }

    /// Of the page that a check looks at; none where nothing is remembered.
    pub fn of(context: &Context<'a>) -> Option<Self> {
        let secret = context.memories.secret.as_ref()?;
        let keys = Self::new(context.snapshot, context.common, secret, context.once);
        Some(Self { own: Some(&context.memories.own), ..keys })
    }

    /// A person's key, by the site's id.
    pub fn person(&self, id: &str) -> String {
        keyed::person(&self.keyed, &self.site, id)
    }

    /// The job's key; none where the page names no job.
    pub fn job(&self) -> Option<String> {
        let id = self.snapshot.job.as_ref()?.id.as_ref().filter(|id| !id.value.trim().is_empty())?;
        Some(self.keyed.key(Kind::Job, &[&self.site, &id.value]))
    }

    /// The id of a proposal's entry, by the address of a page that shows it and [`letter_key`].
    pub fn proposal(&self, address: &str, letter_key: &str) -> String {
        self.keyed.key(Kind::Proposal, &[&keyed::site(address), letter_key])
    }

    /// The id of the entry of a person on a day.
    pub fn of_day(&self, person: &str, day: &str) -> String {
        self.keyed.key(Kind::Day, &[person, day])
    }

    /// The proposals whose job and bidder the page names, each once.
    pub fn bids(&self) -> Rc<Vec<Bid>> {
        self.once.bids(self.secret, || self.read_bids())
    }

    fn read_bids(&self) -> Vec<Bid> {
        let Some(job) = self.job() else { return Vec::new() };
        let mut bids: Vec<Bid> = Vec::new();
        for (at, proposal) in self.snapshot.proposals.iter().enumerate().take(MOST_BIDS) {
            let Some(person) = proposal.person.as_deref().filter(|id| !id.trim().is_empty()) else { continue };
            let Some(id) = letter_key(self.snapshot, proposal).map(|key| self.proposal(&self.site, &key)) else {
                continue;
            };
            if bids.iter().any(|bid| bid.id == id) {
                continue;
            }
            let given = self.own.and_then(|own| own.get(&id));
            let letter = given.map_or_else(|| self.letter(at), |given| keyed::read(given));
            let agency = self.people.get(person).and_then(|at| self.agency(*at));
            bids.push(Bid { at, id, person: self.person(person), job: job.clone(), agency, letter });
        }
        bids
    }

    /// The lookup keys of the letter of a proposal.
    fn letter(&self, proposal: usize) -> Vec<u64> {
        let letter = self.once.letter(self.snapshot, self.common, proposal);
        let keys = letter.map(|letter| lookup_keys(&letter, self.common.background(), self.secret.bytes()));
        keys.into_iter().flatten().map(keyed::kept).collect()
    }

    /// Some keys of a proposal's letter, each with what the same pair of words has under another secret.
    pub fn renamed(&self, proposal: usize, wanted: &[u64], other: &Self) -> Vec<(u64, u64)> {
        let Some(letter) = self.once.letter(self.snapshot, self.common, proposal) else { return Vec::new() };
        let pairs = fingerprint::rehashed(&letter, self.secret.bytes(), other.secret.bytes());
        let pairs = pairs.into_iter().map(|(old, new)| (keyed::kept(old), keyed::kept(new)));
        pairs.filter(|(old, _)| wanted.contains(old)).collect()
    }

    /// The people whose reviews by clients the page shows.
    pub fn reviewed(&self) -> Rc<Vec<Reviewed>> {
        self.once.reviewed(self.secret, || self.read_reviewed())
    }

    fn read_reviewed(&self) -> Vec<Reviewed> {
        let mut people: Vec<Reviewed> = Vec::new();
        // A page about one person need not repeat whom its reviews are about.
        let only = (self.snapshot.people.len() == 1).then_some(0);
        for (at, review) in self.snapshot.reviews.iter().enumerate().take(MOST_READ) {
            let whose = review.person.as_ref().map_or(only, |id| self.people.get(id.as_str()).copied());
            let id =
                whose.and_then(|at| self.snapshot.people.get(at)?.id.as_ref()).filter(|id| !id.value.trim().is_empty());
            let (Some(whose), Some(id), false) = (whose, id, review.by == Some(ReviewBy::Freelancer)) else { continue };
            let known = people.iter().position(|person| person.at == whose).unwrap_or(people.len());
            if known == people.len() {
                let (key, agency) = (self.person(&id.value), self.agency(whose));
                people.push(Reviewed { at: whose, key, agency, reviews: Vec::new() });
            }
            if let Some(person) = people.get_mut(known) {
                let one = self.review(&person.key, at, review);
                person.reviews.push(one);
            }
        }
        people
    }

    fn agency(&self, person: usize) -> Option<String> {
        let name = plain_words(&self.snapshot.people.get(person)?.agency.as_ref()?.value);
        (!name.is_empty()).then(|| self.keyed.key(Kind::Agency, &[&self.site, &name]))
    }

    /// Where the letter of a proposal holds the words behind some of its keys.
    pub fn places(&self, proposal: usize, wanted: &[u64]) -> Vec<Range<usize>> {
        let letter = self.once.letter(self.snapshot, self.common, proposal);
        let places = |letter: Rc<Letter>| {
            fingerprint::places(&letter, self.secret.bytes(), |key| wanted.contains(&keyed::kept(key)))
        };
        letter.map(places).unwrap_or_default()
    }

    fn review(&self, person: &str, at: usize, review: &Review) -> OneReview {
        let said =
            |value: &Option<Value<String>>| value.as_ref().map_or_else(String::new, |value| plain_words(&value.value));
        let client = review.client_key.as_ref().map(|key| key.value.as_str()).filter(|key| names_one(key));
        let name = client.map_or_else(|| said(&review.client), str::to_owned);
        let days = review.at.as_ref().and_then(|at| Days::of(&at.value));
        let text = review.text.as_ref().map(|text| text.value.as_str()).filter(|text| !is_cut(text));
        let text =
            text.map(|text| Letter::read(text, &[self.common.stock(text)])).filter(|text| !text.words.is_empty());
        let words = text.as_ref().map(|text| run_id(text.words.iter().map(|word| word.id)).to_string());
        OneReview {
            at,
            kept: KeptReview {
                from: days.map(|days| iso(days.first)),
                to: days.filter(|days| days.last > days.first).map(|days| iso(days.last)),
                id: self.keyed.key(Kind::Review, &[person, &name, &said(&review.title)]),
                client: client.map(|client| self.keyed.key(Kind::Client, &[&self.site, client])),
                text: words.map(|words| self.keyed.key(Kind::Text, &[&words])),
            },
            telling: text.is_some_and(|text| text.own >= TELLING),
        }
    }
}

/// The person's own record, as far as this device met it: bids sent, won and pending. None where nothing is remembered.
pub fn own_record(context: &Context<'_>, person: &str) -> Option<Record> {
    let key = Keys::of(context)?.person(person);
    Some(record(&context.memories.entries, &key)).filter(|record| *record != Record::default())
}

/// The days on which a review may have been written.
pub fn days_of(review: &KeptReview) -> Option<Days> {
    let from = review.from.clone()?;
    Days::of(&match review.to.clone() {
        Some(to) => When::Between(from, to),
        None => When::At(from),
    })
}

/// A day of the ledger; none where it holds something else.
pub fn day(text: &str) -> Option<&str> {
    let days = Days::of(&When::At(text.to_owned()))?;
    (text.len() == 10 && days.first == days.last).then_some(text)
}

/// The words of a review, else what names it.
pub fn quoted(snapshot: &PageSnapshot, at: usize) -> Option<Evidence> {
    let of = snapshot.reviews.get(at)?;
    let values = [&of.text, &of.title, &of.client, &of.client_key];
    let value = values.into_iter().flatten().find(|value| !value.value.trim().is_empty())?;
    Some(whole(value, value.value.clone(), one(ItemKind::Review, at)))
}

/// Whether a client's key belongs to one client: no initial, nothing masked, no word for "nobody".
fn names_one(key: &str) -> bool {
    let long = key.chars().filter(|c| c.is_alphanumeric()).count() >= NAMED;
    long && !key.contains('*') && !NOBODY.contains(&plain_words(key).as_str())
}

/// Whether a page may show only the beginning of a text.
fn is_cut(text: &str) -> bool {
    let end = text.char_indices().rev().nth(11).map_or(text, |(at, _)| text.get(at..).unwrap_or_default());
    end.contains('\u{2026}') || end.contains("...")
}

//! Pieces of work by person: contracts, and the reviews that belong to none, each with its client and its date.

use std::collections::BTreeMap;

use crate::model::days::Days;
use crate::model::{Contract, ContractState, PageSnapshot, Proposal, Review, ReviewBy, Value};
use crate::text::normal::plain_words;

/// One piece of work or one review.
#[derive(Debug, Clone, Copy)]
pub struct Work<'a> {
    /// Its review by the client, with the position in `reviews`.
    pub review: Option<(usize, &'a Review)>,
    /// Its contract, with the position in `contracts`.
    pub contract: Option<(usize, &'a Contract)>,
}

/// The work of one person; none stands for the page when it does not say whose.
#[derive(Debug, Clone, Default)]
pub struct Person<'a> {
    /// Position in `people`.
    pub person: Option<usize>,
    /// The work, in page order.
    pub work: Vec<Work<'a>>,
}

impl<'a> Work<'a> {
    /// What tells one client from another: the site's key, else the name shown.
    pub fn client(&self) -> Option<String> {
        self.client_value().map(|(value, is_key)| {
            if is_key { format!("key {}", value.value) } else { format!("name {}", plain_words(&value.value)) }
        })
    }

    /// The value behind [`Self::client`], and whether it is a key.
    fn client_value(&self) -> Option<(&'a Value<String>, bool)> {
        let (review, contract) = (self.review.map(|r| r.1), self.contract.map(|c| c.1));
        let filled = |value: &Option<Value<String>>| value.as_ref().is_some_and(|v| !plain_words(&v.value).is_empty());
        let key = [review.map(|r| &r.client_key), contract.map(|c| &c.client_key)];
        let name = [review.map(|r| &r.client), contract.map(|c| &c.client)];
        let first = |of: [Option<&'a Option<Value<String>>>; 2]| of.into_iter().flatten().find(|v| filled(v));
        let key = first(key).and_then(Option::as_ref).map(|v| (v, true));
        key.or_else(|| first(name).and_then(Option::as_ref).map(|v| (v, false)))
    }

    /// The name of the client as the page shows it.
    pub fn client_name(&self) -> Option<&'a str> {
        let names = [self.review.map(|r| &r.1.client), self.contract.map(|c| &c.1.client)];
        names.into_iter().flatten().flatten().map(|v| v.value.trim()).find(|name| !name.is_empty())
    }

    /// The day of the review, else of the contract's end.
    pub fn days(&self) -> Option<Days> {
        let review = self.review.and_then(|(_, r)| r.at.as_ref());
        let when = review.or_else(|| self.contract.and_then(|(_, c)| c.ended.as_ref()))?;
        Days::of(&when.value)
    }
}

/// The work on a page, by person.
pub fn by_person(snapshot: &PageSnapshot) -> Vec<Person<'_>> {
    let position = positions(snapshot);
    let whose = |id: Option<&String>| match id {
        Some(id) => position.get(id.as_str()).copied(),
        // A page about one person need not repeat whose work it shows.
        None => (snapshot.people.len() == 1).then_some(0),
    };
    let mut people: BTreeMap<Option<usize>, Vec<Work<'_>>> = BTreeMap::new();
    let mut review_of: BTreeMap<usize, (usize, &Review)> = BTreeMap::new();
    for (at, review) in snapshot.reviews.iter().enumerate() {
        if review.by == Some(ReviewBy::Freelancer) {
            continue;
        }
        if let Some(contract) = review.contract.filter(|c| *c < snapshot.contracts.len()) {
            review_of.entry(contract).or_insert((at, review));
        } else {
            let work = Work { review: Some((at, review)), contract: None };
            people.entry(whose(review.person.as_ref())).or_default().push(work);
        }
    }
    for (at, contract) in snapshot.contracts.iter().enumerate() {
        if contract.state == Some(ContractState::Cancelled) && !review_of.contains_key(&at) {
            continue;
        }
        let work = Work { review: review_of.get(&at).copied(), contract: Some((at, contract)) };
        people.entry(whose(contract.person.as_ref())).or_default().push(work);
    }
    people.into_iter().map(|(person, work)| Person { person, work }).collect()
}

/// The site's own count of work, when the page lists fewer. Work in progress is counted apart by the sites; what is
/// listed of it is work as well.
pub fn contracts_in_all(snapshot: &PageSnapshot) -> Option<u64> {
    let running = snapshot.contracts.iter().filter(|c| c.state == Some(ContractState::InProgress)).count();
    let finished = in_all(snapshot, "contracts", snapshot.contracts.len() - running)?;
    let running = snapshot.totals.get("in_progress").copied().unwrap_or_default().max(running as u64);
    Some(finished + running)
}

/// The site's own count of reviews by clients, when the page lists fewer.
pub fn reviews_in_all(snapshot: &PageSnapshot) -> Option<u64> {
    in_all(snapshot, "reviews", snapshot.reviews.iter().filter(|r| r.by != Some(ReviewBy::Freelancer)).count())
}

fn in_all(snapshot: &PageSnapshot, list: &str, listed: usize) -> Option<u64> {
    snapshot.totals.get(list).copied().filter(|total| listed > 0 && *total > listed as u64)
}

/// Positions of people by id.
pub fn positions(snapshot: &PageSnapshot) -> BTreeMap<&str, usize> {
    let ids = snapshot.people.iter().enumerate();
    ids.filter_map(|(at, person)| Some((person.id.as_ref()?.value.as_str(), at))).collect()
}
/// What names a letter across pages: the proposal's id, else the bidder's and the page's address.
pub fn letter_key(snapshot: &PageSnapshot, proposal: &Proposal) -> Option<String> {
    let id = proposal.id.as_ref().map(|id| id.value.clone());
    id.or_else(|| Some(format!("{} {}", proposal.person.as_ref()?, snapshot.page.url)))
}

//! # Looks for
//! One client behind a large part of the work that a page shows: at least three pieces and at least a third of five or
//! more whose client is known, with the Clopper-Pearson interval of the share.
//!
//! # Why it matters
//! The 2022 advisory names several high ratings from one client. A loyal client gives the same picture, and is what
//! every freelancer hopes for: this first form is Background and nothing else. Time, amounts and wording, which could
//! tell the two apart, come with the later review checks; the seam is [`super::work`].
//!
//! # Innocent reasons
//! A loyal client; one contract split into several; a large company with one account; two clients of one name.
//!
//! # Cannot see
//! Work on other pages of a list, clients that the site hides, several accounts of one client.

use std::collections::BTreeMap;

use super::finding::{Draft, about, coverage, one};
use super::work::{Work, by_person, contracts_in_all, reviews_in_all};
use super::{Check, Context, Judged};
use crate::report::{Confidence, CoverageState, Evidence, Family, Finding, ItemKind, Message, Severity, Statistic};
use crate::stats::binomial::clopper_pearson;
use crate::stats::round6;

/// The check.
pub static CHECK: Check = Check {
    id: "few-clients",
    title: "few-clients.title",
    version: "1.0.0",
    family: Family::Reviews,
    references: &["rev-pattern", "plat-rating-ring"],
    run,
};

/// Pieces of work with a known client below which a share says nothing.
const ENOUGH: usize = 5;
/// Pieces of work of the one client.
const OF_ONE: usize = 3;
/// Quotes in one finding.
const MOST_QUOTES: usize = 12;

fn run(context: &Context<'_>) -> Judged {
    let people = by_person(context.snapshot);
    let mut findings = Vec::new();
    let (mut most, mut shown) = (0, 0);
    for person in &people {
        let mut clients: BTreeMap<String, Vec<&Work<'_>>> = BTreeMap::new();
        for work in &person.work {
            if let Some(client) = work.client() {
                clients.entry(client).or_default().push(work);
            }
        }
        let n: usize = clients.values().map(Vec::len).sum();
        (most, shown) = (most.max(n), shown.max(person.work.len()));
        if n < ENOUGH {
            continue;
        }
        // Of clients with as many, the first by name: the same on every visit.
        let top = clients.values().rev().max_by_key(|works| works.len());
        if let Some(works) = top.filter(|works| works.len() >= OF_ONE && works.len() * 3 >= n) {
            findings.push(finding(context, person.person, works, n));
        }
    }
    let (state, note) = if shown == 0 {
        (CoverageState::NotVisible, Message::key("few-clients.note.not_visible"))
    } else if most == 0 {
        (CoverageState::NotVisible, Message::key("few-clients.note.hidden"))
    } else if most < ENOUGH {
        let note = Message::key("few-clients.note.too_few").with("n", most).with("needed", ENOUGH - most);
        (CoverageState::TooFew, note)
    } else if let Some(total) = contracts_in_all(context.snapshot).or_else(|| reviews_in_all(context.snapshot)) {
        let note = Message::key("few-clients.note.partial").with("n", most).with("total", total as f64);
        (CoverageState::Checked, note)
    } else {
        (CoverageState::Checked, Message::key("few-clients.note.checked").with("n", most))
    };
    Judged::new(findings, coverage(&CHECK, state, note))
}

fn finding(context: &Context<'_>, person: Option<usize>, works: &[&Work<'_>], n: usize) -> Finding {
    let (k, m) = (works.len() as u64, n as u64);
    let interval = clopper_pearson(k, m, 0.95);
    let interval = (round6(interval.0), round6(interval.1));
    let percent = |x: f64| round6((x * 100.0).round());
    let name = works.iter().find_map(|work| work.client_name());
    let message = match name {
        Some(name) => Message::key("few-clients.message").with("client", name),
        None => Message::key("few-clients.message.unnamed"),
    };
    let message =
        message.with("k", works.len()).with("n", n).with("low", percent(interval.0)).with("high", percent(interval.1));
    let statistic = Statistic {
        method: "client-share".to_owned(),
        n: m,
        value: Some(round6(k as f64 / m as f64)),
        p: None,
        interval: Some(interval),
        needed: None,
    };
    Draft::new(&CHECK, Severity::Context, Confidence::Medium, about(person))
        .says(message, Message::key("few-clients.why"))
        .innocent(&["few-clients.innocent.1", "few-clients.innocent.2", "few-clients.innocent.3"])
        .ask(&["few-clients.ask.1"])
        .evidence(works.iter().filter_map(|work| evidence(work)).take(MOST_QUOTES).collect())
        .statistic(statistic)
        .done(context.snapshot)
}

/// The title of the work, else the client's name or key: what shows which pieces are meant.
fn evidence(work: &Work<'_>) -> Option<Evidence> {
    let (review, contract) = (work.review, work.contract);
    let titles = [contract.and_then(|(_, c)| c.title.as_ref()), review.and_then(|(_, r)| r.title.as_ref())];
    let clients = [review.and_then(|(_, r)| r.client.as_ref()), contract.and_then(|(_, c)| c.client.as_ref())];
    let keys = [contract.and_then(|(_, c)| c.client_key.as_ref()), review.and_then(|(_, r)| r.client_key.as_ref())];
    let value = titles.into_iter().chain(clients).chain(keys).flatten().find(|v| !v.value.trim().is_empty())?;
    let item = match (contract, review) {
        (Some((at, _)), _) => one(ItemKind::Contract, at),
        (None, Some((at, _))) => one(ItemKind::Review, at),
        (None, None) => return None,
    };
    Some(super::finding::whole(value, value.value.clone(), item))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{person, run as check, text};
    use super::*;
    use crate::model::{Contract, PageSnapshot, Review};

    fn page(clients: &[&str]) -> PageSnapshot {
        let contract = |(at, client): (usize, &&str)| Contract {
            person: Some("a".to_owned()),
            title: text(&format!("Job {at}")),
            client_key: if client.is_empty() { None } else { text(client) },
            ..Contract::default()
        };
        let contracts = clients.iter().enumerate().map(contract).collect();
        PageSnapshot { people: vec![person("a")], contracts, ..PageSnapshot::default() }
    }

    #[test]
    fn fires_on_a_loyal_client_as_background_only() {
        let mut snapshot = page(&["x", "y", "x", "z", "x", "q", "x", "r", "s", "t"]);
        snapshot.totals.insert("contracts".to_owned(), 22);
        let (findings, coverage) = check(&CHECK, &snapshot);
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].severity, Severity::Context);
        let statistic = findings[0].statistic.clone().unwrap();
        assert_eq!((statistic.n, statistic.value, statistic.interval), (10, Some(0.4), Some((0.121_552, 0.737_622))));
        assert_eq!(findings[0].evidence.len(), 4);
        assert_eq!(coverage.note, Message::key("few-clients.note.partial").with("n", 10_usize).with("total", 22.0));
        // However large the share: still Background.
        let (findings, _) = check(&CHECK, &page(&["x"; 40]));
        assert_eq!(findings[0].severity, Severity::Context);
    }

    #[test]
    fn silent_on_many_clients() {
        assert!(check(&CHECK, &page(&["a", "b", "c", "d", "e", "a", "f", "g"])).0.is_empty());
        let review = |name: &str| Review { client: text(name), ..Review::default() };
        let reviews = ["Ann", "Bob", "Cy", "Dee", "Eve", "Flo"].map(review).to_vec();
        assert!(check(&CHECK, &PageSnapshot { reviews, ..PageSnapshot::default() }).0.is_empty());
    }

    #[test]
    fn too_few_or_hidden_clients_are_said() {
        let state = |snapshot: &PageSnapshot| check(&CHECK, snapshot).1.state;
        assert_eq!(state(&page(&["a", "a", "a", "a"])), CoverageState::TooFew);
        assert_eq!(state(&page(&["", "", "", "", "", ""])), CoverageState::NotVisible);
        assert_eq!(state(&PageSnapshot::default()), CoverageState::NotVisible);
    }

    #[test]
    fn a_review_of_a_contract_is_no_second_piece_of_work() {
        let mut snapshot = page(&["x", "x", "y", "z", "q", "r"]);
        snapshot.reviews = (0..6).map(|at| Review { contract: Some(at), ..Review::default() }).collect();
        assert!(check(&CHECK, &snapshot).0.is_empty());
    }
}

//! # Looks for
//! One client behind a large part of the work that a page shows: at least three pieces and at least a third of five or
//! more whose client is known, with the Clopper-Pearson interval of the share.
//!
//! # Why it matters
//! The 2022 advisory names several high ratings from one client. A loyal client gives the same picture, and is what
//! every freelancer hopes for: this first form is Background and nothing else. Time, amounts and wording, which could
//! tell the two apart, come with the later review checks; the seam is [`super::super::work`].
//!
//! # Innocent reasons
//! A loyal client; one contract split into several; a large company with one account; two clients of one name.
//!
//! # Cannot see
//! Work on other pages of a list, clients that the site hides, several accounts of one client.

use std::collections::BTreeMap;

use super::super::{Check, Context, Judged};
use super::{Definition, History, Piece, Quotes, Said, Test, page, picture};
use crate::report::{Confidence, Family, Message, Severity};
use crate::stats::binomial::clopper_pearson;
use crate::stats::round6;
use crate::text::common::Common;

/// The check.
pub static CHECK: Check = Check {
    id: "few-clients",
    title: "few-clients.title",
    version: "2.0.0",
    family: Family::Reviews,
    references: &["rev-pattern", "plat-rating-ring"],
    run,
};

/// The test.
pub static DEFINITION: Definition =
    Definition { check: &CHECK, method: "client-share", quotes: Quotes::Title, judge, picture: picture::clients };

/// Pieces of work with a known client below which a share says nothing.
const ENOUGH: usize = 5;
/// Pieces of work of the one client.
const OF_ONE: usize = 3;

fn run(context: &Context<'_>) -> Judged {
    page::run(&DEFINITION, context)
}

fn judge(history: &History<'_>, _: &Common) -> Test {
    let mut clients: BTreeMap<u32, Vec<&Piece<'_>>> = BTreeMap::new();
    for piece in &history.pieces {
        if let Some(client) = piece.client {
            clients.entry(client).or_default().push(piece);
        }
    }
    let n: usize = clients.values().map(Vec::len).sum();
    if n == 0 {
        let hidden = Message::key("few-clients.note.hidden");
        return DEFINITION.not_visible(Some(hidden).filter(|_| !history.pieces.is_empty()));
    }
    if n < ENOUGH {
        return DEFINITION.too_few(n, ENOUGH);
    }
    let mut test = DEFINITION.silent(n);
    // Of clients with as many, the one that comes first.
    let Some(works) = clients.values().rev().max_by_key(|works| works.len()) else { return test };
    let (k, m) = (works.len() as u64, n as u64);
    let interval = clopper_pearson(k, m, 0.95);
    let interval = (round6(interval.0), round6(interval.1));
    (test.statistic, test.interval) = (Some(round6(k as f64 / m as f64)), Some(interval));
    if works.len() < OF_ONE || works.len() * 3 < n {
        return test;
    }
    let percent = |x: f64| round6((x * 100.0).round());
    let message = match works.iter().map(|piece| piece.named).find(|name| !name.is_empty()) {
        Some(name) => Message::key("few-clients.message").with("client", name),
        None => Message::key("few-clients.message.unnamed"),
    };
    let said = Said {
        message: message
            .with("k", works.len())
            .with("n", n)
            .with("low", percent(interval.0))
            .with("high", percent(interval.1)),
        why: "few-clients.why",
        innocent: &["few-clients.innocent.1", "few-clients.innocent.2", "few-clients.innocent.3"],
        ask: &["few-clients.ask.1"],
        confidence: Confidence::Medium,
    };
    test.fired(Severity::Context, works.iter().map(|piece| piece.position).collect(), said)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{person, run as check, text};
    use super::*;
    use crate::model::{Contract, PageSnapshot, Review};
    use crate::report::CoverageState;

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

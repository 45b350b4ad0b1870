//! # Looks for
//! One client, or two or three together, behind a large part of the work: as a fact, from a third of five or more pieces
//! on; and as a finding where that work came all at once and on top of what else was going on.
//!
//! # Why it matters
//! The 2022 advisory names several high ratings from one client account. A loyal client gives the same share, and is what
//! every freelancer hopes for: the share alone is Background, with its Clopper-Pearson interval. What tells the two apart
//! is time. A loyal client takes the place of other clients, whose work becomes less; a ring comes on top of them. So
//! for the clients' fullest 60 days (two months where dates are months) two things are asked: how probable is so much
//! work in all, at the highest rate of the time around ([`crate::stats::scan`], negative binomial), and how probable is
//! it that so much of it is theirs, where clients of repeat business have a share like Beta(1, 3), a quarter on average
//! (Beta(2, 3) and Beta(3, 3) for two and three). The two are joined by Fisher's product and multiplied by the clients
//! looked at. A finding needs six pieces or more, a third of all, and a probability below the test's share
//! ([`super::alpha`]). Amounts decide too: where these clients pay clearly more than the others, in one currency, it stays
//! Background. Six pieces are a note; a question needs twelve pieces in all that are not theirs,
//! a probability below 0.0001, and amounts that are typically smaller. Figures: `docs/reviews.md`.
//!
//! # Innocent reasons
//! A loyal client; one contract split into several; a large company with one account; two clients of one name.
//!
//! # Cannot see
//! Work on other pages of a list, clients that the site hides, several accounts of one client. A client who writes the
//! same words each time says nothing: people have habits.

use std::collections::BTreeMap;

use super::super::{Check, Context, Judged};
use super::{Definition, History, Piece, Quotes, Said, Test, page, picture, ring};
use crate::report::{Confidence, Family, Message, Severity};
use crate::stats::binomial::clopper_pearson;
use crate::stats::round6;
use crate::text::common::Common;
use crate::text::order::sort_by_key;

/// The check.
pub static CHECK: Check = Check {
    id: "few-clients",
    title: "few-clients.title",
    version: "2.0.0",
    family: Family::Reviews,
    references: &["rev-pattern", "plat-rating-ring"],
    run,
};

/// The test. Its statistic is the share of the client with most pieces, or of those that the finding is about.
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
    let test = DEFINITION.silent(n);
    let mut clients: Vec<Vec<&Piece<'_>>> = clients.into_values().collect();
    // Stable: of clients with as many, the one that comes first.
    sort_by_key(&mut clients, |works| std::cmp::Reverse(works.len()));
    let ring = ring::find(&clients, n);
    let p = ring.as_ref().map(|ring| ring.p);
    if let Some(ring) = ring.filter(ring::Ring::stands_out) {
        let test = Test { p, ..with_share(test, ring.pieces.len(), n) };
        let interval = test.interval.unwrap_or_default();
        let positions = ring.pieces.iter().map(|piece| piece.position).collect();
        return test.fired(ring.severity(), positions, ring::said(&ring, n, interval));
    }
    let Some(works) = clients.first() else { return test };
    let test = Test { p, ..with_share(test, works.len(), n) };
    if works.len() < OF_ONE || works.len() * 3 < n {
        return test;
    }
    let said = loyal(works, n, test.interval.unwrap_or_default());
    test.fired(Severity::Context, works.iter().map(|piece| piece.position).collect(), said)
}

/// The share of so many pieces, with its interval.
fn with_share(test: Test, k: usize, n: usize) -> Test {
    let interval = clopper_pearson(k as u64, n as u64, 0.95);
    let interval = Some((round6(interval.0), round6(interval.1)));
    Test { statistic: Some(round6(k as f64 / n as f64)), interval, ..test }
}

/// The share as a fact.
fn loyal(works: &[&Piece<'_>], n: usize, interval: (f64, f64)) -> Said {
    let percent = |x: f64| round6((x * 100.0).round());
    let message = match works.iter().map(|piece| piece.named).find(|name| !name.is_empty()) {
        Some(name) => Message::key("few-clients.message").with("client", name),
        None => Message::key("few-clients.message.unnamed"),
    };
    let message = message.with("k", works.len()).with("n", n);
    Said {
        message: message.with("low", percent(interval.0)).with("high", percent(interval.1)),
        why: "few-clients.why",
        innocent: &["few-clients.innocent.1", "few-clients.innocent.2", "few-clients.innocent.3"],
        ask: &["few-clients.ask.1"],
        confidence: Confidence::Medium,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{at, person, run as check, text, value};
    use super::*;
    use crate::model::days::iso;
    use crate::model::{Contract, PageSnapshot, Review, Value};
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

    /// Reviews of one client each, but those named, on the given days, with an amount.
    fn paid(days: &[(i64, &str, u32)]) -> PageSnapshot {
        let review = |(i, (day, client, amount)): (usize, &(i64, &str, u32))| Review {
            client_key: text(if client.is_empty() { format!("client {i}") } else { (*client).to_owned() }.as_str()),
            at: at(&iso(19_723 + day)),
            amount: Some(Value {
                currency: Some("USD".to_owned()),
                ..value(crate::model::Amount::One(amount.to_string()))
            }),
            ..Review::default()
        };
        let reviews = days.iter().enumerate().map(review).collect();
        PageSnapshot { people: vec![person("a")], reviews, ..PageSnapshot::default() }
    }

    fn others() -> Vec<(i64, &'static str, u32)> {
        (0..14).map(|i| (i * 40, "", 200 + i as u32 * 10)).collect()
    }

    #[test]
    fn fires_on_a_client_who_comes_on_top_of_all_others() {
        let days = [others(), (0..12).map(|i| (500 + i * 3, "x", 40)).collect()].concat();
        let (findings, _) = check(&CHECK, &paid(&days));
        assert_eq!(findings.len(), 1);
        assert_eq!((findings[0].severity, findings[0].evidence.len()), (Severity::Caution, 12));
        // Where they pay more than the others it is a good client.
        let days = [others(), (0..12).map(|i| (500 + i * 3, "x", 900)).collect()].concat();
        assert_eq!(check(&CHECK, &paid(&days)).0[0].severity, Severity::Context);
        // Without amounts it is a note.
        let mut hidden = paid(&[others(), (0..12).map(|i| (500 + i * 3, "x", 40)).collect()].concat());
        hidden.reviews.iter_mut().for_each(|review| review.amount = None);
        assert_eq!(check(&CHECK, &hidden).0[0].severity, Severity::Note);
    }

    #[test]
    fn fires_on_two_clients_together() {
        let days =
            [others(), (0..14).map(|i| (500 + i * 3, if i % 2 == 0 { "x" } else { "y" }, 40)).collect()].concat();
        let (findings, _) = check(&CHECK, &paid(&days));
        assert_eq!(findings.len(), 1);
        assert!(findings[0].severity > Severity::Context && findings[0].evidence.len() == 14);
    }

    #[test]
    fn silent_above_background_on_loyal_clients() {
        // Over years, and for a while in place of the others.
        let years = [others(), (0..12).map(|i| (20 + i * 45, "x", 40)).collect()].concat();
        let instead: Vec<(i64, &str, u32)> =
            (0..30).map(|i| (i * 20, if (10..20).contains(&i) { "x" } else { "" }, 100)).collect();
        for days in [years, instead] {
            assert!(check(&CHECK, &paid(&days)).0.iter().all(|f| f.severity == Severity::Context), "{days:?}");
        }
    }

    #[test]
    fn amounts_of_several_currencies_are_never_added_up() {
        let mut mixed = paid(&[others(), (0..12).map(|i| (500 + i * 3, "x", 40)).collect()].concat());
        let (findings, _) = check(&CHECK, &mixed);
        assert!(format!("{:?}", findings[0].message).contains("money"));
        for review in mixed.reviews.iter_mut().step_by(2) {
            review.amount.as_mut().unwrap().currency = Some("EUR".to_owned());
        }
        let (findings, _) = check(&CHECK, &mixed);
        assert!(!format!("{:?}", findings[0].message).contains("money"));
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

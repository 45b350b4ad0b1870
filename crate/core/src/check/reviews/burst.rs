//! # Looks for
//! Reviews of many different clients within a week or two, or within a month or two where dates are months, against the
//! busiest times of the same history.
//!
//! # Why it matters
//! The advisory of 2022 names fraudulent reviews; bought ones come together. So do honest ones: work comes in feast and
//! famine, and newcomers collect first reviews on cheap jobs. A naive scan calls one ordinary history in seven; this
//! one ([`crate::stats::scan`]) counts clients and not reviews, takes the highest of several local rates for the rate to
//! expect, and allows for a heavy tail. It fires where six clients or more, a third of all visits, fall into one
//! window, at least five lie outside to tell what is usual (six where the burst is six), and the probability is below the test's share
//! ([`super::alpha`]): a cluster that is a small part of a history does not change how it reads. It is a note; below a
//! probability of 0.001 a question, and never more; with fewer than twenty visits, a first review less than half a year
//! old, or where a client is not shown, it stays a note. Figures: `docs/reviews.md`.
//!
//! # Innocent reasons
//! A newcomer's first cheap jobs; reviews asked for together (six of them cannot be told from a small burst); one
//! campaign or season; a site that closes contracts at the end of a month.
//!
//! # Cannot see
//! Reviews on other pages of the list; dates known only to a year; reviewers that are one person under several accounts.

use super::super::{Check, Context, Judged};
use super::dated::{age, dated, pick};
use super::{Definition, History, Quotes, Said, Test, alpha, page, picture};
use crate::model::days::iso;
use crate::report::{Confidence, Family, Message, Severity};
use crate::stats::scan::{Cluster, scan, visits};
use crate::text::common::Common;

/// The check.
pub static CHECK: Check = Check {
    id: "burst",
    title: "burst.title",
    version: "2.0.0",
    family: Family::Reviews,
    references: &["rev-pattern"],
    run,
};

/// The test. Its statistic is the number of clients in the window.
pub static DEFINITION: Definition =
    Definition { check: &CHECK, method: "scan-heavy-tail", quotes: Quotes::Date, judge, picture: picture::timeline };

/// Clients that make a burst, and visits outside it that tell what is usual.
const CLIENTS: usize = 6;
const OUTSIDE: usize = 5;
/// Visits of clients below which nothing is judged.
const ENOUGH: usize = 12;
/// Visits, and days from the first review to the page, from which a burst may be more than a note: below either, it is
/// how newcomers start.
const NO_NEWCOMER: usize = 20;
const NO_NEWCOMER_DAYS: i64 = 180;
/// Probability by chance below which it is worth a question.
const ASK: f64 = 0.001;

fn run(context: &Context<'_>) -> Judged {
    page::run(&DEFINITION, context)
}

fn judge(history: &History<'_>, _: &Common) -> Test {
    let (dated, events) = dated(history);
    let reviews = history.reviews().count();
    if dated.is_empty() {
        let undated = Message::key("burst.note.undated").with("n", reviews);
        return DEFINITION.not_visible(Some(undated).filter(|_| reviews > 0));
    }
    let visits = visits(&events);
    let n = visits.len();
    if n < ENOUGH {
        return DEFINITION.too_few(n, ENOUGH);
    }
    let mut test = DEFINITION.silent(n);
    let Some(cluster) = scan(&visits, &events, CLIENTS) else { return test };
    (test.statistic, test.p) = (Some(cluster.clients as f64), Some(cluster.p));
    let large = cluster.clients * 3 >= n && n - cluster.clients >= OUTSIDE;
    if !large || cluster.p >= alpha::BURST {
        return test;
    }
    let inside = pick(&dated, &cluster.events);
    let known = inside.iter().all(|piece| piece.client.is_some());
    let strong = n >= NO_NEWCOMER && age(history, &events) >= NO_NEWCOMER_DAYS && known && cluster.p < ASK;
    let severity = if strong { Severity::Caution } else { Severity::Note };
    test.needed = Some(NO_NEWCOMER.saturating_sub(n)).filter(|needed| *needed > 0);
    test.fired(severity, inside.iter().map(|piece| piece.position).collect(), said(n, known, strong, &cluster))
}

fn said(n: usize, known: bool, strong: bool, cluster: &Cluster) -> Said {
    let message = if known { Message::key("burst.message") } else { Message::key("burst.message.unnamed") };
    let message = message
        .with("clients", cluster.clients)
        .with("n", n)
        .with("from", iso(cluster.days.0))
        .with("to", iso(cluster.days.1))
        .with("expected", (cluster.expected * 10.0).round() / 10.0);
    Said {
        message,
        why: "burst.why",
        innocent: &["burst.innocent.1", "burst.innocent.2", "burst.innocent.3"],
        ask: &["burst.ask.1"],
        confidence: if strong { Confidence::Medium } else { Confidence::Low },
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{at, person, run as check, text, value};
    use super::*;
    use crate::model::{PageSnapshot, Person as Someone, Review, When};
    use crate::report::CoverageState;

    /// Reviews on the given days after 2024-01-01, each by a client of its own unless a name is given.
    fn page(days: &[(i64, &str)]) -> PageSnapshot {
        let review = |(i, (day, client)): (usize, &(i64, &str))| Review {
            client_key: text(if client.is_empty() { format!("client {i}") } else { (*client).to_owned() }.as_str()),
            at: at(&iso(19_723 + day)),
            ..Review::default()
        };
        let mut snapshot = PageSnapshot { people: vec![person("a")], ..PageSnapshot::default() };
        snapshot.page.captured_at = "2026-10-01T00:00:00Z".to_owned();
        snapshot.reviews = days.iter().enumerate().map(review).collect();
        snapshot
    }

    fn regular(n: i64, gap: i64) -> Vec<(i64, &'static str)> {
        (0..n).map(|i| (i * gap + (i * 7) % 5, "")).collect()
    }

    #[test]
    fn fires_on_many_clients_in_one_week() {
        let mut days = regular(20, 35);
        days.extend((0..11).map(|i| (305 + i % 6, "")));
        let (findings, coverage) = check(&CHECK, &page(&days));
        assert_eq!((findings.len(), coverage.state), (1, CoverageState::Checked));
        assert_eq!(findings[0].severity, Severity::Caution);
        assert_eq!(findings[0].evidence.len(), 11);
        assert_eq!(findings[0].statistic.as_ref().map(|s| (s.n, s.value)), Some((31, Some(11.0))));
    }

    #[test]
    fn fires_on_a_newcomer_as_a_note_at_most() {
        let mut days = regular(6, 120);
        days.extend((0..13).map(|i| (150 + i % 5, "")));
        let (findings, _) = check(&CHECK, &page(&days));
        assert_eq!(findings.iter().map(|f| f.severity).max(), Some(Severity::Note));
    }

    #[test]
    fn fires_on_a_young_account_as_a_note_at_most() {
        // A good start: a review every third day, and one week of thirty.
        let mut days: Vec<(i64, &str)> = (0..30).map(|i| (i * 3, "")).collect();
        days.extend((0..30).map(|i| (100 + i % 5, "")));
        let mut snapshot = page(&days);
        snapshot.page.captured_at = format!("{}T00:00:00Z", iso(19_723 + 110));
        let severities = |snapshot: &PageSnapshot| check(&CHECK, snapshot).0.iter().map(|f| f.severity).max();
        assert_eq!(severities(&snapshot), Some(Severity::Note));
        // The same history two years on is no newcomer's.
        snapshot.page.captured_at = format!("{}T00:00:00Z", iso(19_723 + 800));
        assert_eq!(severities(&snapshot), Some(Severity::Caution));
    }

    #[test]
    fn silent_on_irregular_histories() {
        let feast: Vec<(i64, &str)> =
            [0, 3, 5, 9, 80, 82, 85, 200, 203, 204, 207, 330, 333, 500, 504].map(|d| (d, "")).to_vec();
        let one_client: Vec<(i64, &str)> =
            regular(12, 30).into_iter().chain((0..9).map(|i| (100 + i, "anchor"))).collect();
        let growing: Vec<(i64, &str)> = (1..40).map(|i| (720 - 720 / i, "")).collect::<Vec<_>>();
        for days in [regular(30, 20), feast, one_client] {
            assert!(check(&CHECK, &page(&days)).0.is_empty(), "{days:?}");
        }
        assert!(check(&CHECK, &page(&growing)).0.iter().all(|f| f.severity <= Severity::Caution));
    }

    /// The same reviews, known to a month.
    fn by_month(mut snapshot: PageSnapshot) -> PageSnapshot {
        for review in &mut snapshot.reviews {
            if let Some(When::At(at)) = review.at.take().map(|at| at.value) {
                let month = &at[..8];
                review.at = Some(value(When::Between(format!("{month}01"), format!("{month}28"))));
            }
        }
        snapshot
    }

    #[test]
    fn fires_on_many_clients_in_one_month() {
        let mut days = regular(20, 45);
        days.extend((0..14).map(|i| (370 + i % 6, "")));
        let (findings, _) = check(&CHECK, &by_month(page(&days)));
        assert_eq!(findings.len(), 1);
        assert!(findings[0].evidence.len() >= 14);
    }

    #[test]
    fn silent_where_all_is_in_one_month_and_on_regular_months() {
        assert!(check(&CHECK, &by_month(page(&regular(30, 20)))).0.is_empty());
        let mut snapshot = page(&regular(30, 20));
        for review in &mut snapshot.reviews {
            review.at = Some(value(When::Between("2025-03-01".to_owned(), "2025-03-31".to_owned())));
        }
        assert!(check(&CHECK, &snapshot).0.is_empty());
    }

    #[test]
    fn silent_on_a_small_part_of_a_long_history() {
        // Six reviews in a week, of ninety in ten years: asked for together, perhaps; it does not change how the page reads.
        let mut days = regular(84, 43);
        days.extend((0..6).map(|i| (905 + i, "")));
        assert!(check(&CHECK, &page(&days)).0.is_empty());
    }

    #[test]
    fn too_few_undated_or_absent_reviews_are_said() {
        let state = |days: &[(i64, &str)]| check(&CHECK, &page(days)).1.state;
        assert_eq!(state(&regular(10, 1)), CoverageState::TooFew);
        assert_eq!(state(&[(0, "x"); 40]), CoverageState::TooFew);
        assert_eq!(state(&[]), CoverageState::NotVisible);
        let mut future = page(&regular(12, 1));
        future.page.captured_at = "2020-01-01T00:00:00Z".to_owned();
        assert_eq!(check(&CHECK, &future).1.state, CoverageState::NotVisible);
    }

    #[test]
    fn silent_on_a_fresh_profile_of_every_check() {
        // Few jobs, all in one week, all for one client or each for another: nothing above a note.
        for clients in [["x"; 6], [""; 6]] {
            let mut snapshot = page(&clients.map(|client| (0, client)));
            let newcomer = Someone {
                jobs: Some(value(6.0)),
                bids_sent: Some(value(150.0)),
                bids_won: Some(value(0.0)),
                ..person("a")
            };
            snapshot.people = vec![newcomer];
            for other in super::super::super::CHECKS {
                assert!(check(other, &snapshot).0.iter().all(|f| f.severity <= Severity::Note), "{}", other.id);
            }
        }
    }
}

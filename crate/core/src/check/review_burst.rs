//! # Looks for
//! Reviews of many different clients within a week or two, against the busiest times of the same history.
//!
//! # Why it matters
//! The advisory of 2022 names fraudulent reviews; bought ones come together. So do honest ones: work comes in feast and
//! famine, and newcomers collect first reviews on cheap jobs. A naive scan calls one ordinary history in seven; this
//! one
//! ([`crate::stats::scan`]) counts clients and not reviews, takes the highest of several local rates for the rate to
//! expect, and allows for a heavy tail. At least eight visits of clients are needed, and five in the window. Below a
//! probability of 0.01 it is a note, below 0.001 a question, and never more; with fewer than twenty visits, a first
//! review less than half a year old, or where a client is not shown, it stays a note. Measured on two runs of 2,000
//! simulated ordinary histories with trend, season,
//! anchor clients and pauses (about 1,100 of them long enough to judge): 0.35 % and 0.40 % fired, 0.1 % and none above
//! Note; of 400 planted bursts 88 % fired with the right reviews in both runs; of 200 honest review drives 31 %, which
//! cannot be told from a small burst. Of 91 real freelancers (19 long enough to judge) none fired.
//!
//! # Innocent reasons
//! A newcomer's first cheap jobs; reviews asked for together; one campaign or season; a site that closes contracts at
//! the end of a month.
//!
//! # Cannot see
//! Reviews on other pages of the list; dates known only to a month never fit into the windows and can only be silent;
//! reviewers that are one person under several accounts.

use std::collections::BTreeMap;

use super::days::{Days, iso, said};
use super::finding::{Draft, about, coverage, one, whole};
use super::work::{Person, Work, by_person, reviews_in_all};
use super::{Check, Context, Judged};
use crate::report::{Confidence, CoverageState, Evidence, Family, Finding, ItemKind, Message, Severity, Statistic};
use crate::stats::scan::{Cluster, Event, scan, visits};

/// The check.
pub static CHECK: Check = Check {
    id: "review-burst",
    title: "review-burst.title",
    version: "1.0.0",
    family: Family::Reviews,
    references: &["rev-pattern"],
    run,
};

/// Visits of clients below which nothing is judged.
const ENOUGH: usize = 8;
/// Visits, and days from the first review to the page, from which a burst may be more than a note: below either, it is
/// how newcomers start.
const NO_NEWCOMER: usize = 20;
const NO_NEWCOMER_DAYS: i64 = 180;
/// Clients that make a burst.
const CLIENTS: usize = 5;
/// Probability by chance below which a burst is a note.
const NOTE: f64 = 0.01;
/// Probability by chance below which it is worth a question.
const ASK: f64 = 0.001;
/// Quotes in one finding.
const MOST_QUOTES: usize = 20;

fn run(context: &Context<'_>) -> Judged {
    let mut findings = Vec::new();
    let (mut most, mut reviews, mut undated) = (0, 0, 0);
    for person in by_person(context.snapshot) {
        let works = dated(&person, context);
        let n_reviews = person.work.iter().filter(|work| work.review.is_some()).count();
        let events: Vec<Event> = works.iter().map(|(_, event)| *event).collect();
        let n = visits(&events);
        reviews += n_reviews;
        undated += n_reviews - works.len();
        most = most.max(n);
        if n >= ENOUGH
            && let Some(cluster) = scan(&events).filter(|c| c.clients >= CLIENTS && c.p < NOTE)
        {
            findings.push(finding(context, &person, &works, n, &cluster));
        }
    }
    let (state, note) = if reviews == 0 {
        (CoverageState::NotVisible, Message::key("review-burst.note.not_visible"))
    } else if most == 0 {
        (CoverageState::NotVisible, Message::key("review-burst.note.undated").with("n", undated))
    } else if most < ENOUGH {
        let note = Message::key("review-burst.note.too_few").with("n", most).with("needed", ENOUGH - most);
        (CoverageState::TooFew, note)
    } else if let Some(total) = reviews_in_all(context.snapshot) {
        let note = Message::key("review-burst.note.partial").with("n", most).with("total", total as f64);
        (CoverageState::Checked, note)
    } else {
        (CoverageState::Checked, Message::key("review-burst.note.checked").with("n", most))
    };
    Judged::new(findings, coverage(&CHECK, state, note))
}

/// The reviews with a date that is not in the future of the page.
fn dated<'a>(person: &Person<'a>, context: &Context<'_>) -> Vec<(Work<'a>, Event)> {
    let captured = crate::model::When::At(context.snapshot.page.captured_at.clone());
    // A day more: the page's clock and the reader's may lie in different zones.
    let latest = Days::of(&captured).map_or(i64::MAX, |days| days.last + 1);
    let mut clients: BTreeMap<String, u32> = BTreeMap::new();
    let mut works = Vec::new();
    for (at, work) in person.work.iter().enumerate().filter(|(_, work)| work.review.is_some()) {
        let Some(days) = work.days().filter(|days| days.first <= latest) else { continue };
        // A client that is not shown counts as one of its own.
        let next = clients.len() as u32;
        let client = *clients.entry(work.client().unwrap_or_else(|| format!("unknown {at}"))).or_insert(next);
        works.push((*work, Event { first: days.first, last: days.last.min(latest), client }));
    }
    works
}

fn finding(
    context: &Context<'_>,
    person: &Person<'_>,
    works: &[(Work<'_>, Event)],
    n: usize,
    cluster: &Cluster,
) -> Finding {
    let inside: Vec<&Work<'_>> = cluster.events.iter().filter_map(|at| works.get(*at)).map(|(work, _)| work).collect();
    let known = inside.iter().all(|work| work.client().is_some());
    let first = works.iter().map(|(_, event)| event.first).min();
    let captured = Days::of(&crate::model::When::At(context.snapshot.page.captured_at.clone()));
    let last = captured.map(|days| days.last).or_else(|| works.iter().map(|(_, event)| event.last).max());
    let age = first.zip(last).map_or(0, |(first, last)| last - first);
    let strong = n >= NO_NEWCOMER && age >= NO_NEWCOMER_DAYS && known && cluster.p < ASK;
    let severity = if strong { Severity::Caution } else { Severity::Note };
    let confidence = if strong { Confidence::Medium } else { Confidence::Low };
    let message =
        if known { Message::key("review-burst.message") } else { Message::key("review-burst.message.unnamed") };
    let message = message
        .with("clients", cluster.clients)
        .with("n", n)
        .with("from", iso(cluster.days.0))
        .with("to", iso(cluster.days.1))
        .with("expected", (cluster.expected * 10.0).round() / 10.0);
    let statistic = Statistic {
        method: "scan-heavy-tail".to_owned(),
        n: n as u64,
        value: Some(cluster.clients as f64),
        p: Some(cluster.p),
        interval: None,
        needed: None,
    };
    Draft::new(&CHECK, severity, confidence, about(person.person))
        .says(message, Message::key("review-burst.why"))
        .innocent(&["review-burst.innocent.1", "review-burst.innocent.2", "review-burst.innocent.3"])
        .ask(&["review-burst.ask.1"])
        .evidence(inside.iter().filter_map(|work| evidence(work)).take(MOST_QUOTES).collect())
        .statistic(statistic)
        .done(context.snapshot)
}

/// The date of the review, as read.
fn evidence(work: &Work<'_>) -> Option<Evidence> {
    let (at, review) = work.review?;
    let when = review.at.as_ref().or_else(|| work.contract.and_then(|(_, c)| c.ended.as_ref()))?;
    Some(whole(when, said(&when.value), one(ItemKind::Review, at)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{at, person, run as check, text, value};
    use super::*;
    use crate::model::{PageSnapshot, Person as Someone, Review, When};

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
        days.extend((0..9).map(|i| (305 + i % 6, "")));
        let (findings, coverage) = check(&CHECK, &page(&days));
        assert_eq!((findings.len(), coverage.state), (1, CoverageState::Checked));
        assert_eq!(findings[0].severity, Severity::Caution);
        assert_eq!(findings[0].evidence.len(), 9);
        assert_eq!(findings[0].statistic.as_ref().map(|s| (s.n, s.value)), Some((29, Some(9.0))));
    }

    #[test]
    fn fires_on_a_newcomer_as_a_note_at_most() {
        let mut days = regular(4, 120);
        days.extend((0..14).map(|i| (150 + i % 5, "")));
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

    #[test]
    fn silent_where_dates_are_months() {
        let mut snapshot = page(&regular(30, 20));
        for review in &mut snapshot.reviews {
            review.at = Some(value(When::Between("2025-03-01".to_owned(), "2025-03-31".to_owned())));
        }
        assert!(check(&CHECK, &snapshot).0.is_empty());
    }

    #[test]
    fn too_few_undated_or_absent_reviews_are_said() {
        let state = |days: &[(i64, &str)]| check(&CHECK, &page(days)).1.state;
        assert_eq!(state(&regular(7, 1)), CoverageState::TooFew);
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
            for other in super::super::CHECKS {
                assert!(check(other, &snapshot).0.iter().all(|f| f.severity <= Severity::Note), "{}", other.id);
            }
        }
    }
}

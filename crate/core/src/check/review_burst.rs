//! # Looks for
//! Reviews of many different clients within a week or two, against the busiest times of the same history.
//!
//! # Why it matters
//! The advisory of 2022 names fraudulent reviews; bought ones come together. So do honest ones: work comes in feast and
//! famine, and newcomers collect first reviews on cheap jobs. TUNED
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
use super::work::{Person, Work, by_person};
use super::{Check, Context};
use crate::report::{
    Confidence, Coverage, CoverageState, Evidence, Family, Finding, ItemKind, Message, Severity, Statistic,
};
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
/// Visits from which a burst may be more than a note: below, it is how newcomers start.
const NO_NEWCOMER: usize = 20;
/// Clients that make a burst.
const CLIENTS: usize = 5;
/// Probability by chance below which a burst is a note.
const NOTE: f64 = 0.01;
/// Probability by chance below which it is worth a question.
const ASK: f64 = 0.001;
/// Quotes in one finding.
const MOST_QUOTES: usize = 20;

fn run(context: &Context<'_>) -> (Vec<Finding>, Coverage) {
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
    } else {
        (CoverageState::Checked, Message::key("review-burst.note.checked").with("n", most))
    };
    (findings, coverage(&CHECK, state, note))
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
    let strong = n >= NO_NEWCOMER && known && cluster.p < ASK;
    let severity = if strong { Severity::Caution } else { Severity::Note };
    let confidence = if strong { Confidence::Medium } else { Confidence::Low };
    let message = Message::key("review-burst.message")
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

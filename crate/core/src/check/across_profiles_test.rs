//! Profiles of ours, met one after another.

use super::super::testing::{at, person, remembered, run, run_with, text};
use super::*;
use crate::model::{PageInfo, PageKind, PageSnapshot, Person, Review, ReviewBy};

const PRAISE: &str =
    "He rebuilt our harbour ledger over one stormy weekend and every crane found its ropes again by Monday.";
const OTHER: &str =
    "She answered each of my clumsy questions about beehives with a drawing that the whole village understood.";

/// Client, day, text.
type Said<'a> = (&'a str, &'a str, &'a str);

fn profile(id: &str, reviews: &[Said<'_>]) -> PageSnapshot {
    let review = |(client, day, words): &Said<'_>| Review {
        client_key: text(client),
        at: at(day),
        text: if words.is_empty() { None } else { text(words) },
        by: Some(ReviewBy::Client),
        ..Review::default()
    };
    PageSnapshot {
        kind: PageKind::Profile,
        page: PageInfo {
            url: format!("https://www.freelancer.com/u/{id}"),
            captured_at: "2026-11-20T10:00:00Z".to_owned(),
            ..PageInfo::default()
        },
        people: vec![person(id)],
        reviews: reviews.iter().map(review).collect(),
        ..PageSnapshot::default()
    }
}

fn severity(now: &PageSnapshot, before: &[PageSnapshot]) -> Option<Severity> {
    let (findings, coverage) = run_with(&CHECK, now, &remembered(before));
    assert_eq!(coverage.state, CoverageState::Checked);
    assert!(findings.len() <= 1, "{findings:#?}");
    findings.first().map(|finding| finding.severity)
}

#[test]
fn fires_as_background_on_a_client_who_comes_back() {
    let now = profile("ann", &[("harbour", "2026-10-01", PRAISE), ("bakery", "2026-09-01", OTHER)]);
    let before =
        [profile("bo", &[("harbour", "2026-03-01", "Fine")]), profile("cy", &[("harbour", "2026-05-01", "Fine")])];
    assert_eq!(severity(&now, &before), Some(Severity::Context));
    // Two accounts in one week are a client with two jobs.
    assert_eq!(severity(&now, &[profile("bo", &[("harbour", "2026-10-05", "Fine")])]), Some(Severity::Context));
}

#[test]
fn fires_on_three_accounts_in_one_short_time_as_a_note() {
    let now = profile("ann", &[("harbour", "2026-10-01", "Fine")]);
    let on = |day| [profile("bo", &[("harbour", day, "Fine")]), profile("cy", &[("harbour", "2026-10-12", "Fine")])];
    assert_eq!(severity(&now, &on("2026-09-25")), Some(Severity::Note));
    assert_eq!(severity(&now, &on("2026-09-15")), Some(Severity::Context));
    // A date known to a month may be far away.
    assert_eq!(severity(&now, &on("2026-10")), Some(Severity::Context));
}

#[test]
fn fires_on_one_text_as_a_note_and_on_three_accounts_as_a_question() {
    let now = profile("ann", &[("harbour", "2026-10-01", PRAISE)]);
    let same = PRAISE.to_uppercase().replace(' ', "\n ");
    let bo = profile("bo", &[("quay", "2025-01-01", &same)]);
    assert_eq!(severity(&now, std::slice::from_ref(&bo)), Some(Severity::Note));
    assert_eq!(severity(&now, &[bo, profile("cy", &[("mole", "2024-01-01", PRAISE)])]), Some(Severity::Caution));
    // Time and wording together.
    let team =
        [profile("bo", &[("harbour", "2026-10-02", PRAISE)]), profile("cy", &[("harbour", "2026-10-03", "Fine")])];
    assert_eq!(severity(&now, &team), Some(Severity::Caution));
}

#[test]
fn fires_as_background_on_one_agency() {
    let agency = |page: PageSnapshot, name: &str| PageSnapshot {
        people: vec![Person { agency: text(name), ..page.people[0].clone() }],
        ..page
    };
    let now = agency(profile("ann", &[("harbour", "2026-10-01", PRAISE)]), "Reed & Rush");
    let bo = profile("bo", &[("harbour", "2026-10-01", PRAISE)]);
    assert_eq!(severity(&now, &[agency(bo.clone(), "reed & rush")]), Some(Severity::Context));
    assert_eq!(severity(&now, &[agency(bo.clone(), "Another")]), Some(Severity::Note));
    assert_eq!(severity(&now, &[bo]), Some(Severity::Note));
}

#[test]
fn silent_on_stock_praise_and_on_clients_without_a_name() {
    let short = "Great work, thank you so much, highly recommended!";
    let now = profile("ann", &[("harbour", "2026-10-01", short), ("J. D.", "2026-10-01", short)]);
    let before = [profile("bo", &[("quay", "2026-10-01", short), ("J. D.", "2026-10-01", short)])];
    assert_eq!(severity(&now, &before), None);
    let none = run_with(&CHECK, &now, &remembered(&[]));
    assert_eq!((none.0, none.1.state), (Vec::new(), CoverageState::Checked));
    let hidden = profile("ann", &[("Anonymous", "2026-10-01", short), ("a***n", "2026-10-01", short)]);
    assert_eq!(run_with(&CHECK, &hidden, &remembered(&before)).1.state, CoverageState::NotVisible);
}

#[test]
fn silent_on_the_same_profile_and_on_other_sites_clients() {
    let now = profile("ann", &[("harbour", "2026-10-01", "Fine")]);
    let mut elsewhere = profile("bo", &[("harbour", "2026-10-01", "Fine")]);
    elsewhere.page.url = "https://www.fiverr.com/bo".to_owned();
    assert_eq!(severity(&now, &[now.clone(), elsewhere]), None);
    let mut own = profile("bo", &[("harbour", "2026-10-01", PRAISE)]);
    own.reviews[0].by = Some(ReviewBy::Freelancer);
    assert_eq!(severity(&now, &[own]), None);
}

#[test]
fn too_few_to_compare_is_said() {
    let now = profile("ann", &[("harbour", "2026-10-01", PRAISE)]);
    assert_eq!(run(&CHECK, &now).1.state, CoverageState::NotVisible);
    assert_eq!(run_with(&CHECK, &profile("ann", &[]), &remembered(&[])).1.state, CoverageState::NotVisible);
    let mut nobody = now;
    nobody.people.clear();
    let before = profile("bo", &[("harbour", "2026-10-01", PRAISE)]);
    assert_eq!(run_with(&CHECK, &nobody, &remembered(&[before])).1.state, CoverageState::NotVisible);
}

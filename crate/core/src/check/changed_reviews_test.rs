//! One profile of ours, met on two days.

use super::super::testing::{at, person, remembered, run, run_with, text, value};
use super::*;
use crate::model::{PageInfo, PageKind, PageSnapshot, Review, Unread, When};

/// Client, day, text.
type Said<'a> = (&'a str, &'a str, &'a str);

const ALL: [Said<'static>; 6] = [
    ("harbour", "2026-10-20", "The cranes found their ropes again."),
    ("bakery", "2026-09-12", "Order form works, bread sells."),
    ("clinic", "2026-08-03", "Opening hours are right at last."),
    ("museum", "2026-06-21", "Visitors stay longer than before."),
    ("school", "2026-05-11", "Timetable needed a second look, then fine."),
    ("ferry", "2026-02-01", "Tickets print even in the rain."),
];

fn on(day: &str, reviews: &[Said<'_>]) -> PageSnapshot {
    let review = |(client, day, words): &Said<'_>| Review {
        client_key: text(client),
        title: text("Work"),
        at: at(day),
        text: text(words),
        ..Review::default()
    };
    PageSnapshot {
        kind: PageKind::Profile,
        page: PageInfo {
            url: "https://www.upwork.com/freelancers/~01".to_owned(),
            captured_at: format!("{day}T10:00:00Z"),
            ..PageInfo::default()
        },
        people: vec![person("~01")],
        reviews: reviews.iter().map(review).collect(),
        ..PageSnapshot::default()
    }
}

fn but(at: usize) -> Vec<Said<'static>> {
    ALL.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, said)| *said).collect()
}

fn found(now: &PageSnapshot, before: &[PageSnapshot]) -> (Option<(Severity, String)>, CoverageState) {
    let (findings, coverage) = run_with(&CHECK, now, &remembered(before));
    assert!(findings.len() <= 1, "{findings:#?}");
    let key = |message: &Message| serde_json::to_value(message).unwrap()["key"].as_str().unwrap().to_owned();
    (findings.first().map(|finding| (finding.severity, key(&finding.message))), coverage.state)
}

// As `found` says it.
#[expect(clippy::unnecessary_wraps)]
fn context(end: &str) -> Option<(Severity, String)> {
    Some((Severity::Context, format!("changed-reviews.message.{end}")))
}

#[test]
fn fires_on_a_review_that_is_gone_from_the_middle_as_background() {
    let before = on("2026-11-01", &ALL);
    let (finding, state) = found(&on("2026-11-20", &but(2)), &[before]);
    assert_eq!((finding, state), (context("gone"), CoverageState::Checked));
}

#[test]
fn fires_on_other_words_and_goes_on_saying_so() {
    let mut reviews = ALL;
    reviews[4].2 = "A pleasure from the first day.";
    let before = on("2026-11-01", &ALL);
    let now = on("2026-11-20", &reviews);
    assert_eq!(found(&now, std::slice::from_ref(&before)).0, context("changed"));
    // The page was kept, and is opened again.
    assert_eq!(found(&on("2026-11-21", &reviews), &[before.clone(), now.clone()]).0, context("changed"));
    assert_eq!(found(&now, &[before, now.clone()]).0, context("changed"));
    // A day that knows only the new words has nothing to say.
    assert_eq!(found(&on("2026-11-21", &reviews), &[now]).0, None);
}

#[test]
fn fires_on_three_as_a_note_and_counts_both_kinds() {
    let mut reviews = but(1);
    reviews[1].2 = "All of it was good.";
    reviews[2].2 = "We would come back any time.";
    let (finding, _) = found(&on("2026-11-20", &reviews), &[on("2026-11-01", &ALL)]);
    assert_eq!(finding, Some((Severity::Note, "changed-reviews.message.both".to_owned())));
}

#[test]
fn silent_on_a_list_that_moved_on_and_on_its_ends() {
    let before = on("2026-11-01", &ALL);
    let mut later = vec![("quay", "2026-11-15", "New words."), ("mole", "2026-11-10", "More new words.")];
    later.extend(&ALL[..4]);
    assert_eq!(found(&on("2026-11-20", &later), std::slice::from_ref(&before)), (None, CoverageState::Checked));
    // The first and the last may be on another part of the list, unless it is complete.
    for end in [0, 5] {
        let mut now = on("2026-11-20", &but(end));
        assert_eq!(found(&now, std::slice::from_ref(&before)).0, None);
        now.totals.insert("reviews".to_owned(), 5);
        assert_eq!(found(&now, std::slice::from_ref(&before)).0, context("gone"));
        now.unread.push(Unread { field: "reviews".to_owned(), why: UnreadWhy::NotUnderstood, note: String::new() });
        assert_eq!(found(&now, std::slice::from_ref(&before)).0, None);
    }
}

#[test]
fn silent_on_another_order_another_form_and_dates_read_otherwise() {
    let before = on("2026-11-01", &ALL);
    let mut shuffled = but(2);
    shuffled.swap(0, 3);
    assert_eq!(found(&on("2026-11-20", &shuffled), std::slice::from_ref(&before)).0, None);
    let mut form = on("2026-11-20", &ALL);
    for review in &mut form.reviews {
        review.client_key = None;
        let day = review.at.take().unwrap().value;
        let When::At(day) = day else { panic!() };
        review.at = Some(value(When::Between(format!("{}-01", &day[..7]), format!("{}-28", &day[..7]))));
        let words = review.text.take().unwrap().value;
        review.text = text(&format!("\u{201c}{}\u{201d}", words.to_uppercase()));
    }
    assert_eq!(found(&form, std::slice::from_ref(&before)), (None, CoverageState::Checked));
    // Cut, and translated.
    let mut cut = ALL;
    cut[3].2 = "Visitors stay\u{2026}";
    assert_eq!(found(&on("2026-11-20", &cut), std::slice::from_ref(&before)).0, None);
    let translated = ALL.map(|(client, day, _)| (client, day, "Das sind ganz andere Worte."));
    assert_eq!(found(&on("2026-11-20", &translated), &[before]), (None, CoverageState::TooFew));
}

#[test]
fn silent_on_two_reviews_of_one_client_that_stood_beside_each_other() {
    let two = [
        ALL[0],
        ALL[1],
        ("clinic", "2026-08-03", "Opening hours."),
        ("clinic", "2026-08-03", "Second page."),
        ALL[3],
        ALL[4],
    ];
    let before = on("2026-11-01", &two);
    let mut turned = two;
    turned.swap(2, 3);
    assert_eq!(found(&on("2026-11-20", &turned), std::slice::from_ref(&before)).0, None);
    let one = [ALL[0], ALL[1], two[2], ALL[3], ALL[4]];
    assert_eq!(found(&on("2026-11-20", &one), &[before]).0, context("gone"));
}

#[test]
fn too_few_and_first_meetings_are_said() {
    assert_eq!(found(&on("2026-11-20", &ALL), &[]), (None, CoverageState::TooFew));
    assert_eq!(found(&on("2026-11-20", &ALL[..2]), &[on("2026-11-01", &ALL)]), (None, CoverageState::TooFew));
    assert_eq!(run(&CHECK, &on("2026-11-20", &ALL)).1.state, CoverageState::NotVisible);
    assert_eq!(run_with(&CHECK, &on("2026-11-20", &[]), &remembered(&[])).1.state, CoverageState::NotVisible);
    let mut other = on("2026-11-01", &ALL);
    other.people = vec![person("~02")];
    assert_eq!(found(&on("2026-11-20", &but(2)), &[other]), (None, CoverageState::TooFew));
}

//! Pages of ours: a job with bids, and a profile with reviews.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::check::once::Once;
use crate::check::remembered::{MOST_BIDS, MOST_READ};
use crate::check::testing::{at, known_common, person, text};
use crate::engine::person_keys;
use crate::ledger::{KeptReview, Record, Secret, record};
use crate::model::{Job, PageInfo, PageKind, Person, Proposal, Review};
use crate::text::common::Common;

const SECRET: [u8; 32] = *b"0123456789abcdefghijklmnopqrstuv";
const LETTER: &str = "Your warehouse scanner drops packets whenever the forklift passes the north gate. I once traced \
    the same fault to a loose antenna on the mezzanine, soldered it, and logged signal strength for a fortnight.";
const PRAISE: &str =
    "The antenna on our mezzanine was loose for years until this careful person climbed up and soldered it.";

fn page(day: &str, url: &str) -> PageSnapshot {
    let page = PageInfo { url: url.to_owned(), captured_at: format!("{day}T23:30:00-08:00"), ..PageInfo::default() };
    PageSnapshot { page, ..PageSnapshot::default() }
}

fn job(day: &str, bidders: &[&str]) -> PageSnapshot {
    let proposal = |id: &&str| Proposal {
        id: text(&format!("77/{id}")),
        person: Some((*id).to_owned()),
        at: at("2026-11-18"),
        letter: text(&format!("{LETTER} My name is {id}.")),
        ..Proposal::default()
    };
    PageSnapshot {
        kind: PageKind::Proposals,
        job: Some(Job { id: text("77"), title: text("Scanner"), ..Job::default() }),
        people: bidders.iter().map(|id| person(id)).collect(),
        proposals: bidders.iter().map(proposal).collect(),
        ..page(day, "https://www.freelancer.com/projects/x/y?page=2")
    }
}

fn profile(day: &str, reviews: &[(&str, &str, &str)]) -> PageSnapshot {
    let review = |(client, date, words): &(&str, &str, &str)| Review {
        client_key: text(client),
        at: at(date),
        text: text(words),
        ..Review::default()
    };
    PageSnapshot {
        kind: PageKind::Profile,
        people: vec![Person { agency: text("Reed & Rush"), ..person("ann") }],
        reviews: reviews.iter().map(review).collect(),
        ..page(day, "https://www.freelancer.com/u/Ann")
    }
}

fn with(entries: Vec<Entry>) -> Memories {
    Memories { entries, secret: Some(Secret::new(SECRET)), ..Memories::default() }
}

fn kept(snapshot: &PageSnapshot, memories: &Memories) -> Vec<Entry> {
    let (secret, once) = (memories.secret.as_ref().unwrap(), Once::default());
    keep(&Keys::new(snapshot, known_common(), secret, &once), snapshot, memories)
}

fn keys(snapshot: &PageSnapshot, secret: [u8; 32]) -> Vec<String> {
    recall(&Keys::new(snapshot, known_common(), &Secret::new(secret), &Once::default()))
}

fn says(snapshot: &PageSnapshot, memories: &Memories, people: Option<&[&str]>) -> Vec<Entry> {
    let (secret, once) = (memories.secret.as_ref().unwrap(), Once::default());
    let keys = Keys::new(snapshot, known_common(), secret, &once);
    let people: Option<Vec<String>> = people.map(|people| people.iter().map(|id| keys.person(id)).collect());
    hired(&kept(snapshot, memories), &memories.entries, people.as_deref())
}

#[test]
fn what_is_kept_of_a_page_is_found_again_under_the_keys_of_the_page() {
    for snapshot in [job("2026-11-20", &["ann", "bo"]), profile("2026-11-20", &[("clinic", "2026-10-01", PRAISE)])] {
        let entries = kept(&snapshot, &with(Vec::new()));
        let asked: BTreeSet<String> = keys(&snapshot, SECRET).into_iter().collect();
        let under: BTreeSet<String> = entries.iter().flat_map(|entry| entry.keys.clone()).collect();
        assert_eq!(under, asked);
        let ann = person_keys("https://www.freelancer.com/u/Ann", "Ann", &Secret::new(SECRET));
        assert!(entries[0].keys.contains(&ann[0]));
        assert!(entries.iter().all(|entry| entry.day == "2026-11-20"));
    }
    let entries = kept(&job("2026-11-20", &["ann", "bo"]), &with(Vec::new()));
    assert_eq!(entries.len(), 2);
    assert!(matches!(&entries[1].kept, Kept::Proposal { letter, first, sent: Some(sent), hired: None, .. }
        if letter.len() == 128 && first == "2026-11-20" && sent == "2026-11-18"));
    let entries = kept(&profile("2026-11-20", &[("clinic", "2026-10-01", PRAISE)]), &with(Vec::new()));
    assert!(matches!(&entries[..], [Entry { kept: Kept::Person { agency: Some(_), reviews, .. }, .. }]
        if reviews[0].from.as_deref() == Some("2026-10-01") && reviews[0].to.is_none()));
}

#[test]
fn no_text_and_no_name_is_kept() {
    let pages = [job("2026-11-20", &["ann", "bo"]), profile("2026-11-20", &[("clinic", "2026-10-01", PRAISE)])];
    for entry in pages.iter().flat_map(|page| kept(page, &with(Vec::new()))) {
        let json = serde_json::to_string(&entry).unwrap().to_lowercase();
        for word in ["ann", "77", "clinic", "antenna", "reed", "scanner", "freelancer"] {
            assert!(!json.contains(word), "{word}: {json}");
        }
    }
}

#[test]
fn a_second_device_shares_no_key_with_this_one() {
    for page in [job("2026-11-20", &["ann", "bo"]), profile("2026-11-20", &[("clinic", "2026-10-01", PRAISE)])] {
        for byte in 0..32 {
            let mut other = SECRET;
            other[byte] ^= 1;
            let here: BTreeSet<String> = keys(&page, SECRET).into_iter().collect();
            assert!(here.len() > 2 && keys(&page, other).iter().all(|key| !here.contains(key)), "byte {byte}");
        }
    }
}

#[test]
fn keeping_a_page_twice_changes_nothing_and_a_later_day_only_the_day() {
    let page = job("2026-11-20", &["ann", "bo"]);
    let first = kept(&page, &with(Vec::new()));
    assert_eq!(kept(&page, &with(first.clone())), first);
    let later = kept(&job("2026-11-25", &["ann", "bo"]), &with(first.clone()));
    let back = |entry: Entry| Entry { day: "2026-11-20".to_owned(), ..entry };
    assert_eq!(later.into_iter().map(back).collect::<Vec<_>>(), first);
    let reviews = profile("2026-11-20", &[("clinic", "2026-10-01", PRAISE)]);
    let first = kept(&reviews, &with(Vec::new()));
    assert_eq!(kept(&reviews, &with(first.clone())), first);
}

#[test]
fn a_part_that_a_page_does_not_show_survives() {
    let mut page = job("2026-11-20", &["ann"]);
    let first = kept(&page, &with(Vec::new()));
    page.proposals[0].letter = None;
    page.proposals[0].at = None;
    assert_eq!(kept(&page, &with(first.clone())), first);
    // Another part of the list of reviews on the same day; a later day stands for itself.
    let [one, two] = [("clinic", "2026-10-01"), ("bakery", "2026-09-01")].map(|(client, day)| (client, day, PRAISE));
    let both = kept(&profile("2026-11-20", &[two]), &with(kept(&profile("2026-11-20", &[one]), &with(Vec::new()))));
    assert_eq!(both, kept(&profile("2026-11-20", &[one, two]), &with(Vec::new())));
    let later = kept(&profile("2026-11-21", &[two]), &with(both.clone()));
    assert!(later[0].id != both[0].id && later[0].keys.len() == 3, "{later:?}");
}

#[test]
fn who_was_hired_is_said_for_the_whole_job_and_can_be_taken_back() {
    let page = job("2026-11-20", &["ann", "bo"]);
    let mut memories = with(kept(&job("2026-11-10", &["cy", "bo"]), &with(Vec::new())));
    let secret = Secret::new(SECRET);
    let of = |entries: &[Entry], id: &str| record(entries, &person_keys("freelancer.com", id, &secret)[0]);
    let won = Record { sent: 1, won: 1, pending: 0 };
    let lost = Record { sent: 1, won: 0, pending: 0 };
    let open = Record { sent: 0, won: 0, pending: 1 };
    memories.entries = says(&page, &memories, Some(&["ann"]));
    let all = |memories: &Memories| ["ann", "bo", "cy"].map(|id| of(&memories.entries, id));
    assert_eq!(all(&memories), [won, lost, lost]);
    let cy = memories.entries.iter().find(|entry| entry.day == "2026-11-10").unwrap();
    assert!(matches!(&cy.kept, Kept::Proposal { first, .. } if first == "2026-11-10"));
    // What is met afterwards was not hired, and meeting somebody again changes nothing.
    let later = kept(&job("2026-11-21", &["ann", "dee"]), &memories);
    assert_eq!((of(&later, "ann"), of(&later, "dee")), (won, lost));
    assert_eq!(says(&page, &memories, Some(&["ann"])), memories.entries);
    memories.entries = says(&page, &memories, Some(&[]));
    assert_eq!(all(&memories), [lost, lost, lost]);
    memories.entries = says(&page, &memories, None);
    assert_eq!(all(&memories), [open, open, open]);
}

#[test]
fn nothing_is_kept_without_ids_or_a_day() {
    let mut page = job("2026-11-20", &["ann"]);
    page.proposals[0].person = None;
    assert!(kept(&page, &with(Vec::new())).is_empty());
    let mut page = job("2026-11-20", &["ann"]);
    page.job = None;
    assert!(kept(&page, &with(Vec::new())).is_empty() && keys(&page, SECRET).is_empty());
    for captured in ["", "yesterday", "2026-13-01T00:00:00Z", "2026-11", "20é6-11-01"] {
        let mut page = job("2026-11-20", &["ann"]);
        page.page.captured_at = captured.to_owned();
        assert!(kept(&page, &with(Vec::new())).is_empty(), "{captured}");
    }
    let mut page = profile("2026-11-20", &[("clinic", "2026-10-01", PRAISE)]);
    page.people[0].id = None;
    assert!(kept(&page, &with(Vec::new())).is_empty());
}

#[test]
fn what_names_no_client_and_stock_praise_are_no_keys() {
    for client in ["J", "j. d", "Anonymous", "jo***", "Private Client", "  "] {
        let entries =
            kept(&profile("2026-11-20", &[(client, "2026-10-01", "Great work, thank you")]), &with(Vec::new()));
        assert_eq!(entries[0].keys.len(), 1, "{client}: {:?}", entries[0].keys);
    }
}

#[test]
fn fifty_bids_have_some_three_hundred_keys() {
    let names: Vec<String> = (0..50).map(|n| format!("bidder{n}")).collect();
    let letters: Vec<String> =
        (0..50).map(|n| (0..40).map(|w| format!("w{n}x{w}")).collect::<Vec<_>>().join(" ")).collect();
    let mut page = job("2026-11-20", &names.iter().map(String::as_str).collect::<Vec<_>>());
    for (proposal, letter) in page.proposals.iter_mut().zip(letters) {
        proposal.letter = text(&letter);
    }
    assert_eq!(keys(&page, SECRET).len(), 1 + 50 * (1 + LOOKED_UP));
    let many: Vec<String> = (0..5_000).map(|n| format!("client{n}")).collect();
    let many: Vec<_> = many.iter().map(|client| (client.as_str(), "2026-10-01", PRAISE)).collect();
    let page = profile("2026-11-20", &many);
    assert_eq!(keys(&page, SECRET).len(), 1 + MOST_READ + 1);
    const { assert!(1 + MOST_BIDS * (1 + LOOKED_UP) < MOST_KEYS) };
    let entry = &kept(&page, &with(Vec::new()))[0];
    assert!(matches!(&entry.kept, Kept::Person { reviews, .. } if reviews.len() == MOST_REVIEWS));
    assert_eq!(entry.keys.len(), 1 + MOST_OF_REVIEWS + 1);
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let odd = "(2026-11-(20|31)|[a-z0-9-]{0,12}|\\PC{0,12})";
    let proposal = (odd, odd, odd, odd).prop_map(|(person, job, letter, first)| Kept::Proposal {
        person: person.clone(),
        agency: Some(person),
        job,
        letter: letter.repeat(40),
        first: first.clone(),
        sent: Some(first),
        hired: None,
    });
    let review = (odd, odd).prop_map(|(id, day)| KeptReview {
        from: Some(day.clone()),
        to: Some(day),
        client: Some(id.clone()),
        text: Some(id.clone()),
        id,
    });
    let person = (odd, proptest::collection::vec(review, 0..9)).prop_map(|(person, reviews)| Kept::Person {
        person,
        agency: None,
        reviews,
    });
    let entry = (odd, odd, proptest::collection::vec(odd, 0..5), prop_oneof![proposal, person])
        .prop_map(|(id, day, keys, kept)| Entry { id, day, keys, kept });
    proptest::collection::vec(entry, 0..12)
}

proptest! {
    #[test]
    fn whatever_the_ledger_holds_a_page_is_kept(mut odd in entries(), take in any::<[bool; 4]>()) {
        let common = Common::default();
        for page in [job("2026-11-20", &["ann", "bo"]), profile("2026-11-20", &[("clinic", "2026-10-01", PRAISE)])] {
            let secret = Secret::new(SECRET);
            let once = Once::default();
            let keys = Keys::new(&page, &common, &secret, &once);
            let first = keep(&keys, &page, &with(Vec::new()));
            // Some of them under the names that the page gives.
            for ((entry, own), _) in odd.iter_mut().zip(first.iter().cycle()).zip(take).filter(|(_, take)| *take) {
                entry.id.clone_from(&own.id);
            }
            let memories = with(odd.clone());
            let kept = keep(&keys, &page, &memories);
            prop_assert_eq!(kept.len(), first.len());
            prop_assert!(kept.iter().all(|entry| entry.day == "2026-11-20" && entry.keys.len() < 300));
            let hired = hired(&kept, &memories.entries, Some(&[keys.person("ann")]));
            prop_assert!(hired.len() >= kept.len() || page.job.is_none());
            prop_assert_eq!(keep(&keys, &page, &with(kept.clone())), kept);
        }
    }
}

//! The real pages in the shared folder give what they hold. Nothing of them is in this repository.

#![allow(clippy::unwrap_used, clippy::float_cmp, reason = "tests")]

use crate::support::{read, shared};
use secondlook_core::model::{Amount, ContractState, PageKind, PageSnapshot, ReviewBy, UnreadWhy, Value, When};

const CAPTURED: &str = "2026-11-21T10:00:00+01:00";

fn value<T>(value: Option<&Value<T>>) -> &T {
    &value.unwrap().value
}

fn says(snapshot: &PageSnapshot, field: &str, why: UnreadWhy, note: &str) -> bool {
    snapshot.unread.iter().any(|u| u.field == field && u.why == why && u.note == note)
}

/// What stands in the file after `words`, up to `end`.
fn after(html: &[u8], words: &str, end: char) -> String {
    let html = String::from_utf8_lossy(html);
    html.split_once(words).and_then(|(_, rest)| rest.split_once(end)).unwrap().0.to_owned()
}

#[test]
fn upwork_profile() {
    let Some(html) = shared("upwork/profile-2026-06.html") else { return };
    let s = read(&html, "https://www.upwork.com/freelancers/~01a0a0a0a0a0a0a0a0", CAPTURED);
    assert_eq!((s.kind, s.page.layout.as_deref(), s.page.verified), (PageKind::Profile, Some("2026-06"), true));
    let person = &s.people[0];
    assert_eq!(value(person.id.as_ref()), "~01a0a0a0a0a0a0a0a0");
    // The page's state, evaluated by a browser, says the same; nothing of it is copied here.
    let state = shared("upwork/profile-2026-06.state.json").unwrap();
    let state: serde_json::Value = serde_json::from_slice(&state).unwrap();
    let viewer = &state["state"]["profileViewer"];
    let profile = &viewer["profile"]["profile"];
    let word = |json: &serde_json::Value| json.as_str().unwrap().to_owned();
    let place = format!("{}, {}", word(&profile["location"]["city"]), word(&profile["location"]["country"]));
    assert_eq!(*value(person.place.as_ref()), place);
    assert_eq!(*value(person.name.as_ref()), word(&profile["name"]));
    assert_eq!(*value(person.bio.as_ref()), word(&profile["description"]).trim());
    assert!(!person.place.as_ref().unwrap().shown.is_empty());
    assert!(!person.title.as_ref().unwrap().shown.is_empty());
    assert!(person.row.is_some());
    let rate = person.rate.as_ref().unwrap();
    assert_eq!((&rate.value, rate.currency.as_deref()), (&Amount::One("40".into()), Some("USD")));
    assert_eq!(*value(person.job_success.as_ref()), 1.0);
    assert!(value(person.bio.as_ref()).len() > 500);
    assert!(person.bio.as_ref().unwrap().shown.is_empty(), "the overview is in the state block only");
    assert_eq!(*value(person.jobs.as_ref()), 26.0);
    assert!(!person.jobs.as_ref().unwrap().shown.is_empty());

    let with = |state| s.contracts.iter().filter(|c| c.state == Some(state)).collect::<Vec<_>>();
    let completed = with(ContractState::Completed);
    assert_eq!((completed.len(), with(ContractState::InProgress).len()), (10, 4));
    let items = viewer["workHistory"]["assignmentsCompleted"]["pageItems"].as_array().unwrap();
    for (contract, item) in completed.iter().zip(items) {
        assert_eq!(*value(contract.title.as_ref()), word(&item["title"]).trim());
        assert_eq!(*value(contract.client_key.as_ref()), word(&item["clientTeamUid"]));
        let index = s.contracts.iter().position(|c| c == *contract);
        let text = |by| {
            let review = s.reviews.iter().find(|r| r.contract == index && r.by == Some(by));
            review.and_then(|r| r.text.as_ref()).map_or(String::new(), |text| text.value.clone())
        };
        let comment = |key: &str| item[key]["comment"].as_str().unwrap_or_default().trim().to_owned();
        assert_eq!(text(ReviewBy::Client), comment("feedback"));
        assert_eq!(text(ReviewBy::Freelancer), comment("feedbackGiven"));
        assert!(matches!(value(contract.started.as_ref()), When::At(at) if at.starts_with("202")));
        assert!(matches!(value(contract.ended.as_ref()), When::At(at) if at.starts_with("202")));
        assert_eq!(contract.person.as_deref(), Some("~01a0a0a0a0a0a0a0a0"));
    }
    let key = |c: &secondlook_core::model::Contract| value(c.client_key.as_ref()).clone();
    let most = completed.iter().map(|c| completed.iter().filter(|d| key(c) == key(d)).count()).max();
    assert_eq!(most, Some(4), "one repeat client");
    let by = |by| s.reviews.iter().filter(|r| r.by == Some(by)).collect::<Vec<_>>();
    assert_eq!((by(ReviewBy::Client).len(), by(ReviewBy::Freelancer).len()), (4, 10));
    assert_eq!(by(ReviewBy::Client).iter().filter(|r| r.text.is_some()).count(), 3);
    for review in &s.reviews {
        let contract = &s.contracts[review.contract.unwrap()];
        assert_eq!(value(contract.ended.as_ref()), value(review.at.as_ref()));
    }
    assert_eq!((s.totals["contracts"], s.totals["in_progress"], s.totals["reviews"]), (22, 4, 13));
    assert!(says(&s, "contracts", UnreadWhy::Partial, "10 of 22"), "{:#?}", s.unread);
    assert!(says(&s, "people.earnings", UnreadWhy::Withheld, ""), "{:#?}", s.unread);
    assert!(says(&s, "contracts.amount", UnreadWhy::Withheld, "14 of 14"), "{:#?}", s.unread);
}

#[test]
fn upwork_profile_of_another_address_is_stale() {
    let Some(html) = shared("upwork/profile-2026-06.html") else { return };
    let s = read(&html, "https://www.upwork.com/freelancers/~01b0b0b0b0b0b0b0b0", CAPTURED);
    assert!(s.unread.iter().any(|u| u.field == "state nuxt" && u.why == UnreadWhy::Stale), "{:#?}", s.unread);
    assert!(s.contracts.is_empty() && s.people[0].bio.is_none());
    assert_eq!(value(s.people[0].id.as_ref()), "~01b0b0b0b0b0b0b0b0");
    let place = s.people[0].place.as_ref().unwrap();
    assert!(place.value.contains(", ") && place.shown.len() == 3, "the panel is read instead: {place:?}");
}

#[test]
fn freelancer_proposals() {
    let Some(html) = shared("freelancer/proposals-2026-09.html") else { return };
    let s = read(&html, &after(&html, "rel=\"canonical\" href=\"", '"'), CAPTURED);
    assert_eq!((s.kind, s.page.verified), (PageKind::Proposals, true));
    assert_eq!((s.proposals.len(), s.people.len(), s.totals["proposals"]), (10, 10, 99));
    assert!(says(&s, "proposals", UnreadWhy::Partial, "10 of 99"), "{:#?}", s.unread);
    for (proposal, person) in s.proposals.iter().zip(&s.people) {
        let letter = proposal.letter.as_ref().unwrap();
        assert!(letter.value.len() > 200 && !letter.shown.is_empty());
        let amount = proposal.amount.as_ref().unwrap();
        assert!(matches!(&amount.value, Amount::One(n) if n.parse::<f64>().unwrap() > 1000.0));
        assert_eq!(amount.currency.as_deref(), Some("INR"));
        assert!(!amount.shown.is_empty());
        assert!(*value(proposal.days.as_ref()) >= 1.0 && !proposal.days.as_ref().unwrap().shown.is_empty());
        assert_eq!(proposal.person.as_ref(), person.id.as_ref().map(|id| &id.value));
        assert_eq!(value(person.id.as_ref()).to_lowercase(), *value(person.id.as_ref()));
        assert!(value(person.place.as_ref()).contains(", "));
        assert!(proposal.row.is_some() && proposal.row == person.row);
        // Somebody without a review has no rating; that is not a rating of zero.
        assert!(person.rating.as_ref().is_none_or(|rating| (1.0..=5.0).contains(&rating.value)));
    }
    assert!(s.people.iter().filter(|person| person.rating.is_some()).count() >= 8);
    let job = s.job.unwrap();
    assert_eq!(value(job.budget.as_ref()), &Amount::Between("12500".into(), "37500".into()));
}

#[test]
fn freelancer_proposals_of_another_address_come_from_the_cards() {
    let Some(html) = shared("freelancer/proposals-2026-09.html") else { return };
    let s = read(&html, "https://www.freelancer.com/projects/php/another-project", CAPTURED);
    assert!(s.unread.iter().any(|u| u.field == "state app" && u.why == UnreadWhy::Stale), "{:#?}", s.unread);
    assert_eq!(s.proposals.len(), 10);
    for proposal in &s.proposals {
        assert!(proposal.letter.is_some() && proposal.amount.is_some() && proposal.days.is_some());
        assert_eq!(proposal.amount.as_ref().unwrap().currency.as_deref(), Some("INR"));
        assert!(proposal.person.is_some());
    }
}

#[test]
fn fiverr_gig() {
    let Some(html) = shared("fiverr/gig-2026-07.html") else { return };
    let path = after(&html, "class=\"media\" href=\"", '?');
    let s = read(&html, &format!("https://www.fiverr.com{path}"), CAPTURED);
    assert_eq!((s.kind, s.page.verified, s.reviews.len(), s.totals["reviews"]), (PageKind::Profile, true, 5, 5));
    for review in &s.reviews {
        assert!(matches!(value(review.at.as_ref()), When::At(at) if at.starts_with("202")));
        assert!(review.client.is_some() && review.text.is_some());
        assert_eq!((*value(review.rating.as_ref()), *value(review.repeat.as_ref())), (5.0, true));
        let amount = review.amount.as_ref().unwrap();
        assert!(matches!(&amount.value, Amount::Between(low, high) if low < high));
        assert_eq!(amount.currency.as_deref(), Some("USD"));
        assert_eq!(review.person.as_deref(), Some("seller1"));
    }
    let rate = s.people[0].rate.as_ref().unwrap();
    assert_eq!((&rate.value, rate.currency.as_deref()), (&Amount::One("30.00".into()), Some("USD")));
    assert!(s.people[0].agency.is_some());
    assert!(!s.unread.iter().any(|u| u.why == UnreadWhy::NotUnderstood), "{:#?}", s.unread);
}

#[test]
fn old_upwork_fragments() {
    let Some(html) = shared("upwork/applicants-suggested-2020-06-fragment.html") else { return };
    let s = read(&html, "https://www.upwork.com/ab/applicants/1/suggested", CAPTURED);
    assert_eq!((s.kind, s.people.len(), s.proposals.len()), (PageKind::Proposals, 4, 0));
    for person in &s.people {
        assert!(value(person.id.as_ref()).starts_with("~01"));
        assert!(person.name.is_some() && person.title.is_some() && person.place.is_some());
        assert_eq!(person.rate.as_ref().unwrap().currency.as_deref(), Some("USD"));
    }
    assert!(s.unread.iter().any(|u| u.field == "proposals.letter"));
    let Some(html) = shared("upwork/talent-search-2020-06-fragment.html") else { return };
    let s = read(&html, "https://www.upwork.com/nx/search/talent", CAPTURED);
    assert_eq!(s.kind, PageKind::Search);
    assert!(s.people.is_empty());
}

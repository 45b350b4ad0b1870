//! Reviews: of a person with a life, by clients with lives.

use secondlook_core::model::days::iso;
use secondlook_core::model::{
    Amount, Contract, ContractState, PageInfo, PageKind, PageSnapshot, Review, ReviewBy, Value, When,
};

use super::{Stage, Staged, person};
use crate::lives::{Cast, Life};
use crate::records::{text, value};

pub const STAGES: &[Stage] = &[
    Stage { name: "many clients in one week", fires: &["burst"], make: burst },
    Stage { name: "one client and tiny jobs", fires: &["few-clients", "tiny-jobs"], make: few_clients },
    Stage { name: "busy after a silence", fires: &["revived"], make: revived },
    Stage { name: "one text of three clients", fires: &["same-words"], make: same_words },
    Stage { name: "work without feedback", fires: &["hidden-feedback"], make: hidden_feedback },
    Stage { name: "stars against words", fires: &["rating-against-text"], make: rating_against_text },
    Stage { name: "work before joining", fires: &["contradictions"], make: contradictions },
    Stage { name: "one text on three profiles", fires: &["across-profiles"], make: across_profiles },
    Stage { name: "reviews gone", fires: &["changed-reviews"], make: changed_reviews },
];

/// The first of January 2018, in days.
const START: i64 = 17_532;
/// The number of the first client: people of a page come before.
const CLIENTS: usize = 20;

fn profile(life: &Life, reviews: Vec<Review>) -> PageSnapshot {
    let page = PageInfo {
        url: format!("https://www.upwork.com/freelancers/{}", life.handle),
        kind: PageKind::Profile,
        captured_at: "2026-10-01T00:00:00Z".to_owned(),
        ..PageInfo::default()
    };
    PageSnapshot { kind: PageKind::Profile, page, people: vec![person(life)], reviews, ..PageSnapshot::default() }
}

/// A review by the client of this number, that speaks of the person by name and pronoun.
fn review(cast: Cast, client: usize, day: i64, words: &str) -> Review {
    let life = cast.person(CLIENTS + client);
    Review {
        person: Some(cast.person(0).handle.to_owned()),
        client: text(life.full),
        client_key: text(life.handle),
        at: value(When::At(iso(START + day))),
        rating: value(5.0),
        text: text(&cast.person(0).fill(words)),
        by: Some(ReviewBy::Client),
        ..Review::default()
    }
}

/// What clients of this trade say, none like another; a name in each.
const WORDS: [&str; 4] = [
    "Thank you {full}, {they} came.",
    "{given} was patient with us, more patient than we had any right to expect at that hour.",
    "Great work, {nick}!",
    "Never met {them}, but {full} answered each mail.",
];

fn words(at: usize) -> &'static str {
    WORDS.get(at).copied().unwrap_or("Great work, {given}!")
}

/// Reviews on these days, each of a client of its own.
fn on_days(cast: Cast, days: impl Iterator<Item = i64>) -> PageSnapshot {
    let reviews = days.enumerate().map(|(at, day)| review(cast, at, day, words(at))).collect();
    profile(cast.person(0), reviews)
}

fn alone(page: PageSnapshot) -> Staged {
    Staged { page, before: Vec::new() }
}

fn burst(cast: Cast) -> Staged {
    let regular = (0..20).map(|at| at * 35 + (at * 7) % 5);
    alone(on_days(cast, regular.chain((0..11).map(|at| 305 + at % 6))))
}

fn few_clients(cast: Cast) -> Staged {
    let mut page = on_days(cast, (0..14).map(|at| at * 40).chain((0..15).map(|at| 500 + at * 3)));
    for (at, review) in page.reviews.iter_mut().enumerate() {
        let amount = if at < 14 { 200 + at * 10 } else { 5 };
        review.amount =
            value(Amount::One(amount.to_string())).map(|paid| Value { currency: Some("USD".to_owned()), ..paid });
        if at >= 14 {
            let client = cast.person(CLIENTS + 14);
            (review.client, review.client_key) = (text(client.full), text(client.handle));
        }
    }
    alone(page)
}

fn revived(cast: Cast) -> Staged {
    let before = (0..14).map(|at| at * 40 + (at * 7) % 5);
    alone(on_days(cast, before.chain((0..9).map(|at| 1_100 + at * 2))))
}

fn same_words(cast: Cast) -> Staged {
    let words = [
        "{They} rebuilt the booking page of our ferry in three days and drew each step on paper before.",
        "Our old scanner needed a driver that nobody sells any more, and now it prints labels again.",
        "{They} rebuilt the order page of our ferry in four days and drew each step on paper before.",
        "{They} rebuilt the booking page of our bakery in three days and drew each step on slates before.",
    ];
    let reviews = words.iter().enumerate().map(|(at, words)| review(cast, at, at as i64 * 50, words)).collect();
    alone(profile(cast.person(0), reviews))
}

fn contract(life: &Life, at: usize) -> Contract {
    Contract {
        person: Some(life.handle.to_owned()),
        title: text(&format!("Job {at}")),
        state: Some(ContractState::Completed),
        ..Contract::default()
    }
}

fn hidden_feedback(cast: Cast) -> Staged {
    let life = cast.person(0);
    let reviews =
        (4..7).map(|at| Review { contract: Some(at), ..review(cast, at, at as i64 * 50, words(at)) }).collect();
    let mut page = profile(life, reviews);
    page.contracts = (0..7).map(|at| contract(life, at)).collect();
    alone(page)
}

fn rating_against_text(cast: Cast) -> Staged {
    let said = [
        (5.0, "{given} missed the deadline twice and stopped responding. Waste of money, would not recommend."),
        (1.0, "Excellent work on our menus by {full}, highly recommended to everyone!"),
        (5.0, "Great work, thank you {nick}"),
        (2.0, "Not what I expected of {them}"),
    ];
    let review = |(at, (rating, words)): (usize, &(f64, &str))| Review {
        rating: value(*rating),
        ..review(cast, at, at as i64 * 50, words)
    };
    alone(profile(cast.person(0), said.iter().enumerate().map(review).collect()))
}

fn contradictions(cast: Cast) -> Staged {
    let mut page = on_days(cast, [0, 400].into_iter());
    page.people[0].member_since = value(When::At(iso(START + 300)));
    let bio = "{full} here. I have 8 years of experience in Rust. Ask {city}. I have 4 years of experience in Rust.";
    page.people[0].bio = text(&cast.person(0).fill(bio));
    alone(page)
}

const RECOMMENDED: &str =
    "Drew the whole signal box on one sheet before touching a wire, and the night trains have not stopped since.";

fn across_profiles(cast: Cast) -> Staged {
    let page = |who: usize| {
        let mut page = profile(cast.person(who), vec![review(cast, 5, 3_100 + who as i64, RECOMMENDED)]);
        page.reviews[0].person = Some(cast.person(who).handle.to_owned());
        page
    };
    Staged { page: page(0), before: vec![page(1), page(2)] }
}

fn changed_reviews(cast: Cast) -> Staged {
    let said = [
        "The cranes found their ropes again, {given}.",
        "Order form works, bread sells.",
        "Opening hours are right at last, thanks to {them}.",
        "Visitors stay longer than before.",
        "Timetable needed a second look, then fine.",
        "Tickets print even in the rain.",
    ];
    let all: Vec<Review> =
        said.iter().enumerate().map(|(at, words)| review(cast, at, 3_100 - at as i64 * 40, words)).collect();
    let mut now = all.clone();
    now.remove(2);
    let page = |reviews| profile(cast.person(0), reviews);
    let mut before = page(all);
    before.page.captured_at = "2026-09-20T00:00:00Z".to_owned();
    Staged { page: page(now), before: vec![before] }
}

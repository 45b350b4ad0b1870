//! The one check that reads names: two clients thank somebody by a name that is not the profile's. It compares names with
//! each other and judges none, and it is silent wherever that is unsure: for one name only, and in scripts without capitals,
//! where a name cannot be told from a word. So it cannot find the same in every life; it can only be silent more often.

use std::collections::BTreeMap;

use secondlook_core::check::Memories;
use secondlook_core::model::{PageInfo, PageKind, PageSnapshot, Person, Review};
use secondlook_core::report::{Report, Severity};

use crate::lives::{Life, lives};
use crate::records::text;
use crate::{long, support};

fn thanked(own: &Life, other: &str) -> PageSnapshot {
    let review = |(client, words): (&str, String)| Review {
        person: Some(own.handle.to_owned()),
        client_key: text(client),
        text: text(&words),
        ..Review::default()
    };
    let reviews = [
        ("a", format!("Thank you so much {other}, the tables are right now.")),
        ("b", format!("Thanks {other}! A pleasure.")),
        ("c", "Delivered early.".to_owned()),
    ];
    PageSnapshot {
        kind: PageKind::Profile,
        page: PageInfo { kind: PageKind::Profile, ..PageInfo::default() },
        people: vec![Person { id: text(own.handle), name: text(own.full), ..Person::default() }],
        reviews: reviews.map(review).to_vec(),
        ..PageSnapshot::default()
    }
}

#[test]
fn a_name_alone_is_a_note_or_silence_and_no_origin_is_found_more_often() {
    let engine = support::engine();
    let found = |own: &Life, other: &str| -> bool {
        let report: Report = engine.analyze(&thanked(own, other), &Memories::default());
        assert!(
            report.findings.iter().all(|one| one.rule == "named-otherwise" && one.severity <= Severity::Note),
            "{report:?}"
        );
        !report.findings.is_empty()
    };
    let is_latin = |c: char| c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c);
    let latin = |name: &str| name.chars().filter(|c| c.is_alphabetic()).all(is_latin);
    // The other names are in Latin letters, from all over the list.
    let others = lives().iter().filter(|life| latin(life.full)).step_by(if long() { 1 } else { 25 });
    let others: Vec<&Life> = others.collect();
    let mut shares: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let (mut fired, mut tried) = (0, 0);
    for own in lives() {
        for other in others.iter().filter(|other| other.full != own.full) {
            let is = found(own, other.given);
            tried += 1;
            fired += usize::from(is);
            let group = match own.full {
                name if !name.contains([' ', '-', '\'', '/']) => "one name",
                name if !name.split([' ', '-']).any(latin) => "another script than the thanks",
                _ => "two names or more",
            };
            let share = shares.entry(group).or_default();
            *share = (share.0 + usize::from(is), share.1 + 1);
        }
    }
    println!("{fired} of {tried} pairs of names: {shares:?}");
    assert_eq!((shares["another script than the thanks"].0, shares["one name"].0), (0, 0));
    assert!(shares["two names or more"].0 > 0);
}

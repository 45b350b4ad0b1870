//! # Looks for
//! Two clients or more who thank somebody by one and the same name that is not the profile's: no nickname, no initial, no
//! part of the id, no other spelling. Two quotes are shown beside each other.
//!
//! # Why it matters
//! Guidance names accounts that are lent or rented to somebody else. Reviews are where the other name would show. Alone it
//! is weak, for many people work under a second name: a Note and never more. Names are compared with each other; no name
//! is judged, and what it sounds like decides nothing.
//!
//! # Innocent reasons
//! A second or English name used with clients; a married name; a colleague or assistant who was thanked; a team under one
//! profile; a review meant for somebody else.
//!
//! # Cannot see
//! Anything unsure: scripts without capitals, a name in another script than the profile's, a profile that shows a user name,
//! one name or an agency; names that begin with the same sound ([`super::names`]); words that are common ([`super::thanks`]).

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Check, Context, Judged};
use super::names::{could_be_one, fold, script};
use super::thanks::named;
use super::{About, Definition, History, Piece, Quotes, Said, Test, page, picture};
use crate::report::{Confidence, Family, Message, Severity};
use crate::text::common::Common;

/// The check.
pub static CHECK: Check = Check {
    id: "named-otherwise",
    title: "named-otherwise.title",
    version: "1.0.0",
    family: Family::Reviews,
    references: &["rev-pattern"],
    run,
};

/// The test. Its statistic is the share of reviews with a name in them that use the other name.
pub static DEFINITION: Definition =
    Definition { check: &CHECK, method: "share-of-all", quotes: Quotes::Text, judge, picture: picture::none };

/// Clients who use the other name.
const CLIENTS: usize = 2;
/// Words in a name that make it no person's.
const TEAMS: &[&str] = &[
    "team",
    "studio",
    "studios",
    "agency",
    "group",
    "labs",
    "media",
    "design",
    "designs",
    "solutions",
    "digital",
    "services",
    "tech",
    "technologies",
    "software",
    "ltd",
    "llc",
    "inc",
    "gmbh",
    "pvt",
    "company",
    "and",
    "web",
];

fn run(context: &Context<'_>) -> Judged {
    page::run(&DEFINITION, context)
}

fn judge(history: &History<'_>, common: &Common) -> Test {
    let about = &history.about;
    let Some(own) = own_names(about) else {
        let no_name = Message::key("named-otherwise.note.no_name");
        return DEFINITION.not_visible(Some(no_name).filter(|_| history.reviews().next().is_some()));
    };
    let mut n = 0;
    let mut others: BTreeMap<String, Vec<&Piece<'_>>> = BTreeMap::new();
    for piece in history.reviews() {
        let names = named(piece.text, common);
        n += usize::from(!names.is_empty());
        for name in names {
            if is_other(name, &own, about, piece) {
                others.entry(fold(name)).or_default().push(piece);
            }
        }
    }
    if history.reviews().all(|piece| piece.text.is_empty()) {
        return DEFINITION.not_visible(None);
    }
    if n < CLIENTS {
        return DEFINITION.too_few(n, CLIENTS);
    }
    // What stands in the title of some piece of work is a thing as likely as a person.
    let titles: Vec<String> = history.pieces.iter().map(|piece| fold(piece.title)).collect();
    others.retain(|name, _| !titles.iter().any(|title| title.contains(name.as_str())));
    let clients = |pieces: &[&Piece<'_>]| {
        let known: BTreeSet<u32> = pieces.iter().filter_map(|piece| piece.client).collect();
        known.len() + pieces.iter().filter(|piece| piece.client.is_none()).count()
    };
    let most = others.into_values().max_by_key(|pieces| clients(pieces)).unwrap_or_default();
    let mut positions: Vec<usize> = most.iter().map(|piece| piece.position).collect();
    positions.dedup();
    let test = DEFINITION.silent(n).share(positions.len());
    if clients(&most) < CLIENTS {
        return DEFINITION.silent(n).share(0);
    }
    let said = Said {
        message: test.share_said("named-otherwise.message", positions.len()),
        why: "named-otherwise.why",
        innocent: &["named-otherwise.innocent.1", "named-otherwise.innocent.2", "named-otherwise.innocent.3"],
        ask: &["named-otherwise.ask.1"],
        confidence: Confidence::Low,
    };
    test.fired(Severity::Note, positions, said)
}

/// The parts of the profile's name, folded; none where it is a user name, one name only, or a team's.
fn own_names(about: &About<'_>) -> Option<Vec<String>> {
    if about.agency || about.name.contains(|c: char| c.is_numeric() || "&@_".contains(c)) {
        return None;
    }
    let parts: Vec<&str> = about.name.split(|c: char| !c.is_alphabetic() && c != '\u{301}').collect();
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).map(fold).collect();
    let named = parts.len() >= 2 && parts.iter().any(|part| part.chars().count() >= 2);
    let team = parts.iter().any(|part| TEAMS.contains(&part.as_str()));
    (named && !team).then_some(parts)
}

/// Whether a name in a review can be none of the profile's.
fn is_other(name: &str, own: &[String], about: &About<'_>, piece: &Piece<'_>) -> bool {
    let folded = fold(name);
    let here = script(name);
    let mut same_script = own.iter().filter(|part| script(part) == here).peekable();
    same_script.peek().is_some()
        && !same_script.any(|part| could_be_one(part, &folded))
        && !about.words.iter().chain([&piece.named]).any(|text| fold(text).contains(&folded))
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{person, run as check, text};
    use super::*;
    use crate::model::{PageSnapshot, Person, Review};
    use crate::report::CoverageState;

    fn page(name: &str, reviews: &[(&str, &str)]) -> PageSnapshot {
        let review = |(client, words): &(&str, &str)| Review {
            client_key: if client.is_empty() { None } else { text(client) },
            text: text(words),
            ..Review::default()
        };
        let reviews = reviews.iter().map(review).collect();
        PageSnapshot { people: vec![Person { name: text(name), ..person("p1") }], reviews, ..PageSnapshot::default() }
    }

    const TWO: [(&str, &str); 3] = [
        ("a", "Thank you so much Mike, the tables are right now."),
        ("b", "Mike was very patient with our questions."),
        ("c", "Rowan delivered early."),
    ];

    #[test]
    fn fires_on_two_clients_who_use_one_other_name_as_a_note() {
        let (findings, coverage) = check(&CHECK, &page("Rowan A.", &TWO));
        assert_eq!((findings.len(), coverage.state), (1, CoverageState::Checked));
        assert_eq!((findings[0].severity, findings[0].evidence.len()), (Severity::Note, 2));
        assert_eq!(findings[0].statistic.as_ref().map(|s| (s.n, s.value)), Some((3, Some(0.666_667))));
        let cyrillic = [
            (
                "a",
                "\u{421}\u{43f}\u{430}\u{441}\u{438}\u{431}\u{43e}, \u{421}\u{435}\u{440}\u{433}\u{435}\u{439}! \u{412}\u{441}\u{451} \u{445}\u{43e}\u{440}\u{43e}\u{448}\u{43e}.",
            ),
            ("b", "\u{421}\u{43f}\u{430}\u{441}\u{438}\u{431}\u{43e} \u{421}\u{435}\u{440}\u{433}\u{435}\u{439}!"),
        ];
        let ivan = "\u{418}\u{432}\u{430}\u{43d} \u{41f}\u{435}\u{442}\u{440}\u{43e}\u{432}";
        assert_eq!(check(&CHECK, &page(ivan, &cyrillic)).0.len(), 1);
        assert_eq!(check(&CHECK, &page("Ivan Petrov", &cyrillic)).0.len(), 0, "another script is never compared");
    }

    #[test]
    fn silent_where_anything_is_unsure() {
        for name in [
            "Michael B.",
            "Mikhail Orlov",
            "Rowan (Mike) Ash",
            "Rowan M.",
            "Heron Studio",
            "rowanash",
            "Rowan Team",
            "R4 Design",
        ] {
            assert!(check(&CHECK, &page(name, &TWO)).0.is_empty(), "{name}");
        }
        let mut own_words = page("Rowan A.", &TWO);
        own_words.people[0].bio = text("Clients call me Mike.");
        assert!(check(&CHECK, &own_words).0.is_empty());
        let mut agency = page("Rowan A.", &TWO);
        agency.people[0].agency = text("Heron Works");
        assert_eq!(check(&CHECK, &agency).1.state, CoverageState::NotVisible);
        let mut thing = page("Rowan A.", &TWO);
        thing.reviews[2].title = text("Mike's website");
        assert!(check(&CHECK, &thing).0.is_empty());
        // One client twice, or two names once each.
        assert!(check(&CHECK, &page("Rowan A.", &[TWO[0], ("a", TWO[1].1), TWO[2]])).0.is_empty());
        assert!(check(&CHECK, &page("Rowan A.", &[TWO[0], ("b", "Thanks Steve!")])).0.is_empty());
    }

    #[test]
    fn no_name_decides_by_what_it_sounds_like() {
        // The same distance between names gives the same finding, whichever of them is the profile's.
        for (own, other) in
            [("Rowan", "Mike"), ("Mike", "Rowan"), ("Nneka", "Stella"), ("Stella", "Nneka"), ("Mei", "Robert")]
        {
            let reviews = [("a", format!("Thank you {other}!")), ("b", format!("{other} delivered."))];
            let reviews: Vec<(&str, &str)> = reviews.iter().map(|(client, text)| (*client, text.as_str())).collect();
            assert_eq!(check(&CHECK, &page(&format!("{own} B."), &reviews)).0.len(), 1, "{own} {other}");
        }
    }

    #[test]
    fn too_few_reviews_with_a_name_are_said() {
        let state = |name: &str, reviews: &[(&str, &str)]| check(&CHECK, &page(name, reviews)).1.state;
        assert_eq!(state("Rowan A.", &[("a", "Great work"), ("b", "Thanks Mike!")]), CoverageState::TooFew);
        assert_eq!(state("Rowan A.", &[]), CoverageState::NotVisible);
        assert_eq!(state("rowan", &TWO), CoverageState::NotVisible);
    }
}

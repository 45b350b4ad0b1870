//! # Looks for
//! One text in the reviews of different clients, also where words of it were changed.
//!
//! # Why it matters
//! Reviews that are bought or written by oneself share their wording. Short praise is shared by everybody: "Great work!"
//! and stock praise (data in packs) are no evidence, so a review needs eight words of its own. Reviews that share pairs of
//! neighbouring words ([`super::overlap`]) are compared as letters are ([`crate::text::likeness`], with the shipped word
//! lists), and grouped by average linkage. The probability of a group is a product: each further member shares a passage
//! by chance ([`crate::text::chance`]) with one of the earlier ones, times the reviews it could share it with. A group
//! of three clients or more is worth a question, two clients only with twenty words in common, as a note. Figures:
//! `docs/reviews.md`.
//!
//! # Innocent reasons
//! A form that the site offers; colleagues of one company who write one text; a translation tool; one client with two
//! accounts.
//!
//! # Cannot see
//! Free paraphrase; reviews with fewer than eight words of their own; texts of reviews on other pages of the list.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::super::{Check, Context, Judged};
use super::names::without;
use super::overlap::{candidates, long_enough};
use super::{Definition, History, Piece, Quotes, Said, Test, alpha, page, picture};
use crate::report::{Confidence, Family, Message, Severity};
use crate::stats::round6;
use crate::text::common::Common;
use crate::text::group::groups;
use crate::text::letter::Letter;
use crate::text::likeness::{Profile, RELATED, TOGETHER, explained, score};
use crate::text::passages::own_words;

/// The check.
pub static CHECK: Check = Check {
    id: "same-words",
    title: "same-words.title",
    version: "1.1.0",
    family: Family::Reviews,
    references: &["rev-pattern"],
    run,
};

/// The test. Its statistic is the number of clients with one text.
pub static DEFINITION: Definition =
    Definition { check: &CHECK, method: "reviews-alike", quotes: Quotes::Text, judge, picture: picture::none };

/// Words of its own that a review needs.
const OWN_WORDS: usize = 8;
/// Likeness from which two reviews are alike. Higher than that of letters: a review is short, and praise is alike anyway.
const SURE: f64 = 0.5;
/// Clients of a group, and words in common from which two are enough.
const CLIENTS: usize = 3;
const OF_TWO: usize = 20;

/// Two reviews that are alike.
struct Link {
    a: usize,
    b: usize,
    likeness: f64,
    chance: f64,
    words: usize,
}

/// Reviews with one text.
struct Found<'a, 'b> {
    pieces: Vec<&'b Piece<'a>>,
    clients: usize,
    words: usize,
    likeness: f64,
    p: f64,
}

fn run(context: &Context<'_>) -> Judged {
    page::run(&DEFINITION, context)
}

fn judge(history: &History<'_>, common: &Common) -> Test {
    let written: Vec<&Piece<'_>> = history.reviews().filter(|piece| !piece.text.is_empty()).collect();
    if written.is_empty() {
        return DEFINITION.not_visible(None);
    }
    // The person's name is nobody's way of saying something.
    let own = written.into_iter().map(|piece| (piece, without(piece.text, history.about.name)));
    let (long, texts): (Vec<&Piece<'_>>, Vec<Cow<'_, str>>) =
        own.filter(|(_, text)| long_enough(text, OWN_WORDS)).unzip();
    if long.len() < 2 {
        return DEFINITION.too_few(long.len(), 2);
    }
    let mut test = DEFINITION.silent(long.len());
    let links = links(&long, &texts, common);
    let found = found(&long, &links);
    let Some(best) = found.iter().min_by(|a, b| a.p.total_cmp(&b.p)) else { return test };
    (test.statistic, test.p) = (Some(best.clients as f64), Some(best.p));
    let stands_out = |one: &&Found<'_, '_>| {
        one.p < alpha::SAME_WORDS && (one.clients >= CLIENTS || (one.clients == 2 && one.words >= OF_TWO))
    };
    let fired: Vec<&Found<'_, '_>> = found.iter().filter(stands_out).collect();
    let Some(first) = fired.iter().max_by_key(|one| one.clients) else { return test };
    let known = fired.iter().flat_map(|one| &one.pieces).all(|piece| piece.client.is_some());
    let clients: usize = fired.iter().map(|one| one.clients).sum();
    let severity = if first.clients >= CLIENTS && known { Severity::Caution } else { Severity::Note };
    let message = Message::key("same-words.message").with("clients", clients).with("texts", fired.len());
    let said = Said {
        message: message.with("n", long.len()).with("words", first.words).with("likeness", first.likeness),
        why: "same-words.why",
        innocent: &["same-words.innocent.1", "same-words.innocent.2"],
        ask: &["same-words.ask.1"],
        confidence: if first.clients >= CLIENTS { Confidence::Medium } else { Confidence::Low },
    };
    test.statistic = Some(clients as f64);
    let positions = fired.iter().flat_map(|one| &one.pieces).map(|piece| piece.position).collect();
    test.fired(severity, positions, said)
}

/// The pairs of reviews that are alike or related. Only reviews that share something are read at all.
fn links(long: &[&Piece<'_>], texts: &[Cow<'_, str>], common: &Common) -> Vec<Link> {
    let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
    let client = |at: usize| long.get(at).and_then(|piece| piece.client);
    let differ = |a: usize, b: usize| client(a).is_none() || client(a) != client(b);
    let pairs = candidates(&texts, &differ);
    if pairs.is_empty() {
        return Vec::new();
    }
    let rarity = common.rarity();
    let mut read: Vec<Option<(Letter, Profile)>> = texts.iter().map(|_| None).collect();
    for (a, b) in &pairs {
        for at in [*a, *b] {
            let Some((text, slot)) = texts.get(at).zip(read.get_mut(at)) else { continue };
            slot.get_or_insert_with(|| {
                let letter = Letter::read(text, &[common.stock(text)]);
                let profile = Profile::new(&letter, rarity);
                (letter, profile)
            });
        }
    }
    let of = |at: usize| read.get(at).and_then(Option::as_ref).filter(|(letter, _)| letter.own >= OWN_WORDS);
    let link = |(a, b): (usize, usize)| {
        let ((first, p), (second, q)) = (of(a)?, of(b)?);
        let score = score(p, q);
        if score.likeness < RELATED {
            return None;
        }
        let (likeness, alike) = (score.likeness, explained(score, first, second, rarity));
        Some(Link { a, b, likeness, chance: alike.chance, words: own_words(first, &alike.passages) })
    };
    pairs.into_iter().filter_map(link).collect()
}

/// Groups of reviews of at least two clients.
fn found<'a, 'b>(long: &[&'b Piece<'a>], links: &[Link]) -> Vec<Found<'a, 'b>> {
    let pairs: Vec<(usize, usize, f64)> = links.iter().map(|link| (link.a, link.b, link.likeness)).collect();
    let mut all = Vec::new();
    for group in groups(long.len(), &pairs, SURE, TOGETHER) {
        let pieces: Vec<&Piece<'_>> = group.iter().filter_map(|at| long.get(*at).copied()).collect();
        let clients: BTreeSet<u32> = pieces.iter().filter_map(|piece| piece.client).collect();
        let unknown = pieces.iter().filter(|piece| piece.client.is_none()).count();
        let mut p = 1.0_f64;
        let (mut words, mut likeness) = (0, 0.0_f64);
        for (nth, member) in group.iter().enumerate() {
            let earlier = group.get(..nth).unwrap_or_default();
            let to_earlier = links.iter().filter(|link| {
                (link.b == *member && earlier.contains(&link.a)) || (link.a == *member && earlier.contains(&link.b))
            });
            let least = to_earlier.clone().map(|link| link.chance).fold(1.0, f64::min);
            words = words.max(to_earlier.clone().map(|link| link.words).max().unwrap_or_default());
            likeness = likeness.max(to_earlier.map(|link| link.likeness).fold(0.0, f64::max));
            p *= (least * long.len() as f64).min(1.0);
        }
        // The first of two: any review could have been it.
        let p = round6((p * long.len() as f64).min(1.0));
        all.push(Found { pieces, clients: clients.len() + unknown, words, likeness: round6(likeness), p });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{person, run as check, text};
    use super::*;
    use crate::model::{PageSnapshot, Review};
    use crate::report::CoverageState;

    /// Reviews, each with its client.
    fn page(reviews: &[(&str, &str)]) -> PageSnapshot {
        let review = |(client, words): &(&str, &str)| Review {
            client_key: if client.is_empty() { None } else { text(client) },
            text: text(words),
            ..Review::default()
        };
        let reviews = reviews.iter().map(review).collect();
        PageSnapshot { people: vec![person("a")], reviews, ..PageSnapshot::default() }
    }

    const FIRST: &str = "He rebuilt the booking page of our ferry in three days and drew each step on paper before.";
    const SECOND: &str = "He rebuilt the order page of our ferry in four days and drew each step on paper before.";
    const THIRD: &str = "She rebuilt the booking page of our bakery in three days and drew each step on slates before.";
    const OTHER: &str = "Our old scanner needed a driver that nobody sells any more, and now it prints labels again.";

    #[test]
    fn fires_on_three_clients_with_one_text() {
        let (findings, coverage) =
            check(&CHECK, &page(&[("a", FIRST), ("b", OTHER), ("c", SECOND), ("d", THIRD), ("e", "Great work!")]));
        assert_eq!((findings.len(), coverage.state), (1, CoverageState::Checked));
        assert_eq!((findings[0].severity, findings[0].evidence.len()), (Severity::Caution, 3));
        assert_eq!(findings[0].statistic.as_ref().map(|s| (s.n, s.value)), Some((4, Some(3.0))));
    }

    #[test]
    fn fires_on_two_clients_with_a_long_text_as_a_note() {
        let long =
            format!("{FIRST} Then our captain wanted the same for winter and summer tables, with tides in them.");
        let (findings, _) = check(&CHECK, &page(&[("a", &long), ("b", OTHER), ("c", &long)]));
        assert_eq!(findings.iter().map(|f| f.severity).collect::<Vec<_>>(), [Severity::Note]);
        // Who they are is not shown: a note as well, however many.
        let (findings, _) = check(&CHECK, &page(&[("", FIRST), ("", SECOND), ("", THIRD)]));
        assert_eq!(findings.iter().map(|f| f.severity).collect::<Vec<_>>(), [Severity::Note]);
    }

    #[test]
    fn silent_on_one_clients_habit_and_on_praise() {
        assert!(check(&CHECK, &page(&[("a", FIRST), ("a", FIRST), ("a", SECOND), ("b", OTHER)])).0.is_empty());
        let praise = [
            ("a", "Great work, thank you so much, I will definitely hire again."),
            ("b", "Great work, thank you so much! I would highly recommend to anyone."),
            ("c", "Great work, thank you very much, I will definitely work with him again."),
            ("d", "Excellent work and great communication, I would highly recommend him to anyone."),
            ("e", "Excellent work and great communication, thank you, I look forward to working with you again."),
        ];
        assert!(check(&CHECK, &page(&praise)).0.is_empty());
        assert!(check(&CHECK, &page(&[("a", FIRST), ("b", SECOND), ("c", OTHER)])).0.is_empty());
    }

    #[test]
    fn a_name_makes_no_review_long_enough_and_is_nothing_in_common() {
        let named = |name: &str, praise: &str| {
            let praise = format!("{name} {praise}");
            let texts = [("a", praise.as_str()), ("b", praise.as_str()), ("c", praise.as_str()), ("d", OTHER)];
            let mut snapshot = page(&texts);
            snapshot.people[0].name = text(name);
            let (findings, coverage) = check(&CHECK, &snapshot);
            (findings.len(), coverage.state)
        };
        // Six words of its own: two more would make it long enough, one would not.
        for praise in ["made our old boat swim again", "made our old boat swim once more"] {
            for name in ["Budi", "Warnakulasuriya Patabendige Ushantha Joseph Chaminda Vaas", "Ng'ang'a d'Arcy"] {
                assert_eq!(named(name, praise), named("Rowan Ash", praise), "{name}");
            }
        }
    }

    #[test]
    fn too_few_long_texts_are_said() {
        let state = |reviews: &[(&str, &str)]| check(&CHECK, &page(reviews)).1.state;
        assert_eq!(state(&[("a", FIRST), ("b", "Great work!")]), CoverageState::TooFew);
        assert_eq!(state(&[("a", ""), ("b", "")]), CoverageState::NotVisible);
        assert_eq!(state(&[]), CoverageState::NotVisible);
    }
}

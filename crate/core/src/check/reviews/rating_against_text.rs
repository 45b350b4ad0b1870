//! # Looks for
//! A rating of five, or nearly, beside a text that clearly complains and praises nothing; or a rating of two or less beside
//! one that clearly praises and complains of nothing. By short lists of plain phrases, in English only.
//!
//! # Why it matters
//! Stars and words of one review should say one thing. Where they do not, the words say more, and the client is the one to
//! ask: Background and nothing else, for a slip of the finger is the usual reason.
//!
//! # Innocent reasons
//! The wrong star was clicked; stars given out of kindness; a complaint about the site and not about the person; irony.
//!
//! # Cannot see
//! Other languages than English, and what is said without one of the phrases. A text that both praises and complains is
//! ordinary and never counts.

use super::super::{Check, Context, Judged};
use super::{Definition, History, Quotes, Said, Test, page, picture};
use crate::report::{Confidence, Family, Severity};
use crate::text::common::Common;
use crate::text::language::reads_as_english;
use crate::text::normal::plain_words;

/// The check.
pub static CHECK: Check = Check {
    id: "rating-against-text",
    title: "rating-against-text.title",
    version: "1.0.0",
    family: Family::Reviews,
    references: &["rev-pattern"],
    run,
};

/// The test. Its statistic is the share of reviews whose rating and text say opposite things.
pub static DEFINITION: Definition =
    Definition { check: &CHECK, method: "share-of-all", quotes: Quotes::RatingAndText, judge, picture: picture::none };

/// What only a complaint says.
const COMPLAINTS: &[&str] = &[
    "did not deliver",
    "didn't deliver",
    "never delivered",
    "do not recommend",
    "don't recommend",
    "not recommended",
    "would not recommend",
    "wouldn't recommend",
    "cannot recommend",
    "can't recommend",
    "would not hire",
    "will not hire",
    "won't hire",
    "never hire",
    "do not hire",
    "don't hire",
    "waste of money",
    "waste of time",
    "wasted my time",
    "very disappointed",
    "very disappointing",
    "poor quality",
    "poor communication",
    "very poor",
    "terrible",
    "horrible",
    "awful",
    "very unprofessional",
    "stopped responding",
    "stopped replying",
    "never responded",
    "missed the deadline",
    "missed deadlines",
    "had to redo",
    "not satisfied",
    "not happy with",
];
/// What only praise says.
const PRAISE: &[&str] = &[
    "highly recommend",
    "highly recommended",
    "would recommend",
    "will recommend",
    "definitely recommend",
    "excellent",
    "great work",
    "great job",
    "great to work with",
    "good job",
    "good work",
    "amazing",
    "fantastic",
    "outstanding",
    "very happy",
    "very satisfied",
    "very pleased",
    "will hire again",
    "would hire again",
    "work with again",
    "hire him again",
    "hire her again",
    "hire them again",
];
/// Milder words, with one of which a complaint is no clear one.
const MILD: &[&str] = &[
    "recommend",
    "recommended",
    "love",
    "loved",
    "best",
    "perfect",
    "awesome",
    "thank",
    "thanks",
    "pleasure",
    "great",
    "good",
    "nice",
    "happy",
    "well",
    "helpful",
    "patient",
    "professional",
    "quick",
    "fast",
    "satisfied",
    "friendly",
];
/// What turns a sentence round or speaks of somebody else: with one of these neither is clear.
const TURNS: &[&str] = &[
    "but",
    "however",
    "unfortunately",
    "although",
    "though",
    "except",
    "unlike",
    "other",
    "others",
    "previous",
    "previously",
    "before",
    "until",
    "if",
    "only",
    "nobody",
    "nothing",
];
/// What takes praise back.
const NEGATIONS: &[&str] =
    &["not", "no", "never", "didn't", "don't", "doesn't", "wasn't", "isn't", "won't", "wouldn't", "couldn't", "can't"];
/// Reviews below which nothing is said.
const ENOUGH: usize = 3;
/// Words beyond which one phrase of praise does not make a text praise.
const LONG: usize = 40;
const TOP: f64 = 4.9;
const BOTTOM: f64 = 2.0;

fn run(context: &Context<'_>) -> Judged {
    page::run(&DEFINITION, context)
}

fn judge(history: &History<'_>, _: &Common) -> Test {
    let mut against = Vec::new();
    let mut n = 0;
    for piece in history.reviews() {
        let Some(rating) = piece.rating.filter(|_| !piece.text.is_empty()) else { continue };
        let words = plain_words(piece.text);
        if !reads_as_english(words.split(' ')) {
            continue;
        }
        n += 1;
        if opposite(rating, &words) {
            against.push(piece.position);
        }
    }
    if n == 0 {
        return DEFINITION.not_visible(None);
    }
    if n < ENOUGH {
        return DEFINITION.too_few(n, ENOUGH);
    }
    let test = DEFINITION.silent(n).share(against.len());
    if against.is_empty() {
        return test;
    }
    let said = Said {
        message: test.share_said("rating-against-text.message", against.len()),
        why: "rating-against-text.why",
        innocent: &["rating-against-text.innocent.1", "rating-against-text.innocent.2"],
        ask: &["rating-against-text.ask.1"],
        confidence: Confidence::Low,
    };
    test.fired(Severity::Context, against, said)
}

/// Whether a rating and normalised words clearly say opposite things.
fn opposite(rating: f64, words: &str) -> bool {
    let words = format!(" {words} ");
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| words.contains(&format!(" {phrase} ")));
    let (complains, praises) = (says(COMPLAINTS), says(PRAISE));
    if says(TURNS) || complains == praises {
        return false;
    }
    // "Not recommended" and "not happy with" hold a milder word of praise themselves.
    let rest = COMPLAINTS.iter().fold(words.clone(), |rest, phrase| rest.replace(&format!(" {phrase} "), " "));
    let mild = MILD.iter().any(|word| rest.contains(&format!(" {word} ")));
    let short = words.split(' ').nth(LONG).is_none();
    if complains { rating >= TOP && !mild } else { rating <= BOTTOM && short && !says(NEGATIONS) }
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{person, run as check, text, value};
    use super::*;
    use crate::model::{PageSnapshot, Review};
    use crate::report::CoverageState;

    fn page(reviews: &[(f64, &str)]) -> PageSnapshot {
        let review = |(rating, words): &(f64, &str)| Review {
            rating: Some(value(*rating)),
            text: text(words),
            ..Review::default()
        };
        let reviews = reviews.iter().map(review).collect();
        PageSnapshot { people: vec![person("a")], reviews, ..PageSnapshot::default() }
    }

    #[test]
    fn fires_on_stars_that_say_the_opposite_as_background() {
        let reviews = [
            (5.0, "Missed the deadline twice and stopped responding. Waste of money, would not recommend."),
            (1.0, "Excellent work on our menus, highly recommended to everyone!"),
            (5.0, "Great work, thank you"),
            (2.0, "Not what I expected"),
        ];
        let (findings, coverage) = check(&CHECK, &page(&reviews));
        assert_eq!((findings.len(), coverage.state), (1, CoverageState::Checked));
        assert_eq!((findings[0].severity, findings[0].evidence.len()), (Severity::Context, 4));
        let quotes: Vec<&str> = findings[0].evidence.iter().map(|evidence| evidence.quote.as_str()).collect();
        assert!(quotes[0] == "5" && quotes[1].starts_with("Missed") && quotes[2] == "1", "{quotes:?}");
        assert_eq!(findings[0].statistic.as_ref().map(|s| (s.n, s.value)), Some((4, Some(0.5))));
    }

    #[test]
    fn silent_on_what_is_not_clear() {
        for (rating, words) in [
            (5.0, "The others missed the deadline and were terrible, she was on time."),
            (5.0, "Not what we had in mind at first. Good communication, though, and a terrible deadline of ours."),
            (5.0, "I would not hire anyone else. Great work."),
            (5.0, "He had to redo it since our brief was poor quality, and did so happily. Thank you."),
            (1.0, "This was not great work, and I would recommend you look on."),
            (1.0, "Excellent profile, terrible work."),
            (1.0, &("An amazing entrance. ".to_owned() + &"We waited a long time for tea that came cold. ".repeat(5))),
            (3.0, "Waste of money."),
            (4.5, "Waste of money."),
            (5.0, "Pérdida de tiempo, terrible calidad, no lo recomiendo para nada a nadie, nunca contestó."),
        ] {
            let reviews = [(rating, words), (5.0, "Great work"), (5.0, "Thank you"), (4.0, "Good")];
            assert!(check(&CHECK, &page(&reviews)).0.is_empty(), "{rating} {words}");
        }
    }

    #[test]
    fn too_few_rated_texts_are_said() {
        assert_eq!(
            check(&CHECK, &page(&[(5.0, "Great work"), (5.0, "Waste of money")])).1.state,
            CoverageState::TooFew
        );
        assert_eq!(check(&CHECK, &page(&[(5.0, ""), (5.0, " ")])).1.state, CoverageState::NotVisible);
        assert_eq!(check(&CHECK, &page(&[])).1.state, CoverageState::NotVisible);
    }
}

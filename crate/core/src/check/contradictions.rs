//! # Looks for
//! Two statements of one page that cannot both be true. (a) A contract or review dated more than a month before the day
//! the person joined the site. (b) One text that claims two different totals of years of experience.
//!
//! # Why it matters
//! Official guidance asks to compare what a profile says about dates and work history. Both quotes are shown and neither
//! is judged. There is no figure for how often honest pages contradict themselves, so this is a Note.
//!
//! # Innocent reasons
//! Accounts merged or moved from another site, a date that the site itself shows wrongly, an old sentence left standing.
//!
//! # Cannot see
//! Anything that needs a second page. (b) reads English only, and only where both sentences are equal but for the number
//! and for words of no subject: "8+ years of experience" and "Python, 5 years" do not contradict each other, nor do
//! "5+ years" and "8 years". Neither date may be an interval that allows the order. A site's own review count against
//! its rating count is not compared: the count in all has no quote yet. Names, places and languages are never compared.

use super::experience::{Claim, claims};
use super::finding::{Draft, about, coverage, one, quote, whole};
use super::work::{Person as Work, by_person};
use super::{Check, Context, Judged};
use crate::model::days::{Days, said};
use crate::model::{Value, When};
use crate::report::{Confidence, CoverageState, Family, Finding, ItemKind, Message, Severity, Subject};

/// The check.
pub static CHECK: Check = Check {
    id: "contradictions",
    title: "contradictions.title",
    version: "1.0.0",
    family: Family::Identity,
    references: &["ident-inconsistent", "timeline-impossible"],
    run,
};

/// Days by which work may come before joining: time zones, and sites that show months.
const SLACK: i64 = 31;
/// Texts read on one page.
const MOST_TEXTS: usize = 2_000;

fn run(context: &Context<'_>) -> Judged {
    let mut findings = Vec::new();
    let mut compared = 0_usize;
    for person in by_person(context.snapshot) {
        let joined = person.person.and_then(|at| context.snapshot.people.get(at)?.member_since.as_ref());
        if let Some((joined, days)) = joined.and_then(|joined| Some((joined, Days::of(&joined.value)?))) {
            let (count, earliest) = before(&person, days);
            compared += count;
            findings.extend(earliest.map(|(when, item)| early(context, &person, joined, when, item)));
        }
    }
    let people = context.snapshot.people.iter().enumerate();
    let bios = people.filter_map(|(at, p)| Some((p.bio.as_ref()?, one(ItemKind::Person, at))));
    let proposals = context.snapshot.proposals.iter().enumerate();
    let letters = proposals.filter_map(|(at, p)| Some((p.letter.as_ref()?, one(ItemKind::Proposal, at))));
    for (text, item) in bios.chain(letters).take(MOST_TEXTS) {
        let claims = claims(&text.value);
        compared += claims.len().saturating_sub(1);
        findings.extend(contradiction(&claims).and_then(|(a, b)| two_totals(context, text, &item, a, b)));
    }
    let (state, note) = if compared == 0 {
        (CoverageState::NotVisible, Message::key("contradictions.note.not_visible"))
    } else {
        (CoverageState::Checked, Message::key("contradictions.note.checked").with("n", compared))
    };
    Judged::new(findings, coverage(&CHECK, state, note))
}

/// How many dates were compared with the day of joining, and the earliest that lies well before it.
fn before<'a>(person: &Work<'a>, joined: Days) -> (usize, Option<(&'a Value<When>, Subject)>) {
    let mut count = 0;
    let mut earliest: Option<(i64, &Value<When>, Subject)> = None;
    for work in &person.work {
        let review = work.review.and_then(|(at, r)| Some((r.at.as_ref()?, one(ItemKind::Review, at))));
        let contract = work.contract.map(|(at, c)| (c, one(ItemKind::Contract, at)));
        let started = contract.clone().and_then(|(c, item)| Some((c.started.as_ref()?, item)));
        let ended = contract.and_then(|(c, item)| Some((c.ended.as_ref()?, item)));
        for (when, item) in [started, ended, review].into_iter().flatten() {
            let Some(days) = Days::of(&when.value) else { continue };
            count += 1;
            let early = days.last + SLACK < joined.first;
            if early && earliest.as_ref().is_none_or(|(first, _, _)| days.last < *first) {
                earliest = Some((days.last, when, item));
            }
        }
    }
    (count, earliest.map(|(_, when, item)| (when, item)))
}

fn early(context: &Context<'_>, person: &Work<'_>, joined: &Value<When>, when: &Value<When>, item: Subject) -> Finding {
    let message = Message::key("contradictions.message.before_joining")
        .with("date", said(&when.value))
        .with("joined", said(&joined.value));
    let subject = about(person.person);
    let evidence = vec![whole(joined, said(&joined.value), subject.clone()), whole(when, said(&when.value), item)];
    Draft::new(&CHECK, Severity::Note, Confidence::Medium, subject)
        .says(message, Message::key("contradictions.why"))
        .innocent(&["contradictions.innocent.moved", "contradictions.innocent.site"])
        .ask(&["contradictions.ask.before_joining"])
        .evidence(evidence)
        .done(context.snapshot)
}

/// The first two claims that exclude each other.
fn contradiction(claims: &[Claim]) -> Option<(&Claim, &Claim)> {
    let pairs = claims.iter().enumerate().flat_map(|(at, a)| claims.iter().skip(at + 1).map(move |b| (a, b)));
    pairs.take(400).find(|(a, b)| a.excludes(b))
}

fn two_totals(context: &Context<'_>, text: &Value<String>, item: &Subject, a: &Claim, b: &Claim) -> Option<Finding> {
    let evidence = vec![quote(text, a.at.clone(), item.clone())?, quote(text, b.at.clone(), item.clone())?];
    let message = Message::key("contradictions.message.two_totals")
        .with("a", evidence.first()?.quote.as_str())
        .with("b", evidence.last()?.quote.as_str());
    let draft = Draft::new(&CHECK, Severity::Note, Confidence::Medium, item.clone())
        .says(message, Message::key("contradictions.why"))
        .innocent(&["contradictions.innocent.old", "contradictions.innocent.two_fields"])
        .ask(&["contradictions.ask.two_totals"])
        .evidence(evidence);
    Some(draft.done(context.snapshot))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{at, person, run as check, text, value};
    use super::*;
    use crate::model::{Contract, PageSnapshot, Person, Proposal};

    fn page(joined: &str, ended: &str) -> PageSnapshot {
        PageSnapshot {
            people: vec![Person { member_since: at(joined), ..person("a") }],
            contracts: vec![Contract { person: Some("a".to_owned()), ended: at(ended), ..Contract::default() }],
            ..PageSnapshot::default()
        }
    }

    fn letter(words: &str) -> PageSnapshot {
        let proposals = vec![Proposal { letter: text(words), ..Proposal::default() }];
        PageSnapshot { proposals, ..PageSnapshot::default() }
    }

    #[test]
    fn fires_on_work_before_joining() {
        let (findings, coverage) = check(&CHECK, &page("2024-05-10", "2023-11-02"));
        assert_eq!((findings[0].severity, coverage.state), (Severity::Note, CoverageState::Checked));
        let quotes: Vec<&str> = findings[0].evidence.iter().map(|e| e.quote.as_str()).collect();
        assert_eq!(quotes, ["2024-05-10", "2023-11-02"]);
    }

    #[test]
    fn silent_on_dates_that_allow_the_order() {
        for (joined, ended) in [("2024-05-10", "2024-04-20"), ("2024-05-10", "2026-01-01"), ("2024-05", "2024-04-29")] {
            assert!(check(&CHECK, &page(joined, ended)).0.is_empty(), "{joined} {ended}");
        }
        let mut vague = page("2024-05-10", "2024-01-01");
        vague.contracts[0].ended = Some(value(When::Between("2023-01-01".to_owned(), "2024-12-31".to_owned())));
        assert!(check(&CHECK, &vague).0.is_empty());
    }

    #[test]
    fn fires_on_two_totals_in_one_text() {
        let words =
            "I am a senior developer with 8+ years of experience. I like \u{1f984}. I have 5 years of experience!";
        let (findings, _) = check(&CHECK, &letter(words));
        let quotes: Vec<&str> = findings[0].evidence.iter().map(|e| e.quote.as_str()).collect();
        assert_eq!(quotes, ["8+ years of experience", "5 years of experience"]);
        assert_eq!(findings[0].severity, Severity::Note);
    }

    #[test]
    fn silent_on_totals_of_different_things() {
        for words in [
            "8+ years of experience. I have 5 years of experience with Python.",
            "I have 8+ years of experience. As a Rust developer I have 5 years of experience.",
            "I have 5+ years of experience. I have 8 years of experience.",
            "I have 8 years of experience. I have 7 years of experience.",
            "10 years of experience. Our designer has 4 years of experience.",
            "I have 8+ years of experience. You want 5 years of experience?",
        ] {
            assert!(check(&CHECK, &letter(words)).0.is_empty(), "{words}");
        }
    }

    #[test]
    fn too_few_statements_are_said_as_not_visible() {
        assert_eq!(check(&CHECK, &letter("Hello")).1.state, CoverageState::NotVisible);
        assert_eq!(check(&CHECK, &PageSnapshot::default()).1.state, CoverageState::NotVisible);
    }
}

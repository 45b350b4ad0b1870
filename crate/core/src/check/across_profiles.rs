//! # Looks for
//! What the reviews of a profile have in common with those of other profiles that this device's user opened before: one
//! client, one text, one short time.
//!
//! # Why it matters
//! The 2022 advisory names client accounts that rate several developer accounts highly within a short time. Only profiles
//! that the user opened are compared, and of them only hashes are kept. A client who comes back is Background, however
//! often. A Note needs more: three accounts or more praised by one client within [`WINDOW`] days, or one text, of at least
//! twelve words of its own, on two profiles. Time *and* wording, or one text on three profiles, are worth a question.
//!
//! # Innocent reasons
//! A client who hires a team, or a large company with one account; people of one agency; a client who praises a whole
//! team in the same words; a site that lists the reviews of an agency under each member.
//!
//! # Cannot see
//! Profiles that were not opened, clients without a name of their own (initials, masked, "anonymous"), texts that were
//! changed, short praise.

use super::finding::{Draft, coverage, one};
use super::remembered::{Keys, OneReview, Reviewed, days_of, quoted};
use super::{Check, Context, Judged};
use crate::ledger::{Kept, KeptReview, MOST_REVIEWS};
use crate::model::days::Days;
use crate::report::{Confidence, CoverageState, Family, Finding, ItemKind, Message, Severity};

/// The check.
pub static CHECK: Check = Check {
    id: "across-profiles",
    title: "across-profiles.title",
    version: "1.0.0",
    family: Family::Reviews,
    references: &["plat-rating-ring", "rev-pattern"],
    run,
};

/// Days within which reviews belong to one short time.
const WINDOW: i64 = 14;
/// Accounts that one client reviewed in a short time, or that hold one text; this one is counted.
const ACCOUNTS: usize = 3;
/// Remembered profiles, by days, that are looked through.
const MOST_ENTRIES: usize = 2_000;
/// Quotes in one finding.
const MOST_QUOTES: usize = 6;

/// A remembered profile, as it stood on one day.
struct Other<'a> {
    person: &'a str,
    agency: Option<&'a str>,
    reviews: &'a [KeptReview],
}

/// What one review has in common with other profiles: their keys.
#[derive(Default)]
struct Common<'a> {
    client: Vec<&'a str>,
    /// Reviewed by the same client, in the same short time.
    quick: Vec<&'a str>,
    text: Vec<&'a str>,
}

fn run(context: &Context<'_>) -> Judged {
    let judged = |state, note: &str| Judged::new(Vec::new(), coverage(&CHECK, state, Message::key(note)));
    if context.snapshot.reviews.is_empty() {
        return judged(CoverageState::NotVisible, "across-profiles.note.not_visible");
    }
    let Some(keys) = Keys::of(context) else {
        return judged(CoverageState::NotVisible, "across-profiles.note.off");
    };
    let mut others = Vec::new();
    for entry in context.memories.entries.iter().take(MOST_ENTRIES) {
        if let Kept::Person { person, agency, reviews } = &entry.kept {
            let reviews = reviews.get(..MOST_REVIEWS).unwrap_or(reviews);
            others.push(Other { person, agency: agency.as_deref(), reviews });
        }
    }
    if others.is_empty() {
        return judged(CoverageState::Checked, "across-profiles.note.none");
    }
    let people = keys.reviewed();
    let n = people.iter().flat_map(|person| &person.reviews).filter(|one| is_comparable(one)).count();
    if n == 0 {
        return judged(CoverageState::NotVisible, "across-profiles.note.hidden");
    }
    let findings = people.iter().filter_map(|person| finding(context, person, &others)).collect();
    let mut known = Vec::new();
    for other in others.iter().filter(|other| people.iter().all(|person| person.key != other.person)) {
        add(&mut known, other.person);
    }
    let note = Message::key("across-profiles.note.checked").with("n", n).with("profiles", known.len());
    Judged::new(findings, coverage(&CHECK, CoverageState::Checked, note))
}

fn is_comparable(review: &OneReview) -> bool {
    review.kept.client.is_some() || review.telling
}

fn finding(context: &Context<'_>, person: &Reviewed, others: &[Other<'_>]) -> Option<Finding> {
    let found: Vec<(&OneReview, Common<'_>)> = person
        .reviews
        .iter()
        .filter(|review| is_comparable(review))
        .map(|review| (review, in_common(person, review, others)))
        .filter(|(_, common)| !common.client.is_empty() || !common.text.is_empty())
        .collect();
    let accounts = |of: &[&str]| of.len() + 1 >= ACCOUNTS;
    let worded = |common: &Common<'_>| !common.text.is_empty();
    let quick = |common: &Common<'_>| accounts(&common.quick);
    let asked = |common: &Common<'_>| accounts(&common.text) || (quick(common) && worded(common));
    let all = |of: fn(&Common<'_>) -> usize| found.iter().map(|(_, common)| of(common)).max().unwrap_or_default();
    let (mut severity, key, n, picked): (_, _, _, &dyn Fn(&Common<'_>) -> bool) =
        if found.iter().any(|(_, common)| asked(common)) {
            let n = all(|common| if common.text.is_empty() { 0 } else { common.text.len().max(common.quick.len()) });
            (Severity::Caution, "across-profiles.message.text", n, &asked)
        } else if found.iter().any(|(_, common)| worded(common)) {
            (Severity::Note, "across-profiles.message.text", all(|common| common.text.len()), &worded)
        } else if found.iter().any(|(_, common)| quick(common)) {
            (Severity::Note, "across-profiles.message.quick", all(|common| common.quick.len()), &quick)
        } else {
            let mut people = Vec::new();
            found.iter().flat_map(|(_, common)| &common.client).for_each(|key| add(&mut people, key));
            (Severity::Context, "across-profiles.message", people.len(), &|_| true)
        };
    let picked: Vec<_> = found.iter().filter(|(_, common)| picked(common)).collect();
    let met = |key: &str| picked.iter().any(|(_, common)| common.client.contains(&key) || common.text.contains(&key));
    let one_agency = |other: &Other<'_>| other.agency == person.agency.as_deref() || !met(other.person);
    if person.agency.is_some() && others.iter().all(one_agency) {
        severity = Severity::Context;
    }
    let evidence: Vec<_> =
        picked.iter().filter_map(|(review, _)| quoted(context.snapshot, review.at)).take(MOST_QUOTES).collect();
    if evidence.is_empty() {
        return None;
    }
    let message = Message::key(key).with("n", n).with("reviews", picked.len()).with("days", WINDOW as usize);
    let draft = Draft::new(&CHECK, severity, Confidence::Medium, one(ItemKind::Person, person.at))
        .says(message, Message::key("across-profiles.why"))
        .innocent(&["across-profiles.innocent.1", "across-profiles.innocent.2", "across-profiles.innocent.3"])
        .ask(&["across-profiles.ask.1"])
        .evidence(evidence);
    Some(draft.done(context.snapshot))
}

fn in_common<'a>(person: &Reviewed, review: &OneReview, others: &[Other<'a>]) -> Common<'a> {
    let mut common = Common::default();
    let own = &review.kept;
    for other in others.iter().filter(|other| other.person != person.key) {
        for theirs in other.reviews {
            if own.client.is_some() && own.client == theirs.client {
                add(&mut common.client, other.person);
                if days_of(own).zip(days_of(theirs)).is_some_and(|(a, b)| within(a, b)) {
                    add(&mut common.quick, other.person);
                }
            }
            if review.telling && own.text == theirs.text {
                add(&mut common.text, other.person);
            }
        }
    }
    common
}

fn add<'a>(people: &mut Vec<&'a str>, person: &'a str) {
    if !people.contains(&person) {
        people.push(person);
    }
}

/// Whether two reviews were surely written in one short time, wherever in their intervals they lie.
fn within(a: Days, b: Days) -> bool {
    a.last.max(b.last) - a.first.min(b.first) <= WINDOW
}

#[cfg(test)]
#[path = "across_profiles_test.rs"]
mod tests;

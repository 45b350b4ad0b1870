//! # Looks for
//! Reviews that this device saw on a profile before and that are not there any more, or are worded otherwise now.
//!
//! # Why it matters
//! A review that is gone or rewritten is a fact that the page itself cannot show. Most have ordinary reasons, so one or
//! two are Background and more a Note, never more than that. Nothing of the earlier words is kept but a hash: what changed
//! cannot be shown, only that it did.
//!
//! A review can only be missed where the page would have to show it: in a list that is complete by the site's own count,
//! or between the first and the last date of a list in the order of its dates. Where fewer than [`KNOWN`] reviews are
//! found again, or more are missing than found, the list is another one (filtered, sorted, translated, of another layout),
//! and nothing is said.
//!
//! # Innocent reasons
//! The client changed or took back the review; the site removed it, or lets people leave one out; the page shows it cut,
//! translated, or in another list.
//!
//! # Cannot see
//! What was on days that the ledger no longer holds; lists without dates or a count; reviews of which a page shows only
//! the beginning; which of a client's several reviews without a title is which.

use super::finding::{Draft, coverage, one};
use super::remembered::{Keys, Reviewed, day, days_of, quoted};
use super::{Check, Context, Judged};
use crate::ledger::{Entry, Kept, KeptReview, MOST_FOR_A_KEY, MOST_REVIEWS};
use crate::model::UnreadWhy;
use crate::model::days::Days;
use crate::report::{Confidence, CoverageState, Family, Finding, ItemKind, Message, Severity};

/// The check.
pub static CHECK: Check = Check {
    id: "changed-reviews",
    title: "changed-reviews.title",
    version: "1.0.0",
    family: Family::Reviews,
    references: &["rev-pattern"],
    run,
};

/// Reviews that must be found again.
const KNOWN: usize = 3;
/// Changes that make a Note.
const MANY: usize = 3;
/// Days by which two readings of one date may lie apart: time zones, and "3 months ago".
const APART: i64 = 1;
/// Readings of a person's reviews that are looked through: as many as the ledger hands over of a person met on ten days.
const MOST_READINGS: usize = 10 * MOST_REVIEWS;
/// Quotes in one finding.
const MOST_QUOTES: usize = 6;

/// A remembered review: the last day it was seen, and the days that show it.
struct Seen<'a> {
    review: &'a KeptReview,
    days: Option<Days>,
    last: &'a str,
    /// A bit for each of the person's entries.
    entries: u64,
}

/// What became of the reviews that a person had.
#[derive(Default)]
struct Fate<'a> {
    found: usize,
    /// The remembered review, and where the page has it in other words.
    changed: Vec<(&'a str, usize)>,
    /// Last day seen, and the days of the review.
    gone: Vec<(&'a str, Days)>,
    /// Where the page need not show it.
    elsewhere: usize,
}

fn run(context: &Context<'_>) -> Judged {
    let judged = |state, note| Judged::new(Vec::new(), coverage(&CHECK, state, note));
    if context.snapshot.reviews.is_empty() {
        return judged(CoverageState::NotVisible, Message::key("changed-reviews.note.not_visible"));
    }
    let Some(keys) = Keys::of(context) else {
        return judged(CoverageState::NotVisible, Message::key("changed-reviews.note.off"));
    };
    let is_person = |entry: &Entry| matches!(entry.kept, Kept::Person { .. });
    if !context.memories.entries.iter().any(is_person) {
        return judged(CoverageState::TooFew, Message::key("changed-reviews.note.first_time"));
    }
    let people = keys.reviewed();
    let fates = people.iter().map(|person| (person, fate(context, person)));
    let fates: Vec<_> = fates.filter(|(_, fate)| fate.found + fate.lost() + fate.elsewhere > 0).collect();
    let can_judge = |fate: &Fate<'_>| fate.found >= KNOWN && fate.lost() <= fate.found;
    let findings = fates.iter().filter(|(_, fate)| can_judge(fate) && fate.lost() > 0);
    let findings = findings.filter_map(|(person, fate)| finding(context, person, fate)).collect();
    let sum = |of: fn(&Fate<'_>) -> usize| fates.iter().map(|(_, fate)| of(fate)).sum::<usize>();
    let n = sum(|fate| fate.found + fate.lost());
    let (state, note) = if fates.is_empty() {
        (CoverageState::TooFew, Message::key("changed-reviews.note.first_time"))
    } else if fates.iter().any(|(_, fate)| can_judge(fate)) {
        (CoverageState::Checked, Message::key("changed-reviews.note.checked"))
    } else if fates.iter().any(|(_, fate)| fate.found >= KNOWN) {
        (CoverageState::NotVisible, Message::key("changed-reviews.note.other_list"))
    } else {
        (CoverageState::TooFew, Message::key("changed-reviews.note.too_few"))
    };
    let note = note.with("n", n).with("elsewhere", sum(|fate| fate.elsewhere));
    Judged::new(findings, coverage(&CHECK, state, note))
}

impl Fate<'_> {
    fn lost(&self) -> usize {
        self.changed.len() + self.gone.len()
    }
}

/// What became of the reviews that earlier days show of a person.
fn fate<'a>(context: &Context<'a>, person: &Reviewed) -> Fate<'a> {
    let covered = covered(context, person);
    let seen = seen(&context.memories.entries, &person.key);
    let now_days: Vec<Option<Days>> = person.reviews.iter().map(|now| days_of(&now.kept)).collect();
    let mut fate = Fate::default();
    for one in &seen {
        let days = one.days;
        let near = person.reviews.iter().zip(&now_days).filter(|(_, now)| may_be_one(days, **now)).map(|(now, _)| now);
        let (mut is_here, mut unsure, mut other_words) = (false, false, None);
        for now in near {
            let (then, now_text) = (&one.review.text, &now.kept.text);
            let same_text = then.is_some() && then == now_text;
            let same = now.kept.id == one.review.id;
            is_here |= same_text || (same && then == now_text);
            unsure |= same && (then.is_none() || now_text.is_none());
            // Words that stood beside these on one day are those of another review.
            let beside = |seen: &&Seen<'_>| seen.review.text == *now_text && seen.entries & one.entries != 0;
            if same && !seen.iter().any(|seen| beside(&seen)) {
                other_words = Some(now.at);
            }
        }
        match (is_here || unsure, other_words, days) {
            (true, _, _) => fate.found += 1,
            (_, Some(at), _) => fate.changed.push((one.last, at)),
            (_, _, Some(days)) if covered.is_some_and(|(first, last)| first < days.first && days.last < last) => {
                fate.gone.push((one.last, days));
            }
            _ => fate.elsewhere += 1,
        }
    }
    fate
}

/// The reviews that are remembered of a person, each reading of one once.
fn seen<'a>(entries: &'a [Entry], of: &str) -> Vec<Seen<'a>> {
    let mut seen: Vec<Seen<'a>> = Vec::new();
    let mut left = MOST_READINGS;
    let of_person = entries.iter().filter_map(|entry| match &entry.kept {
        Kept::Person { person, reviews, .. } if person == of => Some((day(&entry.day)?, reviews)),
        _ => None,
    });
    for (at, (day, reviews)) in of_person.take(MOST_FOR_A_KEY).enumerate() {
        for review in reviews.iter().take(MOST_REVIEWS.min(left)) {
            left -= 1;
            let (days, bit) = (days_of(review), 1 << at);
            // The same day's reviews of one client and one text are told apart by their dates alone.
            let known = seen.iter_mut().find(|known| {
                known.review.id == review.id && known.review.text == review.text && may_be_one(known.days, days)
            });
            if let Some(known) = known {
                known.last = known.last.max(day);
                known.entries |= bit;
            } else {
                seen.push(Seen { review, days, last: day, entries: bit });
            }
        }
    }
    seen
}

/// Whether two readings of a date may be of one day. A review without a date may be of any.
fn may_be_one(a: Option<Days>, b: Option<Days>) -> bool {
    a.zip(b).is_none_or(|(a, b)| a.first <= b.last + APART && b.first <= a.last + APART)
}

/// Between which days, both left out, the page would have to show a review of this person.
fn covered(context: &Context<'_>, person: &Reviewed) -> Option<(i64, i64)> {
    let snapshot = context.snapshot;
    let whole = snapshot.totals.get("reviews").is_some_and(|total| *total <= person.reviews.len() as u64);
    let unread = |field: &str, why| field == "reviews" && !matches!(why, UnreadWhy::Withheld);
    if snapshot.unread.iter().any(|one| unread(&one.field, one.why) && (whole || one.why != UnreadWhy::Partial)) {
        return None;
    }
    if whole {
        return Some((i64::MIN, i64::MAX));
    }
    let days: Vec<Days> = person.reviews.iter().map(|review| days_of(&review.kept)).collect::<Option<_>>()?;
    let falls = days.windows(2).all(|two| matches!(two, [a, b] if a.first >= b.first && a.last >= b.last));
    let (newest, oldest) = (days.first()?, days.last()?);
    (falls && days.len() > KNOWN).then_some((oldest.last, newest.first))
}

fn finding(context: &Context<'_>, person: &Reviewed, fate: &Fate<'_>) -> Option<Finding> {
    let (gone, changed) = (fate.gone.len(), fate.changed.len());
    let key = match (gone, changed) {
        (0, _) => "changed-reviews.message.changed",
        (_, 0) => "changed-reviews.message.gone",
        _ => "changed-reviews.message.both",
    };
    let last = fate.gone.iter().map(|(last, _)| *last).chain(fate.changed.iter().map(|(last, _)| *last)).max();
    let message = Message::key(key).with("n", if gone == 0 { changed } else { gone }).with("changed", changed);
    let message = message.with("seen", fate.found + fate.lost()).with("last", last.unwrap_or_default());
    let beside = fate.gone.iter().flat_map(|(_, days)| neighbours(person, *days));
    let mut places: Vec<usize> = fate.changed.iter().map(|(_, at)| *at).chain(beside).collect();
    places.sort_unstable();
    places.dedup();
    let evidence: Vec<_> = places.into_iter().filter_map(|at| quoted(context.snapshot, at)).take(MOST_QUOTES).collect();
    if evidence.is_empty() {
        return None;
    }
    let severity = if fate.lost() >= MANY { Severity::Note } else { Severity::Context };
    let draft = Draft::new(&CHECK, severity, Confidence::Low, one(ItemKind::Person, person.at))
        .says(message, Message::key("changed-reviews.why"))
        .innocent(&["changed-reviews.innocent.1", "changed-reviews.innocent.2", "changed-reviews.innocent.3"])
        .ask(&["changed-reviews.ask.1"])
        .evidence(evidence);
    Some(draft.done(context.snapshot))
}

/// The reviews between which one is missing: the next earlier and the next later one.
fn neighbours(person: &Reviewed, days: Days) -> impl Iterator<Item = usize> {
    let dated = || person.reviews.iter().filter_map(|review| Some((days_of(&review.kept)?.first, review.at)));
    let before = dated().filter(|(day, _)| *day <= days.first).max();
    let after = dated().filter(|(day, _)| *day > days.first).min();
    before.into_iter().chain(after).map(|(_, at)| at)
}

#[cfg(test)]
#[path = "changed_reviews_test.rs"]
mod tests;

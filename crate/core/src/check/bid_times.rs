//! # Looks for
//! A bid that was sent within a minute of the job's posting, and, in files of bids, one person's bids on three or more jobs
//! within a minute. Only where both times are known to the second: a date, "2 minutes ago" or a time without seconds never counts, and two
//! times are compared only when both have an offset or both have none.
//!
//! # Why it matters
//! The 2022 advisory names extensive bidding. A long letter that is there a few seconds after the post was not written for
//! it. That says how the letter came about and nothing of who sent it, so this is Background and nothing else.
//!
//! # Innocent reasons
//! An alert and a prepared letter; a bidding tool or an assistant; an invitation before the post was public; a post that
//! was edited and keeps its first date.
//!
//! # Cannot see
//! Sites that show dates, or no times at all: nearly all. One person's bids on several jobs: a page is about one job, and the
//! ledger keeps days and no times, so only `secondlook bids` can tell. It looks at when a bid was sent, never at when a
//! person was online or last seen.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::{Draft, coverage, one, whole};
use super::{Check, Context, Judged};
use crate::model::{Value, When};
use crate::report::{Confidence, CoverageState, Family, ItemKind, Message, Severity, Subject};
use crate::text::moment::Moment;
use crate::text::order::sort_by;

/// The check.
pub static CHECK: Check = Check {
    id: "bid-times",
    title: "bid-times.title",
    version: "1.0.0",
    family: Family::Bids,
    references: &["plat-bid-ratio"],
    run,
};

/// Seconds that count as at once.
const AT_ONCE: i64 = 60;
/// Jobs bid on at once that are many.
const MANY: usize = 3;

/// When a bid was sent, and for which job.
pub type Sent = (String, Moment);

/// Whether this many seconds from the posting to the bid are few. A bid before the posting is of a job that was posted anew.
pub fn is_fast(after: i64) -> bool {
    (0..=AT_ONCE).contains(&after)
}

/// The positions of bids on the most jobs within a minute, in the order of time; none where that is not many. A job that is
/// bid on twice counts once.
pub fn at_once(sent: &[Sent]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..sent.len()).collect();
    sort_by(&mut order, |a, b| {
        let key = |at: &usize| sent.get(*at).map(|(job, moment)| (*moment, job));
        key(a).cmp(&key(b))
    });
    let bids: Vec<(usize, &Sent)> = order.into_iter().filter_map(|at| Some((at, sent.get(at)?))).collect();
    let (mut first, mut best, mut most) = (0, 0..0, MANY - 1);
    let mut jobs: BTreeMap<&str, usize> = BTreeMap::new();
    for (last, (_, (job, moment))) in bids.iter().enumerate() {
        *jobs.entry(job).or_default() += 1;
        while let Some((_, (job, from))) = bids.get(first) {
            if moment.seconds_since(*from).is_some_and(|after| after <= AT_ONCE) {
                break;
            }
            if let Some(count) = jobs.get_mut(job.as_str()) {
                *count -= 1;
                if *count == 0 {
                    jobs.remove(job.as_str());
                }
            }
            first += 1;
        }
        if jobs.len() > most {
            (most, best) = (jobs.len(), first..last + 1);
        }
    }
    let mut seen = BTreeSet::new();
    let best = bids.get(best).unwrap_or_default().iter();
    best.filter(|(_, (job, _))| seen.insert(job)).map(|(at, _)| *at).collect()
}

fn run(context: &Context<'_>) -> Judged {
    let snapshot = context.snapshot;
    let posted = snapshot.job.as_ref().and_then(|job| job.posted_at.as_ref());
    let (mut findings, mut known) = (Vec::new(), 0_usize);
    for (at, proposal) in snapshot.proposals.iter().enumerate() {
        let (Some(posted), Some(sent)) = (posted, proposal.at.as_ref()) else { continue };
        let times = moment(sent).zip(moment(posted));
        let Some(after) = times.and_then(|(sent, posted)| sent.seconds_since(posted)) else { continue };
        known += 1;
        if !is_fast(after) {
            continue;
        }
        let job = Subject { kind: ItemKind::Job, items: Vec::new() };
        let quotes = vec![whole(posted, said(posted), job), whole(sent, said(sent), one(ItemKind::Proposal, at))];
        let finding = Draft::new(&CHECK, Severity::Context, Confidence::Medium, one(ItemKind::Proposal, at))
            .says(Message::key("bid-times.message").with("n", after as f64), Message::key("bid-times.why"))
            .innocent(&["bid-times.innocent.1", "bid-times.innocent.2", "bid-times.innocent.3"])
            .ask(&["bid-times.ask.1"])
            .evidence(quotes)
            .done(snapshot);
        findings.push(finding);
    }
    let (state, note) = if known > 0 {
        (CoverageState::Checked, Message::key("bid-times.note.checked").with("n", known))
    } else {
        (CoverageState::NotVisible, Message::key("bid-times.note.not_visible"))
    };
    Judged::new(findings, coverage(&CHECK, state, note))
}

fn moment(value: &Value<When>) -> Option<Moment> {
    match &value.value {
        When::At(at) => Moment::read(at),
        When::Between(..) => None,
    }
}

fn said(value: &Value<When>) -> String {
    match &value.value {
        When::At(at) => at.clone(),
        When::Between(from, to) => format!("{from} to {to}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{at, run as check};
    use super::*;
    use crate::model::{Job, PageSnapshot, Proposal};

    fn page(posted: Option<Value<When>>, sent: &[Option<Value<When>>]) -> PageSnapshot {
        let proposals = sent.iter().map(|at| Proposal { at: at.clone(), ..Proposal::default() }).collect();
        PageSnapshot { job: Some(Job { posted_at: posted, ..Job::default() }), proposals, ..PageSnapshot::default() }
    }

    fn sent(bids: &[(&str, &str)]) -> Vec<Sent> {
        let time = |time: &str| Moment::read(&format!("2026-08-01T{time}Z")).unwrap();
        bids.iter().map(|(job, at)| ((*job).to_owned(), time(at))).collect()
    }

    #[test]
    fn fires_on_a_bid_within_a_minute() {
        let snapshot = page(
            at("2026-08-01T10:00:00Z"),
            &[at("2026-08-01T10:00:00Z"), at("2026-08-01T12:01:00+02:00"), at("2026-08-01T10:01:01Z")],
        );
        let (findings, coverage) = check(&CHECK, &snapshot);
        assert_eq!(findings.iter().map(|finding| finding.subject.items[0]).collect::<Vec<_>>(), [0, 1]);
        assert!(findings.iter().all(|finding| finding.severity == Severity::Context && finding.evidence.len() == 2));
        assert_eq!(coverage.state, CoverageState::Checked);
    }

    #[test]
    fn silent_on_dates_and_on_times_that_are_not_to_the_second() {
        let day = Some(Value { value: When::Between("2026-08-01".into(), "2026-08-01".into()), ..at("").unwrap() });
        for (posted, sent) in [
            (at("2026-08-01"), at("2026-08-01")),
            (at("2026-08-01T00:00:00Z"), at("2026-08-01T00:00:00Z")),
            (at("2026-08-01T10:00Z"), at("2026-08-01T10:00Z")),
            (at("2026-08-01T10:00:00Z"), at("2026-08-01T10:00:05")),
            (at("2026-08-01T10:00:00Z"), day),
            (at("2026-08-01T10:00:00Z"), None),
            (None, at("2026-08-01T10:00:00Z")),
        ] {
            let (findings, coverage) = check(&CHECK, &page(posted.clone(), std::slice::from_ref(&sent)));
            assert_eq!((findings.len(), coverage.state), (0, CoverageState::NotVisible), "{posted:?} {sent:?}");
        }
        let before = page(at("2026-08-01T10:00:05Z"), &[at("2026-08-01T10:00:00Z")]);
        assert_eq!(check(&CHECK, &before).0.len(), 0, "the job was posted anew");
    }

    #[test]
    fn many_jobs_at_once_are_three_within_a_minute() {
        let few = [("a", "10:00:00"), ("a", "10:00:01"), ("b", "10:00:30"), ("c", "10:01:01")];
        assert_eq!(at_once(&sent(&few)), [1, 2, 3], "from the second bid on the first job on");
        assert_eq!(at_once(&sent(&few[..3])), [] as [usize; 0]);
        let far = [("c", "10:05:00"), ("a", "10:00:00"), ("b", "10:01:01"), ("d", "10:01:59"), ("e", "10:02:01")];
        assert_eq!(at_once(&sent(&far)), [2, 3, 4]);
        assert_eq!(at_once(&[]), [] as [usize; 0]);
    }
}

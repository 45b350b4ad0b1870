//! # Looks for
//! Very many bids against very few won, of a person whose both numbers are known: from a page, from the user's own jobs
//! (the ledger), or typed in by the user.
//!
//! # Why it matters
//! The 2022 advisory names a large number of bids with few accepted ones. Nearly always it is a newcomer: of 163 million
//! profiles in one census about 14 million (8.6 %) ever got work. So the share is never shown alone: with it stand the
//! Clopper-Pearson interval (1934), which covers whatever the true rate is, and the mean under the prior that a pack gives
//! for the kind of work (by default Beta(1.5, 23.5), mean 6 %). The finding is Background until Wald's sequential test
//! (1945; half the prior's mean against a twelfth of it, so 3 % against 0.5 %) has decided; then it is "Ask", never more.
//! The test is of 3 % and not of 6 % because a record may be looked at after every bid: whoever truly wins 3 % or more is
//! ever called low with a probability of at most 0.16 % (Wald's inequality), exactly 0.036 % at every tenth of 300 bids; a
//! 6 % bidder in less than one of a million; a 0.2 % bidder is found at 400 bids in 95.3 %. The earliest call is after 254
//! bids without a win, 325 with one, 397 with two: newcomers are safe by construction, and the interval then lies below 2 %
//! by itself. All of this is computed exactly in the tests of [`rate`], not simulated.
//!
//! # Innocent reasons
//! A newcomer; a crowded field; bids sent by a tool or an agency; work found outside bidding.
//!
//! # Cannot see
//! Almost everything: no verified page shows both numbers, and "few jobs" says nothing about bids. Bids still open count
//! as not won where a page gives the numbers, for it does not say how many are open. The user's own jobs hardly ever decide:
//! a host hands over 64 entries of a person at most.

pub mod rate;

use super::finding::{Draft, about, coverage, whole};
use super::{Check, Context, Judged, remembered};
use crate::model::{PageSnapshot, Person, Source, Value};
use crate::pack::prior::choose;
use crate::report::{
    Confidence, CoverageState, Evidence, Family, Finding, Message, Picture, Severity, Shows, Statistic,
};
use crate::stats::round6;
use crate::stats::sprt::Verdict;
use rate::{Judgement, MOST};

/// The check.
pub static CHECK: Check = Check {
    id: "bids",
    title: "bids.title",
    version: "1.0.0",
    family: Family::Bids,
    references: &["plat-bid-ratio"],
    run,
};

/// Bids of one person.
struct Record {
    /// Bids whose outcome is known, or all bids where a page gives no more than a count.
    sent: u64,
    /// Bids won of those.
    won: u64,
    /// Whether it is of the user's own jobs, as the ledger has it.
    own: bool,
}

/// Bids on the user's own jobs below which nothing is said beside a name: most people bid once or twice.
const OWN: u64 = 5;

fn run(context: &Context<'_>) -> Judged {
    let (mut findings, mut pictures) = (Vec::new(), Vec::new());
    let (mut fewest, mut decided, mut wrong) = (None, 0_usize, None);
    for (at, person) in context.snapshot.people.iter().enumerate() {
        let Some(record) = shown_record(person).or_else(|| own_record(context, person)) else { continue };
        if record.won > record.sent {
            wrong.get_or_insert((record.sent, record.won));
            continue;
        }
        let Some(prior) = choose(context.priors, &kind_of_work(context.snapshot, person)) else {
            return Judged::new(
                Vec::new(),
                coverage(&CHECK, CoverageState::NotSupported, Message::key("bids.note.no_prior")),
            );
        };
        let judged = rate::judge(record.sent, record.won, prior);
        match judged.needed() {
            Some(needed) => fewest = fewest.max(Some((record.sent, needed))),
            None => decided += 1,
        }
        if record.own && record.sent < OWN {
            continue;
        }
        if record.sent > 0 {
            findings.push(finding(context.snapshot, at, &record, &judged));
        }
        pictures.push(Picture {
            check: CHECK.id.to_owned(),
            subject: about(Some(at)),
            shows: Shows::Rate(judged.rate),
        });
    }
    let (state, note) = match (wrong, fewest) {
        (Some((sent, won)), _) => {
            let note = Message::key("bids.note.won_above_sent").with("won", won as f64).with("sent", sent as f64);
            (CoverageState::NotSupported, note)
        }
        (None, _) if decided > 0 => {
            (CoverageState::Checked, Message::key("bids.note.checked").with("n", pictures.len()))
        }
        (None, Some((sent, needed))) => {
            let note = Message::key("bids.note.too_few").with("n", sent as f64).with("needed", needed as f64);
            (CoverageState::TooFew, note)
        }
        (None, None) => (CoverageState::NotVisible, Message::key("bids.note.not_visible")),
    };
    Judged { findings, coverage: coverage(&CHECK, state, note), pictures }
}

/// What the user's own jobs say of a person, by the ledger: bids on jobs of which the user said who was hired.
fn own_record(context: &Context<'_>, person: &Person) -> Option<Record> {
    let record = remembered::own_record(context, &person.id.as_ref()?.value)?;
    (record.sent > 0).then_some(Record { sent: record.sent, won: record.won, own: true })
}

/// Whole numbers of bids sent and won, where a page gives both.
#[expect(clippy::cast_sign_loss, reason = "the range begins at zero")]
fn shown_record(person: &Person) -> Option<Record> {
    let whole = |count: f64| (0.0..=MOST as f64).contains(&count).then(|| libm::floor(count) as u64);
    let (sent, won) = (person.bids_sent.as_ref()?.value, person.bids_won.as_ref()?.value);
    Some(Record { sent: whole(sent)?, won: whole(won)?, own: false })
}

/// The words that choose a prior: what the job asks for, else what the person does.
fn kind_of_work(snapshot: &PageSnapshot, person: &Person) -> String {
    let job = snapshot.job.iter().flat_map(|job| job.title.iter().chain(&job.skills));
    let words: Vec<&str> = job.chain(&person.title).map(|value| value.value.as_str()).collect();
    words.join("\n")
}

fn finding(snapshot: &PageSnapshot, at: usize, record: &Record, judged: &Judgement) -> Finding {
    let low = judged.verdict == Verdict::Low;
    let severity = if low { Severity::Caution } else { Severity::Context };
    let rate = &judged.rate;
    let statistic = Statistic {
        method: "bids-beta-binomial".to_owned(),
        n: record.sent,
        value: Some(rate.estimate),
        p: None,
        interval: Some(rate.interval),
        needed: judged.needed(),
    };
    Draft::new(&CHECK, severity, Confidence::Medium, about(Some(at)))
        .says(message(judged, record.own), Message::key("bids.why"))
        .innocent(&["bids.innocent.1", "bids.innocent.2", "bids.innocent.3"])
        .ask(&["bids.ask.1"])
        .evidence(evidence(snapshot, at, record))
        .statistic(statistic)
        .done(snapshot)
}

/// What a record says, with the interval and what is ordinary beside it; `own` where it is of the user's own jobs.
pub fn message(judged: &Judgement, own: bool) -> Message {
    let key = match (judged.verdict, own) {
        (Verdict::Low, false) => "bids.message.low",
        (Verdict::Low, true) => "bids.message.own.low",
        (Verdict::Ordinary, false) => "bids.message",
        (Verdict::Ordinary, true) => "bids.message.own",
        (Verdict::Open { .. }, false) => "bids.message.open",
        (Verdict::Open { .. }, true) => "bids.message.own.open",
    };
    let percent = |x: f64| round6((x * 1000.0).round() / 10.0);
    let rate = &judged.rate;
    let message = Message::key(key)
        .with("won", rate.k as f64)
        .with("n", rate.n as f64)
        .with("low", percent(rate.interval.0))
        .with("high", percent(rate.interval.1))
        .with("mean", percent(rate.prior.alpha / (rate.prior.alpha + rate.prior.beta)));
    match judged.needed() {
        Some(needed) => message.with("needed", needed as f64),
        None => message,
    }
}

/// Both numbers, as the page shows them; what the user's own jobs say stands on no page.
fn evidence(snapshot: &PageSnapshot, at: usize, record: &Record) -> Vec<Evidence> {
    let person = snapshot.people.get(at).filter(|_| !record.own);
    let sent = person.and_then(|person| person.bids_sent.as_ref());
    let won = person.and_then(|person| person.bids_won.as_ref());
    let kept = Value {
        value: 0.0,
        currency: None,
        source: Source { row: None, path: "ledger".to_owned() },
        shown: Vec::new(),
    };
    [(sent, record.sent), (won, record.won)]
        .into_iter()
        .map(|(value, count)| whole(value.unwrap_or(&kept), count.to_string(), about(Some(at))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{person, run as check, value};
    use super::super::once::Once;
    use super::*;
    use crate::check::Memories;
    use crate::ledger::{Entry, Kept};

    fn bids(sent: f64, won: f64) -> PageSnapshot {
        let person = Person { bids_sent: Some(value(sent)), bids_won: Some(value(won)), ..person("a") };
        PageSnapshot { people: vec![person], ..PageSnapshot::default() }
    }

    #[test]
    fn fires_on_a_decided_test() {
        for (sent, won) in [(254.0, 0.0), (325.0, 1.0), (397.0, 2.0), (5000.0, 20.0)] {
            let (findings, coverage) = check(&CHECK, &bids(sent, won));
            assert_eq!((findings[0].severity, coverage.state), (Severity::Caution, CoverageState::Checked), "{sent}");
            assert_eq!(findings[0].statistic.as_ref().unwrap().needed, None);
        }
    }

    #[test]
    fn silent_on_newcomers_and_ordinary_records() {
        let newcomers = (1..=253).map(|sent| (f64::from(sent), 0.0));
        for (sent, won) in newcomers.chain([(324.0, 1.0), (396.0, 2.0), (40.0, 4.0), (1000.0, 30.0), (3.0, 3.0)]) {
            let (findings, coverage) = check(&CHECK, &bids(sent, won));
            assert_eq!(findings[0].severity, Severity::Context, "{won} of {sent}");
            let statistic = findings[0].statistic.clone().unwrap();
            let (low, high) = statistic.interval.unwrap();
            assert!(low <= won / sent && won / sent <= high, "{won} of {sent}: {low} to {high}");
            assert_eq!(statistic.needed.is_some(), coverage.state == CoverageState::TooFew, "{won} of {sent}");
            if won == 0.0 {
                assert_eq!(statistic.needed.map(|needed| needed as f64), Some(254.0 - sent));
            }
        }
    }

    #[test]
    fn too_few_or_nothing_or_nonsense_is_said() {
        let state = |snapshot: &PageSnapshot| {
            let (findings, coverage) = check(&CHECK, snapshot);
            assert!(findings.is_empty());
            coverage.state
        };
        assert_eq!(state(&bids(0.0, 0.0)), CoverageState::TooFew);
        assert_eq!(state(&PageSnapshot { people: vec![person("a")], ..Default::default() }), CoverageState::NotVisible);
        assert_eq!(state(&bids(f64::NAN, 1.0)), CoverageState::NotVisible);
        assert_eq!(state(&bids(-4.0, 1.0)), CoverageState::NotVisible);
        let (findings, coverage) = check(&CHECK, &bids(3.0, 4.0));
        let words = serde_json::from_str(include_str!("../../../../locales/en.json")).unwrap();
        assert!(findings.is_empty() && crate::words::say(&words, &coverage.note).contains('4'));
        assert_eq!(coverage.state, CoverageState::NotSupported);
    }

    #[test]
    fn every_person_whose_numbers_are_known_has_a_picture() {
        let mut snapshot = bids(12.0, 3.0);
        snapshot.people.push(person("b"));
        snapshot.people.extend(bids(0.0, 0.0).people);
        let judged = super::super::testing::judged(&CHECK, &snapshot);
        assert_eq!((judged.pictures.len(), judged.findings.len()), (2, 1));
        assert_eq!(judged.pictures[1].subject, about(Some(2)));
        let Shows::Rate(rate) = &judged.pictures[0].shows else { panic!("a rate") };
        assert_eq!((rate.n, rate.k, rate.prior.alpha, rate.estimate), (12, 3, 1.5, round6(4.5 / 37.0)));
    }

    #[test]
    fn the_users_own_jobs_count_where_the_page_says_nothing() {
        let prior = super::super::testing::priors();
        let common = super::super::testing::known_common();
        let secret = crate::ledger::Secret::new([7; 32]);
        let page = PageSnapshot { people: vec![person("a")], ..PageSnapshot::default() };
        let once = Once::default();
        let key = remembered::Keys::new(&page, common, &secret, &once).person("a");
        // The last one is of a job of which nobody said who was hired.
        let entry = |job: usize, of: usize| Entry {
            id: format!("bid {job}"),
            day: "2026-08-01".to_owned(),
            keys: vec![key.clone()],
            kept: Kept::Proposal {
                person: key.clone(),
                agency: None,
                job: format!("job {job}"),
                letter: String::new(),
                first: "2026-08-01".to_owned(),
                sent: None,
                hired: (job + 1 < of).then_some(false),
            },
        };
        let judged = |bids: usize, page: &PageSnapshot| {
            let entries = (0..bids).map(|job| entry(job, bids)).collect();
            let memories = Memories { entries, secret: Some(secret.clone()), ..Memories::default() };
            run(&Context { snapshot: page, memories: &memories, common, priors: &prior, once: &Once::default() })
        };
        let few = judged(4, &page);
        assert_eq!((few.findings.len(), few.pictures.len(), few.coverage.state), (0, 0, CoverageState::TooFew));
        let some = judged(6, &page);
        assert_eq!((some.findings[0].severity, some.findings[0].statistic.as_ref().unwrap().n), (Severity::Context, 5));
        assert_eq!(some.findings[0].evidence[0].source.path, "ledger");
        let many = judged(255, &page);
        assert_eq!((many.findings[0].severity, many.coverage.state), (Severity::Caution, CoverageState::Checked));
        let words = serde_json::from_str(include_str!("../../../../locales/en.json")).unwrap();
        assert!(crate::words::say(&words, &many.findings[0].message).starts_with("On your jobs, very few"));
        assert_eq!(judged(1, &page).coverage.state, CoverageState::NotVisible);
        // What the page itself says is of all jobs, and goes before.
        assert_eq!(judged(255, &bids(10.0, 2.0)).findings[0].severity, Severity::Context);
    }

    #[test]
    fn no_prior_no_judgement() {
        let (memories, common) = (super::super::Memories::default(), super::super::testing::common());
        let (snapshot, once) = (bids(400.0, 0.0), Once::default());
        let context = Context { snapshot: &snapshot, memories: &memories, common: &common, priors: &[], once: &once };
        let judged = run(&context);
        assert_eq!((judged.findings.len(), judged.coverage.state), (0, CoverageState::NotSupported));
    }
}

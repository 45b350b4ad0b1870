//! # Looks for
//! Very many bids against very few won, where a page gives both numbers of a person.
//!
//! # Why it matters
//! The 2022 advisory names a large number of bids with few accepted ones. Nearly always it is a newcomer: of 163 million
//! profiles in one census about 14 million (8.6 %) ever got work. So the share is never shown alone: with it stand the
//! Clopper-Pearson interval, which covers whatever the true rate is, and the mean under the prior Beta(1.5, 23.5) (mean
//! 6 %). The finding is Background, until Wald's sequential test (6 % against 1 %, 1 % wrong calls, 5 % missed) has
//! decided *and* the upper end of the interval lies below 2 %; then it is "Ask", never more. The second condition is
//! there because the test alone decides after 88 losses in a row, where many newcomers are, and because a 3 % bidder
//! wanders over its boundary: no win in 183 bids, one in 277 or two in 359 are the earliest that both allow. Computed
//! exactly: a 3 % bidder looked at after every one of 400 bids is ever called low in 0.56 % of cases, a 6 % bidder in
//! 0.0013 %; a 0.2 % bidder is found at 400 bids in 95.3 %.
//!
//! # Innocent reasons
//! A newcomer; a crowded field; bids sent by a tool or an agency; work found outside bidding.
//!
//! # Cannot see
//! Almost everything: no verified page shows both numbers, and "few jobs" says nothing about bids. Bids still open count
//! as not won here, for a page does not say how many are open.

use super::finding::{Draft, about, coverage, whole};
use super::{Check, Context, Judged};
use crate::model::Person;
use crate::report::{Confidence, CoverageState, Family, Finding, Message, Severity, Statistic};
use crate::stats::binomial::clopper_pearson;
use crate::stats::round6;
use crate::stats::sprt::{Sprt, Verdict};

/// The check.
pub static CHECK: Check = Check {
    id: "bid-ratio",
    title: "bid-ratio.title",
    version: "1.0.0",
    family: Family::Bids,
    references: &["plat-bid-ratio"],
    run,
};

/// Prior of the rate at which bids are won; a pack may give one per kind of work later.
const PRIOR: (f64, f64) = (1.5, 23.5);
const TEST: Sprt = Sprt { ordinary: 0.06, low: 0.01, alpha: 0.01, beta: 0.05 };
/// The interval's upper end must lie below this before anything is asked.
const SURELY_BELOW: f64 = 0.02;
/// Counts beyond this are a misreading.
const MOST: f64 = 10_000_000.0;

fn run(context: &Context<'_>) -> Judged {
    let mut findings = Vec::new();
    let (mut seen, mut wrong) = (0_usize, None);
    for (at, person) in context.snapshot.people.iter().enumerate() {
        let Some((sent, won)) = numbers(person) else { continue };
        seen += 1;
        if won > sent {
            wrong.get_or_insert((sent, won));
        } else if sent > 0 {
            findings.extend(judge(context, at, person, sent, won));
        }
    }
    let (state, note) = match wrong {
        Some((sent, won)) => {
            let note = Message::key("bid-ratio.note.won_above_sent").with("won", won as f64).with("sent", sent as f64);
            (CoverageState::NotSupported, note)
        }
        None if seen == 0 => (CoverageState::NotVisible, Message::key("bid-ratio.note.not_visible")),
        None if findings.is_empty() => (CoverageState::TooFew, Message::key("bid-ratio.note.too_few")),
        None => (CoverageState::Checked, Message::key("bid-ratio.note.checked").with("n", seen)),
    };
    Judged::new(findings, coverage(&CHECK, state, note))
}

/// Whole numbers of bids sent and won, where a page gives both.
#[expect(clippy::cast_sign_loss, reason = "the range begins at zero")]
fn numbers(person: &Person) -> Option<(u64, u64)> {
    let whole = |count: f64| (count.is_finite() && (0.0..=MOST).contains(&count)).then(|| libm::floor(count) as u64);
    Some((whole(person.bids_sent.as_ref()?.value)?, whole(person.bids_won.as_ref()?.value)?))
}

fn judge(context: &Context<'_>, at: usize, person: &Person, sent: u64, won: u64) -> Option<Finding> {
    let interval = clopper_pearson(won, sent, 0.95);
    let interval = (round6(interval.0), round6(interval.1));
    let mean = round6((PRIOR.0 + won as f64) / (PRIOR.0 + PRIOR.1 + sent as f64));
    let verdict = TEST.judge(won, sent);
    let low = verdict == Verdict::Low && interval.1 < SURELY_BELOW;
    let needed = (!low && verdict != Verdict::Ordinary).then(|| more_losses(won, sent)).flatten();
    let severity = if low { Severity::Caution } else { Severity::Context };
    let message = if low { Message::key("bid-ratio.message.low") } else { Message::key("bid-ratio.message") };
    let percent = |x: f64| round6((x * 1000.0).round() / 10.0);
    let message = message
        .with("won", won as f64)
        .with("n", sent as f64)
        .with("low", percent(interval.0))
        .with("high", percent(interval.1));
    let subject = about(Some(at));
    let evidence = vec![
        whole(person.bids_sent.as_ref()?, sent.to_string(), subject.clone()),
        whole(person.bids_won.as_ref()?, won.to_string(), subject.clone()),
    ];
    let statistic = Statistic {
        method: "bids-beta-binomial".to_owned(),
        n: sent,
        value: Some(mean),
        p: None,
        interval: Some(interval),
        needed,
    };
    let draft = Draft::new(&CHECK, severity, Confidence::Medium, subject)
        .says(message, Message::key("bid-ratio.why"))
        .innocent(&["bid-ratio.innocent.1", "bid-ratio.innocent.2", "bid-ratio.innocent.3"])
        .ask(&["bid-ratio.ask.1"])
        .evidence(evidence)
        .statistic(statistic);
    Some(draft.done(context.snapshot))
}

/// Losses in a row that would make this record "low"; none when that is far away.
fn more_losses(won: u64, sent: u64) -> Option<u64> {
    let low = |more: u64| {
        TEST.judge(won, sent + more) == Verdict::Low && round6(clopper_pearson(won, sent + more, 0.95).1) < SURELY_BELOW
    };
    let (mut never, mut surely) = (0, 4_000);
    if !low(surely) {
        return None;
    }
    while surely - never > 1 {
        let middle = u64::midpoint(never, surely);
        if low(middle) { surely = middle } else { never = middle }
    }
    Some(surely)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{person, run as check, value};
    use super::*;
    use crate::model::PageSnapshot;

    fn bids(sent: f64, won: f64) -> PageSnapshot {
        let person = Person { bids_sent: Some(value(sent)), bids_won: Some(value(won)), ..person("a") };
        PageSnapshot { people: vec![person], ..PageSnapshot::default() }
    }

    #[test]
    fn fires_on_a_decided_test() {
        for (sent, won) in [(183.0, 0.0), (277.0, 1.0), (359.0, 2.0), (5000.0, 20.0)] {
            let (findings, coverage) = check(&CHECK, &bids(sent, won));
            assert_eq!((findings[0].severity, coverage.state), (Severity::Caution, CoverageState::Checked), "{sent}");
            assert_eq!(findings[0].statistic.as_ref().unwrap().needed, None);
        }
    }

    #[test]
    fn silent_on_newcomers_and_ordinary_records() {
        let newcomers = (1..=150).map(|sent| (f64::from(sent), 0.0));
        for (sent, won) in
            newcomers.chain([(182.0, 0.0), (276.0, 1.0), (358.0, 2.0), (40.0, 4.0), (1000.0, 30.0), (3.0, 3.0)])
        {
            let (findings, _) = check(&CHECK, &bids(sent, won));
            assert_eq!(findings[0].severity, Severity::Context, "{won} of {sent}");
            let statistic = findings[0].statistic.clone().unwrap();
            let (low, high) = statistic.interval.unwrap();
            assert!(low <= won / sent && won / sent <= high, "{won} of {sent}: {low} to {high}");
            if won == 0.0 {
                assert_eq!(statistic.needed.map(|needed| needed as f64), Some(183.0 - sent));
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
}

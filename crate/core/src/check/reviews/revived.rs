//! # Looks for
//! A long silence, and after it either many different clients at once, or another trade than before.
//!
//! # Why it matters
//! Guidance on bought and borrowed accounts names old, dormant ones that suddenly become busy. A return after a long pause
//! is nothing by itself: one in ten of the simulated honest histories has one, as people have children, illnesses and
//! jobs. So the pause (at least 210 days, and as long as ten usual gaps) only says where to look, and what must stand out
//! is what follows.
//!
//! *Many at once*: the clients of the first four weeks (two months where dates are months) after a silence are compared
//! with the highest rate around it, the silence cut out of time, by the tail of a negative binomial
//! ([`crate::stats::scan`]); that probability is multiplied by the silences looked at and by the share of honest
//! histories that pause, a tenth: a pause and such a return must both happen. Six clients or more, a third of all,
//! four others, and a probability below the test's share ([`super::alpha`]).
//!
//! *Another trade*: the titles of the work before and after. Titles that share a word are one group (greedily, the most
//! common word first); with each title put before or after the silence by chance, the groups all lie on one side with a
//! probability that is counted exactly (hypergeometric). At least four titles on either side and two groups of three.
//! People do change their trade: this is a note and never more.
//!
//! A note; many at once becomes a question with twenty visits or more and a probability below 0.0005.
//!
//! # Innocent reasons
//! Parental leave, illness, a job in between, a site used again after years; a first campaign after the return.
//!
//! # Cannot see
//! Accounts that changed hands without a pause; what came between on other sites; titles where the page shows none.

use super::super::{Check, Context, Judged};
use super::dated::{dated, pick};
use super::{Definition, History, Quotes, Said, Test, alpha, page, picture, trade};
use crate::model::days::iso;
use crate::report::{Confidence, Family, Message, Severity};
use crate::stats::binomial::heavy_tail;
use crate::stats::round6;
use crate::stats::scan::{Event, SHAPE, highest_rate, middles, visits};
use crate::text::common::Common;

/// The check.
pub static CHECK: Check = Check {
    id: "revived",
    title: "revived.title",
    version: "1.0.0",
    family: Family::Reviews,
    references: &["dormant-revived", "rev-pattern"],
    run,
};

/// The test. Its statistic is the number of clients in the time after the silence.
pub static DEFINITION: Definition = Definition {
    check: &CHECK,
    method: "silence-and-return",
    quotes: Quotes::Date,
    judge,
    picture: picture::timeline_of_a_finding,
};

/// Days of a silence.
const SILENCE: i64 = 210;
/// Days after it that are looked at, and the same where dates are months.
const RETURN: i64 = 28;
const MONTHS: i64 = 62;
/// Clients that return together, and others that tell what is usual.
const CLIENTS: usize = 6;
const OTHERS: usize = 4;
/// Visits below which nothing is judged.
const ENOUGH: usize = CLIENTS + OTHERS;
/// Share of honest histories with such a silence: a tenth of the simulated ones.
const PAUSES: f64 = 0.1;
/// Visits from which on, and probability below which, a return is worth a question.
const NO_NEWCOMER: usize = 20;
const ASK: f64 = 0.0005;

/// A silence, and what came after it.
struct Return {
    /// Last day before it, first day after it, last day of the return.
    days: (i64, i64, i64),
    /// Clients of the return, and how many were to be expected.
    clients: usize,
    expected: f64,
    /// Probability by chance, for one silence.
    p: f64,
}

fn run(context: &Context<'_>) -> Judged {
    page::run(&DEFINITION, context)
}

fn judge(history: &History<'_>, _: &Common) -> Test {
    let (dated, events) = dated(history);
    if dated.is_empty() {
        return DEFINITION.not_visible(None);
    }
    let visits = visits(&events);
    let n = visits.len();
    if n < ENOUGH {
        return DEFINITION.too_few(n, ENOUGH);
    }
    let mut test = DEFINITION.silent(n);
    let silences = silences(&visits);
    let best = silences.iter().map(|at| after(&visits, *at)).min_by(|a, b| a.p.total_cmp(&b.p));
    let Some(best) = best else { return test };
    let p = round6((best.p * PAUSES * silences.len() as f64).min(1.0));
    (test.statistic, test.p) = (Some(best.clients as f64), Some(p));
    let large = best.clients >= CLIENTS && n - best.clients >= OTHERS && best.clients * 3 >= n;
    if !large || p >= alpha::RETURN {
        return match trade::changed(&dated, &events, best.days.0) {
            Some(change) => change.test(test),
            None => test,
        };
    }
    let (before, first, last) = best.days;
    let inside = |event: &Event| event.first >= first && event.last <= last;
    let places: Vec<usize> = events.iter().enumerate().filter(|(_, event)| inside(event)).map(|(at, _)| at).collect();
    let message = Message::key("revived.message").with("clients", best.clients).with("days", (first - before) as f64);
    let message = message.with("from", iso(first)).with("to", iso(last)).with("n", n);
    let said = Said {
        message: message.with("expected", (best.expected * 10.0).round() / 10.0),
        why: "revived.why",
        innocent: &["revived.innocent.1", "revived.innocent.2"],
        ask: &["revived.ask.1"],
        confidence: Confidence::Low,
    };
    let severity = if n >= NO_NEWCOMER && p < ASK { Severity::Caution } else { Severity::Note };
    test.needed = Some(NO_NEWCOMER.saturating_sub(n)).filter(|needed| *needed > 0);
    test.fired(severity, pick(&dated, &places).iter().map(|piece| piece.position).collect(), said)
}

/// Where among the visits a long silence ends.
fn silences(visits: &[Event]) -> Vec<usize> {
    let middles: Vec<i64> = visits.iter().map(Event::middle).collect();
    let mut latest = i64::MAX;
    let mut silences = Vec::new();
    for (at, middle) in middles.iter().enumerate() {
        if middle.saturating_sub(latest) >= SILENCE {
            silences.push(at);
        }
        latest = if at == 0 { *middle } else { latest.max(*middle) };
    }
    silences
}

/// What came after the silence that ends with a visit.
fn after(visits: &[Event], at: usize) -> Return {
    let (before, rest) = visits.split_at(at);
    let Some(first) = rest.first() else { return Return { days: (0, 0, 0), clients: 0, expected: 0.0, p: 1.0 } };
    let width = if first.is_exact() { RETURN } else { MONTHS };
    let end = first.first + width;
    let inside = || rest.iter().filter(|event| event.last < end);
    let clients = inside().count();
    let last = inside().map(|event| event.last).max().unwrap_or(first.last);
    let until = before.iter().map(|event| event.last).max().unwrap_or(first.first);
    // The rest of the time, with the silence and the return cut out.
    let cut = end - until - 1;
    let later = rest.iter().filter(|event| event.last >= end).map(|event| Event {
        first: event.first.max(end) - cut,
        last: event.last - cut,
        client: event.client,
    });
    let usual: Vec<Event> = before.iter().copied().chain(later).collect();
    let (from, to) = crate::stats::scan::span(&usual).unwrap_or((until, until));
    // An empty window at the silence: what was usual on both sides of it. At least a month, so that two visits are no rate.
    let span = (from.min(until - WIDEST_UNKNOWN), to);
    let expected = highest_rate(&middles(&usual), span, (until + 1, until), 4 * width) * width as f64;
    // That somebody comes first is no wonder.
    let p = heavy_tail(clients.saturating_sub(1) as u64, expected, SHAPE);
    Return { days: (until, first.first, last), clients, expected: round6(expected), p }
}

/// Days that are looked at even where the history before the silence is shorter.
const WIDEST_UNKNOWN: i64 = 30;

#[cfg(test)]
mod tests {
    use super::super::super::testing::{at, person, run as check, text};
    use super::*;
    use crate::check::Memories;
    use crate::engine::{Engine, Settings, Words};
    use crate::model::{PageSnapshot, Review};
    use crate::report::CoverageState;

    /// Reviews on the given days after 2018-01-01, each by a client of its own, with a title.
    fn page(days: &[(i64, &str)]) -> PageSnapshot {
        let review = |(i, (day, title)): (usize, &(i64, &str))| Review {
            client_key: text(&format!("client {i}")),
            at: at(&iso(17_532 + day)),
            title: text(title),
            ..Review::default()
        };
        let mut snapshot = PageSnapshot { people: vec![person("a")], ..PageSnapshot::default() };
        snapshot.page.captured_at = "2026-10-01T00:00:00Z".to_owned();
        snapshot.reviews = days.iter().enumerate().map(review).collect();
        snapshot
    }

    fn regular(n: i64, gap: i64, from: i64) -> Vec<(i64, &'static str)> {
        (0..n).map(|i| (from + i * gap + (i * 7) % 5, "")).collect()
    }

    #[test]
    fn fires_on_many_clients_after_a_silence() {
        let mut days = regular(14, 40, 0);
        days.extend((0..9).map(|i| (1_100 + i * 2, "")));
        let (findings, coverage) = check(&CHECK, &page(&days));
        assert_eq!((findings.len(), coverage.state), (1, CoverageState::Checked));
        assert_eq!(findings[0].severity, Severity::Caution);
        assert_eq!(findings[0].evidence.len(), 9);
        assert_eq!(findings[0].statistic.as_ref().map(|s| (s.n, s.value)), Some((23, Some(9.0))));
    }

    #[test]
    fn fires_on_another_trade_after_a_silence_as_a_note() {
        let mut days: Vec<(i64, &str)> = Vec::new();
        for i in 0..7 {
            days.push((
                i * 40,
                ["Logo design for a bakery", "A new logo for my shop", "Logo and business card"][i as usize % 3],
            ));
            days.push((
                900 + i * 40,
                ["Smart contract audit", "Fix a smart contract", "Smart contract in Rust"][i as usize % 3],
            ));
        }
        let (findings, _) = check(&CHECK, &page(&days));
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].severity, Severity::Note);
        // The same work on both sides is none.
        for day in &mut days {
            day.1 = "Logo design";
        }
        assert!(check(&CHECK, &page(&days)).0.is_empty());
    }

    #[test]
    fn silent_on_an_ordinary_return() {
        for after in [regular(14, 40, 1_100), regular(3, 3, 1_100), regular(20, 12, 1_100)] {
            let days = [regular(14, 40, 0), after].concat();
            assert!(check(&CHECK, &page(&days)).0.is_empty(), "{days:?}");
        }
        assert!(check(&CHECK, &page(&regular(30, 25, 0))).0.is_empty());
    }

    #[test]
    fn fires_once_where_a_burst_says_the_same() {
        let mut days = regular(14, 40, 0);
        days.extend((0..12).map(|i| (1_100 + i % 6, "")));
        let mut snapshot = page(&days);
        snapshot.kind = crate::model::PageKind::Profile;
        let engine = Engine::new(Vec::new(), Settings::default(), Words::default()).unwrap();
        let findings = engine.analyze(&snapshot, &Memories::default()).findings;
        assert_eq!(findings.iter().map(|f| f.rule.as_str()).collect::<Vec<_>>(), ["revived"]);
        assert_eq!(findings[0].evidence.len(), 12);
    }

    #[test]
    fn too_few_or_undated_reviews_are_said() {
        assert_eq!(check(&CHECK, &page(&regular(6, 30, 0))).1.state, CoverageState::TooFew);
        assert_eq!(check(&CHECK, &PageSnapshot::default()).1.state, CoverageState::NotVisible);
    }
}

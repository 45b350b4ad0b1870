//! A scan statistic for dates that come in clusters anyway.
//!
//! A uniform scan (how many fall into the fullest week, against a constant rate) calls one ordinary freelance history in
//! seven: work comes in feast and famine. So three things are different here, all of them towards silence:
//!
//! 1. what is counted is clients, not events: a client's events within `FOREST` days of each other count once;
//! 2. the rate expected inside a window is the highest of several local rates, from a few weeks around the window up to
//!    the whole span, each taken outside the window, and each with one event added: trends and seasons are in it;
//! 3. the count is compared with a negative binomial of small shape, not with a Poisson count.
//!
//! An event that is known to a month fills windows of months, one that is known to a day windows of days; an event fills
//! a window only when all days it may have happened on lie in it. The p value is the tail times the number of windows
//! looked at (Bonferroni). It is an upper bound under that model and no exact scan probability (for which see Glaz, Naus
//! and Wallenstein, Scan Statistics, 2001).

use std::collections::BTreeMap;

use crate::text::order::{sort_by, sort_by_key};

use super::binomial::heavy_tail;

/// An event known to lie between two days, by a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// First possible day.
    pub first: i64,
    /// Last possible day.
    pub last: i64,
    /// Number of the client.
    pub client: u32,
}

/// The least expected window.
#[derive(Debug, Clone, PartialEq)]
pub struct Cluster {
    /// First and last day of the window.
    pub days: (i64, i64),
    /// Clients in the window.
    pub clients: usize,
    /// Clients expected at the highest local rate.
    pub expected: f64,
    /// Upper bound of the probability by chance.
    pub p: f64,
    /// Positions of all events that surely lie in the window.
    pub events: Vec<usize>,
}

/// Widths of windows in days: for events known to about a day, and for those known to a month.
const WIDTHS: [i64; 2] = [7, 14];
const MONTHS: [i64; 2] = [31, 62];
/// An event that may have happened on more days is known to a month.
const DAYS: i64 = 13;
/// Widths of the neighbourhoods whose rate is taken.
const LOCAL: [i64; 5] = [90, 180, 365, 730, i64::MAX];
/// A client's events closer than this count once.
const FOREST: i64 = 30;
/// Shape of the heavy-tailed count: about the mean, the rate itself varies by four tenths.
pub const SHAPE: f64 = 6.0;
/// Visits compared at most; of more, the latest.
pub const MOST_VISITS: usize = 2_000;

impl Event {
    /// The day in the middle.
    pub fn middle(&self) -> i64 {
        i64::midpoint(self.first, self.last)
    }

    /// Whether it is known to about a day.
    pub fn is_exact(&self) -> bool {
        self.last - self.first <= DAYS
    }
}

/// The visits of clients, by first day: of a client's events within a month, the first. This is what `scan` counts as n.
pub fn visits(events: &[Event]) -> Vec<Event> {
    let mut sorted: Vec<Event> = events.iter().copied().filter(|e| e.first <= e.last).collect();
    sort_by_key(&mut sorted, |e| (e.first, e.last, e.client));
    let mut seen: BTreeMap<u32, i64> = BTreeMap::new();
    sorted.retain(|e| match seen.get(&e.client) {
        Some(last) if e.first - last < FOREST => false,
        _ => seen.insert(e.client, e.first).is_none_or(|_| true),
    });
    let spare = sorted.len().saturating_sub(MOST_VISITS);
    sorted.drain(..spare);
    sorted
}

/// Finds the least expected window among visits ([`visits`]) of at least `enough`; none where no window holds as many.
/// The events named are those of `events`, of which the visits were made.
pub fn scan(visits: &[Event], events: &[Event], enough: usize) -> Option<Cluster> {
    let span = span(visits)?;
    let middles = middles(visits);
    let looks = (visits.len() * WIDTHS.len()) as f64;
    let mut best: Option<Cluster> = None;
    for (at, point) in visits.iter().enumerate() {
        for width in if point.is_exact() { WIDTHS } else { MONTHS } {
            let days = (point.first, point.first + width - 1);
            let near = visits.iter().skip(at).take_while(|e| e.first <= days.1);
            let clients = near.filter(|e| e.last <= days.1).count();
            if clients < enough {
                continue;
            }
            let expected = highest_rate(&middles, span, days, 2 * width) * width as f64;
            let p = super::round6((heavy_tail(clients as u64, expected, SHAPE) * looks).min(1.0));
            if best.as_ref().is_none_or(|b| p < b.p) {
                best = Some(Cluster { days, clients, expected: super::round6(expected), p, events: Vec::new() });
            }
        }
    }
    if let Some(cluster) = &mut best {
        let inside = |e: &Event| e.first >= cluster.days.0 && e.last <= cluster.days.1;
        cluster.events = events.iter().enumerate().filter(|(_, e)| inside(e)).map(|(at, _)| at).collect();
        // Said as it is: the window ends with its last event.
        let last = cluster.events.iter().filter_map(|at| events.get(*at)).map(|e| e.last).max();
        cluster.days.1 = last.unwrap_or(cluster.days.1);
    }
    best
}

/// First and last possible day of all events.
pub fn span(events: &[Event]) -> Option<(i64, i64)> {
    events.iter().map(|e| e.first).min().zip(events.iter().map(|e| e.last).max())
}

/// The middles of the events, ascending.
pub fn middles(events: &[Event]) -> Vec<i64> {
    let mut middles: Vec<i64> = events.iter().map(Event::middle).collect();
    sort_by(&mut middles, Ord::cmp);
    middles
}

/// The highest of the rates a day around a window, the window itself left out, in neighbourhoods wider than `wider` days:
/// one that is hardly wider than the window tells little. `middles` ascend; a window may be empty, `(day, day - 1)`.
pub fn highest_rate(middles: &[i64], (begin, end): (i64, i64), (first, last): (i64, i64), wider: i64) -> f64 {
    let count = |from: i64, to: i64| {
        if to < from { 0 } else { middles.partition_point(|m| *m <= to) - middles.partition_point(|m| *m < from) }
    };
    let mut highest: f64 = 0.0;
    for width in LOCAL.into_iter().filter(|width| *width > wider) {
        let reach = (width / 2).min(end - begin + 1);
        let (from, to) = ((first - reach).max(begin), (last + reach).min(end));
        let days = (first - from).max(0) + (to - last).max(0);
        let around = count(from, first - 1) + count(last + 1, to) + 1;
        if days > 0 {
            highest = highest.max(around as f64 / days as f64);
        }
    }
    if highest > 0.0 { highest } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(day: i64, client: u32) -> Event {
        Event { first: day, last: day, client }
    }

    #[test]
    fn a_client_counts_once_a_visit() {
        let events = [day(0, 1), day(3, 1), day(29, 1), day(31, 1), day(31, 2)];
        assert_eq!(visits(&events).len(), 3);
        assert_eq!(scan(&[], &[], 3), None);
        assert_eq!(scan(&[day(0, 1), day(0, 2)], &[], 3), None);
    }

    #[test]
    fn the_window_is_where_the_events_are() {
        let mut events: Vec<Event> = (0..20).map(|i| day(i64::from(i) * 40, i)).collect();
        events.extend((100..108).map(|i| day(402 + i64::from(i % 4), i)));
        let cluster = scan(&visits(&events), &events, 3).unwrap();
        assert!(cluster.days.0 >= 400 && cluster.days.0 <= 402, "{cluster:?}");
        assert!(cluster.clients >= 8 && cluster.p < 1e-3, "{cluster:?}");
        assert!(cluster.events.contains(&27));
    }

    #[test]
    fn months_fill_windows_of_months() {
        let month = |n: i64, client: u32| Event { first: n * 31, last: n * 31 + 30, client };
        let mut events: Vec<Event> = (0..20).map(|i| month(i64::from(i) * 2, i)).collect();
        events.extend((100..112).map(|i| month(21, i)));
        let cluster = scan(&visits(&events), &events, 3).unwrap();
        assert_eq!((cluster.days, cluster.clients), ((651, 681), 12));
        assert!(cluster.p < 0.01, "{cluster:?}");
        // One known to a year fills no window.
        let year: Vec<Event> = (0..30).map(|client| Event { first: 0, last: 364, client }).collect();
        assert_eq!(scan(&visits(&year), &year, 3), None);
    }

    proptest! {
        #[test]
        fn total_and_free_of_order(days in proptest::collection::vec((-9_000_i64..9_000, 0_i64..40, 0_u32..9), 0..40)) {
            let events: Vec<Event> = days.iter().map(|(d, w, c)| Event { first: *d, last: d + w, client: *c }).collect();
            let mut turned = events.clone();
            turned.reverse();
            let (a, b) = (scan(&visits(&events), &events, 3), scan(&visits(&turned), &turned, 3));
            prop_assert_eq!(a.as_ref().map(|c| (c.days, c.p)), b.map(|c| (c.days, c.p)));
            if let Some(cluster) = a {
                prop_assert!((0.0..=1.0).contains(&cluster.p) && cluster.events.len() >= cluster.clients);
            }
        }
    }
}

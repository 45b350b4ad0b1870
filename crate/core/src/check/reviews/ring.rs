//! Work for one client, or two or three, that came all at once and on top of all other work: the part of `few-clients`
//! that can find something. Its method is described there.

use super::{Piece, Said, alpha};
use crate::model::days::iso;
use crate::report::{Confidence, Message, Severity};
use crate::stats::binomial::{both, heavy_tail, varying_share_tail};
use crate::stats::round6;
use crate::stats::scan::{Event, SHAPE, highest_rate, middles, span};
use crate::text::order::{sort_by, sort_by_key};

/// Pieces of these clients in one window.
const PIECES: usize = 6;
/// Clients that are looked at together, at most; pieces in the window of each of several.
const TOGETHER: usize = 3;
const OF_EACH: usize = 4;
/// Days between the first and the last piece of a window; and where dates are months, between their middles.
const WINDOW: i64 = 60;
const MONTHS: i64 = 62;
/// A piece of theirs is less often than this the smaller of two where they pay clearly more than others.
const LESS: f64 = 0.35;
/// Pieces of others from which on, and probability below which, it is worth a question.
const OTHERS: usize = 12;
const ASK: f64 = 1e-4;

/// The clients that stand out most.
pub struct Ring<'a, 'b> {
    /// Their pieces in the window.
    pub pieces: Vec<&'b Piece<'a>>,
    /// Probability by chance, an upper bound.
    pub p: f64,
    /// First and last day of the window.
    days: (i64, i64),
    /// Clients, pieces in all, pieces of all clients in the window.
    clients: usize,
    n: usize,
    in_window: usize,
    /// Probability that a piece of theirs was paid less than one of another client, in the same currency.
    smaller: Option<f64>,
    /// Their share of the money, where all amounts are known and of one currency.
    money: Option<f64>,
}

/// Looks at the clients with most pieces, `clients` being all, the largest first, with `n` pieces together.
pub fn find<'a, 'b>(clients: &[Vec<&'b Piece<'a>>], n: usize) -> Option<Ring<'a, 'b>> {
    let dated = |works: &[&'b Piece<'a>]| -> Vec<(Event, &'b Piece<'a>)> {
        let event = |piece: &&'b Piece<'a>| {
            let days = piece.days?;
            Some((Event { first: days.first, last: days.last, client: 0 }, *piece))
        };
        works.iter().filter_map(event).collect()
    };
    let all: Vec<Event> = clients.iter().flat_map(|works| dated(works)).map(|(event, _)| event).collect();
    let (span, middles) = (span(&all)?, middles(&all));
    let mut looks = 0_usize;
    let mut best: Option<Ring<'a, 'b>> = None;
    for at in 0..clients.len() {
        // Each client alone; and the largest together.
        for together in 1..=TOGETHER {
            let some = clients.get(at..at + together).unwrap_or_default();
            let least = if together == 1 { PIECES } else { OF_EACH };
            if some.is_empty() || (together > 1 && at > 0) || some.iter().any(|works| works.len() < least) {
                break;
            }
            looks += 1;
            let theirs = dated(&some.concat());
            let Some((inside, days)) = fullest(theirs) else { continue };
            let of = |client: Option<u32>| inside.iter().filter(|piece| piece.client == client).count();
            let each = some.iter().all(|works| works.first().is_some_and(|piece| of(piece.client) >= least));
            if inside.len() < PIECES || !each {
                continue;
            }
            let in_window = middles.partition_point(|m| *m <= days.1) - middles.partition_point(|m| *m < days.0);
            let in_window = in_window.max(inside.len());
            let length = days.1 - days.0 + 1;
            let expected = highest_rate(&middles, span, days, 2 * length) * length as f64;
            let busy = heavy_tail(in_window as u64, expected, SHAPE);
            let theirs = varying_share_tail(inside.len() as u64, in_window as u64, together as f64);
            let p = both(busy, theirs);
            if best.as_ref().is_none_or(|best| p < best.p) {
                let (smaller, money) = (None, None);
                best = Some(Ring { pieces: inside, p, days, clients: together, n, in_window, smaller, money });
            }
        }
        if clients.get(at).is_none_or(|works| works.len() < OF_EACH) {
            break;
        }
    }
    if let Some(best) = &mut best {
        best.p = round6((best.p * looks as f64).min(1.0));
        (best.smaller, best.money) = paid(clients, &best.pieces);
    }
    best
}

impl Ring<'_, '_> {
    /// Whether it is a finding: a third of all, less probable than the test's share, and not the best paying clients.
    pub fn stands_out(&self) -> bool {
        let large = self.pieces.len() * 3 >= self.n;
        large && self.p < alpha::FEW_CLIENTS && self.smaller.is_none_or(|smaller| smaller >= LESS)
    }

    /// A note; a question where time, amounts and the history behind it say so together.
    pub fn severity(&self) -> Severity {
        let others = self.n - self.pieces.len();
        let smaller = self.smaller.is_some_and(|smaller| smaller > 0.5);
        if others >= OTHERS && self.p < ASK && smaller { Severity::Caution } else { Severity::Note }
    }
}

/// What the finding says.
pub fn said(ring: &Ring<'_, '_>, n: usize, interval: (f64, f64)) -> Said {
    let percent = |x: f64| round6((x * 100.0).round());
    let message = match (ring.clients, ring.money) {
        (1, Some(_)) => Message::key("few-clients.message.ring.money"),
        (1, None) => Message::key("few-clients.message.ring"),
        (_, Some(_)) => Message::key("few-clients.message.rings.money"),
        (_, None) => Message::key("few-clients.message.rings"),
    };
    let message = match ring.money {
        Some(money) => message.with("money", percent(money)),
        None => message,
    };
    let message = message.with("k", ring.pieces.len()).with("n", n).with("clients", ring.clients);
    let message = message.with("low", percent(interval.0)).with("high", percent(interval.1));
    let message = message.with("from", iso(ring.days.0)).with("to", iso(ring.days.1)).with("all", ring.in_window);
    Said {
        message,
        why: "few-clients.why.ring",
        innocent: &["few-clients.innocent.1", "few-clients.innocent.2", "few-clients.innocent.3"],
        ask: &["few-clients.ask.1"],
        confidence: Confidence::Low,
    }
}

/// The most pieces whose middles lie in one window, and the days of it.
fn fullest<'a, 'b>(mut theirs: Vec<(Event, &'b Piece<'a>)>) -> Option<(Vec<&'b Piece<'a>>, (i64, i64))> {
    sort_by_key(&mut theirs, |(event, _)| event.middle());
    let mut best = 0..0;
    let mut end = 0;
    for (at, (event, _)) in theirs.iter().enumerate() {
        let latest = event.middle() + if event.is_exact() { WINDOW } else { MONTHS };
        while theirs.get(end).is_some_and(|(event, _)| event.middle() <= latest) {
            end += 1;
        }
        if end - at > best.len() {
            best = at..end;
        }
    }
    let inside = theirs.get(best)?;
    let first = inside.iter().map(|(event, _)| event.first).min()?;
    let last = inside.iter().map(|(event, _)| event.last).max()?;
    Some((inside.iter().map(|(_, piece)| *piece).collect(), (first, last)))
}

/// Whether these pieces were paid less than the others, and their share of the money. Amounts of different currencies
/// are never compared or added up: the one most pieces have is judged, and a share only where there is no other.
fn paid(clients: &[Vec<&Piece<'_>>], theirs: &[&Piece<'_>]) -> (Option<f64>, Option<f64>) {
    let all = || clients.iter().flatten();
    let currency = theirs.iter().find_map(|piece| piece.amount.and(Some(piece.currency)));
    let Some(currency) = currency else { return (None, None) };
    let amount = |piece: &&Piece<'_>| piece.amount.filter(|_| piece.currency == currency);
    let mut positions: Vec<usize> = theirs.iter().map(|piece| piece.position).collect();
    positions.sort_unstable();
    let mine = |piece: &&Piece<'_>| positions.binary_search(&piece.position).is_ok();
    let mut other: Vec<f64> = all().filter(|piece| !mine(piece)).filter_map(amount).collect();
    let own: Vec<f64> = theirs.iter().filter_map(&amount).collect();
    sort_by(&mut other, f64::total_cmp);
    let pairs = (own.len() * other.len()) as f64;
    let above = |amount: &f64| {
        let equal = other.partition_point(|o| o <= amount);
        (other.len() - equal) as f64 + (equal - other.partition_point(|o| o < amount)) as f64 / 2.0
    };
    let smaller = (pairs > 0.0).then(|| own.iter().map(above).sum::<f64>() / pairs);
    let total: f64 = own.iter().chain(&other).sum();
    let complete = all().all(|piece| amount(piece).is_some()) && total > 0.0;
    (smaller, complete.then(|| own.iter().sum::<f64>() / total))
}

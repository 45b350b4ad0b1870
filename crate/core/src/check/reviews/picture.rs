//! What the tests counted, to be drawn: the line of time, and the clients by share.

use std::collections::BTreeMap;

use super::{History, Piece, State, Test};
use crate::model::days::iso;
use crate::report::Message;
use crate::report::{Dated, Share, Shares, Shows, Timeline};
use crate::text::order::sort_by_key;

/// Events on a line of time; of more, the latest.
const MOST_EVENTS: usize = 1_000;
/// Clients drawn by themselves.
const MOST_PARTS: usize = 8;

/// Nothing to draw.
pub fn none(_: &History<'_>, _: &Test) -> Option<Shows> {
    None
}

/// The reviews on a line of time, those that the test is about marked.
pub fn timeline(history: &History<'_>, test: &Test) -> Option<Shows> {
    let stands_out = |piece: &Piece<'_>| test.reviews.binary_search(&piece.position).is_ok();
    let mut dated: Vec<_> = history.reviews().filter_map(|piece| Some((piece.days?, stands_out(piece)))).collect();
    let undated = history.reviews().count() - dated.len();
    if dated.len() < 2 {
        return None;
    }
    sort_by_key(&mut dated, |(days, _)| (days.first, days.last));
    let marked = dated.iter().filter(|(_, marked)| *marked).map(|(days, _)| days);
    let marked = marked.clone().map(|days| days.first).min().zip(marked.map(|days| days.last).max());
    let from = dated.len().saturating_sub(MOST_EVENTS);
    let event = |(days, marked): (crate::model::days::Days, bool)| Dated {
        first: iso(days.first),
        last: iso(days.last),
        marked,
    };
    Some(Shows::Timeline(Timeline {
        events: dated.into_iter().skip(from).map(event).collect(),
        marked: marked.map(|(first, last)| (iso(first), iso(last))),
        undated: undated as u64,
    }))
}

/// The same, drawn only where the test found something.
pub fn timeline_of_a_finding(history: &History<'_>, test: &Test) -> Option<Shows> {
    if test.state == State::Fired { timeline(history, test) } else { None }
}

/// Clients by pieces of work, the largest first.
pub fn clients(history: &History<'_>, test: &Test) -> Option<Shows> {
    let mut clients: BTreeMap<u32, (usize, &str, bool)> = BTreeMap::new();
    for piece in &history.pieces {
        let Some(client) = piece.client else { continue };
        let entry = clients.entry(client).or_insert((0, piece.named, false));
        entry.0 += 1;
        entry.2 |= test.reviews.binary_search(&piece.position).is_ok();
    }
    if clients.len() < 2 {
        return None;
    }
    let mut parts: Vec<(usize, &str, bool)> = clients.into_values().collect();
    // Stable: of clients with as many, the one that comes first.
    sort_by_key(&mut parts, |part| std::cmp::Reverse(part.0));
    let rest = parts.split_off(parts.len().min(MOST_PARTS));
    let share = |(n, name, marked): (usize, &str, bool)| Share {
        label: (!name.is_empty()).then(|| name.to_owned()),
        value: n as f64,
        marked,
    };
    Some(Shows::Shares(Shares {
        of: Message::key("few-clients.picture"),
        parts: parts.into_iter().map(share).collect(),
        rest: rest.iter().map(|part| part.0).sum::<usize>() as f64,
        rest_parts: rest.len() as u64,
    }))
}

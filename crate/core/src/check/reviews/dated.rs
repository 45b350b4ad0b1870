//! The reviews of a history that have a date, as events in time.

use super::{History, Piece};
use crate::stats::scan::Event;

/// The reviews with a date, and each as an event.
pub fn dated<'a, 'b>(history: &'b History<'a>) -> (Vec<&'b Piece<'a>>, Vec<Event>) {
    // A client that is not shown counts as one of its own.
    let mut unknown = u32::MAX;
    let events = history.reviews().filter_map(|piece| {
        let client = piece.client.unwrap_or_else(|| {
            unknown -= 1;
            unknown
        });
        Some((piece, Event { first: piece.days?.first, last: piece.days?.last, client }))
    });
    events.unzip()
}

/// The pieces at these places.
pub fn pick<'a, 'b>(pieces: &[&'b Piece<'a>], places: &[usize]) -> Vec<&'b Piece<'a>> {
    places.iter().filter_map(|at| pieces.get(*at).copied()).collect()
}

/// Days from the first event to the day on which the list was seen.
pub fn age(history: &History<'_>, events: &[Event]) -> i64 {
    let last = history.as_of.or_else(|| events.iter().map(|event| event.last).max());
    events.iter().map(|event| event.first).min().zip(last).map_or(0, |(first, last)| last - first)
}

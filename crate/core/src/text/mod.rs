//! Text: offsets, normalising, words, sentences, likeness.

mod align;
mod column;
mod sheet;
mod slot;
mod strand;

pub mod borrowed;
pub mod chance;
pub mod collection;
pub mod common;
pub mod english;
pub mod fingerprint;
pub mod group;
pub mod index;
pub mod letter;
pub mod likeness;
pub mod near;
pub mod normal;
pub mod offsets;
pub mod passages;
pub mod rarity;
pub mod stock;
pub mod template;
pub mod tuning;
pub mod words;

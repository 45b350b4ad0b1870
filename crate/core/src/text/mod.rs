//! Text: offsets, normalising, words, sentences, likeness.

mod align;
pub mod borrowed;
pub mod chance;
pub mod collection;
mod column;
pub mod common;
pub mod english;
pub mod group;
pub mod identifiers;
pub mod iso;
pub mod latin;
pub mod letter;
pub mod likeness;
mod lookalikes;
pub mod normal;
pub mod offsets;
pub mod passages;
pub mod rarity;
pub mod script;
mod sheet;
mod slot;
pub mod stock;
mod strand;
pub mod template;
pub mod tuning;
pub mod words;

//! Text: offsets, normalising, words, sentences, likeness.

mod align;
pub mod borrowed;
mod column;
pub mod common;
pub mod english;
pub mod group;
pub mod letter;
pub mod likeness;
pub mod normal;
pub mod offsets;
pub mod passages;
pub mod rarity;
mod sheet;
mod slot;
pub mod stock;
mod strand;
pub mod template;
pub mod words;

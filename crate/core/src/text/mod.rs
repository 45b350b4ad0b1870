//! Text: offsets, normalising, words, sentences, likeness.

pub mod borrowed;
pub mod common;
pub mod english;
pub mod letter;
pub mod likeness;
pub mod normal;
pub mod offsets;
pub mod passages;
pub mod rarity;
pub mod stock;
pub mod template;
pub mod words;

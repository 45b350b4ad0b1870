//! Text: offsets, normalising, words, sentences, likeness.

pub mod borrowed;
pub mod common;
pub mod english;
pub mod latin;
pub mod letter;
pub mod likeness;
mod lookalikes;
pub mod normal;
pub mod offsets;
pub mod passages;
pub mod rarity;
pub mod script;
pub mod stock;
pub mod template;
pub mod words;

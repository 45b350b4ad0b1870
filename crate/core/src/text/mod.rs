//! Text: offsets, normalising, words, sentences, likeness.

pub mod borrowed;
pub mod english;
pub mod latin;
mod lookalikes;
pub mod normal;
pub mod offsets;
pub mod passages;
pub mod script;
pub mod stock;
pub mod words;

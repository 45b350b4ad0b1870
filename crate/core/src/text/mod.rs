//! Text: offsets, normalising, words, sentences, likeness.

pub mod normal;
pub mod passages;
pub mod stock;
pub mod words;

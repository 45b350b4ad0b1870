//! Text: offsets, normalising, words, sentences, likeness.

pub mod borrowed;
pub mod common;
pub mod english;
pub mod normal;
pub mod offsets;
pub mod passages;
pub mod stock;
pub mod words;

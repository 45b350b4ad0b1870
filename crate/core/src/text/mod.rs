//! Text: offsets, normalising, words, sentences, likeness.

pub mod borrowed;
pub mod english;
pub mod iso;
pub mod normal;
pub mod offsets;
pub mod passages;
pub mod stock;
pub mod words;

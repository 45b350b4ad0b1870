//! Text: offsets, normalising, words, sentences, likeness.

pub mod offsets;

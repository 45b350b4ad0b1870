//! Text: offsets, normalising, words, sentences, likeness.

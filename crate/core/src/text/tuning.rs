//! The numbers of the likeness, in one place, so that a sweep can try others: `cargo xtask sweep`.

/// What the likeness is made with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tuning {
    /// What words in common give, of 1.
    pub words: f64,
    /// What roots in common give, of 1.
    pub roots: f64,
    /// What pairs of near words in common give, of 1.
    pub pairs: f64,
    /// How many words on a near word may stand.
    pub window: usize,
    /// Runs of three words that more than so many of a hundred letters hold are common.
    pub common_percent: usize,
    /// Runs of three words that this many letters or fewer hold are never common.
    pub common_least: usize,
    /// A longer run of common words is no sentence that many people write, but a template.
    pub sentence: usize,
    /// How many texts the shipped background counts for, beside the letters at hand.
    pub background: usize,
}

/// Chosen by the sweep; ARCHITECTURE.md has the figures.
pub const TUNED: Tuning = Tuning {
    words: 0.2,
    roots: 0.3,
    pairs: 0.5,
    window: 6,
    common_percent: 4,
    common_least: 15,
    sentence: 25,
    background: 20,
};

impl Default for Tuning {
    fn default() -> Self {
        TUNED
    }
}

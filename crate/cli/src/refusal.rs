//! Bad usage or input, said so that the caller can mend it: where, what was found, what is expected.

use std::fmt;

/// Why the command does nothing: exit code 2, and no output file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The path or option.
    pub place: String,
    /// What was found there.
    pub found: String,
    /// What is expected.
    pub expected: String,
}

impl Refusal {
    /// A refusal.
    pub fn new(place: impl Into<String>, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { place: place.into(), found: found.into(), expected: expected.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [place, found, expected] = [&self.place, &self.found, &self.expected].map(|text| crate::printable(text));
        let place = place.replace('\n', "\\n");
        write!(f, "{place}: {found}\n  expected: {expected}")
    }
}

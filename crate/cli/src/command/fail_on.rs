//! `--fail-on`: from which severity on the command's exit code says that something was found.

use clap::ValueEnum;
use secondlook_core::report::Severity;

/// The severities, by the words of the JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Background
    Context,
    /// Note
    Note,
    /// Ask
    Caution,
    /// Verify first
    Warning,
    /// Pause before paying or giving access
    Stop,
}

impl FailOn {
    /// The severity of the word.
    pub fn severity(self) -> Severity {
        match self {
            Self::Context => Severity::Context,
            Self::Note => Severity::Note,
            Self::Caution => Severity::Caution,
            Self::Warning => Severity::Warning,
            Self::Stop => Severity::Stop,
        }
    }
}

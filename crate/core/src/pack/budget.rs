//! The false-alarm budget: on which share of ordinary texts rules of a severity may fire.
//!
//! A pack declares it in `pack.toml` under `[budget]`; what it leaves out is as [`Budget::share`] says. `prove` holds the
//! pack to it.

use serde::{Deserialize, Serialize};

use super::lint::Lint;
use crate::report::Severity;

/// Shares of ordinary texts by severity, 0 to 1; a text counts once however many rules fire on it.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Budget {
    /// Rules of severity `context`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<f64>,
    /// Rules of severity `note`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<f64>,
    /// Rules of severity `caution`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caution: Option<f64>,
    /// Rules of severity `warning`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warning: Option<f64>,
    /// Rules of severity `stop`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stop: Option<f64>,
}

/// Severities with the budget of a pack that declares none, and the most that a pack may declare.
const SHARES: [(Severity, f64, f64); 5] = [
    (Severity::Context, 0.20, 0.50),
    (Severity::Note, 0.05, 0.10),
    (Severity::Caution, 0.02, 0.05),
    (Severity::Warning, 0.0, 0.01),
    (Severity::Stop, 0.0, 0.0),
];

impl Budget {
    /// The share of ordinary texts on which rules of a severity may fire.
    pub fn share(&self, severity: Severity) -> f64 {
        let usual = SHARES.iter().find(|(one, ..)| *one == severity).map_or(0.0, |(_, usual, _)| *usual);
        self.declared(severity).unwrap_or(usual)
    }

    fn declared(&self, severity: Severity) -> Option<f64> {
        match severity {
            Severity::Context => self.context,
            Severity::Note => self.note,
            Severity::Caution => self.caution,
            Severity::Warning => self.warning,
            Severity::Stop => self.stop,
        }
    }
}

pub(super) fn check(lint: &mut Lint<'_>, budget: &Budget) {
    for (severity, _, most) in SHARES {
        // A share that is no number is no share either.
        if budget.declared(severity).is_some_and(|share| !(0.0..=most).contains(&share)) {
            let message = format!("{:?} for {severity:?}", budget.declared(severity).unwrap_or_default());
            let fix =
                format!("a share of ordinary texts between 0 and {most}: narrow the rules, or lower their severity");
            lint.say("budget", "pack-bad-budget", message, &fix);
        }
    }
}

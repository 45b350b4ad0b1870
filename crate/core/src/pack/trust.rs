//! Whether a pack's key is the one that is trusted for its namespace: trust on first use.
//!
//! The first pack of a namespace that a person takes in says which key speaks for it; from then on another key, or none, is
//! refused until the old key vouches for the new one or the person says by hand that it is right. The host keeps the table of
//! namespaces and keys; this only judges, and always on what [`super::file::open`] found to be whole.

use serde::{Deserialize, Serialize};

use super::file::Opened;
use super::file::key::Key;

/// What a pack's key is to the one that is known for its namespace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Trust {
    /// Signed, and no key is known for the namespace: compare the fingerprint with its author, then remember it.
    First,
    /// Signed by the known key.
    Same,
    /// Signed by a new key that the known one vouches for: remember the new one.
    HandedOver,
    /// Signed by another key than the known one: refused until somebody says by hand that it is right.
    Changed,
    /// Not signed, while a key is known: refused in the same way.
    Lost,
    /// Not signed, and no key is known: may be tried, and is marked.
    Unsigned,
}

impl Trust {
    /// Whether the pack may be taken in without a decision by hand.
    pub fn holds(self) -> bool {
        !matches!(self, Self::Changed | Self::Lost)
    }
}

/// The part of a pack's id that its author's key speaks for.
pub fn namespace(id: &str) -> &str {
    id.split('/').next().unwrap_or_default()
}

/// Judges an opened pack by the key that is known for its namespace.
pub fn judge(known: Option<&Key>, opened: &Opened) -> Trust {
    judge_keys(known, opened.key.as_ref(), opened.handover_from.as_ref())
}

/// The same by the keys alone: the known one, the pack's, and the earlier one that vouches for the pack's.
pub fn judge_keys(known: Option<&Key>, key: Option<&Key>, handover_from: Option<&Key>) -> Trust {
    match (known, key) {
        (None, None) => Trust::Unsigned,
        (None, Some(_)) => Trust::First,
        (Some(_), None) => Trust::Lost,
        (Some(known), Some(key)) if known == key => Trust::Same,
        (Some(known), Some(_)) if handover_from == Some(known) => Trust::HandedOver,
        (Some(_), Some(_)) => Trust::Changed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_trusted_from_its_first_use_until_it_hands_over() {
        let (old, new) = (Key::new([1; 32]), Key::new([2; 32]));
        for (known, key, from, trust) in [
            (None, None, None, Trust::Unsigned),
            (None, Some(&new), None, Trust::First),
            (None, Some(&new), Some(&old), Trust::First),
            (Some(&old), Some(&old), None, Trust::Same),
            (Some(&new), Some(&new), Some(&old), Trust::Same),
            (Some(&old), Some(&new), Some(&old), Trust::HandedOver),
            (Some(&old), Some(&new), None, Trust::Changed),
            (Some(&old), Some(&new), Some(&new), Trust::Changed),
            (Some(&old), None, None, Trust::Lost),
        ] {
            assert_eq!(judge_keys(known, key, from), trust);
            assert_eq!(trust.holds(), !matches!(trust, Trust::Changed | Trust::Lost));
        }
        assert_eq!(namespace("acme/contact"), "acme");
        assert_eq!(namespace(""), "");
    }
}

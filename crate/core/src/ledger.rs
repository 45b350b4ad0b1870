//! The ledger's vocabulary: what a device remembers of earlier pages, and the keys under which it finds it again.
//!
//! Storage sits outside. The engine names the keys to look up ([`crate::engine::Engine::recall`]), the host hands over the
//! entries that have one of them ([`crate::check::Memories::entries`]), and what a page adds is a separate verb
//! ([`crate::engine::Engine::keep`]). To a host an entry is an id, a day, some keys, and data that it does not look into:
//! writing an entry replaces the one of the same id, and forgetting a person is forgetting every entry under one key.
//!
//! No text and no name is in an entry. People, clients, letters and reviews are hashes under the device's [`Secret`], so
//! that entries say nothing without it and cannot be linked with another device's.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Entries that a host hands over for one key at most: the latest.
pub const MOST_FOR_A_KEY: usize = 64;

/// One thing that is remembered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Entry {
    /// What names it. Writing an entry of the same id replaces it.
    pub id: String,
    /// The day it was last met, ISO date: what its time in the ledger counts from.
    pub day: String,
    /// Where it is found: short ASCII words.
    pub keys: Vec<String>,
    /// What is kept of it.
    pub kept: Kept,
}

/// What is kept of a thing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kept {
    /// A proposal: whose, for which job, and the lookup keys of its letter.
    Proposal {
        /// The bidder's key.
        person: String,
    },
}

/// The device's secret: 32 random bytes that the host makes once and never shows. On the wire 64 hexadecimal digits.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(type = "string"), schemars(with = "String"))]
pub struct Secret([u8; 32]);

impl Secret {
    /// A secret of these bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl TryFrom<String> for Secret {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let wrong = "a secret is 64 hexadecimal digits";
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(wrong);
        }
        let mut bytes = [0; 32];
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = text.get(at * 2..at * 2 + 2).and_then(|two| u8::from_str_radix(two, 16).ok()).ok_or(wrong)?;
        }
        Ok(Self(bytes))
    }
}

impl From<Secret> for String {
    fn from(secret: Secret) -> Self {
        secret.0.iter().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(|n| char::from_digit(n.into(), 16)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_hexadecimal_on_the_wire_and_says_nothing_when_printed() {
        let text = "00ff".repeat(16);
        let secret: Secret = serde_json::from_str(&format!("\"{text}\"")).unwrap();
        assert_eq!(serde_json::to_string(&secret).unwrap(), format!("\"{text}\""));
        assert_eq!((secret.bytes()[0], secret.bytes()[1]), (0, 255));
        assert_eq!(format!("{secret:?}"), "Secret(..)");
        for bad in ["", "00", &"0g".repeat(32), &"é".repeat(32), &"0".repeat(65)] {
            assert!(serde_json::from_str::<Secret>(&format!("\"{bad}\"")).is_err(), "{bad}");
        }
    }
}

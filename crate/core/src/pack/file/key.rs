//! Public keys: what they signed, and how a person reads one aloud.

use std::fmt;

use ed25519_dalek::VerifyingKey;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use super::base64;

/// A public Ed25519 key; Base64 in JSON.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key([u8; 32]);

/// What a key made of the bytes that it signed.
#[derive(Clone, PartialEq, Eq)]
pub struct Value([u8; 64]);

impl Key {
    /// A key of its bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// A key of its Base64, in the one spelling that [`Key::to_base64`] writes.
    pub fn from_base64(text: &str) -> Option<Self> {
        base64::decode(text).map(Self)
    }

    /// The key as Base64, 44 characters.
    pub fn to_base64(&self) -> String {
        base64::encode(&self.0)
    }

    /// Whether this key signed these bytes. Strict: a key or signature that would hold for more than one text, or that has
    /// a second spelling, holds for none.
    pub fn signed(&self, bytes: &[u8], value: &Value) -> bool {
        let signature = ed25519_dalek::Signature::from_bytes(&value.0);
        VerifyingKey::from_bytes(&self.0).is_ok_and(|key| key.verify_strict(bytes, &signature).is_ok())
    }

    /// The key as two people compare it, by voice or eye: 16 characters in groups of four, `7F3K-M2QX-9B4T-HW8C`.
    ///
    /// They are the first 80 bits of its SHA-256 in Crockford's Base32, which has no I, L, O or U. To find a second key with
    /// the fingerprint of a given one takes 2^80 trials.
    pub fn fingerprint(&self) -> String {
        const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let hash = Sha256::digest(self.0);
        let mut text = String::with_capacity(19);
        for (at, five) in hash.chunks(5).take(2).enumerate() {
            let bits = five.iter().fold(0_u64, |bits, &byte| bits << 8 | u64::from(byte));
            for digit in 0..8 {
                if digit == 4 || (digit == 0 && at > 0) {
                    text.push('-');
                }
                text.push(char::from(DIGITS[(bits >> (35 - 5 * digit) & 31) as usize]));
            }
        }
        text
    }
}

impl Value {
    /// A signature of its bytes.
    pub fn new(bytes: [u8; 64]) -> Self {
        Self(bytes)
    }

    /// A signature of its Base64, in the one spelling that [`Value::to_base64`] writes.
    pub fn from_base64(text: &str) -> Option<Self> {
        base64::decode(text).map(Self)
    }

    /// The signature as Base64, 88 characters.
    pub fn to_base64(&self) -> String {
        base64::encode(&self.0)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({})", self.to_base64())
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Value({})", self.to_base64())
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_base64())
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_base64(&text).ok_or_else(|| D::Error::custom("this is no public key: 44 characters of Base64"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::file::tests::{by, sign};

    #[test]
    fn a_fingerprint_is_sixteen_characters_of_the_keys_hash() {
        // sha256(32 zero bytes) = 66687aadf862bd776c8f...
        assert_eq!(Key::new([0; 32]).fingerprint(), "CSM7-NBFR-CAYQ-EV4F");
        assert_ne!(by(1).fingerprint(), by(2).fingerprint());
    }

    #[test]
    fn only_the_same_bytes_by_the_same_key_hold() {
        let value = sign(1, b"text");
        assert!(by(1).signed(b"text", &value));
        assert!(!by(1).signed(b"texts", &value));
        assert!(!by(2).signed(b"text", &value));
        assert!(!by(1).signed(b"text", &sign(1, b"other")));
    }

    #[test]
    fn a_key_that_would_hold_for_everything_holds_for_nothing() {
        // The neutral point as key and as R, with s = 0: plain Ed25519 takes it as a signature of any text.
        let mut neutral = [0; 32];
        neutral[0] = 1;
        let mut value = [0; 64];
        value[0] = 1;
        assert!(!Key::new(neutral).signed(b"any text", &Value::new(value)));
    }
}

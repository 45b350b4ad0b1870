//! An author's key: a file under a passphrase, and what is signed with it.
//!
//! The public half stands openly in the file, so that `key show` needs no passphrase; when the file is opened, it must be the
//! half that belongs to the sealed one.

use std::path::Path;

use ed25519_dalek::{Signer, SigningKey};
use secondlook_core::pack::file::key::{Key, Value};
use secondlook_core::pack::file::{self, Handover, Signature};
use serde::{Deserialize, Serialize};

use crate::input;
use crate::refusal::Refusal;
use crate::sealed::{self, Form, Sealed};

const FORM: Form = Form { name: "secondlook-key", what: "a key file" };
/// What a key's path should have been.
const EXPECTED: &str = "a key file that `secondlook pack key new` wrote";
/// A key file is some hundred bytes.
const MOST_BYTES: usize = 64 << 10;

/// A key file, as it is read.
#[derive(Debug)]
pub struct KeyFile {
    name: String,
    text: String,
    /// The public key.
    pub key: Key,
    /// That an earlier key vouches for it.
    pub handover: Option<Handover>,
}

/// A key that can sign.
#[derive(Debug)]
pub struct Signing {
    secret: SigningKey,
    handover: Option<Handover>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written<'a> {
    format: String,
    public: Key,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    handover: Option<WrittenHandover>,
    #[serde(borrow)]
    secret: Sealed<'a>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenHandover {
    from: Key,
    value: String,
}

/// A new key, sealed.
pub fn new(passphrase: &str) -> Result<(Key, Vec<u8>), String> {
    let secret = SigningKey::from_bytes(&sealed::random()?);
    let key = public(&secret);
    let sealed = sealed::seal(FORM, secret.to_bytes().to_vec(), passphrase)?;
    Ok((key.clone(), written(key, None, sealed)?))
}

/// Reads a key file; its secret half stays closed.
pub fn read(path: &Path) -> Result<KeyFile, Refusal> {
    let input = input::bytes(path, MOST_BYTES, EXPECTED)?;
    let refuse = |found: String| Refusal::new(&input.name, found, EXPECTED);
    let text = String::from_utf8(input.bytes).map_err(|_| refuse("this is no UTF-8 text".to_owned()))?;
    of_text(input.name, text)
}

/// The same of a text that was read.
pub fn of_text(name: String, text: String) -> Result<KeyFile, Refusal> {
    let refuse = |found: String| Refusal::new(&name, found, EXPECTED);
    if text.len() > MOST_BYTES {
        return Err(refuse("this is too long for a key file".to_owned()));
    }
    let (key, handover) = {
        let written = parse(&text).map_err(&refuse)?;
        let handover = match &written.handover {
            None => None,
            Some(WrittenHandover { from, value }) => {
                let value = Value::from_base64(value).filter(|value| from.signed(&file::next(&written.public), value));
                let value =
                    value.ok_or_else(|| refuse("the earlier key in it does not vouch for this one".to_owned()))?;
                Some(Handover { from: from.clone(), value })
            }
        };
        (written.public, handover)
    };
    Ok(KeyFile { name, text, key, handover })
}

impl KeyFile {
    /// Opens the secret half.
    pub fn open(self, passphrase: &str) -> Result<Signing, Refusal> {
        let refuse = |found: String| Refusal::new(&self.name, found, "a key file that is whole, and its passphrase");
        let written = parse(&self.text).map_err(&refuse)?;
        let secret = sealed::open(FORM, written.secret, passphrase).map_err(|error| refuse(error.to_string()))?;
        let secret: [u8; 32] = secret.try_into().map_err(|_| refuse("what is sealed in it is no key".to_owned()))?;
        let secret = SigningKey::from_bytes(&secret);
        if public(&secret) != self.key {
            return Err(refuse("its public half does not belong to its secret half".to_owned()));
        }
        Ok(Signing { secret, handover: self.handover })
    }

    /// The same file with the word of an earlier key.
    pub fn handed_over(&self, earlier: &Signing) -> Result<Vec<u8>, String> {
        let sealed = parse(&self.text)?.secret;
        written(self.key.clone(), Some(earlier.vouch(&self.key)), sealed)
    }
}

impl Signing {
    /// Signs a pack by its content.
    pub fn sign(&self, sha256: &str) -> Signature {
        let value = self.value(&file::content(sha256));
        Signature { key: public(&self.secret), value, handover: self.handover.clone() }
    }

    fn vouch(&self, next: &Key) -> Handover {
        Handover { from: public(&self.secret), value: self.value(&file::next(next)) }
    }

    fn value(&self, bytes: &[u8]) -> Value {
        Value::new(self.secret.sign(bytes).to_bytes())
    }
}

fn public(secret: &SigningKey) -> Key {
    Key::new(secret.verifying_key().to_bytes())
}

fn parse(text: &str) -> Result<Written<'_>, String> {
    let written: Written<'_> =
        serde_json::from_str(text).map_err(|error| format!("this is not {} ({error})", FORM.what))?;
    if written.format != FORM.name {
        return Err(format!("its format is {}; this version reads {}", written.format, FORM.name));
    }
    Ok(written)
}

fn written(public: Key, handover: Option<Handover>, secret: Sealed<'_>) -> Result<Vec<u8>, String> {
    let handover = handover.map(|Handover { from, value }| WrittenHandover { from, value: value.to_base64() });
    let file = Written { format: FORM.name.to_owned(), public, handover, secret };
    let mut json = serde_json::to_vec_pretty(&file).map_err(|error| error.to_string())?;
    json.push(b'\n');
    Ok(json)
}

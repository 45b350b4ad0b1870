//! Something of ours as one JSON file under a passphrase: a ledger on its way to another device, a key at home.
//!
//! PBKDF2 and AES-GCM, because they are what every browser's `WebCrypto` has. The passphrase is taken as UTF-8 in the composed
//! form (NFC), so that an umlaut typed on another system is the same. What stands openly in the file is bound to the sealed
//! part: with other numbers it does not open.

use std::borrow::Cow;
use std::fmt;

use aes_gcm::aead::AeadInOut;
use aes_gcm::{Aes256Gcm, KeyInit};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use unicode_normalization::UnicodeNormalization;

/// The form of a sealed file.
pub const SCHEMA: u32 = 1;
/// Bytes of a passphrase.
pub const MOST_PASSPHRASE: usize = 1024;
/// Characters of a passphrase that is chosen, as in the extension.
pub const LEAST_PASSPHRASE: usize = 8;

const KDF: &str = "PBKDF2-HMAC-SHA-256";
const CIPHER: &str = "AES-256-GCM";
/// As OWASP asks of PBKDF2-HMAC-SHA-256.
const ITERATIONS: u32 = 600_000;
/// More would keep a reader waiting for minutes.
const MOST_ITERATIONS: u32 = 10_000_000;
const SALT: usize = 16;
const NONCE: usize = 12;
const TAG: usize = 16;

/// What is sealed, so that one is never taken for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// The word in the file.
    pub name: &'static str,
    /// What a file is not that is something else.
    pub what: &'static str,
}

/// Why a sealed file is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It is something else, or of a form that this version does not know.
    Form(String),
    /// Another passphrase, or changed bytes: nobody can tell which.
    Closed,
    /// It opened, and does not hold what it should.
    Content(String),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form(what) | Self::Content(what) => f.write_str(what),
            Self::Closed => f.write_str("this file cannot be opened with this passphrase, or is damaged"),
        }
    }
}

/// What stands in the file.
#[derive(Debug, Serialize, Deserialize)]
pub struct Sealed<'a> {
    #[serde(borrow)]
    format: Cow<'a, str>,
    schema: u32,
    #[serde(borrow)]
    kdf: Kdf<'a>,
    #[serde(borrow)]
    cipher: Cipher<'a>,
    #[serde(borrow)]
    data: Cow<'a, str>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Kdf<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
    iterations: u32,
    #[serde(borrow)]
    salt: Cow<'a, str>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Cipher<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(borrow)]
    nonce: Cow<'a, str>,
}

/// Random bytes of the system's.
pub fn random<const N: usize>() -> Result<[u8; N], String> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| format!("no random bytes were given ({error})"))?;
    Ok(bytes)
}

/// Seals bytes.
pub fn seal(form: Form, data: Vec<u8>, passphrase: &str) -> Result<Sealed<'static>, String> {
    seal_with(form, data, passphrase, random()?, random()?)
}

/// The same with a salt and a nonce that are not random: for tests, each of which would take a second.
pub(crate) fn seal_with(
    form: Form,
    mut data: Vec<u8>,
    passphrase: &str,
    salt: [u8; SALT],
    nonce: [u8; NONCE],
) -> Result<Sealed<'static>, String> {
    let bound = bound(form, ITERATIONS);
    let sealed = cipher(passphrase, &salt, ITERATIONS).encrypt_in_place(&nonce.into(), &bound, &mut data);
    sealed.map_err(|error| error.to_string())?;
    Ok(Sealed {
        format: form.name.into(),
        schema: SCHEMA,
        kdf: Kdf { name: KDF.into(), iterations: ITERATIONS, salt: BASE64.encode(salt).into() },
        cipher: Cipher { name: CIPHER.into(), nonce: BASE64.encode(nonce).into() },
        data: BASE64.encode(data).into(),
    })
}

/// A file whose form holds, still closed: all that a wrong file is refused for before the rounds of the passphrase.
#[derive(Debug, PartialEq, Eq)]
pub struct Locked {
    form: Form,
    salt: [u8; SALT],
    nonce: [u8; NONCE],
    iterations: u32,
    data: Vec<u8>,
}

/// Looks at the form of what was sealed. It is taken by value: of a large file only one copy is held.
pub fn locked(form: Form, sealed: Sealed<'_>) -> Result<Locked, Unreadable> {
    known(form, &sealed)?;
    let wrong = |what: &str| Unreadable::Form(format!("this is not {} ({what})", form.what));
    let salt: [u8; SALT] = bytes(&sealed.kdf.salt).ok_or_else(|| wrong("its salt is not 16 bytes in Base64"))?;
    let nonce: [u8; NONCE] = bytes(&sealed.cipher.nonce).ok_or_else(|| wrong("its nonce is not 12 bytes in Base64"))?;
    let data = BASE64.decode(sealed.data.as_bytes()).map_err(|_| wrong("its data is not Base64"))?;
    let iterations = sealed.kdf.iterations;
    drop(sealed);
    Ok(Locked { form, salt, nonce, iterations, data })
}

impl Locked {
    /// Opens it.
    pub fn open(self, passphrase: &str) -> Result<Vec<u8>, Unreadable> {
        let Self { form, salt, nonce, iterations, mut data } = self;
        if data.len() < TAG {
            return Err(Unreadable::Closed);
        }
        let cipher = cipher(passphrase, &salt, iterations);
        cipher.decrypt_in_place(&nonce.into(), &bound(form, iterations), &mut data).map_err(|_| Unreadable::Closed)?;
        Ok(data)
    }
}

/// Opens what was sealed.
pub fn open(form: Form, sealed: Sealed<'_>, passphrase: &str) -> Result<Vec<u8>, Unreadable> {
    locked(form, sealed)?.open(passphrase)
}

fn known(form: Form, sealed: &Sealed<'_>) -> Result<(), Unreadable> {
    let unlike = |what: &str, found: &dyn fmt::Display, known: &dyn fmt::Display| {
        Err(Unreadable::Form(format!("its {what} is {found}; this version reads {known}")))
    };
    if sealed.format != form.name {
        return unlike("format", &sealed.format, &form.name);
    }
    if sealed.schema != SCHEMA {
        return unlike("schema", &sealed.schema, &SCHEMA);
    }
    if sealed.kdf.name != KDF {
        return unlike("key derivation", &sealed.kdf.name, &KDF);
    }
    if sealed.cipher.name != CIPHER {
        return unlike("cipher", &sealed.cipher.name, &CIPHER);
    }
    if !(ITERATIONS..=MOST_ITERATIONS).contains(&sealed.kdf.iterations) {
        return unlike("number of iterations", &sealed.kdf.iterations, &"600000 to 10000000");
    }
    Ok(())
}

fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    BASE64.decode(text).ok()?.try_into().ok()
}

/// What is bound to the sealed part.
fn bound(form: Form, iterations: u32) -> Vec<u8> {
    format!("{} {SCHEMA} {KDF} {iterations} {CIPHER}", form.name).into_bytes()
}

fn cipher(passphrase: &str, salt: &[u8], iterations: u32) -> Aes256Gcm {
    let passphrase: String = passphrase.nfc().collect();
    let key: [u8; 32] = pbkdf2::pbkdf2_hmac_array::<Sha256, 32>(passphrase.as_bytes(), salt, iterations);
    Aes256Gcm::new(&key.into())
}

//! A ledger as one file under a passphrase, for another device: the same form in the command and in the extension.
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
use secondlook_core::ledger::{Entry, Secret};
use serde::de::{self, Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use unicode_normalization::UnicodeNormalization;

use super::{MOST_DAYS, day};

/// The form of a sealed ledger.
pub const SCHEMA: u32 = 1;
/// Bytes of a sealed ledger that is read.
pub const MOST_BYTES: usize = 512 << 20;
/// Bytes of a passphrase.
pub const MOST_PASSPHRASE: usize = 1024;
/// Characters of a passphrase that is chosen, as in the extension.
pub const LEAST_PASSPHRASE: usize = 8;

const FORMAT: &str = "secondlook-ledger";
const KDF: &str = "PBKDF2-HMAC-SHA-256";
const CIPHER: &str = "AES-256-GCM";
/// As OWASP asks of PBKDF2-HMAC-SHA-256.
const ITERATIONS: u32 = 600_000;
/// More would keep a reader waiting for minutes.
const MOST_ITERATIONS: u32 = 10_000_000;
const SALT: usize = 16;
const NONCE: usize = 12;
const TAG: usize = 16;

/// Entries, their keys, and the data of an entry: what is beyond was not written by this program.
const MOST_ENTRIES: usize = 2_000_000;
const MOST_KEYS: usize = 2_000;
const MOST_WORD: usize = 100;

/// What is sealed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// Its form.
    pub schema: u32,
    /// The secret under which the entries' keys were made.
    pub secret: Secret,
    /// Days for which an entry is kept.
    pub days: i64,
    /// The entries.
    #[serde(deserialize_with = "entries")]
    pub entries: Vec<Entry>,
}

/// Why a sealed ledger is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It is something else, or of a form that this version does not know.
    Form(String),
    /// Another passphrase, or changed bytes: nobody can tell which.
    Closed,
    /// It opened, and does not hold a ledger.
    Content(String),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form(what) => f.write_str(what),
            Self::Closed => f.write_str("this file cannot be opened with this passphrase, or is damaged"),
            Self::Content(what) => write!(f, "what was exported here is no ledger of this version ({what})"),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Sealed<'a> {
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

#[derive(Serialize, Deserialize)]
struct Kdf<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
    iterations: u32,
    #[serde(borrow)]
    salt: Cow<'a, str>,
}

#[derive(Serialize, Deserialize)]
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

/// Seals a ledger.
pub fn seal(content: &Content, passphrase: &str) -> Result<Vec<u8>, String> {
    seal_with(content, passphrase, random()?, random()?)
}

fn seal_with(content: &Content, passphrase: &str, salt: [u8; SALT], nonce: [u8; NONCE]) -> Result<Vec<u8>, String> {
    let mut data = serde_json::to_vec(content).map_err(|error| error.to_string())?;
    let sealed = cipher(passphrase, &salt, ITERATIONS).encrypt_in_place(&nonce.into(), &bound(ITERATIONS), &mut data);
    sealed.map_err(|error| error.to_string())?;
    let sealed = Sealed {
        format: FORMAT.into(),
        schema: SCHEMA,
        kdf: Kdf { name: KDF.into(), iterations: ITERATIONS, salt: BASE64.encode(salt).into() },
        cipher: Cipher { name: CIPHER.into(), nonce: BASE64.encode(nonce).into() },
        data: BASE64.encode(data).into(),
    };
    let mut json = serde_json::to_vec(&sealed).map_err(|error| error.to_string())?;
    json.push(b'\n');
    if json.len() > MOST_BYTES {
        return Err(format!("it would have {} bytes, more than is read back ({MOST_BYTES})", json.len()));
    }
    Ok(json)
}

/// Opens a sealed ledger.
pub fn open(json: &[u8], passphrase: &str) -> Result<Content, Unreadable> {
    let (mut data, nonce, cipher, bound) = {
        let sealed: Sealed<'_> = serde_json::from_slice(json)
            .map_err(|error| Unreadable::Form(format!("this is not an exported ledger ({error})")))?;
        let iterations = sealed.kdf.iterations;
        known(&sealed)?;
        let wrong = |what: &str| Unreadable::Form(format!("this is not an exported ledger ({what})"));
        let salt: [u8; SALT] = bytes(&sealed.kdf.salt).ok_or_else(|| wrong("its salt is not 16 bytes in Base64"))?;
        let nonce: [u8; NONCE] =
            bytes(&sealed.cipher.nonce).ok_or_else(|| wrong("its nonce is not 12 bytes in Base64"))?;
        let data = BASE64.decode(sealed.data.as_bytes()).map_err(|_| wrong("its data is not Base64"))?;
        if data.len() < TAG {
            return Err(Unreadable::Closed);
        }
        (data, nonce, self::cipher(passphrase, &salt, iterations), bound(iterations))
    };
    cipher.decrypt_in_place(&nonce.into(), &bound, &mut data).map_err(|_| Unreadable::Closed)?;
    let content: Content = serde_json::from_slice(&data).map_err(|error| Unreadable::Content(error.to_string()))?;
    if content.schema != SCHEMA || !(1..=MOST_DAYS).contains(&content.days) {
        let what = format!("form {}, kept for {} days", content.schema, content.days);
        return Err(Unreadable::Content(what));
    }
    Ok(content)
}

fn known(sealed: &Sealed<'_>) -> Result<(), Unreadable> {
    let unlike = |what: &str, found: &dyn fmt::Display, known: &dyn fmt::Display| {
        Err(Unreadable::Form(format!("its {what} is {found}; this version reads {known}")))
    };
    if sealed.format != FORMAT {
        return unlike("format", &sealed.format, &FORMAT);
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
fn bound(iterations: u32) -> Vec<u8> {
    format!("{FORMAT} {SCHEMA} {KDF} {iterations} {CIPHER}").into_bytes()
}

fn cipher(passphrase: &str, salt: &[u8], iterations: u32) -> Aes256Gcm {
    let passphrase: String = passphrase.nfc().collect();
    let key: [u8; 32] = pbkdf2::pbkdf2_hmac_array::<Sha256, 32>(passphrase.as_bytes(), salt, iterations);
    Aes256Gcm::new(&key.into())
}

/// Reads entries one by one, so that what is wrong has a place.
fn entries<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Entry>, D::Error> {
    struct Entries;
    impl<'de> Visitor<'de> for Entries {
        type Value = Vec<Entry>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of entries")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<Entry>, A::Error> {
            let mut entries = Vec::new();
            loop {
                let at = entries.len();
                let wrong = |what: &dyn fmt::Display| de::Error::custom(format!("entries[{at}]: {what}"));
                match seq.next_element::<Entry>().map_err(|error| wrong(&error))? {
                    None => return Ok(entries),
                    Some(_) if at == MOST_ENTRIES => return Err(wrong(&format!("more than {MOST_ENTRIES}"))),
                    Some(entry) => {
                        in_form(&entry).map_err(|what| wrong(&what))?;
                        entries.push(entry);
                    }
                }
            }
        }
    }
    deserializer.deserialize_seq(Entries)
}

fn in_form(entry: &Entry) -> Result<(), &'static str> {
    let word = |text: &str| (1..=MOST_WORD).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
    if !word(&entry.id) {
        return Err("its id is not an ASCII word of at most 100 characters");
    }
    if day::number(&entry.day).is_none() {
        return Err("its day is not an ISO date");
    }
    if entry.keys.len() > MOST_KEYS || !entry.keys.iter().all(|key| word(key)) {
        return Err("its keys are not at most 2,000 ASCII words of at most 100 characters");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content() -> Content {
        let kept = serde_json::json!({"kind": "proposal", "person": "pA", "job": "jB", "first": "2026-11-20"});
        Content {
            schema: 1,
            secret: Secret::new([7; 32]),
            days: 30,
            entries: vec![Entry {
                id: "bC".to_owned(),
                day: "2026-11-20".to_owned(),
                keys: vec!["pA".to_owned(), "jB".to_owned()],
                kept: serde_json::from_value(kept).unwrap(),
            }],
        }
    }

    /// Sealed with a fixed salt and nonce: each sealing takes a second in a build without optimisation.
    fn sealed() -> &'static [u8] {
        static SEALED: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
        SEALED.get_or_init(|| seal_with(&content(), "correct horse \u{e9}", [1; SALT], [2; NONCE]).unwrap())
    }

    #[test]
    fn what_was_sealed_is_read_with_its_passphrase_however_it_is_composed() {
        assert_eq!(open(sealed(), "correct horse \u{e9}"), Ok(content()));
        assert_eq!(open(sealed(), "correct horse e\u{301}"), Ok(content()));
        assert_eq!(open(sealed(), "correct horse"), Err(Unreadable::Closed));
        assert!(!String::from_utf8_lossy(sealed()).contains("proposal"));
    }

    #[test]
    fn what_stands_openly_cannot_be_changed() {
        let text = String::from_utf8(sealed().to_vec()).unwrap();
        for (from, to, form) in [
            ("\"iterations\":600000", "\"iterations\":600001", false),
            ("\"iterations\":600000", "\"iterations\":599999", true),
            ("\"iterations\":600000", "\"iterations\":10000001", true),
            ("\"schema\":1", "\"schema\":2", true),
            ("secondlook-ledger", "secondlook-record", true),
            ("AES-256-GCM", "AES-128-GCM", true),
            ("AQEBAQEBAQEBAQEBAQEBAQ==", "AQEBAQEBAQEBAQEBAQEBAA==", false),
            ("AQEBAQEBAQEBAQEBAQEBAQ==", "AQEBAQ==", true),
            ("\"data\":\"", "\"data\":\"AAAA", false),
            ("\"data\":\"", "\"data\":\"*", true),
        ] {
            assert!(text.contains(from), "{from}");
            let error = open(text.replacen(from, to, 1).as_bytes(), "correct horse \u{e9}").unwrap_err();
            assert_eq!(matches!(error, Unreadable::Form(_)), form, "{to}: {error}");
            assert!(form || error == Unreadable::Closed, "{to}: {error}");
        }
        for length in [0, 1, text.len() / 2, text.len() - 3] {
            assert!(matches!(open(&sealed()[..length], "x"), Err(Unreadable::Form(_))), "{length}");
        }
    }

    #[test]
    fn an_entry_out_of_form_is_refused_with_its_place() {
        let read = |change: &dyn Fn(&mut serde_json::Value)| {
            let mut value = serde_json::to_value(content()).unwrap();
            let first = value["entries"][0].clone();
            value["entries"].as_array_mut().unwrap().push(first);
            change(&mut value["entries"][1]);
            serde_json::from_value::<Content>(value).map(|_| ()).map_err(|error| error.to_string())
        };
        assert_eq!(read(&|_| ()), Ok(()));
        for (field, value) in [
            ("day", serde_json::json!("yesterday")),
            ("id", serde_json::json!("")),
            ("id", serde_json::json!("a b")),
            ("keys", serde_json::json!(["x".repeat(101)])),
            ("keys", serde_json::json!(vec!["x"; 2_001])),
            ("kept", serde_json::json!({"kind": "other"})),
            ("kept", serde_json::json!(null)),
        ] {
            let error = read(&|entry| entry[field] = value.clone()).unwrap_err();
            assert!(error.contains("entries[1]"), "{error}");
        }
    }
}

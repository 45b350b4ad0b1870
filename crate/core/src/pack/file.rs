//! The built form of a pack: one line of JSON that carries its own hash and, when somebody stands by it, a signature.
//!
//! ```text
//! {"pack":{..},"schema":1,"sha256":"..","signature":{"handover":{"from":"..","value":".."},"key":"..","value":".."}}
//! ```
//!
//! Whoever builds it writes canonical JSON (RFC 8785); who opens it needs no canonicaliser: everything after the pack is
//! written again from what was read and must be the same bytes, and the pack's own bytes are what the hash is of. So one
//! changed byte anywhere is refused, white space and spelling of numbers included, and what was signed is what is read.
//!
//! The verdict is on the content: name and time of the file say nothing.

mod base64;
pub mod key;

use sha2::{Digest, Sha256};

use self::key::{Key, Value};
use super::Pack;
use crate::report::{PackInfo, Problem};

/// The version of the form.
pub const SCHEMA: u32 = 1;
/// Bytes of a built pack that is read.
pub const MOST_BYTES: usize = 8 << 20;
/// How the name of a built pack ends.
pub const SUFFIX: &str = ".slpack.json";

const HEAD: &str = "{\"pack\":";
const TAIL: &str = ",\"schema\":";
/// No tail of this version is longer: three keys and values in Base64, the hash, and what stands between.
const MOST_TAIL: usize = 600;

/// That a key stands by a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The key.
    pub key: Key,
    /// What it signed [`content`] with.
    pub value: Value,
    /// That an earlier key vouches for this one.
    pub handover: Option<Handover>,
}

/// That an earlier key of a namespace vouches for the key that comes after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// The earlier key.
    pub from: Key,
    /// What it signed [`next`] with.
    pub value: Value,
}

/// A built pack that is what it says it is. Whether its key may be trusted is another question: [`super::trust`].
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The pack.
    pub pack: Pack,
    /// What a report says of it.
    pub info: PackInfo,
    /// The key that signed it.
    pub key: Option<Key>,
    /// The earlier key that vouches for that one.
    pub handover_from: Option<Key>,
}

/// Opens a built pack: form, hash, signature, and the pack itself.
pub fn open(text: &str) -> Result<Opened, Vec<Problem>> {
    open_with(text, &|pack| serde_json::from_str(pack).map_err(|error| error.to_string()))
}

/// The same with another reader of the pack's JSON. The hash and the signature are looked at first: nothing is read of a
/// pack that is not whole.
pub fn open_with(text: &str, read: &dyn Fn(&str) -> Result<Pack, String>) -> Result<Opened, Vec<Problem>> {
    let (json, sha256, signature) = whole(text).map_err(|problem| vec![problem])?;
    let pack = read(json).map_err(|message| {
        let fix = "it was built for another version of Second Look: get the pack for this one, or update";
        vec![problem("file-pack-not-understood", message, fix)]
    })?;
    let (id, version) = (pack.id.clone(), pack.version.clone());
    let info = PackInfo { id, version, sha256, signed: signature.is_some(), built_in: false };
    let handover_from = signature.as_ref().and_then(|signature| Some(signature.handover.as_ref()?.from.clone()));
    Ok(Opened { pack, info, key: signature.map(|signature| signature.key), handover_from })
}

/// The pack's JSON, its hash and its signature, all of which hold.
pub fn whole(text: &str) -> Result<(&str, String, Option<Signature>), Problem> {
    if text.len() > MOST_BYTES {
        let message = format!("{} bytes, at most {MOST_BYTES}", text.len());
        return Err(problem("file-too-large", message, "make two packs"));
    }
    let Some(rest) = text.strip_prefix(HEAD) else {
        let fix = "choose a file NAME-VERSION.slpack.json, as `secondlook pack build` writes it";
        return Err(problem("file-no-pack", "this is no built pack".to_owned(), fix));
    };
    let changed = |message: &str| {
        let fix = "get the file again from whoever gave it to you, and do not open it in an editor";
        problem("file-changed", message.to_owned(), fix)
    };
    let cut = || changed("the end of the file is missing or was changed");
    let (json, tail) = rest.rfind(TAIL).map(|at| rest.split_at(at)).ok_or_else(cut)?;
    let schema: String = tail.chars().skip(TAIL.len()).take_while(char::is_ascii_digit).collect();
    if schema.parse::<u32>().is_ok_and(|schema| schema > SCHEMA) {
        let message = format!("form {schema}; this version reads form {SCHEMA}");
        return Err(problem("file-newer", message, "this pack was made for a newer Second Look: update"));
    }
    let (sha256, signature) = read_tail(tail).ok_or_else(cut)?;
    if write_tail(&sha256, signature.as_ref()) != tail {
        return Err(cut());
    }
    if hash(json) != sha256 {
        return Err(changed(
            "the pack is not the one whose hash stands in the file: it was changed after it was built",
        ));
    }
    if let Some(signature) = &signature {
        check(signature, &sha256)?;
    }
    Ok((json, sha256, signature))
}

/// The built form of a pack's canonical JSON.
pub fn write(pack: &str, signature: Option<&Signature>) -> String {
    [HEAD, pack, &write_tail(&hash(pack), signature)].concat()
}

/// What a key signs of a pack: its content, by its hash.
pub fn content(sha256: &str) -> Vec<u8> {
    ["secondlook pack\n", sha256].concat().into_bytes()
}

/// What an earlier key signs of the key that comes after it.
pub fn next(key: &Key) -> Vec<u8> {
    ["secondlook key\n", &key.to_base64()].concat().into_bytes()
}

/// How the file of a built pack is called.
pub fn name(id: &str, version: &str) -> String {
    let name = id.rsplit('/').next().unwrap_or_default();
    [name, "-", version, SUFFIX].concat()
}

/// The SHA-256 of a text, hexadecimal.
pub fn hash(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::with_capacity(64), |mut hex, byte| {
        for digit in [byte >> 4, byte & 15] {
            hex.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
        }
        hex
    })
}

fn check(signature: &Signature, sha256: &str) -> Result<(), Problem> {
    let wrong = |message: &str| {
        let fix = "do not use this file: get it again from its author, and compare the fingerprint with them";
        problem("file-bad-signature", message.to_owned(), fix)
    };
    if !signature.key.signed(&content(sha256), &signature.value) {
        return Err(wrong("the signature is not one of this pack by this key"));
    }
    match &signature.handover {
        Some(handover) if !handover.from.signed(&next(&signature.key), &handover.value) => {
            Err(wrong("the earlier key does not vouch for this one"))
        }
        _ => Ok(()),
    }
}

fn write_tail(sha256: &str, signature: Option<&Signature>) -> String {
    let mut tail = [TAIL, &SCHEMA.to_string(), ",\"sha256\":\"", sha256, "\""].concat();
    if let Some(Signature { key, value, handover }) = signature {
        tail.push_str(",\"signature\":{");
        if let Some(Handover { from, value }) = handover {
            tail.extend([
                "\"handover\":{\"from\":\"",
                &from.to_base64(),
                "\",\"value\":\"",
                &value.to_base64(),
                "\"},",
            ]);
        }
        tail.extend(["\"key\":\"", &key.to_base64(), "\",\"value\":\"", &value.to_base64(), "\"}"]);
    }
    tail.push('}');
    tail
}

/// What stands in a tail. It is no proof that nothing else stands there: see [`whole`].
fn read_tail(tail: &str) -> Option<(String, Option<Signature>)> {
    if tail.len() > MOST_TAIL {
        return None;
    }
    let texts: Vec<&str> = tail.split('"').collect();
    let after = |name: &str| {
        let at = texts.iter().position(|text| *text == name)?;
        texts.get(at + 2).copied()
    };
    let sha256 = after("sha256")?.to_owned();
    if !texts.contains(&"signature") {
        return Some((sha256, None));
    }
    let handover = match after("from") {
        // Its value is the first one, the signature's own the last.
        Some(from) => Some(Handover { from: Key::from_base64(from)?, value: Value::from_base64(after("value")?)? }),
        None => None,
    };
    let last = texts.iter().rposition(|text| *text == "value")?;
    let value = Value::from_base64(texts.get(last + 2)?)?;
    Some((sha256, Some(Signature { key: Key::from_base64(after("key")?)?, value, handover })))
}

fn problem(code: &str, message: String, fix: &str) -> Problem {
    Problem { place: "file".to_owned(), code: code.to_owned(), message, fix: fix.to_owned() }
}

#[cfg(test)]
mod tests;

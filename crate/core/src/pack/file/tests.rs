use ed25519_dalek::{Signer, SigningKey};

use super::*;

/// The public key of a test's seed.
pub(super) fn by(seed: u8) -> Key {
    Key::new(SigningKey::from_bytes(&[seed; 32]).verifying_key().to_bytes())
}

/// What the key of a seed makes of these bytes.
pub(super) fn sign(seed: u8, bytes: &[u8]) -> Value {
    Value::new(SigningKey::from_bytes(&[seed; 32]).sign(bytes).to_bytes())
}

const PACK: &str = "{\"adapters\":[],\"background\":[],\"description\":\"One. ,\\\"schema\\\":1\",\"id\":\"acme/one\",\
    \"languages\":[\"en\"],\"licence\":\"MIT\",\"rules\":[],\"stock\":[],\"version\":\"1.0.0\"}";

fn signature(seed: u8) -> Signature {
    Signature { key: by(seed), value: sign(seed, &content(&hash(PACK))), handover: None }
}

fn handed_over(old: u8, new: u8) -> Signature {
    let handover = Handover { from: by(old), value: sign(old, &next(&by(new))) };
    Signature { handover: Some(handover), ..signature(new) }
}

fn code(text: &str) -> String {
    open(text).unwrap_err().remove(0).code
}

#[test]
fn what_was_written_is_opened() {
    let plain = open(&write(PACK, None)).unwrap();
    assert_eq!((plain.pack.id.as_str(), plain.info.signed, plain.key), ("acme/one", false, None));
    assert_eq!(plain.info.sha256, hash(PACK));
    let signed = open(&write(PACK, Some(&signature(1)))).unwrap();
    assert_eq!((signed.info.signed, signed.key, signed.handover_from), (true, Some(by(1)), None));
    let after = open(&write(PACK, Some(&handed_over(1, 2)))).unwrap();
    assert_eq!((after.key, after.handover_from), (Some(by(2)), Some(by(1))));
    assert_eq!(after.info, signed.info);
    assert_eq!(name("acme/one", "1.0.0"), "one-1.0.0.slpack.json");
}

#[test]
fn one_changed_byte_anywhere_is_refused() {
    for whole in [write(PACK, None), write(PACK, Some(&signature(1))), write(PACK, Some(&handed_over(1, 2)))] {
        for at in 0..whole.len() {
            for flip in [1, 0x20] {
                let mut bytes = whole.clone().into_bytes();
                bytes[at] ^= flip;
                // A byte that makes it no UTF-8 is refused where the file is read.
                let Ok(text) = String::from_utf8(bytes) else { continue };
                assert!(open(&text).is_err(), "byte {at}: {text}");
            }
        }
    }
}

#[test]
fn a_byte_more_or_less_is_refused_and_the_end_cannot_be_missing() {
    let whole = write(PACK, Some(&handed_over(1, 2)));
    for at in 0..whole.len() {
        assert!(open(&whole[..at]).is_err(), "{at} bytes");
        let (before, after) = whole.split_at(at);
        for more in [" ", "\n", "0", "\""] {
            assert!(open(&[before, more, after].concat()).is_err(), "{more:?} at {at}");
        }
        assert!(open(&[before, &after[1..]].concat()).is_err(), "without byte {at}");
    }
    assert!(open(&format!("{whole}\n")).is_err());
}

/// Data in a closed form: what this version does not know is not passed over.
#[test]
fn an_unknown_member_is_refused() {
    let more = PACK.replace("\"licence\"", "\"run\":\"x\",\"licence\"");
    assert_eq!(code(&write(&more, None)), "file-pack-not-understood");
}

#[test]
fn each_trouble_has_its_code() {
    let signed = write(PACK, Some(&signature(1)));
    assert_eq!(code(""), "file-no-pack");
    assert_eq!(code("[]"), "file-no-pack");
    assert_eq!(code(&" ".repeat(MOST_BYTES + 1)), "file-too-large");
    assert_eq!(code(&signed.replace("\"schema\":1,\"sha", "\"schema\":2,\"sha")), "file-newer");
    assert_eq!(code(&signed[..signed.len() - 1]), "file-changed");
    assert_eq!(code(&signed.replace("One.", "Two.")), "file-changed");
    // A hash that fits what was changed makes no signature.
    let forged = Signature { value: sign(1, &content(&hash(PACK))), ..signature(2) };
    assert_eq!(code(&write(PACK, Some(&forged))), "file-bad-signature");
    assert_eq!(code(&write(&PACK.replace("One.", "Two."), Some(&signature(1)))), "file-bad-signature");
    // An earlier key that vouches for a third one.
    let vouched = Handover { from: by(1), value: sign(1, &next(&by(3))) };
    assert_eq!(code(&write(PACK, Some(&Signature { handover: Some(vouched), ..signature(2) }))), "file-bad-signature");
    // A signature of a pack is none of a key, and the other way round.
    let crossed = Signature { value: sign(1, &next(&by(1))), ..signature(1) };
    assert_eq!(code(&write(PACK, Some(&crossed))), "file-bad-signature");
    assert_eq!(code(&write(&PACK.replace("\"licence\"", "\"license\""), None)), "file-pack-not-understood");
    assert_eq!(code(&write(&format!("{PACK},{PACK}"), None)), "file-pack-not-understood");
}

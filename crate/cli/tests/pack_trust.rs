//! Keys, signatures and trust with the built command: what is refused, and what leads out of it.
#![allow(missing_docs, clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::common::{folder, stderr, stdout};

const RULE: &str = include_str!("../src/command/pack/new/rule.toml");

fn run(here: &Path, words: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_secondlook")).args(words.split(' ')).current_dir(here).output().unwrap()
}

fn done(here: &Path, words: &str) -> String {
    let output = run(here, words);
    assert_eq!(output.status.code(), Some(0), "{words}\n{}{}", stdout(&output), stderr(&output));
    stdout(&output)
}

fn refused(here: &Path, words: &str, code: i32, part: &str) {
    let output = run(here, words);
    let said = stdout(&output) + &stderr(&output);
    assert_eq!(output.status.code(), Some(code), "{words}\n{said}");
    assert!(said.contains(part), "{words}: {part:?} is not in\n{said}");
}

/// A folder with a built pack `one.slpack.json`, signed by `me.key`, and a second key.
fn desk(test: &str) -> PathBuf {
    let here = folder(test);
    fs::write(here.join("pw"), "five words are much better\n").unwrap();
    done(&here, "pack new one --id acme/one");
    let examples = "fire = [\"You can pay me in gift cards.\"]\nsilent = [\"I designed a gift card once.\"]\n";
    fs::write(here.join("one/rules/gift-cards.toml"), RULE.replace("fire = []\nsilent = []\n", examples)).unwrap();
    done(&here, "pack build one -o plain.slpack.json");
    for key in ["me", "new"] {
        done(&here, &format!("pack key new {key}.key --passphrase-file pw"));
    }
    done(&here, "pack sign plain.slpack.json --key me.key --passphrase-file pw -o one.slpack.json");
    here
}

fn fingerprint(here: &Path, key: &str) -> String {
    let said = done(here, &format!("pack key show {key}"));
    said.split_whitespace().nth(1).unwrap().to_owned()
}

#[test]
fn another_key_or_none_is_refused_until_the_old_key_or_a_person_says_so() {
    let here = desk("pack-trust");
    let plain = done(&here, "pack verify plain.slpack.json --trust empty.json");
    assert!(plain.contains("never go above Ask") && !here.join("empty.json").exists(), "{plain}");
    assert!(done(&here, "pack verify one.slpack.json --trust t.json").contains("The first pack of acme here"));
    assert!(done(&here, "pack verify one.slpack.json --trust t.json").contains("by the key that is trusted"));
    let table = fs::read(here.join("t.json")).unwrap();
    // The file's name and time are no part of the verdict; another key is.
    fs::copy(here.join("one.slpack.json"), here.join("renamed")).unwrap();
    done(&here, "pack verify renamed --trust t.json");
    done(&here, "pack sign plain.slpack.json --key new.key --passphrase-file pw -o other.slpack.json");
    refused(&here, "pack verify other.slpack.json --trust t.json", 1, "Refused: acme was signed by");
    refused(&here, "pack verify plain.slpack.json --trust t.json", 1, "and this is not");
    let wrong = "pack verify other.slpack.json --trust t.json --accept-key 0000-0000-0000-0000";
    refused(&here, wrong, 1, "not the one that --accept-key names");
    refused(&here, "pack verify other.slpack.json --accept-key none", 2, "--trust");
    assert_eq!(fs::read(here.join("t.json")).unwrap(), table, "a refusal changes nothing");

    // By hand, written as somebody hears it.
    fs::copy(here.join("t.json"), here.join("hand.json")).unwrap();
    let heard = fingerprint(&here, "new.key").replace('-', "").to_lowercase();
    done(&here, &format!("pack verify other.slpack.json --trust hand.json --accept-key {heard}"));
    done(&here, "pack verify other.slpack.json --trust hand.json");
    done(&here, "pack verify plain.slpack.json --trust hand.json --accept-key none");

    // By the old key.
    done(&here, "pack key handover me.key new.key --passphrase-file pw");
    done(&here, "pack sign plain.slpack.json --key new.key --passphrase-file pw -o other.slpack.json");
    let said = done(&here, "pack verify other.slpack.json --trust t.json");
    assert!(said.contains("vouches for this one"), "{said}");
    refused(&here, "pack verify one.slpack.json --trust t.json", 1, "Refused");
    let json: serde_json::Value =
        serde_json::from_str(&done(&here, "pack verify other.slpack.json --trust t.json --format json")).unwrap();
    assert_eq!((json["trust"].as_str(), json["refused"].as_bool()), (Some("same"), Some(false)));
}

#[test]
fn what_was_changed_is_refused_whatever_opens_it() {
    let here = desk("pack-tamper");
    let whole = fs::read(here.join("one.slpack.json")).unwrap();
    // Every byte is flipped in the core's test; here some of each part, by every command that opens a pack.
    for at in [0, 9, whole.len() / 2, whole.len() - 300, whole.len() - 200, whole.len() - 50, whole.len() - 1] {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        fs::write(here.join("bad.slpack.json"), &bytes).unwrap();
        for verb in ["verify", "check", "test"] {
            refused(&here, &format!("pack {verb} bad.slpack.json"), 1, "bad.slpack.json");
        }
        for words in
            ["pack diff bad.slpack.json one.slpack.json", "pack docs bad.slpack.json", "pack profile bad.slpack.json"]
        {
            refused(&here, words, 2, "bad.slpack.json");
        }
        refused(&here, "pack sign bad.slpack.json --key me.key --passphrase-file pw", 2, "bad.slpack.json");
    }
    for (name, bytes) in
        [("cut", &whole[..whole.len() - 1]), ("empty", &b""[..]), ("other", b"{}"), ("binary", b"\xff\xfe\x00")]
    {
        fs::write(here.join("bad.slpack.json"), bytes).unwrap();
        refused(&here, "pack verify bad.slpack.json", 1, "bad.slpack.json [");
        assert!(fs::read(here.join("bad.slpack.json")).unwrap() == bytes, "{name}: refused, and left alone");
    }
    let long = fs::File::create(here.join("bad.slpack.json")).unwrap();
    long.set_len(100 << 20).unwrap();
    refused(&here, "pack verify bad.slpack.json", 1, "too long");
    refused(&here, "pack verify nothing.slpack.json", 1, "no such file");
    let newer = String::from_utf8(whole).unwrap().replace("\"schema\":1,\"sha", "\"schema\":2,\"sha");
    fs::write(here.join("bad.slpack.json"), newer).unwrap();
    refused(&here, "pack verify bad.slpack.json", 1, "update");
}

#[test]
fn a_key_file_is_its_owners_and_never_written_over() {
    let here = desk("pack-keys");
    let key = fs::read(here.join("me.key")).unwrap();
    refused(&here, "pack key new me.key --passphrase-file pw", 2, "there is a file already");
    assert_eq!(fs::read(here.join("me.key")).unwrap(), key);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(here.join("me.key")).unwrap().permissions().mode() & 0o777, 0o600);
    }
    fs::write(here.join("short"), "seven77\n").unwrap();
    refused(&here, "pack key new third.key --passphrase-file short", 2, "8 characters at least");
    fs::write(here.join("wrong"), "another passphrase\n").unwrap();
    refused(&here, "pack sign one.slpack.json --key me.key --passphrase-file wrong", 2, "cannot be opened");
    refused(&here, "pack sign one.slpack.json --key pw --passphrase-file pw", 2, "not a key file");
    refused(&here, "pack key handover me.key me.key --passphrase-file pw", 2, "the same key");
    // A public half that is not the secret one's: what it signs would be called by another name.
    let (mine, other) = (String::from_utf8(key).unwrap(), fs::read_to_string(here.join("new.key")).unwrap());
    let public = |text: &str| text.split('"').nth(7).unwrap().to_owned();
    fs::write(here.join("mixed.key"), mine.replace(&public(&mine), &public(&other))).unwrap();
    refused(&here, "pack sign one.slpack.json --key mixed.key --passphrase-file pw", 2, "does not belong");
    // A handover that nobody gave.
    done(&here, "pack key handover me.key new.key --passphrase-file pw");
    let handed = fs::read_to_string(here.join("new.key")).unwrap();
    fs::write(here.join("forged.key"), handed.replace(&public(&handed), &public(&mine))).unwrap();
    refused(&here, "pack key show forged.key", 2, "does not vouch");
}

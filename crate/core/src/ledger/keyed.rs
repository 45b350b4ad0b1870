//! Keys: what stands for a person, a job, a client, a letter's words. `SipHash-2-4` under the device's secret.
//!
//! A key is 48 bits, written in eight characters whose order is that of the numbers; in front stands a letter for its
//! kind, and the kind is hashed as well, so that two kinds share no key. Among 100,000 entries of 18 keys, one of a page's
//! 900 is a stranger's by accident once in 170,000 pages, and then it is one key only.
//!
//! Letters are hashed by [`crate::text::fingerprint`] under one half of the secret, followed by the other; here the halves
//! change places, so that nothing hashed here is hashed there.

use std::hash::Hasher;

use siphasher::sip::SipHasher24;

use super::Secret;

/// The 64 characters of a key, in the order of their values, which is that of their bytes.
const DIGITS: &[u8; 64] = b"-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
/// Characters of a key behind its kind: 48 bits.
pub const LENGTH: usize = 8;
/// Bits of a lookup key of a letter that are not kept.
const DROPPED: u32 = 16;

/// What a key stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A person on a site.
    Person,
    /// A job on a site.
    Job,
    /// An agency on a site.
    Agency,
    /// A client on a site.
    Client,
    /// The words of a review.
    Text,
    /// A review among those of one person.
    Review,
    /// The entry of a proposal.
    Proposal,
    /// The entry of a person on a day.
    Day,
}

impl Kind {
    fn letter(self) -> u8 {
        match self {
            Self::Person => b'p',
            Self::Job => b'j',
            Self::Agency => b'a',
            Self::Client => b'c',
            Self::Text => b't',
            Self::Review => b'r',
            Self::Proposal => b'b',
            Self::Day => b'd',
        }
    }
}

/// The device's secret, made ready.
#[derive(Debug, Clone)]
pub struct Keyed {
    hasher: SipHasher24,
    rest: [u8; 16],
}

impl Keyed {
    /// Under this secret.
    pub fn new(secret: &Secret) -> Self {
        let (mut first, mut rest) = ([0; 16], [0; 16]);
        rest.iter_mut().chain(&mut first).zip(secret.bytes()).for_each(|(to, from)| *to = *from);
        Self { hasher: SipHasher24::new_with_key(&first), rest }
    }

    /// The key of what these parts name.
    pub fn key(&self, kind: Kind, parts: &[&str]) -> String {
        let mut hasher = self.hasher;
        hasher.write(&self.rest);
        hasher.write(&[kind.letter()]);
        for part in parts {
            hasher.write(part.as_bytes());
            // In no text, so that the parts are told apart.
            hasher.write(&[0xff]);
        }
        let mut key = String::from(char::from(kind.letter()));
        push(&mut key, hasher.finish());
        key
    }
}

/// A person's key. The site is an address on it or its host; ids are told apart without case, as people type them.
pub fn person(keyed: &Keyed, address: &str, id: &str) -> String {
    keyed.key(Kind::Person, &[&site(address), &id.trim().to_lowercase()])
}

/// What names a site: the host of an address without `www.`, or the text itself where it is no address.
pub fn site(address: &str) -> String {
    let host = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = host.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default().to_lowercase();
    host.strip_prefix("www.").unwrap_or(&host).to_owned()
}

/// The lookup keys of a letter, ascending, as they are kept: one behind the other.
pub fn written(letter: &[u64]) -> String {
    let mut written = String::with_capacity(letter.len() * LENGTH);
    for key in letter {
        push(&mut written, key << DROPPED);
    }
    written
}

/// The lookup keys that were kept of a letter, ascending, as numbers of 48 bits; what is no key is passed over.
pub fn read(written: &str) -> Vec<u64> {
    let keys = written.as_bytes().chunks_exact(LENGTH).take(crate::text::fingerprint::MOST_KEYS);
    let number = |key: &[u8]| {
        let mut digits = key.iter().map(|byte| DIGITS.binary_search(byte).ok());
        digits.try_fold(0, |number: u64, digit| Some(number << 6 | digit? as u64))
    };
    let mut keys: Vec<u64> = keys.filter_map(number).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// A lookup key of a letter as the number that is kept.
pub fn kept(key: u64) -> u64 {
    key >> DROPPED
}

/// Where a letter of this lookup key is found.
pub fn lookup(key: u64) -> String {
    let mut lookup = String::from("l");
    push(&mut lookup, key << DROPPED);
    lookup
}

/// Writes the first 48 bits.
fn push(to: &mut String, number: u64) {
    for digit in 0..LENGTH as u32 {
        let digit = DIGITS.get((number >> (58 - 6 * digit)) as usize % DIGITS.len());
        to.extend(digit.map(|digit| char::from(*digit)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn keyed(byte: u8) -> Keyed {
        Keyed::new(&Secret::new([byte; 32]))
    }

    #[test]
    fn kinds_parts_and_secrets_are_told_apart() {
        let key = keyed(7).key(Kind::Person, &["upwork.com", "ann"]);
        assert_eq!((key.len(), key.is_ascii(), key.starts_with('p')), (9, true, true));
        assert_ne!(key[1..], keyed(7).key(Kind::Job, &["upwork.com", "ann"])[1..]);
        assert_ne!(key, keyed(7).key(Kind::Person, &["upwork.coma", "nn"]));
        assert_ne!(key, keyed(7).key(Kind::Person, &["upwork.com", "ann", ""]));
        for at in 0..32 {
            let mut other = [7; 32];
            other[at] ^= 1;
            assert_ne!(key, Keyed::new(&Secret::new(other)).key(Kind::Person, &["upwork.com", "ann"]), "byte {at}");
        }
    }

    #[test]
    fn a_site_is_its_host() {
        for address in
            ["https://www.upwork.com/freelancers/~01?x=1", "upwork.com", "WWW.upwork.com/", "http://upwork.com"]
        {
            assert_eq!(site(address), "upwork.com");
        }
        assert_eq!(site("https://me@www.fiverr.com#x"), "fiverr.com");
        assert_eq!(site(""), "");
    }

    proptest! {
        #[test]
        fn keys_of_a_letter_are_read_as_they_were_written(mut keys in proptest::collection::vec(any::<u64>(), 0..16)) {
            for key in &mut keys {
                *key = kept(*key);
            }
            keys.sort_unstable();
            keys.dedup();
            let text = written(&keys);
            prop_assert_eq!(text.len(), keys.len() * LENGTH);
            prop_assert_eq!(read(&text), keys.clone());
            let words: Vec<String> = keys.iter().map(|key| lookup(*key)).collect();
            prop_assert!(words.windows(2).all(|two| two[0] < two[1]));
        }

        #[test]
        fn any_text_is_read_as_some_keys(text in "\\PC{0,200}") {
            let keys = read(&text);
            prop_assert!(keys.len() <= 16 && keys.windows(2).all(|two| two[0] < two[1]));
        }

        #[test]
        fn a_site_is_found_in_any_text(text in "\\PC{0,40}") {
            let once = site(&text);
            prop_assert!(!once.contains('/'));
        }
    }
}

//! Lookup keys: what is remembered of a letter when its text is not.
//!
//! A key is a hash, under the device's secret, of two own words that stand near each other; a letter keeps the
//! [`MOST_KEYS`] least, no word in more than two of them. Which are the least depends on the words alone, so copies choose
//! the same ones, wherever the words stand and whatever was cut or put between (bottom-k sampling, Broder 1997). Stock
//! sentences, quotations, lists and the job post are set aside before, and words that a fifth of ordinary texts hold.
//!
//! **What keys give away.** `SipHash-2-4` under half of the secret, over the words' numbers and the other half: who has
//! the keys and not the secret can neither read words from them nor look for a text of their own, and sees only how many
//! keys two letters of the same device share. Who has the secret as well can try texts and pairs of words (a dictionary
//! attack), so the secret never leaves the device, and the keys are of no use on another one.
//!
//! **How well they find copies**, measured on real bids and answers, copied with filled slots and edited, with stock
//! sentences put in (984 pairs from one letter in five classes of words changed) and on 43,977 pairs of different letters,
//! many for jobs of one kind; means over 32 secrets, for one secret's keys are luck (two keys or more, different letters:
//! from .003 to .037). Method and constants were chosen on these same letters: elsewhere, expect somewhat worse.
//!
//! | keys in common | none changed | 20 % | 40 % | 60 % | 80 % | different letters | of them ordinary ones |
//! |---|---|---|---|---|---|---|---|
//! | 1 or more | 1.00 | .98 | .98 | .92 | .79 | .127 | .049 |
//! | 2 or more | 1.00 | .94 | .91 | .76 | .51 | .015 | .012 |
//! | 3 or more | 1.00 | .87 | .77 | .57 | .28 | .002 | .003 |
//!
//! One key in common says nothing: two people who write about one trade have it. From [`LEAST_COMMON`] on a letter is
//! worth showing as perhaps seen before; it stays a hint, for no text is there to prove it. Two keys or more, of others
//! that were tried in a prototype, which gives the order between them rather than exact figures (40 % changed; different
//! letters): runs of five words .24 and .005, of four .48 and .012, of three .72
//! and .042; near pairs with common words in them .93 and .071; near pairs of rare words alone .90 and .029.

use std::hash::Hasher;
use std::ops::Range;

use siphasher::sip::SipHasher24;

use super::letter::Letter;
use super::order::{in_order, numbered};
use super::rarity::Background;
use crate::stats::binomial::clopper_pearson;
use crate::stats::round6;

/// Keys of a letter at most.
pub const MOST_KEYS: usize = 16;
/// Keys in common from which a letter may be one seen before.
pub const LEAST_COMMON: usize = 2;
/// Own words, each counted once, below which a letter has no keys: it would share them with anybody.
pub const LEAST_WORDS: usize = 8;
/// How many words on a near word may stand.
const WINDOW: usize = 6;
/// Words that this share of ordinary texts holds are in no key.
const ORDINARY: f64 = 0.2;
/// Keys that one word may be in: a word of one's trade must not fill them all.
const KEYS_OF_A_WORD: u8 = 2;
/// So many near pairs are looked at first: half of them may be of words that are in enough keys.
const LOW: u64 = 64;
/// How sure the interval is.
const LEVEL: f64 = 0.95;

/// What two letters share, by their keys alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KeysInCommon {
    /// Keys that both have.
    pub common: usize,
    /// Of so many that were compared.
    pub of: usize,
    /// The share of near words in common, 0 to 1, of what either letter has.
    pub share: f64,
    /// Between these it lies, with 95 % confidence.
    pub interval: (f64, f64),
}

/// The keys of a letter under a secret, ascending, each once; none for a letter too short. The background says which
/// words are ordinary; of its words only those are looked at, which seldom change.
pub fn lookup_keys(letter: &Letter, background: &Background, key: &[u8; 32]) -> Vec<u64> {
    let own: Vec<u64> = letter.own_words().map(|word| word.id).collect();
    let (words, places) = numbered(&in_order(&own));
    if words.len() < LEAST_WORDS {
        return Vec::new();
    }
    let secret = Secret::new(key);
    let is_ordinary = |id: &u64| background.words.get(*id).is_some_and(|share| share >= ORDINARY);
    let ordinary: Vec<bool> = words.iter().map(is_ordinary).collect();
    let telling = |place: &u32| ordinary.get(*place as usize) == Some(&false);
    let mut keyed: Vec<(u64, u32)> = Vec::new();
    let mut rest = own.iter().zip(&places);
    while let Some((id, place)) = rest.next() {
        if !telling(place) {
            continue;
        }
        for (other_id, other) in rest.clone().take(WINDOW).filter(|(_, other)| *other != place && telling(other)) {
            // A letter has at most 65,536 words: two places are one number.
            keyed.push((secret.hash(*id.min(other_id), *id.max(other_id)), place << 16 | other));
        }
    }
    // The least few make all keys of nearly every letter: only they are put in order, and the rest where they do not.
    let few = u64::MAX / (keyed.len() as u64).max(1);
    let mut low: Vec<(u64, u32)> = keyed.iter().filter(|(hash, _)| hash / LOW < few).copied().collect();
    low.sort_unstable();
    let keys = least(&low, words.len());
    if keys.len() == MOST_KEYS || low.len() == keyed.len() {
        return keys;
    }
    keyed.sort_unstable();
    least(&keyed, words.len())
}

/// The least keys of those in order, none of which has a word that is in enough of them.
fn least(keyed: &[(u64, u32)], words: usize) -> Vec<u64> {
    let mut used = vec![0_u8; words];
    let mut keys = Vec::with_capacity(MOST_KEYS);
    for (hash, places) in keyed {
        let places = [places >> 16, places & 0xffff].map(|place| place as usize);
        if keys.len() == MOST_KEYS {
            break;
        }
        if keys.last() == Some(hash) || places.iter().any(|at| used.get(*at).is_none_or(|n| *n >= KEYS_OF_A_WORD)) {
            continue;
        }
        for at in places {
            if let Some(used) = used.get_mut(at) {
                *used += 1;
            }
        }
        keys.push(*hash);
    }
    keys
}

/// Where a letter holds the near words behind some of its keys: bytes from the one to the other, in the letter's order.
/// Stretches that touch are one.
pub fn places(letter: &Letter, key: &[u8; 32], wanted: impl Fn(u64) -> bool) -> Vec<Range<usize>> {
    let secret = Secret::new(key);
    let own: Vec<_> = letter.own_words().collect();
    let mut places: Vec<Range<usize>> = Vec::new();
    for (at, word) in own.iter().enumerate() {
        let later = own.iter().skip(at + 1).take(WINDOW).filter(|other| other.id != word.id);
        let near = later.filter(|other| wanted(secret.hash(word.id.min(other.id), word.id.max(other.id))));
        let Some(end) = near.map(|other| other.at().end).max() else { continue };
        let start = word.at().start;
        match places.last_mut() {
            Some(last) if start <= last.end => last.end = last.end.max(end),
            _ => places.push(start..end),
        }
    }
    places
}

/// The hashes of a letter's near words under one secret, each with the one that the same two words have under another.
pub fn rehashed(letter: &Letter, key: &[u8; 32], other: &[u8; 32]) -> Vec<(u64, u64)> {
    let [old, new] = [key, other].map(Secret::new);
    let own: Vec<u64> = letter.own_words().map(|word| word.id).collect();
    let mut rest = own.iter();
    let mut hashes = Vec::new();
    while let Some(id) = rest.next() {
        for other in rest.clone().take(WINDOW).filter(|other| *other != id) {
            let (a, b) = (*id.min(other), *id.max(other));
            hashes.push((old.hash(a, b), new.hash(a, b)));
        }
    }
    hashes
}

/// How many keys two letters have in common. Both lists ascend, as [`lookup_keys`] gives them.
pub fn common(a: &[u64], b: &[u64]) -> usize {
    a.iter().filter(|key| b.binary_search(key).is_ok()).count()
}

/// What two letters share, by their keys: of the least keys of both together, as many as the shorter list has, the share
/// that both have. Nothing where one has no keys.
pub fn in_common(a: &[u64], b: &[u64]) -> Option<KeysInCommon> {
    let of = a.len().min(b.len());
    let mut both: Vec<u64> = a.iter().chain(b).copied().collect();
    both.sort_unstable();
    both.dedup();
    let least = both.get(of.checked_sub(1)?)?;
    let up_to = |keys: &[u64]| keys.partition_point(|key| key <= least);
    let shared = common(a.get(..up_to(a))?, b.get(..up_to(b))?);
    let (low, high) = clopper_pearson(shared as u64, of as u64, LEVEL);
    Some(KeysInCommon {
        common: common(a, b),
        of,
        share: round6(shared as f64 / of as f64),
        interval: (round6(low), round6(high)),
    })
}

/// A secret, made ready: what has taken in all of it, before the words of a pair.
struct Secret(SipHasher24);

impl Secret {
    fn new(key: &[u8; 32]) -> Self {
        let (mut first, mut rest) = ([0; 16], [0; 16]);
        first.iter_mut().chain(&mut rest).zip(key).for_each(|(to, from)| *to = *from);
        let mut hasher = SipHasher24::new_with_key(&first);
        hasher.write(&rest);
        Self(hasher)
    }

    fn hash(&self, a: u64, b: u64) -> u64 {
        let mut hasher = self.0;
        hasher.write(&(u128::from(b) << 64 | u128::from(a)).to_le_bytes());
        hasher.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::order::{Table, distinct};
    use crate::text::stock::Aside;
    use crate::text::words::word_id;
    use proptest::prelude::*;

    const KEY: [u8; 32] = [7; 32];
    const LETTER: &str = "Your warehouse scanner drops packets whenever the forklift passes the north gate. I once traced \
        the same fault to a loose antenna on the mezzanine, soldered it, and logged signal strength for a fortnight.";

    fn background() -> Background {
        listed(&["a", "and", "i", "of", "on", "the", "to", "was", "your"])
    }

    fn listed(words: &[&str]) -> Background {
        let ids = distinct(words.iter().map(|word| word_id(word)));
        Background { words: Table::new(ids.into_iter().map(|id| (id, 0.2)).collect()), ..Background::default() }
    }

    #[test]
    fn a_key_is_the_hash_of_the_secret_and_both_words_in_this_order() {
        let secret: [u8; 32] = std::array::from_fn(|at| at as u8);
        let mut hasher = SipHasher24::new_with_key(&std::array::from_fn(|at| at as u8));
        for part in [&secret[16..], &5_u64.to_le_bytes(), &u64::MAX.to_le_bytes()] {
            hasher.write(part);
        }
        assert_eq!(Secret::new(&secret).hash(5, u64::MAX), hasher.finish());
    }

    fn keys(text: &str) -> Vec<u64> {
        lookup_keys(&Letter::read(text, &[]), &background(), &KEY)
    }

    #[test]
    fn a_copy_with_other_names_and_order_shares_keys_and_another_letter_none() {
        let copy = "Dear Ann, I once traced the same fault to a loose antenna on the balcony, soldered it, and logged \
            signal strength for a month. Your harbour scanner drops packets whenever the crane passes the south gate.";
        let other = "The heron stood in shallow water all morning while two children threw pebbles and argued about \
            whose turn it was to carry the lantern home along the towpath.";
        let found = in_common(&keys(LETTER), &keys(copy)).unwrap();
        assert!(found.common >= LEAST_COMMON, "{found:?}");
        assert!(found.interval.0 <= found.share && found.share <= found.interval.1);
        assert_eq!(common(&keys(LETTER), &keys(other)), 0);
        let same = in_common(&keys(LETTER), &keys(LETTER)).unwrap();
        assert_eq!((same.common, same.of), (16, 16));
        assert!((same.share - 1.0).abs() < 1e-12 && same.interval.0 > 0.75);
    }

    #[test]
    fn the_words_behind_keys_are_found_where_they_stand() {
        let letter = Letter::read(LETTER, &[]);
        let keys = keys(LETTER);
        let all = places(&letter, &KEY, |key| keys.contains(&key));
        assert!(!all.is_empty() && all.windows(2).all(|two| two[0].end < two[1].start), "{all:?}");
        for key in &keys {
            let places = places(&letter, &KEY, |other| other == *key);
            let words = LETTER.get(places.first().unwrap().clone()).unwrap().split(' ').count();
            assert!((2..=WINDOW + 1).contains(&words), "{places:?}");
            assert!(places.iter().all(|one| all.iter().any(|all| all.start <= one.start && one.end <= all.end)));
        }
        assert!(places(&letter, &KEY, |_| false).is_empty());
    }

    #[test]
    fn another_secret_gives_other_keys() {
        let letter = Letter::read(LETTER, &[]);
        for at in 0..32 {
            let mut other = KEY;
            other[at] ^= 1;
            assert_eq!(
                common(&lookup_keys(&letter, &background(), &KEY), &lookup_keys(&letter, &background(), &other)),
                0,
                "byte {at}"
            );
        }
    }

    #[test]
    fn what_is_set_aside_gives_no_keys() {
        let mut aside = Aside::default();
        aside.add(LETTER);
        assert!(lookup_keys(&Letter::read(LETTER, &[&aside]), &background(), &KEY).is_empty());
        let mixed = format!("{LETTER} My own brother keeps eleven beehives behind the old bakery near Trout Lane.");
        let mixed = lookup_keys(&Letter::read(&mixed, &[&aside]), &background(), &KEY);
        assert!(!mixed.is_empty());
        assert_eq!(common(&mixed, &keys(LETTER)), 0);
    }

    #[test]
    fn ordinary_words_are_in_no_key() {
        let plain = "alpha beta gamma delta epsilon zeta eta theta";
        let full = "alpha to beta of the gamma and delta epsilon zeta and i was eta on a theta";
        assert!(common(&keys(plain), &keys(full)) >= LEAST_COMMON);
        let wide = listed(&full.split(' ').collect::<Vec<_>>());
        assert!(lookup_keys(&Letter::read(plain, &[]), &wide, &KEY).is_empty());
    }

    #[test]
    fn a_letter_too_short_has_none() {
        assert!(keys("").is_empty());
        assert!(keys("I can do this job today").is_empty());
        assert!(keys(&"spam ".repeat(5_000)).is_empty());
        assert_eq!(in_common(&keys(""), &keys(LETTER)), None);
    }

    proptest! {
        #[test]
        fn keys_are_few_ascending_and_distinct(text in "([a-z]{1,3} ){0,200}", key in any::<[u8; 32]>()) {
            let keys = lookup_keys(&Letter::read(&text, &[]), &background(), &key);
            prop_assert!(keys.len() <= MOST_KEYS);
            prop_assert!(keys.windows(2).all(|two| two[0] < two[1]));
        }

        #[test]
        fn noise_that_no_reader_sees_changes_no_key(words in proptest::collection::vec("[a-z]{2,8}", 8..60), seed in 0_usize..5) {
            let plain = words.join(" ");
            let noisy: String = words.iter().enumerate().map(|(at, word)| match (at + seed) % 5 {
                0 => format!("{}  ", word.to_uppercase()),
                1 => format!("{}\u{200b}{} ", &word[..1], &word[1..]),
                2 => format!("{word}\n\n"),
                3 => format!("\u{feff}{word}\u{a0}"),
                _ => format!("{word} "),
            }).collect();
            prop_assert_eq!(keys(&plain), keys(&noisy));
        }

        #[test]
        fn what_is_shared_is_symmetric_and_within_bounds(a in "([a-f]{1,2} ){0,60}", b in "([a-f]{1,2} ){0,60}") {
            let (a, b) = (keys(&a), keys(&b));
            prop_assert_eq!(in_common(&a, &b), in_common(&b, &a));
            if let Some(found) = in_common(&a, &b) {
                prop_assert!(found.common <= found.of && (0.0..=1.0).contains(&found.share));
            }
        }
    }
}

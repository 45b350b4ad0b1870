//! Which letters belong together, and by what.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::text::collection::Collection;
use crate::text::group;
use crate::text::letter::Letter;
use crate::text::likeness::{ALIKE, Likeness, Profile, RELATED, TOGETHER, explained, score};
use crate::text::passages::own_words;

/// Words of its own that a letter must share in passages.
pub const WORDS: usize = 18;
/// Letters that hold a shingle are tried with each other only so far back.
const MOST_EARLIER: usize = 256;

/// What letters share: positions in the collection, first below second.
#[derive(Debug, Default)]
pub struct Pairs {
    /// The pairs that are alike and share passages.
    pub alike: BTreeMap<(usize, usize), Kin>,
    /// Likeness of pairs that are related at least; what cannot be shown in passages is not alike.
    related: Vec<(usize, usize, f64)>,
}

/// Just not alike.
const UNLIKE: f64 = ALIKE - 0.001;

/// What two letters share.
#[derive(Debug, Clone)]
pub struct Kin {
    /// How alike, by what passages, and how probable by chance.
    pub likeness: Likeness,
    /// Own words in the passages, of the letter that has fewer of them there.
    pub words: usize,
}

/// The pairs that are alike, of which at least one stands among the first `here` letters. Of equal letters only the first
/// is compared with others; each of the rest is a pair with it.
pub fn pairs(collection: &Collection, here: usize) -> Pairs {
    let letters = &collection.letters;
    let first = first_of_equals(letters);
    // Made when first asked for: most letters of an ordinary page share no shingle with any other.
    let profiles: Vec<OnceCell<Profile>> = vec![OnceCell::new(); letters.len()];
    let profile = |at: usize| {
        let letter = letters.get(at)?;
        Some(profiles.get(at)?.get_or_init(|| Profile::new(letter, &collection.rarity)))
    };
    let mut pairs = Pairs::default();
    for (a, b) in candidates(letters, &first, here) {
        let (Some(of_a), Some(of_b)) = (profile(a), profile(b)) else { continue };
        let score = score(of_a, of_b);
        let mut likeness = score.likeness;
        if likeness >= ALIKE {
            if let Some(kin) = kin(collection, score, a, b) {
                pairs.alike.insert((a, b), kin);
            } else {
                likeness = UNLIKE;
            }
        }
        if likeness >= RELATED {
            pairs.related.push((a, b, likeness));
        }
    }
    let equal = vec![OnceCell::new(); letters.len()];
    for (at, first) in first.into_iter().enumerate().filter(|(at, first)| at != first) {
        let with_itself = || {
            let profile = profile(first)?;
            kin(collection, score(profile, profile), first, first)
        };
        if let Some(kin) = equal.get(first).and_then(|kin| kin.get_or_init(with_itself).as_ref()) {
            pairs.alike.insert((first, at), kin.clone());
        }
    }
    pairs
}

/// Groups of pairs, by average linkage; each group ascending. Equal letters stand in one group.
pub fn groups(letters: &[Letter], pairs: &Pairs) -> Vec<Vec<usize>> {
    let first = first_of_equals(letters);
    let is_first = |at: &usize| first.get(*at) == Some(at);
    let mut groups = group::groups(letters.len(), &pairs.related, ALIKE, TOGETHER);
    let mut of_first = vec![None; letters.len()];
    for (group, members) in groups.iter().enumerate() {
        for at in members {
            of_first.get_mut(*at).into_iter().for_each(|of| *of = Some(group));
        }
    }
    for ((at, copy), _) in pairs.alike.iter().filter(|((_, b), _)| !is_first(b)) {
        let Some(of_first) = of_first.get_mut(*at) else { continue };
        let group = *of_first.get_or_insert_with(|| {
            groups.push(vec![*at]);
            groups.len() - 1
        });
        groups.get_mut(group).into_iter().for_each(|members| members.push(*copy));
    }
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort_unstable();
    groups
}

fn kin(collection: &Collection, score: Likeness, a: usize, b: usize) -> Option<Kin> {
    let (first, second) = (collection.letters.get(a)?, collection.letters.get(b)?);
    let likeness = explained(score, first, second, &collection.rarity);
    let in_second = likeness.passages.iter().map(|run| second.own_in(&run.b)).sum();
    let words = own_words(first, &likeness.passages).min(in_second);
    (words >= WORDS).then_some(Kin { likeness, words })
}

/// For each letter, the first that has the same words.
fn first_of_equals(letters: &[Letter]) -> Vec<usize> {
    let mut firsts: BTreeMap<Vec<u64>, usize> = BTreeMap::new();
    let ids = |letter: &Letter| letter.words.iter().map(|word| word.id).collect();
    letters.iter().enumerate().map(|(at, letter)| *firsts.entry(ids(letter)).or_insert(at)).collect()
}

/// Pairs that hold a shingle in common, without which there is no passage to show, among the first `here` letters and
/// those that share a shingle with one of them.
fn candidates(letters: &[Letter], first: &[usize], here: usize) -> BTreeSet<(usize, usize)> {
    let mut of_page: Vec<u64> = letters.iter().take(here).flat_map(Letter::fingerprint).collect();
    of_page.sort_unstable();
    let mut index: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let mut candidates = BTreeSet::new();
    for (at, letter) in letters.iter().enumerate().filter(|(at, _)| first.get(*at) == Some(at)) {
        if at >= here && !letter.fingerprint().any(|shingle| of_page.binary_search(&shingle).is_ok()) {
            continue;
        }
        for shingle in letter.fingerprint() {
            let earlier = index.entry(shingle).or_default();
            candidates.extend(earlier.iter().rev().take(MOST_EARLIER).map(|other| (*other, at)));
            earlier.push(at);
        }
    }
    candidates
}

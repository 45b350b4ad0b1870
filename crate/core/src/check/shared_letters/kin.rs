//! Which letters belong together, and by what.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::text::group;
use crate::text::letter::Letter;
use crate::text::likeness::{ALIKE, Likeness, Profile, RELATED, TOGETHER, explained, score};
use crate::text::order::{in_order, sort_by};
use crate::text::passages::own_words;
use crate::text::rarity::{Background, Rarity};
use crate::text::tuning::TUNED;
use crate::text::words::run_id;

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
pub fn pairs(letters: &[Letter], background: &Background, here: usize) -> Pairs {
    let first = first_of_equals(letters);
    let candidates = candidates(letters, &first, here);
    let mut pairs = Pairs::default();
    // On most ordinary pages nothing is shared: what is rare need not be learned.
    if candidates.is_empty() && first.iter().enumerate().all(|(at, first)| at == *first) {
        return pairs;
    }
    let rarity = Rarity::learn(&letters.iter().collect::<Vec<_>>(), background, &TUNED);
    // Made when first asked for: most letters of an ordinary page share no shingle with any other.
    let profiles: Vec<OnceCell<Profile>> = vec![OnceCell::new(); letters.len()];
    let profile = |at: usize| {
        let letter = letters.get(at)?;
        Some(profiles.get(at)?.get_or_init(|| Profile::new(letter, &rarity)))
    };
    let both = |a: usize, b: usize| Some((letters.get(a)?, letters.get(b)?));
    for (a, b) in candidates {
        let (Some(of_a), Some(of_b)) = (profile(a), profile(b)) else { continue };
        let score = score(of_a, of_b);
        let mut likeness = score.likeness;
        if likeness >= ALIKE {
            if let Some(kin) = both(a, b).and_then(|both| kin(score, both, &rarity)) {
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
            kin(score(profile, profile), both(first, first)?, &rarity)
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
    sort_by(&mut groups, Ord::cmp);
    groups
}

fn kin(score: Likeness, (first, second): (&Letter, &Letter), rarity: &Rarity) -> Option<Kin> {
    let likeness = explained(score, first, second, rarity);
    let in_second = likeness.passages.iter().map(|run| second.own_in(&run.b)).sum();
    let words = own_words(first, &likeness.passages).min(in_second);
    (words >= WORDS).then_some(Kin { likeness, words })
}

/// For each letter, the first that has the same words.
fn first_of_equals(letters: &[Letter]) -> Vec<usize> {
    let ids = |at: usize| letters.get(at).into_iter().flat_map(|letter| letter.words.iter().map(|word| word.id));
    let numbers: Vec<u64> = (0..letters.len()).map(|at| run_id(ids(at))).collect();
    let mut firsts: Vec<usize> = (0..letters.len()).collect();
    for group in in_order(&numbers).chunk_by(|a, b| a.0 == b.0) {
        let mut of_group = group.iter().map(|(_, at)| *at as usize);
        let Some(first) = of_group.next() else { continue };
        for at in of_group.filter(|at| ids(*at).eq(ids(first))) {
            firsts.get_mut(at).into_iter().for_each(|of| *of = first);
        }
    }
    firsts
}

/// Pairs that hold a shingle in common, without which there is no passage to show, among the first `here` letters and
/// those that share a shingle with one of them. They ascend.
fn candidates(letters: &[Letter], first: &[usize], here: usize) -> Vec<(usize, usize)> {
    let mut of_page: Vec<u64> = Vec::new();
    if letters.len() > here {
        of_page.extend(letters.iter().take(here).flat_map(Letter::fingerprint));
        of_page.sort_unstable();
    }
    let (mut shingles, mut holders) = (Vec::new(), Vec::new());
    for (at, letter) in letters.iter().enumerate().filter(|(at, _)| first.get(*at) == Some(at)) {
        if at < here || letter.fingerprint().any(|shingle| of_page.binary_search(&shingle).is_ok()) {
            shingles.extend(letter.fingerprint());
            holders.resize(shingles.len(), at as u64);
        }
    }
    // Both letters in one number, the first leading. There are far fewer than 2^32.
    let mut candidates: Vec<u64> = Vec::new();
    for group in in_order(&shingles).chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
        let holders: Vec<u64> = group.iter().filter_map(|(_, at)| holders.get(*at as usize)).copied().collect();
        for (n, holder) in holders.iter().enumerate() {
            let earlier = holders.get(n.saturating_sub(MOST_EARLIER)..n).unwrap_or_default();
            candidates.extend(earlier.iter().map(|other| other << 32 | holder));
        }
    }
    candidates.sort_unstable();
    candidates.dedup();
    candidates.into_iter().map(|both| ((both >> 32) as usize, (both & 0xffff_ffff) as usize)).collect()
}

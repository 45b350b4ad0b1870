//! Which letters are compared with which, and what comes of it.

use std::collections::BTreeMap;

use rayon::prelude::*;
use secondlook_core::text::letter::Letter;
use secondlook_core::text::likeness::{ALIKE, Likeness, Profile, score};
use secondlook_core::text::rarity::Rarity;

use super::{Class, Collection};
use crate::progress::Progress;

/// Up to this many distinct letters each is compared with each.
pub const EACH: usize = 1_000;
/// Of the shingles one in so many finds a candidate: a passage of twenty words is missed once in a hundred times.
const SHINGLES: u64 = 4;
/// The rarest words of a letter, and how many of them two letters must share to be compared.
const RARE_WORDS: usize = 24;
const RARE_SHARED: usize = 4;
/// A shingle or word in more letters than this brings together neighbours only.
const CROWD: usize = 400;
const NEIGHBOURS: usize = 40;
/// Pairs handed out at once.
const CHUNK: usize = 4_096;

/// Classes whose profiles are held, some 25 KB each; of more they are made for each pair.
pub const HELD: usize = 8_000;

/// How alike two letters are, by numbers alone.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Score {
    /// 0 to 1.
    pub likeness: f64,
    /// Share of the first that is in the second.
    pub containment_a: f64,
    /// Share of the second that is in the first.
    pub containment_b: f64,
    /// Distinctive words in common.
    pub distinctive_words: usize,
}

impl From<&Likeness> for Score {
    fn from(found: &Likeness) -> Self {
        Self {
            likeness: found.likeness,
            containment_a: found.containment_a,
            containment_b: found.containment_b,
            distinctive_words: found.distinctive_words,
        }
    }
}

/// Two classes that were compared, the lower first; or one with itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The first class.
    pub a: usize,
    /// The second class.
    pub b: usize,
    /// How alike they are.
    pub score: Score,
}

impl Pair {
    /// Whether the two are called alike.
    pub fn alike(&self) -> bool {
        self.score.likeness >= ALIKE
    }
}

/// Every pair of classes, also too short ones, and each class of several letters with itself.
pub fn all(collection: &Collection, progress: Progress) -> Vec<Pair> {
    let classes = &collection.classes;
    let pairs = (0..classes.len()).flat_map(|a| {
        let own = classes.get(a).is_some_and(|class| class.members.len() > 1);
        (a + usize::from(!own)..classes.len()).map(move |b| (a, b))
    });
    compared(collection, pairs, classes.len() * classes.len().saturating_sub(1) / 2, progress)
}

/// The pairs that may be alike, of letters that are long enough to judge: the others have no shingle and few words in
/// common.
pub fn likely(collection: &Collection, progress: Progress) -> Vec<Pair> {
    let classes = &collection.classes;
    let judged: Vec<usize> =
        (0..classes.len()).filter(|at| classes.get(*at).is_some_and(|class| !class.too_short)).collect();
    let twins = judged.iter().copied().filter(|at| classes.get(*at).is_some_and(|class| class.members.len() > 1));
    let twins = twins.map(|at| (at, at));
    if judged.len() <= EACH {
        let each = judged.iter().enumerate().flat_map(|(i, a)| judged.iter().skip(i + 1).map(move |b| (*a, *b)));
        compared(collection, twins.chain(each), judged.len() * judged.len().saturating_sub(1) / 2, progress)
    } else {
        let candidates = candidates(collection, &judged);
        let count = candidates.len();
        compared(collection, twins.chain(candidates), count, progress)
    }
}

/// Compares on all cores, in the order given.
fn compared(
    collection: &Collection,
    pairs: impl Iterator<Item = (usize, usize)>,
    count: usize,
    progress: Progress,
) -> Vec<Pair> {
    let bar = progress.bar(count as u64);
    let profile = |class: &Class| Profile::new(&class.letter, &collection.rarity);
    let held: Vec<Profile> =
        if collection.classes.len() > HELD { Vec::new() } else { collection.classes.par_iter().map(profile).collect() };
    let mut pairs = pairs;
    let mut found = Vec::new();
    loop {
        let chunk: Vec<(usize, usize)> = pairs.by_ref().take(CHUNK).collect();
        if chunk.is_empty() {
            return found;
        }
        let compared = chunk.par_iter().map(|(a, b)| {
            let made =
                [*a, *b].map(|at| if held.is_empty() { Some(profile(collection.classes.get(at)?)) } else { None });
            let [left, right] =
                [(&made[0], a), (&made[1], b)].map(|(made, at)| made.as_ref().or_else(|| held.get(*at)));
            let score = left.zip(right).map_or_else(Score::default, |(left, right)| Score::from(&score(left, right)));
            Pair { a: *a, b: *b, score }
        });
        found.par_extend(compared);
        bar.inc(chunk.len() as u64);
    }
}

/// Pairs that share a shingle or several rare words, ascending.
fn candidates(collection: &Collection, judged: &[usize]) -> Vec<(usize, usize)> {
    let mut pairs =
        sharing(collection, judged, 1, |letter| letter.fingerprint().filter(|hash| hash % SHINGLES == 0).collect());
    pairs.extend(sharing(collection, judged, RARE_SHARED, |letter| rare_words(letter, &collection.rarity)));
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Pairs that share at least so many keys.
fn sharing(
    collection: &Collection,
    judged: &[usize],
    least: usize,
    keys: impl Fn(&Letter) -> Vec<u64> + Sync,
) -> Vec<(usize, usize)> {
    let keys: Vec<(usize, Vec<u64>)> =
        judged.par_iter().filter_map(|at| Some((*at, keys(&collection.classes.get(*at)?.letter)))).collect();
    let mut postings: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (at, keys) in &keys {
        for key in keys {
            postings.entry(*key).or_default().push(*at);
        }
    }
    let pairs = keys.par_iter().flat_map_iter(|(at, keys)| {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for posting in keys.iter().filter_map(|key| postings.get(key)) {
            let after = posting.partition_point(|other| other <= at);
            let most = if posting.len() > CROWD { NEIGHBOURS } else { CROWD };
            for other in posting.iter().skip(after).take(most) {
                *shared.entry(*other).or_default() += 1;
            }
        }
        let at = *at;
        shared.into_iter().filter(move |(_, count)| *count >= least).map(move |(other, _)| (at, other))
    });
    pairs.collect()
}

/// The heaviest distinct words of a letter's own.
fn rare_words(letter: &Letter, rarity: &Rarity) -> Vec<u64> {
    let mut own: Vec<u64> =
        letter.words.iter().zip(&letter.aside).filter(|(_, aside)| !**aside).map(|(word, _)| word.id).collect();
    own.sort_unstable();
    own.dedup();
    own.sort_by(|a, b| rarity.word(*b).weight.total_cmp(&rarity.word(*a).weight).then(a.cmp(b)));
    own.truncate(RARE_WORDS);
    own
}

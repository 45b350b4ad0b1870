//! Pairs of words that stand near each other in a letter.
//!
//! There are several for each word, and every comparison reads all of them: so a word is looked up once, by its place
//! among the letter's distinct words, and the pairs are put in order by what their numbers are, hashes, which spread evenly.

use super::letter::Letter;
use super::words::{EMPTY_RUN, longer};

/// Pairs of one bucket that are moved one by one; where there are more, all are sorted.
const MOST_MOVED: u32 = 24;

/// A letter's own words, and the pairs of them that stand near each other.
#[derive(Debug, Clone, Default)]
pub struct Near {
    /// The distinct own words, ascending.
    pub words: Vec<u64>,
    /// The pairs of different words, each once, ascending by number.
    pub pairs: Vec<Pair>,
}

/// A pair of near words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pair {
    /// The number of the pair.
    pub id: u64,
    /// Places of the two words among the letter's distinct words, the lesser first.
    pub places: [u32; 2],
}

impl Near {
    /// Finds them: a word and those at most so many words on.
    pub fn new(letter: &Letter, window: usize) -> Self {
        let own: Vec<u64> = letter.own_words().map(|word| word.id).collect();
        let (words, places) = numbered(&own);
        // A pair is the run of its two words, the lesser first: what comes of the first is worked out once a word.
        let own: Vec<(u64, u64, u32)> =
            own.into_iter().zip(places).map(|(id, place)| (id, longer(EMPTY_RUN, id), place)).collect();
        let mut pairs = Vec::with_capacity(own.len() * window);
        let mut rest = own.as_slice();
        while let Some(((id, run, place), later)) = rest.split_first() {
            let later_words = later.iter().take(window).filter(|(_, _, other)| other != place);
            pairs.extend(later_words.map(|(other_id, other_run, other)| {
                if id < other_id {
                    Pair { id: longer(*run, *other_id), places: [*place, *other] }
                } else {
                    Pair { id: longer(*other_run, *id), places: [*other, *place] }
                }
            }));
            rest = later;
        }
        let mut pairs = in_order(&pairs);
        pairs.dedup_by_key(|pair| pair.id);
        Self { words, pairs }
    }
}

/// The distinct numbers, ascending, and for each number its place among them.
pub fn numbered(own: &[u64]) -> (Vec<u64>, Vec<u32>) {
    let mut sorted: Vec<(u64, u32)> = own.iter().copied().zip(0..).collect();
    sorted.sort_unstable_by_key(|(id, _)| *id);
    let (mut words, mut places) = (Vec::with_capacity(own.len()), vec![0; own.len()]);
    for (id, at) in sorted {
        if words.last() != Some(&id) {
            words.push(id);
        }
        if let Some(place) = places.get_mut(at as usize) {
            *place = words.len() as u32 - 1;
        }
    }
    (words, places)
}

/// Sorts by number, in time that grows with the pairs where the numbers are spread evenly: each pair is put about where it
/// belongs, and those few that stand before a lesser one are moved.
fn in_order(pairs: &[Pair]) -> Vec<Pair> {
    let bits = pairs.len().max(2).ilog2() + 1;
    let bucket = |pair: &Pair| (pair.id >> (u64::BITS - bits)) as usize;
    let mut begins = vec![0_u32; (1 << bits) + 1];
    for pair in pairs {
        if let Some(begin) = begins.get_mut(bucket(pair) + 1) {
            *begin += 1;
        }
    }
    let (mut sum, mut most) = (0, 0);
    for begin in &mut begins {
        most = most.max(*begin);
        sum += *begin;
        *begin = sum;
    }
    let mut sorted = vec![Pair::default(); pairs.len()];
    for pair in pairs {
        if let Some(begin) = begins.get_mut(bucket(pair)) {
            if let Some(place) = sorted.get_mut(*begin as usize) {
                *place = *pair;
            }
            *begin += 1;
        }
    }
    if most > MOST_MOVED {
        sorted.sort_unstable_by_key(|pair| pair.id);
        return sorted;
    }
    for at in 1..sorted.len() {
        let mut place = at;
        while let Some([a, b]) = place.checked_sub(1).and_then(|before| sorted.get_mut(before..=place))
            && a.id > b.id
        {
            std::mem::swap(a, b);
            place -= 1;
        }
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::rarity::distinct;
    use crate::text::words::run_id;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_pairs_are_those_of_the_definition(text in "([a-e] ){0,40}", window in 1_usize..7) {
            let letter = Letter::read(&text, &[]);
            let near = Near::new(&letter, window);
            let own: Vec<u64> = letter.own_words().map(|word| word.id).collect();
            let mut want = Vec::new();
            for (at, a) in own.iter().enumerate() {
                for b in own.iter().skip(at + 1).take(window).filter(|b| *b != a) {
                    want.push(run_id([*a.min(b), *a.max(b)].into_iter()));
                }
            }
            prop_assert_eq!(near.pairs.iter().map(|pair| pair.id).collect::<Vec<_>>(), distinct(want.into_iter()));
            for pair in &near.pairs {
                let [a, b] = pair.places.map(|place| near.words[place as usize]);
                prop_assert_eq!(pair.id, run_id([a, b].into_iter()));
            }
        }

        #[test]
        fn any_numbers_are_put_in_order(ids in proptest::collection::vec(any::<u64>(), 0..200), shift in 0_u32..64) {
            let pairs: Vec<Pair> = ids.iter().map(|id| Pair { id: id >> shift, places: [0, 0] }).collect();
            let mut want: Vec<u64> = pairs.iter().map(|pair| pair.id).collect();
            want.sort_unstable();
            prop_assert_eq!(in_order(&pairs).iter().map(|pair| pair.id).collect::<Vec<_>>(), want);
        }
    }
}

//! Pairs of words that stand near each other in a letter.
//!
//! There are several for each word, and every comparison asks for all of them: so words are numbered by their places among
//! the letter's distinct words, each pair is kept with its lesser word, and none is hashed or sorted.

use super::letter::Letter;
use super::order::{in_order, numbered};
use super::words::{EMPTY_RUN, longer};

/// A letter's own words, and the pairs of them that stand near each other.
#[derive(Debug, Clone, Default)]
pub struct Near {
    /// The distinct own words, ascending.
    pub words: Vec<u64>,
    /// For each own word, in the order of the text, its place among them.
    pub places: Vec<u32>,
    /// The pairs of them.
    pub pairs: Pairs,
}

/// Pairs of different words, each once, under the lesser of the two.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pairs {
    /// Where the greater words of each word end.
    ends: Vec<u32>,
    /// The places of the greater words, those of one word behind those of another.
    greater: Vec<u32>,
}

impl Near {
    /// Finds them: a word and those at most so many words on.
    pub fn new(letter: &Letter, window: usize) -> Self {
        let own = in_order(&letter.own_words().map(|word| word.id).collect::<Vec<_>>());
        let (words, places) = numbered(&own);
        let pairs = Pairs::new(&places, words.len(), window);
        Self { words, places, pairs }
    }

    /// The number of each pair, and the places of its two words, the lesser first.
    pub fn numbered(&self) -> impl Iterator<Item = (u64, [usize; 2])> + '_ {
        self.words.iter().enumerate().flat_map(move |(at, id)| {
            // A pair is the run of its two words: what comes of the first is worked out once.
            let run = longer(EMPTY_RUN, *id);
            self.pairs.of(at).iter().map(move |other| {
                let other = *other as usize;
                (longer(run, self.words.get(other).copied().unwrap_or_default()), [at, other])
            })
        })
    }
}

impl Pairs {
    /// Of the places of all words in the order of the text, among so many distinct ones, within so many words.
    pub fn new(places: &[u32], words: usize, window: usize) -> Self {
        let stands = Stands::new(places, words);
        let mut pairs = Self { ends: Vec::with_capacity(words), greater: vec![0; places.len() * window + 1] };
        let (mut found, mut seen) = (0, vec![0; words]);
        for place in 0..words as u32 {
            for at in stands.of(place) {
                let at = *at as usize;
                let around = at.saturating_sub(window)..places.len().min(at + window + 1);
                for other in places.get(around).unwrap_or_default() {
                    // No step depends on a branch (`&`, not `&&`): which word is greater cannot be foretold. What is not
                    // new is written over, and a word that is not greater is not asked for again.
                    if let Some(free) = pairs.greater.get_mut(found)
                        && let Some(seen) = seen.get_mut(*other as usize)
                    {
                        *free = *other;
                        found += usize::from(*other > place) & usize::from(*seen != place + 1);
                        *seen = place + 1;
                    }
                }
            }
            pairs.ends.push(found as u32);
        }
        pairs.greater.truncate(found);
        pairs
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.greater.is_empty()
    }

    /// The places of the greater words of a word.
    pub fn of(&self, place: usize) -> &[u32] {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        self.greater.get(place.checked_sub(1).map_or(0, end)..end(place)).unwrap_or_default()
    }
}

/// Where each distinct word stands in a text.
struct Stands {
    ends: Vec<u32>,
    all: Vec<u32>,
}

impl Stands {
    fn new(places: &[u32], words: usize) -> Self {
        let mut ends = vec![0; words + 1];
        for place in places {
            ends.get_mut(*place as usize + 1).into_iter().for_each(|count| *count += 1);
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum;
        }
        let mut all = vec![0; places.len()];
        for (at, place) in (0..).zip(places) {
            if let Some(end) = ends.get_mut(*place as usize) {
                all.get_mut(*end as usize).into_iter().for_each(|free| *free = at);
                *end += 1;
            }
        }
        Self { ends, all }
    }

    fn of(&self, place: u32) -> &[u32] {
        let end = |at: u32| self.ends.get(at as usize).map_or(0, |end| *end as usize);
        self.all.get(place.checked_sub(1).map_or(0, end)..end(place)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::order::distinct;
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
            let mut pairs: Vec<_> = near.numbered().collect();
            pairs.sort_unstable();
            prop_assert_eq!(pairs.iter().map(|(id, _)| *id).collect::<Vec<_>>(), distinct(want.into_iter()));
            for (id, places) in pairs {
                let [a, b] = places.map(|place| near.words[place]);
                prop_assert!(a < b);
                prop_assert_eq!(id, run_id([a, b].into_iter()));
            }
        }
    }
}

//! Pairs of letters, made of pairs of classes: each letter in a few of them, all of them counted.

use secondlook_core::stats::round6;
use secondlook_core::text::likeness::{Likeness, likeness};
use secondlook_core::text::offsets::Offsets;
use secondlook_core::text::words::Word;
use secondlook_core::text::{chance, passages};

use super::pairs::{Pair, Score};
use super::{Collection, bytes, units};
use crate::wire::Span;

/// Pairs listed a letter.
pub const A_LETTER: usize = 50;
/// Pairs listed in all.
pub const IN_ALL: usize = 20_000;

/// Two letters of a collection, the lower first, and what was found of their classes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Listed {
    /// The first letter's place.
    pub a: usize,
    /// The second letter's place.
    pub b: usize,
    /// What was found; its sides are the letters' in this order.
    pub pair: Pair,
}

impl Listed {
    fn new(a: usize, b: usize, pair: Pair) -> Self {
        if a <= b {
            return Self { a, b, pair };
        }
        let score =
            Score { containment_a: pair.score.containment_b, containment_b: pair.score.containment_a, ..pair.score };
        let swapped = Pair { a: pair.b, b: pair.a, score };
        Self { a: b, b: a, pair: swapped }
    }
}

/// How many pairs of letters these pairs of classes stand for.
pub fn total(collection: &Collection, pairs: &[Pair]) -> u64 {
    let size = |at: usize| collection.classes.get(at).map_or(0, |class| class.members.len() as u64);
    pairs
        .iter()
        .map(|pair| {
            if pair.a == pair.b {
                size(pair.a) * size(pair.a).saturating_sub(1) / 2
            } else {
                size(pair.a) * size(pair.b)
            }
        })
        .sum()
}

/// The letters of one pair of classes.
pub fn letters<'a>(collection: &'a Collection, pair: &'a Pair) -> impl Iterator<Item = Listed> + 'a {
    let members = |at: usize| collection.classes.get(at).map_or(&[][..], |class| &class.members);
    let (left, right) = (members(pair.a), members(pair.b));
    left.iter().enumerate().flat_map(move |(i, a)| {
        let from = if pair.a == pair.b { i + 1 } else { 0 };
        right.iter().skip(from).map(move |b| Listed::new(*a, *b, *pair))
    })
}

/// The pairs to list, the most alike first: at most [`A_LETTER`] a letter and [`IN_ALL`] in all.
pub fn few(collection: &Collection, pairs: &[Pair]) -> Vec<Listed> {
    let mut best: Vec<&Pair> = pairs.iter().collect();
    best.sort_by(|x, y| y.score.likeness.total_cmp(&x.score.likeness).then((x.a, x.b).cmp(&(y.a, y.b))));
    let mut counts = vec![0_usize; collection.given.len()];
    let mut listed = Vec::new();
    for pair in best {
        few_of(collection, pair, &mut counts, &mut listed);
        if listed.len() >= IN_ALL {
            break;
        }
    }
    listed.sort_by(|x, y| y.pair.score.likeness.total_cmp(&x.pair.score.likeness).then((x.a, x.b).cmp(&(y.a, y.b))));
    listed
}

fn few_of(collection: &Collection, pair: &Pair, counts: &mut [usize], listed: &mut Vec<Listed>) {
    let members = |at: usize| collection.classes.get(at).map_or(&[][..], |class| &class.members);
    let (left, right) = (members(pair.a), members(pair.b));
    let own = pair.a == pair.b;
    // Letters of the right side that have all their pairs come first: each is passed over once.
    let mut open = 0;
    for (i, a) in left.iter().enumerate() {
        while right.get(open).and_then(|b| counts.get(*b)).is_some_and(|count| *count >= A_LETTER) {
            open += 1;
        }
        for b in right.iter().skip(if own { open.max(i + 1) } else { open }) {
            let full = |place: usize| counts.get(place).is_none_or(|count| *count >= A_LETTER);
            if listed.len() >= IN_ALL || full(*a) {
                break;
            }
            if full(*b) {
                continue;
            }
            for place in [*a, *b] {
                if let Some(count) = counts.get_mut(place) {
                    *count += 1;
                }
            }
            listed.push(Listed::new(*a, *b, *pair));
        }
    }
}

/// What two listed letters share.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shared {
    /// Probability of as much by chance.
    pub chance: f64,
    /// The passages.
    pub spans: Vec<Span>,
}

/// The passages of a listed pair, and how probable they are by chance.
pub fn shared(collection: &Collection, listed: &Listed) -> Shared {
    let (Some(a), Some(b)) = (collection.at(listed.a), collection.at(listed.b)) else { return Shared::default() };
    let offsets = [Offsets::new(&a.text), Offsets::new(&b.text)];
    let (found, words) = found(collection, listed);
    let spans = found.passages.iter().map(|run| Span {
        a: units(&offsets[0], &words[0], &run.a),
        b: units(&offsets[1], &words[1], &run.b),
        text: a.text.get(bytes(&words[0], &run.a)).unwrap_or_default().to_owned(),
    });
    Shared { chance: round6(found.chance), spans: spans.collect() }
}

/// What is found of a listed pair, and the words of its two letters.
pub fn found(collection: &Collection, listed: &Listed) -> (Likeness, [Vec<Word>; 2]) {
    let class = |at: usize| collection.classes.get(at);
    let (Some(left), Some(right)) = (class(listed.pair.a), class(listed.pair.b)) else { return Default::default() };
    let words = [collection.words_of(left, listed.a), collection.words_of(right, listed.b)];
    (likeness(&left.letter, &right.letter, &collection.rarity), words)
}

/// The probability alone.
pub fn chance(collection: &Collection, pair: &Pair) -> f64 {
    let class = |at: usize| collection.classes.get(at);
    let (Some(left), Some(right)) = (class(pair.a), class(pair.b)) else { return 1.0 };
    let passages = passages::shared(&left.letter, &right.letter);
    round6(chance::chance(&left.letter, &right.letter, &passages, &collection.rarity))
}

//! What holds of every likeness, whatever the letters say: over texts in several scripts, their copies, and noise.

#![allow(missing_docs, clippy::unwrap_used)]

mod noise;

use std::collections::{BTreeMap, BTreeSet};

use noise::{SCRIPTS, edited, noisy, pair, shuffled, text};
use proptest::prelude::*;
use secondlook_core::text::collection::Collection;
use secondlook_core::text::group::groups;
use secondlook_core::text::letter::Letter;
use secondlook_core::text::likeness::{ALIKE, Likeness, Profile, RELATED, TOGETHER, explained, likeness, score};
use secondlook_core::text::offsets::Offsets;
use secondlook_core::text::order::Table;
use secondlook_core::text::passages::Run;
use secondlook_core::text::rarity::{Background, Rarity};
use secondlook_core::text::stock::Aside;
use secondlook_core::text::tuning::TUNED;
use secondlook_core::text::words::words;

/// A background in which the first words of every script are common.
fn background() -> Background {
    let (mut ids, mut roots) = (BTreeMap::new(), BTreeMap::new());
    for script in SCRIPTS {
        for (at, word) in script.iter().take(8).enumerate() {
            for word in words(word) {
                ids.insert(word.id, 0.9 / (at + 1) as f64);
                roots.insert(word.root, 0.95 / (at + 1) as f64);
            }
        }
    }
    let [words, roots] = [ids, roots].map(|shares| Table::new(shares.into_iter().collect()));
    Background { words, roots }
}

/// A sentence of every script that is set aside.
fn stock() -> Aside {
    let mut stock = Aside::default();
    for script in &SCRIPTS {
        stock.add(&script[2..8].join(" "));
    }
    stock
}

fn compared(a: &str, b: &str) -> (Likeness, Letter, Letter) {
    let stock = stock();
    let (a, b) = (Letter::read(a, &[&stock]), Letter::read(b, &[&stock]));
    let rarity = Rarity::learn(&[&a, &b], &background(), &TUNED);
    (likeness(&a, &b, &rarity), a, b)
}

fn swapped(found: Likeness) -> Likeness {
    let mut passages: Vec<Run> = found.passages.into_iter().map(|run| Run { a: run.b, b: run.a }).collect();
    passages.sort_by_key(|run| run.a.start);
    Likeness { containment_a: found.containment_b, containment_b: found.containment_a, passages, ..found }
}

/// All of a likeness, the numbers to their last bit.
fn bits(found: &Likeness) -> ([u64; 7], usize, &[Run]) {
    let Likeness { likeness, words, roots, pairs, containment_a, containment_b, distinctive_words, chance, passages } =
        found;
    let numbers = [likeness, words, roots, pairs, containment_a, containment_b, chance].map(|number| number.to_bits());
    (numbers, *distinctive_words, passages)
}

/// What a reader of the report sees of a run of words: the quote, cut by UTF-16 units.
fn quote<'t>(text: &'t str, letter: &Letter, run: &std::ops::Range<usize>) -> &'t str {
    let at = letter.words[run.start].at().start..letter.words[run.end - 1].at().end;
    let offsets = Offsets::new(text);
    let units = offsets.utf16_range(at.clone());
    let quote = offsets.slice(units.start, units.end);
    assert_eq!(quote, &text[at]);
    let all: Vec<u16> = text.encode_utf16().collect();
    assert_eq!(quote, String::from_utf16(&all[units]).unwrap());
    quote
}

fn ids(text: &str) -> Vec<u64> {
    words(text).iter().map(|word| word.id).collect()
}

/// The groups as sets of texts, so that they can be told apart from the order of the letters.
fn grouped<'t>(texts: &[&'t str], scores: &[(usize, usize, f64)]) -> BTreeSet<Vec<&'t str>> {
    let related: Vec<_> = scores.iter().copied().filter(|(_, _, likeness)| *likeness >= RELATED).collect();
    let mut found = BTreeSet::new();
    for group in groups(texts.len(), &related, ALIKE, TOGETHER) {
        let mut members: Vec<&str> = group.iter().map(|at| texts[*at]).collect();
        members.sort_unstable();
        found.insert(members);
    }
    found
}

fn collected(texts: &[&str]) -> (Collection, Vec<Profile>) {
    let stock = stock();
    let letters = texts.iter().map(|text| Letter::read(text, &[&stock])).collect();
    let collection = Collection::new(letters, &background(), &TUNED);
    let profiles = collection.letters.iter().map(|letter| Profile::new(letter, &collection.rarity)).collect();
    (collection, profiles)
}

proptest! {
    #[test]
    fn the_same_from_either_side((a, b) in pair()) {
        let (there, back) = (compared(&a, &b).0, swapped(compared(&b, &a).0));
        prop_assert_eq!(bits(&there), bits(&back));
    }

    #[test]
    fn between_nothing_and_one_and_the_sum_of_its_parts((a, b) in pair()) {
        let found = compared(&a, &b).0;
        for part in [found.likeness, found.containment_a, found.containment_b, found.chance] {
            prop_assert!((0.0..=1.0).contains(&part), "{:?}", found);
        }
        prop_assert!(found.words >= 0.0 && found.roots >= 0.0 && found.pairs >= 0.0 && found.chance > 0.0);
        prop_assert!((found.words + found.roots + found.pairs - found.likeness).abs() < 2e-6, "{:?}", found);
    }

    #[test]
    fn equal_texts_are_wholly_alike(a in text(1..70)) {
        let found = compared(&a, &a).0;
        for one in [found.likeness, found.containment_a, found.containment_b] {
            prop_assert_eq!(one.to_bits(), 1.0_f64.to_bits(), "{:?}", found);
        }
    }

    #[test]
    fn passages_are_the_same_words_at_places_that_hold((a, b) in pair()) {
        let (found, one, other) = compared(&a, &b);
        let mut used = [vec![false; one.words.len()], vec![false; other.words.len()]];
        for run in &found.passages {
            for (used, side) in used.iter_mut().zip([&run.a, &run.b]) {
                prop_assert!(!side.is_empty() && side.end <= used.len());
                prop_assert!(side.clone().all(|at| !std::mem::replace(&mut used[at], true)), "a word in two passages");
            }
            let (left, right) = (quote(&a, &one, &run.a), quote(&b, &other, &run.b));
            let said = |letter: &Letter, run: &std::ops::Range<usize>| -> Vec<u64> {
                letter.words[run.clone()].iter().map(|word| word.id).collect()
            };
            prop_assert_eq!(said(&one, &run.a), said(&other, &run.b));
            // The quotes alone say the same: nothing is cut off, nothing is beside them.
            prop_assert_eq!(ids(left), ids(right));
            prop_assert_eq!(ids(left).len(), run.a.len());
        }
    }

    #[test]
    fn noise_that_no_reader_sees_changes_nothing((a, b) in pair(), seed in any::<u64>()) {
        let (plain, loud) = (compared(&a, &b).0, compared(&noisy(&a, seed), &noisy(&b, !seed)).0);
        prop_assert_eq!(bits(&plain), bits(&loud), "{:?} {:?}", noisy(&a, seed), noisy(&b, !seed));
    }

    #[test]
    fn the_order_of_the_letters_changes_nothing(
        bases in proptest::collection::vec(text(20..60), 1..5), copies in 1usize..4, seed in any::<u64>()
    ) {
        let texts: Vec<String> =
            bases.iter().flat_map(|base| (0..copies).map(|copy| edited(base, seed ^ copy as u64))).collect();
        let given: Vec<&str> = texts.iter().map(String::as_str).collect();
        let order = shuffled(given.len(), seed);
        let moved: Vec<&str> = order.iter().map(|at| given[*at]).collect();
        let (first, second) = (collected(&given), collected(&moved));
        let (mut scores, mut moved_scores) = (Vec::new(), Vec::new());
        for i in 0..order.len() {
            for j in i + 1..order.len() {
                let (a, b) = (order[i], order[j]);
                let here = explained(score(&second.1[i], &second.1[j]), &second.0.letters[i], &second.0.letters[j], &second.0.rarity);
                let there = explained(score(&first.1[a], &first.1[b]), &first.0.letters[a], &first.0.letters[b], &first.0.rarity);
                prop_assert_eq!(bits(&here), bits(&there));
                scores.push((a, b, there.likeness));
                moved_scores.push((i, j, here.likeness));
            }
        }
        prop_assert_eq!(grouped(&given, &scores), grouped(&moved, &moved_scores));
    }
}

#[test]
fn a_text_without_words_is_like_nothing() {
    for empty in ["", " \n", "\u{200b}", "?!"] {
        for other in ["", "one heron", "중"] {
            assert_eq!(bits(&compared(empty, other).0).0[0], 0, "{empty:?} {other:?}");
        }
    }
}

#[test]
fn the_same_from_either_side_where_only_one_of_them_quotes() {
    let said = "the quiet heron waits by the mill pond and counts the reeds until the first frost comes over the hill";
    let one = "My brother keeps eleven beehives behind the old bakery near the lane, and I wrote down what they weigh \
               every Sunday for nine years without a single gap.";
    let other =
        "Every lantern on our quay was lit by hand, and whoever lit them had to sign a ledger that nobody read.";
    let (plain, quoted) = (format!("{said} {one}"), format!("\u{201c}{said}\u{201d} {other} Yours"));
    let found = compared(&plain, &quoted).0;
    assert_eq!(bits(&found), bits(&swapped(compared(&quoted, &plain).0)));
    // What one of the two does not say as their own words is no evidence, whichever is longer.
    assert_eq!((found.chance.to_bits(), found.passages.len()), (1.0_f64.to_bits(), 0), "{found:?}");
}

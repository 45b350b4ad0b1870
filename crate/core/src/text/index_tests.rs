use super::*;
use crate::text::letter::Letter;
use crate::text::rarity::Background;
use crate::text::tuning::TUNED;
use crate::text::words::words;
use proptest::prelude::*;

const NOUNS: &[&str] =
    &["heron", "ledger", "antenna", "harbour", "kettle", "orchard", "scanner", "mezzanine", "lantern"];
const VERBS: &[&str] = &["mended", "painted", "weighed", "borrowed", "measured", "sorted", "rinsed", "traced"];

/// Sixty words that differ from letter to letter.
fn letter(number: usize) -> String {
    let word = |list: &[&str], at: usize| list[(number * 7 + at * (number % 5 + 3)) % list.len()].to_owned();
    let sentence =
        |at: usize| format!("{} {}{} near {}{at}", word(VERBS, at), word(NOUNS, at), number, word(NOUNS, at + 4));
    (0..15).map(sentence).collect::<Vec<_>>().join(" ")
}

fn index(texts: &[String], part: usize) -> (Index, Rarity) {
    let parts = texts.chunks(part).map(|texts| Part::read(texts.iter().map(|text| (text, words(text)))));
    let mut index = Index::new(parts.collect());
    let letters: Vec<Letter> = index.sample().iter().map(|at| Letter::read(&texts[*at as usize], &[])).collect();
    let rarity = Rarity::learn(&letters.iter().collect::<Vec<_>>(), &Background::default(), &TUNED);
    index.weigh(&rarity);
    (index, rarity)
}

fn found(index: &Index, rarity: &Rarity, query: &str) -> Vec<u32> {
    let candidates = index.candidates(&words(query), rarity, &mut Counters::default());
    candidates.iter().map(|candidate| candidate.letter).collect()
}

#[test]
fn copies_are_found_first_also_cut_or_edited() {
    let texts: Vec<String> = (0..500).map(letter).collect();
    let (index, rarity) = index(&texts, 64);
    assert_eq!((index.len(), index.is_empty()), (500, false));
    for at in [0, 63, 64, 250, 499] {
        let text = &texts[at];
        let half = &text[..text[..text.len() / 2].rfind(' ').unwrap()];
        let edited: Vec<&str> =
            text.split(' ').enumerate().map(|(i, word)| if i % 6 == 5 { "quite" } else { word }).collect();
        for query in [text.clone(), half.to_owned(), edited.join(" "), text.to_uppercase()] {
            assert_eq!(found(&index, &rarity, &query).first(), Some(&(at as u32)), "{at}: {query}");
        }
    }
    assert!(found(&index, &rarity, "two children threw pebbles and argued about the towpath all morning").is_empty());
}

#[test]
fn letters_of_one_text_stand_in_the_index_once() {
    let mut texts: Vec<String> = (0..20).map(letter).collect();
    texts.extend(vec![letter(7); 20_000]);
    let (index, rarity) = index(&texts, 1024);
    assert_eq!(index.crowded(), 0);
    assert_eq!(index.sample().len(), 20);
    assert_eq!(found(&index, &rarity, &letter(7)), [7]);
    let twins: Vec<u32> = index.twins(7).collect();
    assert_eq!(twins.len(), 20_001);
    assert_eq!(twins[..2], [7, 20]);
    assert_eq!(index.twins(8).len(), 0);
    assert_eq!(index.twins(20).len(), 0);
}

#[test]
fn a_flood_of_one_template_costs_no_more_and_is_said() {
    let slot = |number: usize| format!("Hello team{number}, {} Regards, name{number}", letter(3));
    let mut texts: Vec<String> = (0..3_000).map(slot).collect();
    texts.push(letter(11));
    let (index, rarity) = index(&texts, 500);
    assert!(index.crowded() > 20);
    assert_eq!(index.entries.chunk_by(|a, b| key(*a) == key(*b)).map(<[u64]>::len).max(), Some(MOST_UNDER_KEY));
    let copies = found(&index, &rarity, &slot(9_999));
    assert_eq!(copies.len(), WEIGHED_AT_ONCE * MOST_TIMES);
    assert_eq!(found(&index, &rarity, &letter(11)), [3_000]);
}

#[test]
fn repetition_and_emptiness_are_letters_too() {
    let texts =
        vec![String::new(), "spam ".repeat(60_000), String::new(), "one two".to_owned(), letter(1), "  \n".to_owned()];
    let (index, rarity) = index(&texts, 2);
    assert_eq!(index.len(), 6);
    assert!(found(&index, &rarity, "").is_empty());
    assert!(found(&index, &rarity, "one two").is_empty());
    assert_eq!(found(&index, &rarity, &"spam ".repeat(100)), [1]);
    assert_eq!(found(&index, &rarity, &letter(1)), [4]);
    let (none, rarity) = self::index(&[], 2);
    assert!(none.is_empty());
    assert!(found(&none, &rarity, &letter(1)).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_shared_passage_shares_a_key(
        before in proptest::collection::vec(0_u32..30, 0..12), shared in proptest::collection::vec(0_u32..30, 6..12),
        after in proptest::collection::vec(0_u32..30, 0..12),
    ) {
        let text = |parts: &[&[u32]]| parts.concat().iter().map(|word| format!("w{word}")).collect::<Vec<_>>().join(" ");
        let (mut a, mut b) = (Vec::new(), Vec::new());
        winnowed(&words(&text(&[&before, &shared])), &mut a);
        winnowed(&words(&text(&[&shared, &after])), &mut b);
        prop_assert!(a.iter().any(|key| b.contains(key)));
    }

    #[test]
    fn parts_change_nothing(count in 1_usize..60, part in 1_usize..20, query in 0_usize..60) {
        let texts: Vec<String> = (0..count).map(|number| letter(number % 40)).collect();
        let ((one, rarity), (many, same)) = (index(&texts, count), index(&texts, part));
        prop_assert_eq!(&one.entries, &many.entries);
        prop_assert_eq!(one.sample(), many.sample());
        prop_assert_eq!(found(&one, &rarity, &letter(query)), found(&many, &same, &letter(query)));
    }
}

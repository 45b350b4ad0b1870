use super::*;
use crate::text::letter::Letter;
use crate::text::rarity::Background;
use crate::text::tuning::TUNED;

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

fn index(texts: &[String]) -> (Index, Rarity) {
    let letters: Vec<Letter> = texts.iter().map(|text| Letter::read(text, &[])).collect();
    let rarity = Rarity::learn(&letters.iter().collect::<Vec<_>>(), &Background::default(), &TUNED);
    let parts = letters.chunks(PART).map(|letters| Part::read(letters.iter().cloned(), &rarity)).collect();
    (Index::new(parts, &rarity), rarity)
}

fn found(index: &Index, rarity: &Rarity, query: &str) -> Vec<u32> {
    let query = Letter::read(query, &[]);
    let profile = Profile::new(&query, rarity);
    let candidates = index.candidates(&query.words, &profile, &mut Counters::default());
    candidates.iter().map(|candidate| candidate.letter).collect()
}

#[test]
fn copies_are_found_first_also_cut_or_edited() {
    let texts: Vec<String> = (0..500).map(letter).collect();
    let (index, rarity) = index(&texts);
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
fn a_flood_of_one_template_costs_no_more_and_is_said() {
    let slot = |number: usize| format!("Hello team{number}, {} Regards, name{number}", letter(3));
    let mut texts: Vec<String> = (0..3_000).map(slot).collect();
    texts.push(letter(11));
    let (index, rarity) = index(&texts);
    assert!(index.crowded() > 20);
    let copies = found(&index, &rarity, &slot(9_999));
    assert_eq!(copies.len(), WEIGHED_AT_ONCE * MOST_TIMES);
    assert_eq!(found(&index, &rarity, &letter(11)), [3_000]);
}

#[test]
fn repetition_and_emptiness_are_letters_too() {
    let texts =
        vec![String::new(), "spam ".repeat(60_000), String::new(), "one two".to_owned(), letter(1), "  \n".to_owned()];
    let (index, rarity) = index(&texts);
    assert_eq!(index.len(), 6);
    assert!(found(&index, &rarity, "").is_empty());
    assert!(found(&index, &rarity, "one two").is_empty());
    assert_eq!(found(&index, &rarity, &"spam ".repeat(100)), [1]);
    assert_eq!(found(&index, &rarity, &letter(1)), [4]);
    let (none, rarity) = self::index(&[]);
    assert!(none.is_empty());
    assert!(found(&none, &rarity, &letter(1)).is_empty());
}

#[test]
fn a_kept_letter_is_compared_as_the_letter_itself() {
    let mut texts: Vec<String> = (0..1_100).map(letter).collect();
    texts.extend([
        "tea tea and tea".to_owned(),
        String::new(),
        "\u{4e2d}\u{6587}\u{5b57} and \u{d55c}\u{ae00}".to_owned(),
    ]);
    let (index, rarity) = index(&texts);
    for (at, text) in texts.iter().enumerate() {
        let profile = Profile::new(&Letter::read(text, &[]), &rarity);
        assert_eq!(index.profile(at as u32, &rarity), profile, "{text}");
    }
    assert_eq!(index.profile(9_999, &rarity), Profile::default());
}

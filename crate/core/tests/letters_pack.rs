//! Stock sentences and background: what a pack may hold, and that the built-in ones do what they are for.

#![allow(missing_docs, clippy::unwrap_used)]

mod letters;

use secondlook_core::engine::{Engine, Settings};
use secondlook_core::pack::background::Class;
use secondlook_core::pack::{Pack, take_common};
use secondlook_core::report::{PackInfo, Problem};
use secondlook_core::text::words::words;
use std::collections::BTreeMap;

fn build(pack: Pack) -> Result<Engine, Vec<Problem>> {
    let info = PackInfo {
        id: pack.id.clone(),
        version: pack.version.clone(),
        sha256: "00".to_owned(),
        signed: false,
        built_in: true,
    };
    Engine::new(vec![(pack, info)], Settings::default(), BTreeMap::default())
}

fn codes(pack: Pack) -> Vec<String> {
    build(pack).unwrap_err().into_iter().map(|problem| format!("{} {}", problem.place, problem.code)).collect()
}

#[test]
fn the_built_in_pack_has_no_problem() {
    let pack = letters::pack();
    assert!(pack.stock.len() >= 9 && pack.background.len() >= 9);
    assert_eq!(build(pack).err(), None);
}

#[test]
fn every_stock_sentence_is_set_aside_where_it_stands_in_a_letter() {
    let pack = letters::pack();
    let sentences: Vec<String> = pack.stock.iter().flat_map(|stock| stock.sentences.clone()).collect();
    let engine = build(pack).unwrap();
    let around = ["The heron stood in the shallow water", "herons wade out again at dusk"];
    for sentence in sentences {
        // Another number, other case, other punctuation: the same sentence.
        let said = sentence.trim_end_matches('.').to_uppercase().replace(|c: char| c.is_ascii_digit(), "7");
        let letter = format!("{}. {said} ! {}.", around[0], around[1]);
        let words = words(&letter);
        let own: Vec<&str> = words
            .iter()
            .zip(engine.common().stock(&letter).mark(&words))
            .filter(|(_, mark)| !mark)
            .map(|(word, _)| &letter[word.at()])
            .collect();
        assert_eq!(own.join(" "), around.join(" "), "{sentence}");
    }
}

#[test]
fn common_words_have_larger_shares_than_rare_ones() {
    let engine = build(letters::pack()).unwrap();
    let share = |word: &str| engine.common().background().words.get(words(word)[0].id).unwrap_or(0.0);
    for (more, less) in [
        ("the", "website"),
        ("project", "architecture"),
        ("you", "deadline"),
        ("experience", "heron"),
        ("deadline", "heron"),
        ("que", "trabajo"),
        ("und", "projekt"),
        ("и", "проект"),
        ("et", "projet"),
        ("في", "تصميم"),
    ] {
        assert!(share(more) > share(less), "{more} {} {less} {}", share(more), share(less));
    }
}

#[test]
fn all_packs_are_common_together_and_are_taken_once() {
    let mut packs = [letters::pack(), letters::pack()];
    packs[1].stock.truncate(1);
    packs[1].stock[0].sentences = vec!["Herons are what our workshop knows best.".to_owned()];
    let common = take_common(packs.iter_mut());
    let marks = |letter: &str| common.stock(letter).mark(&words(letter)).into_iter().filter(|mark| *mark).count();
    assert_eq!(marks("Herons are what our workshop knows best"), 7);
    assert_eq!(marks("I look forward to hearing from you soon"), 8);
    assert!(packs.iter().all(|pack| pack.stock.is_empty() && pack.background.is_empty()));
}

#[test]
fn everything_wrong_with_stock_is_said() {
    let mut pack = letters::pack();
    let long = "so ".repeat(50);
    pack.stock.truncate(1);
    pack.background.clear();
    let sentences = ["Short one.", &long, &"long ".repeat(200), "I have 5 years of work", "I have 12 years of work!"];
    pack.stock[0].language = "en".to_owned();
    pack.stock[0].sentences = sentences.map(str::to_owned).to_vec();
    let mut empty = pack.stock[0].clone();
    empty.sentences.clear();
    let mut other = empty.clone();
    other.language = "tlh".to_owned();
    let mut no_code = empty.clone();
    no_code.language = "English".to_owned();
    pack.stock.extend([empty, other, no_code]);
    assert_eq!(
        codes(pack),
        [
            "secondlook/letters: stock/en pack-language-twice",
            "secondlook/letters: stock/en: sentences[0] stock-bad-length",
            "secondlook/letters: stock/en: sentences[1] stock-bad-length",
            "secondlook/letters: stock/en: sentences[2] stock-long-sentence",
            "secondlook/letters: stock/en: sentences[4] stock-duplicate",
            "secondlook/letters: stock/en stock-bad-count",
            "secondlook/letters: stock/tlh pack-language-unsaid",
            "secondlook/letters: stock/tlh stock-bad-count",
            "secondlook/letters: stock/English pack-bad-language",
            "secondlook/letters: stock/English stock-bad-count",
        ]
    );
}

#[test]
fn everything_wrong_with_background_is_said() {
    let mut pack = letters::pack();
    pack.stock.clear();
    pack.background.truncate(1);
    let class = |share: f64, words: &str| Class { share, words: words.to_owned() };
    let one = &mut pack.background[0];
    one.language = "en".to_owned();
    one.source = " ".to_owned();
    one.texts = 3;
    one.class = vec![class(1.5, "and"), class(0.5, "The an"), class(0.5, "and  of"), class(f64::NAN, "to")];
    assert_eq!(
        codes(pack.clone()),
        [
            "secondlook/letters: background/en: source background-bad-source",
            "secondlook/letters: background/en: texts background-few-texts",
            "secondlook/letters: background/en: class[0].share background-bad-share",
            "secondlook/letters: background/en: class[1] background-bad-word",
            "secondlook/letters: background/en: class[2].share background-bad-share",
            "secondlook/letters: background/en: class[2] background-duplicate",
            "secondlook/letters: background/en: class[2] background-bad-word",
            "secondlook/letters: background/en: class[3].share background-bad-share",
        ]
    );
    let one = &mut pack.background[0];
    one.source = "ours".to_owned();
    one.texts = 100;
    one.class = vec![class(0.5, &"a ".repeat(20_001))];
    assert_eq!(codes(pack.clone()), ["secondlook/letters: background/en background-too-many-words"]);
    pack.background[0].class.clear();
    assert_eq!(codes(pack), ["secondlook/letters: background/en background-bad-count"]);
}

#[test]
fn a_field_that_is_not_known_is_refused() {
    let stock = "language = \"en\"\nsentence = []\nsentences = []";
    assert!(toml::from_str::<secondlook_core::pack::stock::Stock>(stock).is_err());
    let background = "language = \"en\"\nsource = \"x\"\ntexts = 100\n[[class]]\nshare = 0.5\nwords = \"a\"\nn = 1";
    assert!(toml::from_str::<secondlook_core::pack::background::Background>(background).is_err());
}

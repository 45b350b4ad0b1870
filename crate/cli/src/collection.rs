//! A collection of letters: read, equal ones made one, compared, grouped.
//!
//! Everything is in the order of the letters' ids, never in that of the file, so that the same letters in another order
//! give the same result. Letters of equal words are one [`Class`] and are compared once.

pub mod groups;
pub mod listing;
pub mod pairs;

use std::collections::BTreeMap;
use std::ops::Range;

use secondlook_core::text::collection as text;
use secondlook_core::text::letter::Letter;
use secondlook_core::text::offsets::Offsets;
use secondlook_core::text::rarity::Rarity;
use secondlook_core::text::words::{self, MOST_WORDS, Word};
use serde::Deserialize;

use crate::knowledge::{Knowledge, Told, number};
use crate::rows::{Name, Row};

/// Fewer words of its own than this, and a letter is too short to judge.
pub const LEAST_WORDS: usize = 8;

/// A letter as it is given.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Given {
    /// What names the letter.
    pub id: Name,
    /// What names who sent it.
    pub author: Name,
    /// Its text.
    pub text: String,
    /// The job post's title or text, to be set aside.
    #[serde(default)]
    pub job: Option<String>,
    /// When it was sent, as given.
    #[serde(default)]
    pub at: Option<Name>,
}

impl Row for Given {
    const NEEDED: &'static [&'static str] = &["id", "author", "text"];
    const EXPECTED: &'static str =
        "a JSON object a line, {\"id\", \"author\", \"text\", \"job\" and \"at\" if known}, or CSV with these columns";
}

impl Given {
    /// The job post, when there is one.
    pub fn job(&self) -> Option<&str> {
        self.job.as_deref().filter(|job| !job.trim().is_empty())
    }
}

/// Letters of equal words.
#[derive(Debug)]
pub struct Class {
    /// The first of them, made ready.
    pub letter: Letter,
    /// Which letters, ascending.
    pub members: Vec<usize>,
    /// Whether there is too little to judge, whatever the other letters say.
    pub too_short: bool,
}

impl Class {
    /// Whether only the beginning was read.
    pub fn cut(&self) -> bool {
        self.letter.words.len() >= MOST_WORDS
    }
}

/// A collection of letters.
#[derive(Debug)]
pub struct Collection {
    /// The letters, by id.
    pub given: Vec<Given>,
    /// Letters of equal words, by their first.
    pub classes: Vec<Class>,
    /// How rare words are here.
    pub rarity: Rarity,
}

impl Collection {
    /// Makes letters with different ids ready.
    pub fn new(mut given: Vec<Given>, knowledge: &Knowledge) -> Self {
        given.sort_by(|a, b| a.id.cmp(&b.id));
        let mut texts: BTreeMap<Told, Vec<usize>> = BTreeMap::new();
        for (at, letter) in given.iter().enumerate() {
            texts.entry((&letter.text, letter.job())).or_default().push(at);
        }
        let (told, members): (Vec<Told>, Vec<Vec<usize>>) = texts.into_iter().unzip();
        let mut classes = merged(knowledge.letters(&told), members);
        for class in &mut classes {
            class.members.sort_unstable();
        }
        classes.sort_by_key(|class| class.members.first().copied());
        let letters =
            classes.iter_mut().map(|class| std::mem::replace(&mut class.letter, Letter::new(Vec::new(), Vec::new())));
        let text::Collection { letters, rarity, .. } = knowledge.collection(letters.collect());
        classes.iter_mut().zip(letters).for_each(|(class, letter)| class.letter = letter);
        Self { given, classes, rarity }
    }

    /// The letter at a place.
    pub fn at(&self, place: usize) -> Option<&Given> {
        self.given.get(place)
    }

    /// A letter's id.
    pub fn id(&self, place: usize) -> &str {
        self.at(place).map_or("", |given| given.id.0.as_str())
    }

    /// Ids of the letters in classes for which something holds, in order.
    pub fn ids(&self, holds: fn(&Class) -> bool) -> Vec<&str> {
        let mut places: Vec<usize> =
            self.classes.iter().filter(|class| holds(class)).flat_map(|class| class.members.clone()).collect();
        places.sort_unstable();
        places.into_iter().map(|place| self.id(place)).collect()
    }

    /// The words of a member of a class: the class's own where the texts are the same.
    pub fn words_of(&self, class: &Class, place: usize) -> Vec<Word> {
        let text = |place: usize| self.at(place).map_or("", |given| given.text.as_str());
        match class.members.first() {
            Some(first) if text(*first) == text(place) => class.letter.words.clone(),
            _ => words::words(text(place)),
        }
    }
}

/// Letters of equal words and equal parts set aside, made one.
fn merged(letters: Vec<Letter>, members: Vec<Vec<usize>>) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::with_capacity(letters.len());
    let mut known: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (letter, members) in letters.into_iter().zip(members) {
        let alike = known.entry(number(&letter)).or_default();
        let equal =
            alike.iter().copied().find(|at| classes.get(*at).is_some_and(|class| equal(&class.letter, &letter)));
        if let Some(class) = equal.and_then(|at| classes.get_mut(at)) {
            // The class's words are those of its first member.
            if members.first() < class.members.first() {
                class.letter = letter;
                class.members.splice(0..0, members);
            } else {
                class.members.extend(members);
            }
        } else {
            alike.push(classes.len());
            classes.push(Class { too_short: letter.own < LEAST_WORDS, letter, members });
        }
    }
    classes
}

fn equal(a: &Letter, b: &Letter) -> bool {
    a.aside == b.aside && a.words.iter().map(|word| word.id).eq(b.words.iter().map(|word| word.id))
}

/// The bytes of a run of words.
pub fn bytes(words: &[Word], run: &Range<usize>) -> Range<usize> {
    match words.get(run.clone()) {
        Some([first, .., last]) => first.at().start..last.at().end,
        Some([only]) => only.at(),
        _ => 0..0,
    }
}

/// UTF-16 units of a run of words.
pub fn units(offsets: &Offsets, words: &[Word], run: &Range<usize>) -> [usize; 2] {
    let range = offsets.utf16_range(bytes(words, run));
    [range.start, range.end]
}

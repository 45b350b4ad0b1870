//! The swap test: with another name, place, pronoun, school or time zone, used throughout a text, the rules find the same.
//!
//! Each example and ordinary text is judged again with everything of that kind replaced, and with a line in which the
//! writer introduces themselves as somebody else. The replacements are the entries of `data/traits.txt`, each by the one
//! some places on in the same list, so one is never replaced by itself and two never become one.

use super::{Corpus, verdict};
use crate::pack::lint::{Lint, traits::Traits};
use crate::pack::rule::Example;
use crate::pack::rules::Rules;
use crate::text::language::reads_as_english;

/// How far on in its list the replacement of an entry stands. Pronouns change with the first and the third.
const STEPS: [usize; 3] = [1, 7, 23];

/// What is replaced: the sections that belong together, in words, and how an entry is told from an ordinary word.
const KINDS: [(&str, &[&str], Told); 7] = [
    ("name", &["name", "surname", "name-ru", "name-uk"], Told::Capital),
    ("name", &["name-zh", "name-ko"], Told::Anywhere),
    ("place", &["country", "city", "city-ru", "city-uk"], Told::Word),
    ("place", &["city-zh", "city-ko"], Told::Anywhere),
    ("nationality or language", &["nationality"], Told::Word),
    ("school", &["school-name"], Told::Word),
    ("time zone", &["zone"], Told::Capitals),
];

/// What is called so in an English text.
const PRONOUNS: &str = "pronoun";
const PAIRS: [(&str, &str); 18] = [
    ("he", "she"),
    ("she", "he"),
    ("him", "her"),
    ("his", "her"),
    ("her", "his"),
    ("hers", "his"),
    ("himself", "herself"),
    ("herself", "himself"),
    ("brother", "sister"),
    ("sister", "brother"),
    ("husband", "wife"),
    ("wife", "husband"),
    ("boyfriend", "girlfriend"),
    ("girlfriend", "boyfriend"),
    ("father", "mother"),
    ("mother", "father"),
    ("uncle", "aunt"),
    ("aunt", "uncle"),
];

/// How an entry is told from an ordinary word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// It is a word of its own.
    Word,
    /// And begins with a capital.
    Capital,
    /// And is written in capitals.
    Capitals,
    /// It may stand within a word: scripts without spaces, and Korean.
    Anywhere,
}

/// An entry that is replaced: one of a list, at its place.
struct Entry<'a> {
    words: &'a [&'static str],
    at: usize,
    kind: &'static str,
    told: Told,
}

impl Entry<'_> {
    fn word(&self) -> &'static str {
        self.words.get(self.at).copied().unwrap_or_default()
    }
}

/// All entries, by their words.
struct Entries<'a> {
    all: Vec<Entry<'a>>,
    traits: &'a Traits,
}

/// What is being done to a text.
struct Swap<'a> {
    entries: &'a Entries<'a>,
    step: usize,
    /// Only this kind, to find out which it was.
    only: Option<&'static str>,
}

/// Judges everything again with other people; how many texts that were.
pub(super) fn prove(lint: &mut Lint<'_>, rules: &Rules, corpus: &Corpus, traits: &Traits) -> usize {
    let entries = Entries::new(traits);
    let mut swaps = 0;
    for compiled in rules.all() {
        let examples = &compiled.rule.examples;
        for (field, list) in [("fire", &examples.fire), ("silent", &examples.silent)] {
            for (at, example) in list.iter().enumerate() {
                let place = format!("rules/{}: examples.{field}[{at}]", compiled.rule.id);
                swaps += one(lint, rules, &entries, &place, example);
            }
        }
    }
    for ordinary in &corpus.texts {
        let place = format!("ordinary/{}", ordinary.id);
        swaps += one(lint, rules, &entries, &place, &ordinary.example());
    }
    swaps
}

/// Judges one text again; the first swap that changes something is said.
fn one(lint: &mut Lint<'_>, rules: &Rules, entries: &Entries<'_>, place: &str, of: &Example) -> usize {
    let text = of.text();
    let judged = verdict(rules, text, of);
    let introduced = verdict(rules, &introduced(text, entries, 0), of);
    let mut swaps = 0;
    for step in STEPS {
        let swap = Swap { entries, step, only: None };
        let changed = swap.text(text);
        if changed != text {
            swaps += 1;
            let found = verdict(rules, &changed, of);
            if found != judged {
                let what = swap.culprit(rules, text, of, &judged);
                return said(lint, rules, place, &what, (&judged, &found)) + swaps;
            }
        }
        swaps += 1;
        let found = verdict(rules, &self::introduced(text, entries, step), of);
        if found != introduced {
            let what = format!("after {:?}", introduction(entries, step));
            return said(lint, rules, place, &what, (&introduced, &found)) + swaps;
        }
    }
    swaps
}

fn said(lint: &mut Lint<'_>, rules: &Rules, place: &str, what: &str, (before, after): (&[usize], &[usize])) -> usize {
    let differs = before.iter().zip(after).position(|(before, after)| before != after).unwrap_or_default();
    let rule = rules.all().get(differs).map_or("", |compiled| compiled.rule.id.as_str());
    let count = |counts: &[usize]| counts.get(differs).copied().unwrap_or_default();
    let message = format!("{what} {rule} finds {} instead of {}", count(after), count(before));
    let fix = "take out of the rule what depends on who somebody is";
    lint.say(place, "rule-swap-changes", message, fix);
    0
}

/// A text whose writer introduces themselves at the end.
fn introduced(text: &str, entries: &Entries<'_>, step: usize) -> String {
    [text, "\n\n", &introduction(entries, step)].concat()
}

fn introduction(entries: &Entries<'_>, step: usize) -> String {
    let of = |section: &str| another(entries.traits.words(section), 0, step);
    let (first, last) = (titled(of("name")), titled(of("surname")));
    let (city, country) = (titled(of("city")), titled(of("country")));
    let (school, nation, zone) = (titled(of("school-name")), titled(of("nationality")), of("zone").to_uppercase());
    format!(
        "My name is {first} {last}, I am {nation} and live in {city}, {country}. I studied at {school}, and my time zone is {zone}."
    )
}

/// The entry some places on: never the same one.
fn another(words: &[&'static str], at: usize, step: usize) -> &'static str {
    let step = if step > 0 && step.is_multiple_of(words.len().max(1)) { 1 } else { step };
    words.get((at + step) % words.len().max(1)).copied().unwrap_or_default()
}

/// Every word with a capital, as names are written.
fn titled(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut begins = true;
    for c in words.chars() {
        if begins {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        begins = c == ' ';
    }
    out
}

impl<'a> Entries<'a> {
    fn new(traits: &'a Traits) -> Self {
        let mut all = Vec::new();
        for (kind, sections, told) in KINDS {
            for section in sections {
                let words = traits.words(section);
                all.extend((0..words.len()).map(|at| Entry { words, at, kind, told }));
            }
        }
        // Longer entries first: "south korea" before a "south" that may come.
        all.sort_by(|a, b| first(a.word()).cmp(&first(b.word())).then(b.word().len().cmp(&a.word().len())));
        Self { all, traits }
    }

    /// The entry that a text begins with, and its length in the text.
    fn find(&self, text: &str, inside: bool) -> Option<(&Entry<'a>, usize)> {
        let begins = first(text)?;
        let from = self.all.partition_point(|entry| first(entry.word()) < Some(begins));
        self.all.iter().skip(from).take_while(|entry| first(entry.word()) == Some(begins)).find_map(|entry| {
            let length = length(text, entry.word())?;
            let here = text.get(..length)?;
            let ends = text.get(length..)?.chars().next().is_none_or(|c| !c.is_alphanumeric());
            let told = match entry.told {
                Told::Anywhere => true,
                Told::Word => ends,
                Told::Capital => ends && here.starts_with(char::is_uppercase),
                Told::Capitals => ends && !here.contains(char::is_lowercase),
            };
            (told && (!inside || entry.told == Told::Anywhere)).then_some((entry, length))
        })
    }
}

/// The first character, in small letters.
fn first(text: &str) -> Option<char> {
    text.chars().next().and_then(|c| c.to_lowercase().next())
}

/// How much of a text a word covers that it begins with, whatever its case.
fn length(text: &str, word: &str) -> Option<usize> {
    let mut chars = text.char_indices();
    for wanted in word.chars() {
        let (_, found) = chars.next()?;
        if found != wanted && found.to_lowercase().next() != Some(wanted) {
            return None;
        }
    }
    Some(chars.next().map_or(text.len(), |(at, _)| at))
}

/// Whether pronouns may be told in it: "he" is another word in Spanish, and short texts read as anything.
fn is_english(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = || lower.split(|c: char| !c.is_alphanumeric());
    words().any(|word| matches!(word, "the" | "my" | "your" | "you" | "is" | "and")) && reads_as_english(words())
}

impl Swap<'_> {
    /// The text with everything replaced.
    fn text(&self, text: &str) -> String {
        let english = is_english(text);
        let mut out = String::with_capacity(text.len());
        let (mut at, mut inside) = (0, false);
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let found = self.entry(rest, inside).or_else(|| self.pronoun(rest, inside, english));
            let length = if let Some((word, length)) = found {
                out.push_str(&word);
                length
            } else {
                let c = rest.chars().next().unwrap_or_default();
                out.push(c);
                c.len_utf8()
            };
            inside = rest.get(..length).is_some_and(|here| here.ends_with(char::is_alphanumeric));
            at += length;
        }
        out
    }

    /// What stands in place of the entry that a text begins with.
    fn entry(&self, text: &str, inside: bool) -> Option<(String, usize)> {
        let (entry, length) = self.entries.find(text, inside)?;
        if self.only.is_some_and(|only| only != entry.kind) {
            return None;
        }
        let word = another(entry.words, entry.at, self.step);
        let here = text.get(..length)?;
        let word = match entry.told {
            Told::Capitals => word.to_uppercase(),
            _ if here.starts_with(char::is_uppercase) => titled(word),
            _ => word.to_owned(),
        };
        Some((word, length))
    }

    /// The other pronoun, or the other of two relatives, for the one that an English text begins with.
    fn pronoun(&self, text: &str, inside: bool, english: bool) -> Option<(String, usize)> {
        if inside || !english || self.step == STEPS[1] || self.only.is_some_and(|only| only != PRONOUNS) {
            return None;
        }
        let ends = |length: usize| text.get(length..).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        let (length, word) = PAIRS.iter().find_map(|(word, other)| {
            let length = length(text, word).filter(|length| ends(*length))?;
            Some((length, *other))
        })?;
        let word = if text.starts_with(char::is_uppercase) { titled(word) } else { word.to_owned() };
        Some((word, length))
    }

    /// Which kind of swap alone changes what is found, with what the text becomes by it.
    fn culprit(&self, rules: &Rules, text: &str, of: &Example, judged: &[usize]) -> String {
        for kind in KINDS.iter().map(|(kind, ..)| *kind).chain([PRONOUNS]) {
            let changed = Swap { only: Some(kind), ..*self }.text(text);
            if changed != text && verdict(rules, &changed, of) != judged {
                return format!("with another {kind}, as {changed:?},");
            }
        }
        format!("with other people, as {:?},", self.text(text))
    }
}

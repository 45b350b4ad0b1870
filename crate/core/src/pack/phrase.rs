//! Phrases: the small language in which a rule writes words.
//!
//! A phrase is a row of tokens, parted by spaces, matched against the normalised words of one sentence:
//!
//! | token | means |
//! |---|---|
//! | `usdt` | this word (normalised like the text: `T.me` is the two words `t me`) |
//! | `pay\|paid\|payment` | one of these |
//! | `what's_app` | these words in a row, inside alternatives |
//! | `suspend*` | a word that begins so; at least three letters |
//! | `@coins` | one of the rule's list `coins` |
//! | `please?` | this or nothing; any of the above may be optional, but the first token |
//! | `{0,6}` | between none and six words of any kind |
//!
//! It is total and bounded: no loops, a phrase covers at most 64 words of a sentence.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::matcher::{Beginning, Numbers};
use super::reading;
use crate::text::words::word_id;

/// At most this many tokens in a phrase.
pub const TOKENS: usize = 24;
/// At most this many words in a gap.
pub const GAP: usize = 20;
/// At most this many alternatives in all tokens of a phrase together.
pub const ALTERNATIVES: usize = 400;
/// A match never covers more words than this.
pub const SPAN: usize = 63;

/// One word of a phrase, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// Exactly this one.
    Exact(u64),
    /// One that begins so.
    Prefix(Beginning),
}

/// One token with the gap before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Fewest and most words of any kind before it.
    pub gap: (usize, usize),
    /// Whether it may be left out.
    pub optional: bool,
    /// Its alternatives, each one or more words in a row.
    pub alternatives: Rc<Alternatives>,
    /// The lists whose entries are alternatives as well, by their places in [`Lists`].
    pub lists: Vec<usize>,
}

/// What is wrong with a phrase, and what to do.
type Wrong = (String, String);

/// What may stand in one place: rows, each of one word or several. They lie in one list: a list for each of six thousand rows,
/// nearly all of one word, was a third of compiling the rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alternatives {
    words: Vec<Word>,
    /// Where each row ends.
    ends: Vec<u32>,
    /// Words of the longest row.
    longest: usize,
}

impl Alternatives {
    /// The rows.
    pub fn rows(&self) -> impl Iterator<Item = &[Word]> {
        let mut begin = 0;
        self.ends.iter().map(move |end| {
            let row = begin..*end as usize;
            begin = row.end;
            self.words.get(row).unwrap_or_default()
        })
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// How many words all rows have together.
    pub fn words(&self) -> usize {
        self.words.len()
    }

    /// Makes a row of the words behind the last one.
    fn end_row(&mut self) {
        let long = self.words.len() - self.ends.last().map_or(0, |end| *end as usize);
        self.ends.push(self.words.len() as u32);
        self.longest = self.longest.max(long);
    }
}

/// Those of a list that cannot be read.
static NONE: Alternatives = Alternatives { words: Vec::new(), ends: Vec::new(), longest: 0 };

/// The alternatives of a list, or of a token.
type Read = Result<Alternatives, Wrong>;

/// The lists of a rule, read once for all its phrases: a list of fifty coins stands in thirty of them.
#[derive(Debug, Default)]
pub struct Lists(Vec<(String, Read)>);

impl Lists {
    /// Reads the lists. One that cannot be read is a problem of the phrases that name it.
    pub fn new(lists: &BTreeMap<String, Vec<String>>) -> Self {
        let read = |entries: &Vec<String>| {
            let mut rows = Alternatives::default();
            entries.iter().try_for_each(|entry| row(&entry.replace(' ', "_"), &mut rows))?;
            Ok(rows)
        };
        Self(lists.iter().map(|(name, entries)| (name.clone(), read(entries))).collect())
    }

    /// The alternatives of each list; none of one that cannot be read.
    pub fn all(&self) -> impl Iterator<Item = &Alternatives> {
        self.0.iter().map(|(_, list)| list.as_ref().unwrap_or(&NONE))
    }

    /// The alternatives of one list.
    pub fn of(&self, place: usize) -> &Alternatives {
        self.0.get(place).and_then(|(_, list)| list.as_ref().ok()).unwrap_or(&NONE)
    }
}

/// Tokens that were read before. Rules say "my|our" and "i|we|me" over and over: of 2,100 tokens half are another's copy, and
/// reading them is most of starting the engine.
#[derive(Debug, Default)]
pub struct Known {
    /// Where they stand, by the hash of their text: of one pack, which would mislead only itself.
    at: Numbers,
    all: Vec<Rc<Alternatives>>,
}

/// Reads a phrase. The error says what is wrong and what to do.
pub fn parse(phrase: &str, lists: &Lists, known: &mut Known) -> Result<Vec<Token>, Wrong> {
    let wrong = |what: String, fix: &str| Err((what, fix.to_owned()));
    let mut tokens: Vec<Token> = Vec::new();
    let mut gap = None;
    for part in phrase.split_whitespace() {
        if let Some(inside) = part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            let bounds = inside.split_once(',').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
            match bounds {
                Some((least, most)) if least <= most && most <= GAP && gap.is_none() && !tokens.is_empty() => {
                    gap = Some((least, most));
                }
                _ => {
                    return wrong(
                        format!("the gap {part} does not fit"),
                        "write {least,most} with most at most 20, between two words, one gap at a time",
                    );
                }
            }
            continue;
        }
        let (part, optional) = part.strip_suffix('?').map_or((part, false), |part| (part, true));
        if optional && tokens.is_empty() {
            return wrong(
                format!("the phrase begins with the optional {part}?"),
                "begin with a word that must be there",
            );
        }
        let (alternatives, named) = known.alternatives(part, lists)?;
        tokens.push(Token { gap: gap.take().unwrap_or((0, 0)), optional, alternatives, lists: named });
    }
    if tokens.is_empty() || gap.is_some() {
        return wrong("the phrase is empty or ends with a gap".to_owned(), "end with a word");
    }
    let (mut counted, mut span) = (0, 0);
    for token in &tokens {
        let mut longest = token.alternatives.longest;
        counted += token.alternatives.len();
        for list in &token.lists {
            counted += lists.of(*list).len();
            longest = longest.max(lists.of(*list).longest);
        }
        span += token.gap.1 + longest;
    }
    if tokens.len() > TOKENS || counted > ALTERNATIVES {
        return wrong(
            format!("the phrase has {} tokens and {counted} alternatives", tokens.len()),
            "at most 24 tokens and 400 alternatives: split it into several phrases",
        );
    }
    if span > SPAN {
        return wrong(format!("the phrase may cover {span} words"), "at most 63: shorten its gaps");
    }
    Ok(tokens)
}

impl Known {
    fn alternatives(&mut self, part: &str, lists: &Lists) -> Result<(Rc<Alternatives>, Vec<usize>), Wrong> {
        let id = word_id(part);
        if let Some(known) = self.at.get(&id).and_then(|at| self.all.get(*at as usize)) {
            return Ok((Rc::clone(known), Vec::new()));
        }
        let (alternatives, named) = alternatives(part, lists)?;
        let alternatives = Rc::new(alternatives);
        // A list is its rule's own.
        if named.is_empty() {
            self.at.insert(id, self.all.len() as u32);
            self.all.push(Rc::clone(&alternatives));
        }
        Ok((alternatives, named))
    }
}

/// The alternatives of a token, and the lists it names.
fn alternatives(part: &str, lists: &Lists) -> Result<(Alternatives, Vec<usize>), Wrong> {
    let (mut out, mut named) = (Alternatives::default(), Vec::new());
    for alternative in part.split('|') {
        if let Some(name) = alternative.strip_prefix('@') {
            let Some((place, (_, list))) = (0..).zip(&lists.0).find(|(_, (known, _))| known == name) else {
                return Err((format!("there is no list {name:?}"), "add it under [lists] of the rule".to_owned()));
            };
            list.as_ref().map_err(Clone::clone)?;
            named.push(place);
        } else {
            row(alternative, &mut out)?;
        }
    }
    Ok((out, named))
}

/// Reads an alternative, as the next row.
fn row(alternative: &str, out: &mut Alternatives) -> Result<(), Wrong> {
    // Most are one plain word already: compiling all rules is part of starting the engine.
    if is_ascii_word(alternative) {
        out.words.push(Word::Exact(word_id(alternative)));
        out.end_row();
        return Ok(());
    }
    let (text, prefix) = alternative.strip_suffix('*').map_or((alternative, false), |text| (text, true));
    let (mut last, mut plain) = (Cow::Borrowed(""), true);
    for part in text.split('_') {
        if is_word(part) {
            out.words.push(Word::Exact(word_id(part)));
            last = Cow::Borrowed(part);
            continue;
        }
        plain = false;
        let reading = reading::read(part);
        out.words.extend(reading.words.iter().map(|word| Word::Exact(word.id)));
        last = reading.words.last().map_or(last, |word| Cow::Owned(reading.said(word).to_owned()));
    }
    if !plain && text.contains(['*', '?', '{', '}', '@']) || last.is_empty() {
        return Err((format!("{alternative:?} is no word"), "see the table of phrase tokens".to_owned()));
    }
    if prefix && out.words.pop().is_some() {
        let beginning = Beginning::of(&last).filter(|_| last.chars().nth(2).is_some());
        let Some(beginning) = beginning else {
            return Err((
                format!("{alternative:?} begins too many words"),
                "at least three letters before *".to_owned(),
            ));
        };
        out.words.push(Word::Prefix(beginning));
    }
    out.end_row();
    Ok(())
}

/// Whether reading would make one word of a part, and leave it as it stands.
fn is_word(part: &str) -> bool {
    is_ascii_word(part) || !part.is_empty() && (part.chars().all(is_plain) || part.chars().all(is_cyrillic))
}

fn is_ascii_word(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

/// Small letters that are one word in a row and stay as they are when they are normalised: of Latin and Korean.
fn is_plain(c: char) -> bool {
    matches!(c, 'a'..='z' | '0'..='9' | '\u{e0}'..='\u{f6}' | '\u{f8}'..='\u{ff}' | '\u{ac00}'..='\u{d7a3}')
}

/// The same of Cyrillic, which beside Latin letters may be read as Latin.
fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{430}'..='\u{45f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(phrase: &str) -> Result<Vec<Token>, Wrong> {
        let coins = vec!["usdt".to_owned(), "stable coin*".to_owned()];
        parse(phrase, &Lists::new(&BTreeMap::from([("coins".to_owned(), coins)])), &mut Known::default())
    }

    #[test]
    fn a_phrase_is_read() {
        let exact = |word: &str| Word::Exact(word_id(word));
        let coins = vec!["usdt".to_owned(), "stable coin*".to_owned()];
        let lists = Lists::new(&BTreeMap::from([("coins".to_owned(), coins)]));
        let mut known = Known::default();
        let tokens = parse("Pay|t.me my? {0,6} @coins", &lists, &mut known).unwrap();
        assert_eq!(parse("Pay|t.me my? {0,6} @coins", &lists, &mut known).unwrap(), tokens);
        assert_eq!(tokens.len(), 3);
        let rows = |of: &Alternatives| of.rows().map(<[Word]>::to_vec).collect::<Vec<_>>();
        assert_eq!(rows(&tokens[0].alternatives), [vec![exact("pay")], vec![exact("t"), exact("me")]]);
        assert!(tokens[1].optional);
        assert_eq!(tokens[2].gap, (0, 6));
        assert_eq!(
            rows(lists.of(tokens[2].lists[0])),
            [vec![exact("usdt")], vec![exact("stable"), Word::Prefix(Beginning::of("coin").unwrap())]]
        );
    }

    #[test]
    fn plain_letters_are_what_reading_makes_of_them() {
        for c in (char::MIN..=char::MAX).filter(|c| is_plain(*c) || is_cyrillic(*c)) {
            let other = if is_plain(c) { 'z' } else { '\u{44f}' };
            for word in [format!("{c}"), format!("{c}{c}"), format!("{other}{c}{other}")] {
                let reading = reading::read(&word);
                let read: Vec<&str> = reading.words.iter().map(|word| reading.said(word)).collect();
                assert_eq!(read, [word]);
            }
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        for wrong in [
            "",
            "{0,2} a",
            "a {0,2}",
            "a {2,1} b",
            "a {0,99} b",
            "a {0,1} {0,1} b",
            "a? b",
            "@no",
            "|",
            "to*",
            "a b*c",
            "...",
        ] {
            assert!(of(wrong).is_err(), "{wrong:?}");
        }
        assert!(of(&"word ".repeat(25)).is_err());
        assert!(of("a {0,20} b {0,20} c {0,20} d").is_err());
    }
}

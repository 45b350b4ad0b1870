//! What a writing assistant leaves around the letter it was asked for: an opening to the person who asked, a closing, its
//! buttons, and the words it was asked with. English only, and narrowly: phrases that no bidder says to a client.

use std::sync::OnceLock;

use super::{Letter, Mark, holds};
use crate::pack::reading::Reading;
use crate::text::order::{Table, in_order, sort_by_key};
use crate::text::words::word_id;

/// Where a phrase must stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Anywhere.
    Any,
    /// At the beginning of a sentence.
    Start,
    /// At the beginning of the letter.
    Opening,
}

/// A phrase: where it stands, and whether a letter about assistants may well say it.
struct Phrase {
    /// Words in a row: `a|b` one of these, `*` up to four words of any kind, `?` behind a word: or nothing.
    words: &'static str,
    /// What a letter must hold to hold the phrase: looked for first, for most letters hold none of it.
    sign: &'static str,
    place: Place,
    topical: bool,
}

const fn phrase(sign: &'static str, place: Place, words: &'static str) -> Phrase {
    Phrase { words, sign, place, topical: false }
}

const fn topical(sign: &'static str, place: Place, words: &'static str) -> Phrase {
    Phrase { words, sign, place, topical: true }
}

const PHRASES: &[Phrase] = &[
    topical("as an ai", Place::Any, "as an ai language|text model"),
    topical("as a large", Place::Any, "as a large language model"),
    topical("as an ai", Place::Start, "as an ai assistant? i"),
    topical("language model", Place::Any, "i|i'm am? an ai language model"),
    phrase("here", Place::Opening, "certainly|sure|absolutely here's|here is? a|an|your * letter|proposal|bid"),
    phrase("of course", Place::Opening, "of course here's|here is? a|an|your * letter|proposal|bid"),
    phrase("cover letter", Place::Start, "here's|here is? a|your * cover letter"),
    phrase("draft", Place::Start, "here's|here is? a|your * draft of|for * proposal|bid|application"),
    phrase("version of your", Place::Start, "here's|here is? a|your * version of your * letter|proposal|bid"),
    phrase("this cover letter", Place::Any, "i hope this cover letter meets|fits|helps|suits"),
    phrase("this cover letter", Place::Any, "this cover letter is tailored|designed to"),
    phrase(
        "letter",
        Place::Any,
        "let me know if you'd|you would? like me to adjust|revise|tweak|shorten|modify|refine * letter",
    ),
    phrase(
        "would you like me",
        Place::Any,
        "would you like me to make|adjust|tailor|shorten|refine * letter|shorter|formal|concise",
    ),
    phrase(
        "feel free",
        Place::Any,
        "feel free to customize|customise|personalize|personalise|adjust|modify|edit * letter|brackets|placeholders",
    ),
    phrase("the ", Place::Start, "replace|fill the|in * placeholders|brackets"),
    phrase("regenerate", Place::Any, "regenerate response"),
    phrase("chatgpt can", Place::Any, "chatgpt can make mistakes"),
    topical(
        "for ",
        Place::Start,
        "write|generate|create|draft me? a|an|the * proposal|letter|bid for|to the? this|following * job|project|post|posting|description",
    ),
    topical("act as", Place::Start, "act as a|an * freelancer|bidder|copywriter and|who * write|writes"),
];
/// Who speaks about models by trade.
const TRADES: &str = "annotator builder company consultant developer engineer evaluator expert integrator researcher specialist tester \
    trainer";
/// Words of any kind in place of `*`, and sentences at the beginning that are the letter's opening.
const GAP: usize = 4;
const OPENING: usize = 2;

/// Of each phrase the words of which a letter must hold one: those of its longest words that must be there. By their numbers,
/// each with the phrases as bits.
fn telling() -> &'static Table<u64> {
    static TELLING: OnceLock<Table<u64>> = OnceLock::new();
    TELLING.get_or_init(|| {
        let (mut ids, mut bits) = (Vec::new(), Vec::new());
        for (bit, phrase) in PHRASES.iter().enumerate() {
            let must = phrase.words.split(' ').filter(|token| *token != "*" && !token.ends_with('?'));
            let token = must.max_by_key(|token| token.split('|').map(str::len).min()).unwrap_or_default();
            for word in token.split('|') {
                ids.push(word_id(word));
                bits.push(1 << bit);
            }
        }
        let of = |at: &u32| bits.get(*at as usize).copied().unwrap_or_default();
        let all = in_order(&ids);
        let groups = all.chunk_by(|a, b| a.0 == b.0);
        let joined =
            groups.filter_map(|group| Some((group.first()?.0, group.iter().fold(0, |all, (_, at)| all | of(at)))));
        Table::new(joined.collect())
    })
}

/// The residue in a letter, in order.
pub fn residue(letter: &Letter<'_>, reading: &Reading) -> Vec<Mark> {
    let told = reading.words.iter().filter_map(|word| telling().get(word.id)).fold(0, |all, bits| all | bits);
    let mut marks: Vec<Mark> = Vec::new();
    if told == 0 {
        return marks;
    }
    let told = |bit: usize| told >> bit & 1 == 1;
    let phrases = PHRASES.iter().enumerate().filter(|(bit, _)| told(*bit)).map(|(_, phrase)| phrase);
    let phrases = phrases.filter(|phrase| reading.normal.text().contains(phrase.sign));
    for phrase in phrases {
        let tokens: Vec<&str> = phrase.words.split(' ').collect();
        for (sentence, range) in reading.sentences.iter().enumerate() {
            let starts = match phrase.place {
                Place::Any => range.clone(),
                Place::Start => range.start..range.end.min(range.start + 1),
                Place::Opening if sentence < OPENING => range.start..range.end.min(range.start + 1),
                Place::Opening => break,
            };
            let found = starts.into_iter().find_map(|at| Some(at..follow(reading, &tokens, at)?));
            if found.is_some() && phrase.topical && letter.topic().assistants {
                break;
            }
            marks.extend(found.and_then(|words| mark(letter, reading, words)));
        }
    }
    sort_by_key(&mut marks, |mark| (mark.at.start, std::cmp::Reverse(mark.at.end)));
    // Two phrases may overlap; the first and longest speaks for both.
    let mut end = 0;
    marks.retain(|mark| {
        let keep = mark.at.start >= end;
        end = end.max(mark.at.end);
        keep
    });
    marks
}

/// The words that a phrase covers from a word on: where they end.
fn follow(reading: &Reading, tokens: &[&str], at: usize) -> Option<usize> {
    let Some((token, rest)) = tokens.split_first() else { return Some(at) };
    if *token == "*" {
        return (0..=GAP).find_map(|skip| follow(reading, rest, at + skip));
    }
    let plain = token.trim_end_matches('?');
    let fits = reading.words.get(at).is_some_and(|word| plain.split('|').any(|one| one == reading.said(word)));
    let onward = if fits { follow(reading, rest, at + 1) } else { None };
    onward.or_else(|| if plain.len() < token.len() { follow(reading, rest, at) } else { None })
}

fn mark(letter: &Letter<'_>, reading: &Reading, words: std::ops::Range<usize>) -> Option<Mark> {
    let found = reading.words.get(words.clone())?;
    let said: Vec<&str> = found.iter().map(|word| reading.said(word)).collect();
    let next = reading.words.get(words.end).map_or("", |word| reading.said(word));
    if found.iter().any(|word| word.quoted) || holds(TRADES, next) || letter.job.says(&said.join(" ")) {
        return None;
    }
    Some(Mark { at: found.first()?.source.start..found.last()?.source.end, asks: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_has_a_bit_and_a_word_that_tells_it() {
        assert!(PHRASES.len() <= 64);
        let all = telling().all().iter().fold(0, |all: u64, (_, bits)| all | bits);
        assert_eq!(all.count_ones() as usize, PHRASES.len());
    }
}

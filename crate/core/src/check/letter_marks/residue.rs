//! What a writing assistant leaves around the letter it was asked for: an opening to the person who asked, a closing, its
//! buttons, and the words it was asked with. English only, and narrowly: phrases that no bidder says to a client.

use super::{Letter, Mark, holds};
use crate::pack::reading::{Reading, read};
use crate::text::normal::Normal;
use crate::text::order::sort_by_key;

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

/// The residue in a letter, in order.
pub fn residue(letter: &Letter<'_>) -> Vec<Mark> {
    let normal = Normal::new(letter.text);
    let mut phrases = PHRASES.iter().filter(|phrase| normal.text().contains(phrase.sign)).peekable();
    if phrases.peek().is_none() {
        return Vec::new();
    }
    let reading = read(letter.text);
    let mut marks: Vec<Mark> = Vec::new();
    for phrase in phrases {
        let tokens: Vec<&str> = phrase.words.split(' ').collect();
        for (sentence, range) in reading.sentences.iter().enumerate() {
            let starts = match phrase.place {
                Place::Any => range.clone(),
                Place::Start => range.start..range.end.min(range.start + 1),
                Place::Opening if sentence < OPENING => range.start..range.end.min(range.start + 1),
                Place::Opening => break,
            };
            let found = starts.into_iter().find_map(|at| Some(at..follow(&reading, &tokens, at)?));
            if found.is_some() && phrase.topical && letter.topic().assistants {
                break;
            }
            marks.extend(found.and_then(|words| mark(letter, &reading, words)));
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
    let fits = reading.words.get(at).is_some_and(|word| plain.split('|').any(|one| one == word.text));
    let onward = if fits { follow(reading, rest, at + 1) } else { None };
    onward.or_else(|| if plain.len() < token.len() { follow(reading, rest, at) } else { None })
}

fn mark(letter: &Letter<'_>, reading: &Reading, words: std::ops::Range<usize>) -> Option<Mark> {
    let found = reading.words.get(words.clone())?;
    let said: Vec<&str> = found.iter().map(|word| word.text.as_str()).collect();
    let next = reading.words.get(words.end).map_or("", |word| word.text.as_str());
    if found.iter().any(|word| word.quoted) || holds(TRADES, next) || letter.job.says(&said.join(" ")) {
        return None;
    }
    Some(Mark { at: found.first()?.source.start..found.last()?.source.end, asks: false })
}

//! A letter as its template is sought in it: words, and the marks between them that end a sentence or a clause.
//!
//! A slot often stands at the end of a sentence, where the next sentence differs from letter to letter: the mark is then
//! the only neighbour that all letters share.

use std::ops::Range;

use super::letter::Letter;
use super::words::run_id;

/// The end of a sentence, of a line, of the text.
pub const STOP: u64 = 1;
/// The end of a clause.
pub const PAUSE: u64 = 2;
/// Words of a letter that a template is sought in.
pub const MOST_WORDS: usize = 4_000;
/// A run of tokens that stands at more places than this is no guide.
const MOST_POSITIONS: usize = 12;

/// A word or a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// The word's number, [`STOP`] or [`PAUSE`].
    pub id: u64,
    /// Where it begins in the letter.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Whether it is a word.
    pub word: bool,
}

/// A letter's tokens, and where runs of one and two of them stand.
#[derive(Debug)]
pub struct Sheet<'a> {
    /// The letter's text.
    pub text: &'a str,
    /// A mark, words and marks, a mark.
    pub tokens: Vec<Token>,
    runs: Vec<(u64, u32)>,
}

impl<'a> Sheet<'a> {
    /// Reads a letter.
    pub fn new(text: &'a str, letter: &Letter) -> Self {
        let mark = |id, at| Token { id, start: at, end: at, word: false };
        let mut tokens = vec![mark(STOP, 0)];
        let mut end = 0;
        for word in letter.words.iter().take(MOST_WORDS) {
            let at = word.at();
            if end > 0
                && let Some(id) = text.get(end..at.start).and_then(ends)
            {
                tokens.push(mark(id, end));
            }
            tokens.push(Token { id: word.id, start: at.start, end: at.end, word: true });
            end = at.end;
        }
        tokens.push(mark(STOP, end));
        let mut runs: Vec<(u64, u32)> = Vec::with_capacity(tokens.len() * 2);
        for (at, token) in tokens.iter().enumerate() {
            if token.word {
                runs.push((token.id, at as u32));
            }
            if let Some(next) = tokens.get(at + 1) {
                runs.push((pair(*token, *next), at as u32));
            }
        }
        runs.sort_unstable();
        Self { text, tokens, runs }
    }

    /// Where a run stands; nowhere when it stands at too many places.
    pub fn positions(&self, run: u64) -> impl ExactSizeIterator<Item = usize> + '_ {
        let from = self.runs.partition_point(|(id, _)| *id < run);
        let behind = self.runs.get(from..).unwrap_or_default();
        let found = behind.iter().take(MOST_POSITIONS + 1).take_while(|(id, _)| *id == run).count();
        let found = if found > MOST_POSITIONS { 0 } else { found };
        behind.get(..found).unwrap_or_default().iter().map(|(_, at)| *at as usize)
    }

    /// The bytes of a range of tokens that no word beside it covers: words of a script without spaces overlap. Signs
    /// that belong to the last word (`C++`, `C#`, `40%`) are taken along. None when nothing is left.
    pub fn bytes(&self, range: Range<usize>) -> Option<Range<usize>> {
        let tokens = self.tokens.get(range.clone())?;
        let word = |token: &&Token| token.word;
        let floor = self.tokens.get(..range.start)?.iter().rev().find(word).map_or(0, |token| token.end);
        let ceiling = self.tokens.get(range.end..)?.iter().find(word).map_or(self.text.len(), |token| token.start);
        let (start, end) = (tokens.first()?.start.max(floor), tokens.last()?.end.min(ceiling));
        let rest = self.text.get(end..ceiling).unwrap_or_default();
        let signs = rest.chars().take_while(|c| matches!(c, '+' | '#' | '%')).count();
        (start < end).then_some(start..end + signs)
    }

    /// Words in a range of tokens.
    pub fn words_in(&self, range: Range<usize>) -> usize {
        self.tokens.get(range).map_or(0, |tokens| tokens.iter().filter(|token| token.word).count())
    }
}

/// The number of two tokens in a row.
pub fn pair(a: Token, b: Token) -> u64 {
    run_id([a.id, b.id].into_iter())
}

/// The mark that what stands between two words makes.
fn ends(gap: &str) -> Option<u64> {
    let mut pause = false;
    let mut before_space = None;
    for c in gap.chars().chain([' ']) {
        match c {
            '\n' | '\u{3002}' | '\u{ff01}' | '\u{ff1f}' | '\u{ff0e}' | '\u{61f}' | '\u{6d4}' | '\u{964}'
            | '\u{2026}' => {
                return Some(STOP);
            }
            '\u{ff0c}' | '\u{3001}' | '\u{60c}' | '\u{61b}' | '\u{ff1a}' | '\u{ff1b}' | '\u{2014}' => pause = true,
            c if c.is_whitespace() => match before_space.take() {
                Some('.' | '!' | '?') => return Some(STOP),
                Some(',' | ';' | ':') => pause = true,
                _ => {}
            },
            // Closing quotes and brackets do not hide the mark before them.
            ')' | '"' | '\'' | '\u{201d}' | '\u{2019}' | '\u{bb}' | ']' => {}
            c => before_space = Some(c),
        }
    }
    pause.then_some(PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_end_sentences_and_clauses() {
        let shown = |text: &str| {
            let letter = Letter::read(text, &[]);
            let sheet = Sheet::new(text, &letter);
            let show = |t: &Token| match t.id {
                STOP => "|",
                PAUSE => ",",
                _ => text.get(t.start..t.end).unwrap_or("?"),
            };
            sheet.tokens.iter().map(show).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            shown("Dear Ann, see https://x.example/a.b (now). Bye!"),
            "| Dear Ann , see https x.example a.b now | Bye |"
        );
        assert_eq!(shown("One\ntwo: three"), "| One | two , three |");
        assert_eq!(shown(""), "| |");
    }
}

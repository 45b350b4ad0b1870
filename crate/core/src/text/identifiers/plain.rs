//! A text as its reader understands it: normalised, and with the signs back that were written around a filter:
//! "name [at] mail dot com", "r o w a n @ example . com", "hxxp[:]//".
//!
//! A bracketed sign is always meant. A bare "at" or "dot" is an English word first, so it is read as a sign only where a
//! mail provider or a word about mail stands by it.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::known::{self, has};
use super::signs::{ATS, Ahead, DOTS, bracketed, digit, first_bytes, last_bytes, spaces, word};
use crate::text::normal::Normal;

/// Words before "at" that are no one's name.
const NO_NAME: &str = "me us you it is him her them here there reach reached contact available email e-mail mail \
    work works worked working team office look looking live hosted";
/// Words that say that mail or a site follows.
const MAIL_CUES: [&str; 8] = ["mail", "reach", "write", "contact", "correo", "почт", "邮", "이메일"];
const SITE_CUES: &str = "visit site website portfolio see www link page blog";

/// How far back a word about mail counts, in bytes.
const BACK: usize = 40;
/// Single characters in a row that are one word with spaces in it.
const SPACED: usize = 5;

/// The plain text and the way back to the source.
#[derive(Debug)]
pub struct Plain<'s> {
    source: &'s str,
    normal: Normal,
    text: String,
    pieces: Vec<Piece>,
}

#[derive(Debug)]
struct Piece {
    /// Where it starts in the plain text.
    start: usize,
    /// The bytes of the normalised text.
    from: Range<usize>,
    kind: PieceKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PieceKind {
    /// Byte for byte.
    Same,
    /// Another spelling of one character.
    Spelled,
    /// A sign that its writer hid.
    Hidden,
}

impl<'s> Plain<'s> {
    /// Reads a text.
    pub fn new(source: &'s str) -> Self {
        let normal = Normal::new(source);
        let mut writer =
            Writer { from: normal.text(), text: String::with_capacity(normal.text().len()), pieces: Vec::new() };
        writer.write();
        let Writer { text, pieces, .. } = writer;
        Self { source, normal, text, pieces }
    }

    /// The plain text, in small letters.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the source behind a range.
    pub fn source_range(&self, range: Range<usize>) -> Range<usize> {
        if range.is_empty() {
            return 0..0;
        }
        let first = self.behind(range.start);
        let last = self.behind(range.end - 1);
        self.normal.source_range(first.start..last.end)
    }

    fn behind(&self, at: usize) -> Range<usize> {
        let before = self.pieces.partition_point(|piece| piece.start <= at);
        match self.pieces.get(before.wrapping_sub(1)) {
            Some(Piece { start, from, kind: PieceKind::Same }) => {
                let byte = from.start + (at - start);
                byte..byte + 1
            }
            Some(piece) => piece.from.clone(),
            None => 0..0,
        }
    }

    /// Whether a sign in a range was hidden by its writer, who then means it.
    pub fn hidden(&self, range: &Range<usize>) -> bool {
        let first = self.pieces.partition_point(|piece| piece.start < range.start);
        let pieces = self.pieces.get(first..).unwrap_or_default().iter();
        pieces.take_while(|piece| piece.start < range.end).any(|piece| piece.kind == PieceKind::Hidden)
    }

    /// Whether a range stands on a line of its own.
    pub fn is_alone(&self, range: &Range<usize>) -> bool {
        let at = self.source_range(range.clone());
        let blank = |c: &char| c.is_whitespace() && *c != '\n';
        let before = self.source.get(..at.start).unwrap_or_default().chars().rev().take(64).find(|c| !blank(c));
        let behind = self.source.get(at.end..).unwrap_or_default().chars().take(64).find(|c| !blank(c));
        matches!(before, None | Some('\n')) && matches!(behind, None | Some('\n'))
    }

    /// Whether a clause ends here: a line, the text, or a sign that ends one.
    pub fn ends_clause(&self, at: usize) -> bool {
        let end = self.source_range(at.saturating_sub(1)..at).end;
        let behind = self.source.get(end..).unwrap_or_default();
        let behind = first_bytes(behind, 16);
        behind.is_empty()
            || behind.trim_start_matches(' ').starts_with(['\n', '\r', ',', '.', ';', '|', ')', '!', '/', '(', '"'])
            || behind.trim_start().is_empty()
    }

    /// A range with the capitals of the source.
    pub fn cased(&self, range: Range<usize>) -> String {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let cased = text.char_indices().map(|(at, c)| {
            let big = c.to_ascii_uppercase();
            if big == c {
                return c;
            }
            let at = self.source_range(range.start + at..range.start + at + 1);
            let written = self.source.get(at).unwrap_or_default();
            if written.nfkc().any(|c| c == big) { big } else { c }
        });
        cased.collect()
    }
}

struct Writer<'n> {
    from: &'n str,
    text: String,
    pieces: Vec<Piece>,
}

impl Writer<'_> {
    fn write(&mut self) {
        let mut at = 0;
        while let Some(c) = self.rest(at).chars().next() {
            let words = self.plain_words(at);
            if words > at {
                at = self.copy(at, words);
                continue;
            }
            let next = at + c.len_utf8();
            at = match c {
                ' ' | '[' | '(' | '{' | '<' | '@' | '.' => self.sign(at, c).unwrap_or_else(|| self.copy(at, next)),
                '\u{3002}' if self.between_ascii(next) => self.put('.', at..next, PieceKind::Spelled),
                '\\' if self.rest(next).starts_with('.') => next,
                // The frame of a keycap.
                '\u{20e3}' => next,
                _ => {
                    if let Some(digit) = digit(c) {
                        self.put(digit, at..next, PieceKind::Spelled)
                    } else {
                        let more = self.rest(next).bytes().take_while(u8::is_ascii_alphanumeric).count();
                        let alone = if more == 0 { self.spaced(at) } else { None };
                        alone.unwrap_or_else(|| self.copy(at, next + more))
                    }
                }
            };
        }
    }

    /// Where a row of words ends that begins here, of which none can be anything but itself: two letters or more, with one space
    /// before each, and not begun like a sign. Most of a text is that.
    fn plain_words(&self, at: usize) -> usize {
        let bytes = self.from.as_bytes().get(at..).unwrap_or_default();
        let mut end = 0;
        loop {
            let word = end + usize::from(end > 0);
            let long = bytes.iter().skip(word).take_while(|byte| byte.is_ascii_alphanumeric()).count();
            if long < 2
                || end > 0 && (bytes.get(end) != Some(&b' ') || bytes.get(word).is_some_and(|c| b"adp".contains(c)))
            {
                return at + end;
            }
            end = word + long;
        }
    }

    fn rest(&self, at: usize) -> &str {
        self.from.get(at..).unwrap_or_default()
    }

    fn put(&mut self, c: char, from: Range<usize>, kind: PieceKind) -> usize {
        let end = from.end;
        self.pieces.push(Piece { start: self.text.len(), from, kind });
        self.text.push(c);
        end
    }

    fn copy(&mut self, at: usize, to: usize) -> usize {
        match self.pieces.last_mut() {
            Some(piece) if piece.kind == PieceKind::Same && piece.from.end == at => piece.from.end = to,
            _ => self.pieces.push(Piece { start: self.text.len(), from: at..to, kind: PieceKind::Same }),
        }
        self.text.push_str(self.from.get(at..to).unwrap_or_default());
        to
    }

    fn between_ascii(&self, next: usize) -> bool {
        self.text.ends_with(|c: char| c.is_ascii_alphanumeric())
            && self.rest(next).starts_with(|c: char| c.is_ascii_alphanumeric())
    }

    /// A sign that begins here: in brackets, as a word, or with spaces around it. Its end, when it was written.
    fn sign(&mut self, at: usize, c: char) -> Option<usize> {
        let open = at + spaces(self.rest(at));
        // Most spaces stand before a word that is none of the signs.
        let may_be = |c: char| matches!(c, '@' | '.' | '[' | '(' | '{' | '<' | 'a' | 'd' | 'p') || !c.is_ascii();
        if c == ' ' && !self.text.ends_with('@') && !self.rest(open).starts_with(may_be) {
            return None;
        }
        if let Some((sign, end)) = bracketed(self.rest(open)) {
            let (spaced, end) = (open > at, open + end);
            let end = if matches!(sign, '.' | '@') { end + spaces(self.rest(end)) } else { end };
            let joins = self.text.ends_with(char::is_alphanumeric)
                && self.rest(end).starts_with(|c: char| c.is_alphanumeric() || c == '/');
            return (joins && !(spaced && sign == ':')).then(|| self.put(sign, at..end, PieceKind::Hidden));
        }
        match c {
            ' ' if self.text.strip_suffix('@').is_some_and(|name| name.ends_with(char::is_alphanumeric)) => {
                Ahead::of(self.rest(open)).map(|_| open)
            }
            ' ' => self.word(at, open),
            '@' if open == at => None,
            '.' => {
                // "rowan@example. com"
                let end = at + 1 + spaces(self.rest(at + 1));
                let host = self.tail().rsplit_once('@').map(|(_, host)| host)?;
                let wanted = end > at + 1 && !host.is_empty() && !host.contains('.');
                (wanted && known::is_common_tld(word(self.rest(end))))
                    .then(|| self.put('.', at..end, PieceKind::Hidden))
            }
            _ => None,
        }
    }

    /// A sign behind spaces: "at", "dot", "@", ".".
    fn word(&mut self, at: usize, open: usize) -> Option<usize> {
        let rest = self.rest(open);
        let said = if rest.starts_with(['@', '.']) { rest.get(..1)? } else { word(rest) };
        let end = open + said.len();
        let behind = end + spaces(self.rest(end));
        if said.is_empty() || !self.text.ends_with(char::is_alphanumeric) {
            return None;
        }
        let bare = said.len() > 1;
        if (bare || said == ".") && behind == end {
            return None;
        }
        if has(ATS, said) {
            let ahead = Ahead::of(self.rest(behind))?;
            let name = self.tail();
            let before = self.text.len() - name.len();
            let cue = self.mail_before(before);
            let telling = !bare || ahead.odd || name.contains(|c: char| !c.is_alphabetic());
            let meant = !has(NO_NAME, name) && (ahead.provider || (cue && telling) || (!bare && ahead.odd));
            return meant.then(|| self.put('@', at..behind, PieceKind::Hidden));
        }
        if has(DOTS, said) && known::is_common_tld(word(self.rest(behind))) {
            let tail = self.tail();
            let in_mail = tail.rsplit_once('@').is_some_and(|(_, host)| !host.is_empty());
            let before = self.text.get(..self.text.len() - tail.len()).unwrap_or_default();
            let last = before.trim_end().rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
            let site = bare && (last.ends_with(':') || has(SITE_CUES, last)) && !has("the a of this", tail);
            return (in_mail || site).then(|| self.put('.', at..behind, PieceKind::Hidden));
        }
        None
    }

    /// Five or more single characters with one space between them are one word.
    fn spaced(&mut self, at: usize) -> Option<usize> {
        if self.text.ends_with(char::is_alphanumeric) {
            return None;
        }
        let bytes = self.from.as_bytes();
        let single = |byte: &u8| byte.is_ascii_alphanumeric() || b"@._-/".contains(byte);
        let is_next = |at: usize| bytes.get(at).is_some_and(single) && matches!(bytes.get(at + 1), None | Some(b' '));
        let count = (0..64).take_while(|n| is_next(at + n * 2)).count();
        let letters = (0..count).filter(|n| bytes.get(at + n * 2).is_some_and(u8::is_ascii_alphabetic)).count();
        if count < SPACED || letters * 2 < count {
            return None;
        }
        for n in 0..count {
            self.copy(at + n * 2, at + n * 2 + 1);
        }
        Some(at + count * 2 - 1)
    }

    /// What was written since the last space, its last 64 bytes.
    fn tail(&self) -> &str {
        let near = last_bytes(&self.text, 64);
        near.rsplit(|c: char| c.is_whitespace() || "(<[:,;".contains(c)).next().unwrap_or_default()
    }

    fn mail_before(&self, end: usize) -> bool {
        let before = last_bytes(self.text.get(..end).unwrap_or_default(), BACK);
        MAIL_CUES.iter().any(|cue| before.contains(cue))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_signs_are_read() {
        for (source, want) in [
            ("rowan [at] example [dot] com", "rowan@example.com"),
            ("rowan(at)example(dot)com", "rowan@example.com"),
            ("mail rowan at example dot com now", "mail rowan@example.com now"),
            ("rowan at gmail.com", "rowan@gmail.com"),
            ("r o w a n @ example . com", "rowan@example.com"),
            ("r o w a n @ e x a m p l e . c o m", "rowan@example.com"),
            ("hxxp[:]//example[.]com", "hxxp://example.com"),
            ("visit example dot com", "visit example.com"),
            ("\u{661}\u{662}\u{663}", "123"),
        ] {
            assert_eq!(Plain::new(source).text(), want, "{source}");
        }
    }

    #[test]
    fn plain_words_stay_words() {
        for text in [
            "i worked at booking.com for years",
            "i worked at booking dot com",
            "the dot com boom",
            "i use dot net core",
            "meet me at noon. com is a suffix",
            "senior developer @ example.com",
            "options a b c",
            "(.) is a dot",
        ] {
            assert_eq!(Plain::new(text).text(), text);
        }
    }

    #[test]
    fn places_and_capitals_come_back() {
        let source = "write Ro\u{200b}wan [AT] Example (dot) COM, please";
        let plain = Plain::new(source);
        let at = plain.text().find("rowan@example.com").unwrap();
        let range = at..at + "rowan@example.com".len();
        assert_eq!(&source[plain.source_range(range.clone())], "Ro\u{200b}wan [AT] Example (dot) COM");
        assert_eq!(plain.cased(range.clone()), "Rowan@Example.COM");
        assert!(plain.hidden(&range));
    }
}

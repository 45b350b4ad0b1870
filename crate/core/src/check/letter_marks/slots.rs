//! Slots that were never filled: a bracket of any kind around words that stand for something else.
//!
//! Read narrowly. What is in the brackets must be made of words for names, companies, titles and the like and nothing
//! else: links, lists, citations, code and boxes to tick are no slots.

use super::{Letter, Mark, holds};
use crate::text::normal::plain_words;
use crate::text::script::is_spaceless;

/// Words for the reader or the job: a slot of these was meant to be filled for this very letter. English, then Spanish,
/// Portuguese, French, German, Russian, Ukrainian, Chinese, Japanese, Korean.
const READERS: &str = "addressee business client clients company customer employer firm first hiring job last manager name names \
    organisation organization position project recipient recruiter role title agency brand full surname team nombre \
    empresa cliente nome nom entreprise firma kunde kunden firmenname имя компания компании клиента заказчика ім'я \
    компанії 公司名称 公司名 客户姓名 客户名称 姓名 会社名 お名前 이름 회사명 회사";
/// Words that make one slot with those above, or a weaker one by themselves.
const OTHERS: &str = "a address amount and area budget city contact date days description detail details duration email e.g eg example \
    experience expertise field for from here hour hours industry insert link links location mention month months \
    niche number of or phone platform portfolio post posting price problem product rate relevant result service \
    signature similar skill skills specific stack task technologies technology the their timeframe timeline tool \
    tools topic type url website week weeks x year years your my add fill in date del de la du des der";
/// Words that begin an instruction, after which anything may follow.
const INSTRUCTIONS: &str = "insert add mention fill describe specify replace";
/// Words that open a letter.
const GREETINGS: &str = "dear hello hey hi greetings hola bonjour hallo olá здравствуйте";
/// Characters and words inside a slot, and brackets looked into.
const LONGEST: usize = 60;
const MOST_WORDS: usize = 8;
const MOST: usize = 400;

/// The slots of a letter, in order.
pub fn slots(letter: &Letter<'_>) -> Vec<Mark> {
    let text = letter.text;
    let mut marks: Vec<Mark> = Vec::new();
    let mut next = 0;
    let mut tried = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !may_open(byte) || at < next || tried >= MOST {
            continue;
        }
        let Some(slot) = opening(text, at) else { continue };
        tried += 1;
        if let Some(mark) = judge(letter, &slot) {
            next = slot.end;
            marks.push(mark);
        }
    }
    marks
}

/// Brackets, and what is inside.
struct Slot<'a> {
    start: usize,
    end: usize,
    inside: &'a str,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Square,
    Double,
    Single,
    Angle,
    Sign,
    Crosses,
    Line,
}

/// Whether [`opening`] may find something where this byte stands: most characters of a letter are not looked at.
fn may_open(byte: u8) -> bool {
    // The last begins "【".
    matches!(byte, b'[' | b'{' | b'<' | b'%' | b'$' | b'X' | b'x' | b'_' | 0xe3)
}

fn opening(text: &str, at: usize) -> Option<Slot<'_>> {
    let rest = text.get(at..)?;
    let c = rest.chars().next()?;
    let (open, close, kind) = match c {
        '[' if rest.starts_with("[[") => ("[[", "]]", Kind::Square),
        '[' => ("[", "]", Kind::Square),
        '【' => ("【", "】", Kind::Square),
        '{' if rest.starts_with("{{") => ("{{", "}}", Kind::Double),
        '{' => ("{", "}", Kind::Single),
        '<' if rest.starts_with("<<") => ("<<", ">>", Kind::Double),
        '<' => ("<", ">", Kind::Angle),
        '%' => ("%", "%", Kind::Sign),
        '$' => return dollar(text, at),
        'X' | 'x' | '_' => return run(text, at, c),
        _ => return None,
    };
    let from = at + open.len();
    let inside = text.get(from..text.floor_char_boundary(from + 4 * LONGEST))?;
    let inside = inside.get(..inside.find(close)?)?;
    let plain = !inside.contains(['\n', '[', ']', '{', '}', '<', '>', '=', '`', ';']);
    let fits = plain && inside.chars().count() <= LONGEST;
    fits.then_some(Slot { start: at, end: from + inside.len() + close.len(), inside, kind })
}

/// `$CLIENT_NAME`.
fn dollar(text: &str, at: usize) -> Option<Slot<'_>> {
    let rest = text.get(at + 1..)?;
    let length = rest.find(|c: char| !(c.is_ascii_uppercase() || c == '_')).unwrap_or(rest.len());
    let inside = rest.get(..length).filter(|inside| inside.len() > 2)?;
    Some(Slot { start: at, end: at + 1 + length, inside, kind: Kind::Sign })
}

/// `XXX` or `_____` where a name would stand.
fn run(text: &str, at: usize, c: char) -> Option<Slot<'_>> {
    let rest = text.get(at..)?;
    let before = text.get(..at)?.chars().next_back();
    if before == Some(c) {
        return None;
    }
    let length = rest.len() - rest.trim_start_matches(c).len();
    let alone = before.is_none_or(|b| !b.is_alphanumeric() && !matches!(b, '_' | '-' | '.' | '/' | '$' | '+'));
    let after = rest.get(length..)?.chars().next();
    let alone = alone && after.is_none_or(|a| !a.is_alphanumeric() && !matches!(a, '_' | '-' | '/'));
    let kind = if c == '_' { Kind::Line } else { Kind::Crosses };
    let fits = (3..=LONGEST).contains(&length) && alone;
    fits.then_some(Slot { start: at, end: at + length, inside: rest.get(..length)?, kind })
}

fn judge(letter: &Letter<'_>, slot: &Slot<'_>) -> Option<Mark> {
    let text = letter.text;
    let before = text.get(..slot.start)?;
    let after = text.get(slot.end..)?;
    let line = before.get(before.rfind('\n').map_or(0, |at| at + 1)..)?;
    let greets = greets(line);
    // In the very greeting of the letter a slot is one, whatever the letter is about.
    let opens = greets && before.trim_start().len() <= 40;
    let ordinary = letter.topic().slots || letter.topic().code && !matches!(slot.kind, Kind::Square | Kind::Crosses);
    if (ordinary && !opens) || in_code(before, line) || quoted(line, after) {
        return None;
    }
    let mark = |asks| Some(Mark { at: slot.start..slot.end, asks });
    match slot.kind {
        Kind::Line => return if greets && line.trim_end().ends_with(greeting_of(line)?) { mark(true) } else { None },
        Kind::Crosses => {
            let next = plain_words(after.get(..after.floor_char_boundary(24))?);
            let next = next.split(' ').next().unwrap_or_default();
            let noun = matches!(next, "company" | "inc" | "ltd" | "client" | "project" | "team" | "agency" | "gmbh");
            return if greets || (noun && slot.inside.starts_with('X')) { mark(greets) } else { None };
        }
        _ => {}
    }
    if glued(before, after, slot.kind) || labels(line, after, slot) {
        return None;
    }
    let inside = slot.inside.replace(['_', '-', '/', '.'], " ");
    let inside = parted(&inside);
    let plain = plain_words(&inside);
    // Scripts without spaces have no words to take apart.
    let whole = slot.inside.trim();
    let apart = plain.split(' ').filter(|word| !word.is_empty()).collect();
    let words: Vec<&str> = if holds(READERS, whole) { vec![whole] } else { apart };
    if words.is_empty() || words.len() > MOST_WORDS || letter.job.says(&plain) && words.len() > 1 {
        return None;
    }
    let numbers = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    let readers = words.iter().filter(|word| holds(READERS, word)).count();
    let known = words.iter().all(|word| holds(READERS, word) || holds(OTHERS, word) || numbers(word));
    let known = known && !words.iter().all(numbers);
    let senders = words.iter().any(|word| matches!(*word, "your" | "my"));
    let instructs = words.len() > 1 && words.first().is_some_and(|word| holds(INSTRUCTIONS, word));
    let fits = match slot.kind {
        Kind::Square => instructs || known && (readers > 0 || words.len() > 1) && meant(&words),
        // Code is full of single braces, angle brackets and signs: two words there, one of them the reader's.
        Kind::Double => instructs || known && readers > 0,
        Kind::Single | Kind::Angle => instructs || known && readers > 0 && words.len() > 1,
        Kind::Sign => known && readers > 0,
        Kind::Crosses | Kind::Line => false,
    };
    // "[Your Name]" under a letter is the signature that was never written: the writer's own, not the reader's.
    if fits { mark(readers > 0 && !senders) } else { None }
}

/// Whether words alone in square brackets stand for something: more than articles and small words.
fn meant(words: &[&str]) -> bool {
    words.iter().any(|word| holds(READERS, word) || word.len() > 3)
}

/// "firstName" as two words.
fn parted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let mut small = false;
    for c in text.chars() {
        if small && c.is_uppercase() {
            out.push(' ');
        }
        small = c.is_lowercase();
        out.push(c);
    }
    out
}

/// The greeting that a line begins with.
fn greeting_of(line: &str) -> Option<&str> {
    let word = line.trim_start().split(|c: char| !c.is_alphabetic()).next()?;
    holds(GREETINGS, &word.to_lowercase()).then_some(word)
}

fn greets(line: &str) -> bool {
    greeting_of(line).is_some() && line.chars().count() <= 40 && !line.contains(['.', '!', '?', ':'])
}

/// Whether brackets belong to what they touch: an index, a path, a link, a string with values in it.
fn glued(before: &str, after: &str, kind: Kind) -> bool {
    let touching = before.chars().next_back();
    let behind = after.chars().next();
    let path = |c: Option<char>| matches!(c, Some('/' | '\\' | '=' | '_' | '@' | '$' | '#' | '&'));
    let letter = |c: char| c.is_alphanumeric() && !is_spaceless(c);
    let index = touching.is_some_and(|c| letter(c) || matches!(c, ')' | ']' | '!' | '.'));
    path(touching)
        || path(behind)
        || index && kind != Kind::Double
        || matches!(behind, Some('(' | '['))
        || behind.is_some_and(letter) && kind != Kind::Double
        || kind != Kind::Square && matches!(touching, Some('\'' | '"' | '(' | '{'))
}

/// Whether one bracketed word is the label of the line it begins: "\[Project\] Booking app".
fn labels(line: &str, after: &str, slot: &Slot<'_>) -> bool {
    let starts = line.trim_matches(|c: char| !c.is_alphanumeric()).is_empty();
    let goes_on = after.trim_start_matches([' ', ':']).starts_with(char::is_alphanumeric);
    starts && goes_on && slot.kind == Kind::Square && !slot.inside.trim().contains(' ')
}

/// Whether a place is inside code marks.
fn in_code(before: &str, line: &str) -> bool {
    before.matches("```").count() % 2 == 1 || line.matches('`').count() % 2 == 1
}

/// Whether a place is inside quotation marks of its line.
fn quoted(line: &str, after: &str) -> bool {
    let rest = after.split('\n').next().unwrap_or_default();
    let open = line.rfind(['\u{201c}', '\u{ab}', '\u{201e}']);
    let closed = line.rfind(['\u{201d}', '\u{bb}']);
    let curly = open.is_some() && open > closed && rest.contains(['\u{201d}', '\u{bb}', '\u{201c}']);
    curly || line.matches('"').count() % 2 == 1 && rest.contains('"') || line.trim_start().starts_with('>')
}

//! Web addresses: with a scheme, with a path, and bare hosts.
//!
//! A bare "word.word" is a host only with an ending that is no word of its own, or where something says that a site
//! follows: a technology's name, a file, a package or a missing space after a full stop is none.

use std::ops::Range;

use super::plain::Plain;
use super::signs::last_bytes;
use super::{Found, Kind, Part, handle, known};

/// Schemes as they are written, and what they mean.
const SCHEMES: [(&str, &str); 7] = [
    ("https://", "https://"),
    ("http://", "http://"),
    ("hxxps://", "https://"),
    ("hxxp://", "http://"),
    ("htxps://", "https://"),
    ("htxp://", "http://"),
    ("ftp://", "ftp://"),
];
/// Words that say that a site follows, and words that take it back.
const CUES: &str = "portfolio portfolios website site web visit see link links url live demo check browse homepage page blog \
    сайт портфолио sitio página pagina webseite lien";
const LIKENESS: &str = "like as similar than from of clone clones";
/// First labels of package names, which are hosts backwards.
const BACKWARDS: &str = "com org net io de dev app";
/// Bytes of a host and of a path.
const HOST_BYTES: usize = 253;
const PATH_BYTES: usize = 2_000;

/// Reads an address with a scheme.
pub fn scheme(plain: &Plain, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let rest = plain.text().get(at..)?;
    if !rest.starts_with(['h', 'f']) {
        return None;
    }
    let (written, scheme) = SCHEMES.iter().find(|(written, _)| rest.starts_with(written))?;
    let mut from = at + written.len();
    let rest = plain.text().get(from..)?;
    let authority = rest.find(|c: char| c.is_whitespace() || "/?#\"<>()[]|".contains(c)).unwrap_or(rest.len());
    if let Some(name) = rest.get(..authority.min(HOST_BYTES)).and_then(|authority| authority.rfind('@')) {
        from += name + 1;
    }
    let host = host(plain, from)?;
    let text = plain.text().get(host.clone())?;
    (is_host(text) || is_ip(text)).then_some(())?;
    let host = shortened(plain, host);
    Some(push(plain, scheme, at, host, Part::Whole, found))
}

/// Reads a host without a scheme, and the path behind it.
pub fn bare(plain: &Plain, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let before = last_bytes(plain.text().get(..at)?, 4).chars().next_back();
    let run = host(plain, at)?;
    if before.is_some_and(|c| "/\\.-~=#&*".contains(c)) {
        return Some(run.end);
    }
    // Most words: nothing below is needed for them.
    if !plain.text().get(run.clone())?.contains('.') {
        return None;
    }
    let host = shortened(plain, run.clone());
    let text = plain.text().get(host.clone())?;
    let rest = plain.text().get(host.end..)?;
    if rest.starts_with(['@', '(', '_']) || !is_named(plain, &host) {
        return Some(run.end);
    }
    let top = text.rsplit('.').next().unwrap_or_default();
    let goes = rest.starts_with('/') && path(plain, host.end) > host.end + 1;
    let hidden = plain.hidden(&host) || text.starts_with("www.") || known::is_home(text);
    let told = hidden || is_told(plain, &host, top) || (goes && has_path_sense(top));
    if !told && !known::is_sure(top) {
        return Some(run.end);
    }
    Some(push(plain, "", at, host, if told { Part::Whole } else { Part::Mentioned }, found))
}

/// A path behind a word that is also an ending ("it.is/was") says nothing; behind these it does.
fn has_path_sense(top: &str) -> bool {
    known::is_sure(top) || known::has("io me co net ai app in", top)
}

/// Whether a bare run may be a host at all.
fn is_named(plain: &Plain, at: &Range<usize>) -> bool {
    let Some(text) = plain.text().get(at.clone()) else { return false };
    let top = text.rsplit('.').next().unwrap_or_default();
    let owner = known::owner(text);
    let hidden = plain.hidden(at);
    if hidden && (is_host(text) || is_ip(text)) {
        return true;
    }
    let first = text.split('.').next().unwrap_or_default();
    if text.starts_with("www.") {
        return is_host(text) && text.matches('.').count() > 1;
    }
    let cased = plain.cased(at.end - top.len()..at.end);
    let starts_sentence = cased.starts_with(|c: char| c.is_uppercase()) && cased != top.to_uppercase();
    let named = owner.chars().any(char::is_alphabetic) && (owner.len() > 1 || known::has("t.me x.com", text));
    is_host(text)
        && known::is_tld(top)
        && named
        && !starts_sentence
        && cased != "NET"
        && (known::is_home(text) || !known::is_technology(text, top))
        && !first.chars().all(|c| c.is_ascii_digit())
        && !known::has(BACKWARDS, first)
}

/// Adds the address, or the account that it is the page of.
fn push(plain: &Plain, scheme: &str, at: usize, host: Range<usize>, part: Part, found: &mut Vec<Found>) -> usize {
    let text = plain.text();
    let gate = text.get(host.end..).filter(|rest| rest.starts_with(':')).map_or(0, |rest| {
        let digits = rest.bytes().skip(1).take(5).take_while(u8::is_ascii_digit).count();
        if digits > 1 { digits + 1 } else { 0 }
    });
    let end = path(plain, host.end + gate);
    let name = text.get(host.clone()).unwrap_or_default();
    let rest = plain.cased(host.end..end);
    if let Some(account) = handle::of_page(name, &rest, at..end) {
        found.push(account);
        return end;
    }
    let kind = if scheme.is_empty() && (rest.is_empty() || rest == "/") { Kind::Host } else { Kind::Url };
    let value = if kind == Kind::Host { name.to_owned() } else { format!("{scheme}{name}{rest}") };
    found.push(Found { part, ..Found::new(kind, value, at..end) });
    end
}

/// The run of labels that begins here.
pub fn host(plain: &Plain, at: usize) -> Option<Range<usize>> {
    let rest = plain.text().get(at..)?;
    let is_in = |c: char| c == '.' || c == '-' || c == '_' || (c.is_alphanumeric() && u32::from(c) < 0x0e00);
    let mut end = 0;
    for (place, c) in rest.char_indices() {
        if !is_in(c)
            || place > HOST_BYTES
            || (c == '.' && rest.get(place + 1..).is_some_and(|rest| rest.starts_with('.')))
        {
            break;
        }
        if c.is_alphanumeric() {
            end = place + c.len_utf8();
        }
    }
    (end > 0).then_some(at..at + end)
}

/// Without the beginning of a next sentence: "gmail.com.Thanks".
pub fn shortened(plain: &Plain, at: Range<usize>) -> Range<usize> {
    let text = plain.text().get(at.clone()).unwrap_or_default();
    let Some((host, last)) = text.rsplit_once('.') else { return at };
    let known = host.rsplit('.').next().is_some_and(|top| host.contains('.') && known::is_tld(top));
    let capital = plain.cased(at.end - last.len()..at.end).starts_with(|c: char| c.is_uppercase());
    let small = !plain.cased(at.start..at.start + host.len()).ends_with(|c: char| c.is_uppercase());
    if known && (!known::is_tld(last) || (capital && small)) && !plain.hidden(&at) {
        at.start..at.start + host.len()
    } else {
        at
    }
}

/// Whether labels make a host: two or more, none empty, the last one of letters.
pub fn is_host(text: &str) -> bool {
    let top = text.rsplit('.').next().unwrap_or_default();
    text.contains('.')
        && text.split('.').all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'))
        && (top.starts_with("xn--") || top.chars().all(char::is_alphabetic))
        && !known::no_ending(top)
}

fn is_ip(text: &str) -> bool {
    text.split('.').count() == 4 && text.split('.').all(|part| part.parse::<u8>().is_ok())
}

/// Where the path, query and fragment that begin here end.
fn path(plain: &Plain, at: usize) -> usize {
    let text = plain.text();
    let Some(rest) = text.get(at..).filter(|rest| rest.starts_with(['/', '?', '#'])) else { return at };
    let (mut end, mut open) = (0, 0_u32);
    for (place, c) in rest.char_indices() {
        match c {
            '(' => open += 1,
            ')' if open == 0 => break,
            ')' => open -= 1,
            _ if c.is_whitespace() || "\"<>[]{}|\\^`,;".contains(c) || u32::from(c) >= 0x0e00 => break,
            _ => {}
        }
        if place > PATH_BYTES {
            break;
        }
        if !".:!?'*".contains(c) && c != '(' {
            end = place + c.len_utf8();
        }
    }
    at + end
}

/// Whether the words before a host, or its line, say that one should go there.
fn is_told(plain: &Plain, at: &Range<usize>, top: &str) -> bool {
    let before = last_bytes(plain.text().get(..at.start).unwrap_or_default(), 40);
    let mut words =
        before.split(|c: char| !c.is_alphanumeric()).rev().filter(|word| !word.is_empty()).take(3).peekable();
    let near = words.peek().is_some_and(|word| known::has(LIKENESS, word));
    (!near && words.any(|word| known::has(CUES, word))) || (known::is_sure(top) && plain.is_alone(at))
}

//! Names on messengers: pages of accounts (t.me/name, wa.me/number), and what follows or precedes a messenger's name.
//!
//! People who build bots and integrations name messengers all the time: a name is read only where it is marked as one.

use std::ops::Range;

use super::plain::Plain;
use super::{Found, Kind, known};

/// Words for messengers.
pub const MESSENGERS: [(&str, &str); 11] = [
    ("telegram", "telegram telegramm telega tg тг телеграм телеграмм телега телеграме"),
    ("skype", "skype скайп"),
    ("discord", "discord дискорд"),
    ("wechat", "wechat weixin 微信 vx"),
    ("qq", "qq"),
    ("kakaotalk", "kakaotalk kakao 카톡 카카오톡"),
    ("instagram", "instagram insta ig"),
    ("twitter", "twitter"),
    ("line", "line"),
    ("icq", "icq"),
    ("zalo", "zalo"),
];
/// How those of ASCII begin, two letters each: for each first letter the second ones, as bits.
static BEGINNINGS: [u32; 26] = {
    let mut pairs: &[u8] = b"tetgskdiwevxqqkainigtwliicza";
    let mut bits = [0; 26];
    while let [first, second, rest @ ..] = pairs {
        bits[(*first - b'a') as usize] |= 1 << (*second - b'a');
        pairs = rest;
    }
    bits
};
/// Words between a messenger and a name.
const FILLERS: &str = "is me at on address also profile under via by with as my the here 号 아이디";
/// Words that say that a name follows.
const NAMING: &str = "id username user name handle account nick nickname login ник логин";
/// Words that stand there and are no names.
const NO_NAMES: &str = "required optional available none same yes below above needed preferred online support channel group \
    server community integration verification number bots telegram skype discord whatsapp";
/// What has digits and is no name: the letters before them.
const VERSIONED: &str = "html css python py java es vue angular react node nodejs php win windows ios android web base sha md \
    utf mp h x oauth http ipv log k office drupal joomla laravel swift bootstrap s ec v version q phase step";
const NAME_BYTES: usize = 48;

/// Reads the schemes of messengers, and Skype's own names.
pub fn profile(plain: &Plain, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let rest = plain.text().get(at..)?;
    if !rest.starts_with(['t', 'l', 'w', 's']) {
        return None;
    }
    let (start, on, is_in): (&str, &'static str, fn(char) -> bool) = [
        ("tg://resolve?domain=", "telegram", is_name as fn(char) -> bool),
        ("live:.cid.", "skype", |c| c.is_ascii_hexdigit()),
        ("whatsapp://send?phone=", "", |c| c.is_ascii_digit() || c == '+'),
        ("skype:", "skype", |c| is_name(c) || c == ':'),
    ]
    .into_iter()
    .find(|(start, ..)| rest.starts_with(start))?;
    let name = name(rest.get(start.len()..)?, is_in);
    let end = at + start.len() + name.len();
    let enough = name.len() >= 5;
    match start {
        "skype:" if !rest.get(start.len() + name.len()..)?.starts_with('?') => return None,
        _ if !enough => return None,
        "live:.cid." => found.push(Found::new(Kind::Handle { on }, format!("{start}{name}"), at..end)),
        _ if on.is_empty() => found.push(Found::new(Kind::Phone, name.trim_start_matches('+'), at..end)),
        _ => found.push(Found::new(Kind::Handle { on }, name, at..end)),
    }
    Some(end)
}

/// The account that a page is of.
pub fn of_page(host: &str, path: &str, at: Range<usize>) -> Option<Found> {
    let host = host.strip_prefix("www.").unwrap_or(host);
    let (first, query) = path.trim_start_matches('/').split_once('?').unwrap_or((path.trim_start_matches('/'), ""));
    let first = first.strip_prefix("s/").unwrap_or(first).split('/').next()?;
    let digits = |text: &str| {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let plain = text.chars().all(|c| c.is_ascii_digit() || "+- ".contains(c));
        (plain && (7..=15).contains(&digits.len())).then_some(digits)
    };
    match host {
        "t.me" | "telegram.me" | "telegram.dog" => {
            if let Some(phone) = first.strip_prefix('+').and_then(digits) {
                return Some(Found::new(Kind::Phone, phone, at));
            }
            let named = first.len() >= 4 && first.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            let own = !known::has("joinchat addstickers share proxy socks setlanguage", first);
            (named && own).then(|| Found::new(Kind::Handle { on: "telegram" }, first.to_lowercase(), at))
        }
        "wa.me" => digits(first).map(|phone| Found::new(Kind::Phone, phone, at)),
        "api.whatsapp.com" | "web.whatsapp.com" => {
            let phone = query.split('&').find_map(|part| part.strip_prefix("phone="))?;
            digits(phone.trim_start_matches("%2B")).map(|phone| Found::new(Kind::Phone, phone, at))
        }
        _ => None,
    }
}

/// Reads a name behind a messenger's name ("my telegram is @rowan"), or before it ("@rowan on telegram").
pub fn told(plain: &Plain, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let rest = plain.text().get(at..)?;
    if let Some(behind) = rest.strip_prefix('@') {
        let name = name(behind, is_name);
        let behind = behind.get(name.len()..)?.trim_start_matches([' ', '(', ',', '-']);
        let behind =
            ["on ", "in ", "via ", "at ", "в "].iter().find_map(|word| behind.strip_prefix(word)).unwrap_or(behind);
        let (on, _) = messenger(behind)?;
        let end = at + 1 + name.len();
        (name.len() >= 3).then(|| found.push(Found::new(Kind::Handle { on }, name, at..end)))?;
        return Some(end);
    }
    let (on, from) = messenger(rest)?;
    let (from, how) = lead(rest, from);
    // Scripts without spaces put nothing between.
    let how = Lead { filler: how.filler || !rest.is_char_boundary(1), ..how };
    let given = rest.get(from..)?;
    let name = if given.starts_with("live:") { name(given, |c| is_name(c) || c == ':') } else { name(given, is_name) };
    let tag = given.get(name.len()..).filter(|rest| on == "discord" && rest.starts_with('#')).map_or(0, |rest| {
        let digits = rest.bytes().skip(1).take(5).take_while(u8::is_ascii_digit).count();
        if digits == 4 { 5 } else { 0 }
    });
    let end = from + name.len() + tag;
    let value = given.get(..name.len() + tag)?;
    let signed = rest.get(..from)?.ends_with('@');
    let closes = plain.ends_clause(at + end);
    (is_told(on, value, how, signed, closes) && !rest.get(end..)?.starts_with(['/', '@', '='])).then_some(())?;
    found.push(Found::new(Kind::Handle { on }, value, at + from - usize::from(signed)..at + end));
    Some(at + end)
}

/// How strongly the words before say that a name follows.
#[derive(Debug, Clone, Copy, Default)]
struct Lead {
    /// A colon or an equals sign.
    mark: bool,
    /// "id", "username".
    naming: bool,
    /// "is", "at", a dash, or the like.
    filler: bool,
}

/// Where the name begins behind the words that lead to it.
fn lead(rest: &str, from: usize) -> (usize, Lead) {
    let (mut at, mut how) = (from, Lead::default());
    for _ in 0..10 {
        let Some(behind) = rest.get(at..) else { break };
        let word = name(behind, char::is_alphanumeric);
        let first = behind.chars().next().unwrap_or_default();
        if known::has(NAMING, word) {
            how.naming = true;
        } else if known::has(FILLERS, word) || matches!(first, '-' | '>') {
            how.filler = true;
        } else if matches!(first, ':' | '=' | '：') {
            how.mark = true;
        } else if !matches!(first, ' ' | '(' | '"' | '\'') {
            break;
        }
        at += if word.is_empty() { first.len_utf8() } else { word.len() };
    }
    (at + usize::from(rest.get(at..).is_some_and(|rest| rest.starts_with('@'))), how)
}

fn is_told(on: &str, name: &str, how: Lead, signed: bool, closes: bool) -> bool {
    let asked = how.mark || how.naming || how.filler;
    let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
    if name.starts_with("live:") {
        return on == "skype" && name.len() > 8;
    }
    if known::has(NO_NAMES, name) || name.len() < 3 || !name.is_ascii() {
        return false;
    }
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        let numbered = known::has("qq icq wechat", on) && name.bytes().all(|byte| byte.is_ascii_digit());
        return numbered && name.len() >= 6 && (how.mark || how.naming);
    }
    if on == "line" && !(how.naming && (how.mark || signed)) {
        return false;
    }
    if signed || name.contains('#') {
        return true;
    }
    let versioned = letters.len() < name.len() && known::has(VERSIONED, letters);
    let unlike_words = name.contains('_') || (letters.len() < name.len() && !versioned);
    let dotted = on == "skype" && name.contains('.') && !known::is_sure(name.rsplit('.').next().unwrap_or_default());
    if unlike_words || dotted {
        return asked && (closes || how.naming);
    }
    how.naming && how.mark && closes && name.len() >= 5 && !name.contains('.')
}

/// The messenger that a text begins with, and where its name ends.
fn messenger(text: &str) -> Option<(&'static str, usize)> {
    // Every word of a text comes here; two letters tell nearly all of them away.
    let letter = |at: usize| text.as_bytes().get(at).map(|byte| byte.wrapping_sub(b'a'));
    let seconds = letter(0).and_then(|first| BEGINNINGS.get(usize::from(first))).copied().unwrap_or_default();
    let begins = letter(1).is_some_and(|second| second < 26 && seconds >> second & 1 == 1);
    if !begins && !text.starts_with(|c: char| !c.is_ascii()) {
        return None;
    }
    let word = name(text, char::is_alphanumeric);
    MESSENGERS.iter().find_map(|(on, words)| {
        let written = words.split_ascii_whitespace().find(|written| {
            let spaceless = written.starts_with(|c| u32::from(c) >= 0x0e00);
            *written == word || (spaceless && text.starts_with(*written))
        })?;
        Some((*on, written.len()))
    })
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-')
}

/// The characters of a name that a text begins with, without a full stop at the end.
fn name(text: &str, is_in: impl Fn(char) -> bool) -> &str {
    let end = text.char_indices().take_while(|(at, c)| *at < NAME_BYTES && is_in(*c)).last();
    let name = end.and_then(|(at, c)| text.get(..at + c.len_utf8())).unwrap_or_default();
    name.trim_end_matches(['.', '-'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_messenger_is_told_away_by_its_beginning() {
        for word in MESSENGERS.iter().flat_map(|(_, words)| words.split_ascii_whitespace()) {
            assert!(messenger(word).is_some(), "{word}");
        }
    }
}

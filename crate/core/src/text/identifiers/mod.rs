//! What in a text names one person, firm or account: addresses of mail and sites, handles, phone numbers, wallets, in the
//! spelling a reader understands, also where they were hidden from a filter.
//!
//! Precision first: a word that only looks like a host ("Node.js") or a number that only looks like a phone is not read.

mod codes;
mod email;
mod handle;
mod known;
mod phone;
mod plain;
mod private;
mod signs;
mod url;
mod wallet;

use std::ops::Range;

pub use private::private_details;

use plain::Plain;

/// Identifiers read of one text.
pub const MOST_FOUND: usize = 1_000;
/// Bytes read of one text.
pub const MOST_BYTES: usize = 1 << 20;

/// Something that names one person, firm or account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identifier {
    /// What it is.
    pub kind: Kind,
    /// Its plain form: without what hid it; hosts and mail in small letters, phones as digits.
    pub value: String,
    /// Whether it carries a checksum, which then holds.
    pub checksum: Checksum,
    /// Its bytes in the source.
    pub at: Range<usize>,
    /// Whether a sign in it was written so that a filter does not see it.
    pub hidden: bool,
}

/// What an identifier is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An address to pay to.
    Wallet {
        /// The coin's ticker; that of the first of several coins that share a form.
        coin: &'static str,
    },
    /// A web address with a scheme or a path.
    Url,
    /// A bare host.
    Host,
    /// A mail address.
    Email,
    /// A name on a messenger.
    Handle {
        /// The messenger, in small letters.
        on: &'static str,
    },
    /// A phone number.
    Phone,
}

/// Whether an identifier proves itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checksum {
    /// Its checksum holds. One that does not is not read at all.
    Valid,
    /// Its form has none.
    None,
}

/// Where something was found in the plain text, and whether its writer surely meant it so.
#[derive(Debug)]
struct Found {
    kind: Kind,
    value: String,
    checksum: Checksum,
    at: Range<usize>,
    part: Part,
}

/// What a found thing is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// It stands for itself.
    Whole,
    /// A host that stands in prose, with nothing that says that one should go there.
    Mentioned,
}

impl Found {
    fn new(kind: Kind, value: impl Into<String>, at: Range<usize>) -> Self {
        Self { kind, value: value.into(), checksum: Checksum::None, at, part: Part::Whole }
    }
}

/// All identifiers of a text, in its order. Linear; the first [`MOST_FOUND`] of the first [`MOST_BYTES`].
pub fn identifiers(text: &str) -> Vec<Identifier> {
    let plain = Plain::new(beginning(text));
    let mut found = scan(&plain);
    wallet::read(&plain, &mut found);
    found.sort_by_key(|found| (found.at.start, found.at.end));
    found.truncate(MOST_FOUND);
    found.into_iter().map(|found| located(&plain, found)).collect()
}

fn located(plain: &Plain, found: Found) -> Identifier {
    let Found { kind, value, checksum, at, .. } = found;
    Identifier { kind, value, checksum, hidden: plain.hidden(&at), at: plain.source_range(at) }
}

/// Names of the messengers that handles are read on.
pub fn messengers() -> impl Iterator<Item = &'static str> {
    handle::MESSENGERS.iter().map(|(name, _)| *name)
}

/// The host of a web or mail address, without a gate.
pub fn host_of(address: &str) -> &str {
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = address.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    host.split(':').next().unwrap_or_default()
}

/// Whether a host, in small letters, is one that a firm or person owns: registered below an ending, no ending itself, and no
/// site that everybody has pages or mail on.
pub fn is_owned_host(host: &str) -> bool {
    let top = host.rsplit('.').next().unwrap_or_default();
    let in_small = host.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte));
    let owner = known::owner(host);
    let second = owner.len() < 2 || (top.len() == 2 && known::is_second(owner));
    in_small && url::is_host(host) && (known::is_tld(top) || top.starts_with("xn--")) && !second && {
        let everyones = known::pages(host, "") == known::Pages::Everyones || known::is_home(&format!("x.{host}"));
        !everyones || known::is_home(host)
    }
}

fn beginning(text: &str) -> &str {
    let end = (0..=MOST_BYTES.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

/// Reads all but wallets: from each beginning of a word, the first reading that fits.
fn scan(plain: &Plain) -> Vec<Found> {
    let text = plain.text();
    let mut found = Vec::new();
    let mut at = 0;
    let mut before = None;
    let number =
        |at: usize| text.get(at..).is_some_and(|rest| rest.starts_with(|c: char| c == '+' || c.is_ascii_digit()));
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if found.len() >= MOST_FOUND {
            break;
        }
        let next = at + c.len_utf8();
        let starts =
            !before.is_some_and(joins) && (c.is_alphanumeric() || matches!(c, '+' | '@') || (c == '(' && number(next)));
        // Nothing begins inside a word.
        let rest = text.get(at..).unwrap_or_default();
        let word = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let end = match () {
            () if !starts => None,
            () if is_plain(rest, word) => handle::told(plain, at, &mut found),
            () => read(plain, at, &mut found),
        };
        at = end.unwrap_or(at + word).max(next);
        before = text.get(..at).and_then(|text| text.chars().next_back());
    }
    found
}

/// Whether a word is letters and digits with nothing behind that could be part of an address: most are, and none of them can
/// be read as anything but a messenger's name.
fn is_plain(rest: &str, word: usize) -> bool {
    let goes_on = |byte: &u8| !byte.is_ascii() || b"._-%+':@".contains(byte);
    rest.starts_with(|c: char| c.is_ascii_alphabetic()) && !rest.as_bytes().get(word).is_some_and(goes_on)
}

/// Whether a character before a word makes it no beginning: letters of scripts with spaces, and signs inside addresses.
fn joins(c: char) -> bool {
    (c.is_alphanumeric() && u32::from(c) < 0x0e00) || matches!(c, '@' | '_')
}

fn read(plain: &Plain, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let readings = [url::scheme, handle::profile, email::read, handle::told, url::bare, phone::read];
    readings.iter().find_map(|reading| reading(plain, at, found))
}

#[cfg(test)]
mod tests;

//! `text/lookalikes.rs`, made from the confusables of UTS #39 as the crate `unicode-security` carries them.

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;
use unicode_security::skeleton;

use super::fresh;
use crate::text::script::{is_latin, is_spaceless};

const HEADER: &str = "\
//! Letters that look like a letter of the Latin alphabet, after NFKC. Generated from the confusables of UTS #39 by
//! `cargo xtask generate`. Do not edit.

/// The letter, and the one it looks like: small where it is drawn like it as it stands, a capital where only its other
/// case is, or where its script is written from right to left. Sorted.
#[rustfmt::skip]
pub const LOOKALIKES: &[(char, u8)] = &[
";

/// From a to z; UTS #39 knows some of them only. The x has none.
const SMALL_CAPITALS: &str = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡxʏᴢ";

fn shape(c: char) -> String {
    skeleton(c.encode_utf8(&mut [0; 4])).collect()
}

/// The small Latin letter that a character is drawn like.
fn drawn_like(c: char) -> Option<char> {
    if let Some(nth) = SMALL_CAPITALS.chars().position(|small| small == c) {
        return ('a'..='z').nth(nth);
    }
    let shape = shape(c);
    let mut alike = ('A'..='Z').chain('a'..='z').filter(|letter| self::shape(*letter) == shape);
    let (first, last) = (alike.clone().next()?, alike.next_back()?);
    // A capital i and a small L are one shape; the case of the look-alike decides.
    Some(if c.is_uppercase() { first } else { last }.to_ascii_lowercase())
}

fn right_to_left(c: char) -> bool {
    matches!(u32::from(c), 0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff | 0x1_0800..=0x1_0fff | 0x1_e800..=0x1_efff)
}

fn lookalike(c: char) -> Option<u8> {
    let folded: Vec<char> = c.to_uppercase().flat_map(char::to_lowercase).collect();
    let letter = c.is_alphabetic() && !c.is_numeric() && !is_spaceless(c) && c.nfkc().eq([c]) && folded.len() == 1;
    let letter = letter && canonical_combining_class(c) == 0;
    if u32::from(c) < 0x100 || !letter {
        return None;
    }
    let other_case = || c.to_lowercase().chain(c.to_uppercase()).filter(|other| *other != c).find_map(drawn_like);
    match drawn_like(c) {
        Some(letter) if right_to_left(c) => Some(letter.to_ascii_uppercase() as u8),
        Some(letter) => Some(letter as u8),
        // Latin letters of two cases are told apart by readers: they are letters of living languages.
        None if is_latin(c) => None,
        None => other_case().map(|letter| letter.to_ascii_uppercase() as u8),
    }
}

fn table() -> String {
    let mut text = HEADER.to_owned();
    let entries = ('\u{100}'..=char::MAX).filter_map(|c| Some((c, lookalike(c)?)));
    for (at, (c, letter)) in entries.enumerate() {
        let before = if at % 6 == 0 { "   " } else { "" };
        let after = if at % 6 == 5 { ",\n" } else { "," };
        write!(text, "{before} (\'{}\', b\'{}\'){after}", c.escape_unicode(), char::from(letter))
            .expect("a string takes it");
    }
    text.truncate(text.trim_end().len());
    text.push_str("\n];\n");
    text
}

#[test]
fn lookalikes_are_fresh() {
    fresh("crate/core/src/text/lookalikes.rs", &table());
}

//! Whom a review thanks by name, in forms that can hardly mean anything else.
//!
//! Two forms: thanks and a name behind them ("thank you so much Rowan", in some twenty languages), and, in English, a name
//! at the beginning of a sentence that says what a person did ("Rowan delivered", "Rowan was very patient"). A name is a
//! word of three letters or more in a script with capitals, of which only the first is one, that is no common word of any
//! language the packs know. Everything else is silence.

use unicode_segmentation::UnicodeSegmentation;

use super::names::script;
use crate::text::common::Common;
use crate::text::normal::plain_words;
use crate::text::words::word_id;

/// Words of thanks; behind "thank" and its like comes "you".
const THANKS: &[&str] = &[
    "thanks",
    "thx",
    "gracias",
    "merci",
    "danke",
    "dank",
    "obrigado",
    "obrigada",
    "grazie",
    "bedankt",
    "tack",
    "takk",
    "tak",
    "kiitos",
    "dzi\u{119}kuj\u{119}",
    "d\u{11b}kuji",
    "mul\u{21b}umesc",
    "hvala",
    "k\u{f6}sz\u{f6}n\u{f6}m",
    "te\u{15f}ekk\u{fc}rler",
    "\u{441}\u{43f}\u{430}\u{441}\u{438}\u{431}\u{43e}",
    "\u{434}\u{44f}\u{43a}\u{443}\u{44e}",
    "\u{431}\u{43b}\u{430}\u{433}\u{43e}\u{434}\u{430}\u{440}\u{44f}",
    "\u{3b5}\u{3c5}\u{3c7}\u{3b1}\u{3c1}\u{3b9}\u{3c3}\u{3c4}\u{3ce}",
];
/// What may stand between thanks and a name.
const FILLERS: &[&str] = &["so", "very", "much", "again", "once", "a", "lot", "kindly", "dear"];
/// What people are called that is no name, beyond the packs' common words.
const NO_NAMES: &[&str] = &[
    "sir",
    "madam",
    "guys",
    "buddy",
    "friend",
    "friends",
    "mate",
    "bro",
    "brother",
    "sister",
    "boss",
    "dude",
    "man",
    "god",
    "jesus",
    "allah",
    "lord",
    "upwork",
    "fiverr",
    "freelancer",
    "peopleperhour",
    "guru",
    "everybody",
    "folks",
    "gentlemen",
    "ladies",
    "champ",
    "legend",
    "amigo",
    "amigos",
    "equipo",
    "leute",
    "kumpel",
    "ami",
    "team",
    "agency",
    "studio",
    "company",
    "\u{434}\u{440}\u{443}\u{433}",
    "\u{431}\u{440}\u{430}\u{442}",
];
/// What follows a name that ends an exclamation without a stop.
const AFTER: &[&str] = &["for", "again", "so", "very", "i", "it", "we", "you", "and", "your"];
/// What a person did, in a word behind the name.
const DID: &[&str] =
    &["delivered", "completed", "understood", "listened", "exceeded", "responded", "communicated", "did", "went"];
/// What a person is or was, within a few words.
const WAS: &[&str] = &[
    "pleasure",
    "professional",
    "responsive",
    "helpful",
    "patient",
    "knowledgeable",
    "friendly",
    "communicative",
    "attentive",
    "polite",
    "talented",
    "kind",
    "skilled",
];

/// A word with the text between it and the word before.
struct Token<'a> {
    gap: &'a str,
    word: &'a str,
    plain: String,
}

/// The names that a review uses in these forms, as written, each once.
pub fn named<'a>(text: &'a str, common: &Common) -> Vec<&'a str> {
    let tokens = tokens(text);
    let word = |at: usize| tokens.get(at).map_or("", |token| token.plain.as_str());
    let gap = |at: usize| tokens.get(at).map_or("", |token| token.gap);
    let mut names: Vec<&str> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if !is_name(token.word, &token.plain, common) {
            continue;
        }
        if is_thanked(at, &word, &gap, tokens.len()) || is_subject(at, &word, &gap) {
            names.push(token.word);
        }
    }
    names.dedup();
    names
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut end = 0;
    let words = text.unicode_word_indices().map(|(start, word)| {
        let gap = text.get(end..start).unwrap_or_default();
        end = start + word.len();
        Token { gap, word, plain: plain_words(word) }
    });
    words.collect()
}

/// Whether a word can be a name at all.
fn is_name(word: &str, plain: &str, common: &Common) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && word.chars().count() >= 3
        && letters.all(|c| c.is_alphabetic() && c.is_lowercase())
        && script(word).is_some()
        && !NO_NAMES.contains(&plain)
        && !THANKS.contains(&plain)
        && common.background().words.get(word_id(plain)).is_none()
}

/// Whether thanks stand before a name, and something that ends them behind it.
fn is_thanked<'a>(at: usize, word: &impl Fn(usize) -> &'a str, gap: &impl Fn(usize) -> &'a str, count: usize) -> bool {
    let close = |gap: &str| gap.chars().all(|c| matches!(c, ' ' | ','));
    let mut before = at;
    while before > 0 && close(gap(before)) && FILLERS.contains(&word(before - 1)) {
        before -= 1;
    }
    if before == 0 || !close(gap(before)) {
        return false;
    }
    let thanks = before - 1;
    let thank_you = word(thanks) == "you" && thanks > 0 && word(thanks - 1) == "thank";
    if !thank_you && !THANKS.contains(&word(thanks)) {
        return false;
    }
    let last = at + 1 == count;
    // "Thanks, Rowan" at the very end is how letters are signed.
    if last {
        return !gap(at).contains(',');
    }
    gap(at + 1).contains(['.', '!', ',', ';', ':', '?', ')', '\n']) || AFTER.contains(&word(at + 1))
}

/// Whether a sentence begins with the name and goes on with what a person did or was.
fn is_subject<'a>(at: usize, word: &impl Fn(usize) -> &'a str, gap: &impl Fn(usize) -> &'a str) -> bool {
    let begins = at == 0 || gap(at).contains(['.', '!', '?', '\n']);
    let verb = word(at + 1);
    let close = gap(at + 1) == " ";
    let was = matches!(verb, "was" | "is") && (2..=5).any(|step| WAS.contains(&word(at + step)));
    begins && close && (DID.contains(&verb) || was)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::common;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn explicit_forms_are_read() {
        let common = common();
        for (text, want) in [
            ("Great! Thank you so much Rowan.", vec!["Rowan"]),
            ("Thanks again, Rowan! See you.", vec!["Rowan"]),
            ("Rowan delivered on time. Thank you Rowan for all", vec!["Rowan"]),
            ("Rowan was very patient with us.", vec!["Rowan"]),
            ("Muchas gracias Rowan, todo bien", vec!["Rowan"]),
            (
                "\u{421}\u{43f}\u{430}\u{441}\u{438}\u{431}\u{43e}, \u{418}\u{432}\u{430}\u{43d}! \u{412}\u{441}\u{451} \u{445}\u{43e}\u{440}\u{43e}\u{448}\u{43e}.",
                vec!["\u{418}\u{432}\u{430}\u{43d}"],
            ),
        ] {
            assert_eq!(named(text, &common), want, "{text}");
        }
    }

    #[test]
    fn what_is_no_explicit_name_is_silence() {
        let common = common();
        for text in [
            "Thank you very much",
            "Thank You Sir",
            "Thanks guys!",
            "THANK YOU ROWAN",
            "thanks rowan",
            "Thank you Freelancer.",
            "Communication was professional.",
            "Great work. Thanks, Rowan",
            "Everything was a pleasure.",
            "Thank you Team!",
            "Thank you Blue Heron Press for this",
            "Thanks to the help of Rowan it works",
            "Shopify is our shop.",
            "\u{8c22}\u{8c22}\u{5f20}\u{4f1f}",
            "\u{634}\u{643}\u{631}\u{627} \u{623}\u{62d}\u{645}\u{62f}",
            "",
            "Thank you",
        ] {
            assert_eq!(named(text, &common), Vec::<&str>::new(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in "(Thank you |Thanks,? |[A-Z][a-z]{0,4}|[ .,!\n]|\\PC){0,30}") {
            let _ = named(&text, &Common::default());
        }
    }
}

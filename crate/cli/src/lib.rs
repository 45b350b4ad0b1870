//! What the native command `secondlook` is made of, for its `main`, its tests and the build steps.

pub mod builtin;
pub mod captured;
pub mod catalogue;
pub mod collection;
pub mod command;
pub mod comparison;
pub mod corpus;
pub mod error_rates;
pub mod html;
pub mod input;
pub mod knowledge;
pub mod ledger;
pub mod memory;
pub mod output;
pub mod packs;
pub mod progress;
pub mod proving;
pub mod refusal;
pub mod render;
pub mod reviews;
pub mod rows;
pub mod sealed;
pub mod signing;
pub mod sniff;
pub mod toml_style;
pub mod trusted;
pub mod wire;

/// A text as one may print it to a terminal: control characters and marks that turn the direction of writing are
/// shown as escapes, so that a page cannot write over what the command says.
pub fn printable(text: &str) -> String {
    // Two of them are line and paragraph separators, which some terminals obey.
    let marks = |c: char| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}');
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if (c.is_control() && c != '\n') || marks(c) || turns(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether a character turns the direction of all that follows it, so that words read otherwise than they are written.
pub(crate) fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

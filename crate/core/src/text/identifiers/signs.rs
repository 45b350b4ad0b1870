//! Signs as words and in brackets, and the small readers of the beginnings of texts.

use super::known::{self, has};

/// Words for the dot, in brackets and bare.
pub const DOTS: &str = ". dot d0t punkt punto ponto point точка";
/// The same for `@`.
pub const ATS: &str = "@ at arroba собака";

/// A host that begins here: "example.com", "example [dot] com", "example . com".
pub struct Ahead {
    /// Whether it is a mail provider.
    pub provider: bool,
    /// Whether a dot of it is not written as one writes a dot.
    pub odd: bool,
}

impl Ahead {
    /// Reads it.
    pub fn of(text: &str) -> Option<Self> {
        let label = label(text);
        let provider = has(known::MAIL, label);
        let mut rest = text.get(label.len()..)?;
        let mut odd = false;
        for _ in 0..3 {
            let (dot, behind) = dot(rest)?;
            odd |= dot;
            let top = self::label(behind);
            rest = behind.get(top.len()..)?;
            let ends = !rest.starts_with(char::is_alphanumeric);
            if ends && known::is_tld(top) {
                return (!label.is_empty()).then_some(Self { provider, odd });
            }
            if top.is_empty() {
                return None;
            }
        }
        None
    }
}

/// A dot however it is written: whether oddly, and what follows.
fn dot(text: &str) -> Option<(bool, &str)> {
    let open = spaces(text);
    let rest = text.get(open..)?;
    if let Some(('.', end)) = bracketed(rest) {
        let behind = rest.get(end..)?;
        return behind.get(spaces(behind)..).map(|behind| (true, behind));
    }
    let said = if rest.starts_with('.') { "." } else { word(rest) };
    let behind = rest.get(said.len()..)?;
    let gap = spaces(behind);
    let spaced = open > 0 && gap > 0;
    (has(DOTS, said) && (said == "." || spaced)).then_some((open + gap > 0, behind.get(gap..)?))
}

/// A sign in brackets, and how long that is.
pub fn bracketed(text: &str) -> Option<(char, usize)> {
    let mut chars = text.chars();
    let close = match chars.next()? {
        '[' => ']',
        '(' => ')',
        '{' => '}',
        '<' => '>',
        _ => return None,
    };
    let near = text.char_indices().take(12);
    let end = near.skip(1).find(|(_, c)| *c == close)?.0;
    let said = text.get(1..end)?.trim();
    let sign = match said {
        _ if has(DOTS, said) => '.',
        _ if has(ATS, said) => '@',
        ":" | "colon" => ':',
        "/" | "slash" => '/',
        _ => return None,
    };
    Some((sign, end + 1))
}

/// A digit of another script as an ASCII one.
pub fn digit(c: char) -> Option<char> {
    let zero = match c {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        '\u{966}'..='\u{96f}' => 0x966,
        '\u{9e6}'..='\u{9ef}' => 0x9e6,
        _ => return None,
    };
    char::from_digit(u32::from(c) - zero, 10)
}

/// How many spaces, at most three, begin a text.
pub fn spaces(text: &str) -> usize {
    text.bytes().take(3).take_while(|byte| *byte == b' ').count()
}

/// The letters a text begins with, at most sixteen.
pub fn word(text: &str) -> &str {
    run(text, 16, char::is_alphanumeric)
}

fn label(text: &str) -> &str {
    run(text, 63, |c| c.is_ascii_alphanumeric() || c == '-')
}

fn run(text: &str, most: usize, is_in: impl Fn(char) -> bool) -> &str {
    let end = text.char_indices().take(most + 1).find(|(_, c)| !is_in(*c));
    let end = end.map_or_else(|| text.char_indices().nth(most).map_or(text.len(), |(at, _)| at), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

/// The last bytes of a text, whole characters.
pub fn last_bytes(text: &str, most: usize) -> &str {
    let from = text.len().saturating_sub(most);
    (from..text.len().min(from + 4)).find_map(|at| text.get(at..)).unwrap_or(if from == 0 { text } else { "" })
}

/// The first bytes of a text, whole characters.
pub fn first_bytes(text: &str, most: usize) -> &str {
    let to = text.len().min(most);
    (to.saturating_sub(3)..=to).rev().find_map(|to| text.get(..to)).unwrap_or_default()
}

//! The letters of a script: white space, names, strings, numbers.

use serde_json::Number;

use super::node::Fault;
use crate::tree::walk::is_space;

/// A place in the script.
#[derive(Debug, Clone)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    pub fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    pub fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Skips white space and comments, then looks at the next character.
    pub fn peek(&mut self) -> Option<char> {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start_matches(|c| is_space(c) || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}'));
            self.at += rest.len() - trimmed.len();
            if let Some(comment) = trimmed.strip_prefix("//") {
                self.at += 2 + comment.find('\n').unwrap_or(comment.len());
            } else if let Some(comment) = trimmed.strip_prefix("/*")
                && let Some(end) = comment.find("*/")
            {
                self.at += end + 4;
            } else {
                return trimmed.chars().next();
            }
        }
    }

    /// Takes `wanted` if it stands here.
    pub fn eat(&mut self, wanted: &str) -> bool {
        self.peek();
        let here = self.rest().starts_with(wanted);
        if here {
            self.at += wanted.len();
        }
        here
    }

    pub fn expect(&mut self, wanted: &str) -> Result<(), Fault> {
        if self.eat(wanted) { Ok(()) } else { Err(self.expected(&format!("`{wanted}`"))) }
    }

    /// "expected .. at offset .., found ..". The offset counts UTF-16 units, as a browser's console does.
    pub fn expected(&mut self, what: &str) -> Fault {
        let found = self.peek().map_or_else(|| "end of text".to_owned(), |c| format!("`{}`", c.escape_debug()));
        Fault::not_understood(format!("expected {what} at offset {}, found {found}", self.offset()))
    }

    pub fn offset(&self) -> usize {
        self.text.get(..self.at).unwrap_or_default().encode_utf16().count()
    }

    /// A name (identifier or keyword), if one stands here.
    pub fn name(&mut self) -> Option<&'t str> {
        if !self.peek()?.is_ascii_digit() {
            let rest = self.rest();
            let name = &rest[..rest.find(|c| !is_name_char(c)).unwrap_or(rest.len())];
            self.at += name.len();
            return (!name.is_empty()).then_some(name);
        }
        None
    }

    /// The number that starts here: integers exactly, other numbers as a double; `None` for infinity.
    pub fn number(&mut self) -> Result<Option<Number>, Fault> {
        self.peek();
        let rest = self.rest();
        let radix = match rest.get(..2) {
            Some("0x" | "0X") => 16,
            Some("0o" | "0O") => 8,
            Some("0b" | "0B") => 2,
            _ => 10,
        };
        let mut end = if radix == 10 { decimal_end(rest) } else { 2 + name_end(&rest[2..]) };
        let written: String = rest[..end].chars().filter(|c| *c != '_').collect();
        let big = rest[end..].starts_with('n') || (radix != 10 && written.ends_with('n'));
        let digits = written.trim_end_matches('n');
        let number = if radix == 10 {
            digits.parse::<u64>().map(Number::from).ok().or_else(|| digits.parse().ok().and_then(of_double))
        } else {
            let digits = digits.get(2..).unwrap_or_default();
            Some(Number::from(u64::from_str_radix(digits, radix).map_err(|_| self.expected("a number"))?))
        };
        if radix == 10 && digits.parse::<f64>().is_err() {
            return Err(self.expected("a number"));
        }
        end += usize::from(big && radix == 10);
        self.at += end;
        if self.rest().starts_with(is_name_char) {
            return Err(self.expected("the end of a number"));
        }
        Ok(number)
    }

    /// The string that starts here with a quote. Lone surrogates become U+FFFD.
    pub fn string(&mut self) -> Result<String, Fault> {
        let quote = self.peek().unwrap_or('"');
        self.at += quote.len_utf8();
        let mut value = String::new();
        // The first half of a surrogate pair that waits for its second.
        let mut high: Option<u32> = None;
        loop {
            let rest = self.rest();
            let mut chars = rest.chars();
            let unit = match chars.next() {
                Some('\\') => {
                    let (unit, taken) = self.escape(chars.as_str())?;
                    self.at += 1 + taken;
                    let Some(unit) = unit else { continue };
                    unit
                }
                Some(c) if c == quote => {
                    self.at += c.len_utf8();
                    value.extend(high.map(|_| '\u{fffd}'));
                    return Ok(value);
                }
                Some('\n' | '\r') | None if quote != '`' || rest.is_empty() => {
                    return Err(self.string_fault(quote));
                }
                Some('$') if quote == '`' && chars.as_str().starts_with('{') => {
                    return Err(self.expected("a string without `${`"));
                }
                Some(c) => {
                    self.at += c.len_utf8();
                    u32::from(c)
                }
                None => return Err(self.string_fault(quote)),
            };
            if let (Some(first), 0xdc00..=0xdfff) = (high, unit) {
                let code = 0x10000 + ((first - 0xd800) << 10) + (unit - 0xdc00);
                value.push(char::from_u32(code).unwrap_or('\u{fffd}'));
                high = None;
                continue;
            }
            value.extend(high.take().map(|_| '\u{fffd}'));
            if (0xd800..=0xdbff).contains(&unit) {
                high = Some(unit);
            } else {
                value.push(char::from_u32(unit).unwrap_or('\u{fffd}'));
            }
        }
    }

    fn string_fault(&self, quote: char) -> Fault {
        let found = if self.rest().is_empty() { "end of text" } else { "end of line" };
        Fault::not_understood(format!("expected `{quote}` to end a string at offset {}, found {found}", self.offset()))
    }

    /// The UTF-16 unit or code point after a backslash (none for a line continuation), and its length in bytes.
    fn escape(&self, after: &str) -> Result<(Option<u32>, usize), Fault> {
        let bad = || Fault::not_understood(format!("malformed escape in a string at offset {}", self.offset()));
        let hex = |digits: Option<&str>| {
            let digits = digits.filter(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_hexdigit()));
            digits.and_then(|d| u32::from_str_radix(d, 16).ok()).ok_or_else(bad)
        };
        let Some(c) = after.chars().next() else { return Err(self.string_fault('"')) };
        Ok(match c {
            'n' => (Some(0x0a), 1),
            't' => (Some(0x09), 1),
            'r' => (Some(0x0d), 1),
            'b' => (Some(0x08), 1),
            'f' => (Some(0x0c), 1),
            'v' => (Some(0x0b), 1),
            '0'..='7' => {
                let length = after.bytes().take(3).take_while(|b| matches!(b, b'0'..=b'7')).count();
                let length = if c > '3' { length.min(2) } else { length };
                (Some(u32::from_str_radix(&after[..length], 8).map_err(|_| bad())?), length)
            }
            'x' => (Some(hex(after.get(1..3))?), 3),
            'u' => match after.strip_prefix("u{") {
                Some(code) => {
                    let end = code.find('}').filter(|end| *end <= 8).ok_or_else(bad)?;
                    (Some(hex(code.get(..end))?), end + 3)
                }
                None => (Some(hex(after.get(1..5))?), 5),
            },
            '\r' if after.starts_with("\r\n") => (None, 2),
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => (None, c.len_utf8()),
            _ => (Some(u32::from(c)), c.len_utf8()),
        })
    }
}

/// A double as JSON prints it: an integer where it is one, nothing for NaN and the infinities.
pub(super) fn of_double(double: f64) -> Option<Number> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if double.fract() == 0.0 && double.abs() <= EXACT {
        return Some(Number::from(double as i64));
    }
    Number::from_f64(double)
}

fn is_name_char(c: char) -> bool {
    c == '_' || c == '$' || c.is_ascii_alphanumeric() || (!c.is_ascii() && c.is_alphanumeric())
}

fn name_end(text: &str) -> usize {
    text.find(|c| !is_name_char(c)).unwrap_or(text.len())
}

/// Where a decimal number ends: digits, a point and digits, an exponent with its sign.
fn decimal_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = |from: usize| from + bytes[from..].iter().take_while(|b| b.is_ascii_digit() || **b == b'_').count();
    let mut end = digits(0);
    if bytes.get(end) == Some(&b'.') {
        end = digits(end + 1);
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let after = digits(end + 1 + sign);
        if after > end + 1 + sign {
            end = after;
        }
    }
    end
}

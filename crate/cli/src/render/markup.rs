//! HTML as one file: no script, nothing from elsewhere, ready to print, and everything escaped.

use sha2::{Digest, Sha256};

/// A file that is being written.
pub struct Html(pub String);

impl Html {
    /// Begins a file, up to and with `<body>`.
    pub fn begin(language: &str, title: &str, css: &str) -> Self {
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
            base64(&Sha256::digest(css.as_bytes()))
        );
        let mut out = Self(String::with_capacity(16 << 10));
        out.raw("<!DOCTYPE html>\n<html lang=\"").text(language).raw("\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"").text(&policy).raw("\">\n");
        out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.raw(
            "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n",
        );
        out.raw("<title>").text(title).raw("</title>\n<style>").raw(css).raw("</style>\n</head>\n<body>\n");
        out
    }

    /// Markup of ours.
    pub fn raw(&mut self, html: &str) -> &mut Self {
        self.0.push_str(html);
        self
    }

    /// Any text, escaped.
    pub fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                '\n' | '\t' => self.0.push(c),
                // HTML knows no other control character, not even as a reference.
                c if c.is_control() => self.0.push('\u{fffd}'),
                c if crate::turns(c) => self.0.extend(c.escape_unicode()),
                c => self.0.push(c),
            }
        }
        self
    }

    /// A paragraph; nothing for an empty text.
    pub fn p(&mut self, text: &str) -> &mut Self {
        if !text.is_empty() {
            self.raw("<p dir=\"auto\">").text(text).raw("</p>\n");
        }
        self
    }

    /// A list.
    pub fn list(&mut self, items: &[String]) -> &mut Self {
        self.raw("<ul>\n");
        for item in items {
            self.raw("<li dir=\"auto\">").text(item).raw("</li>\n");
        }
        self.raw("</ul>\n")
    }
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().enumerate().fold(0_u32, |bits, (i, byte)| bits | u32::from(*byte) << (16 - 8 * i));
        for i in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * i) & 63) as usize];
            out.push(if i <= three.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_as_the_standard_gives_it() {
        for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn nothing_of_the_page_becomes_markup() {
        let mut out = Html(String::new());
        out.text("</p><script>\"'&\u{0}\u{1b}[31m \u{202e}dezal\u{200f}");
        assert_eq!(out.0, "&lt;/p&gt;&lt;script&gt;&quot;&#39;&amp;\u{fffd}\u{fffd}[31m \\u{202e}dezal\u{200f}");
    }
}

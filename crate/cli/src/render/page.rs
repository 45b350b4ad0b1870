//! A report as one HTML file: no script, nothing from elsewhere, ready to print, and everything escaped.

use secondlook_core::report::Severity;
use sha2::{Digest, Sha256};

use super::said::{Said, SaidFinding};

const CSS: &str = include_str!("page.css");

/// The whole file.
pub fn page(said: &Said) -> String {
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        base64(&Sha256::digest(CSS.as_bytes()))
    );
    let mut out = Html(String::with_capacity(16 << 10));
    out.raw("<!DOCTYPE html>\n<html lang=\"").text(&said.language).raw("\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"").text(&policy).raw("\">\n");
    out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.raw("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
    out.raw("<title>Second Look: ")
        .text(&said.kind)
        .raw("</title>\n<style>")
        .raw(CSS)
        .raw("</style>\n</head>\n<body>\n");
    out.raw("<header>\n<h1>Second Look</h1>\n").p(&said.kind).p(&said.page).p(&said.reader);
    if !said.unverified.is_empty() {
        out.raw("<p class=\"notice\">").text(&said.unverified).raw("</p>\n");
    }
    out.raw("</header>\n<main>\n<section aria-labelledby=\"findings\">\n<h2 id=\"findings\">")
        .text(&said.count)
        .raw("</h2>\n");
    for finding in &said.findings {
        out.finding(finding, said);
    }
    out.raw("</section>\n<section aria-labelledby=\"coverage\">\n<h2 id=\"coverage\">").text(&said.head.coverage);
    out.raw("</h2>\n<ul>\n");
    for [name, state, note] in &said.coverage {
        out.raw("<li dir=\"auto\"><strong>")
            .text(name)
            .raw("</strong>: ")
            .text(state)
            .raw(". ")
            .text(note)
            .raw("</li>\n");
    }
    out.raw("</ul>\n</section>\n<section aria-labelledby=\"unread\">\n<h2 id=\"unread\">").text(&said.head.unread);
    out.raw("</h2>\n");
    if said.unread.is_empty() {
        out.p(&said.head.everything_read);
    } else {
        out.list(&said.unread);
    }
    out.raw("</section>\n</main>\n<footer>\n<h2>").text(&said.head.judged_by).raw("</h2>\n").list(&said.judged_by);
    out.raw("<p class=\"last\">").text(&said.head.not_verified).raw("</p>\n</footer>\n</body>\n</html>\n");
    out.0
}

struct Html(String);

impl Html {
    fn raw(&mut self, html: &str) -> &mut Self {
        self.0.push_str(html);
        self
    }

    fn text(&mut self, text: &str) -> &mut Self {
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

    fn p(&mut self, text: &str) -> &mut Self {
        if !text.is_empty() {
            self.raw("<p dir=\"auto\">").text(text).raw("</p>\n");
        }
        self
    }

    fn list(&mut self, items: &[String]) -> &mut Self {
        self.raw("<ul>\n");
        for item in items {
            self.raw("<li dir=\"auto\">").text(item).raw("</li>\n");
        }
        self.raw("</ul>\n")
    }

    fn part(&mut self, heading: &str) -> &mut Self {
        self.raw("<h4>").text(heading).raw("</h4>\n")
    }

    fn finding(&mut self, finding: &SaidFinding, said: &Said) {
        self.raw("<article class=\"").raw(class(finding.severity)).raw("\">\n<h3><span class=\"level\">");
        self.text(&finding.level).raw("</span> ").text(&finding.sentence).raw("</h3>\n<p class=\"soft\">");
        self.text(&finding.confidence).raw("</p>\n");
        if !finding.about.is_empty() {
            self.raw("<p dir=\"auto\">").text(&said.head.about).raw(": ").text(&finding.about).raw("</p>\n");
        }
        if finding.quotes.iter().any(|(quote, _)| !quote.is_empty()) {
            self.part(&said.head.evidence);
        }
        for (quote, from) in finding.quotes.iter().filter(|(quote, _)| !quote.is_empty()) {
            self.raw("<figure>\n");
            if !from.is_empty() {
                self.raw("<figcaption dir=\"auto\">").text(from).raw("</figcaption>\n");
            }
            self.raw("<blockquote dir=\"auto\">").text(quote).raw("</blockquote>\n</figure>\n");
        }
        self.part(&said.head.why).p(&finding.why);
        self.part(&said.head.innocent).list(&finding.innocent);
        self.part(&finding.ask_heading).list(&finding.ask);
        if !finding.statistic.is_empty() {
            self.part(&said.head.numbers).p(&finding.statistic);
        }
        self.raw("<p class=\"soft\">")
            .text(&said.head.source)
            .raw(": ")
            .text(&finding.source)
            .raw("</p>\n</article>\n");
    }
}

fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Context => "context",
        Severity::Note => "note",
        Severity::Caution => "caution",
        Severity::Warning => "warning",
        Severity::Stop => "stop",
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

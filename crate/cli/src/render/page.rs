//! A report as one HTML file: no script, nothing from elsewhere, ready to print, and everything escaped.

use super::markup::Html;
use super::said::{Said, SaidFinding};
use secondlook_core::report::Severity;

/// The looks of every page.
pub const CSS: &str = include_str!("page.css");

/// The whole file.
pub fn page(said: &Said) -> String {
    let title = format!("Second Look: {}", said.kind);
    let mut out = Html::begin(&said.language, &title, CSS);
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
    out.raw("</section>\n");
    if !said.counted.is_empty() {
        out.raw("<section aria-labelledby=\"counted\">\n<h2 id=\"counted\">")
            .text(&said.head.counted)
            .raw("</h2>\n<ul>\n");
        for [name, counted] in &said.counted {
            out.raw("<li dir=\"auto\"><strong>").text(name).raw("</strong>: ").text(counted).raw("</li>\n");
        }
        out.raw("</ul>\n</section>\n");
    }
    out.raw("<section aria-labelledby=\"coverage\">\n<h2 id=\"coverage\">").text(&said.head.coverage);
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

impl Html {
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
        if !finding.counted.is_empty() {
            self.part(&said.head.counted).list(&finding.counted);
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

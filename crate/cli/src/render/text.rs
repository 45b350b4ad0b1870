//! A report for a terminal: calm, wrapped, and nothing the page wrote can steer the terminal.

use super::lines::{Lines, WIDTH};
use super::said::{Said, SaidFinding};

/// A quote is cut after this many characters; the other forms carry all of it.
const QUOTE: usize = 600;

/// The whole text, ending in a line end.
pub fn text(said: &Said) -> String {
    let mut out = Lines::new(WIDTH);
    out.paragraph("", &said.kind);
    for line in [&said.page, &said.reader, &said.unverified] {
        out.paragraph("", line);
    }
    out.heading(&said.count);
    for finding in &said.findings {
        out.finding(finding, said);
    }
    if !said.counted.is_empty() {
        out.heading(&said.head.counted);
    }
    for [name, counted] in &said.counted {
        out.item("  ", &format!("{name}: {counted}"));
    }
    out.heading(&said.head.coverage);
    for [name, state, note] in &said.coverage {
        out.item("  ", &format!("{name}: {state}. {note}"));
    }
    out.heading(&said.head.unread);
    if said.unread.is_empty() {
        out.paragraph("  ", &said.head.everything_read);
    }
    for unread in &said.unread {
        out.item("  ", unread);
    }
    out.heading(&said.head.judged_by);
    for by in &said.judged_by {
        out.item("  ", by);
    }
    out.text.push('\n');
    out.paragraph("", &said.head.not_verified);
    out.text
}

impl Lines {
    fn finding(&mut self, finding: &SaidFinding, said: &Said) {
        self.text.push('\n');
        self.paragraph("", &format!("{} ({}): {}", finding.level, finding.confidence, finding.sentence));
        if !finding.about.is_empty() {
            self.paragraph("  ", &format!("{}: {}", said.head.about, finding.about));
        }
        if finding.quotes.iter().any(|(quote, _)| !quote.is_empty()) {
            self.paragraph("  ", &said.head.evidence);
        }
        for (quote, from) in finding.quotes.iter().filter(|(quote, _)| !quote.is_empty()) {
            if !from.is_empty() {
                self.paragraph("    ", &format!("{from}:"));
            }
            let mut shown: String = quote.chars().take(QUOTE).collect();
            if shown.len() < quote.len() {
                shown = format!("{shown} … {}", said.head.quote_cut);
            }
            for line in shown.lines() {
                self.paragraph("    | ", line);
            }
        }
        if !finding.counted.is_empty() {
            self.list(&said.head.counted, &finding.counted);
        }
        self.paragraph("  ", &said.head.why);
        self.paragraph("    ", &finding.why);
        self.list(&said.head.innocent, &finding.innocent);
        self.list(&finding.ask_heading, &finding.ask);
        if !finding.statistic.is_empty() {
            self.paragraph("  ", &said.head.numbers);
            self.paragraph("    ", &finding.statistic);
        }
        self.paragraph("  ", &format!("{}: {}", said.head.source, finding.source));
    }

    fn list(&mut self, heading: &str, items: &[String]) {
        self.paragraph("  ", heading);
        for item in items {
            self.item("    ", item);
        }
    }
}

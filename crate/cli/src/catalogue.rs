//! Checks and rules as pages of Markdown: what a pack does, for those who use it, and `docs/catalogue.md` of all that is
//! built in. Everything is from the data and the words: a page cannot say anything else than the program.

mod rule;

use std::collections::BTreeMap;
use std::fmt::Write;

use secondlook_core::engine::{Described, DescribedKind, Engine, Words};
use secondlook_core::pack::Pack;
use secondlook_core::report::{Message, Severity};
use secondlook_core::words::{say, term};

use crate::packs::Loaded;

/// One page a rule and one of the pack, by their file names.
pub fn pages(pack: &Pack, words: &Words) -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    let mut index = format!("# {}\n\n{}\n\n{}", pack.id, prose(&pack.description), head(pack));
    if !pack.rules.is_empty() {
        index.push_str("\n## Rules\n\n| rule | what it finds | weight |\n|---|---|---|\n");
    }
    for rule in &pack.rules {
        let (title, severity) = (english(&rule.title), severity(words, rule.severity));
        let _ = writeln!(index, "| [{}]({}.md) | {} | {severity} |", rule.id, rule.id, cell(title));
        pages.insert(format!("{}.md", rule.id), rule::page(pack, rule, words, 1));
    }
    index.push_str(&readers(pack));
    pages.insert("README.md".to_owned(), index);
    pages
}

/// All built-in checks and rules.
pub fn catalogue(packs: &[Loaded], engine: &Engine, words: &Words) -> String {
    let mut text = "\
# What Second Look looks for

Made from the program by `cargo xtask generate`; do not edit. Nothing here is a judgement of a person: a finding says what a text or a
number on a page is, why that may matter, what honest reason there may be, and what to ask.

Checks compare several texts or count; they are written in Rust. Rules look for words and numbers; they are data, in packs.
"
    .to_owned();
    let described = engine.describe();
    let checks: Vec<&Described> = described.iter().filter(|one| one.kind == DescribedKind::Check).collect();
    let _ = write!(text, "\n## Checks ({})\n", checks.len());
    for check in checks {
        text.push_str(&check_page(check, words));
    }
    for Loaded { pack, .. } in packs {
        if pack.rules.is_empty() && pack.adapters.is_empty() {
            continue;
        }
        let _ = write!(text, "\n## {} {}\n\n{}\n", pack.id, pack.version, prose(&pack.description));
        text.push_str(&readers(pack));
        for rule in &pack.rules {
            text.push('\n');
            text.push_str(&rule::page(pack, rule, words, 3));
        }
    }
    text
}

fn check_page(check: &Described, words: &Words) -> String {
    let mut text = format!("\n### {}\n\n`{}` {}", said(words, &check.title), check.id, check.version);
    let _ = writeln!(text, ", {}", rule::word(&check.family));
    let of = |part: &str| -> Vec<String> {
        let prefix = format!("{}.{part}", check.id);
        let mine = |key: &&String| **key == prefix || key.starts_with(&format!("{prefix}."));
        check.keys.iter().filter(mine).map(|key| said(words, &Message::key(key))).collect()
    };
    for why in of("why") {
        let _ = write!(text, "\n{why}\n");
    }
    list(&mut text, "What honest reason there may be", &of("innocent"));
    list(&mut text, "What to ask", &of("ask"));
    references(&mut text, &check.references);
    text
}

/// Licence, authors, age and languages, in a line each.
fn head(pack: &Pack) -> String {
    let mut text = format!("- version {}\n- licence {}\n", pack.version, prose(&pack.licence));
    if !pack.authors.is_empty() {
        let _ = writeln!(text, "- by {}", prose(&pack.authors.join(", ")));
    }
    if let Some(modified) = &pack.modified {
        let _ = writeln!(text, "- last changed on {modified}");
    }
    if let Some(days) = pack.life_days {
        let _ = writeln!(text, "- old after {days} days without a change, as its authors say");
    }
    let _ = writeln!(text, "- languages: {}", pack.languages.join(", "));
    text
}

/// The readers of pages of a pack.
fn readers(pack: &Pack) -> String {
    let mut text = String::new();
    if !pack.adapters.is_empty() {
        text.push_str("\nReads pages of:\n\n");
    }
    for adapter in &pack.adapters {
        let _ = writeln!(text, "- {} (`{}`): {}", prose(&adapter.site), adapter.id, adapter.hosts.join(", "));
    }
    text
}

fn list(text: &mut String, title: &str, lines: &[String]) {
    if !lines.is_empty() {
        let _ = write!(text, "\n{title}:\n\n");
        for line in lines {
            let _ = writeln!(text, "- {line}");
        }
    }
}

fn references(text: &mut String, references: &[String]) {
    if !references.is_empty() {
        let _ = write!(text, "\nFrom: {}.\n", references.join(", "));
    }
}

fn severity(words: &Words, severity: Severity) -> String {
    term(words, "ui.severity", &severity)
}

fn english(text: &BTreeMap<String, String>) -> &str {
    text.get("en").or_else(|| text.values().next()).map_or("", String::as_str)
}

fn said(words: &Words, message: &Message) -> String {
    prose(&say(words, message))
}

/// A text that Markdown shows as it is.
fn prose(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in crate::printable(text).chars() {
        match c {
            '\n' => out.push(' '),
            '\\' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '#' | '|' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

/// The same in a cell of a table.
fn cell(text: &str) -> String {
    prose(text)
}

/// A text as code, with as many marks around it as it needs.
fn code(text: &str) -> String {
    let text = crate::printable(text).replace('\n', "\\n");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let mark = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') || text.is_empty() { " " } else { "" };
    [&mark, pad, &text, pad, &mark].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_of_a_pack_is_taken_for_markdown() {
        assert_eq!(prose("a*b* <img> [x](y)\n# no"), "a\\*b\\* \\<img\\> \\[x\\](y) \\# no");
        assert_eq!(code("a `b`` c"), "```a `b`` c```");
        assert_eq!(code("`"), "`` ` ``");
    }
}

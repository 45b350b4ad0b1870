//! A report in the forms people and tools read: text, one HTML file, SARIF, JSON.

pub mod bids;
pub mod columns;
pub mod compare;
pub mod letters;
pub mod letters_page;
pub mod letters_text;
mod lines;
pub mod marked;
mod markup;
mod numbers;
mod page;
mod pictures;
pub mod reviews;
mod said;
mod sarif;
mod sides;
mod text;

use secondlook_core::engine::{Engine, Words};
use secondlook_core::report::Report;

use said::Said;

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// Words for a terminal.
    #[default]
    Text,
    /// The report as the extension has it.
    Json,
    /// One self-contained file to keep, print or send.
    Html,
    /// SARIF 2.1.0, for tools that collect results.
    Sarif,
}

/// A report in one form. `file` is the saved page's own address, for SARIF.
pub fn render(
    format: Format,
    report: &Report,
    engine: &Engine,
    words: &Words,
    file: &str,
) -> serde_json::Result<String> {
    let said = || Said::new(report, &engine.describe(), words);
    Ok(match format {
        Format::Text => text::text(&said()),
        Format::Html => page::page(&said()),
        Format::Sarif => line(serde_json::to_string_pretty(&sarif::sarif(report, &said(), file))?),
        Format::Json => line(serde_json::to_string_pretty(report)?),
    })
}

fn line(mut text: String) -> String {
    text.push('\n');
    text
}

/// The language of words.
pub fn language(words: &Words) -> &str {
    words.get("language").and_then(serde_json::Value::as_str).unwrap_or("en")
}

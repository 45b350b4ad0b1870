//! `secondlook tree`: the rows of a saved page, for adapter authors and for the comparison with real browsers.

use std::path::PathBuf;
use std::process::ExitCode;

use secondlook_core::tree::PageTree;

use crate::captured::{CapturedFrom, captured_at};
use crate::refusal::Refusal;
use crate::{html, input, output};

/// Which page, and when and where it was.
#[derive(Debug, clap::Args)]
pub struct Page {
    /// The saved page, or - for standard input.
    pub page: PathBuf,
    /// The address the page was saved from.
    #[arg(long, value_name = "URL")]
    pub url: String,
    /// When the page was captured, RFC 3339 with offset [default: the file's own saved date, else its file time].
    #[arg(long, value_name = "RFC3339")]
    pub captured_at: Option<String>,
}

/// `secondlook tree PAGE --url URL`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    page: Page,
    /// Write to this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    let (tree, _) = read(&arguments.page)?;
    let mut json =
        serde_json::to_vec(&tree).map_err(|error| Refusal::new("tree", error.to_string(), "rows as JSON"))?;
    json.push(b'\n');
    output::write(arguments.output.as_deref(), &json)?;
    Ok(ExitCode::SUCCESS)
}

/// Reads a saved page into rows.
pub fn read(page: &Page) -> Result<(PageTree, CapturedFrom), Refusal> {
    let web = |scheme: &str| page.url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    if !(web("https://") || web("http://")) || page.url.chars().any(|c| c.is_whitespace() || c.is_control()) {
        let expected = "the address the page was saved from, for example https://www.example.com/page";
        return Err(Refusal::new("--url", format!("{:?} is no web address", page.url), expected));
    }
    let input = input::read(&page.page)?;
    let (at, from) = captured_at(page.captured_at.as_deref(), &input.bytes, input.modified)?;
    let tree = html::page_tree(&input.bytes, &page.url, &at).map_err(|wrong| {
        let expected = "a page in the encoding it declares, or in UTF-8; save it again from the browser";
        Refusal::new(&input.name, wrong.to_string(), expected)
    })?;
    Ok((tree, from))
}

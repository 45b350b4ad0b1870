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
    #[arg(value_name = "PAGE")]
    pub file: PathBuf,
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
    if !is_web_address(&page.url) {
        let expected = "the address the page was saved from, for example https://www.example.com/page";
        return Err(Refusal::new("--url", format!("{:?} is no web address", page.url), expected));
    }
    let input = input::read(&page.file)?;
    let (at, from) = captured_at(page.captured_at.as_deref(), &input.bytes, input.modified)?;
    let tree = html::page_tree(&input.bytes, &page.url, &at).map_err(|wrong| {
        let expected = "a page in the encoding it declares, or in UTF-8; save it again from the browser";
        Refusal::new(&input.name, wrong.to_string(), expected)
    })?;
    Ok((tree, from))
}

/// Whether a text is an `http` or `https` address with a host in it.
fn is_web_address(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = match host.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => host,
    };
    let is_number = host.strip_prefix('[').is_some_and(|host| host.ends_with(']'));
    let is_name = !host.contains(|c: char| c.is_ascii_punctuation() && !matches!(c, '.' | '-' | '_' | '%'))
        && host.contains(char::is_alphanumeric);
    ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web))
        && (is_number || is_name)
        && !url.contains(|c: char| c.is_whitespace() || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_web_address_has_a_host() {
        for good in [
            "https://www.example.com",
            "HTTP://EXAMPLE.COM/a?b#c",
            "https://user:word@example.com:8443/",
            "https://m\u{fc}nchen.example/",
            "http://[::1]:8080/x",
            "http://localhost?x",
        ] {
            assert!(is_web_address(good), "{good}");
        }
        for bad in [
            "",
            "x",
            "example.com",
            "//example.com",
            "ftp://example.com",
            "https://",
            "https:///x",
            "https://?x",
            "https://#",
            "https://:80",
            "https://user@",
            "https://[::1",
            "https://a b",
            "https://exa<mple.com",
            "https:// example.com",
            "https://example.com/\n",
        ] {
            assert!(!is_web_address(bad), "{bad}");
        }
    }
}

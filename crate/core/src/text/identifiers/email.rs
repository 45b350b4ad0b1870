//! Mail addresses.

use super::plain::Plain;
use super::{Found, Kind, known, url};

/// Reads a mail address: a name, `@`, a host.
pub fn read(plain: &Plain, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let rest = plain.text().get(at..)?;
    let name =
        rest.bytes().take(65).take_while(|byte| byte.is_ascii_alphanumeric() || b"._%+-'".contains(byte)).count();
    let behind = rest.get(name..)?.strip_prefix('@')?;
    let name = rest.get(..name).filter(|name| name.len() <= 64 && !name.ends_with('.'))?;
    if !name.starts_with(|c: char| c.is_ascii_alphanumeric()) || !behind.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let host = url::shortened(plain, url::host(plain, at + name.len() + 1)?);
    let text = plain.text().get(host.clone())?;
    // "git@github.com:owner/name" is a place of code, and nobody leaves the ending off another provider.
    let ends_well = !plain.text().get(host.end..)?.starts_with(['/', '@']);
    let whole = match text {
        "gmail" => "gmail.com",
        _ if url::is_host(text) && !(name == "git" && known::pages(text, "") == known::Pages::Everyones) => text,
        _ => return None,
    };
    ends_well.then_some(())?;
    found.push(Found::new(Kind::Email, format!("{name}@{whole}"), at..host.end));
    Some(host.end)
}

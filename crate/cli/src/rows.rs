//! Files of rows: NDJSON or CSV, told apart by what is in them.
//!
//! A row that cannot be read is a [`Problem`] with its line; the others are read all the same. Both forms are read by the
//! same serde types: a CSV row is the object that its header makes of it, all texts.

mod csv_rows;
mod ndjson;
mod problem;
mod stream;

use std::borrow::Cow;
use std::path::Path;

use serde::de::{DeserializeOwned, Deserializer, Error, Visitor};

pub use problem::{Problem, report};
pub use stream::stream;

use crate::refusal::Refusal;
use crate::{input, sniff};

/// At most this many bytes of a file of rows are read.
pub const FILE_BYTES: usize = 256 << 20;

/// What a row is made of.
pub trait Row: DeserializeOwned + Send {
    /// Fields that every row has.
    const NEEDED: &'static [&'static str];
    /// What a file of such rows is, for people.
    const EXPECTED: &'static str;
}

/// A row with its line, or why it is none.
pub type Line<T> = Result<(u64, T), Problem>;

/// A file's rows.
#[derive(Debug)]
pub struct Rows<T> {
    /// The path as given.
    pub name: String,
    /// The rows in the file's order.
    pub lines: Vec<Line<T>>,
}

/// Reads a file of rows; `-` is standard input.
pub fn read<T: Row>(path: &Path) -> Result<Rows<T>, Refusal> {
    let file = input::bytes(path, FILE_BYTES, T::EXPECTED)?;
    let lines = whole(&file, path)?;
    Ok(Rows { name: file.name, lines })
}

/// The rows of a file that was read whole.
pub fn whole<T: Row>(file: &input::Input, path: &Path) -> Result<Vec<Line<T>>, Refusal> {
    let refuse = |found: String| Refusal::new(&file.name, found, T::EXPECTED);
    if file.bytes.len() > FILE_BYTES {
        let most = FILE_BYTES >> 20;
        return Err(refuse(format!("this is more than {most} MiB, the most that is read at once; split it")));
    }
    if let Some(found) = sniff::not_text(&file.bytes) {
        return Err(refuse(found));
    }
    let bytes = utf8(&file.bytes).map_err(|found| refuse(found.to_owned()))?;
    if bytes.trim_ascii().is_empty() {
        return Err(refuse(
            if bytes.is_empty() { "this file is empty" } else { "this file holds only white space" }.to_owned(),
        ));
    }
    parse(&bytes, path).map_err(refuse)
}

/// The rows of a text, by its form.
fn parse<T: Row>(bytes: &[u8], path: &Path) -> Result<Vec<Line<T>>, String> {
    if let Some(delimiter) = csv_rows::delimiter(bytes, T::NEEDED) {
        return Ok(csv_rows::read(bytes, delimiter));
    }
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    let first = bytes.trim_ascii_start().first();
    if first == Some(&b'[') {
        return Err("this is one JSON array, not one object a line (`jq -c '.[]' FILE` makes lines of it)".to_owned());
    }
    let json = matches!(extension.as_deref(), Some("jsonl" | "ndjson" | "json"));
    let objects = bytes.split(|byte| *byte == b'\n').any(|line| line.trim_ascii_start().starts_with(b"{"));
    if json || objects {
        return Ok(ndjson::read(bytes));
    }
    Err(format!("this is neither NDJSON nor CSV with a header that names the columns {}", T::NEEDED.join(", ")))
}

/// A text's bytes as UTF-8 without a byte order mark; what is wrong in them is said at its row.
pub fn utf8(bytes: &[u8]) -> Result<Cow<'_, [u8]>, &'static str> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return Ok(Cow::Borrowed(rest));
    }
    let encoding = match bytes {
        [0xff, 0xfe, ..] => encoding_rs::UTF_16LE,
        [0xfe, 0xff, ..] => encoding_rs::UTF_16BE,
        _ => return Ok(Cow::Borrowed(bytes)),
    };
    let (text, wrong) = encoding.decode_with_bom_removal(bytes);
    if wrong {
        Err("this is UTF-16 with broken characters in it")
    } else {
        Ok(Cow::Owned(text.into_owned().into_bytes()))
    }
}

/// A name given as a text or as a whole number.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name(pub String);

impl<'de> serde::Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl Visitor<'_> for Either {
            type Value = Name;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a text or a whole number")
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Name, E> {
                Ok(Name(text.to_owned()))
            }
            fn visit_i64<E: Error>(self, number: i64) -> Result<Name, E> {
                Ok(Name(number.to_string()))
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<Name, E> {
                Ok(Name(number.to_string()))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

#[cfg(test)]
mod tests;

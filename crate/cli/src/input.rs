//! Reading a file or standard input, and telling a saved page from what is none.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;

use crate::html::FILE_BYTES;
use crate::refusal::Refusal;
use crate::sniff;

/// What a page's path should have been.
pub const EXPECTED: &str =
    "a web page saved as one HTML file (in the browser: Save page as, HTML only), or - for standard input";

/// A file that was read.
#[derive(Debug)]
pub struct Input {
    /// The path as given.
    pub name: String,
    /// At most one byte more than the limit, which then says that there is more.
    pub bytes: Vec<u8>,
    /// When the file was last written; none for standard input.
    pub modified: Option<SystemTime>,
}

/// Reads a page; `-` is standard input.
pub fn read(path: &Path) -> Result<Input, Refusal> {
    let input = bytes(path, FILE_BYTES, EXPECTED)?;
    match sniff::not_html(&input.bytes) {
        Some(found) => Err(Refusal::new(&input.name, found, EXPECTED)),
        None => Ok(input),
    }
}

/// Reads one byte more than `most` at most; `-` is standard input.
pub fn bytes(path: &Path, most: usize, expected: &str) -> Result<Input, Refusal> {
    let name = if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() };
    let refuse = |found: &str| Refusal::new(&name, found, expected);
    let mut bytes = Vec::new();
    let mut modified = None;
    let limit = most as u64 + 1;
    let read = if path == Path::new("-") {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        let metadata = std::fs::metadata(path).map_err(|error| refuse(&reason(&error)))?;
        if metadata.is_dir() {
            return Err(refuse("this is a folder"));
        }
        modified = metadata.modified().ok();
        bytes.reserve_exact(usize::try_from(metadata.len().min(limit)).unwrap_or(0) + 1);
        File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    read.map_err(|error| refuse(&reason(&error)))?;
    Ok(Input { name, bytes, modified })
}

/// An operating system's error in plain words.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "this file may not be read (permission denied)".to_owned(),
        io::ErrorKind::IsADirectory => "this is a folder".to_owned(),
        _ => format!("this file cannot be read ({error})"),
    }
}

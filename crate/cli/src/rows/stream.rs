//! NDJSON read block by block: a file of any size, of which only a block is held.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use rayon::prelude::*;

use super::{FILE_BYTES, Line, Row, csv_rows, ndjson, whole};
use crate::input::{self, reason};
use crate::refusal::Refusal;
use crate::sniff;

/// Bytes of a block.
const BLOCK: usize = 4 << 20;
/// Bytes of a line at most.
const MOST_LINE: usize = 64 << 20;

/// Reads a file of rows and hands them over block by block, in their order; gives the file's name. What is no NDJSON in
/// UTF-8 is read as one block, up to [`FILE_BYTES`].
pub fn stream<T: Row>(path: &Path, each: impl FnMut(Vec<Line<T>>)) -> Result<String, Refusal> {
    let (name, file): (String, Box<dyn Read>) = if path == Path::new("-") {
        ("standard input".to_owned(), Box::new(io::stdin().lock()))
    } else {
        let name = path.display().to_string();
        let refuse = |found: &str| Refusal::new(&name, found, T::EXPECTED);
        if path.is_dir() {
            return Err(refuse("this is a folder"));
        }
        let file = File::open(path).map_err(|error| refuse(&reason(&error)))?;
        (name, Box::new(file))
    };
    blocks(&name, file, path, BLOCK, each)?;
    Ok(name)
}

fn blocks<T: Row>(
    name: &str,
    mut file: impl Read,
    path: &Path,
    size: usize,
    mut each: impl FnMut(Vec<Line<T>>),
) -> Result<(), Refusal> {
    let refuse = |found: String| Refusal::new(name, found, T::EXPECTED);
    let mut more = |bytes: &mut Vec<u8>, most: usize| {
        file.by_ref().take(most as u64).read_to_end(bytes).map_err(|error| refuse(reason(&error)))
    };
    let mut block = Vec::with_capacity(size);
    let mut ended = more(&mut block, size)? < size;
    if ended || !is_ndjson(&block, T::NEEDED) {
        let rest = FILE_BYTES + 1 - block.len().min(FILE_BYTES);
        more(&mut block, rest)?;
        let file = input::Input { name: name.to_owned(), bytes: block, modified: None };
        each(whole::<T>(&file, path)?);
        return Ok(());
    }
    if block.starts_with(b"\xef\xbb\xbf") {
        block.drain(..3);
    }
    let mut line = 1;
    loop {
        let whole_lines =
            if ended { Some(block.len()) } else { block.iter().rposition(|byte| *byte == b'\n').map(|at| at + 1) };
        let end = whole_lines.unwrap_or_default();
        if end == 0 && block.len() > MOST_LINE {
            let found = format!("this line is longer than {} MiB", MOST_LINE >> 20);
            return Err(Refusal::new(format!("{name}:{line}"), found, T::EXPECTED));
        }
        let lines: Vec<(&[u8], u64)> =
            block.get(..end).unwrap_or_default().split(|byte| *byte == b'\n').zip(line..).collect();
        // Behind the last line feed there is an empty piece, the beginning of the next block's first line.
        line += (lines.len() as u64).saturating_sub(1);
        let rows: Vec<Line<T>> = lines
            .into_par_iter()
            .filter(|(line, _)| !line.trim_ascii().is_empty())
            .map(|(line, at)| ndjson::row(line, at))
            .collect();
        each(rows);
        if ended {
            return Ok(());
        }
        block.drain(..end);
        ended = more(&mut block, size)? < size;
    }
}

fn is_ndjson(block: &[u8], needed: &[&str]) -> bool {
    let text = block.strip_prefix(b"\xef\xbb\xbf").unwrap_or(block);
    text.trim_ascii_start().starts_with(b"{")
        && sniff::not_text(block).is_none()
        && csv_rows::delimiter(block, needed).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows::Problem;

    #[derive(Debug, PartialEq, serde::Deserialize)]
    struct Only {
        id: u32,
    }

    impl Row for Only {
        const NEEDED: &'static [&'static str] = &["id"];
        const EXPECTED: &'static str = "rows of {id}";
    }

    fn read(text: &str, size: usize) -> Result<Vec<Line<Only>>, Refusal> {
        let mut all = Vec::new();
        blocks("f", text.as_bytes(), Path::new("f.jsonl"), size, |rows| all.extend(rows))?;
        Ok(all)
    }

    #[test]
    fn blocks_of_any_size_give_the_same_rows() {
        let text: String = (0..50)
            .map(|id| format!("{{\"id\": {id}}}\n{}", if id % 7 == 0 { "\n" } else { "" }))
            .collect::<Vec<_>>()
            .concat();
        for text in [text.clone(), format!("\u{feff}{text}"), text.trim_end().to_owned(), text.replace('\n', "\r\n")] {
            let want: Vec<(u64, u32)> =
                read(&text, 1 << 20).unwrap().into_iter().map(Result::unwrap).map(|(at, row)| (at, row.id)).collect();
            assert_eq!(want.len(), 50);
            assert_eq!(want[49], (57, 49));
            for size in [4, 9, 10, 11, 64, 300] {
                let got: Vec<(u64, u32)> =
                    read(&text, size).unwrap().into_iter().map(Result::unwrap).map(|(at, row)| (at, row.id)).collect();
                assert_eq!(got, want, "{size}");
            }
        }
    }

    #[test]
    fn a_broken_line_is_said_with_its_number() {
        let text = "{\"id\": 1}\n{\"id\": 2}\n{\"id\": }\n{\"id\": 4}\n";
        for size in [10, 16, 1 << 20] {
            let rows = read(text, size).unwrap();
            let problems: Vec<&Problem> = rows.iter().filter_map(|row| row.as_ref().err()).collect();
            assert_eq!((rows.len(), problems.len()), (4, 1), "{size}");
            assert_eq!((problems[0].line, problems[0].column), (3, 8), "{size}");
        }
    }

    #[test]
    fn csv_is_read_as_one_block() {
        let text: String = std::iter::once("id;x\n".to_owned()).chain((0..50).map(|id| format!("{id};y\n"))).collect();
        assert_eq!(
            read(&text, 16).map(|rows| rows.len()).map_err(|_| ()),
            read(&text, 1 << 20).map(|rows| rows.len()).map_err(|_| ())
        );
    }
}

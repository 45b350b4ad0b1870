//! Rows as CSV with a header, as spreadsheets write it: commas, semicolons or tabs between the columns.

use csv::{ByteRecord, ReaderBuilder};
use serde_json::{Map, Value};

use super::{Line, Problem, Row};

/// How much of a file its header may be.
const HEADER_BYTES: usize = 64 << 10;

/// What stands between the columns, when a file begins with a header that names the needed ones.
pub fn delimiter(bytes: &[u8], needed: &[&str]) -> Option<u8> {
    let head = bytes.get(..HEADER_BYTES).unwrap_or(bytes);
    [b',', b';', b'\t'].into_iter().find(|delimiter| {
        let mut reader = ReaderBuilder::new().delimiter(*delimiter).from_reader(head);
        reader.byte_headers().is_ok_and(|header| {
            let names = names(header);
            needed.iter().all(|needed| names.iter().any(|name| name == needed))
        })
    })
}

fn names(header: &ByteRecord) -> Vec<String> {
    header.iter().map(|name| String::from_utf8_lossy(name).trim().to_ascii_lowercase()).collect()
}

/// Reads the rows below the header.
pub fn read<T: Row>(bytes: &[u8], delimiter: u8) -> Vec<Line<T>> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(bytes);
    let names = reader.byte_headers().map(names).unwrap_or_default();
    let (mut lines, mut record) = (Vec::new(), ByteRecord::new());
    // The reader counts a line end of two characters with the row behind it.
    let (mut from, mut at) = (0, 1);
    loop {
        let read = reader.read_byte_record(&mut record);
        let start = record.position().map_or(from, |position| position.byte() as usize);
        let rest = bytes.get(start..).unwrap_or_default();
        let start = start + rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        at += count(bytes.get(from..start).unwrap_or_default(), b'\n');
        from = from.max(start);
        match read {
            Ok(false) => return lines,
            Ok(true) => {
                let last = reader.position().byte() as usize >= bytes.len();
                let rest = if last { bytes.get(start..).unwrap_or_default() } else { &[] };
                lines.push(row(&record, at, &names, rest));
            }
            Err(error) => {
                lines.push(Err(Problem::new(at, 1, error.to_string())));
                return lines;
            }
        }
    }
}

/// One row; of the last one all its bytes are given, to see whether it ends as it should.
fn row<T: Row>(record: &ByteRecord, at: u64, names: &[String], last: &[u8]) -> Line<T> {
    if unclosed(record, last) {
        let found = "a quotation mark that is opened in this row is never closed, so all that follows is one row";
        return Err(Problem::new(at, 1, found));
    }
    if record.len() != names.len() {
        let found = format!("this row has {} columns, the header has {}", record.len(), names.len());
        return Err(Problem::new(at, 1, found));
    }
    let mut object = Map::new();
    for (name, cell) in names.iter().zip(record) {
        let Ok(cell) = std::str::from_utf8(cell) else {
            return Err(Problem::new(at, 1, format!("the bytes in column `{name}` are no UTF-8 text")));
        };
        object.insert(name.clone(), Value::String(cell.to_owned()));
    }
    let row = serde_json::from_value(Value::Object(object));
    row.map(|row| (at, row)).map_err(|error| Problem::new(at, 1, error.to_string()))
}

/// Whether the last row runs over line ends up to the end of the file because a quotation mark is missing. In a closed
/// row they are even in number.
fn unclosed(record: &ByteRecord, rest: &[u8]) -> bool {
    record.iter().any(|cell| cell.contains(&b'\n')) && count(rest, b'"') % 2 == 1
}

fn count(bytes: &[u8], wanted: u8) -> u64 {
    bytes.split(|byte| *byte == wanted).skip(1).count() as u64
}

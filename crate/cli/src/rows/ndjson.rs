//! Rows as one JSON object a line.

use super::{Line, Problem, Row};

/// Reads the lines that are not blank.
pub fn read<T: Row>(bytes: &[u8]) -> Vec<Line<T>> {
    let lines = bytes.split(|byte| *byte == b'\n').zip(1_u64..);
    lines.filter(|(line, _)| !line.trim_ascii().is_empty()).map(|(line, at)| row(line, at)).collect()
}

/// Reads one line.
pub fn row<T: Row>(line: &[u8], at: u64) -> Line<T> {
    let text = std::str::from_utf8(line)
        .map_err(|error| Problem::new(at, column(line, error.valid_up_to()), "these bytes are no UTF-8 text"))?;
    // serde would take an array for an object whose fields stand in their order.
    let indent = text.len() - text.trim_start().len();
    if !text.trim_start().starts_with('{') {
        return Err(Problem::new(at, column(line, indent), "this is no JSON object"));
    }
    serde_json::from_str(text.trim_end()).map(|row| (at, row)).map_err(|error| {
        // serde_json says the place as well, counted in bytes.
        let said = error.to_string();
        let found = said.rsplit_once(" at line ").map_or(said.as_str(), |(found, _)| found);
        Problem::new(at, column(line, error.column().saturating_sub(1)), found)
    })
}

/// The character that a byte belongs to, from 1.
fn column(line: &[u8], byte: usize) -> u64 {
    let before = line.get(..byte).unwrap_or(line);
    String::from_utf8_lossy(before).chars().count() as u64 + 1
}

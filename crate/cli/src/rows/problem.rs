//! Rows that could not be read: said on standard error, each with its place and what was expected there.

use std::io::{self, Write};

use crate::printable;
use crate::refusal::Refusal;

/// Problems said one by one; beyond them their number.
const SAID: usize = 20;

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Its line, from 1.
    pub line: u64,
    /// The character in the line, from 1.
    pub column: u64,
    /// What was found there.
    pub found: String,
}

impl Problem {
    /// A problem of a line.
    pub fn new(line: u64, column: u64, found: impl Into<String>) -> Self {
        Self { line, column, found: found.into() }
    }

    fn said(&self, name: &str) -> String {
        printable(&format!("{name}:{}:{}: {}", self.line, self.column, self.found)).replace('\n', "\\n")
    }
}

/// Says the problems of a file, or, where it must have none (`strict`), refuses it. `good` of its rows were read.
pub fn report(name: &str, problems: &[Problem], good: usize, strict: bool, expected: &str) -> Result<(), Refusal> {
    let Some(first) = problems.first() else { return Ok(()) };
    let mut stderr = io::stderr().lock();
    let nothing = good == 0;
    for problem in problems.iter().take(SAID).skip(usize::from(strict || nothing)) {
        // Where standard error is closed, nobody can be told.
        let _ = writeln!(stderr, "secondlook: {}", problem.said(name));
    }
    let more = problems.len().saturating_sub(SAID);
    if more > 0 {
        let _ = writeln!(stderr, "secondlook: {name}: {more} more like these");
    }
    if strict || nothing {
        let place = format!("{name}:{}:{}", first.line, first.column);
        return Err(Refusal::new(place, first.found.clone(), expected));
    }
    let rows = if problems.len() == 1 {
        "1 row was left out".to_owned()
    } else {
        format!("{} rows were left out", problems.len())
    };
    let _ = writeln!(stderr, "secondlook: {}: {rows}, {good} were read\n  expected: {expected}", printable(name));
    Ok(())
}

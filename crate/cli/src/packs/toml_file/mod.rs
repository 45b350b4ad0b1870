//! One TOML file as one of the core's types, with everything that is wrong in it, each at its line and column.

mod mend;

use std::ops::Range;

use secondlook_core::report::Problem;
use serde::de::DeserializeOwned;
use toml::de::DeTable;

use self::mend::Mended;

use super::problem;

/// Most problems that are said of one file.
const MOST: usize = 50;

/// Reads a file's text. A reader stops at the first thing that it does not understand. So that all are said at once, that thing
/// is taken out, or what is missing put in (see [`mend`]), and the rest is read again.
pub fn parse<T: DeserializeOwned>(place: &str, text: &str) -> Result<T, Vec<Problem>> {
    let (table, wrong) = DeTable::parse_recoverable(text);
    let mut problems: Vec<Problem> =
        wrong.into_iter().take(MOST).map(|error| said(place, text, error.span(), error.message())).collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut mended = Mended::new(table, text.len());
    loop {
        let error = match T::deserialize(toml::Deserializer::from(mended.table.clone())) {
            Ok(read) if problems.is_empty() => return Ok(read),
            Ok(_) => return Err(problems),
            Err(error) => error,
        };
        if mended.is_news(&error) {
            problems.push(said(place, text, error.span(), error.message()));
        }
        if problems.len() >= MOST || !mended.mend(&error) {
            return Err(problems);
        }
    }
}

/// The number under a key at the top, where the file can be read that far.
pub fn number(text: &str, key: &str) -> Option<i64> {
    let (table, _) = DeTable::parse_recoverable(text);
    let (_, value) = table.get_ref().iter().find(|(name, _)| name.get_ref() == key)?;
    value.get_ref().as_integer().and_then(|integer| i64::from_str_radix(integer.as_str(), integer.radix()).ok())
}

/// Line and column of a place in a text, both from 1.
pub fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    (line, before.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
}

fn said(place: &str, text: &str, span: Option<Range<usize>>, message: &str) -> Problem {
    let place = match span {
        Some(span) => {
            let (line, column) = line_and_column(text, span.start);
            format!("{place}:{line}:{column}")
        }
        None => place.to_owned(),
    };
    let fix = "docs/packs.md and docs/rules.md say what may stand here; an editor that reads the `#:schema` line completes it";
    problem(&place, "pack-bad-toml", message, fix)
}

#[cfg(test)]
mod tests {
    use super::*;
    use secondlook_core::pack::rule::Rule;

    #[test]
    fn everything_wrong_in_a_file_is_said_at_once_with_its_place() {
        let text = "id = \"one\"\nversion = 1\ntitel = { en = \"T\" }\nseverity = \"loud\"\nwhere = [\"letter\", 3, \"page\"]\n\
                    [match]\nany = \"x\"\nnaer = 3\n";
        let problems = parse::<Rule>("rules/one.toml", text).unwrap_err();
        let places: Vec<&str> = problems.iter().map(|problem| problem.place.as_str()).collect();
        for place in ["2:11", "3:1", "4:12", "5:20", "5:23", "7:7", "8:1"] {
            let place = format!("rules/one.toml:{place}");
            assert!(places.contains(&place.as_str()), "{place} is not among {problems:#?}");
        }
        // What is missing is said once, and what was wrong is not said to be missing too.
        let missing = problems.iter().filter_map(|problem| problem.message.strip_prefix("missing field "));
        let fields =
            ["title", "family", "confidence", "status", "references", "languages", "message", "why", "innocent"];
        let fields = fields.iter().chain(&["ask", "examples"]).map(|field| format!("`{field}`"));
        assert_eq!(missing.collect::<Vec<_>>(), fields.collect::<Vec<_>>());
    }

    #[test]
    fn broken_toml_is_said_line_by_line() {
        let problems = parse::<Rule>("one.toml", "id = \"one\n[match\nany = [1,\n").unwrap_err();
        assert!(
            problems.len() > 1 && problems.iter().all(|problem| problem.place.starts_with("one.toml:")),
            "{problems:?}"
        );
    }

    #[test]
    fn the_form_is_read_of_a_file_that_cannot_be_read_otherwise() {
        assert_eq!(number("schema = 0x10\nfuture = [", "schema"), Some(16));
        assert_eq!(number("schema = \"2\"", "schema"), None);
        assert_eq!(number("", "schema"), None);
    }
}

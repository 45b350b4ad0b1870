//! A case from its file: size and form first, each with what to do about it.

use serde_json::Value;

use super::{Case, SCHEMA};
use crate::pack::file::hash;
use crate::report::Problem;

/// What stands before the hash, which is the last member of a file.
const TAIL: &str = ",\"sha256\":\"";
/// Bytes of a file that is read.
pub const MOST_BYTES: usize = 64 << 20;
/// Of each list that people add to, of the findings, and of what was remembered.
const MOST_ENTRIES: usize = 5_000;
/// People, proposals, reviews and other items of a page.
const MOST_ITEMS: usize = 20_000;

/// Reads a case.
pub fn read(json: &str) -> Result<Case, Vec<Problem>> {
    if json.len() > MOST_BYTES {
        let message = format!("{} bytes, at most {MOST_BYTES}", json.len());
        return Err(one("file", "case-too-large", message, "give one record in a file"));
    }
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    // Its version before anything else: a newer one may have another shape.
    let value: Value = serde_json::from_str(json).map_err(|error| {
        let place = format!("line {} column {}", error.line(), error.column());
        let (code, fix) = if error.is_eof() {
            ("case-cut", "the end of the file is missing: export the record again")
        } else {
            ("case-no-json", "give the JSON that `Export` of a record writes, and do not open it in an editor")
        };
        one(&place, code, error.to_string(), fix)
    })?;
    let schema = value.get("schema").and_then(Value::as_u64);
    match schema {
        Some(schema) if schema > u64::from(SCHEMA) => {
            let message = format!("form {schema}; this version reads form {SCHEMA}");
            return Err(one("schema", "case-newer", message, "update Second Look"));
        }
        Some(schema) if schema == u64::from(SCHEMA) && value.get("inputs").is_some() => {}
        _ => {
            let message = "it has no `schema` and `inputs` of a record".to_owned();
            return Err(one("file", "case-none", message, "give the JSON that `Export` of a record writes"));
        }
    }
    drop(value);
    let case: Case = serde_json::from_str(json).map_err(|error| {
        let place = format!("line {} column {}", error.line(), error.column());
        one(
            &place,
            "case-not-understood",
            error.to_string(),
            "export the record again; what was changed by hand is lost",
        )
    })?;
    let problems = beyond(&case);
    if problems.is_empty() { Ok(case) } else { Err(problems) }
}

/// Whether the hash that a case says of its file is of what stands before it; a file that says none is taken as it is. See
/// [`Case::sha256`].
pub fn is_whole(case: &Case, json: &str) -> bool {
    let Some(said) = &case.sha256 else { return true };
    let json = json.strip_prefix('\u{feff}').unwrap_or(json).trim_end();
    let before = json.strip_suffix(&[TAIL, said, "\"}"].concat());
    before.is_some_and(|before| hash(&[before, "}"].concat()) == *said)
}

/// Lists that are longer than any record's.
fn beyond(case: &Case) -> Vec<Problem> {
    let snapshot = &case.inputs.snapshot;
    let lists = [
        ("notes", case.notes.len(), MOST_ENTRIES),
        ("questions", case.questions.len(), MOST_ENTRIES),
        ("steps", case.steps.len(), MOST_ENTRIES),
        ("seen", case.seen.len(), MOST_ENTRIES),
        ("dismissed", case.dismissed.len(), MOST_ENTRIES),
        ("disputed", case.disputed.len(), MOST_ENTRIES),
        ("erased", case.erased.len(), MOST_ENTRIES),
        ("report.findings", case.report.findings.len(), MOST_ENTRIES),
        ("inputs.packs", case.inputs.packs.len(), MOST_ENTRIES),
        ("inputs.memories.letters", case.inputs.memories.letters.len(), MOST_ENTRIES),
        ("inputs.memories.entries", case.inputs.memories.entries.len(), 20 * MOST_ENTRIES),
        ("inputs.snapshot.people", snapshot.people.len(), MOST_ITEMS),
        ("inputs.snapshot.proposals", snapshot.proposals.len(), MOST_ITEMS),
        ("inputs.snapshot.contracts", snapshot.contracts.len(), MOST_ITEMS),
        ("inputs.snapshot.reviews", snapshot.reviews.len(), MOST_ITEMS),
        ("inputs.snapshot.messages", snapshot.messages.len(), MOST_ITEMS),
    ];
    let long = lists.into_iter().filter(|(_, length, most)| length > most);
    let problems = long.map(|(place, length, most)| {
        let (message, fix) = (format!("{length} entries, at most {most}"), "give the record as it was exported");
        Problem { place: place.to_owned(), code: "case-too-long".to_owned(), message, fix: fix.to_owned() }
    });
    problems.collect()
}

fn one(place: &str, code: &str, message: String, fix: &str) -> Vec<Problem> {
    vec![Problem { place: place.to_owned(), code: code.to_owned(), message, fix: fix.to_owned() }]
}

//! The table of trusted keys: a JSON file of namespaces and the key that speaks for each.

use std::collections::BTreeMap;
use std::path::Path;

use secondlook_core::pack::file::key::Key;

use crate::refusal::Refusal;
use crate::{input, output};

const EXPECTED: &str = "a file that `secondlook pack verify --trust` writes: {\"namespace\": \"key\"}";
/// A table of some thousand namespaces.
const MOST_BYTES: usize = 1 << 20;

/// Namespaces and their keys.
pub type Trusted = BTreeMap<String, Key>;

/// Reads the table; one that is not there yet is empty.
pub fn read(path: &Path) -> Result<Trusted, Refusal> {
    if !path.exists() {
        return Ok(Trusted::new());
    }
    let input = input::bytes(path, MOST_BYTES, EXPECTED)?;
    serde_json::from_slice(&input.bytes).map_err(|error| Refusal::new(input.name, error.to_string(), EXPECTED))
}

/// Writes the table.
pub fn write(path: &Path, trusted: &Trusted) -> Result<(), Refusal> {
    let refuse = |error: serde_json::Error| Refusal::new(path.display().to_string(), error.to_string(), EXPECTED);
    let mut json = serde_json::to_vec_pretty(trusted).map_err(refuse)?;
    json.push(b'\n');
    output::write(Some(path), &json)
}

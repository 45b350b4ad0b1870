//! The labelled letters.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

/// Pairs with the truth: whether one is a copy.
pub struct Labelled {
    /// First, second, copied.
    pub pairs: Vec<(String, String, bool)>,
}

/// A letter with what it was made from.
pub struct Grouped {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Letters of one base are copies of one letter.
    pub base: String,
    /// Letters of one source may share real text.
    pub source: String,
}

impl Grouped {
    /// Whether two letters are copies; none where they may share text without being copies.
    pub fn known(&self, other: &Self) -> Option<bool> {
        if self.base == other.base {
            return Some(true);
        }
        let one_author = |letter: &Self| letter.source.starts_with("one");
        (self.source != other.source && !(one_author(self) && one_author(other))).then_some(false)
    }

    /// Whether it is an ordinary letter.
    pub fn ordinary(&self) -> bool {
        self.base == self.id
    }
}

/// The three sets of pairs.
pub fn pairs(folder: &Path) -> Result<Vec<Labelled>, String> {
    let rows = rows(&folder.join("clough.jsonl"))?;
    let originals: BTreeMap<String, String> = rows
        .iter()
        .filter(|row| text(row, "category") == "orig")
        .map(|row| (text(row, "task"), text(row, "text")))
        .collect();
    let answers = rows.iter().filter(|row| text(row, "category") != "orig");
    let against = |row: &Value| {
        let original = originals.get(&text(row, "task")).cloned().unwrap_or_default();
        (text(row, "text"), original, text(row, "category") != "non")
    };
    let mut sets = vec![Labelled { pairs: answers.map(against).collect() }];
    for name in ["paraphrase.jsonl", "same_prompt.jsonl"] {
        let rows = self::rows(&folder.join(name))?;
        let pair = |row: &Value| (text(row, "a"), text(row, "b"), row.get("label").and_then(Value::as_i64) == Some(1));
        sets.push(Labelled { pairs: rows.iter().map(pair).collect() });
    }
    Ok(sets)
}

/// Ordinary letters and copies, by id.
pub fn letters(folder: &Path) -> Result<Vec<Grouped>, String> {
    let mut rows = rows(&folder.join("ordinary_letters.jsonl"))?;
    rows.extend(self::rows(&folder.join("campaigns.jsonl"))?);
    let or_id = |row: &Value, key: &str| if row.get(key).is_some() { text(row, key) } else { text(row, "id") };
    let letter = |row: &Value| Grouped {
        id: text(row, "id"),
        text: text(row, "text"),
        base: or_id(row, "base"),
        source: or_id(row, "source"),
    };
    let mut letters: Vec<Grouped> = rows.iter().map(letter).collect();
    letters.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(letters)
}

fn rows(path: &Path) -> Result<Vec<Value>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    text.lines()
        .enumerate()
        .map(|(at, line)| serde_json::from_str(line).map_err(|error| format!("{}:{}: {error}", path.display(), at + 1)))
        .collect()
}

fn text(row: &Value, key: &str) -> String {
    row.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

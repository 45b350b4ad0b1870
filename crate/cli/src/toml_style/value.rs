//! Values in the one style.

use toml_edit::{Array, InlineTable, RawString, Value};

use super::WIDTH;

/// Entries of a filled list are at most so long.
const SHORT: usize = 26;
/// Several longer ones stand one a line, even where they would fit on one.
const MIDDLING: usize = 44;
const STEP: usize = 2;

/// A value, `indent` columns from the left, on a line of which so many characters are taken.
pub(super) fn render(value: &Value, indent: usize, taken: usize) -> String {
    match value {
        Value::Array(array) => list(array, indent, taken),
        Value::InlineTable(table) => inline(table, indent, taken),
        Value::String(text) => string(text.value(), &text.display_repr()),
        Value::Integer(number) => number.display_repr().into_owned(),
        Value::Float(number) => number.display_repr().into_owned(),
        Value::Boolean(truth) => truth.display_repr().into_owned(),
        Value::Datetime(moment) => moment.display_repr().into_owned(),
    }
}

/// A text as it was written, but for `'..'` where `".."` says the same.
fn string(text: &str, written: &str) -> String {
    let plain = !text.contains(['"', '\\']) && !text.contains(char::is_control);
    if plain && written.starts_with('\'') && !written.starts_with("'''") {
        return format!("\"{text}\"");
    }
    written.to_owned()
}

fn list(array: &Array, indent: usize, taken: usize) -> String {
    let trailing = array.trailing().as_str().unwrap_or_default();
    if array.is_empty() && !trailing.contains('#') {
        return "[]".to_owned();
    }
    let inner = indent + STEP;
    let has = |entry: &Value| [decor(entry).0, decor(entry).1].iter().any(|side| side.contains('#'));
    let commented = trailing.contains('#') || array.iter().any(has);
    let entries: Vec<String> = array.iter().map(|entry| render(entry, inner, inner)).collect();
    let single = format!("[{}]", entries.join(", "));
    let short = entries.len() == 1 || entries.iter().all(|entry| entry.chars().count() <= MIDDLING);
    if !commented && short && !single.contains('\n') && taken + single.chars().count() <= WIDTH {
        return single;
    }
    let (pad, end) = (" ".repeat(inner), " ".repeat(indent));
    let mut out = "[\n".to_owned();
    if !commented && entries.iter().all(|entry| entry.chars().count() <= SHORT && !entry.contains('\n')) {
        let mut line = pad.clone();
        for entry in &entries {
            let full = line.chars().count() + entry.chars().count() + 2 > WIDTH;
            if full && line.len() > pad.len() {
                out.extend([line.trim_end(), "\n"]);
                line.clone_from(&pad);
            }
            line.extend([entry, ", "]);
        }
        out.extend([line.trim_end(), "\n"]);
        return out + &end + "]";
    }
    // What stands behind a comma on its line is about the entry before it.
    let next = array.iter().skip(1).map(|entry| decor(entry).0).chain([trailing]);
    for (at, ((entry, rendered), next)) in array.iter().zip(&entries).zip(next).enumerate() {
        let (before, after) = decor(entry);
        let above = if at == 0 { before } else { split(before).1 };
        for line in comment_lines(above) {
            out.extend([&pad, line, "\n"]);
        }
        out.extend([&pad, rendered.as_str(), ","]);
        for (at, line) in comment_lines(after).chain(comment_lines(split(next).0)).enumerate() {
            // What stood before the comma, on this line or the next ones.
            out.push_str(if at == 0 { " " } else { "\n" });
            out.extend([if at == 0 { "" } else { &pad }, line]);
        }
        out.push('\n');
    }
    for line in comment_lines(if array.is_empty() { trailing } else { split(trailing).1 }) {
        out.extend([&pad, line, "\n"]);
    }
    out + &end + "]"
}

/// What stands around an entry of a list: from the comma before it, and up to the comma behind it.
fn decor(entry: &Value) -> (&str, &str) {
    fn text(raw: Option<&RawString>) -> &str {
        raw.and_then(|raw| raw.as_str()).unwrap_or_default()
    }
    (text(entry.decor().prefix()), text(entry.decor().suffix()))
}

/// The rest of a line, and the lines below it.
fn split(text: &str) -> (&str, &str) {
    text.split_once('\n').unwrap_or((text, ""))
}

fn comment_lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| line.starts_with('#'))
}

fn inline(table: &InlineTable, indent: usize, taken: usize) -> String {
    let mut bare = table.clone();
    // What stands before and behind it is no part of it.
    bare.decor_mut().clear();
    let whole = bare.to_string();
    if whole.lines().any(|line| line.contains('#') && is_comment(line)) {
        return whole.trim().to_owned();
    }
    let entries = table.get_values().into_iter().map(|(keys, value)| {
        let keys: Vec<String> = keys.iter().map(|key| key.display_repr().trim().to_owned()).collect();
        format!("{} = {}", keys.join("."), render(value, indent, WIDTH.min(taken)))
    });
    let entries: Vec<String> = entries.collect();
    if entries.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", entries.join(", ")) }
}

/// Whether a line of an inline table holds a comment: a `#` outside of quotation marks.
fn is_comment(line: &str) -> bool {
    let mut quote = None;
    let mut before = ' ';
    for c in line.chars() {
        match quote {
            None if c == '#' => return true,
            None if c == '"' || c == '\'' => quote = Some(c),
            Some(open) if c == open && before != '\\' => quote = None,
            _ => {}
        }
        before = if before == '\\' { ' ' } else { c };
    }
    false
}

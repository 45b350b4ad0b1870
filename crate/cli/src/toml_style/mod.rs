//! The one style of a pack's TOML files: `secondlook pack fmt`.
//!
//! Keys stand in the order of the types, tables after one blank line, lists on one line where they fit, else filled when their
//! entries are short, else one entry a line. Comments and the author's blank lines stay where they were: above what they stood
//! above. What a file means never changes: it is read again and compared before it is given back.

mod order;
mod value;

use toml_edit::{DocumentMut, Item, Key, Table, Value};

pub use order::Kind;

/// Longest line, where it can be helped.
const WIDTH: usize = 128;

/// A file's text in the one style; or why it is left alone.
pub fn format(text: &str, kind: Kind) -> Result<String, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| error.message().to_owned())?;
    let mut page = Page { kind, out: String::with_capacity(text.len()) };
    page.table(document.as_table(), &mut Vec::new(), &mut Vec::new());
    let last = comments(document.trailing().as_str().unwrap_or_default());
    page.above(&last, false);
    let body = page.out.trim_start_matches('\n').trim_end();
    let out = if body.is_empty() { String::new() } else { format!("{body}\n") };
    let means = |text: &str| text.parse::<toml::Table>().map_err(|error| error.message().to_owned());
    if means(&text)? != means(&out)? {
        return Err("it would mean something else in the one style".to_owned());
    }
    Ok(out)
}

struct Page {
    kind: Kind,
    out: String,
}

impl Page {
    /// A table's keys and what is below it. `path` is how it is written, `names` how it is called.
    fn table(&mut self, table: &Table, path: &mut Vec<String>, names: &mut Vec<String>) {
        let plain: Vec<&str> = names.iter().map(String::as_str).collect();
        let fields = order::fields(self.kind, &plain);
        let rank = |key: &str| fields.iter().position(|field| *field == key).unwrap_or(fields.len());
        let mut values = table.get_values();
        values.sort_by_key(|(keys, _)| keys.first().map_or(0, |key| rank(key.get())));
        let mut first = true;
        for (keys, value) in values {
            self.entry(&keys, value, first);
            first = false;
        }
        let mut below: Vec<(Vec<&Key>, &Item)> = Vec::new();
        tables_below(table, &mut Vec::new(), &mut below);
        below.sort_by_key(|(keys, _)| keys.first().map_or(0, |key| rank(key.get())));
        for (keys, item) in below {
            let written = keys.iter().map(|key| key.display_repr().into_owned());
            let called = keys.iter().map(|key| key.get().to_owned());
            let (depth, deep) = (path.len(), names.len());
            path.extend(written);
            names.extend(called);
            match item {
                Item::Table(table) => self.headed(table, path, names, ("[", "]")),
                Item::ArrayOfTables(tables) => {
                    for table in tables {
                        self.headed(table, path, names, ("[[", "]]"));
                    }
                }
                _ => {}
            }
            path.truncate(depth);
            names.truncate(deep);
        }
    }

    fn headed(&mut self, table: &Table, path: &mut Vec<String>, names: &mut Vec<String>, brackets: (&str, &str)) {
        if !table.is_implicit() {
            let decor = table.decor();
            self.above(&comments(decor.prefix().and_then(|text| text.as_str()).unwrap_or_default()), true);
            self.out.extend([brackets.0, &path.join("."), brackets.1]);
            self.behind(decor.suffix().and_then(|text| text.as_str()).unwrap_or_default());
        }
        self.table(table, path, names);
    }

    fn entry(&mut self, keys: &[&Key], value: &Value, first: bool) {
        // The comment above stands with the first of dotted keys.
        let above = keys.first().map(|key| if keys.len() == 1 { key.leaf_decor() } else { key.dotted_decor() });
        let leaf =
            keys.last().and_then(|key| key.leaf_decor().prefix()).and_then(|text| text.as_str()).unwrap_or_default();
        let dotted = above.and_then(|decor| decor.prefix()).and_then(|text| text.as_str()).unwrap_or_default();
        let mut lines = comments(if dotted.contains('#') || keys.len() == 1 { dotted } else { leaf });
        if first {
            while lines.first().is_some_and(String::is_empty) {
                lines.remove(0);
            }
        }
        self.above(&lines, false);
        let written: Vec<String> = keys.iter().map(|key| key.display_repr().into_owned()).collect();
        let head = written.join(".") + " = ";
        let rendered = value::render(value, 0, head.chars().count());
        self.out.extend([head.as_str(), rendered.as_str()]);
        self.behind(value.decor().suffix().and_then(|text| text.as_str()).unwrap_or_default());
    }

    /// Comments and blank lines above something; before a table there is always a blank line.
    fn above(&mut self, lines: &[String], table: bool) {
        let blank = table && lines.first().is_none_or(|line| !line.is_empty());
        for line in blank.then(String::new).iter().chain(lines) {
            // Never two blank lines, and none at the top.
            if line.is_empty() && (self.out.is_empty() || self.out.ends_with("\n\n")) {
                continue;
            }
            self.out.extend([line, "\n"]);
        }
    }

    /// A comment behind something, and the end of the line.
    fn behind(&mut self, text: &str) {
        let comment = text.trim();
        if !comment.is_empty() {
            self.out.extend([" ", comment]);
        }
        self.out.push('\n');
    }
}

/// The lines above something: comments without their indentation, and a blank one for each gap.
fn comments(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let ends = text.ends_with('\n') || text.is_empty();
    let all: Vec<&str> = text.split('\n').map(str::trim).collect();
    // What follows the last line end is the indentation of what comes next.
    for line in all.get(..all.len() - 1).unwrap_or_default() {
        if !line.is_empty() || lines.last().is_none_or(|last| !last.is_empty()) {
            lines.push((*line).to_owned());
        }
    }
    if let Some(last) = all.last().filter(|last| !ends && last.starts_with('#')) {
        lines.push((*last).to_owned());
    }
    lines
}

/// Tables that have a header of their own below this one, with the dotted keys that lead to them.
fn tables_below<'a>(table: &'a Table, keys: &mut Vec<&'a Key>, found: &mut Vec<(Vec<&'a Key>, &'a Item)>) {
    for (name, item) in table {
        let Some((key, _)) = table.get_key_value(name) else { continue };
        keys.push(key);
        match item {
            Item::Table(below) if below.is_dotted() => tables_below(below, keys, found),
            Item::Table(_) | Item::ArrayOfTables(_) => found.push((keys.clone(), item)),
            _ => {}
        }
        keys.pop();
    }
}

#[cfg(test)]
mod tests;

//! Where in a pack's files something stands: `acme/one: rules/foo: match.near` becomes `one/rules/foo.toml:12:1: match.near`.

use std::ops::Range;
use std::path::{Path, PathBuf};

use secondlook_core::report::Problem;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{FILE_BYTES, entries, show, text_of, toml_file};

/// Puts file, line and column into the places of problems of the pack in a folder, as far as they can be known.
pub fn in_files(folder: &Path, id: &str, problems: &mut [Problem]) {
    for problem in problems {
        let Some(rest) = problem.place.strip_prefix(id) else { continue };
        let rest = rest.trim_start_matches([':', ' ']);
        if let Some(place) = locate(folder, rest) {
            problem.place = place;
        }
    }
}

/// `rules/foo: match.near`, `version`, or nothing for the pack as a whole.
fn locate(folder: &Path, place: &str) -> Option<String> {
    let (part, field) = place.split_once(": ").unwrap_or((place, ""));
    let head = |field| (folder.join("pack.toml"), None, field);
    let (file, rule, field) = match part.split_once('/') {
        None => head(if field.is_empty() { part } else { place }),
        Some((kind, id)) => {
            let file = folder.join(kind).join(format!("{id}.toml"));
            match kind {
                _ if file.is_file() => (file, None, field),
                "rules" => (several(folder, id)?, Some(id), field),
                "tests" => (folder.join("tests").join(format!("{id}.expect.toml")), None, field),
                _ => return None,
            }
        }
    };
    let text = text_of(&file, FILE_BYTES).ok()?;
    let (table, _) = DeTable::parse_recoverable(&text);
    let found = match rule {
        None => deepest(table.get_ref(), field),
        Some(id) => rules(table.get_ref()).find(|rule| is_called(rule, id)).and_then(|rule| match rule.get_ref() {
            DeValue::Table(table) => deepest(table, field).or(Some(rule.span())),
            _ => None,
        }),
    };
    let found = found.or_else(|| expected(table.get_ref(), field));
    let at = found.map_or(0, |span| span.start);
    let (line, column) = toml_file::line_and_column(&text, at);
    let field = if field.is_empty() { String::new() } else { format!(": {field}") };
    Some(format!("{}:{line}:{column}{field}", show(&file)))
}

/// The file with several rules that holds this one.
fn several(folder: &Path, id: &str) -> Option<PathBuf> {
    entries(&folder.join("rules")).ok()?.into_iter().find(|file| {
        let text = text_of(file, FILE_BYTES).unwrap_or_default();
        let (table, _) = DeTable::parse_recoverable(&text);
        rules(table.get_ref()).any(|rule| is_called(rule, id))
    })
}

fn rules<'a, 'i>(table: &'a DeTable<'i>) -> impl Iterator<Item = &'a Spanned<DeValue<'i>>> {
    let rules = table.iter().find(|(key, _)| key.get_ref() == "rule").and_then(|(_, value)| value.get_ref().as_array());
    rules.into_iter().flat_map(|rules| rules.iter())
}

/// The entry of an expectation for this field of the snapshot.
fn expected(table: &DeTable<'_>, field: &str) -> Option<Range<usize>> {
    let (_, list) = table.iter().find(|(key, _)| key.get_ref() == "expect")?;
    let named = |entry: &&Spanned<DeValue<'_>>| {
        entry.get_ref().get("field").and_then(|value| value.get_ref().as_str()) == Some(field)
    };
    list.get_ref().as_array()?.iter().find(named).map(Spanned::span)
}

fn is_called(rule: &Spanned<DeValue<'_>>, id: &str) -> bool {
    rule.get_ref().get("id").and_then(|value| value.get_ref().as_str()) == Some(id)
}

/// The place of the last step of `match.all[0]` that is there.
fn deepest(table: &DeTable<'_>, field: &str) -> Option<Range<usize>> {
    let mut found = None;
    let mut here: Option<&DeValue<'_>> = None;
    for step in field.split(['.', '[']).filter(|step| !step.is_empty()) {
        let next = match (here, step.strip_suffix(']').and_then(|at| at.parse::<usize>().ok())) {
            (Some(DeValue::Array(list)), Some(at)) => list.get(at).map(|value| (value.span(), value.get_ref())),
            (None, None) => entry(table, step),
            (Some(DeValue::Table(table)), None) => entry(table, step),
            _ => None,
        };
        let Some((span, value)) = next else { break };
        found = Some(span);
        here = Some(value);
    }
    found
}

fn entry<'a, 'i>(table: &'a DeTable<'i>, name: &str) -> Option<(Range<usize>, &'a DeValue<'i>)> {
    let (key, value) = table.iter().find(|(key, _)| key.get_ref() == name)?;
    Some((key.span(), value.get_ref()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_in_the_file_that_holds_it() {
        let folder = std::env::temp_dir().join(format!("secondlook-place-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("rules")).unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
        write("pack.toml", "id = 'a/b'\nversion = 'x'\n");
        write("rules/one.toml", "id = 'one'\n[match]\nall = [\n  ['a'],\n  ['b', 'c'],\n]\n");
        write("rules/more.toml", "[[rule]]\nid = 'two'\n\n[[rule]]\nid = 'three'\n  [rule.title]\n  en = 'T'\n");
        let place = |place: &str| {
            let mut problems =
                [Problem { place: place.to_owned(), code: String::new(), message: String::new(), fix: String::new() }];
            in_files(&folder, "a/b", &mut problems);
            problems[0].place.replace(&format!("{}/", folder.display()), "")
        };
        for (from, to) in [
            ("a/b: version", "pack.toml:2:1: version"),
            ("a/b", "pack.toml:1:1"),
            ("a/b: rules/one: match.all[1]", "rules/one.toml:5:3: match.all[1]"),
            ("a/b: rules/one: match.all[1].near", "rules/one.toml:5:3: match.all[1].near"),
            ("a/b: rules/one: match.near", "rules/one.toml:2:2: match.near"),
            ("a/b: rules/one", "rules/one.toml:1:1"),
            ("a/b: rules/three: title.en", "rules/more.toml:7:3: title.en"),
            ("a/b: rules/four: title", "a/b: rules/four: title"),
            ("other/pack: version", "other/pack: version"),
        ] {
            assert_eq!(place(from), to, "{from}");
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }
}

//! Paths into a state block: `state.profile.name`, `a["key with spaces"]`, `list[0]`, `list[]`, `documents.*`.

use serde_json::Value;
use std::fmt::Write as _;

/// A key that the page chose goes into the paths of all values below it: a longer one is passed over.
const KEY_BYTES: usize = 512;

/// A path as an adapter writes it. Parse it once, look it up often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    steps: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    /// `.name` or `["name"]`; on a list a number is a position.
    Key(String),
    /// `[3]`; on an object the key "3".
    At(usize),
    /// `[]`: every item of a list.
    Each,
    /// `*`: the first value of an object whose keys vary (or the first item of a list).
    First,
}

/// A value that a path leads to.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<'a> {
    /// The path with positions and keys filled in; a valid [`Path`] again. Empty for the whole block.
    pub path: String,
    /// The value.
    pub value: &'a Value,
}

impl Path {
    /// Parses a path. The empty path is the whole block.
    pub fn parse(path: &str) -> Result<Self, String> {
        let mut steps = Vec::new();
        let mut rest = path.strip_prefix('.').unwrap_or(path);
        let fail = |rest: &str, what: &str| Err(format!("path `{path}`: {what} at offset {}", path.len() - rest.len()));
        if rest.is_empty() && !path.is_empty() {
            return fail(rest, "expected a name");
        }
        while !rest.is_empty() {
            if let Some(inside) = rest.strip_prefix('[') {
                if let Some(after) = inside.strip_prefix(']') {
                    steps.push(Step::Each);
                    rest = after;
                } else if inside.starts_with('"') {
                    let Some((key, after)) = quoted(inside) else {
                        return fail(rest, "expected a quoted name and `]`");
                    };
                    steps.push(Step::Key(key));
                    rest = after;
                } else {
                    let Some((digits, after)) = inside.split_once(']') else { return fail(rest, "missing `]`") };
                    let Ok(at) = digits.parse() else { return fail(inside, "expected a position") };
                    steps.push(Step::At(at));
                    rest = after;
                }
            } else {
                let end = rest.find(['.', '[']).unwrap_or(rest.len());
                let (name, after) = rest.split_at(end);
                if name.is_empty() {
                    return fail(rest, "expected a name");
                }
                steps.push(if name == "*" { Step::First } else { Step::Key(name.to_owned()) });
                rest = after;
            }
            if let Some(after) = rest.strip_prefix('.') {
                if after.is_empty() || after.starts_with('[') {
                    return fail(after, "expected a name");
                }
                rest = after;
            } else if !rest.is_empty() && !rest.starts_with('[') {
                return fail(rest, "expected `.` or `[`");
            }
        }
        Ok(Self { steps })
    }

    /// All values the path leads to, in order. A value that is missing gives no match; `null` is a match.
    pub fn lookup<'a>(&self, value: &'a Value) -> Vec<Found<'a>> {
        let mut found = vec![Found { path: String::new(), value }];
        for step in &self.steps {
            found = match step {
                Step::Each => found.iter().flat_map(each).collect(),
                _ => found.into_iter().filter_map(|from| one(from, step)).collect(),
            };
        }
        found
    }

    /// The first value the path leads to.
    pub fn first<'a>(&self, value: &'a Value) -> Option<Found<'a>> {
        let mut found = self.lookup(value);
        if found.is_empty() { None } else { Some(found.swap_remove(0)) }
    }
}

/// The quoted name at the start of `inside`, and what follows its `]`.
fn quoted(inside: &str) -> Option<(String, &str)> {
    let mut escaped = false;
    for (at, c) in inside.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => {
                let key = serde_json::from_str(inside.get(..=at)?).ok()?;
                return Some((key, inside.get(at + 1..)?.strip_prefix(']')?));
            }
            _ => {}
        }
    }
    None
}

fn each<'a>(from: &Found<'a>) -> Vec<Found<'a>> {
    let Value::Array(items) = from.value else { return Vec::new() };
    items.iter().enumerate().map(|(at, value)| Found { path: format!("{}[{at}]", from.path), value }).collect()
}

fn one<'a>(from: Found<'a>, step: &Step) -> Option<Found<'a>> {
    match (step, from.value) {
        (Step::Key(key), Value::Object(map)) => member(from, map.get_key_value(key)?),
        (Step::At(at), Value::Object(map)) => member(from, map.get_key_value(&at.to_string())?),
        (Step::First, Value::Object(map)) => member(from, map.iter().find(|(key, _)| key.len() <= KEY_BYTES)?),
        (Step::Key(key), Value::Array(items)) => item(from, items, key.parse().ok()?),
        (Step::At(at), Value::Array(items)) => item(from, items, *at),
        (Step::First, Value::Array(items)) => item(from, items, 0),
        _ => None,
    }
}

fn item<'a>(from: Found<'a>, items: &'a [Value], at: usize) -> Option<Found<'a>> {
    let mut path = from.path;
    write!(path, "[{at}]").ok()?;
    Some(Found { path, value: items.get(at)? })
}

fn member<'a>(from: Found<'a>, (key, value): (&'a String, &'a Value)) -> Option<Found<'a>> {
    let mut path = from.path;
    let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '-'));
    if plain && !key.is_empty() {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(key);
    } else {
        write!(path, "[{}]", Value::from(key.as_str())).ok()?;
    }
    Some(Found { path, value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn paths(path: &str, value: &Value) -> Vec<(String, Value)> {
        Path::parse(path).unwrap().lookup(value).into_iter().map(|f| (f.path, f.value.clone())).collect()
    }

    #[test]
    fn a_path_leads_to_values_and_says_where() {
        let state =
            json!({"a": {"b c/d": [1, {"x": null}]}, "docs": {"cat/slug": {"id": 7}}, "0": "zero", "n": [[1], [2, 3]]});
        let cases: &[(&str, &[(&str, Value)])] = &[
            (r#"a["b c/d"][0]"#, &[(r#"a["b c/d"][0]"#, json!(1))]),
            (r#".a["b c/d"].0"#, &[(r#"a["b c/d"][0]"#, json!(1))]),
            (r#"a["b c/d"][1].x"#, &[(r#"a["b c/d"][1].x"#, Value::Null)]),
            ("docs.*.id", &[(r#"docs["cat/slug"].id"#, json!(7))]),
            (r#"["0"]"#, &[("0", json!("zero"))]),
            ("[0]", &[("0", json!("zero"))]),
            ("n[][]", &[("n[0][0]", json!(1)), ("n[1][0]", json!(2)), ("n[1][1]", json!(3))]),
            ("n[].0", &[("n[0][0]", json!(1)), ("n[1][0]", json!(2))]),
            ("n.*", &[("n[0]", json!([1]))]),
            ("a.missing.x", &[]),
            ("n[9]", &[]),
            ("docs[]", &[]),
        ];
        for (path, wanted) in cases {
            let wanted: Vec<_> = wanted.iter().map(|(p, v)| ((*p).to_owned(), v.clone())).collect();
            assert_eq!(paths(path, &state), wanted, "{path}");
            for (concrete, value) in &wanted {
                assert_eq!(paths(concrete, &state), [(concrete.clone(), value.clone())], "{concrete} again");
            }
        }
        assert_eq!(paths("", &state), [(String::new(), state.clone())]);
    }

    #[test]
    fn a_malformed_path_names_its_place() {
        for bad in ["a..b", "a.", ".", "a[", "a[x]", "a[\"x]", "a[\"x\"", "a[1]b", "a.[0]", "a[-1]"] {
            let message = Path::parse(bad).unwrap_err();
            assert!(message.contains(bad) && message.contains("offset"), "{message}");
        }
    }
}

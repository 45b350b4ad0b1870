//! Looking: what stands at a source, for one item.

use serde_json::Value;
use std::collections::BTreeMap;

use super::block::{At, plain};
use super::compile::Compiled;
use super::condition::{Test, Tests};
use super::source::{Source, Take};
use super::url::{Captures, fill};
use crate::model;
use crate::tree::RowId;
use crate::tree::index::Index;
use crate::tree::text::{Shown, shown};

/// At most this many matches are looked at for one source of one item.
const MATCHES: usize = 64;

/// One item of a part: where it stands in the state, and which element shows it.
#[derive(Debug, Clone, Default)]
pub(super) struct Item<'b> {
    pub state: Option<At<'b>>,
    /// Selectors look in here.
    pub scope: Option<RowId>,
    /// Its card, for `row`.
    pub card: Option<RowId>,
}

/// What stands at a source.
#[derive(Debug)]
pub(super) struct Got<'b> {
    pub json: Option<&'b Value>,
    pub text: String,
    pub source: model::Source,
    /// Where the text stands in the rows, when it is an element's text.
    pub shown: Option<Shown>,
    /// Where in the element's text `text` begins, after `take`.
    pub offset: usize,
}

/// Everything looking needs; nothing in it changes while a page is read.
pub(super) struct Look<'r, 'b> {
    pub compiled: &'r Compiled,
    pub index: &'r Index<'r>,
    pub captures: &'r Captures,
    /// The roots of the state blocks by name; `first` is the layout's first that was read.
    pub roots: BTreeMap<&'b str, At<'b>>,
    pub first: Option<At<'b>>,
    /// The rows of the blocks that are on the page, read or not.
    pub present: BTreeMap<String, RowId>,
}

impl<'b> Look<'_, 'b> {
    /// All that stands at a source, in page order, `take` done, empty ones left out.
    pub fn all(&self, source: &Source, item: &Item<'b>, limit: usize) -> Vec<Got<'b>> {
        let mut all = self.raw(source, item, limit);
        if let Some(take) = &source.take {
            all = all.into_iter().filter_map(|got| cut(take, got)).collect();
        }
        all
    }

    fn raw(&self, source: &Source, item: &Item<'b>, limit: usize) -> Vec<Got<'b>> {
        if source.path.is_some() {
            return self.state(source, item).into_iter().take(limit).map(from_state).collect();
        }
        if let Some(css) = &source.css {
            return self.elements(css, source, item, limit);
        }
        let got = |text: String, row, path: String| Got {
            json: None,
            text,
            source: model::Source { row, path },
            shown: None,
            offset: 0,
        };
        let one = if let Some(name) = &source.meta {
            self.meta(name).map(|(row, text)| got(text.to_owned(), Some(row), format!("meta {name}")))
        } else if let Some(template) = &source.url {
            fill(template, self.captures).map(|text| got(text, None, format!("url {template}")))
        } else if let Some(text) = &source.text {
            Some(got(text.clone(), None, "the adapter".into()))
        } else {
            self.joined(source, item)
        };
        one.filter(|got| !got.text.trim().is_empty()).into_iter().collect()
    }

    fn joined(&self, source: &Source, item: &Item<'b>) -> Option<Got<'b>> {
        let parts: Vec<Got> =
            source.join.iter().filter_map(|part| self.all(part, item, 1).into_iter().next()).collect();
        let texts: Vec<&str> = parts.iter().map(|got| got.text.trim()).filter(|t| !t.is_empty()).collect();
        let text = texts.join(source.sep.as_deref().unwrap_or(", "));
        let path = parts.iter().map(|got| got.source.path.as_str()).collect::<Vec<_>>().join(" + ");
        let row = parts.first()?.source.row;
        Some(Got { json: None, text, source: model::Source { row, path }, shown: None, offset: 0 })
    }

    /// The state values at a source's path.
    pub fn state(&self, source: &Source, item: &Item<'b>) -> Vec<At<'b>> {
        self.paths(source.path.as_deref(), source.state.as_deref(), item)
    }

    pub fn paths(&self, path: Option<&str>, state: Option<&str>, item: &Item<'b>) -> Vec<At<'b>> {
        let Some(path) = path.and_then(|path| self.compiled.paths.get(path)) else { return Vec::new() };
        let from = match state {
            Some(name) => self.roots.get(name),
            None => item.state.as_ref(),
        };
        from.map(|at| at.all(path)).unwrap_or_default()
    }

    /// Elements a selector finds for an item.
    pub fn rows(&self, css: &str, scope: Option<RowId>, limit: usize) -> Vec<RowId> {
        match (self.compiled.selectors.get(css), scope) {
            (Some(selector), Some(scope)) => selector.all(self.index, scope, limit),
            _ => Vec::new(),
        }
    }

    fn elements(&self, css: &str, source: &Source, item: &Item, limit: usize) -> Vec<Got<'b>> {
        let scope = if source.page { Some(0) } else { item.scope };
        let mut all = Vec::new();
        for row in self.rows(css, scope, MATCHES.max(limit)) {
            let mut place = model::Source { row: Some(row), path: css.to_owned() };
            if let Some(needle) = &source.contains
                && !holds(&shown(self.index, row, source.own).text, needle)
            {
                continue;
            }
            let got = if let Some(name) = &source.attr {
                let Some(value) = self.index.attribute(row, name) else { continue };
                place.path = format!("{css} @{name}");
                Got { json: None, text: value.to_owned(), source: place, shown: None, offset: 0 }
            } else {
                let shown = shown(self.index, row, source.own);
                Got { json: None, text: shown.text.clone(), source: place, shown: Some(shown), offset: 0 }
            };
            if !got.text.trim().is_empty() {
                all.push(got);
                if all.len() >= limit {
                    break;
                }
            }
        }
        all
    }

    fn meta(&self, name: &str) -> Option<(RowId, &str)> {
        meta(self.index, name)
    }

    /// Whether tests hold for an item.
    pub fn hold(&self, tests: &Tests, item: &Item<'b>) -> bool {
        tests.all.iter().all(|test| self.holds(test, item))
            && (tests.any.is_empty() || tests.any.iter().any(|test| self.holds(test, item)))
            && !tests.none.iter().any(|test| self.holds(test, item))
    }

    fn holds(&self, test: &Test, item: &Item<'b>) -> bool {
        let needle = test.contains.as_deref();
        let css = test.css.as_ref().is_none_or(|css| {
            let rows = self.rows(css, item.scope, MATCHES);
            match needle {
                Some(needle) => rows.iter().any(|row| holds(&shown(self.index, *row, false).text, needle)),
                None => !rows.is_empty(),
            }
        });
        let path = test.path.is_none() || {
            let from = Item { state: item.state.clone().or_else(|| self.first.clone()), ..Item::default() };
            let found = self.paths(test.path.as_deref(), test.state.as_deref(), &from);
            found.iter().any(|at| says_something(at.value) && needle.is_none_or(|n| holds(&at.value.to_string(), n)))
        };
        let state = test.path.is_some() || test.state.as_ref().is_none_or(|name| self.present.contains_key(name));
        let meta = test.meta.as_ref().is_none_or(|name| {
            self.meta(name).is_some_and(|(_, text)| needle.is_none_or(|needle| holds(text, needle)))
        });
        css && path && state && meta
    }
}

/// The `content` of a `meta` element.
pub(super) fn meta<'t>(index: &Index<'t>, name: &str) -> Option<(RowId, &'t str)> {
    let all = index.tagged("meta");
    all.iter().find_map(|row| {
        let own = index.attribute(*row, "property").or_else(|| index.attribute(*row, "name"))?;
        if own == name { Some((*row, index.attribute(*row, "content")?)) } else { None }
    })
}

fn from_state(at: At) -> Got {
    let text = plain(at.value).unwrap_or_default();
    Got {
        json: Some(at.value),
        text,
        source: model::Source { row: Some(at.row), path: at.path },
        shown: None,
        offset: 0,
    }
}

/// What stands between the two texts of a `take`.
fn cut<'b>(take: &Take, mut got: Got<'b>) -> Option<Got<'b>> {
    let mut start = 0;
    if let Some(after) = &take.after {
        start = got.text.find(after.as_str())? + after.len();
    }
    let rest = got.text.get(start..)?;
    let end = take.before.as_ref().and_then(|before| rest.find(before.as_str())).unwrap_or(rest.len());
    let text = rest.get(..end)?.to_owned();
    got.text = text;
    got.offset += start;
    (!got.text.trim().is_empty()).then_some(got)
}

fn holds(text: &str, needle: &str) -> bool {
    text.to_lowercase().contains(&needle.to_lowercase())
}

/// Neither null nor empty; a number of zero says nothing either.
fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(yes) => *yes,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(map) => !map.is_empty(),
    }
}

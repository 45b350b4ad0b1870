//! What an update changes, in sentences: for `secondlook pack diff` and for the preview before a pack is replaced.
//!
//! It compares what a pack says, not its bytes: the same content in another order of files gives no line.

mod rules;

use serde::{Deserialize, Serialize};

use super::Pack;
use crate::report::Message;

/// What differs between two packs.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Difference {
    /// One sentence each, the weightiest first: the pack, its rules, its readers of pages, its lists.
    pub lines: Vec<Message>,
    /// Rules that are only in the new one.
    pub added: usize,
    /// Rules that are in both and differ.
    pub changed: usize,
    /// Rules that are only in the old one.
    pub removed: usize,
}

/// What differs between an old pack and a new one.
pub fn diff(old: &Pack, new: &Pack) -> Difference {
    let mut difference = Difference::default();
    head(&mut difference.lines, old, new);
    rules::diff(&mut difference, &old.rules, &new.rules);
    let lines = &mut difference.lines;
    let before = lines.len();
    parts(
        lines,
        &names(&old.adapters, |one| &one.id),
        &names(&new.adapters, |one| &one.id),
        &ADAPTERS,
        &|old_at, at| old.adapters.get(old_at) == new.adapters.get(at),
    );
    let hosts = |pack: &Pack| -> Vec<String> {
        pack.adapters.iter().flat_map(|adapter| adapter.hosts.iter().cloned()).collect()
    };
    let (read, reads) = (hosts(old), hosts(new));
    for host in reads.iter().filter(|host| !read.contains(host)) {
        lines.push(Message::key("diff.host-added").with("host", host.as_str()));
    }
    for host in read.iter().filter(|host| !reads.contains(host)) {
        lines.push(Message::key("diff.host-removed").with("host", host.as_str()));
    }
    let [stock, stocks] = [old, new].map(|pack| names(&pack.stock, |one| &one.language));
    parts(lines, &stock, &stocks, &STOCK, &|old_at, at| old.stock.get(old_at) == new.stock.get(at));
    let [words, new_words] = [old, new].map(|pack| names(&pack.background, |one| &one.language));
    parts(lines, &words, &new_words, &BACKGROUND, &|old_at, at| old.background.get(old_at) == new.background.get(at));
    let [list, lists] = [old, new].map(|pack| names(&pack.lists, |one| &one.id));
    parts(lines, &list, &lists, &LISTS, &|old_at, at| old.lists.get(old_at) == new.lists.get(at));
    let [prior, priors] = [old, new].map(|pack| names(&pack.priors, |one| &one.id));
    parts(lines, &prior, &priors, &PRIORS, &|old_at, at| old.priors.get(old_at) == new.priors.get(at));
    let parts = difference.lines.len() - before;
    if difference.lines.is_empty() {
        difference.lines.push(Message::key("diff.nothing"));
    } else if parts + difference.added + difference.changed + difference.removed == 0 {
        difference.lines.push(Message::key("diff.no-rule"));
    }
    difference
}

/// What is said of a part that is added, changed, removed.
type Said = [&'static str; 3];

const ADAPTERS: Said = ["diff.adapter-added", "diff.adapter-changed", "diff.adapter-removed"];
const LISTS: Said = ["diff.list-added", "diff.list-changed", "diff.list-removed"];
const STOCK: Said = ["diff.stock-added", "diff.stock-changed", "diff.stock-removed"];
const BACKGROUND: Said = ["diff.background-added", "diff.background-changed", "diff.background-removed"];
const PRIORS: Said = ["diff.prior-added", "diff.prior-changed", "diff.prior-removed"];

/// The pack as a whole.
fn head(lines: &mut Vec<Message>, old: &Pack, new: &Pack) {
    let both = |key: &str, old: &str, new: &str| Message::key(key).with("old", old).with("new", new);
    if old.id != new.id {
        lines.push(both("diff.other-pack", &old.id, &new.id));
    }
    match (number(&old.version), number(&new.version)) {
        (before, after) if before < after => lines.push(both("diff.version", &old.version, &new.version)),
        (before, after) if before > after => lines.push(both("diff.version-back", &old.version, &new.version)),
        _ if old == new => {}
        _ => lines.push(Message::key("diff.version-same").with("version", new.version.as_str())),
    }
    if old.licence != new.licence {
        lines.push(both("diff.licence", &old.licence, &new.licence));
    }
    if old.languages != new.languages {
        lines.push(both("diff.languages", &old.languages.join(", "), &new.languages.join(", ")));
    }
    if old.authors != new.authors {
        let named = |pack: &Pack| if pack.authors.is_empty() { "none".to_owned() } else { pack.authors.join(", ") };
        lines.push(both("diff.authors", &named(old), &named(new)));
    }
    if old.engine != new.engine {
        lines.push(both("diff.engine", &old.engine, &new.engine));
    }
    if old.life_days != new.life_days {
        lines.push(Message::key("diff.life"));
    }
    if old.budget != new.budget {
        lines.push(Message::key("diff.budget"));
    }
    if old.tests != new.tests {
        lines.push(Message::key("diff.tests"));
    }
    if old.description != new.description {
        lines.push(Message::key("diff.description").with("new", new.description.as_str()));
    }
}

/// A version as a number; what is none is the least.
fn number(version: &str) -> u64 {
    let parts = version.splitn(3, '.').map(|part| part.parse::<u64>().unwrap_or(0).min(999_999));
    parts.fold(0, |number, part| number * 1_000_000 + part)
}

fn names<T>(list: &[T], name: fn(&T) -> &String) -> Vec<&str> {
    list.iter().map(|one| name(one).as_str()).collect()
}

/// What was added, changed, removed of one kind of part, by their names.
fn parts(lines: &mut Vec<Message>, old: &[&str], new: &[&str], said: &Said, same: &dyn Fn(usize, usize) -> bool) {
    let [added, changed, removed] = said.map(|key| move |name: &str| Message::key(key).with("name", name));
    for (at, name) in new.iter().enumerate() {
        match old.iter().position(|other| other == name) {
            None => lines.push(added(name)),
            Some(before) if !same(before, at) => lines.push(changed(name)),
            Some(_) => {}
        }
    }
    lines.extend(old.iter().filter(|name| !new.contains(name)).map(|name| removed(name)));
}

#[cfg(test)]
mod tests;

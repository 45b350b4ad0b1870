//! Compiling an adapter: selectors, paths and address patterns once an engine, and every mistake found at load.

use std::collections::BTreeMap;

use super::condition::{Test, Tests};
use super::format::{Adapter, Page, Part};
use super::source::Source;
use super::state::Path;
use super::url::{self, Pattern};
use crate::report::Problem;
use crate::tree::select::Selector;

/// At most this many selectors and paths in one adapter.
const WORDS: usize = 2_000;
/// `join` and `currency` nest at most this deep.
const NESTING: usize = 4;

/// An adapter that is ready to read pages.
#[derive(Debug)]
pub struct Compiled {
    /// `pack/adapter`.
    pub id: String,
    /// The data.
    pub adapter: Adapter,
    pub(super) selectors: BTreeMap<String, Selector>,
    pub(super) paths: BTreeMap<String, Path>,
    /// For each page: the patterns it serves, and those it does not.
    pub(super) urls: Vec<(Vec<Pattern>, Vec<Pattern>)>,
    /// For each `blocked`: its paths.
    pub(super) blocked: Vec<Vec<Pattern>>,
}

impl Compiled {
    /// Compiles; all mistakes at once. What is malformed is never found on a page, the rest works.
    pub fn new(id: String, adapter: Adapter) -> (Self, Vec<Problem>) {
        let mut work = Work::default();
        work.adapter(&adapter);
        let Work { selectors, paths, urls, blocked, problems, .. } = work;
        (Self { id, adapter, selectors, paths, urls, blocked }, problems)
    }
}

/// The mistakes in an adapter; places are within it (`page[0].part[1].person.rate[0].css`).
pub fn check(adapter: &Adapter) -> Vec<Problem> {
    let mut work = Work::default();
    work.adapter(adapter);
    work.problems
}

#[derive(Default)]
struct Work {
    selectors: BTreeMap<String, Selector>,
    paths: BTreeMap<String, Path>,
    urls: Vec<(Vec<Pattern>, Vec<Pattern>)>,
    blocked: Vec<Vec<Pattern>>,
    problems: Vec<Problem>,
    states: Vec<String>,
    captures: Vec<String>,
}

impl Work {
    fn problem(&mut self, place: &str, code: &str, message: String, fix: &str) {
        self.problems.push(Problem { place: place.into(), code: code.into(), message, fix: fix.into() });
    }

    fn adapter(&mut self, adapter: &Adapter) {
        if adapter.id.is_empty()
            || !adapter.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        {
            self.problem(
                "id",
                "adapter-bad-id",
                format!("`{}` is no kebab-case id", adapter.id),
                "use lower-case letters, digits and dashes",
            );
        }
        if adapter.hosts.is_empty() {
            self.problem("hosts", "adapter-no-host", "no host is served".into(), "name at least one host");
        }
        for (at, host) in adapter.hosts.iter().enumerate() {
            if host.contains("://") || host.contains(['*', '?', ' ']) || !host.contains('.') {
                self.problem(
                    &format!("hosts[{at}]"),
                    "adapter-bad-host",
                    format!("`{host}` is no host name"),
                    "write it as `www.example.com` or `www.example.com/path`, without scheme or wildcard",
                );
            }
        }
        for (at, blocked) in adapter.blocked.iter().enumerate() {
            let place = format!("blocked[{at}]");
            let patterns = self.patterns(&format!("{place}.urls"), &blocked.urls);
            self.blocked.push(patterns);
            self.tests(&format!("{place}.when"), &blocked.when);
            if blocked.urls.is_empty() && blocked.when.all.is_empty() && blocked.when.any.is_empty() {
                let message = "it would stand in place of every page".to_owned();
                self.problem(&place, "adapter-always-blocked", message, "add `urls` or a test");
            }
        }
        for (at, page) in adapter.page.iter().enumerate() {
            self.page(&format!("page[{at}]"), page);
        }
        if self.selectors.len() + self.paths.len() > WORDS {
            let message = format!("{} selectors and paths, at most {WORDS}", self.selectors.len() + self.paths.len());
            self.problem("page", "adapter-too-large", message, "split the adapter by kind of page");
        }
    }

    fn page(&mut self, place: &str, page: &Page) {
        let serves = self.patterns(&format!("{place}.urls"), &page.urls);
        let except = self.patterns(&format!("{place}.except"), &page.except);
        self.captures = serves.iter().flat_map(|p| p.names().map(str::to_owned)).collect();
        if page.urls.is_empty() {
            self.problem(place, "adapter-no-url", "the layout serves no path".into(), "add `urls`");
        }
        self.urls.push((serves, except));
        self.states = page.state.iter().map(|s| s.name.clone()).collect();
        for (at, state) in page.state.iter().enumerate() {
            let place = format!("{place}.state[{at}]");
            if state.css.is_some() == state.assignment.is_some() {
                self.problem(
                    &place,
                    "adapter-bad-state",
                    format!("state `{}` needs one of `css` and `assignment`", state.name),
                    "say where the data block stands, once",
                );
            }
            self.css(&place, state.css.as_ref());
            self.path(&format!("{place}.root"), &state.root);
            for must in &state.must {
                must.paths.iter().for_each(|path| self.path(&format!("{place}.must"), path));
                self.template(&format!("{place}.must"), &must.url);
            }
        }
        self.tests(&format!("{place}.when"), &page.when);
        for must in &page.must {
            self.path(&format!("{place}.must"), &must.sum);
            self.path(&format!("{place}.must"), &must.equals);
            self.state(&format!("{place}.must"), must.state.as_ref());
        }
        for (at, part) in page.part.iter().enumerate() {
            self.part(&format!("{place}.part[{at}]"), part);
        }
    }

    fn part(&mut self, place: &str, part: &Part) {
        for (at, rows) in part.rows.iter().enumerate() {
            let place = format!("{place}.rows[{at}]");
            self.css(&place, rows.css.as_ref());
            self.state(&place, rows.state.as_ref());
            if let Some(path) = &rows.path {
                self.path(&place, path);
            }
            if rows.css.is_some() == rows.path.is_some() || rows.path.as_ref().is_some_and(|p| !p.ends_with("[]")) {
                self.problem(
                    &place,
                    "adapter-bad-rows",
                    "rows need one of `css` and a `path` that ends in `[]`".into(),
                    "say where the list stands, once",
                );
            }
        }
        if let Some(cards) = &part.cards {
            self.css(&format!("{place}.cards"), Some(&cards.css));
            self.sources(&format!("{place}.cards.key"), &cards.key, 0);
            self.sources(&format!("{place}.cards.item"), &cards.item, 0);
        }
        for total in &part.total {
            self.sources(&format!("{place}.total"), &total.from, 0);
        }
        let all = entities(part);
        let listed = |name: &String| all.iter().any(|(_, lists)| lists.iter().any(|(field, _)| field == name));
        for name in part.optional.iter().filter(|name| name.contains('.') && !listed(name)) {
            let message = format!("`{name}` is no field of this part");
            self.problem(&format!("{place}.optional"), "adapter-no-field", message, "write it as `people.agency`");
        }
        for (when, lists) in all {
            self.tests(&format!("{place}.when"), when);
            for (field, sources) in lists {
                self.sources(&format!("{place}.{field}"), sources, 0);
            }
        }
    }

    fn sources(&mut self, place: &str, sources: &[Source], depth: usize) {
        for (at, source) in sources.iter().enumerate() {
            self.source(&format!("{place}[{at}]"), source, depth);
        }
    }

    fn source(&mut self, place: &str, source: &Source, depth: usize) {
        if depth > NESTING {
            self.problem(place, "adapter-too-deep", "sources are nested too deeply".into(), "flatten them");
            return;
        }
        let ways = [
            source.path.is_some(),
            source.css.is_some(),
            source.meta.is_some(),
            source.url.is_some(),
            !source.join.is_empty(),
            source.text.is_some(),
        ];
        if ways.iter().filter(|way| **way).count() != 1 {
            self.problem(
                place,
                "adapter-bad-source",
                "a source needs exactly one of `path`, `css`, `meta`, `url`, `join` and `text`".into(),
                "split it into several sources",
            );
        }
        let of_elements =
            source.attr.is_some() || source.own || source.page || source.contains.is_some() || source.shown;
        if of_elements && source.css.is_none() {
            let message = "`attr`, `own`, `page`, `contains` and `shown` are about elements".to_owned();
            self.problem(place, "adapter-bad-source", message, "add `css`, or leave them out");
        }
        self.css(place, source.css.as_ref());
        self.state(place, source.state.as_ref());
        if let Some(path) = &source.path {
            self.path(place, path);
        }
        if let Some(template) = &source.url {
            self.template(place, template);
        }
        self.sources(&format!("{place}.join"), &source.join, depth + 1);
        self.sources(&format!("{place}.currency"), &source.currency, depth + 1);
    }

    fn tests(&mut self, place: &str, tests: &Tests) {
        for test in tests.all.iter().chain(&tests.any).chain(&tests.none) {
            let Test { css, path, state, meta, .. } = test;
            self.css(place, css.as_ref());
            self.state(place, state.as_ref());
            if let Some(path) = path {
                self.path(place, path);
            }
            if css.is_none() && path.is_none() && state.is_none() && meta.is_none() {
                let message = "a test needs one of `css`, `path`, `state` and `meta`".to_owned();
                self.problem(place, "adapter-bad-test", message, "say what must be there");
            }
        }
    }

    fn css(&mut self, place: &str, css: Option<&String>) {
        let Some(css) = css.filter(|css| !self.selectors.contains_key(*css)) else { return };
        match Selector::parse(css) {
            Ok(selector) => {
                self.selectors.insert(css.clone(), selector);
            }
            Err(why) => {
                let message = format!("`{css}` is no selector: {why}");
                self.problem(place, "adapter-bad-selector", message, "correct the CSS selector");
            }
        }
    }

    fn path(&mut self, place: &str, path: &str) {
        if self.paths.contains_key(path) {
            return;
        }
        match Path::parse(path) {
            Ok(parsed) => {
                self.paths.insert(path.to_owned(), parsed);
            }
            Err(why) => self.problem(place, "adapter-bad-path", why, "write it as `a.b[0][\"any name\"].list[]`"),
        }
    }

    fn patterns(&mut self, place: &str, patterns: &[String]) -> Vec<Pattern> {
        let mut parsed = Vec::new();
        for (at, pattern) in patterns.iter().enumerate() {
            match Pattern::parse(pattern) {
                Ok(pattern) => parsed.push(pattern),
                Err(why) => self.problem(
                    &format!("{place}[{at}]"),
                    "adapter-bad-url",
                    why,
                    "write it as `/part/{capture}`, `**` for any rest",
                ),
            }
        }
        parsed
    }

    fn state(&mut self, place: &str, name: Option<&String>) {
        if let Some(name) = name.filter(|name| !self.states.contains(name)) {
            let message = format!("no state block is named `{name}`");
            self.problem(place, "adapter-no-state", message, "name one of the layout's state blocks");
        }
    }

    fn template(&mut self, place: &str, template: &str) {
        for name in url::names(template) {
            if !self.captures.iter().any(|known| known == name) {
                let message = format!("`{{{name}}}` in `{template}` is captured by none of the layout's `urls`");
                self.problem(place, "adapter-no-capture", message, "name a capture");
            }
        }
    }
}

/// The condition and the fields of one thing that a part reads.
type Entity<'a> = (&'a Tests, Vec<(&'static str, &'a Vec<Source>)>);

/// The things a part reads.
fn entities(part: &Part) -> Vec<Entity<'_>> {
    let mut all = Vec::new();
    if let Some(x) = &part.person {
        all.push((&x.when, x.lists().to_vec()));
    }
    if let Some(x) = &part.job {
        all.push((&x.when, x.lists().to_vec()));
    }
    if let Some(x) = &part.proposal {
        all.push((&x.when, x.lists().to_vec()));
    }
    if let Some(x) = &part.contract {
        all.push((&x.when, x.lists().to_vec()));
    }
    all.extend(part.review.iter().map(|x| (&x.when, x.lists().to_vec())));
    if let Some(x) = &part.message {
        all.push((&x.when, x.lists().to_vec()));
    }
    all
}

//! A pack as people write it: a folder of TOML.
//!
//! It holds `pack.toml`, adapters in `adapters/*.toml` (one a file), rules in `rules/*.toml` (one a file, or several under
//! `[[rule]]`), lists in `lists/*.toml`, stock sentences in `stock/*.toml` and word frequencies in `background/*.toml` (one
//! file a language, called by its code), priors of bids in `priors/*.toml`, and the adapters' saved pages in
//! `tests/<adapter>/<name>.tree.json` with what has to be read in `<name>.expect.toml`. `README.md` and `LICENSE*` are not part
//! of what is loaded; any other file is refused by name, so that a misspelt folder does not silently drop a rule.

use std::path::{Path, PathBuf};

use secondlook_core::adapter::Adapter;
use secondlook_core::pack::Pack;
use secondlook_core::pack::background::Background;
use secondlook_core::pack::list::List;
use secondlook_core::pack::page_test::{Expected, PageTest};
use secondlook_core::pack::prior::Prior;
use secondlook_core::pack::rule::Rule;
use secondlook_core::pack::stock::Stock;
use secondlook_core::report::Problem;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{FILE_BYTES, entries, name_of, problem, show, text_of, toml_file};

/// What is in a folder, for people.
const HOLDS: &str =
    "a pack holds pack.toml, adapters/, rules/, lists/, stock/, background/, priors/, tests/, README.md, LICENSE";
const PAGE: &str = ".tree.json";
const EXPECT: &str = ".expect.toml";

/// Reads a pack's folder as far as it can be read, and all that is wrong with its files.
pub fn read(path: &Path) -> (Option<Pack>, Vec<Problem>) {
    let mut files = Files::default();
    if !path.join("pack.toml").is_file() {
        let fix = "give the folder of one pack; `secondlook pack new` makes one";
        return (None, vec![problem(&show(path), "pack-none", "there is no pack.toml in it", fix)]);
    }
    let head = files.head(&path.join("pack.toml"));
    let mut pack = head.unwrap_or_else(empty);
    let known = !pack.id.is_empty();
    for entry in files.entries(path) {
        let name = name_of(&entry);
        match (name.as_str(), entry.is_dir()) {
            ("pack.toml" | "README.md", false) => {}
            (name, false) if name.starts_with("LICENSE") => {}
            ("adapters", true) => pack.adapters = files.one_each(&entry, |one: &Adapter| &one.id),
            ("rules", true) => pack.rules = files.rules(&entry),
            ("stock", true) => pack.stock = files.one_each(&entry, |one: &Stock| &one.language),
            ("background", true) => pack.background = files.one_each(&entry, |one: &Background| &one.language),
            ("priors", true) => pack.priors = files.one_each(&entry, |one: &Prior| &one.id),
            ("lists", true) => pack.lists = files.one_each(&entry, |one: &List| &one.id),
            ("tests", true) => pack.tests = files.tests(&entry),
            _ => files.unknown(&entry, HOLDS),
        }
    }
    (known.then_some(pack), files.problems)
}

/// A pack of nothing, to hang the parts on where `pack.toml` cannot be read.
fn empty() -> Pack {
    Pack {
        id: String::new(),
        version: String::new(),
        description: String::new(),
        licence: String::new(),
        languages: Vec::new(),
        schema: secondlook_core::pack::SCHEMA,
        engine: "*".to_owned(),
        authors: Vec::new(),
        modified: None,
        life_days: None,
        budget: None,
        adapters: Vec::new(),
        rules: Vec::new(),
        stock: Vec::new(),
        background: Vec::new(),
        priors: Vec::new(),
        lists: Vec::new(),
        tests: Vec::new(),
    }
}

/// A rule's file with several rules.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Several {
    rule: Vec<Rule>,
}

/// What has to be read from a saved page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    expect: Vec<Expected>,
}

#[derive(Debug, Default)]
struct Files {
    problems: Vec<Problem>,
}

impl Files {
    /// `pack.toml`: a pack without its parts.
    fn head(&mut self, path: &Path) -> Option<Pack> {
        let text = self.keep(text_of(path, FILE_BYTES))?;
        // A newer form may have fields that are unknown here: what to do is to update, not to mend them.
        if let Some(schema) =
            toml_file::number(&text, "schema").filter(|schema| *schema > secondlook_core::pack::SCHEMA.into())
        {
            let message = format!("form {schema}; this version reads form {}", secondlook_core::pack::SCHEMA);
            let fix = "this pack was made for a newer Second Look: update";
            self.problems.push(problem(&show(path), "pack-newer-schema", &message, fix));
            return None;
        }
        let head: Pack = self.parse(path, &text)?;
        // The parts have files of their own: in pack.toml they would be a second place for one thing.
        let parts = [
            head.adapters.len(),
            head.rules.len(),
            head.stock.len(),
            head.background.len(),
            head.priors.len(),
            head.lists.len(),
            head.tests.len(),
        ];
        if parts.iter().any(|part| *part > 0) {
            let fix =
                "write each into a file of its own, under rules/, adapters/, lists/, stock/, background/ or priors/";
            self.problems.push(problem(
                &show(path),
                "pack-parts-in-head",
                "pack.toml holds parts of the pack itself",
                fix,
            ));
        }
        if head.id.is_empty() {
            let fix = "write namespace/pack, both kebab-case";
            self.problems.push(problem(&show(path), "pack-bad-id", "the id is empty", fix));
        }
        Some(head)
    }

    fn rules(&mut self, folder: &Path) -> Vec<Rule> {
        let mut rules = Vec::new();
        for file in self.files(folder, ".toml") {
            let Some(text) = self.keep(text_of(&file, FILE_BYTES)) else { continue };
            if text.lines().any(|line| line.trim() == "[[rule]]") {
                let several = self.parse::<Several>(&file, &text);
                rules.extend(several.into_iter().flat_map(|several| several.rule));
            } else if let Some(rule) = self.parse::<Rule>(&file, &text) {
                self.same_name(&file, &rule.id);
                rules.push(rule);
            }
        }
        rules
    }

    /// One of them a file, called by its language or id.
    fn one_each<T: DeserializeOwned>(&mut self, folder: &Path, name: fn(&T) -> &String) -> Vec<T> {
        let files = self.files(folder, ".toml");
        let read = files.iter().filter_map(|file| {
            let text = self.keep(text_of(file, FILE_BYTES))?;
            let one: T = self.parse(file, &text)?;
            self.same_name(file, name(&one));
            Some(one)
        });
        read.collect()
    }

    /// The saved pages of all adapters.
    fn tests(&mut self, folder: &Path) -> Vec<PageTest> {
        let mut tests = Vec::new();
        for entry in self.entries(folder) {
            if !entry.is_dir() {
                self.unknown(&entry, "tests/ holds a folder an adapter, called by its id");
                continue;
            }
            let adapter = name_of(&entry);
            for page in self.entries(&entry) {
                let name = name_of(&page);
                if let Some(name) = name.strip_suffix(PAGE) {
                    tests.extend(self.test(&page, &adapter, name));
                } else if !name.strip_suffix(EXPECT).is_some_and(|name| entry.join(format!("{name}{PAGE}")).is_file()) {
                    self.unknown(&page, "tests/<adapter>/ holds <name>.tree.json, each with its <name>.expect.toml");
                }
            }
        }
        tests
    }

    fn test(&mut self, page: &Path, adapter: &str, name: &str) -> Option<PageTest> {
        let text = self.keep(text_of(page, FILE_BYTES))?;
        let tree = serde_json::from_str(&text).map_err(|error| {
            let fix = "write it with `secondlook tree PAGE.html --url URL`";
            let place = format!("{}:{}:{}", show(page), error.line(), error.column());
            problem(&place, "test-bad-tree", &error.to_string(), fix)
        });
        let expect = page.with_file_name(format!("{name}{EXPECT}"));
        let text = self.keep(text_of(&expect, FILE_BYTES));
        let expect = text.and_then(|text| self.parse::<Expect>(&expect, &text));
        let (name, adapter) = (name.to_owned(), adapter.to_owned());
        Some(PageTest { name, adapter, tree: self.keep(tree)?, expect: expect?.expect })
    }

    /// The files of a folder that end so; others have no place there.
    fn files(&mut self, folder: &Path, end: &str) -> Vec<PathBuf> {
        let (files, others): (Vec<_>, Vec<_>) =
            self.entries(folder).into_iter().partition(|entry| entry.is_file() && name_of(entry).ends_with(end));
        for other in others {
            self.unknown(&other, &format!("this folder holds {end} files only"));
        }
        files
    }

    fn entries(&mut self, folder: &Path) -> Vec<PathBuf> {
        entries(folder).unwrap_or_else(|problems| {
            self.problems.extend(problems);
            Vec::new()
        })
    }

    fn unknown(&mut self, path: &Path, expected: &str) {
        let message = format!("this file or folder has no place in a pack: {expected}");
        self.problems.push(problem(&show(path), "pack-unknown-file", &message, "rename it, or take it away"));
    }

    /// One thing has one name: a file is called by the id in it.
    fn same_name(&mut self, file: &Path, id: &str) {
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        if name != id {
            let message = format!("the file is called `{name}`, what is in it is called `{id}`");
            self.problems.push(problem(&show(file), "pack-file-name", &message, "give both the same name"));
        }
    }

    fn parse<T: DeserializeOwned>(&mut self, file: &Path, text: &str) -> Option<T> {
        toml_file::parse(&show(file), text).map_err(|problems| self.problems.extend(problems)).ok()
    }

    fn keep<T>(&mut self, read: Result<T, Problem>) -> Option<T> {
        read.map_err(|problem| self.problems.push(problem)).ok()
    }
}

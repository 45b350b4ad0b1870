//! Loading packs: a folder of TOML as people write them, or the JSON that is built from one.
//!
//! A pack's folder holds `pack.toml`, adapters in `adapters/*.toml` (one a file), rules in `rules/*.toml` (one a file,
//! or several under `[[rule]]`), stock sentences in `stock/*.toml` and word frequencies in `background/*.toml` (one file a
//! language, called by its code), priors of bids in `priors/*.toml` and lists in `lists/*.toml`
//! (one a file). `README.md`, `LICENSE*` and `tests/` are not part of what is loaded; any other file is
//! refused by name, so that a misspelt folder does not silently drop a rule. The content hash is the SHA-256 of the
//! pack's canonical JSON (RFC 8785): the same for the folder and for the JSON built from it.
//!
//! The build script, the build steps and the command use this file alike.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use secondlook_core::engine::{Engine, Settings, Words};
use secondlook_core::pack::Pack;
use secondlook_core::pack::background::Background;
use secondlook_core::pack::list::List;
use secondlook_core::pack::prior::Prior;
use secondlook_core::pack::stock::Stock;
use secondlook_core::report::{PackInfo, Problem};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Beyond this a file is no part of a pack.
const FILE_BYTES: u64 = 8 << 20;

/// A pack with what the report says of it: an element of the JSON that the extension carries.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Loaded {
    /// What the report says of it.
    pub info: PackInfo,
    /// The pack.
    pub pack: Pack,
    /// Whether the build has proved it, see [`prove`]: never so for what is loaded from a path.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub proved: bool,
}

impl Loaded {
    /// A pack and its content hash; not signed.
    fn new(pack: Pack, place: &str) -> Result<Self, Vec<Problem>> {
        let canonical = serde_json_canonicalizer::to_vec(&pack).map_err(|error| {
            vec![problem(place, "pack-not-canonical", &error.to_string(), "use plain finite numbers and texts")]
        })?;
        let sha256 = Sha256::digest(&canonical).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
        let info =
            PackInfo { id: pack.id.clone(), version: pack.version.clone(), sha256, signed: false, built_in: false };
        Ok(Self { info, pack, proved: false })
    }
}

/// The canonical JSON of a list of packs: `[{"info": .., "pack": ..}]`, what the engine's hosts are given.
pub fn to_json(packs: &[Loaded]) -> Result<String, Vec<Problem>> {
    serde_json_canonicalizer::to_string(&packs)
        .map_err(|error| vec![problem("packs", "pack-not-canonical", &error.to_string(), "use plain finite numbers")])
}

/// Has an engine go through all texts and run all examples, and notes that it did. For the build: it puts the packs where
/// nobody changes them any more, so that no start has to do it again.
pub fn prove(packs: &mut [Loaded]) -> Result<(), Vec<Problem>> {
    let all = packs.iter().map(|loaded| (loaded.pack.clone(), loaded.info.clone())).collect();
    Engine::new(all, Settings::default(), Words::new())?;
    for loaded in packs {
        loaded.proved = true;
        loaded.info.built_in = true;
    }
    Ok(())
}

/// Loads what stands at a path: a pack's folder, a folder of packs, or the JSON of one pack.
pub fn load(path: &Path) -> Result<Vec<Loaded>, Vec<Problem>> {
    if !path.is_dir() {
        return json_file(path).map(|loaded| vec![loaded]);
    }
    if path.join("pack.toml").is_file() {
        return folder(path).map(|loaded| vec![loaded]);
    }
    let (mut packs, mut problems) = (Vec::new(), Vec::new());
    for entry in entries(path)?.into_iter().filter(|entry| entry.join("pack.toml").is_file()) {
        match folder(&entry) {
            Ok(loaded) => packs.push(loaded),
            Err(found) => problems.extend(found),
        }
    }
    if packs.is_empty() && problems.is_empty() {
        let fix = "give a pack's folder, a folder of packs, or a pack's JSON file";
        problems.push(problem(&show(path), "pack-none", "there is no pack.toml in it or one level below", fix));
    }
    if problems.is_empty() { Ok(packs) } else { Err(problems) }
}

fn json_file(path: &Path) -> Result<Loaded, Vec<Problem>> {
    let place = show(path);
    let text = text_of(path).map_err(|problem| vec![problem])?;
    let pack = serde_json::from_str(&text).map_err(|error| {
        vec![problem(
            &place,
            "pack-not-understood",
            &error.to_string(),
            "give a pack's folder, or the JSON of one pack",
        )]
    })?;
    Loaded::new(pack, &place)
}

/// Loads one pack's folder; every problem at once.
pub fn folder(path: &Path) -> Result<Loaded, Vec<Problem>> {
    let mut files = Files::default();
    for entry in entries(path)? {
        let name = name_of(&entry);
        match (name.as_str(), entry.is_dir()) {
            ("pack.toml" | "README.md", false) | ("tests", true) => {}
            (name, false) if name.starts_with("LICENSE") => {}
            ("adapters", true) => files.adapters(&entry),
            ("rules", true) => files.rules(&entry),
            ("stock", true) => files.stock = files.one_each(&entry, |stock: &Stock| &stock.language),
            ("background", true) => files.background = files.one_each(&entry, |one: &Background| &one.language),
            ("priors", true) => files.priors = files.one_each(&entry, |prior: &Prior| &prior.id),
            ("lists", true) => files.lists = files.one_each(&entry, |list: &List| &list.id),
            _ => files.unknown(
                &entry,
                "a pack holds pack.toml, adapters/, rules/, stock/, background/, priors/, lists/, tests/, README.md, LICENSE",
            ),
        }
    }
    let head: Option<Head> = files.read(&path.join("pack.toml"));
    let (Some(head), true) = (head, files.problems.is_empty()) else {
        return Err(files.problems);
    };
    let pack = Pack {
        id: head.id,
        version: head.version,
        description: head.description,
        licence: head.licence,
        languages: head.languages,
        adapters: files.adapters,
        rules: files.rules,
        stock: files.stock,
        background: files.background,
        priors: files.priors,
        lists: files.lists,
    };
    Loaded::new(pack, &show(path))
}

/// `pack.toml`: a pack without its parts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    id: String,
    version: String,
    description: String,
    licence: String,
    languages: Vec<String>,
}

/// A rule's file with several rules.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Several {
    rule: Vec<secondlook_core::pack::rule::Rule>,
}

#[derive(Debug, Default)]
struct Files {
    adapters: Vec<secondlook_core::adapter::Adapter>,
    rules: Vec<secondlook_core::pack::rule::Rule>,
    stock: Vec<Stock>,
    background: Vec<Background>,
    priors: Vec<Prior>,
    lists: Vec<List>,
    problems: Vec<Problem>,
}

impl Files {
    fn adapters(&mut self, folder: &Path) {
        for file in self.toml_files(folder) {
            if let Some(adapter) = self.read::<secondlook_core::adapter::Adapter>(&file) {
                self.same_name(&file, &adapter.id);
                self.adapters.push(adapter);
            }
        }
    }

    fn rules(&mut self, folder: &Path) {
        for file in self.toml_files(folder) {
            let several = text_of(&file).is_ok_and(|text| text.lines().any(|line| line.trim() == "[[rule]]"));
            if several {
                let several = self.read::<Several>(&file);
                self.rules.extend(several.into_iter().flat_map(|several| several.rule));
            } else if let Some(rule) = self.read::<secondlook_core::pack::rule::Rule>(&file) {
                self.same_name(&file, &rule.id);
                self.rules.push(rule);
            }
        }
    }

    /// One of them a file, called by its language or id.
    fn one_each<T: DeserializeOwned>(&mut self, folder: &Path, name: fn(&T) -> &String) -> Vec<T> {
        let files = self.toml_files(folder);
        let read = files.iter().filter_map(|file| {
            let one: T = self.read(file)?;
            self.same_name(file, name(&one));
            Some(one)
        });
        read.collect()
    }

    fn toml_files(&mut self, folder: &Path) -> Vec<PathBuf> {
        let entries = entries(folder).unwrap_or_else(|problems| {
            self.problems.extend(problems);
            Vec::new()
        });
        let (files, others): (Vec<_>, Vec<_>) = entries
            .into_iter()
            .partition(|entry| entry.is_file() && entry.extension().is_some_and(|end| end == "toml"));
        for other in others {
            self.unknown(&other, "this folder holds .toml files only");
        }
        files
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

    fn read<T: DeserializeOwned>(&mut self, file: &Path) -> Option<T> {
        let read = text_of(file).and_then(|text| {
            toml::from_str(&text).map_err(|error| {
                let place = match error.span() {
                    Some(span) => {
                        let before = text.get(..span.start).unwrap_or(&text);
                        let line = before.matches('\n').count() + 1;
                        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
                        format!("{}:{line}:{column}", show(file))
                    }
                    None => show(file),
                };
                let fix = "see the schema of packs, schemas/pack.json, and the built-in packs for examples";
                problem(&place, "pack-bad-toml", error.message(), fix)
            })
        });
        read.map_err(|problem| self.problems.push(problem)).ok()
    }
}

fn text_of(path: &Path) -> Result<String, Problem> {
    let fail = |message: &str| problem(&show(path), "pack-unreadable", message, "give a readable UTF-8 file");
    let mut bytes = Vec::new();
    // Never by the size that the system tells: a device or a pipe has none, and does not end.
    let read = fs::File::open(path).and_then(|file| file.take(FILE_BYTES + 1).read_to_end(&mut bytes));
    read.map_err(|error| fail(&reason(&error)))?;
    if bytes.len() as u64 > FILE_BYTES {
        return Err(fail(&format!("this is too long for a part of a pack; at most {FILE_BYTES} bytes are read")));
    }
    String::from_utf8(bytes).map_err(|_| fail("this is no UTF-8 text"))
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "this may not be read (permission denied)".to_owned(),
        _ => error.to_string(),
    }
}

/// What is in a folder, by name; hidden files are no part of anything.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Vec<Problem>> {
    let listed =
        fs::read_dir(folder).and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect());
    let mut paths: Vec<PathBuf> = listed.map_err(|error: io::Error| {
        vec![problem(&show(folder), "pack-unreadable", &reason(&error), "give a folder that may be read")]
    })?;
    paths.retain(|path| !name_of(path).starts_with('.'));
    paths.sort();
    Ok(paths)
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn show(path: &Path) -> String {
    path.display().to_string()
}

fn problem(place: &str, code: &str, message: &str, fix: &str) -> Problem {
    Problem { place: place.to_owned(), code: code.to_owned(), message: message.to_owned(), fix: fix.to_owned() }
}

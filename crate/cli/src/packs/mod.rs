//! Loading packs: a folder of TOML as people write them, or the file that is built from one.
//!
//! [`folder`] reads what people write; the built form is [`secondlook_core::pack::file`]. The content hash is the SHA-256 of
//! the pack's canonical JSON (RFC 8785): the same for the folder and for the file built from it.
//!
//! The build script, the build steps and the command use these files alike.

pub mod folder;
pub mod place;
pub mod toml_file;

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use secondlook_core::engine::{Engine, Settings, Words};
use secondlook_core::pack::file::key::Key;
use secondlook_core::pack::{Pack, file};
use secondlook_core::prove::{self, Corpus};
use secondlook_core::report::{PackInfo, Problem};
use serde::{Deserialize, Serialize};

/// Beyond this a file is no part of a pack.
const FILE_BYTES: u64 = 8 << 20;

/// A pack with what the report says of it: an element of the JSON that the extension carries.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Loaded {
    /// What the report says of it. Of a file, `signed` says that a signature holds, not whose it is.
    pub info: PackInfo,
    /// The pack.
    pub pack: Pack,
    /// Whether the build has gone through it, see [`build_in`]: never so for what is loaded from a path.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub proved: bool,
    /// The key that signed it.
    #[serde(skip)]
    pub key: Option<Key>,
    /// The earlier key that vouches for that one.
    #[serde(skip)]
    pub handover_from: Option<Key>,
}

impl Loaded {
    /// A pack and its content hash; not signed.
    fn new(pack: Pack, place: &str) -> Result<Self, Vec<Problem>> {
        let sha256 = file::hash(&canonical(&pack, place)?);
        let info =
            PackInfo { id: pack.id.clone(), version: pack.version.clone(), sha256, signed: false, built_in: false };
        Ok(Self { info, pack, proved: false, key: None, handover_from: None })
    }
}

/// A pack's canonical JSON: what its hash is of.
pub fn canonical(pack: &Pack, place: &str) -> Result<String, Vec<Problem>> {
    let not = |error: &dyn std::fmt::Display| {
        vec![problem(place, "pack-not-canonical", &error.to_string(), "use plain finite numbers and texts")]
    };
    let json = serde_json_canonicalizer::to_string(pack).map_err(|error| not(&error))?;
    // `nan` is written as null, which nobody can read back.
    serde_json::from_str::<Pack>(&json).map_err(|error| not(&error))?;
    Ok(json)
}

/// The canonical JSON of a list of packs: `[{"info": .., "pack": ..}]`, what the engine's hosts are given.
pub fn to_json(packs: &[Loaded]) -> Result<String, Vec<Problem>> {
    serde_json_canonicalizer::to_string(&packs)
        .map_err(|error| vec![problem("packs", "pack-not-canonical", &error.to_string(), "use plain finite numbers")])
}

/// Has an engine go through all texts and run all examples of packs that are to be built in, and notes that it did. For the
/// build: it puts the packs where nobody changes them any more, so that no start has to do it again. [`prove`] goes
/// further, and takes its time.
pub fn build_in(packs: &mut [Loaded]) -> Result<(), Vec<Problem>> {
    for loaded in packs.iter_mut() {
        loaded.info.built_in = true;
    }
    let all = packs.iter().map(|loaded| (loaded.pack.clone(), loaded.info.clone())).collect();
    Engine::new(all, Settings::default(), Words::new())?;
    for loaded in packs {
        loaded.proved = true;
    }
    Ok(())
}

/// Proves packs that are to be built in beside each other: saved pages, ordinary texts and swaps too.
pub fn prove(packs: &[Loaded]) -> Result<(), Vec<Problem>> {
    let corpus = ordinary()?;
    let mut problems = Vec::new();
    for (at, loaded) in packs.iter().enumerate() {
        let others = packs.iter().enumerate().filter(|(other, _)| *other != at);
        let others: Vec<&str> = others.map(|(_, loaded)| loaded.pack.id.as_str()).collect();
        let info = PackInfo { built_in: true, ..loaded.info.clone() };
        problems.extend(prove::prove(&loaded.pack, &info, &others, &corpus).problems);
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// The ordinary texts that every pack is proved on.
pub fn ordinary() -> Result<Corpus, Vec<Problem>> {
    serde_json::from_str(prove::ORDINARY).map_err(|error| {
        vec![problem(
            "ordinary texts",
            "corpus-not-understood",
            &error.to_string(),
            "use a build of one state of the sources",
        )]
    })
}

/// Loads what stands at a path: a pack's folder, a built pack, or a folder of either.
pub fn load(path: &Path) -> Result<Vec<Loaded>, Vec<Problem>> {
    if !path.is_dir() {
        return built(path).map(|loaded| vec![loaded]);
    }
    if path.join("pack.toml").is_file() {
        return folder(path).map(|loaded| vec![loaded]);
    }
    let (mut packs, mut problems) = (Vec::new(), Vec::new());
    for entry in entries(path)? {
        let one = match () {
            () if entry.join("pack.toml").is_file() => folder(&entry),
            () if is_built(&entry) => built(&entry),
            () => continue,
        };
        match one {
            Ok(loaded) => packs.push(loaded),
            Err(found) => problems.extend(found),
        }
    }
    if packs.is_empty() && problems.is_empty() {
        let message = "there is no pack.toml and no built pack in it, or pack.toml one level below";
        let fix = "give a pack's folder, a built pack, or a folder of them";
        problems.push(problem(&show(path), "pack-none", message, fix));
    }
    if problems.is_empty() { Ok(packs) } else { Err(problems) }
}

/// Whether a path is called as a built pack is.
pub fn is_built(path: &Path) -> bool {
    name_of(path).ends_with(file::SUFFIX) && path.is_file()
}

/// Loads a built pack.
pub fn built(path: &Path) -> Result<Loaded, Vec<Problem>> {
    let text = text_of(path, file::MOST_BYTES as u64).map_err(|problem| vec![problem])?;
    let opened = file::open(&text).map_err(|mut problems| {
        for problem in &mut problems {
            problem.place = show(path);
        }
        problems
    })?;
    let file::Opened { pack, info, key, handover_from } = opened;
    Ok(Loaded { info, pack, proved: false, key, handover_from })
}

/// Loads one pack's folder; every problem at once.
pub fn folder(path: &Path) -> Result<Loaded, Vec<Problem>> {
    match folder::read(path) {
        (Some(pack), problems) if problems.is_empty() => Loaded::new(pack, &show(path)),
        (_, problems) => Err(problems),
    }
}

/// A file's text, of at most so many bytes.
pub fn text_of(path: &Path, most: u64) -> Result<String, Problem> {
    let fail = |message: &str| problem(&show(path), "pack-unreadable", message, "give a readable UTF-8 file");
    let mut bytes = Vec::new();
    // Never by the size that the system tells: a device or a pipe has none, and does not end.
    let read = fs::File::open(path).and_then(|file| file.take(most + 1).read_to_end(&mut bytes));
    read.map_err(|error| fail(&reason(&error)))?;
    if bytes.len() as u64 > most {
        return Err(fail(&format!("this is too long for a pack; at most {most} bytes are read")));
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
pub(crate) fn entries(folder: &Path) -> Result<Vec<PathBuf>, Vec<Problem>> {
    let listed =
        fs::read_dir(folder).and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect());
    let mut paths: Vec<PathBuf> = listed.map_err(|error: io::Error| {
        vec![problem(&show(folder), "pack-unreadable", &reason(&error), "give a folder that may be read")]
    })?;
    paths.retain(|path| !name_of(path).starts_with('.'));
    paths.sort();
    Ok(paths)
}

pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

pub(crate) fn show(path: &Path) -> String {
    path.display().to_string()
}

pub(crate) fn problem(place: &str, code: &str, message: &str, fix: &str) -> Problem {
    Problem { place: place.to_owned(), code: code.to_owned(), message: message.to_owned(), fix: fix.to_owned() }
}

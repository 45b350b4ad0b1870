//! What no text of ours says, in any language and wherever it is shown, and that nothing has a place for a number that rates a
//! person. What the extension exports as CSV, Markdown and HTML is made of the same words: `tests/unit/records-export.test.ts`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::records::record;
use crate::stages::stages;
use crate::support::{self, repository};

/// The words that are never said.
fn never() -> Vec<&'static str> {
    let lines = include_str!("never.txt").lines().filter(|line| !line.starts_with(['#', '[']));
    lines.flat_map(|line| line.split(',')).map(str::trim).filter(|word| !word.is_empty()).collect()
}

/// Where one of them stands for a reason.
const SAID: [(&str, &str, &str); 3] = [
    ("README.md", "red flag", "the guidance's own word, for what it says of work and not of a person"),
    ("docs/flags.md", "red flag", "the same"),
    ("docs/flagged.md", "red flag", "the same"),
];

/// The first of these words that a text says.
fn said(text: &str, never: &[&'static str]) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let begins = |at: usize| lower[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() || c >= '\u{2e80}');
    never.iter().copied().find(|word| lower.match_indices(word).any(|(at, _)| begins(at)))
}

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![repository().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_str().unwrap().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn name(path: &Path) -> String {
    path.strip_prefix(repository()).unwrap_or(path).display().to_string()
}

/// The words of all languages, key by key.
fn locales() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for path in files("locales", ".json").into_iter().chain(files("extension/_locales", ".json")) {
        let words: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        texts.extend(words.into_iter().map(|(key, text)| (format!("{} {key}", name(&path)), text.to_string())));
    }
    texts
}

/// What the built-in packs say, in all their languages.
fn packs() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for loaded in secondlook::builtin::packs().unwrap() {
        let pack = loaded.pack;
        texts.push((pack.id.clone(), pack.description));
        for rule in pack.rules {
            let single = [&rule.title, &rule.message, &rule.why];
            for text in single.into_iter().chain(&rule.innocent).chain(&rule.ask).flat_map(|text| text.values()) {
                texts.push((format!("{}:{}", pack.id, rule.id), text.clone()));
            }
        }
        for page in pack.adapters.iter().flat_map(|adapter| &adapter.page) {
            texts.extend(page.absent.iter().map(|absent| (pack.id.clone(), absent.note.clone())));
        }
    }
    texts
}

/// Documents for those who use it, and the extension's pages. Examples of rules are other people's words.
fn documents() -> Vec<(String, String)> {
    let fixed = ["README.md", "PRIVACY.md"].map(|file| repository().join(file));
    let documents = [files("docs", ".md"), files("packs", "README.md"), files("extension", ".html")].concat();
    let read = |path: PathBuf| {
        let (mut examples, mut text) = (false, String::new());
        for line in fs::read_to_string(&path).unwrap().lines() {
            let begins = line.starts_with("It fires on") || line.starts_with("It stays silent on");
            examples = begins || (examples && (line.is_empty() || line.starts_with("- ")));
            if !examples {
                text.push_str(line);
                text.push('\n');
            }
        }
        (name(&path), text)
    };
    fixed.into_iter().chain(documents).map(read).collect()
}

/// What the command prints and writes, of every form of a report.
fn outputs() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fairness");
    fs::create_dir_all(&folder).unwrap();
    let write = |file: &str, text: &str| {
        let path = folder.join(file);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let letters = write(
        "letters.csv",
        "id,author,text\n1,a,I would begin with the tables and draw each pond by hand before anything is typed or bought\n2,b,I would begin with the tables and draw each pond by hand before anything is typed or bought\n",
    );
    let reviews = write(
        "reviews.csv",
        "profile,client,at,rating,text\np,a,2026-01-01,5,Great work\np,b,2026-02-01,5,Thank you\n",
    );
    let bids = write("bids.jsonl", "{\"freelancer\":\"f\",\"job\":\"j\",\"won\":false}\n");
    let (first, second) = (write("a.txt", "Two tables and a map."), write("b.txt", "Two tables and a chart."));
    let page = repository().join("tests/pages/freelancer-proposals-template.html").to_str().unwrap().to_owned();
    let about = support::page("freelancer-proposals-template");
    let scan = |format: &str| {
        ["scan", &page, "--url", &about.url, "--captured-at", &about.captured_at, "--format", format]
            .map(str::to_owned)
            .to_vec()
    };
    let mut runs = vec![scan("text"), scan("html"), scan("json"), scan("sarif")];
    for command in [
        vec!["letters", &letters],
        vec!["letters", &letters, "--format", "html"],
        vec!["reviews", &reviews],
        vec!["bids", &bids],
        vec!["compare", &first, &second],
        vec!["help"],
    ] {
        runs.push(command.into_iter().map(str::to_owned).collect());
    }
    let run = |args: Vec<String>| {
        let done = Command::new(env!("CARGO_BIN_EXE_secondlook")).args(&args).env("NO_COLOR", "1").output().unwrap();
        let out = [done.stdout, done.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
        assert!(done.status.code().is_some_and(|code| code < 2) && out.len() > 40, "{args:?}: {out}");
        (format!("secondlook {} .. {}", args[0], args[args.len() - 1]), out)
    };
    runs.into_iter().map(run).collect()
}

/// Reports of every check, and the records that are exported of them.
fn reports() -> Vec<(String, String)> {
    let engine = support::engine();
    let mut texts = Vec::new();
    for stage in stages() {
        let staged = (stage.make)(crate::lives::Cast(0));
        let report = stage.report(&engine, crate::lives::Cast(0));
        texts.push((stage.name.to_owned(), serde_json::to_string(&report).unwrap()));
        let who = staged.page.people[0].id.as_ref().unwrap().value.clone();
        let record = record(&engine, &staged.page, &secondlook_core::check::Memories::default(), &who, 1);
        texts.push((format!("{}, a record", stage.name), serde_json::to_string(&record).unwrap()));
    }
    for path in files("tests/pages", ".report.json") {
        texts.push((name(&path), fs::read_to_string(&path).unwrap()));
    }
    texts
}

fn none_says(texts: &[(String, String)]) {
    let never = never();
    let excused = |place: &str, word: &str| SAID.iter().any(|(file, said, _)| *file == place && *said == word);
    let wrong: Vec<String> = texts
        .iter()
        .filter_map(|(place, text)| {
            let never: Vec<&str> = never.iter().copied().filter(|word| !excused(place, word)).collect();
            said(text, &never).map(|word| format!("{place}: {word}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nobody_is_accused_and_nobody_is_scored() {
    assert!(never().len() > 200);
    assert_eq!(said("Das ist ein Betr\u{fc}ger.", &never()), Some("betr\u{fc}ger"), "the words are looked for");
    let (locales, packs, documents) = (locales(), packs(), documents());
    assert!(
        locales.len() > 5_000 && packs.len() > 400 && documents.len() > 25,
        "{} {} {}",
        locales.len(),
        packs.len(),
        documents.len()
    );
    for texts in [locales, packs, documents, outputs(), reports()] {
        none_says(&texts);
    }
}

/// Words of a field that would hold a judgement of a person.
const FIELDS: [&str; 12] = [
    "score",
    "rank",
    "ranking",
    "grade",
    "trust",
    "risk",
    "probability",
    "suspicion",
    "level",
    "reputation",
    "points",
    "verdict",
];

/// Reports, records and what the browser is told have no field that rates somebody.
#[test]
fn nothing_that_is_exported_has_a_place_for_a_score() {
    let mut names = BTreeSet::new();
    let schemas = files("schemas", ".json");
    for path in &schemas {
        let schema: serde_json::Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        fields(&schema, &mut names);
    }
    assert!(schemas.len() >= 2 && names.contains("severity") && names.contains("findings"), "{names:?}");
    let wrong: Vec<_> = names.iter().filter(|name| name.split('_').any(|part| FIELDS.contains(&part))).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// No number stands for a person in what is shown: neither of ten, nor of a hundred, nor as likely.
#[test]
fn no_output_gives_a_person_a_number() {
    let rates = |text: &str| {
        let lower = text.to_lowercase();
        [
            " out of 10",
            " out of 100",
            "/100",
            "% likely",
            "% sure",
            "likelihood of fraud",
            "points of",
            "overall:",
            "total risk",
        ]
        .into_iter()
        .find(|word| lower.contains(word))
    };
    for (place, text) in outputs().into_iter().chain(locales()).chain(packs()) {
        assert_eq!(rates(&text), None, "{place}");
    }
}

fn fields(schema: &serde_json::Value, names: &mut BTreeSet<String>) {
    match schema {
        serde_json::Value::Object(map) => {
            if let Some(serde_json::Value::Object(properties)) = map.get("properties") {
                names.extend(properties.keys().cloned());
            }
            map.values().for_each(|value| fields(value, names));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| fields(item, names)),
        _ => {}
    }
}

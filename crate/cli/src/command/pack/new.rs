//! `secondlook pack new`: a pack to begin with.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::say;
use crate::output;
use crate::refusal::Refusal;

const AFTER_HELP: &str = "\
Examples:
  secondlook pack new my-pack --id me/my-pack
  secondlook pack test my-pack

It holds pack.toml, a README and one rule with a comment on every line. The rule's examples are yours to write: until then
`pack check` says so. The schemas in .schemas/ are for the completion of editors that read the `#:schema` lines; they are no part
of the pack.";

/// What a new pack holds.
const FILES: [(&str, &str); 11] = [
    ("pack.toml", include_str!("new/pack.toml")),
    ("README.md", include_str!("new/README.md")),
    ("rules/gift-cards.toml", include_str!("new/rule.toml")),
    (".schemas/pack-head.json", include_str!("../../../../../schemas/pack-head.json")),
    (".schemas/rule.json", include_str!("../../../../../schemas/rule.json")),
    (".schemas/adapter.json", include_str!("../../../../../schemas/adapter.json")),
    (".schemas/list.json", include_str!("../../../../../schemas/list.json")),
    (".schemas/stock.json", include_str!("../../../../../schemas/stock.json")),
    (".schemas/background.json", include_str!("../../../../../schemas/background.json")),
    (".schemas/prior.json", include_str!("../../../../../schemas/prior.json")),
    (".schemas/expect.json", include_str!("../../../../../schemas/expect.json")),
];

/// `secondlook pack new DIR --id NAMESPACE/NAME`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// The folder to make; it must not be there yet, or be empty.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// What the pack is called: your namespace and a name, both in lower-case letters, digits and hyphens.
    #[arg(long, value_name = "NAMESPACE/NAME")]
    id: String,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    let Arguments { folder, id } = arguments;
    if !is_id(id) {
        let expected = "namespace/name, each in lower-case letters, digits and single hyphens: me/my-pack";
        return Err(Refusal::new("--id", format!("{id:?} is no pack id"), expected));
    }
    if id.starts_with("secondlook/") {
        let found = "this namespace is that of the built-in packs";
        return Err(Refusal::new("--id", found, "a namespace of your own: me/my-pack"));
    }
    let empty = !folder.exists() || fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
    if !empty {
        return Err(Refusal::new(folder.display().to_string(), "there is something already", "a new or empty folder"));
    }
    // All of it beside the folder first: it is there whole or not at all.
    let beside = folder.with_file_name(format!(".secondlook-{}.new", std::process::id()));
    let made = fill(&beside, id).and_then(|()| {
        // An empty folder is replaced; nothing else can be.
        let _ = fs::remove_dir(folder);
        fs::rename(&beside, folder)
            .map_err(|error| Refusal::new(folder.display().to_string(), error.to_string(), "a folder that can be made"))
    });
    if made.is_err() {
        let _ = fs::remove_dir_all(&beside);
    }
    made?;
    say(&format!(
        "{0}\n  {id} 0.1.0, with one rule to begin with\nWrite its examples in {0}/rules/gift-cards.toml, then: secondlook pack test {0}",
        folder.display()
    ))?;
    Ok(ExitCode::SUCCESS)
}

fn fill(folder: &Path, id: &str) -> Result<(), Refusal> {
    for (name, text) in FILES {
        let file = folder.join(name);
        let parent = file.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|error| {
            Refusal::new(folder.display().to_string(), error.to_string(), "a path in a folder that may be written to")
        })?;
        output::write(Some(&file), text.replace("{id}", id).as_bytes())?;
    }
    Ok(())
}

fn is_id(id: &str) -> bool {
    let kebab = |text: &str| {
        let part = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        text.len() <= 60 && text.split('-').all(part)
    };
    id.split_once('/').is_some_and(|(namespace, name)| kebab(namespace) && kebab(name))
}

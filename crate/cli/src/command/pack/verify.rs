//! `secondlook pack verify`: whether a built pack is whole, and whether its key is the one that is trusted.

use std::path::PathBuf;
use std::process::ExitCode;

use secondlook_core::pack::file::key::Key;
use secondlook_core::pack::trust::{self, Trust};
use serde::Serialize;

use super::{listed, problems_found, say};
use crate::output;
use crate::packs::{self, Loaded};
use crate::refusal::Refusal;
use crate::trusted::{self, Trusted};

const AFTER_HELP: &str = "\
Examples:
  secondlook pack verify team-1.0.0.slpack.json
  secondlook pack verify team-1.0.0.slpack.json --trust trusted.json
  secondlook pack verify team-2.0.0.slpack.json --trust trusted.json --accept-key 7F3K-M2QX-9B4T-HW8C
  secondlook pack verify team-2.0.0.slpack.json --trust trusted.json --accept-key none

With --trust the first pack of a namespace says which key speaks for it: compare the fingerprint with its author, by voice. From
then on another key is refused, and none too, until the old key vouches for the new one (`pack key handover`) or you accept
it by its fingerprint (`none` for a pack that is no longer signed). The verdict is on the content, whose hash is printed.

Exit code: 0 whole and not refused; 1 damaged, changed, or refused; 2 bad usage or input.";

/// `secondlook pack verify FILE`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// The built pack.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The table of trusted keys; it is made where there is none.
    #[arg(long, value_name = "FILE")]
    trust: Option<PathBuf>,
    /// Trust the key with this fingerprint from now on; `none` for a pack that is no longer signed.
    #[arg(long, value_name = "FINGERPRINT", requires = "trust")]
    accept_key: Option<String>,
    /// The form of what is said.
    #[arg(long, value_enum, default_value = "text")]
    format: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// What is said of a pack.
#[derive(Debug, Serialize)]
struct Verdict<'a> {
    id: &'a str,
    version: &'a str,
    sha256: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    fingerprint: Option<String>,
    /// What its key is to the one that is known; absent without a table.
    #[serde(skip_serializing_if = "Option::is_none")]
    trust: Option<Trust>,
    /// Whether it was accepted by hand.
    accepted: bool,
    refused: bool,
}

/// Runs it.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Refusal> {
    let loaded = match packs::built(&arguments.file) {
        Ok(loaded) => loaded,
        Err(problems) => {
            let text = match arguments.format {
                Form::Text => listed(&problems),
                Form::Json => json(&serde_json::json!({ "problems": problems }))?,
            };
            output::write(None, text.as_bytes())?;
            return Ok(problems_found());
        }
    };
    let fingerprint = loaded.key.as_ref().map(Key::fingerprint);
    let namespace = trust::namespace(&loaded.pack.id);
    let mut verdict = Verdict {
        id: &loaded.pack.id,
        version: &loaded.pack.version,
        sha256: &loaded.info.sha256,
        fingerprint: fingerprint.clone(),
        trust: None,
        accepted: false,
        refused: false,
    };
    let mut known = None;
    if let Some(path) = &arguments.trust {
        let mut table = trusted::read(path)?;
        known = table.get(namespace).cloned();
        let judged = trust::judge_keys(known.as_ref(), loaded.key.as_ref(), loaded.handover_from.as_ref());
        verdict.trust = Some(judged);
        verdict.accepted = accepted(arguments.accept_key.as_deref(), fingerprint.as_deref());
        let unlike = arguments.accept_key.is_some() && !verdict.accepted;
        verdict.refused = unlike || !(judged.holds() || verdict.accepted);
        if !verdict.refused && take(&mut table, namespace, &loaded) {
            trusted::write(path, &table)?;
        }
    }
    match arguments.format {
        Form::Text => say(&told(arguments, &verdict, namespace, known.as_ref()))?,
        Form::Json => output::write(None, json(&verdict)?.as_bytes())?,
    }
    Ok(if verdict.refused { problems_found() } else { ExitCode::SUCCESS })
}

/// Whether the fingerprint that was typed is that of the pack's key, however it was written down.
fn accepted(typed: Option<&str>, fingerprint: Option<&str>) -> bool {
    let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
    typed.is_some_and(|typed| plain(typed) == fingerprint.map_or_else(|| "NONE".to_owned(), plain))
}

/// Notes the pack's key, or that it has none; says whether that changes the table.
fn take(table: &mut Trusted, namespace: &str, loaded: &Loaded) -> bool {
    match &loaded.key {
        Some(key) => table.insert(namespace.to_owned(), key.clone()).as_ref() != Some(key),
        None => table.remove(namespace).is_some(),
    }
}

fn told(arguments: &Arguments, verdict: &Verdict<'_>, namespace: &str, known: Option<&Key>) -> String {
    let known = known.map(Key::fingerprint).unwrap_or_default();
    let by = verdict.fingerprint.as_deref().map_or("not signed".to_owned(), |by| format!("signed by {by}"));
    let verdicts = match verdict.trust {
        _ if arguments.accept_key.is_some() && !verdict.accepted => {
            "Refused: its key is not the one that --accept-key names.".to_owned()
        }
        None if verdict.fingerprint.is_some() => {
            "Whole. Whether the key is its author's, only they can tell: compare the fingerprint, and use --trust."
                .to_owned()
        }
        None | Some(Trust::Unsigned) => {
            "Whole, and nobody stands by it: it may be tried, is marked, and its findings never go above Ask."
                .to_owned()
        }
        Some(Trust::First) => format!(
            "Whole. The first pack of {namespace} here: compare the fingerprint with its author. The key is trusted from now on."
        ),
        Some(Trust::Same) => format!("Whole, and by the key that is trusted for {namespace}."),
        Some(Trust::HandedOver) => {
            format!(
                "Whole. The key trusted for {namespace} until now ({known}) vouches for this one, which is trusted from now on."
            )
        }
        Some(Trust::Changed) if verdict.accepted => format!("Whole. You accepted this key instead of {known}."),
        Some(Trust::Lost) if verdict.accepted => {
            format!("Whole. You accepted that {namespace} is no longer signed by {known}.")
        }
        Some(Trust::Changed) => format!(
            "Refused: {namespace} was signed by {known} until now. Ask its author, by another way than the one this file came; \
             if the new key is theirs, give --accept-key {}.",
            verdict.fingerprint.as_deref().unwrap_or_default()
        ),
        Some(Trust::Lost) => format!(
            "Refused: {namespace} was signed by {known} until now, and this is not. Ask its author for a signed one; \
             --accept-key none takes it all the same."
        ),
    };
    let head = format!("{}\n  {} {}, {by}", arguments.file.display(), verdict.id, verdict.version);
    crate::printable(&format!("{head}\n  sha256 {}\n{verdicts}", verdict.sha256))
}

fn json<T: Serialize>(value: &T) -> Result<String, Refusal> {
    let refuse = |error: serde_json::Error| Refusal::new("verdict", error.to_string(), "one that can be written");
    Ok(serde_json::to_string(value).map_err(refuse)? + "\n")
}

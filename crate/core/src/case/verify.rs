//! A case made again: the same engine's work on what the case holds, and how far the findings agree.
//!
//! Compared are the findings about the case's person: which there are, and all that each says. What was checked on the page
//! (the report's coverage) is of the whole page, of which a case holds a part, and is not compared. What people wrote is not
//! judged by any engine.

use std::collections::{BTreeMap, BTreeSet};

use super::made::again;
use super::{Case, Verified, VerifiedState};
use crate::engine::{Engine, override_findings};
use crate::pack::{Pack, file};
use crate::report::{Finding, Message, Overridden, PackInfo, Problem};

/// The packs that a case is made again with, and what is not as it was.
#[derive(Debug)]
pub struct Packs {
    /// The packs, in the case's order: for [`Engine::with_proved`].
    pub packs: Vec<(Pack, PackInfo)>,
    /// What is not as it was: keys `case.why.*`.
    pub why: Vec<Message>,
    /// Whether one is not there at all.
    pub lacking: bool,
}

/// The packs of a case: those in the case itself, and of the built-in ones those that it was made with.
pub fn packs(case: &Case, mut built_in: Vec<(Pack, PackInfo)>) -> Packs {
    let mut found = Packs { packs: Vec::new(), why: Vec::new(), lacking: false };
    for made_with in &case.inputs.packs {
        let info = &made_with.info;
        let same = |(_, other): &(Pack, PackInfo)| other.id == info.id;
        let now = match &made_with.file {
            Some(text) => match file::open(text) {
                // That a key is trusted was said where the case was made.
                Ok(opened) => {
                    Some((opened.pack, PackInfo { signed: info.signed && opened.info.signed, ..opened.info }))
                }
                Err(problems) => {
                    let why = problems.into_iter().next().map_or_else(String::new, |problem| problem.message);
                    found.why.push(Message::key("case.why.pack_damaged").with("id", info.id.as_str()).with("why", why));
                    found.lacking = true;
                    continue;
                }
            },
            None => built_in.iter().position(same).map(|at| built_in.swap_remove(at)),
        };
        let Some((pack, now)) = now else {
            found.why.push(Message::key("case.why.pack_absent").with("id", info.id.as_str()));
            found.lacking = true;
            continue;
        };
        if now.sha256 != info.sha256 {
            let message = Message::key("case.why.pack_other").with("id", info.id.as_str());
            found.why.push(message.with("made", info.version.as_str()).with("now", now.version.as_str()));
        } else if made_with.file.is_some() {
            found.why.push(Message::key("case.why.pack_inside").with("id", info.id.as_str()));
        }
        found.packs.push((pack, now));
    }
    found
}

/// Makes a case again with an engine of its packs. `why` and `lacking` are those of [`packs`]; an engine that cannot be built is
/// none, with its problems.
pub fn verify(case: &Case, engine: Result<&Engine, &[Problem]>, mut why: Vec<Message>, lacking: bool) -> Verified {
    let engine_now = env!("CARGO_PKG_VERSION");
    let engine_made = case.inputs.engine.clone();
    if engine_made != engine_now {
        why.insert(0, Message::key("case.why.engine").with("made", engine_made.as_str()).with("now", engine_now));
    }
    let mut verified = Verified {
        state: VerifiedState::Cannot,
        engine_made,
        engine_now: engine_now.to_owned(),
        findings: case.report.findings.len(),
        missing: Vec::new(),
        added: Vec::new(),
        changed: Vec::new(),
        why,
    };
    match engine {
        _ if !case.erased.is_empty() => verified.why.push(Message::key("case.why.erased")),
        Err(problems) => {
            let said = problems.first().map_or_else(String::new, |problem| problem.message.clone());
            verified.why.push(Message::key("case.why.packs").with("why", said));
        }
        Ok(engine) => {
            compare(case, engine, &mut verified);
            let same = verified.missing.is_empty() && verified.added.is_empty() && verified.changed.is_empty();
            verified.state = match (same, lacking) {
                (true, _) => VerifiedState::Same,
                // Without a pack nobody can tell whether the rest would have been the same.
                (false, true) => VerifiedState::Cannot,
                (false, false) => VerifiedState::Differs,
            };
        }
    }
    verified.why.push(Message::key("case.why.people"));
    verified
}

fn compare(case: &Case, engine: &Engine, verified: &mut Verified) {
    let inputs = &case.inputs;
    let found = again(engine, &inputs.snapshot, &inputs.memories, &case.subject.person);
    let (found, hidden) = override_findings(&inputs.settings.overrides, found, &inputs.snapshot);
    // Written and read again, as those of the case were.
    let found: Vec<Finding> = written_and_read(&found);
    let hidden: Vec<Overridden> = written_and_read(&hidden);
    let (now, then) = (by_id(found), by_id(case.report.findings.clone()));
    let mut changed: BTreeSet<&str> = BTreeSet::new();
    for (id, finding) in &then {
        match now.get(id) {
            None => verified.missing.push(id.clone()),
            Some(other) if other != finding => _ = changed.insert(id),
            Some(_) => {}
        }
    }
    verified.added = now.keys().filter(|id| !then.contains_key(*id)).cloned().collect();
    let said = |one: &Overridden| (one.id.clone(), one.now, one.reason.clone());
    for one in hidden.iter().chain(&case.report.overridden) {
        let on = |list: &[Overridden]| list.iter().any(|other| said(other) == said(one));
        if !on(&hidden) || !on(&case.report.overridden) {
            changed.insert(&one.id);
        }
    }
    verified.changed = changed.into_iter().map(str::to_owned).collect();
}

/// Findings by their fingerprints. That a pack is of other content is said once, of the pack.
fn by_id(findings: Vec<Finding>) -> BTreeMap<String, Finding> {
    let plain = |finding: Finding| (finding.id.clone(), Finding { pack_sha256: None, ..finding });
    findings.into_iter().map(plain).collect()
}

fn written_and_read<T: serde::Serialize + serde::de::DeserializeOwned>(list: &[T]) -> Vec<T> {
    let json = serde_json::to_string(list);
    json.ok().and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default()
}

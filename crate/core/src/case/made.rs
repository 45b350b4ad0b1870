//! A case as it is made: what is held of the page and of the memories, so that the findings about one person come again.

use std::collections::{BTreeMap, BTreeSet};

use super::CaseMade;
use super::about::{Moves, is_about, moved, named, seen, theirs};
use super::part::{EXTENTS, Extent, Part, part};
use super::rekeyed::{Chosen, rekeyed};
use crate::check::Memories;
use crate::check::once::Once;
use crate::check::remembered::Keys;
use crate::check::work::letter_key;
use crate::engine::{Engine, Override, Page, Settings, override_findings};
use crate::ledger::Secret;
use crate::model::{PageSnapshot, SeenLetter};
use crate::report::{Finding, ItemKind, Problem, Report, Subject};

/// Makes it of an open page. `secret` is of this case alone: the host makes a new one each time.
pub fn made(
    engine: &Engine,
    page: &Page<'_>,
    memories: &Memories,
    person: &str,
    secret: &Secret,
) -> Result<CaseMade, Vec<Problem>> {
    let whole = page.snapshot();
    if whole.people.iter().all(|one| one.id.as_ref().is_none_or(|id| id.value != person)) {
        return Err(vec![Problem {
            place: "person".to_owned(),
            code: "case-no-person".to_owned(),
            message: "nobody on this page has this id".to_owned(),
            fix: "give the id of one of the page's people".to_owned(),
        }]);
    }
    let judged = page.judge(engine, memories);
    let coverage = judged.coverage;
    let wanted = theirs(whole, judged.findings, person);
    let named: BTreeSet<&str> = wanted.iter().flat_map(|finding| named(whole, finding)).collect();
    let settings = settings(engine, whole, &wanted);
    let told: BTreeSet<(&str, &str)> =
        wanted.iter().flat_map(seen).map(|seen| (seen.url.as_str(), seen.key.as_str())).collect();

    let mut last = None;
    for (extent, all_letters, all_entries) in attempts(memories) {
        let part = part(whole, person, &named, extent);
        let letters = letters(memories, &told, all_letters);
        let without = unnamed_entries(engine, whole, memories, &part, &told);
        let chosen = Chosen { letters, without, all: all_entries, secret };
        let memories = rekeyed(engine, &part.snapshot, memories, chosen);
        let again = Page::from(&part.snapshot).judge(engine, &memories);
        let pictures =
            again.pictures.into_iter().filter(|one| is_about(&part.snapshot, &one.subject, person)).collect();
        let found = theirs(&part.snapshot, again.findings, person);
        let is_same = same(&wanted, &found, &part.moves);
        let (findings, overridden) = override_findings(&settings.overrides, found, &part.snapshot);
        last = Some((part.snapshot, memories, findings, overridden, pictures));
        if is_same {
            break;
        }
    }
    let Some((snapshot, memories, findings, overridden, pictures)) = last else {
        return Err(Vec::new());
    };
    let whole_report = engine.report_of(&snapshot);
    // Their names say whose words a quote is.
    let is_named = |subject: &Subject| named.iter().chain([&person]).any(|one| is_about(&snapshot, subject, one));
    let items = whole_report.items.into_iter().filter(|item| is_named(&item.subject)).collect();
    let report = Report { findings, overridden, coverage, pictures, items, ..whole_report };
    Ok(CaseMade { snapshot, memories, settings, report })
}

/// How much is held, from the least on. The last one is all of the page.
fn attempts(memories: &Memories) -> impl Iterator<Item = (Extent, bool, bool)> {
    let choices = |any: bool| if any { [false, true].as_slice() } else { [false].as_slice() };
    let (letters, entries) = (choices(!memories.letters.is_empty()), choices(!memories.entries.is_empty()));
    EXTENTS.into_iter().flat_map(move |extent| {
        letters.iter().flat_map(move |letters| entries.iter().map(move |entries| (extent, *letters, *entries)))
    })
}

/// What the user had chosen, without what names other people.
fn settings(engine: &Engine, whole: &PageSnapshot, wanted: &[Finding]) -> Settings {
    let holds = |one: &&Override| wanted.iter().any(|finding| one.holds_for(finding, whole));
    let Settings { off, overrides, .. } = engine.settings();
    let overrides = overrides.iter().filter(holds).cloned().collect();
    Settings { off: off.clone(), snapshot: false, overrides }
}

/// The letters of earlier pages that the findings tell of; with all of them, of the others only the words.
fn letters(memories: &Memories, told: &BTreeSet<(&str, &str)>, all: bool) -> Vec<SeenLetter> {
    let mut letters = Vec::new();
    for letter in &memories.letters {
        if told.contains(&(letter.url.as_str(), letter.key.as_str())) {
            letters.push(letter.clone());
        } else if all {
            let (text, job_text) = (letter.text.clone(), letter.job_text.clone());
            let key = format!("other-{}", letters.len() + 1);
            letters.push(SeenLetter { key, text, job_text, ..SeenLetter::default() });
        }
    }
    letters
}

/// The entries of letters that are in the case without their authors, or not at all: they are no letters met before.
fn unnamed_entries(
    engine: &Engine,
    whole: &PageSnapshot,
    memories: &Memories,
    part: &Part,
    told: &BTreeSet<(&str, &str)>,
) -> BTreeSet<String> {
    let Some(secret) = &memories.secret else { return BTreeSet::new() };
    let once = Once::default();
    let keys = Keys::new(whole, engine.common(), secret, &once);
    let held = part.moves.get(&ItemKind::Proposal);
    let of_page = whole.proposals.iter().enumerate().filter(|(at, _)| held.is_none_or(|held| !held.contains_key(at)));
    let of_page =
        of_page.filter_map(|(_, proposal)| Some(keys.proposal(&whole.page.url, &letter_key(whole, proposal)?)));
    let earlier = memories.letters.iter().filter(|seen| !told.contains(&(seen.url.as_str(), seen.key.as_str())));
    of_page.chain(earlier.map(|seen| keys.proposal(&seen.url, &seen.key))).collect()
}

/// Whether the findings came again: the same fingerprints with the same content, at the places where the items went.
fn same(wanted: &[Finding], found: &[Finding], moves: &Moves) -> bool {
    let by_id = |findings: &[Finding]| -> BTreeMap<String, Finding> {
        findings.iter().map(|finding| (finding.id.clone(), finding.clone())).collect()
    };
    let Some(wanted) = wanted.iter().map(|finding| moved(finding, moves)).collect::<Option<Vec<_>>>() else {
        return false;
    };
    by_id(&wanted) == by_id(found)
}

/// The findings about a person of what a case holds, made again.
pub(super) fn again(engine: &Engine, snapshot: &PageSnapshot, memories: &Memories, person: &str) -> Vec<Finding> {
    theirs(snapshot, Page::from(snapshot).judge(engine, memories).findings, person)
}

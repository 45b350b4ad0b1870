//! The last touch of a report: order and fingerprints of findings, and the items that get a marker.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::{PageSnapshot, Person, Value};
use crate::report::{Finding, Item, ItemKind, Subject};
use crate::text::normal::plain_words;
use crate::tree::RowId;
use crate::words::{Words, term};

/// Orders findings by severity (highest first), then by subject, and gives those without one a fingerprint.
pub(super) fn findings(findings: Vec<Finding>, snapshot: &PageSnapshot) -> Vec<Finding> {
    let mut findings = one_thing_once(findings);
    in_order(&mut findings);
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for finding in &mut findings {
        if finding.id.is_empty() {
            finding.id = fingerprint(finding, snapshot);
        }
        // The same words twice by one person (two reviews, two messages) are two findings.
        let times = times.entry(finding.id.clone()).or_default();
        *times += 1;
        if *times > 1 {
            finding.id = format!("{}-{times}", finding.id);
        }
    }
    findings
}

/// By severity, highest first, then by subject.
pub(super) fn in_order(findings: &mut [Finding]) {
    findings.sort_by(|a, b| (Reverse(a.severity), &a.subject).cmp(&(Reverse(b.severity), &b.subject)));
}

/// Findings of these two checks say one thing where they are about the same reviews: many came at once. The second, which
/// also says what was before, then speaks for both, with the quotes of both and the higher severity.
const SAY_ONE_THING: [&str; 2] = ["burst", "revived"];

fn one_thing_once(mut findings: Vec<Finding>) -> Vec<Finding> {
    let place = |findings: &[Finding], subject: &Subject, rule: &str| {
        findings.iter().position(|finding| finding.rule == rule && finding.subject == *subject)
    };
    let [first, second] = SAY_ONE_THING;
    let subjects: Vec<Subject> = findings.iter().filter(|f| f.rule == first).map(|f| f.subject.clone()).collect();
    for subject in subjects {
        let (Some(a), Some(b)) = (place(&findings, &subject, first), place(&findings, &subject, second)) else {
            continue;
        };
        let about =
            |at: usize| findings.get(at).into_iter().flat_map(|f| &f.evidence).map(|quoted| quoted.item.clone());
        let theirs: Vec<Option<Subject>> = about(b).collect();
        let (all, common) = (about(a).count(), about(a).filter(|item| theirs.contains(item)).count());
        if common * 2 < all {
            continue;
        }
        let said = findings.remove(a);
        if let Some(speaks) = place(&findings, &subject, second).and_then(|at| findings.get_mut(at)) {
            speaks.severity = speaks.severity.max(said.severity);
            speaks.evidence.extend(said.evidence.into_iter().filter(|quoted| !theirs.contains(&quoted.item)));
        }
    }
    findings
}

/// Rule, people and normalised quotes, not places: the same finding has the same fingerprint on the next visit.
fn fingerprint(finding: &Finding, snapshot: &PageSnapshot) -> String {
    let mut hash = Fnv::default();
    hash.part(&finding.rule);
    hash.part(&term(&Words::new(), "", &finding.subject.kind));
    for item in &finding.subject.items {
        hash.part(&owner(snapshot, finding.subject.kind, *item));
    }
    for evidence in &finding.evidence {
        hash.part(&plain_words(&evidence.quote));
    }
    format!("{:016x}", hash.0)
}

/// Who an item belongs to: the site's id, else the name; empty when the page says neither.
pub(super) fn owner(snapshot: &PageSnapshot, kind: ItemKind, item: usize) -> String {
    let id = match kind {
        ItemKind::Person => {
            let person = snapshot.people.get(item);
            let id = person.and_then(|person| person.id.as_ref().or(person.name.as_ref()));
            return id.map(|id| id.value.clone()).unwrap_or_default();
        }
        ItemKind::Proposal => snapshot.proposals.get(item).and_then(|one| one.person.clone()),
        ItemKind::Contract => snapshot.contracts.get(item).and_then(|one| one.person.clone()),
        ItemKind::Review => snapshot.reviews.get(item).and_then(|one| one.person.clone()),
        ItemKind::Chat => snapshot.messages.get(item).and_then(|one| one.person.clone()),
        ItemKind::Page | ItemKind::Job => None,
    };
    id.unwrap_or_default()
}

/// FNV-1a, 64 bits: a name for a finding on this device, no secret and no proof.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn part(&mut self, part: &str) {
        for byte in part.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// Everything that has a place on the page, read or not, in the order of the snapshot's lists. A person and a proposal may
/// stand in one card and share its row. A label is empty where the page names nobody.
pub(super) fn items(snapshot: &PageSnapshot) -> Vec<Item> {
    let names: BTreeMap<&str, &Person> =
        snapshot.people.iter().filter_map(|person| Some((person.id.as_ref()?.value.as_str(), person))).collect();
    let mut items = Vec::new();
    let mut add = |kind: ItemKind, at: usize, row: Option<RowId>, read: bool, label: Option<&str>| {
        let Some(row) = row else { return };
        let label = label.map(str::trim).unwrap_or_default().to_owned();
        items.push(Item { subject: Subject { kind, items: vec![at] }, row, read, label });
    };
    let name = |person: Option<&String>| {
        names.get(person?.as_str()).and_then(|person| person.name.as_ref()).map(|name| name.value.as_str())
    };
    for (at, one) in snapshot.people.iter().enumerate() {
        let read = has(one.name.as_ref()) || has(one.title.as_ref()) || has(one.bio.as_ref());
        add(ItemKind::Person, at, one.row, read, one.name.as_ref().map(|name| name.value.as_str()));
    }
    for (at, one) in snapshot.proposals.iter().enumerate() {
        add(ItemKind::Proposal, at, one.row, has(one.letter.as_ref()), name(one.person.as_ref()));
    }
    for (at, one) in snapshot.contracts.iter().enumerate() {
        let title = one.title.as_ref();
        add(ItemKind::Contract, at, one.row, has(title), title.map(|title| title.value.as_str()));
    }
    for (at, one) in snapshot.reviews.iter().enumerate() {
        let label = one.client.as_ref().or(one.title.as_ref());
        let read = has(one.text.as_ref()) || one.rating.is_some();
        add(ItemKind::Review, at, one.row, read, label.map(|label| label.value.as_str()));
    }
    for (at, one) in snapshot.messages.iter().enumerate() {
        add(ItemKind::Chat, at, one.row, has(one.text.as_ref()), name(one.person.as_ref()));
    }
    items
}

fn has(value: Option<&Value<String>>) -> bool {
    value.is_some_and(|value| !value.value.trim().is_empty())
}

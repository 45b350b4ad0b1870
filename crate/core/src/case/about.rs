//! Which findings are about a person, and whom else they name.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{PageSnapshot, SeenLetter};
use crate::report::{Evidence, Finding, ItemKind, Member, Subject};

/// Where the items of a page went: for each kind, from the old position to the new one.
pub(super) type Moves = BTreeMap<ItemKind, BTreeMap<usize, usize>>;

/// Whose an item is, by the site's id; none where the page names nobody.
pub(super) fn owner(snapshot: &PageSnapshot, kind: ItemKind, item: usize) -> Option<&str> {
    let only = || match snapshot.people.as_slice() {
        // A page about one person need not repeat whose things it shows.
        [person] => person.id.as_ref().map(|id| id.value.as_str()),
        _ => None,
    };
    match kind {
        ItemKind::Person => snapshot.people.get(item)?.id.as_ref().map(|id| id.value.as_str()),
        ItemKind::Proposal => snapshot.proposals.get(item)?.person.as_deref(),
        ItemKind::Contract => snapshot.contracts.get(item)?.person.as_deref().or_else(only),
        ItemKind::Review => snapshot.reviews.get(item)?.person.as_deref().or_else(only),
        // A message without a person is the user's own.
        ItemKind::Chat => snapshot.messages.get(item)?.person.as_deref(),
        ItemKind::Page => only(),
        ItemKind::Job => None,
    }
}

fn owners<'a>(snapshot: &'a PageSnapshot, subject: &Subject) -> Vec<&'a str> {
    let kind = subject.kind;
    let items = if kind == ItemKind::Page { [0].as_slice() } else { subject.items.as_slice() };
    items.iter().filter_map(|item| owner(snapshot, kind, *item)).collect()
}

/// Whether something is about a person, perhaps among others.
pub(super) fn is_about(snapshot: &PageSnapshot, subject: &Subject, person: &str) -> bool {
    owners(snapshot, subject).contains(&person)
}

/// The people of this page whom a finding names: in its subject, its quotes, its template.
pub(super) fn named<'a>(snapshot: &'a PageSnapshot, finding: &Finding) -> BTreeSet<&'a str> {
    let quoted = finding.evidence.iter().filter_map(|quote| quote.item.as_ref());
    let members = finding.template.iter().flat_map(|template| &template.members);
    let members = members.filter_map(|member| owner(snapshot, ItemKind::Proposal, member.proposal?));
    let subjects = std::iter::once(&finding.subject).chain(quoted);
    subjects.flat_map(|subject| owners(snapshot, subject)).chain(members).collect()
}

/// The findings that name a person.
pub(super) fn theirs(snapshot: &PageSnapshot, findings: Vec<Finding>, person: &str) -> Vec<Finding> {
    findings.into_iter().filter(|finding| named(snapshot, finding).contains(person)).collect()
}

/// The letters of earlier pages that a finding tells of.
pub(super) fn seen(finding: &Finding) -> impl Iterator<Item = &SeenLetter> {
    finding.template.iter().flat_map(|template| &template.members).filter_map(|member| member.seen.as_ref())
}

/// A finding with its items where they went; none where one of them is gone.
pub(super) fn moved(finding: &Finding, moves: &Moves) -> Option<Finding> {
    let mut finding = finding.clone();
    finding.subject = moved_subject(&finding.subject, moves)?;
    for Evidence { item, .. } in &mut finding.evidence {
        if let Some(subject) = item {
            *subject = moved_subject(subject, moves)?;
        }
    }
    for Member { proposal, .. } in finding.template.iter_mut().flat_map(|template| &mut template.members) {
        if let Some(at) = proposal {
            *at = *moves.get(&ItemKind::Proposal)?.get(at)?;
        }
    }
    Some(finding)
}

fn moved_subject(subject: &Subject, moves: &Moves) -> Option<Subject> {
    let items = subject.items.iter().map(|item| moves.get(&subject.kind)?.get(item).copied());
    Some(Subject { kind: subject.kind, items: items.collect::<Option<_>>()? })
}

//! A page cut down to what the findings about one person need, step by step less so.

use std::collections::{BTreeMap, BTreeSet};

use super::about::{Moves, owner};
use crate::model::{Contract, PageSnapshot, Proposal, Review, Source, Value};
use crate::report::ItemKind;

/// How much of a page is held. What a check learns from all letters of a page (which words are rare) changes what it says
/// of two of them, so the least is not always enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Extent {
    /// The person alone.
    Person,
    /// With the people whom their findings name.
    Named,
    /// With the letters of all others too, without name, id or anything else of theirs.
    Letters,
    /// All of it.
    Whole,
}

/// From the least on.
pub(super) const EXTENTS: [Extent; 4] = [Extent::Person, Extent::Named, Extent::Letters, Extent::Whole];

/// A part of a page.
#[derive(Debug)]
pub(super) struct Part {
    /// What is held.
    pub snapshot: PageSnapshot,
    /// Where its items stood.
    pub moves: Moves,
}

/// The part of a page that holds a person and those whom their findings name.
pub(super) fn part(whole: &PageSnapshot, person: &str, named: &BTreeSet<&str>, extent: Extent) -> Part {
    let mut cut = Cut { whole, moves: Moves::new() };
    let held = |id: Option<&str>| match extent {
        Extent::Whole => true,
        Extent::Person => id == Some(person),
        Extent::Named | Extent::Letters => id.is_some_and(|id| id == person || named.contains(id)),
    };
    let mut others = 0_usize;
    let anonymous = |proposal: &Proposal| {
        let letter = proposal.letter.as_ref().filter(|_| extent == Extent::Letters)?;
        others += 1;
        Some(nobodys(letter, others))
    };
    let people = cut.list(&whole.people, ItemKind::Person, held, |_| None);
    let proposals = cut.list(&whole.proposals, ItemKind::Proposal, held, anonymous);
    let contracts: Vec<Contract> = cut.list(&whole.contracts, ItemKind::Contract, held, |_| None);
    let mut reviews: Vec<Review> = cut.list(&whole.reviews, ItemKind::Review, held, |_| None);
    let messages = cut.list(&whole.messages, ItemKind::Chat, held, |_| None);
    let moved = cut.moves.get(&ItemKind::Contract);
    for review in &mut reviews {
        review.contract = review.contract.and_then(|at| moved?.get(&at).copied());
    }
    let snapshot = PageSnapshot { people, proposals, contracts, reviews, messages, ..rest(whole) };
    Part { snapshot, moves: cut.moves }
}

struct Cut<'a> {
    whole: &'a PageSnapshot,
    moves: Moves,
}

impl Cut<'_> {
    /// The items of a list that are held, or stand in for one that is not; where they went is noted.
    fn list<T: Clone>(
        &mut self,
        items: &[T],
        kind: ItemKind,
        held: impl Fn(Option<&str>) -> bool,
        mut instead: impl FnMut(&T) -> Option<T>,
    ) -> Vec<T> {
        let (mut list, mut moves) = (Vec::new(), BTreeMap::new());
        for (at, item) in items.iter().enumerate() {
            if held(owner(self.whole, kind, at)) {
                moves.insert(at, list.len());
                list.push(item.clone());
            } else {
                list.extend(instead(item));
            }
        }
        self.moves.insert(kind, moves);
        list
    }
}

/// What belongs to the page and to nobody on it.
fn rest(whole: &PageSnapshot) -> PageSnapshot {
    let (page, job) = (whole.page.clone(), whole.job.clone());
    let (totals, unread) = (whole.totals.clone(), whole.unread.clone());
    PageSnapshot { kind: whole.kind, page, job, totals, unread, ..PageSnapshot::default() }
}

/// A letter of which nothing is known but the words.
fn nobodys(letter: &Value<String>, number: usize) -> Proposal {
    let source = Source { row: None, path: String::new() };
    let letter = Value { value: letter.value.clone(), currency: None, source, shown: Vec::new() };
    Proposal { person: Some(format!("other-{number}")), letter: Some(letter), ..Proposal::default() }
}

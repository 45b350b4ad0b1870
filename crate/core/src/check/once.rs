//! What several checks and the ledger's verbs need of one page, worked out when it is first asked for, and once.
//!
//! A letter is read by three of them, and to read it is most of what it costs. Everything here follows from the snapshot and
//! the engine that is asked about it, so it belongs to these two and to no other.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use super::remembered::{Bid, Reviewed};
use crate::ledger::Secret;
use crate::model::PageSnapshot;
use crate::pack::reading::{Reading, read};
use crate::report::{Coverage, Finding};
use crate::text::common::Common;
use crate::text::letter::Letter;
use crate::text::stock::Aside;

/// What is known of one page so far.
#[derive(Debug, Default)]
pub struct Once {
    post: OnceCell<Aside>,
    letters: RefCell<Vec<Option<Rc<Letter>>>>,
    readings: RefCell<Vec<Option<Rc<Reading>>>>,
    ruled: OnceCell<Ruled>,
    bids: Known<Bid>,
    reviewed: Known<Reviewed>,
}

/// What rules found, and what they could judge.
type Ruled = (Vec<Finding>, Vec<Coverage>);

/// A list that was made under a secret.
type Known<T> = RefCell<Option<(Secret, Rc<Vec<T>>)>>;

impl Once {
    /// The job post's own words, which belong to no letter.
    pub fn post(&self, snapshot: &PageSnapshot) -> &Aside {
        self.post.get_or_init(|| {
            let mut post = Aside::default();
            if let Some(of) = &snapshot.job {
                [&of.title, &of.description].into_iter().flatten().for_each(|text| post.add(&text.value));
            }
            post
        })
    }

    /// The letter of a proposal, read to be compared; none where the proposal has none.
    pub fn letter(&self, snapshot: &PageSnapshot, common: &Common, at: usize) -> Option<Rc<Letter>> {
        of_proposal(&self.letters, snapshot, at, |text| {
            let post = snapshot.proposals.get(at).and_then(|proposal| proposal.post.as_ref());
            let mut own = Aside::default();
            own.add(post.map_or("", |post| &post.value));
            Letter::read(text, &[common.stock(text), self.post(snapshot), &own])
        })
    }

    /// The letter of a proposal, in words and sentences as rules read it; none where the proposal has none.
    pub fn reading(&self, snapshot: &PageSnapshot, at: usize) -> Option<Rc<Reading>> {
        of_proposal(&self.readings, snapshot, at, read)
    }

    /// What the rules say of the page: memories change nothing about it.
    pub fn ruled(&self, run: impl FnOnce() -> Ruled) -> &Ruled {
        self.ruled.get_or_init(run)
    }

    /// The proposals that can be known again under a secret.
    pub fn bids(&self, secret: &Secret, make: impl FnOnce() -> Vec<Bid>) -> Rc<Vec<Bid>> {
        known(&self.bids, secret, make)
    }

    /// The people whose reviews can be known again under a secret.
    pub fn reviewed(&self, secret: &Secret, make: impl FnOnce() -> Vec<Reviewed>) -> Rc<Vec<Reviewed>> {
        known(&self.reviewed, secret, make)
    }
}

/// What is made of a proposal's letter.
fn of_proposal<T>(
    cell: &RefCell<Vec<Option<Rc<T>>>>,
    snapshot: &PageSnapshot,
    at: usize,
    make: impl FnOnce(&str) -> T,
) -> Option<Rc<T>> {
    if let Some(known) = cell.borrow().get(at).and_then(Clone::clone) {
        return Some(known);
    }
    let fresh = Rc::new(make(&snapshot.proposals.get(at)?.letter.as_ref()?.value));
    let mut all = cell.borrow_mut();
    if all.len() <= at {
        all.resize(snapshot.proposals.len(), None);
    }
    all.get_mut(at)?.replace(Rc::clone(&fresh));
    Some(fresh)
}

/// A device has one secret, and another one only after everything was forgotten: the last is kept.
fn known<T>(cell: &Known<T>, secret: &Secret, make: impl FnOnce() -> Vec<T>) -> Rc<Vec<T>> {
    if let Some((of, known)) = &*cell.borrow()
        && of == secret
    {
        return Rc::clone(known);
    }
    let list = Rc::new(make());
    cell.replace(Some((secret.clone(), Rc::clone(&list))));
    list
}

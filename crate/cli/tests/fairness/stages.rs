//! Pages on which every check fires, with a life in each of their texts.

mod letters;
mod reviews;

use std::collections::BTreeSet;

use secondlook_core::check::{CHECKS, Memories};
use secondlook_core::engine::Engine;
use secondlook_core::model::{PageSnapshot, Person};
use secondlook_core::report::Report;

use crate::judgement::{difference, judgement};
use crate::lives::{Cast, Life};
use crate::records::{remembered, text};
use crate::{long, support};

/// A page with these people, and what was opened before it.
pub struct Staged {
    pub page: PageSnapshot,
    pub before: Vec<PageSnapshot>,
}

/// What is shown, and which checks fire on it.
pub struct Stage {
    pub name: &'static str,
    pub fires: &'static [&'static str],
    pub make: fn(Cast) -> Staged,
}

/// All of them.
pub fn stages() -> impl Iterator<Item = &'static Stage> {
    letters::STAGES.iter().chain(reviews::STAGES)
}

impl Stage {
    /// What is reported with these people on it.
    pub fn report(&self, engine: &Engine, cast: Cast) -> Report {
        let Staged { page, before } = (self.make)(cast);
        let memories = if before.is_empty() { Memories::default() } else { remembered(engine, &before, &page) };
        engine.analyze(&page, &memories)
    }
}

/// Somebody as a site shows them.
fn person(life: &Life) -> Person {
    Person {
        id: text(life.handle),
        name: text(life.full),
        place: text(&format!("{}, {}", life.city, life.country)),
        local_time: text(&format!("9:00 am ({})", life.zone)),
        bio: text(
            &life.fill("I am {full}, call me {nick}. {school}. {english}; {language}: native. My hours are {zone}."),
        ),
        ..Person::default()
    }
}

#[test]
fn no_check_tells_lives_apart() {
    let engine = support::engine();
    let (mut tried, mut hit, mut wrong) = (0, BTreeSet::<&str>::new(), Vec::new());
    for stage in stages() {
        let first = stage.report(&engine, Cast(0));
        let found: BTreeSet<&str> = first.findings.iter().map(|finding| finding.rule.as_str()).collect();
        assert!(stage.fires.iter().all(|check| found.contains(check)), "{}: {found:?}", stage.name);
        hit.extend(stage.fires);
        let first = judgement(&first);
        let step = if long() { 1 } else { 10 };
        for cast in (1..200).step_by(step) {
            tried += 1;
            if let Some(what) = difference(&first, &judgement(&stage.report(&engine, Cast(cast)))) {
                wrong.push(format!("{} with {}: {what}", stage.name, Cast(cast).person(0).full));
            }
        }
    }
    println!("{tried} variations of {} stages", stages().count());
    // This one compares names with each other: `named.rs`.
    hit.insert("named-otherwise");
    let never: Vec<_> = CHECKS.iter().map(|check| check.id).filter(|id| !hit.contains(id)).collect();
    assert!(never.is_empty(), "never hit: {never:?}");
    assert!(wrong.is_empty(), "{} of {tried} vary:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

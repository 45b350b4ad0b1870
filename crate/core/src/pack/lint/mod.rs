//! What a pack must have before it is loaded. Everything wrong is said at once, with its place and what to do.
//!
//! One file an idea: [`head`] the pack as a whole, [`rule`] a rule's names and texts, [`least`] how much it asks for,
//! [`fair`] what it may not look at, [`texts`] what it may not say, [`examples`] its proof. What belongs to another part of
//! a pack is checked beside its type. [`codes`] lists every code.

pub mod codes;
mod engine;
mod examples;
mod fair;
mod head;
mod ids;
mod least;
mod rule;
mod texts;
pub(crate) mod traits;

use std::collections::BTreeSet;

use self::traits::Traits;
use super::Pack;
use super::rules::Rules;
use crate::report::{PackInfo, Problem};

pub(super) use self::head::is_language;
pub(super) use self::ids::is_kebab;

/// Most rules of a pack, most phrases of a rule, most examples of a rule.
pub(super) const MOST: usize = 200;
/// Longest example.
const EXAMPLE_BYTES: usize = 4096;
/// Longest text a rule may say, in characters.
const TEXT_CHARS: usize = 600;

/// What is wrong with one pack, as it is found.
pub(crate) struct Lint<'a> {
    pack: &'a str,
    pub(crate) problems: Vec<Problem>,
}

impl<'a> Lint<'a> {
    /// Nothing found yet.
    pub(crate) fn new(pack: &'a str) -> Self {
        Self { pack, problems: Vec::new() }
    }

    /// Notes a problem; an empty place is the pack as a whole.
    pub(crate) fn say(&mut self, place: &str, code: &str, message: String, fix: &str) {
        let place = if place.is_empty() { self.pack.to_owned() } else { format!("{}: {place}", self.pack) };
        self.problems.push(Problem { place, code: code.to_owned(), message, fix: fix.to_owned() });
    }
}

/// All rules, compiled, and all problems of the packs as a whole and of their rules: form, texts, phrases, examples. Of packs
/// in `proved` only what compiling needs is looked at, and that no other pack takes their name.
pub fn compile(packs: &[(Pack, PackInfo)], proved: &BTreeSet<String>) -> (Rules, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut rules = Rules::default();
    let mut traits = None;
    for (at, (pack, info)) in packs.iter().enumerate() {
        let before: Vec<&str> = packs.iter().take(at).map(|(other, _)| other.id.as_str()).collect();
        let traits = (!proved.contains(&pack.id)).then(|| &*traits.get_or_insert_with(Traits::read));
        problems.extend(add(&mut rules, pack, info, &before, traits).0);
    }
    (rules, problems)
}

/// Adds a pack's rules to others, and says everything that is wrong with it beside packs of these ids; without traits, of a
/// proved one, only what compiling needs. Also whether its rules can be run.
pub(crate) fn add(
    rules: &mut Rules,
    pack: &Pack,
    info: &PackInfo,
    before: &[&str],
    traits: Option<&Traits>,
) -> (Vec<Problem>, bool) {
    let mut lint = Lint::new(&pack.id);
    head::check_name(&mut lint, pack, info, before);
    // A pack beyond its bounds is refused without the work of compiling it.
    if traits.is_some_and(|traits| !check(&mut lint, pack, traits)) {
        return (lint.problems, false);
    }
    let first = rules.all().len();
    let phrases = rules.add(pack, info);
    let runs = phrases.is_empty();
    // Examples of a rule whose phrases cannot be read would only say the same again.
    if runs && traits.is_some() {
        examples::prove(&mut lint, rules, first);
    }
    lint.problems.extend(phrases);
    (lint.problems, runs)
}

/// Everything that can be said of a pack without running it; whether it is within the bounds of what is run.
fn check(lint: &mut Lint<'_>, pack: &Pack, traits: &Traits) -> bool {
    let bounded = head::check(lint, pack, traits);
    for (at, rule) in pack.rules.iter().enumerate().take(MOST) {
        let twin = |alike: fn(&str, &str) -> bool| pack.rules.iter().take(at).find(|other| alike(&other.id, &rule.id));
        let place = format!("rules/{}", rule.id);
        if twin(|a, b| a == b).is_some() {
            lint.say(&place, "rule-duplicate", format!("two rules are called {:?}", rule.id), "rename one");
        } else if let Some(other) = twin(|a, b| ids::skeleton(a) == ids::skeleton(b)) {
            let message = format!("{:?} looks like {:?}", rule.id, other.id);
            lint.say(&place, "rule-look-alike", message, "rename one");
        }
        rule::check(lint, rule, traits);
    }
    bounded
}

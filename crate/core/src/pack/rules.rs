//! Rules, compiled: all phrases of all rules in one matcher, patterns and identifiers beside it. [`super::seen`] reads a
//! text for all rules at once, [`super::judge`] judges what was seen by one of them.

use std::collections::BTreeMap;

use super::list::Entries;
use super::matcher::Matcher;
use super::number::{About, Owner};
use super::pattern::Pattern;
use super::rule::{Example, Place, Rule, Status};
use super::term::{Named, Number, Term};
use super::{Pack, phrase};
use crate::model::PageSnapshot;
use crate::report::{Evidence, PackInfo, Problem, Severity};

/// What a term does in its rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// Belongs to this group of what must be said.
    Group(usize),
    /// Must not be said with it.
    None,
    /// Silences its sentence.
    Unless,
    /// The job must say it.
    JobAny,
    /// The job must not say it.
    JobNone,
}

/// One rule with the pack it came from.
#[derive(Debug)]
pub struct Compiled {
    /// The rule.
    pub rule: Rule,
    /// `namespace/pack:rule`.
    pub id: String,
    /// The pack's content hash.
    pub sha256: String,
    /// The severity of its findings: the rule's, or less where nobody vouches for the pack.
    pub severity: Severity,
    pub(super) groups: usize,
    pub(super) numbers: Vec<(Role, Number)>,
    /// Whether it asks about any text. A rule of numbers alone does not.
    pub reads_text: bool,
}

/// Which identifiers a term asks for.
#[derive(Debug)]
pub(super) enum Asked {
    /// Those of a kind.
    Kind(Named),
    /// Those in a list, by its position in [`Rules::lists`].
    List(usize),
}

/// All rules, ready.
#[derive(Debug, Default)]
pub struct Rules {
    pub(super) compiled: Vec<Compiled>,
    pub(super) matcher: Matcher,
    /// For each phrase its rule and role.
    pub(super) roles: Vec<(usize, Role)>,
    pub(super) patterns: Vec<(usize, Role, Pattern)>,
    pub(super) asked: Vec<(usize, Role, Asked)>,
    pub(super) lists: Vec<Entries>,
}

impl Compiled {
    /// Whether it runs: all but the deprecated do.
    pub fn runs(&self) -> bool {
        self.rule.status != Status::Deprecated
    }

    /// Whether it reads texts of this place.
    pub fn reads(&self, place: Place) -> bool {
        self.reads_text && self.rule.places.contains(&place)
    }

    /// Whom a rule of numbers alone is about.
    pub fn subject(&self) -> Owner {
        self.numbers.iter().map(|(_, number)| number.number.owner()).max().unwrap_or(Owner::Person)
    }

    /// What the page says to each of its numbers.
    pub fn known(&self, snapshot: &PageSnapshot, about: About) -> Vec<Option<(bool, Evidence)>> {
        self.numbers.iter().map(|(_, number)| number.judge(snapshot, about)).collect()
    }

    /// What an example says to each of its numbers. Money is in the currency that is asked for.
    pub fn known_of(&self, example: &Example) -> Vec<Option<bool>> {
        let of = |(_, number): &(Role, Number)| Some(number.holds(*example.numbers()?.get(&number.number)?));
        self.numbers.iter().map(of).collect()
    }

    /// The values that speak for it: those of numbers that must compare so, and do.
    pub fn evidence(&self, known: Vec<Option<(bool, Evidence)>>) -> impl Iterator<Item = Evidence> {
        self.numbers.iter().zip(known).filter_map(|((role, _), known)| match (role, known) {
            (Role::Group(_), Some((true, evidence))) => Some(evidence),
            _ => None,
        })
    }
}

impl Rules {
    /// Adds the rules of a pack; phrases that cannot be read, and lists that are not there, are problems.
    pub fn add(&mut self, pack: &Pack, info: &PackInfo) -> Vec<Problem> {
        let mut problems = Vec::new();
        let lists: BTreeMap<&String, usize> = pack.lists.iter().map(|list| &list.id).zip(self.lists.len()..).collect();
        self.lists.extend(pack.lists.iter().map(Entries::new));
        let mut tokens = phrase::Known::default();
        for rule in &pack.rules {
            let at = self.compiled.len();
            let words = phrase::Lists::new(&rule.lists);
            let known = self.matcher.add_lists(&words);
            let mut numbers = Vec::new();
            let mut say = |place: &str, code: &str, message: String, fix: String| {
                let place = format!("{}: rules/{}: {place}", pack.id, rule.id);
                problems.push(Problem { place, code: code.to_owned(), message, fix });
            };
            for (role, place, terms) in terms(rule) {
                for (number, term) in terms.iter().enumerate() {
                    match term {
                        Term::Phrase(text) => {
                            self.phrase((&words, known, &mut tokens), (at, role), (&place, number), text, &mut say);
                        }
                        Term::Regex(regex) => self.patterns.push((at, role, Pattern::new(regex))),
                        Term::Identifier(named) => self.asked.push((at, role, Asked::Kind(named.clone()))),
                        Term::List(listed) => {
                            if let Some(list) = lists.get(&listed.list) {
                                self.asked.push((at, role, Asked::List(*list)));
                            } else {
                                let message = format!("this pack has no list {:?}", listed.list);
                                let place = format!("{place}[{number}]");
                                say(&place, "rule-unknown-list", message, "name a file of lists/".to_owned());
                            }
                        }
                        Term::Number(number) => numbers.push((role, number.clone())),
                    }
                }
            }
            for (role, place, phrases) in silencing(rule) {
                for (number, text) in phrases.iter().enumerate() {
                    self.phrase((&words, known, &mut tokens), (at, role), (place, number), text, &mut say);
                }
            }
            self.compiled.push(Compiled {
                id: format!("{}:{}", pack.id, rule.id),
                sha256: info.sha256.clone(),
                severity: info.cap(rule.severity),
                groups: rule.matching.all.len() + usize::from(!rule.matching.any.is_empty()),
                numbers,
                reads_text: reads_text(rule),
                rule: rule.clone(),
            });
        }
        problems
    }

    fn phrase(
        &mut self,
        (lists, known, tokens): (&phrase::Lists, usize, &mut phrase::Known),
        number_and_role: (usize, Role),
        (place, number): (&str, usize),
        text: &str,
        say: &mut impl FnMut(&str, &str, String, String),
    ) {
        match phrase::parse(text, lists, tokens) {
            Ok(tokens) => {
                self.matcher.add(&tokens, known);
                self.roles.push(number_and_role);
            }
            Err((what, fix)) => {
                say(&format!("{place}[{number}]"), "rule-bad-phrase", format!("{text:?}: {what}"), fix);
            }
        }
    }

    /// The rules in the order they were added.
    pub fn all(&self) -> &[Compiled] {
        &self.compiled
    }

    /// The rules that run: all but the deprecated.
    pub fn running(&self) -> impl Iterator<Item = &Compiled> {
        self.compiled.iter().filter(|compiled| compiled.runs())
    }
}

/// The terms of a rule with their role and place: `any` is the first group, where there is one.
pub(super) fn terms(rule: &Rule) -> Vec<(Role, String, &[Term])> {
    let matching = &rule.matching;
    let first_of_all = usize::from(!matching.any.is_empty());
    let mut terms = vec![(Role::None, "match.none".to_owned(), matching.none.as_slice())];
    if first_of_all > 0 {
        terms.push((Role::Group(0), "match.any".to_owned(), &matching.any));
    }
    for (number, group) in matching.all.iter().enumerate() {
        terms.push((Role::Group(first_of_all + number), format!("match.all[{number}]"), group));
    }
    terms
}

/// The phrases of a rule that are no terms, with their role and place.
fn silencing(rule: &Rule) -> [(Role, &'static str, &[String]); 5] {
    [
        (Role::Unless, "unless.topic", &rule.unless.topic),
        (Role::Unless, "unless.negation", &rule.unless.negation),
        (Role::Unless, "unless.quotation", &rule.unless.quotation),
        (Role::JobAny, "job.any", &rule.job.any),
        (Role::JobNone, "job.none", &rule.job.none),
    ]
}

/// Whether a rule asks about any text. One without any terms does: what it reads is not for numbers to say.
pub(super) fn reads_text(rule: &Rule) -> bool {
    let terms = terms(rule);
    let mut all = terms.iter().flat_map(|(_, _, terms)| terms.iter()).peekable();
    all.peek().is_none() || all.any(Term::reads_text)
}

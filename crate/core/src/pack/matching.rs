//! What the `[match]` of a rule must have: groups that can be found together, terms that can be found at all.

use super::lint::Lint;
use super::number::Owner;
use super::pattern;
use super::rule::{Place, Rule, Within};
use super::rules::{Role, reads_text, terms};
use super::term::{Named, NamedKind, Number, Term};
use crate::report::Severity;
use crate::text::identifiers::messengers;

/// Most terms and phrases of a rule, and most groups.
const MOST: usize = 200;
const MOST_GROUPS: usize = 8;

pub(super) fn check(lint: &mut Lint<'_>, rule: &Rule) {
    let at = |field: &str| format!("rules/{}: {field}", rule.id);
    let matching = &rule.matching;
    let groups = matching.all.len() + usize::from(!matching.any.is_empty());
    if groups == 0 || matching.all.iter().any(Vec::is_empty) {
        let fix = "give any, or all with terms in each list";
        lint.say(&at("match"), "rule-matches-nothing", "nothing must be found".to_owned(), fix);
    }
    if groups > MOST_GROUPS {
        let message = format!("{groups} groups, at most {MOST_GROUPS}");
        lint.say(&at("match"), "rule-too-many-groups", message, "make two rules");
    }
    if matching.near.is_some_and(|near| !(2..=60).contains(&near)) {
        lint.say(&at("match.near"), "rule-bad-near", format!("{:?} words", matching.near), "between 2 and 60 words");
    }
    let all = terms(rule);
    // A group that numbers may fulfil has no place in the text that something else could be near to.
    let in_text = |terms: &[Term]| !terms.is_empty() && terms.iter().all(Term::reads_text);
    let placed = all.iter().filter(|(role, _, terms)| matches!(role, Role::Group(_)) && in_text(terms)).count();
    if matching.near.is_some() && (placed < 2 || matching.within == Within::Text) {
        let fix =
            "near holds groups of one sentence together: give two groups of words, and leave within = \"text\" out";
        lint.say(&at("match.near"), "rule-contradictory-near", "near has nothing to hold together".to_owned(), fix);
    }
    if rule.severity == Severity::Stop && groups < 2 {
        let fix = "ask for two things said together, or lower the severity";
        lint.say(&at("severity"), "rule-stop-alone", "stop on one thing alone".to_owned(), fix);
    }
    let phrases = [&rule.unless.topic, &rule.unless.negation, &rule.unless.quotation, &rule.job.any, &rule.job.none];
    let count =
        phrases.iter().map(|list| list.len()).sum::<usize>() + all.iter().map(|(.., list)| list.len()).sum::<usize>();
    if count > MOST {
        lint.say(&at("match"), "rule-too-many-phrases", format!("{count} terms, at most {MOST}"), "make two rules");
    }
    match (reads_text(rule), rule.places.is_empty()) {
        (true, true) => {
            lint.say(&at("where"), "rule-nowhere", "the rule reads nothing".to_owned(), "name at least one place");
        }
        (false, false) => {
            let fix = "leave where out: a rule of numbers alone is about everyone whose numbers they are";
            lint.say(&at("where"), "rule-reads-no-text", "the rule asks for numbers only".to_owned(), fix);
        }
        _ => {}
    }
    for (_, place, terms) in all {
        for (number, term) in terms.iter().enumerate().take(MOST) {
            check_term(lint, rule, &at(&format!("{place}[{number}]")), term);
        }
    }
}

fn check_term(lint: &mut Lint<'_>, rule: &Rule, place: &str, term: &Term) {
    match term {
        // Compiling says what is wrong with a phrase, and which list is not there.
        Term::Phrase(_) | Term::List(_) => {}
        Term::Regex(regex) => {
            for problem in pattern::problems(regex) {
                lint.say(place, problem.0, problem.1, problem.2);
            }
        }
        Term::Identifier(Named { identifier, on, .. }) => {
            let Some(on) = on else { return };
            if *identifier != NamedKind::Handle || !messengers().any(|messenger| messenger == on) {
                let known: Vec<&str> = messengers().collect();
                let message = format!("on = {on:?} names no messenger of a handle");
                lint.say(place, "rule-unknown-messenger", message, &format!("one of {}", known.join(", ")));
            }
        }
        Term::Number(number) => check_number(lint, rule, place, number),
    }
}

fn check_number(lint: &mut Lint<'_>, rule: &Rule, place: &str, number: &Number) {
    if !number.can_hold() {
        let fix = "give at_least, at_most, above or below, so that there are numbers between them";
        lint.say(place, "rule-bad-number", "no number compares so, or each does".to_owned(), fix);
    }
    let code = number.currency.as_deref();
    let is_code = code.is_some_and(|code| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()));
    if number.number.is_money() != is_code || number.number.is_money() != code.is_some() {
        let fix = "money needs currency = \"USD\" (ISO 4217), and nothing else has one";
        lint.say(place, "rule-bad-currency", format!("currency is {code:?}"), fix);
    }
    let elsewhere = number.number.owner() == Owner::Proposal && rule.places.iter().any(|place| *place != Place::Letter);
    if elsewhere {
        let fix = "a proposal's numbers belong to its letter: where = [\"letter\"]";
        lint.say(place, "rule-number-elsewhere", "not every place it reads has a proposal".to_owned(), fix);
    }
}

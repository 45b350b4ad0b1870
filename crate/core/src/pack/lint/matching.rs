//! What a rule looks for: its groups, phrases and lists.

use std::collections::BTreeMap;

use super::{Lint, MOST, traits::Traits};
use crate::pack::phrase::{self, Token, Word};
use crate::pack::rule::{Rule, Within};
use crate::report::Severity;
use crate::text::script::is_spaceless;

/// The least that a rule may fire on, in letters.
const FEWEST_LETTERS: usize = 6;

pub(super) fn check(lint: &mut Lint<'_>, rule: &Rule, traits: &Traits) {
    let at = |field: &str| format!("rules/{}: {field}", rule.id);
    let matching = &rule.matching;
    let groups = matching.all.len() + usize::from(!matching.any.is_empty());
    if groups == 0 || matching.all.iter().any(Vec::is_empty) {
        lint.say(
            &at("match"),
            "rule-matches-nothing",
            "no phrases".to_owned(),
            "give any, or all with phrases in each list",
        );
    }
    if groups > 8 {
        lint.say(&at("match"), "rule-too-many-groups", format!("{groups} groups, at most 8"), "make two rules");
    }
    if matching.near.is_some_and(|near| !(2..=60).contains(&near)) {
        lint.say(&at("match.near"), "rule-bad-near", format!("{:?} words", matching.near), "between 2 and 60 words");
    }
    if matching.near.is_some() && (groups < 2 || matching.within == Within::Text) {
        let fix = "near holds groups of one sentence together: give two groups, and leave within = \"text\" out";
        lint.say(&at("match.near"), "rule-contradictory-near", "near has nothing to hold together".to_owned(), fix);
    }
    if rule.severity == Severity::Stop && groups < 2 {
        let fix = "ask for two things said together, or lower the severity";
        lint.say(&at("severity"), "rule-stop-alone", "stop on one phrase".to_owned(), fix);
    }
    let lists = [
        &matching.any,
        &rule.unless.topic,
        &rule.unless.negation,
        &rule.unless.quotation,
        &rule.job.any,
        &rule.job.none,
    ];
    let phrases = matching.all.iter().chain(lists).map(Vec::len).sum::<usize>();
    if phrases > MOST {
        lint.say(&at("match"), "rule-too-many-phrases", format!("{phrases} phrases, at most {MOST}"), "make two rules");
    }
    for (name, list) in &rule.lists {
        if list.is_empty() || list.len() > MOST {
            lint.say(
                &at(&format!("lists.{name}")),
                "rule-bad-list",
                format!("{} entries", list.len()),
                "one to 200 entries",
            );
        }
    }
}


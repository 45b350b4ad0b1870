//! A rule: its names, texts and examples.

use super::ids::{is_kebab, version};
use super::traits::Traits;
use super::{EXAMPLE_BYTES, Lint, MOST, fair, least, texts};
use crate::pack::matching;
use crate::pack::rule::Rule;

/// Most explanations, questions, references or languages of a rule.
const MOST_TEXTS: usize = 20;

pub(super) fn check(lint: &mut Lint<'_>, rule: &Rule, traits: &Traits) {
    let at = |field: &str| format!("rules/{}: {field}", rule.id);
    if !is_kebab(&rule.id) {
        lint.say(&at("id"), "rule-bad-id", format!("{:?} is not kebab-case", rule.id), "write lower-case-words");
    }
    if version(&rule.version).is_none() {
        lint.say(&at("version"), "rule-bad-version", format!("{:?} is no version", rule.version), "write 1.0.0");
    }
    for (field, list) in [("references", &rule.references), ("languages", &rule.languages)] {
        if list.is_empty() || !list.iter().all(|entry| is_kebab(entry)) {
            lint.say(&at(field), "rule-bad-list", format!("{list:?}"), "at least one entry, lower case");
        }
    }
    for (field, least, texts) in [("innocent", 2, &rule.innocent), ("ask", 1, &rule.ask)] {
        if texts.len() < least {
            let message = format!("{} given, at least {least} needed", texts.len());
            lint.say(&at(field), "rule-too-few-texts", message, "think of another one");
        }
    }
    let counts = [
        ("innocent", rule.innocent.len()),
        ("ask", rule.ask.len()),
        ("references", rule.references.len()),
        ("languages", rule.languages.len()),
    ];
    for (field, found) in counts {
        if found > MOST_TEXTS {
            lint.say(&at(field), "rule-too-many-texts", format!("{found}, at most {MOST_TEXTS}"), "keep the best");
        }
    }
    let single = [("title", &rule.title), ("message", &rule.message), ("why", &rule.why)];
    let several = [("innocent", &rule.innocent), ("ask", &rule.ask)].into_iter();
    let several = several.flat_map(|(field, texts)| texts.iter().map(move |text| (field, text)));
    for (field, text) in single.into_iter().chain(several) {
        texts::check(lint, &at(field), text, traits);
    }
    matching::check(lint, rule);
    least::check(lint, rule, traits);
    for (name, list) in &rule.lists {
        if list.is_empty() || list.len() > MOST {
            let message = format!("{} entries", list.len());
            lint.say(&at(&format!("lists.{name}")), "rule-bad-list", message, "one to 200 entries");
        }
    }
    fair::check(lint, rule, traits);
    for (field, list) in [("examples.fire", &rule.examples.fire), ("examples.silent", &rule.examples.silent)] {
        if list.is_empty() || list.len() > MOST || list.iter().any(|one| one.text().len() > EXAMPLE_BYTES) {
            let message = format!("{} examples", list.len());
            lint.say(&at(field), "rule-bad-examples", message, "one to 200 examples of at most 4096 bytes");
        }
    }
}

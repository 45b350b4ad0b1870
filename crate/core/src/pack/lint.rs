//! What a pack must have before it is loaded. Everything wrong is said at once, with its place and what to do.

use std::collections::{BTreeMap, BTreeSet};

use super::rule::{Example, Localized, Rule, Within};
use super::rules::Rules;
use super::{Pack, background, budget, prior, rule, stock};
use crate::report::{PackInfo, Problem, Severity};

/// Longest text a rule may say.
const TEXT_CHARS: usize = 600;
/// Most rules of a pack, most phrases of a rule, most examples of a rule.
const MOST: usize = 200;
/// Longest example.
const EXAMPLE_BYTES: usize = 4096;
/// Most languages of a pack's stock sentences, and of its background.
const MOST_LANGUAGES: usize = 60;
/// Words that accuse a person; a rule says what was found, not who somebody is.
const ACCUSING: [&str; 9] = [
    "fraudster",
    "scammer",
    "criminal",
    "north korea",
    "dprk",
    "suspicious person",
    "liar",
    "fake person",
    "terrorist",
];

pub(super) struct Lint<'a> {
    pack: &'a str,
    problems: Vec<Problem>,
}

impl Lint<'_> {
    pub(super) fn say(&mut self, place: &str, code: &str, message: String, fix: &str) {
        let place = if place.is_empty() { self.pack.to_owned() } else { format!("{}: {place}", self.pack) };
        self.problems.push(Problem { place, code: code.to_owned(), message, fix: fix.to_owned() });
    }
}

/// All rules, compiled, and all problems of the packs as a whole and of their rules: form, texts, phrases, proof. Of packs
/// in `proved` only what compiling needs is looked at, and that no other pack takes their name.
pub fn compile(packs: &[(Pack, PackInfo)], proved: &BTreeSet<String>) -> (Rules, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut compiled = Rules::default();
    let mut ids = BTreeSet::new();
    for (pack, info) in packs {
        let mut lint = Lint { pack: &pack.id, problems: Vec::new() };
        if !ids.insert(&pack.id) {
            lint.say("", "pack-duplicate", format!("two packs are called {:?}", pack.id), "load one of them");
        }
        let unproved = !proved.contains(&pack.id);
        if unproved {
            check_pack(&mut lint, pack);
        }
        let mut seen = BTreeSet::new();
        for rule in pack.rules.iter().filter(|_| unproved) {
            if !seen.insert(&rule.id) {
                let place = format!("rules/{}", rule.id);
                lint.say(&place, "rule-duplicate", format!("two rules are called {:?}", rule.id), "rename one");
            }
            check_rule(&mut lint, rule);
        }
        let first = compiled.all().len();
        let phrases = compiled.add(pack, info);
        // Examples of a rule whose phrases cannot be read would only say the same again.
        if phrases.is_empty() && unproved {
            prove(&mut lint, &compiled, first);
        }
        lint.problems.extend(phrases);
        problems.append(&mut lint.problems);
    }
    (compiled, problems)
}

fn check_pack(lint: &mut Lint<'_>, pack: &Pack) {
    let named = pack.id.split_once('/').is_some_and(|(namespace, name)| is_kebab(namespace) && is_kebab(name));
    if !named {
        lint.say("", "pack-bad-id", format!("{:?} is no pack id", pack.id), "write namespace/pack, both kebab-case");
    }
    if !is_version(&pack.version) {
        lint.say("version", "pack-bad-version", format!("{:?} is no version", pack.version), "write 1.0.0");
    }
    if pack.description.trim().is_empty() || pack.licence.trim().is_empty() {
        lint.say("", "pack-incomplete", "description or licence is empty".to_owned(), "say both");
    }
    if !pack.languages.iter().any(|language| language == "en") {
        lint.say(
            "languages",
            "pack-no-english",
            format!("{:?} has no en", pack.languages),
            "write all texts in English too",
        );
    }
    if pack.rules.len() > MOST {
        lint.say(
            "rules",
            "pack-too-many-rules",
            format!("{} rules, at most {MOST}", pack.rules.len()),
            "make two packs",
        );
    }
    if pack.stock.len() > MOST_LANGUAGES || pack.background.len() > MOST_LANGUAGES {
        let message = format!("{} and {}, at most {MOST_LANGUAGES}", pack.stock.len(), pack.background.len());
        lint.say("stock, background", "pack-too-many-languages", message, "make two packs");
    }
    let codes = |folder: &'static str, code: &str| format!("{folder}/{code}");
    let stock = pack.stock.iter().map(|stock| codes("stock", &stock.language));
    let background = pack.background.iter().map(|background| codes("background", &background.language));
    let mut seen = BTreeSet::new();
    for place in stock.chain(background) {
        if !seen.insert(place.clone()) {
            lint.say(&place, "pack-language-twice", "this language is there twice".to_owned(), "join the two");
        }
    }
    pack.stock.iter().take(MOST_LANGUAGES).for_each(|one| stock::check(lint, one, &pack.languages));
    pack.background.iter().take(MOST_LANGUAGES).for_each(|one| background::check(lint, one, &pack.languages));
    prior::check(lint, &pack.priors);
    pack.budget.iter().for_each(|one| budget::check(lint, one));
}

/// Whether the language of a list is a code, and one that the pack says it holds.
pub(super) fn is_language(lint: &mut Lint<'_>, place: &str, language: &str, languages: &[String]) {
    let base = language.split('-').next().unwrap_or_default();
    if !is_kebab(language) || !(2..=3).contains(&base.len()) || base.bytes().any(|byte| byte.is_ascii_digit()) {
        let message = format!("{language:?} is no language code");
        lint.say(place, "pack-bad-language", message, "write two or three lower-case letters, as in \"en\"");
    } else if !languages.iter().any(|known| known == language) {
        let message = format!("{language:?} is not among the pack's languages {languages:?}");
        lint.say(place, "pack-language-unsaid", message, "name it in languages of pack.toml");
    }
}

fn check_rule(lint: &mut Lint<'_>, rule: &Rule) {
    let at = |field: &str| format!("rules/{}: {field}", rule.id);
    if !is_kebab(&rule.id) {
        lint.say(&at("id"), "rule-bad-id", format!("{:?} is not kebab-case", rule.id), "write lower-case-words");
    }
    if !is_version(&rule.version) {
        lint.say(&at("version"), "rule-bad-version", format!("{:?} is no version", rule.version), "write 1.0.0");
    }
    for (field, list) in [("references", &rule.references), ("languages", &rule.languages)] {
        if list.is_empty() || !list.iter().all(|entry| is_kebab(entry)) {
            lint.say(&at(field), "rule-bad-list", format!("{list:?}"), "at least one entry, lower case");
        }
    }
    if rule.places.is_empty() {
        lint.say(&at("where"), "rule-nowhere", "the rule reads nothing".to_owned(), "name at least one place");
    }
    for (field, least, texts) in [("innocent", 2, &rule.innocent), ("ask", 1, &rule.ask)] {
        if texts.len() < least {
            let message = format!("{} given, at least {least} needed", texts.len());
            lint.say(&at(field), "rule-too-few-texts", message, "think of another one");
        }
    }
    let single = [("title", &rule.title), ("message", &rule.message), ("why", &rule.why)];
    let several = [("innocent", &rule.innocent), ("ask", &rule.ask)].into_iter();
    let several = several.flat_map(|(field, texts)| texts.iter().map(move |text| (field, text)));
    for (field, text) in single.into_iter().chain(several) {
        check_text(lint, &at(field), text);
    }
    check_match(lint, rule);
    for (field, list) in [("examples.fire", &rule.examples.fire), ("examples.silent", &rule.examples.silent)] {
        if list.is_empty() || list.len() > MOST || list.iter().any(|one| one.text().len() > EXAMPLE_BYTES) {
            let message = format!("{} examples", list.len());
            lint.say(&at(field), "rule-bad-examples", message, "one to 200 examples of at most 4096 bytes");
        }
    }
}

fn check_match(lint: &mut Lint<'_>, rule: &Rule) {
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
    let lists = [&rule.unless.topic, &rule.unless.negation, &rule.unless.quotation, &rule.job.any, &rule.job.none];
    let terms = matching.all.iter().chain([&matching.any, &matching.none]).map(Vec::len).sum::<usize>();
    let phrases = terms + lists.into_iter().map(Vec::len).sum::<usize>();
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

fn check_text(lint: &mut Lint<'_>, place: &str, text: &Localized) {
    if text.get("en").is_none_or(|english| english.trim().is_empty()) {
        lint.say(place, "rule-no-english", "there is no English text".to_owned(), "write it under en");
    }
    for (language, text) in text {
        if text.chars().count() > TEXT_CHARS {
            let message = format!("{language}: {} characters, at most {TEXT_CHARS}", text.chars().count());
            lint.say(place, "rule-long-text", message, "say it shorter");
        }
        let lower = text.to_lowercase();
        if let Some(word) = ACCUSING.iter().find(|word| lower.contains(**word)) {
            lint.say(place, "rule-accuses", format!("{language}: {word:?}"), "say what was found, not who somebody is");
        }
    }
}

/// Runs the examples of the rules from `first` on: what must fire fires, what must stay silent stays silent.
fn prove(lint: &mut Lint<'_>, rules: &Rules, first: usize) {
    for (number, compiled) in rules.all().iter().enumerate().skip(first) {
        let rule::Examples { fire, silent } = &compiled.rule.examples;
        let mut verdicts: BTreeMap<(&str, usize), &Example> = BTreeMap::new();
        for (field, list, wanted) in [("fire", fire, true), ("silent", silent, false)] {
            for (at, example) in list.iter().enumerate().take(MOST) {
                let job = example.job().map(|job| rules.see_job(job)).unwrap_or_default();
                let seen = rules.see(example.text());
                if rules.judge(number, &seen, &job).is_empty() == wanted {
                    verdicts.insert((field, at), example);
                }
            }
        }
        for ((field, at), example) in verdicts {
            let place = format!("rules/{}: examples.{field}[{at}]", compiled.rule.id);
            let message = format!("{:?} {}", example.text(), if field == "fire" { "stays silent" } else { "fires" });
            lint.say(&place, "rule-example-fails", message, "change the phrases, or the example");
        }
    }
}

pub(super) fn is_kebab(id: &str) -> bool {
    id.len() <= 60
        && id
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

fn is_version(version: &str) -> bool {
    let parts: Vec<&str> = version.split('.').collect();
    parts.len() == 3
        && parts.iter().all(|part| (1..=6).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
}

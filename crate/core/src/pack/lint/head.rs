//! The pack as a whole: its head, its name among the others, its bounds.

use std::collections::BTreeSet;

use super::ids::{is_kebab, skeleton, version};
use super::traits::Traits;
use super::{Lint, MOST, TEXT_CHARS, engine, texts};
use crate::pack::rule::Example;
use crate::pack::{Pack, SCHEMA, background, budget, list, page_test, prior, stock};
use crate::report::PackInfo;
use crate::text::iso;

/// Most languages of a pack, of its stock sentences, and of its background.
const MOST_LANGUAGES: usize = 60;
/// Most adapters.
const MOST_ADAPTERS: usize = 40;
/// Most alternatives of all phrases, lists written out.
const MOST_WORDS: usize = 60_000;
/// Most bytes of all examples: each is read some ten times by the proof.
const MOST_EXAMPLES: usize = 512 << 10;
/// The namespace of what the build carries.
const OURS: &str = "secondlook";

fn namespace(id: &str) -> &str {
    id.split('/').next().unwrap_or_default()
}

/// Whether the pack's name can be told from those of the packs before it, and is its own to take.
pub(super) fn check_name(lint: &mut Lint<'_>, pack: &Pack, info: &PackInfo, before: &[&str]) {
    let mine = namespace(&pack.id);
    if !info.built_in && mine == OURS {
        let message = format!("{:?} is not built in", pack.id);
        lint.say("", "pack-foreign-namespace", message, "use a namespace of your own");
    }
    let fix = "take a name that nobody confuses with it";
    for other in before {
        if *other == pack.id {
            lint.say("", "pack-duplicate", format!("two packs are called {other:?}"), "load one of them");
        } else if skeleton(other) == skeleton(&pack.id)
            || (namespace(other) != mine && skeleton(namespace(other)) == skeleton(mine))
        {
            lint.say("", "pack-look-alike", format!("{:?} looks like {other:?}", pack.id), fix);
            return;
        }
    }
    if mine != OURS && skeleton(mine) == skeleton(OURS) {
        lint.say("", "pack-look-alike", format!("{mine:?} looks like {OURS:?}"), fix);
    }
}

/// The head and the bounds of a pack; whether it is within the bounds of what is compiled and run.
pub(super) fn check(lint: &mut Lint<'_>, pack: &Pack, traits: &Traits) -> bool {
    check_form(lint, pack);
    let named = pack.id.split_once('/').is_some_and(|(namespace, name)| is_kebab(namespace) && is_kebab(name));
    if !named {
        lint.say("", "pack-bad-id", format!("{:?} is no pack id", pack.id), "write namespace/pack, both kebab-case");
    }
    if version(&pack.version).is_none() {
        lint.say("version", "pack-bad-version", format!("{:?} is no version", pack.version), "write 1.0.0");
    }
    check_said(lint, pack, traits);
    check_languages(lint, pack);
    pack.stock.iter().take(MOST_LANGUAGES).for_each(|one| stock::check(lint, one, &pack.languages));
    pack.background.iter().take(MOST_LANGUAGES).for_each(|one| background::check(lint, one, &pack.languages));
    prior::check(lint, &pack.priors);
    list::check(lint, &pack.lists);
    pack.budget.iter().for_each(|one| budget::check(lint, one));
    page_test::check(lint, pack);
    check_bounds(lint, pack)
}

/// What form and engine it is made for.
fn check_form(lint: &mut Lint<'_>, pack: &Pack) {
    if pack.schema > SCHEMA {
        let message = format!("form {}; this version reads form {SCHEMA}", pack.schema);
        lint.say("schema", "pack-newer-schema", message, "this pack was made for a newer Second Look: update");
    } else if pack.schema == 0 {
        lint.say("schema", "pack-bad-schema", "there is no form 0".to_owned(), "leave schema out, or write 1");
    }
    let this = env!("CARGO_PKG_VERSION");
    match engine::covers(&pack.engine, this) {
        None => {
            let message = format!("{:?} is no range of versions", pack.engine);
            lint.say("engine", "pack-bad-engine", message, "write *, 0.2, or >=0.2, <0.4");
        }
        Some(false) => {
            let message = format!("it is made for engine {}; this is {this}", pack.engine);
            lint.say("engine", "pack-other-engine", message, "update Second Look or the pack, whichever is older");
        }
        Some(true) => {}
    }
}

/// What the head says in words.
fn check_said(lint: &mut Lint<'_>, pack: &Pack, traits: &Traits) {
    if pack.description.trim().is_empty() || pack.licence.trim().is_empty() {
        lint.say("", "pack-incomplete", "description or licence is empty".to_owned(), "say both");
    }
    let chars = pack.description.chars().count();
    if chars > TEXT_CHARS {
        let message = format!("{chars} characters, at most {TEXT_CHARS}");
        lint.say("description", "pack-long-text", message, "say it in one sentence");
    }
    let notes = pack.adapters.iter().flat_map(|one| &one.page).flat_map(|page| &page.absent).map(|absent| &absent.note);
    for text in std::iter::once(&pack.description).chain(notes) {
        if let Some(word) = texts::accusing(text, traits) {
            lint.say("", "pack-accuses", format!("{word:?}"), "say what was found, not who somebody is");
        }
    }
    let fine = |author: &String| (1..=100).contains(&author.trim().chars().count());
    if pack.authors.len() > 20 || !pack.authors.iter().all(fine) {
        let message = format!("{} authors", pack.authors.len());
        lint.say("authors", "pack-bad-authors", message, "at most 20, of 1 to 100 characters");
    }
    if pack.modified.as_ref().is_some_and(|day| iso::date_at(day, 0).is_none_or(|(_, end)| end != day.len())) {
        lint.say("modified", "pack-bad-date", format!("{:?} is no day", pack.modified), "write it as 2026-11-26");
    }
    if pack.life_days.is_some_and(|days| !(1..=3650).contains(&days)) {
        lint.say("life_days", "pack-bad-life", format!("{:?} days", pack.life_days), "between 1 and 3650 days");
    }
}

fn check_languages(lint: &mut Lint<'_>, pack: &Pack) {
    if !pack.languages.iter().any(|language| language == "en") {
        let message = format!("{:?} has no en", pack.languages);
        lint.say("languages", "pack-no-english", message, "write all texts in English too");
    }
    let most = pack.stock.len().max(pack.background.len()).max(pack.languages.len());
    if most > MOST_LANGUAGES {
        let message = format!("{most}, at most {MOST_LANGUAGES}");
        lint.say("languages", "pack-too-many-languages", message, "make two packs");
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
}

/// How much of everything there is; whether it may be compiled and run.
fn check_bounds(lint: &mut Lint<'_>, pack: &Pack) -> bool {
    let before = lint.problems.len();
    let mut most = |place: &str, code: &str, what: &str, found: usize, most: usize| {
        if found > most {
            lint.say(place, code, format!("{found} {what}, at most {most}"), "make two packs");
        }
    };
    most("rules", "pack-too-many-rules", "rules", pack.rules.len(), MOST);
    most("adapters", "pack-too-many-parts", "adapters", pack.adapters.len(), MOST_ADAPTERS);
    most("tests", "pack-too-many-parts", "saved pages", pack.tests.len(), MOST);
    let examples = pack.rules.iter().flat_map(|rule| rule.examples.fire.iter().chain(&rule.examples.silent));
    let bytes = |example: &Example| example.text().len() + example.job().map_or(0, str::len);
    most("rules", "pack-too-many-examples", "bytes of examples", examples.map(bytes).sum(), MOST_EXAMPLES);
    let words = pack.rules.iter().map(super::least::alternatives).sum();
    most("rules", "pack-too-many-words", "alternatives in phrases", words, MOST_WORDS);
    let mut seen = BTreeSet::new();
    let twice: Vec<&str> =
        pack.adapters.iter().map(|one| one.id.as_str()).filter(|id| !seen.insert(id.to_owned())).collect();
    let bounded = lint.problems.len() == before;
    for id in twice {
        lint.say(&format!("adapters/{id}"), "adapter-duplicate", format!("two are called {id:?}"), "rename one");
    }
    bounded
}

/// Whether the language of a list is a code, and one that the pack says it holds.
pub(in crate::pack) fn is_language(lint: &mut Lint<'_>, place: &str, language: &str, languages: &[String]) {
    let base = language.split('-').next().unwrap_or_default();
    if !is_kebab(language) || !(2..=3).contains(&base.len()) || base.bytes().any(|byte| byte.is_ascii_digit()) {
        let message = format!("{language:?} is no language code");
        lint.say(place, "pack-bad-language", message, "write two or three lower-case letters, as in \"en\"");
    } else if !languages.iter().any(|known| known == language) {
        let message = format!("{language:?} is not among the pack's languages {languages:?}");
        lint.say(place, "pack-language-unsaid", message, "name it in languages of pack.toml");
    }
}

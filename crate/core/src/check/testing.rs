//! For the checks' tests: values without a page, and the rules that every finding keeps.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::once::Once;
use super::remembered::Keys;
use super::{Check, Context, Judged, Memories};
use crate::engine::ledger::keep;
use crate::ledger::Secret;
use crate::model::{PageSnapshot, Person, Source, Value, When};
use crate::pack::background::Background;
use crate::pack::prior::Prior;
use crate::pack::stock::Stock;
use crate::report::{Arg, Coverage, Finding, Message};
use crate::text::common::Common;

pub fn value<T>(value: T) -> Value<T> {
    Value { value, currency: None, source: Source { row: None, path: "test".to_owned() }, shown: Vec::new() }
}

// Fields of the model are optional, so these come ready wrapped.
#[expect(clippy::unnecessary_wraps)]
pub fn text(words: &str) -> Option<Value<String>> {
    Some(value(words.to_owned()))
}

#[expect(clippy::unnecessary_wraps)]
pub fn at(day: &str) -> Option<Value<When>> {
    Some(value(When::At(day.to_owned())))
}

pub fn person(id: &str) -> Person {
    Person { id: text(id), name: text(id), ..Person::default() }
}

/// The built-in English stock sentences, praise, and background.
pub fn common() -> Common {
    let stock: Stock = toml::from_str(include_str!("../../../../packs/letters/stock/en.toml")).unwrap();
    let praise: Stock = toml::from_str(include_str!("../../../../packs/reviews/stock/en.toml")).unwrap();
    let background: Background = toml::from_str(include_str!("../../../../packs/letters/background/en.toml")).unwrap();
    let sentences = [stock.sentences, praise.sentences].concat();
    Common::new(sentences, background.class.into_iter().map(|class| (class.share, class.words)).collect())
}

/// The same for all tests of a run: making it ready takes longer than most of them.
pub fn known_common() -> &'static Common {
    static COMMON: OnceLock<Common> = OnceLock::new();
    COMMON.get_or_init(common)
}

/// The built-in prior of bids.
pub fn priors() -> Vec<Prior> {
    vec![toml::from_str(include_str!("../../../../packs/bids/priors/default.toml")).unwrap()]
}

/// Runs a check.
pub fn judged(check: &Check, snapshot: &PageSnapshot) -> Judged {
    judged_with(check, snapshot, &Memories::default())
}

/// The same, of a page that the device remembers something of.
fn judged_with(check: &Check, snapshot: &PageSnapshot, memories: &Memories) -> Judged {
    let once = Once::default();
    (check.run)(&Context { snapshot, memories, common: known_common(), priors: &priors(), once: &once })
}

/// What a ledger of our test's device holds of pages, met in this order.
pub fn remembered(pages: &[PageSnapshot]) -> Memories {
    let common = known_common();
    let secret = Secret::new(*b"0123456789abcdefghijklmnopqrstuv");
    let mut memories = Memories { secret: Some(secret.clone()), ..Memories::default() };
    for page in pages {
        let once = Once::default();
        let kept = keep(&Keys::new(page, common, &secret, &once), page, &memories);
        memories.entries.retain(|entry| kept.iter().all(|new| new.id != entry.id));
        memories.entries.extend(kept);
    }
    memories
}

/// Runs a check and holds its findings to what every finding must have.
pub fn run(check: &Check, snapshot: &PageSnapshot) -> (Vec<Finding>, Coverage) {
    run_with(check, snapshot, &Memories::default())
}

/// The same, of a page that the device remembers something of.
pub fn run_with(check: &Check, snapshot: &PageSnapshot, memories: &Memories) -> (Vec<Finding>, Coverage) {
    let Judged { findings, coverage, .. } = judged_with(check, snapshot, memories);
    let words: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(include_str!("../../../../locales/en.json")).unwrap();
    let known = |message: &Message| match message {
        Message::Key { key, args } => {
            // What a letter says may hold braces of its own.
            let plain = |arg: &Arg| if let Arg::Text(_) = arg { Arg::from("text") } else { arg.clone() };
            let plain = args.iter().map(|(name, arg)| (name.clone(), plain(arg))).collect();
            let said = crate::words::say(&words, &Message::Key { key: key.clone(), args: plain });
            assert!(words.contains_key(key), "{key} is not in locales/en.json");
            assert!(!said.contains('{'), "{key} misses an argument: {said} {args:?}");
        }
        Message::Text { .. } => panic!("a check speaks by keys"),
    };
    known(&coverage.note);
    known(&Message::key(check.title));
    assert_eq!(coverage.check, check.id);
    for finding in &findings {
        finding.innocent.iter().chain(&finding.ask).chain([&finding.message, &finding.why]).for_each(known);
        assert!(finding.innocent.len() >= 2 && !finding.ask.is_empty() && !finding.evidence.is_empty());
        assert_eq!((finding.rule.as_str(), finding.family, finding.id.len()), (check.id, check.family, 16));
        assert!(!finding.references.is_empty());
        if let Some(statistic) = &finding.statistic {
            assert!(words.contains_key(&format!("method.{}", statistic.method)), "{}", statistic.method);
            let numbers =
                [statistic.value, statistic.p, statistic.interval.map(|i| i.0), statistic.interval.map(|i| i.1)];
            for number in numbers.into_iter().flatten() {
                assert_eq!(crate::stats::round6(number).to_bits(), number.to_bits(), "{number}");
            }
        }
    }
    (findings, coverage)
}

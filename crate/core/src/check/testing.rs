//! For the checks' tests: values without a page, and the rules that every finding keeps.

use std::collections::BTreeMap;

use super::{Check, Context, Judged, Memories};
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

/// The built-in prior of bids.
pub fn priors() -> Vec<Prior> {
    vec![toml::from_str(include_str!("../../../../packs/bids/priors/default.toml")).unwrap()]
}

/// Runs a check.
pub fn judged(check: &Check, snapshot: &PageSnapshot) -> Judged {
    let memories = Memories::default();
    (check.run)(&Context { snapshot, memories: &memories, common: &common(), priors: &priors() })
}

/// Runs a check and holds its findings to what every finding must have.
pub fn run(check: &Check, snapshot: &PageSnapshot) -> (Vec<Finding>, Coverage) {
    let Judged { findings, coverage, .. } = judged(check, snapshot);
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

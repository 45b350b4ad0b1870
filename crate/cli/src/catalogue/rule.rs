//! One rule as a page.

use std::fmt::Write;

use secondlook_core::engine::Words;
use secondlook_core::pack::Pack;
use secondlook_core::pack::rule::{Example, Rule, Within};
use serde::Serialize;

use super::{code, english, list, prose, references, severity};

/// The page of a rule, its title at this level of headings.
pub(super) fn page(pack: &Pack, rule: &Rule, words: &Words, level: usize) -> String {
    let mut text = format!("{} {}\n\n", "#".repeat(level), prose(english(&rule.title)));
    let (weight, sure) =
        (severity(words, rule.severity), secondlook_core::words::term(words, "confidence", &rule.confidence));
    let _ = writeln!(
        text,
        "`{}:{}` {}, {weight}, {sure}, {}, {}",
        pack.id,
        rule.id,
        rule.version,
        word(&rule.family),
        word(&rule.status)
    );
    let places: Vec<String> = rule.places.iter().map(word).collect();
    let _ = write!(text, "\nReads {}; languages: {}.\n", places.join(", "), rule.languages.join(", "));
    let _ = write!(text, "\n{}\n\n{}\n", prose(english(&rule.message)), prose(english(&rule.why)));
    let all = |texts: &[secondlook_core::pack::rule::Localized]| -> Vec<String> {
        texts.iter().map(|text| prose(english(text))).collect()
    };
    list(&mut text, "What honest reason there may be", &all(&rule.innocent));
    list(&mut text, "What to ask", &all(&rule.ask));
    looks_for(&mut text, rule);
    examples(&mut text, "It fires on", &rule.examples.fire);
    examples(&mut text, "It stays silent on", &rule.examples.silent);
    references(&mut text, &rule.references);
    text
}

fn looks_for(text: &mut String, rule: &Rule) {
    let matching = &rule.matching;
    let groups: Vec<&[_]> = std::iter::once(matching.any.as_slice())
        .filter(|any| !any.is_empty())
        .chain(matching.all.iter().map(Vec::as_slice))
        .collect();
    for (at, group) in groups.iter().enumerate() {
        let title = match (at, groups.len()) {
            (0, 1) => "It looks for one of",
            (0, _) => "It looks for one of each list; the first",
            _ => "And one of",
        };
        list(text, title, &terms(group));
    }
    list(text, "And none of", &terms(&matching.none));
    if groups.len() > 1 {
        let together = match (matching.within, matching.near) {
            (Within::Text, _) => "anywhere in one text".to_owned(),
            (Within::Sentence, None) => "in one sentence".to_owned(),
            (Within::Sentence, Some(near)) => format!("in one sentence, within {near} words"),
        };
        let _ = write!(text, "\nAll of it {together}.\n");
    }
    for (name, entries) in &rule.lists {
        let entries: Vec<String> = entries.iter().map(|entry| code(entry)).collect();
        let _ = write!(text, "\n`@{name}`: {}.\n", entries.join(", "));
    }
    let unless = [&rule.unless.topic, &rule.unless.negation, &rule.unless.quotation];
    let unless: Vec<String> = unless.into_iter().flatten().map(|phrase| code(phrase)).collect();
    list(text, "A sentence is silent where it says", &unless);
    list(text, "Only for jobs that say", &rule.job.any.iter().map(|phrase| code(phrase)).collect::<Vec<_>>());
    list(text, "Not for jobs that say", &rule.job.none.iter().map(|phrase| code(phrase)).collect::<Vec<_>>());
}

/// Terms as they are written: a phrase as a text, everything else as its table.
fn terms<T: Serialize>(terms: &[T]) -> Vec<String> {
    let written = |term: &T| match serde_json::to_value(term) {
        Ok(serde_json::Value::String(phrase)) => code(&phrase),
        Ok(table) => code(&table.to_string()),
        Err(_) => String::new(),
    };
    terms.iter().map(written).collect()
}

fn examples(text: &mut String, title: &str, examples: &[Example]) {
    let one = |example: &Example| match example.job() {
        Some(job) => format!("{} (job: {})", prose(example.text()), prose(job)),
        None => prose(example.text()),
    };
    list(text, title, &examples.iter().map(one).collect::<Vec<_>>());
}

/// A word of the format, as it is written.
pub(super) fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word.replace('_', " "),
        _ => String::new(),
    }
}

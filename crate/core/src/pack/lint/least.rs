//! How much a rule asks for: the least it fires on, and how many words it costs.

use super::Lint;
use super::traits::Traits;
use crate::pack::rule::Rule;
use crate::pack::term::Term;
use crate::text::script::is_spaceless;

/// The least that a rule may fire on, in letters.
const FEWEST_LETTERS: usize = 6;

pub(super) fn check(lint: &mut Lint<'_>, rule: &Rule, traits: &Traits) {
    let letters = letters(rule, traits);
    let empty = rule.matching.any.is_empty() && rule.matching.all.is_empty();
    if !empty && letters < FEWEST_LETTERS {
        let message = format!("{letters} letters are enough for it to fire, at least {FEWEST_LETTERS} needed");
        let fix = "ask for more words: short ones stand in ordinary texts";
        lint.say(&format!("rules/{}: match", rule.id), "rule-short-pattern", message, fix);
    }
}

/// How many alternatives the phrases of a rule have, with its lists written out: what compiling it costs.
pub(super) fn alternatives(rule: &Rule) -> usize {
    let of = |phrase: &str| {
        let words = phrase.split(['|', ' ']).map(|word| {
            let list = word.strip_prefix('@').and_then(|name| rule.lists.get(name.trim_end_matches('?')));
            list.map_or(1, Vec::len)
        });
        words.sum::<usize>()
    };
    let matching = &rule.matching;
    let terms = matching.all.iter().chain([&matching.any, &matching.none]).flatten();
    let phrases = terms.filter_map(|term| if let Term::Phrase(phrase) = term { Some(phrase) } else { None });
    let unless = [&rule.unless.topic, &rule.unless.negation, &rule.unless.quotation, &rule.job.any, &rule.job.none];
    phrases.chain(unless.into_iter().flatten()).map(|phrase| of(phrase)).sum()
}

/// The least number of letters on which a rule fires: of each group the shortest term.
fn letters(rule: &Rule, traits: &Traits) -> usize {
    let groups = std::iter::once(&rule.matching.any).filter(|any| !any.is_empty()).chain(&rule.matching.all);
    groups.map(|group| group.iter().map(|term| least(term, rule, traits)).min().unwrap_or(0)).sum()
}

/// The least number of letters of a term. Identifiers, numbers, and what is written like an address, a ticker or a
/// messenger count as enough: nobody says them by the way.
fn least(term: &Term, rule: &Rule, traits: &Traits) -> usize {
    match term {
        Term::Regex(regex) => regex.literal.chars().map(weight).sum(),
        Term::List(_) | Term::Identifier(_) | Term::Number(_) => FEWEST_LETTERS,
        Term::Phrase(phrase) => {
            let required = phrase.split_whitespace().filter(|token| !token.starts_with('{') && !token.ends_with('?'));
            required.map(|token| token.split('|').map(|one| of(one, rule, traits)).min().unwrap_or(0)).sum()
        }
    }
}

/// The least number of letters of an alternative.
fn of(alternative: &str, rule: &Rule, traits: &Traits) -> usize {
    if let Some(list) = alternative.strip_prefix('@').and_then(|name| rule.lists.get(name)) {
        return list.iter().map(|entry| of(entry, rule, traits)).min().unwrap_or(0);
    }
    let lower = alternative.to_lowercase();
    if lower.contains('.') || traits.words("short-name").contains(&lower.as_str()) {
        return FEWEST_LETTERS;
    }
    let letters = lower.chars().filter(|c| c.is_alphanumeric()).map(weight).sum();
    // Letters one by one are a word that somebody spaced out.
    if letters == 1 { 2 } else { letters }
}

/// A character of a script without spaces, or a Korean syllable, says as much as three letters.
fn weight(c: char) -> usize {
    if is_spaceless(c) || matches!(c, '\u{ac00}'..='\u{d7a3}') { 3 } else { 1 }
}

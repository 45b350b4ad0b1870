//! Building findings: the same shape from every check, and an id that outlives a reload of the page.

use std::ops::Range;

use super::Check;
use crate::model::{PageSnapshot, Value};
use crate::report::{
    Confidence, Coverage, CoverageState, Evidence, Finding, ItemKind, Message, Severity, Statistic, Subject, Template,
};
use crate::text::normal::plain_words;
use crate::text::offsets::shown_span;
use crate::text::order::sort_by;

/// A finding in the making.
#[derive(Debug)]
pub struct Draft(Finding);

impl Draft {
    /// Starts a finding of a check.
    pub fn new(check: &Check, severity: Severity, confidence: Confidence, subject: Subject) -> Self {
        Self(Finding {
            id: String::new(),
            rule: check.id.to_owned(),
            version: check.version.to_owned(),
            pack_sha256: None,
            family: check.family,
            severity,
            confidence,
            subject,
            message: Message::key(check.title),
            why: Message::key(check.title),
            innocent: Vec::new(),
            ask: Vec::new(),
            evidence: Vec::new(),
            statistic: None,
            references: check.references.iter().map(|id| (*id).to_owned()).collect(),
            template: None,
        })
    }

    /// What was found, and why it matters.
    #[must_use]
    pub fn says(mut self, message: Message, why: Message) -> Self {
        self.0.message = message;
        self.0.why = why;
        self
    }

    /// The innocent explanations, as keys.
    #[must_use]
    pub fn innocent(mut self, keys: &[&str]) -> Self {
        self.0.innocent = keys.iter().map(|key| Message::key(key)).collect();
        self
    }

    /// The questions to ask, as keys.
    #[must_use]
    pub fn ask(mut self, keys: &[&str]) -> Self {
        self.0.ask = keys.iter().map(|key| Message::key(key)).collect();
        self
    }

    /// The quotes.
    #[must_use]
    pub fn evidence(mut self, evidence: Vec<Evidence>) -> Self {
        self.0.evidence = evidence;
        self
    }

    /// The numbers.
    #[must_use]
    pub fn statistic(mut self, statistic: Statistic) -> Self {
        self.0.statistic = Some(statistic);
        self
    }

    /// The template, for letters made from one.
    #[must_use]
    pub fn template(mut self, template: Option<Template>) -> Self {
        self.0.template = template;
        self
    }

    /// The finding, with its id.
    #[must_use]
    pub fn done(mut self, snapshot: &PageSnapshot) -> Finding {
        let quotes = self.0.evidence.iter().map(|evidence| evidence.quote.as_str());
        self.0.id = fingerprint(&self.0.rule, &stable_ids(snapshot, &self.0.subject), quotes);
        self.0
    }
}

/// The stable id of a finding: 64-bit FNV-1a, in hexadecimal, over rule, subject ids and normalised quotes, the latter
/// two sorted. Places, numbers and the order of the page do not enter.
pub fn fingerprint<'a>(rule: &str, subjects: &[String], quotes: impl Iterator<Item = &'a str>) -> String {
    let mut subjects: Vec<&str> = subjects.iter().map(String::as_str).collect();
    sort_by(&mut subjects, Ord::cmp);
    let mut quotes: Vec<String> = quotes.map(plain_words).collect();
    sort_by(&mut quotes, Ord::cmp);
    let parts = std::iter::once(rule).chain(subjects).chain(["\u{1e}"]).chain(quotes.iter().map(String::as_str));
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in parts {
        for byte in part.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

/// What a subject is called across visits: the people's ids (else their names), not positions.
pub fn stable_ids(snapshot: &PageSnapshot, subject: &Subject) -> Vec<String> {
    let person = |at: usize| {
        let person = snapshot.people.get(at)?;
        person.id.as_ref().or(person.name.as_ref()).map(|id| id.value.clone())
    };
    let of = |at: usize| match subject.kind {
        ItemKind::Person => person(at),
        ItemKind::Proposal => snapshot.proposals.get(at).and_then(|p| p.person.clone()),
        ItemKind::Contract => snapshot.contracts.get(at).and_then(|c| c.person.clone()),
        ItemKind::Review => snapshot.reviews.get(at).and_then(|r| r.person.clone()),
        ItemKind::Chat => snapshot.messages.get(at).and_then(|m| m.person.clone()),
        ItemKind::Job | ItemKind::Page => None,
    };
    subject.items.iter().filter_map(|at| of(*at)).collect()
}

/// One item as a subject.
pub fn one(kind: ItemKind, at: usize) -> Subject {
    Subject { kind, items: vec![at] }
}

/// A person of the snapshot as a subject; the page when nobody is named.
pub fn about(person: Option<usize>) -> Subject {
    person.map_or(Subject { kind: ItemKind::Page, items: Vec::new() }, |at| one(ItemKind::Person, at))
}

/// Quotes bytes of a text, with the places where the page shows just these words. None when the bytes are no slice.
pub fn quote(value: &Value<String>, bytes: Range<usize>, item: Subject) -> Option<Evidence> {
    let text = &value.value;
    let quote = text.get(bytes.clone())?.to_owned();
    let start = text.get(..bytes.start)?.encode_utf16().count() as u32;
    let end = start + quote.encode_utf16().count() as u32;
    let shown = shown_span(text, &value.shown, start, end);
    Some(Evidence { quote, source: value.source.clone(), shown, item: Some(item) })
}

/// Quotes a value that is no running text: a date, a count, a name.
pub fn whole<T>(value: &Value<T>, quote: String, item: Subject) -> Evidence {
    Evidence { quote, source: value.source.clone(), shown: value.shown.clone(), item: Some(item) }
}

/// What a check could judge.
pub fn coverage(check: &Check, state: CoverageState, note: Message) -> Coverage {
    Coverage { check: check.id.to_owned(), state, note }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_follows_words_and_people_not_places() {
        let id = |people: &[&str], quotes: &[&str]| {
            fingerprint("a-check", &people.iter().map(|p| (*p).to_owned()).collect::<Vec<_>>(), quotes.iter().copied())
        };
        let first = id(&["a", "b"], &["One two", "three"]);
        assert_eq!(first.len(), 16);
        assert_eq!(first, id(&["b", "a"], &["three", "one  TWO"]));
        assert_ne!(first, id(&["a", "c"], &["One two", "three"]));
        assert_ne!(first, id(&["a", "b"], &["One two", "four"]));
        assert_ne!(id(&["a"], &["b"]), id(&["a", "b"], &[]));
    }
}

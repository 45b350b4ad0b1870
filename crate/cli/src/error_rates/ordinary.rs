//! What fires on the ordinary texts, each alone on a page.

use std::collections::BTreeMap;

use secondlook_core::check::Memories;
use secondlook_core::engine::Engine;
use secondlook_core::model::{Chat, Job, PageInfo, PageKind, PageSnapshot, Person, Proposal, Source, Value};
use secondlook_core::pack::rule::Place;
use secondlook_core::prove::{Corpus, Ordinary};
use secondlook_core::report::Severity;

/// Checks that can judge one text by itself, with the places that they read.
const ALONE: [(&str, &[Place]); 2] =
    [("letter-marks", &[Place::Letter]), ("contradictions", &[Place::Letter, Place::Bio])];

/// Where a check reads texts one by one; none for one that needs several, or numbers.
pub fn judged_by(check: &str) -> Option<&'static [Place]> {
    ALONE.iter().find(|(id, _)| *id == check).map(|(_, places)| *places)
}

/// What was counted.
#[derive(Debug, Default)]
pub struct Counted {
    texts: BTreeMap<Place, u64>,
    hits: BTreeMap<String, u64>,
    /// The highest severity on each text that something fired on.
    highest: Vec<Severity>,
}

impl Counted {
    /// How many texts of a place there are.
    pub fn texts(&self, place: Place) -> u64 {
        self.texts.get(&place).copied().unwrap_or_default()
    }

    /// On how many texts a check or rule fired.
    pub fn hits(&self, id: &str) -> u64 {
        self.hits.get(id).copied().unwrap_or_default()
    }

    /// On how many texts something of this severity or more fired.
    pub fn at_least(&self, least: Severity) -> u64 {
        self.highest.iter().filter(|severity| **severity >= least).count() as u64
    }
}

/// Judges every text as its writer's only one.
pub fn count(engine: &Engine, corpus: &Corpus) -> Counted {
    let mut counted = Counted::default();
    for text in &corpus.texts {
        *counted.texts.entry(text.place).or_default() += 1;
        let report = engine.analyze(&page(text), &Memories::default());
        counted.highest.extend(report.findings.iter().map(|finding| finding.severity).max());
        let mut ids: Vec<&String> = report.findings.iter().map(|finding| &finding.rule).collect();
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            *counted.hits.entry(id.clone()).or_default() += 1;
        }
    }
    counted
}

/// A page with this text on it, and nothing that would be known of its writer.
fn page(text: &Ordinary) -> PageSnapshot {
    let id = || Some("writer".to_owned());
    let mut page = PageSnapshot::default();
    let mut person = Person { id: value("writer"), ..Person::default() };
    page.kind = match text.place {
        Place::Letter => {
            page.proposals = vec![Proposal { person: id(), letter: value(&text.text), ..Proposal::default() }];
            PageKind::Proposals
        }
        Place::Message => {
            page.messages = vec![Chat { person: id(), text: value(&text.text), ..Chat::default() }];
            PageKind::Messages
        }
        Place::Bio | Place::Review | Place::Title => {
            person.bio = value(&text.text);
            PageKind::Profile
        }
    };
    page.page = PageInfo { kind: page.kind, language: Some(text.language.clone()), ..PageInfo::default() };
    page.people = vec![person];
    page.job = text.job.as_deref().map(|job| Job { description: value(job), ..Job::default() });
    page
}

#[allow(clippy::unnecessary_wraps, reason = "the fields of the model are optional")]
fn value(text: &str) -> Option<Value<String>> {
    let source = Source { row: None, path: "ordinary".to_owned() };
    Some(Value { value: text.to_owned(), currency: None, source, shown: Vec::new() })
}

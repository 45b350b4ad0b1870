//! Rules over a snapshot: which texts they read, what they find, what they could judge.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use super::judge::Verdict;
use super::number::{About, Owner};
use super::reading::{Reading, read};
use super::rule::{Localized, Place};
use super::rules::{Compiled, Rules};
use super::seen::{JobSeen, Seen};
use crate::model::{PageSnapshot, Value};
use crate::report::{Coverage, CoverageState, Evidence, Finding, ItemKind, Message, Subject};
use crate::text::language::Languages;
use crate::text::offsets::shown_span;

/// At most this many quotes in one finding.
const QUOTES: usize = 8;

struct Text<'a> {
    place: Place,
    subject: Subject,
    about: About,
    value: &'a Value<String>,
}

/// What a rule could do with what it looked at.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    /// Texts, or whom a rule of numbers alone is about.
    read: usize,
    /// Of these: texts in another language.
    foreign: usize,
    /// Of these: where a number was missing.
    unknown: usize,
}

/// Runs all rules that are not in `off`; coverage says what each could judge, the switched-off ones too. `letter` gives the
/// letter of a proposal as it was read for others, where it was.
pub fn run(
    rules: &Rules,
    snapshot: &PageSnapshot,
    off: &BTreeSet<String>,
    letter: &dyn Fn(usize) -> Option<Rc<Reading>>,
) -> (Vec<Finding>, Vec<Coverage>) {
    let ids = snapshot.people.iter().enumerate().filter_map(|(at, one)| Some((one.id.as_ref()?.value.as_str(), at)));
    let people: BTreeMap<&str, usize> = ids.collect();
    let texts = texts(snapshot, &people);
    let see = |text: &Text<'_>| {
        let proposal = text.about.proposal.filter(|_| text.place == Place::Letter);
        let reading = proposal.and_then(letter).unwrap_or_else(|| Rc::new(read(&text.value.value)));
        rules.see_read(&text.value.value, reading, Some(text.place))
    };
    let seen: Vec<_> = texts.iter().map(see).collect();
    let languages: Vec<Languages> = seen.iter().map(Seen::languages).collect();
    let job = rules.see_job(&job_text(snapshot));
    let mut findings: Vec<Finding> = Vec::new();
    let mut coverage = Vec::new();
    for (number, compiled) in rules.all().iter().enumerate() {
        if !compiled.runs() {
            continue;
        }
        let say = |state, note| Coverage { check: compiled.id.clone(), state, note };
        if off.contains(&compiled.id) {
            coverage.push(say(CoverageState::NotSupported, Message::key("engine.switched-off")));
            continue;
        }
        let before = findings.len();
        let mut tally = Tally::default();
        let mut judge = |subject: &Subject, about, text: Option<(&Text<'_>, &Seen)>| {
            let known = compiled.known(snapshot, about);
            let holds: Vec<Option<bool>> = known.iter().map(|known| known.as_ref().map(|(holds, _)| *holds)).collect();
            tally.read += 1;
            match rules.judge(number, text.map(|(_, seen)| seen), &job, &holds) {
                Verdict::Fires(places) => {
                    let quotes =
                        text.into_iter().flat_map(|(text, _)| places.iter().filter_map(|at| evidence(text, at)));
                    add(&mut findings, before, compiled, subject, quotes.chain(compiled.evidence(known)));
                    return true;
                }
                Verdict::Unknown => tally.unknown += 1,
                Verdict::Silent => {}
            }
            false
        };
        if compiled.reads_text {
            let mut foreign = 0;
            for ((text, seen), languages) in texts.iter().zip(&seen).zip(&languages) {
                if compiled.reads(text.place)
                    && !judge(&text.subject, text.about, Some((text, seen)))
                    && !languages.meets(&compiled.rule.languages)
                {
                    foreign += 1;
                }
            }
            tally.foreign = foreign;
        } else {
            for (subject, about) in subjects(snapshot, &people, compiled.subject()) {
                judge(&subject, about, None);
            }
        }
        let fired = findings.len() > before;
        let (state, note) = judged(rules, number, &job, snapshot.page.language.as_deref(), tally, fired);
        coverage.push(say(state, note));
    }
    (without_echoes(findings), coverage)
}

/// What a rule could do with this page.
fn judged(
    rules: &Rules,
    number: usize,
    job: &JobSeen,
    language: Option<&str>,
    Tally { read, foreign, unknown }: Tally,
    fired: bool,
) -> (CoverageState, Message) {
    let compiled = rules.all().get(number);
    let reads_text = compiled.is_some_and(|compiled| compiled.reads_text);
    let languages = compiled.map(|compiled| compiled.rule.languages.as_slice()).unwrap_or_default();
    let primary = language.and_then(|language| language.split(['-', '_']).next()).map(str::to_ascii_lowercase);
    if read == 0 {
        let key = if reads_text { "rule.no-text" } else { "rule.no-numbers" };
        return (CoverageState::NotVisible, Message::key(key));
    }
    match rules.applies(number, job) {
        None => return (CoverageState::NotVisible, Message::key("rule.no-job")),
        Some(false) => return (CoverageState::Checked, Message::key("rule.other-job")),
        Some(true) => {}
    }
    if unknown > 0 {
        return if unknown == read {
            (CoverageState::NotVisible, Message::key("rule.no-numbers"))
        } else {
            let note = Message::key("rule.numbers-partly-missing").with("n", read).with("missing", unknown);
            (CoverageState::Checked, note)
        };
    }
    if !reads_text {
        return (CoverageState::Checked, Message::key("rule.compared").with("n", read));
    }
    // What a text is written in weighs more than what the page says of itself.
    if foreign > 0 {
        let note =
            |key| Message::key(key).with("n", read).with("foreign", foreign).with("languages", languages.join(", "));
        return if foreign == read {
            (CoverageState::NotSupported, note("rule.texts-not-covered"))
        } else {
            (CoverageState::Checked, note("rule.texts-partly-covered"))
        };
    }
    match primary {
        Some(primary) if languages.contains(&primary) => {
            (CoverageState::Checked, Message::key("rule.checked").with("n", read))
        }
        // The page's language is not always the letter's: a rule that fired has read it.
        Some(_) if fired => (CoverageState::Checked, Message::key("rule.checked").with("n", read)),
        Some(primary) => {
            (CoverageState::NotSupported, Message::key("rule.language-not-covered").with("language", primary))
        }
        None => {
            let note = Message::key("rule.language-unknown").with("n", read).with("languages", languages.join(", "));
            (CoverageState::Checked, note)
        }
    }
}

/// Everything rules read, in the snapshot's order, with whose it is. A message without a person is the user's own.
fn texts<'a>(snapshot: &'a PageSnapshot, people: &BTreeMap<&str, usize>) -> Vec<Text<'a>> {
    let known =
        |id: Option<&String>| About { person: id.and_then(|id| people.get(id.as_str()).copied()), proposal: None };
    let mut texts = Vec::new();
    let mut add = |place, kind, at, about, value: Option<&'a Value<String>>| {
        if let Some(value) = value.filter(|value| !value.value.trim().is_empty()) {
            texts.push(Text { place, subject: Subject { kind, items: vec![at] }, about, value });
        }
    };
    for (at, person) in snapshot.people.iter().enumerate() {
        let about = About { person: Some(at), proposal: None };
        add(Place::Title, ItemKind::Person, at, about, person.title.as_ref());
        add(Place::Bio, ItemKind::Person, at, about, person.bio.as_ref());
    }
    for (at, one) in snapshot.proposals.iter().enumerate() {
        let about = About { proposal: Some(at), ..known(one.person.as_ref()) };
        add(Place::Letter, ItemKind::Proposal, at, about, one.letter.as_ref());
    }
    for (at, one) in snapshot.reviews.iter().enumerate() {
        add(Place::Review, ItemKind::Review, at, known(one.person.as_ref()), one.text.as_ref());
    }
    for (at, one) in snapshot.messages.iter().enumerate().filter(|(_, one)| one.person.is_some()) {
        add(Place::Message, ItemKind::Chat, at, known(one.person.as_ref()), one.text.as_ref());
    }
    texts
}

/// Whom a rule of numbers alone is about.
fn subjects(snapshot: &PageSnapshot, people: &BTreeMap<&str, usize>, owner: Owner) -> Vec<(Subject, About)> {
    let one = |kind, at| Subject { kind, items: vec![at] };
    match owner {
        Owner::Job => {
            let job = Subject { kind: ItemKind::Job, items: Vec::new() };
            snapshot.job.iter().map(|_| (job.clone(), About::default())).collect()
        }
        Owner::Person => {
            let about = |at| About { person: Some(at), proposal: None };
            (0..snapshot.people.len()).map(|at| (one(ItemKind::Person, at), about(at))).collect()
        }
        Owner::Proposal => {
            let proposals = snapshot.proposals.iter().enumerate();
            let about = |at, id: Option<&String>| About {
                person: id.and_then(|id| people.get(id.as_str()).copied()),
                proposal: Some(at),
            };
            proposals.map(|(at, bid)| (one(ItemKind::Proposal, at), about(at, bid.person.as_ref()))).collect()
        }
    }
}

/// What the job says of itself.
fn job_text(snapshot: &PageSnapshot) -> String {
    let Some(job) = &snapshot.job else { return String::new() };
    let parts = job.title.iter().chain(&job.description).chain(&job.skills);
    parts.flat_map(|part| [part.value.as_str(), "\n\n"]).collect()
}

/// Adds what a rule found: to its finding on the same item, or as a new one.
fn add(
    findings: &mut Vec<Finding>,
    from: usize,
    compiled: &Compiled,
    subject: &Subject,
    quotes: impl Iterator<Item = Evidence>,
) {
    let known = findings.iter().skip(from).position(|finding| finding.subject == *subject);
    let at = known.map_or(findings.len(), |at| from + at);
    if known.is_none() {
        findings.push(finding(compiled, subject.clone()));
    }
    if let Some(finding) = findings.get_mut(at) {
        for quote in quotes {
            // Two texts of one person have the same numbers.
            if finding.evidence.len() < QUOTES && !finding.evidence.contains(&quote) {
                finding.evidence.push(quote);
            }
        }
    }
}

fn finding(compiled: &Compiled, subject: Subject) -> Finding {
    let rule = &compiled.rule;
    let own = |text: &Localized| Message::Text { text: text.clone() };
    Finding {
        id: String::new(),
        rule: compiled.id.clone(),
        version: rule.version.clone(),
        pack_sha256: Some(compiled.sha256.clone()),
        family: rule.family,
        severity: compiled.severity,
        confidence: rule.confidence,
        subject,
        message: own(&rule.message),
        why: own(&rule.why),
        innocent: rule.innocent.iter().map(own).collect(),
        ask: rule.ask.iter().map(own).collect(),
        evidence: Vec::new(),
        statistic: None,
        references: rule.references.clone(),
        template: None,
    }
}

fn evidence(text: &Text<'_>, span: &Range<usize>) -> Option<Evidence> {
    let value = text.value.value.as_str();
    let units = |to: usize| Some(value.get(..to)?.encode_utf16().count() as u32);
    Some(Evidence {
        quote: value.get(span.clone())?.to_owned(),
        source: text.value.source.clone(),
        shown: shown_span(value, &text.value.shown, units(span.start)?, units(span.end)?),
        item: Some(text.subject.clone()),
    })
}

/// Of two findings of one family on one item with the same words, the weightier one says it all.
fn without_echoes(findings: Vec<Finding>) -> Vec<Finding> {
    let echoes: Vec<bool> = findings
        .iter()
        .map(|one| {
            findings.iter().any(|other| {
                other.family == one.family
                    && other.severity > one.severity
                    && other.subject == one.subject
                    && one.evidence.iter().all(|quote| other.evidence.contains(quote))
            })
        })
        .collect();
    findings.into_iter().zip(echoes).filter(|(_, echo)| !echo).map(|(finding, _)| finding).collect()
}

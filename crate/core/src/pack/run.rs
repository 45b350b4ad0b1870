//! Rules over a snapshot: which texts they read, what they find, what they could judge.

use std::collections::BTreeSet;
use std::ops::Range;

use super::rule::{Localized, Place, Status};
use super::rules::{Compiled, JobSeen, Rules, Seen};
use crate::model::{PageSnapshot, Value};
use crate::report::{Coverage, CoverageState, Evidence, Finding, ItemKind, Message, Subject};
use crate::text::language::Languages;
use crate::text::offsets::shown_span;

/// At most this many quotes in one finding.
const QUOTES: usize = 8;

struct Text<'a> {
    place: Place,
    subject: Subject,
    value: &'a Value<String>,
}

/// Runs all rules that are not in `off`; coverage says what each could judge, the switched-off ones too.
pub fn run(rules: &Rules, snapshot: &PageSnapshot, off: &BTreeSet<String>) -> (Vec<Finding>, Vec<Coverage>) {
    let texts = texts(snapshot);
    let seen: Vec<_> = texts.iter().map(|text| rules.see(&text.value.value)).collect();
    let languages: Vec<Languages> = seen.iter().map(Seen::languages).collect();
    let job = rules.see_job(&job_text(snapshot));
    let mut findings: Vec<Finding> = Vec::new();
    let mut coverage = Vec::new();
    for (number, compiled) in rules.all().iter().enumerate() {
        if compiled.rule.status == Status::Deprecated {
            continue;
        }
        let say = |state, note| Coverage { check: compiled.id.clone(), state, note };
        if off.contains(&compiled.id) {
            coverage.push(say(CoverageState::NotSupported, Message::key("engine.switched-off")));
            continue;
        }
        let before = findings.len();
        let (mut read, mut foreign) = (0, 0);
        for ((text, seen), languages) in texts.iter().zip(&seen).zip(&languages) {
            if !compiled.rule.places.contains(&text.place) {
                continue;
            }
            read += 1;
            let spans = rules.judge(number, seen, &job);
            if !spans.is_empty() {
                add(&mut findings, before, compiled, text, &spans);
            } else if !languages.meets(&compiled.rule.languages) {
                foreign += 1;
            }
        }
        let fired = findings.len() > before;
        let (state, note) = judged(rules, number, &job, snapshot.page.language.as_deref(), (read, foreign), fired);
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
    (read, foreign): (usize, usize),
    fired: bool,
) -> (CoverageState, Message) {
    let languages = rules.all().get(number).map(|compiled| compiled.rule.languages.as_slice()).unwrap_or_default();
    let primary = language.and_then(|language| language.split(['-', '_']).next()).map(str::to_ascii_lowercase);
    if read == 0 {
        return (CoverageState::NotVisible, Message::key("rule.no-text"));
    }
    match rules.applies(number, job) {
        None => return (CoverageState::NotVisible, Message::key("rule.no-job")),
        Some(false) => return (CoverageState::Checked, Message::key("rule.other-job")),
        Some(true) => {}
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

/// Everything rules read, in the snapshot's order. A message without a person is the user's own.
fn texts(snapshot: &PageSnapshot) -> Vec<Text<'_>> {
    let people = snapshot.people.iter().enumerate().flat_map(|(at, person)| {
        [
            (Place::Title, ItemKind::Person, at, person.title.as_ref()),
            (Place::Bio, ItemKind::Person, at, person.bio.as_ref()),
        ]
    });
    let proposals = snapshot.proposals.iter().enumerate();
    let proposals = proposals.map(|(at, one)| (Place::Letter, ItemKind::Proposal, at, one.letter.as_ref()));
    let reviews = snapshot.reviews.iter().enumerate();
    let reviews = reviews.map(|(at, one)| (Place::Review, ItemKind::Review, at, one.text.as_ref()));
    let messages = snapshot.messages.iter().enumerate().filter(|(_, one)| one.person.is_some());
    let messages = messages.map(|(at, one)| (Place::Message, ItemKind::Chat, at, one.text.as_ref()));
    people
        .chain(proposals)
        .chain(reviews)
        .chain(messages)
        .filter_map(|(place, kind, at, value)| {
            let value = value.filter(|value| !value.value.trim().is_empty())?;
            Some(Text { place, subject: Subject { kind, items: vec![at] }, value })
        })
        .collect()
}

/// What the job says of itself.
fn job_text(snapshot: &PageSnapshot) -> String {
    let Some(job) = &snapshot.job else { return String::new() };
    let parts = job.title.iter().chain(&job.description).chain(&job.skills);
    parts.flat_map(|part| [part.value.as_str(), "\n\n"]).collect()
}

/// Adds what a rule found in a text: to its finding on the same item, or as a new one.
fn add(findings: &mut Vec<Finding>, from: usize, compiled: &Compiled, text: &Text<'_>, spans: &[Range<usize>]) {
    let known = findings.iter().skip(from).position(|finding| finding.subject == text.subject);
    let at = known.map_or(findings.len(), |at| from + at);
    if known.is_none() {
        findings.push(finding(compiled, text.subject.clone()));
    }
    if let Some(finding) = findings.get_mut(at) {
        let room = QUOTES.saturating_sub(finding.evidence.len());
        finding.evidence.extend(spans.iter().take(room).filter_map(|span| evidence(text, span)));
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
        severity: rule.severity,
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

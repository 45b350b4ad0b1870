//! Honest sentences near what the rules look for: none is shown as Ask or above, wherever it stands.

use secondlook_core::check::Memories;
use secondlook_core::engine::Engine;
use secondlook_core::pack::rule::Place;
use secondlook_core::report::Severity;

use crate::examples::page;
use crate::lives::lives;
use crate::support::{engine, repository};

/// Ideas with their sentences, each with the job that it answers.
fn bank() -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    let mut all: Vec<(&str, Vec<_>)> = Vec::new();
    let lines = include_str!("negatives.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    for line in lines {
        if let Some(idea) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            all.push((idea, Vec::new()));
        } else if let Some((_, sentences)) = all.last_mut() {
            sentences.push(line.split_once(" || ").unwrap_or((line, "")));
        }
    }
    all
}

/// What asks or more about a sentence, by the place where it stands.
fn raised(engine: &Engine, words: &str, job: &str) -> Vec<String> {
    let at = |place| {
        let report = engine.analyze(&page(&lives()[0], place, words, job), &Memories::default());
        let raised = report.findings.into_iter().filter(|finding| finding.severity >= Severity::Caution);
        raised.map(move |finding| format!("{place:?}, {}: {words}", finding.rule)).collect::<Vec<_>>()
    };
    [Place::Letter, Place::Message, Place::Bio].into_iter().flat_map(at).collect()
}

#[test]
fn honest_sentences_near_a_rule_are_never_asked_about() {
    let (engine, bank) = (engine(), bank());
    assert!(bank.len() >= 20 && bank.iter().all(|(_, sentences)| sentences.len() >= 3), "{bank:?}");
    let sentences = bank.iter().flat_map(|(_, sentences)| sentences);
    let wrong: Vec<String> = sentences.flat_map(|(words, job)| raised(&engine, words, job)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The maintainers' own bank, where it lies beside the checkout: sentences that a rule must not fire on.
#[test]
fn the_maintainers_bank_is_never_asked_about() {
    let shared = std::env::var_os("SECONDLOOK_SHARED").map_or_else(|| repository().join("../shared"), Into::into);
    let Ok(text) = std::fs::read_to_string(shared.join("reference/phrases.json")) else {
        println!("skipped: the maintainers' bank is not here");
        return;
    };
    let engine = engine();
    let phrases: serde_json::Value = serde_json::from_str(&text).unwrap();
    let families = phrases["families"].as_array().unwrap().iter();
    let negatives = families.flat_map(|family| family["negatives"].as_array().unwrap());
    let mut sentences: Vec<String> = negatives.map(|one| one.as_str().unwrap().to_owned()).collect();
    let bank = std::fs::read_to_string(shared.join("reference/PHRASES.md")).unwrap();
    let section = bank.split("## 6.").nth(1).and_then(|rest| rest.lines().nth(1)).unwrap();
    sentences.extend(section.split('\u{b7}').map(|one| one.trim().trim_end_matches('.').to_owned()));
    assert!(sentences.len() >= 50, "{}", sentences.len());
    let wrong: Vec<String> = sentences.iter().flat_map(|words| raised(&engine, words, "")).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), sentences.len(), wrong.join("\n"));
    println!("{} sentences of the maintainers' bank", sentences.len());
}

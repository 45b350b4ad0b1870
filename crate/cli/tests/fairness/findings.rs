//! What every finding and every report must have, over all stages, all pages of ours and every example of every rule.

use std::collections::BTreeSet;
use std::fs;

use secondlook_core::check::{CHECKS, Memories};
use secondlook_core::report::{Finding, Message, Report};
use secondlook_core::words::say;

use crate::lives::Cast;
use crate::stages::stages;
use crate::{examples, support};

/// What asks for a conversation, and what offers another way beside it.
const LIVE: [&str; 9] = ["call", "video", "camera", "phone", "voice", "in person", "shared screen", "meeting", "talk"];
const OTHER_WAY: [&str; 5] = [" or ", "in writing", "written", "if calls do not suit", "if video does not suit"];

fn reports() -> Vec<(String, Report)> {
    let engine = support::engine();
    let mut all: Vec<(String, Report)> =
        stages().map(|stage| (stage.name.to_owned(), stage.report(&engine, Cast(0)))).collect();
    for name in support::pages() {
        let page = support::page(&name);
        all.push((name, support::report(&engine, &page.html, &page.url, &page.captured_at)));
    }
    for loaded in secondlook::builtin::packs().unwrap() {
        for rule in &loaded.pack.rules {
            for example in &rule.examples.fire {
                let life = Cast(0).person(0);
                let page = examples::page(life, rule.places[0], example.text(), example.job().unwrap_or_default());
                all.push((format!("{}: {}", rule.id, example.text()), engine.analyze(&page, &Memories::default())));
            }
        }
    }
    all
}

#[test]
fn every_finding_has_quote_place_time_version_source_two_reasons_and_an_open_question() {
    let words = secondlook::builtin::words().unwrap();
    let flags = fs::read_to_string(support::repository().join("docs/flags.md")).unwrap();
    let (mut wrong, mut found) = (Vec::new(), BTreeSet::new());
    for (name, report) in reports() {
        let dated = !report.page.captured_at.is_empty() && report.schema == secondlook_core::report::SCHEMA;
        for finding in &report.findings {
            found.insert(finding.rule.clone());
            let mut lacks = lacking(finding, &|message| say(&words, message), &flags);
            lacks.extend((!dated).then_some("a time"));
            wrong.extend(lacks.into_iter().map(|what| format!("{name}: {} lacks {what}", finding.rule)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(found.len() >= 40, "{} of all checks and rules: {found:?}", found.len());
}

fn lacking(finding: &Finding, say: &dyn Fn(&Message) -> String, flags: &str) -> Vec<&'static str> {
    let asks: Vec<String> = finding.ask.iter().map(say).collect();
    let innocent: BTreeSet<String> = finding.innocent.iter().map(say).collect();
    let said = |text: &String| text.chars().filter(|c| c.is_alphabetic()).count() >= 10 && !text.contains('{');
    let any = |text: &str, of: &[&str]| of.iter().any(|word| text.to_lowercase().contains(word));
    let quoted = |evidence: &secondlook_core::report::Evidence| {
        !evidence.quote.trim().is_empty() && !evidence.source.path.is_empty()
    };
    let whole = [
        (!finding.evidence.is_empty() && finding.evidence.iter().all(quoted), "a quote with its place"),
        (finding.id.len() >= 16 && finding.version.split('.').count() == 3, "an id and a version"),
        (finding.rule.contains(':') == finding.pack_sha256.is_some(), "its pack's hash"),
        (!finding.references.is_empty(), "a source"),
        (finding.references.iter().all(|id| flags.contains(&format!("`{id}`"))), "a source that docs/flags.md has"),
        (innocent.len() >= 2 && innocent.iter().all(said), "two innocent explanations"),
        (!asks.is_empty() && asks.iter().all(said), "a question"),
        (asks.iter().all(|ask| !any(ask, &LIVE) || any(ask, &OTHER_WAY)), "another way than to speak or to be seen"),
        (said(&say(&finding.message)) && said(&say(&finding.why)), "what and why"),
    ];
    whole.into_iter().filter(|(has, _)| !has).map(|(_, what)| what).collect()
}

#[test]
fn every_report_says_of_every_check_and_rule_what_it_could_judge() {
    let packs = secondlook::builtin::packs().unwrap();
    let rules = packs.iter().flat_map(|one| one.pack.rules.iter().map(|rule| format!("{}:{}", one.pack.id, rule.id)));
    let all: BTreeSet<String> = CHECKS.iter().map(|check| check.id.to_owned()).chain(rules).collect();
    for (name, report) in reports() {
        let said: Vec<&String> = report.coverage.iter().map(|one| &one.check).collect();
        let distinct: BTreeSet<String> = said.iter().map(|id| (*id).clone()).collect();
        assert!(distinct == all && said.len() == all.len(), "{name}: {said:?}");
    }
}

/// Text and HTML say what it does not mean that nothing is found, also of the people on a page where something is.
#[test]
fn nothing_found_never_reads_as_clean() {
    for name in ["upwork-profile-classic", "freelancer-proposals-template"] {
        let page = support::page(name);
        let file = support::repository().join(format!("tests/pages/{name}.html"));
        for format in ["text", "html"] {
            let run = std::process::Command::new(env!("CARGO_BIN_EXE_secondlook"))
                .args(["scan", file.to_str().unwrap(), "--url", &page.url, "--captured-at", &page.captured_at])
                .args(["--format", format])
                .output()
                .unwrap();
            let out = String::from_utf8(run.stdout).unwrap();
            assert!(out.contains("Nothing found does not mean verified."), "{name} as {format}: {out}");
        }
    }
}

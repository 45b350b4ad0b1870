//! A report as SARIF 2.1.0: one run, a rule for each check that fired, a result for each finding.

use secondlook_core::report::{Evidence, Finding, Report, Severity};
use serde_json::{Value, json};

use super::said::{Said, SaidFinding};

/// The SARIF log. `file` is the saved page's address.
pub fn sarif(report: &Report, said: &Said, file: &str) -> Value {
    let mut rules: Vec<(&Finding, &SaidFinding)> = Vec::new();
    for pair in report.findings.iter().zip(&said.findings) {
        if rules.iter().all(|(known, _)| known.rule != pair.0.rule) {
            rules.push(pair);
        }
    }
    let results: Vec<Value> = report
        .findings
        .iter()
        .zip(&said.findings)
        .map(|(finding, said)| {
            let index = rules.iter().position(|(known, _)| known.rule == finding.rule);
            result(finding, said, index, file)
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "secondlook",
                "version": report.engine,
                "semanticVersion": report.engine,
                "rules": rules.iter().map(|(finding, said)| rule(finding, said)).collect::<Vec<_>>(),
            }},
            "artifacts": [{ "location": { "uri": file }, "mimeType": "text/html" }],
            "columnKind": "utf16CodeUnits",
            "results": results,
            "properties": {
                "page": report.page,
                "packs": report.packs,
                "coverage": said.coverage,
                "unread": said.unread,
                "note": said.head.not_verified,
            },
        }],
    })
}

fn rule(finding: &Finding, said: &SaidFinding) -> Value {
    let list = |lines: &[String]| lines.iter().fold(String::new(), |all, line| format!("{all}\n- {line}"));
    let (innocent, ask) = (list(&said.innocent), list(&said.ask));
    json!({
        "id": finding.rule,
        "shortDescription": { "text": said.sentence },
        "fullDescription": { "text": said.why },
        "help": { "text": format!("{}\n{innocent}\n\n{}:{ask}", said.why, said.ask_heading) },
        "defaultConfiguration": { "level": level(finding.severity) },
        "properties": { "version": finding.version, "family": finding.family, "references": finding.references },
    })
}

fn result(finding: &Finding, said: &SaidFinding, index: Option<usize>, file: &str) -> Value {
    let mut locations: Vec<Value> = finding.evidence.iter().map(|evidence| location(evidence, file)).collect();
    if locations.is_empty() {
        locations.push(json!({ "physicalLocation": { "artifactLocation": { "uri": file, "index": 0 } } }));
    }
    json!({
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": level(finding.severity),
        "message": { "text": said.sentence },
        "locations": locations,
        "partialFingerprints": { "secondlook/v1": finding.id },
        "properties": {
            "severity": finding.severity,
            "confidence": finding.confidence,
            "innocent": said.innocent,
            "ask": said.ask,
            "statistic": finding.statistic,
        },
    })
}

/// A quote's place: the file, and the rows where the page shows it (or where it was read).
fn location(evidence: &Evidence, file: &str) -> Value {
    let mut rows: Vec<u32> = evidence.shown.iter().map(|range| range.row).collect();
    if rows.is_empty() {
        rows.extend(evidence.source.row);
    }
    let logical: Vec<Value> = rows
        .iter()
        .map(|row| json!({ "name": format!("row {row}"), "fullyQualifiedName": evidence.source.path, "kind": "element" }))
        .collect();
    json!({
        "physicalLocation": { "artifactLocation": { "uri": file, "index": 0 } },
        "logicalLocations": logical,
        "message": { "text": evidence.quote },
    })
}

/// SARIF knows three levels; the severity itself stands in the properties.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Context | Severity::Note => "note",
        Severity::Caution => "warning",
        Severity::Warning | Severity::Stop => "error",
    }
}

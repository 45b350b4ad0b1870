//! What of a report may not change with a life: everything but the quotes.
//!
//! Some things are looser, and each only as far as it is written here. Checks that compare letters count their words, and names
//! are words: two people whose town is called alike share one more, and who has no pronoun is named instead; of a letter that is only remembered, it is drawn by a hash
//! which of its words are, and another word is another draw. And a text of two languages reads as one or the other, as its words
//! are in the majority: coverage says which, and no finding depends on it.

use secondlook_core::report::{Arg, Message, Report};
use serde_json::{Value, json};

/// Checks whose figures are of words that texts share.
const COUNT_WORDS: [&str; 2] = ["shared-letters", "same-words"];
/// One that counts the remembered ones of them: how many there are says how sure it is, and is left out.
const DRAWN: &str = "remembered-letters";
/// The check that reads English only: in scripts without spaces each character of a name is a word of another language.
const OF_ENGLISH: &str = "rating-against-text";
/// The check that compares names has less to compare in some lives: `named.rs`.
const OF_NAMES: &str = "named-otherwise";
/// How far such a figure may move, as a share of it.
const WORDS_MOVE: f64 = 0.2;
/// What coverage says of a text's language.
const OF_LANGUAGE: [&str; 4] =
    ["rule.texts-not-covered", "rule.texts-partly-covered", "rule.language-unknown", "rule.checked"];

/// A judgement of a text that is in two languages: without what coverage takes it for.
pub fn of_two_languages(mut judgement: Value) -> Value {
    for one in judgement["coverage"].as_array_mut().into_iter().flatten() {
        if OF_LANGUAGE.iter().any(|key| one[2][0] == *key) {
            *one = json!([one[0], "by its language"]);
        }
    }
    judgement
}

/// What was found, how grave, how sure, about whom, by which figures and how many quotes, and what was judged.
pub fn judgement(report: &Report) -> Value {
    let findings = report.findings.iter().map(|finding| {
        let quoted: Vec<_> = finding.evidence.iter().map(|evidence| &evidence.item).collect();
        let texts: Vec<Value> = finding.innocent.iter().chain(&finding.ask).chain([&finding.why]).map(said).collect();
        let copies = finding.template.as_ref().map(|template| template.members.len());
        if finding.rule == DRAWN {
            return json!({"rule": finding.rule, "severity": finding.severity, "subject": finding.subject, "texts": texts});
        }
        json!({
            "rule": finding.rule, "version": finding.version, "severity": finding.severity,
            "confidence": finding.confidence, "subject": finding.subject, "statistic": finding.statistic,
            "message": said(&finding.message), "texts": texts, "quoted": quoted, "copies": copies,
        })
    });
    let coverage = report.coverage.iter().filter(|one| one.check != OF_NAMES).map(|one| {
        // How many texts are long enough, or mostly English, is a count of words, too.
        let counts = one.check == OF_ENGLISH || COUNT_WORDS.contains(&one.check.as_str());
        json!([one.check, one.state, if counts { json!([]) } else { said(&one.note) }])
    });
    let unread = report.unread.iter().map(|unread| json!([unread.field, unread.why]));
    json!({
        "findings": findings.collect::<Vec<_>>(),
        "coverage": coverage.collect::<Vec<_>>(),
        "unread": unread.collect::<Vec<_>>(),
    })
}

/// A message with its numbers, without what it quotes.
fn said(message: &Message) -> Value {
    match message {
        Message::Text { text } => json!(text),
        Message::Key { key, args } => {
            let args = args.iter().map(|(name, arg)| match arg {
                Arg::Number(number) => json!([name, number]),
                Arg::Text(_) => json!([name]),
            });
            json!([key, args.collect::<Vec<_>>()])
        }
    }
}

/// Where two judgements differ; none where they are one.
pub fn difference(before: &Value, after: &Value) -> Option<String> {
    let rules = |value: &Value| -> Vec<String> {
        let findings = value["findings"].as_array().into_iter().flatten();
        findings.map(|finding| format!("{} {}", finding["rule"], finding["severity"])).collect()
    };
    let (found, other) = (rules(before), rules(after));
    if found != other {
        return Some(format!("{found:?} became {other:?}"));
    }
    differs(before, after, false).map(|what| format!("{what} beside {found:?}"))
}

/// The first place in which two values differ; numbers of a check that counts words may move.
fn differs(a: &Value, b: &Value, counts: bool) -> Option<String> {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) if a.len() == b.len() => {
            let counts = counts || a.get("rule").is_some_and(|rule| COUNT_WORDS.iter().any(|check| rule == check));
            // A probability by chance moves with each word, and decides nothing.
            let compared = a.iter().filter(|(key, _)| !(counts && *key == "p"));
            compared
                .into_iter()
                .find_map(|(key, value)| differs(value, b.get(key)?, counts).map(|what| format!("{key}: {what}")))
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            a.iter().zip(b).find_map(|(a, b)| differs(a, b, counts))
        }
        (Value::Number(x), Value::Number(y)) if counts => {
            let (x, y) = (x.as_f64()?, y.as_f64()?);
            ((x - y).abs() > WORDS_MOVE * x.abs()).then(|| format!("{x} and {y}"))
        }
        _ => (a != b).then(|| format!("{a} and {b}")),
    }
}

//! What an update changes of the rules.

use super::Difference;
use crate::pack::rule::{Rule, Status};
use crate::report::{Message, Severity};

pub(super) fn diff(difference: &mut Difference, old: &[Rule], new: &[Rule]) {
    for rule in new {
        match old.iter().find(|other| other.id == rule.id) {
            None => {
                difference.added += 1;
                difference.lines.push(said(added(rule.severity), rule));
            }
            Some(before) if before != rule => {
                difference.changed += 1;
                changes(&mut difference.lines, before, rule);
            }
            Some(_) => {}
        }
    }
    for rule in old.iter().filter(|rule| !new.iter().any(|other| other.id == rule.id)) {
        difference.removed += 1;
        difference.lines.push(said("diff.rule-removed", rule));
    }
}

fn said(key: &str, rule: &Rule) -> Message {
    let title = rule.title.get("en").unwrap_or(&rule.id);
    Message::key(key).with("title", title.as_str())
}

/// What of a rule differs; something is always said.
fn changes(lines: &mut Vec<Message>, old: &Rule, new: &Rule) {
    let before = lines.len();
    if old.severity != new.severity {
        lines.push(said(now(new.severity), new));
    }
    let looks =
        (&old.matching, &old.unless, &old.job, &old.lists) != (&new.matching, &new.unless, &new.job, &new.lists);
    if looks || old.places != new.places || old.languages != new.languages {
        lines.push(said("diff.rule-looks", new));
    }
    if old.status != new.status {
        let key = match new.status {
            Status::Experimental => "diff.rule-experimental",
            Status::Stable => "diff.rule-stable",
            Status::Deprecated => "diff.rule-deprecated",
        };
        lines.push(said(key, new));
    }
    let texts = |rule: &Rule| [rule.title.clone(), rule.message.clone(), rule.why.clone()];
    if texts(old) != texts(new) || old.innocent != new.innocent || old.ask != new.ask {
        lines.push(said("diff.rule-words", new));
    }
    if old.examples != new.examples {
        lines.push(said("diff.rule-examples", new));
    }
    if lines.len() == before {
        lines.push(said("diff.rule-other", new));
    }
}

fn added(severity: Severity) -> &'static str {
    match severity {
        Severity::Context => "diff.rule-added.context",
        Severity::Note => "diff.rule-added.note",
        Severity::Caution => "diff.rule-added.caution",
        Severity::Warning => "diff.rule-added.warning",
        Severity::Stop => "diff.rule-added.stop",
    }
}

fn now(severity: Severity) -> &'static str {
    match severity {
        Severity::Context => "diff.rule-now.context",
        Severity::Note => "diff.rule-now.note",
        Severity::Caution => "diff.rule-now.caution",
        Severity::Warning => "diff.rule-now.warning",
        Severity::Stop => "diff.rule-now.stop",
    }
}

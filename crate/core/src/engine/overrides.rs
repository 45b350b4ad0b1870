//! Overrides: what the user decided about a finding, outside of any pack: not to show it, or to show it lower, with a
//! reason, for one person, one job, or this one finding, and until a day. Nothing is dropped without a word: the report
//! lists what was changed and why.

use serde::{Deserialize, Serialize};

use super::finish::{in_order, owner};
use crate::ledger::keyed::site;
use crate::model::PageSnapshot;
use crate::model::days::days;
use crate::report::{Finding, ItemKind, Overridden, Severity};

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// The check's or rule's id, as in [`crate::report::Finding::rule`].
    pub rule: String,
    /// Where it holds.
    pub scope: Scope,
    /// What happens.
    #[serde(rename = "do")]
    pub action: Action,
    /// Why, in the user's words.
    pub reason: String,
    /// The last day on which it holds (ISO 8601), compared with the day the page was read. Without it, until taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// Where an override holds.
///
/// A person's key is `site/id`, a job's too: the site is the page's host without `www.`, the id the site's own as the
/// snapshot has it (`people[].id`, `job.id`), compared without case: `upwork.com/~01abc`. A finding about several people
/// is about one person only if all of them have that key; one about the page as a whole is about nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// For everybody.
    Everywhere,
    /// For findings about this person and nobody else.
    Person(String),
    /// On pages about this job.
    Job(String),
    /// For the finding with this fingerprint.
    Finding(String),
}

/// What an override does; it never raises a severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// The finding is listed among the overridden only.
    Hide,
    /// At most Background.
    Context,
    /// At most Note.
    Note,
    /// At most Ask.
    Caution,
    /// At most Verify first.
    Warning,
}

impl Action {
    /// The highest severity it leaves; none when it hides.
    pub fn at_most(self) -> Option<Severity> {
        match self {
            Self::Hide => None,
            Self::Context => Some(Severity::Context),
            Self::Note => Some(Severity::Note),
            Self::Caution => Some(Severity::Caution),
            Self::Warning => Some(Severity::Warning),
        }
    }
}

/// Hides and lowers findings that have their fingerprints, and says which and why. Of several overrides that hold for a finding the first
/// that hides it goes, else the one that leaves the lowest severity.
pub(crate) fn apply(
    overrides: &[Override],
    findings: Vec<Finding>,
    snapshot: &PageSnapshot,
) -> (Vec<Finding>, Vec<Overridden>) {
    let (mut kept, mut overridden) = (Vec::new(), Vec::new());
    let live: Vec<&Override> = overrides.iter().filter(|one| one.is_live(&snapshot.page.captured_at)).collect();
    for mut finding in findings {
        let holds = live.iter().filter(|one| one.holds_for(&finding, snapshot));
        let severity = finding.severity;
        // None, a finding that is hidden, is below every severity.
        let lowest = holds.min_by_key(|one| one.action.at_most()).filter(|one| one.action.at_most() < Some(severity));
        if let Some(one) = lowest {
            let (id, rule, reason) = (finding.id.clone(), finding.rule.clone(), one.reason.clone());
            overridden.push(Overridden { id, rule, severity, now: one.action.at_most(), reason });
            match one.action.at_most() {
                Some(now) => finding.severity = now,
                None => continue,
            }
        }
        kept.push(finding);
    }
    in_order(&mut kept);
    (kept, overridden)
}

impl Override {
    /// Whether its last day is not over. A day that cannot be read, on either side, is no promise: then it does not hold.
    fn is_live(&self, captured_at: &str) -> bool {
        let Some(until) = &self.until else { return true };
        matches!((days(until), days(captured_at)), (Some(until), Some(now)) if now.last <= until.last)
    }

    pub(crate) fn holds_for(&self, finding: &Finding, snapshot: &PageSnapshot) -> bool {
        self.rule == finding.rule
            && match &self.scope {
                Scope::Everywhere => true,
                Scope::Finding(id) => *id == finding.id,
                Scope::Person(key) => {
                    let kind = finding.subject.kind;
                    let mut items = finding.subject.items.iter().peekable();
                    items.peek().is_some()
                        && items.all(|item| is_key(key, snapshot, id_of(snapshot, kind, *item).as_deref()))
                }
                Scope::Job(key) => {
                    let job = snapshot.job.as_ref().and_then(|job| job.id.as_ref());
                    is_key(key, snapshot, job.map(|id| id.value.as_str()))
                }
            }
    }
}

fn is_key(key: &str, snapshot: &PageSnapshot, id: Option<&str>) -> bool {
    let Some((host, wanted)) = key.split_once('/') else { return false };
    let id = id.map(str::trim).filter(|id| !id.is_empty());
    id.is_some_and(|id| id.to_lowercase() == wanted.trim().to_lowercase()) && site(host) == site(&snapshot.page.url)
}

/// The site's id of whom an item belongs to; a name is nobody's key.
fn id_of(snapshot: &PageSnapshot, kind: ItemKind, item: usize) -> Option<String> {
    match kind {
        ItemKind::Person => Some(snapshot.people.get(item)?.id.as_ref()?.value.clone()),
        _ => Some(owner(snapshot, kind, item)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Job, Person, Proposal, Source, Value};
    use crate::report::{Confidence, Family, Message, Subject};

    #[expect(clippy::unnecessary_wraps, reason = "fields of the model are optional")]
    fn value(text: &str) -> Option<Value<String>> {
        let source = Source { row: None, path: "p".to_owned() };
        Some(Value { value: text.to_owned(), currency: None, source, shown: Vec::new() })
    }

    fn snapshot() -> PageSnapshot {
        let mut snapshot = PageSnapshot {
            job: Some(Job { id: value("~J1"), ..Job::default() }),
            people: vec![
                Person { id: value("~01abc"), ..Person::default() },
                Person { name: value("~02"), ..Person::default() },
            ],
            proposals: ["~01abc", "~02def"]
                .map(|id| Proposal { person: Some(id.to_owned()), ..Proposal::default() })
                .into(),
            ..PageSnapshot::default()
        };
        snapshot.page.url = "https://www.upwork.com/jobs/~J1".to_owned();
        snapshot.page.captured_at = "2026-09-10T08:00:00Z".to_owned();
        snapshot
    }

    fn finding(id: &str, rule: &str, severity: Severity, subject: Subject) -> Finding {
        Finding {
            id: id.to_owned(),
            rule: rule.to_owned(),
            version: "1.0.0".to_owned(),
            pack_sha256: None,
            family: Family::Payment,
            severity,
            confidence: Confidence::Low,
            subject,
            message: Message::key("m"),
            why: Message::key("w"),
            innocent: Vec::new(),
            ask: Vec::new(),
            evidence: Vec::new(),
            statistic: None,
            references: Vec::new(),
            template: None,
        }
    }

    fn findings() -> Vec<Finding> {
        let about = |items: &[usize]| Subject { kind: ItemKind::Proposal, items: items.to_vec() };
        vec![
            finding("both", "shared-letters", Severity::Warning, about(&[0, 1])),
            finding("first", "a/b:pay", Severity::Caution, about(&[0])),
            finding("second", "a/b:pay", Severity::Caution, about(&[1])),
        ]
    }

    fn rule(rule: &str, scope: Scope, action: Action) -> Override {
        Override { rule: rule.to_owned(), scope, action, reason: "known".to_owned(), until: None }
    }

    /// What is shown and what is listed, by id and severity.
    fn applied(overrides: &[Override]) -> (String, String) {
        let (kept, listed) = apply(overrides, findings(), &snapshot());
        let kept: Vec<String> = kept.iter().map(|one| format!("{} {:?}", one.id, one.severity)).collect();
        let listed: Vec<String> =
            listed.iter().map(|one| format!("{} {:?} {:?} {}", one.id, one.severity, one.now, one.reason)).collect();
        (kept.join(", "), listed.join(", "))
    }

    const ALL: &str = "both Warning, first Caution, second Caution";

    #[test]
    fn scopes_are_kept() {
        let hidden = "first Caution None known";
        for (scope, kept, listed) in [
            (Scope::Everywhere, "both Warning", "first Caution None known, second Caution None known"),
            (Scope::Finding("first".to_owned()), "both Warning, second Caution", hidden),
            (Scope::Person("upwork.com/~01ABC".to_owned()), "both Warning, second Caution", hidden),
            (Scope::Person("www.upwork.com/~01abc".to_owned()), "both Warning, second Caution", hidden),
            (
                Scope::Job("upwork.com/~J1".to_owned()),
                "both Warning",
                "first Caution None known, second Caution None known",
            ),
            (Scope::Person("other.com/~01abc".to_owned()), ALL, ""),
            (Scope::Person("~01abc".to_owned()), ALL, ""),
            (Scope::Person("upwork.com/".to_owned()), ALL, ""),
            (Scope::Job("upwork.com/~J2".to_owned()), ALL, ""),
        ] {
            let (shown, said) = applied(&[rule("a/b:pay", scope.clone(), Action::Hide)]);
            assert_eq!((shown.as_str(), said.as_str()), (kept, listed), "{scope:?}");
        }
    }

    #[test]
    fn what_is_said_of_others_too_is_not_hidden_for_one() {
        let (kept, listed) =
            applied(&[rule("shared-letters", Scope::Person("upwork.com/~01abc".to_owned()), Action::Hide)]);
        assert_eq!((kept.as_str(), listed.as_str()), (ALL, ""));
        let page = Subject { kind: ItemKind::Page, items: Vec::new() };
        let one = rule("x", Scope::Person("upwork.com/".to_owned()), Action::Hide);
        assert!(!one.holds_for(&finding("page", "x", Severity::Note, page), &snapshot()));
        let named = Subject { kind: ItemKind::Person, items: vec![1] };
        let one = rule("x", Scope::Person("upwork.com/~02".to_owned()), Action::Hide);
        assert!(!one.holds_for(&finding("named", "x", Severity::Note, named), &snapshot()), "a name is no id");
    }

    #[test]
    fn severities_are_lowered_never_raised() {
        let (kept, listed) = applied(&[rule("shared-letters", Scope::Everywhere, Action::Note)]);
        assert_eq!(kept, "first Caution, second Caution, both Note");
        assert_eq!(listed, "both Warning Some(Note) known");
        for action in [Action::Caution, Action::Warning] {
            assert_eq!(applied(&[rule("a/b:pay", Scope::Everywhere, action)]), (ALL.to_owned(), String::new()));
        }
        let two = [rule("a/b:pay", Scope::Everywhere, Action::Note), rule("a/b:pay", Scope::Everywhere, Action::Hide)];
        assert_eq!(applied(&two).0, "both Warning");
    }

    #[test]
    fn a_day_that_is_over_ends_it() {
        for (until, live) in
            [("2026-09-10", true), ("2026-09", true), ("2026-09-09", false), ("soon", false), ("", false)]
        {
            let one = Override { until: Some(until.to_owned()), ..rule("a/b:pay", Scope::Everywhere, Action::Hide) };
            assert_eq!(one.is_live("2026-09-10T23:00:00-08:00"), live, "{until}");
            assert!(!one.is_live(""), "a page without a day promises nothing");
        }
    }

    #[test]
    fn they_are_written_as_the_contract_says() {
        let json =
            r#"{"rule":"a/b:pay","scope":{"person":"upwork.com/~01"},"do":"hide","reason":"r","until":"2026-10-01"}"#;
        let one: Override = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&one).unwrap(), json);
        let json = r#"{"rule":"burst","scope":"everywhere","do":"note","reason":""}"#;
        assert_eq!(serde_json::from_str::<Override>(json).unwrap().scope, Scope::Everywhere);
        assert!(serde_json::from_str::<Override>(&json.replace("note", "stop")).is_err());
    }
}

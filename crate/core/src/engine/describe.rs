//! What the engine can do: all checks and rules, for the settings page and the catalogue.

use serde::{Deserialize, Serialize};

use crate::check::CHECKS;
use crate::pack::Pack;
use crate::pack::rule::{Place, Status};
use crate::report::{Family, Message, PackInfo, Severity};
use crate::words::Words;

/// Whether something is Rust or data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DescribedKind {
    /// One Rust analysis.
    Check,
    /// A rule of a pack.
    Rule,
}

/// One check or rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields))]
pub struct Described {
    /// The check's id, or `namespace/pack:rule`: what `Settings::off` names.
    pub id: String,
    /// Check or rule.
    pub kind: DescribedKind,
    /// Version.
    pub version: String,
    /// Family.
    pub family: Family,
    /// Ids of the indicators it serves.
    pub references: Vec<String>,
    /// What a list calls it: for a check a key of `locales/`.
    pub title: Message,
    /// For a check: the keys of the words that belong to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<String>>"))]
    pub keys: Vec<String>,
    /// For a rule: its severity. A check's depends on what it finds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// For a rule: how far it has come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// For a rule: the languages it reads.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<String>>"))]
    pub languages: Vec<String>,
    /// For a rule: where it reads.
    #[serde(default, rename = "where", skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<Place>>"))]
    pub places: Vec<Place>,
}

/// Checks first, then the packs' rules, each in its order.
pub(super) fn all(packs: &[(Pack, PackInfo)], words: &Words) -> Vec<Described> {
    let checks = CHECKS.iter().map(|check| {
        let prefix = format!("{}.", check.id);
        Described {
            id: check.id.to_owned(),
            kind: DescribedKind::Check,
            version: check.version.to_owned(),
            family: check.family,
            references: check.references.iter().map(|&reference| reference.to_owned()).collect(),
            title: Message::key(check.title),
            keys: words.keys().filter(|key| key.starts_with(&prefix)).cloned().collect(),
            severity: None,
            status: None,
            languages: Vec::new(),
            places: Vec::new(),
        }
    });
    let rules = packs.iter().flat_map(|(pack, info)| pack.rules.iter().map(move |rule| (pack, info, rule)));
    let rules = rules.map(|(pack, info, rule)| Described {
        id: format!("{}:{}", pack.id, rule.id),
        kind: DescribedKind::Rule,
        version: rule.version.clone(),
        family: rule.family,
        references: rule.references.clone(),
        title: Message::Text { text: rule.title.clone() },
        keys: Vec::new(),
        severity: Some(info.cap(rule.severity)),
        status: Some(rule.status),
        languages: rule.languages.clone(),
        places: rule.places.clone(),
    });
    checks.chain(rules).collect()
}

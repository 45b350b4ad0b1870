//! `Report`: all findings and coverage for one snapshot. It explains itself and scores nobody.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::model::{PageInfo, PageSnapshot, Range, Source};
use crate::tree::RowId;

mod picture;

pub use picture::{Dated, Picture, Prior, Rate, Share, Shares, Shows, Timeline};

/// The version of the report's shape.
pub const SCHEMA: u32 = 1;

/// How much a finding matters if it is true. Ordered; never added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// "Background": a fact to know; most honest people have it.
    Context,
    /// "Note": weak alone.
    Note,
    /// "Ask": ask the question before going on.
    Caution,
    /// "Verify first": verify independently before hiring.
    Warning,
    /// "Pause before paying or giving access".
    Stop,
}

/// How sure a finding is; never multiplied into severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Low.
    Low,
    /// Medium.
    Medium,
    /// High.
    High,
}

/// Findings of one family say one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the words are those of DESIGN section 3
pub enum Family {
    Contact,
    Payment,
    Account,
    Identity,
    Reviews,
    Letters,
    Bids,
    Availability,
    Equipment,
    CodeHost,
    Access,
}

/// What a check or rule says: a key of `locales/` with its arguments, or a pack's own text by language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(untagged)]
pub enum Message {
    /// A key of `locales/<language>.json`.
    Key {
        /// The key, `check-id.part`.
        key: String,
        /// Arguments by name.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        #[cfg_attr(test, ts(optional, as = "Option<BTreeMap<String, Arg>>"))]
        args: BTreeMap<String, Arg>,
    },
    /// A text by language code.
    Text {
        /// The text by language code; `en` is always there.
        text: BTreeMap<String, String>,
    },
}

/// An argument of a [`Message`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(untagged)]
pub enum Arg {
    /// A number, rounded to six significant digits.
    Number(f64),
    /// A text from the page, or a name.
    Text(String),
}

impl Message {
    /// A message without arguments.
    pub fn key(key: &str) -> Self {
        Self::Key { key: key.to_owned(), args: BTreeMap::new() }
    }

    /// The same message with one more argument; a pack's text takes none and stays as it is.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Arg>) -> Self {
        if let Self::Key { args, .. } = &mut self {
            args.insert(name.to_owned(), value.into());
        }
        self
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<f64> for Arg {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}
impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(number as f64)
    }
}

/// The kind of thing on a page that a finding or a marker is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// The page as a whole.
    Page,
    /// One of `people`.
    Person,
    /// One of `proposals`.
    Proposal,
    /// One of `contracts`.
    Contract,
    /// One of `reviews`.
    Review,
    /// One of `messages`.
    Chat,
    /// The job.
    Job,
}

/// What a finding is about: one item, or several (a group of letters).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Subject {
    /// The kind of item.
    pub kind: ItemKind,
    /// Positions in the snapshot's list of that kind, ascending; empty for the page and the job.
    #[serde(default)]
    pub items: Vec<usize>,
}

/// A quote, with the places where the page shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct Evidence {
    /// The quote, verbatim.
    pub quote: String,
    /// Where it was read.
    pub source: Source,
    /// Where the page shows it; empty when it does not.
    #[serde(default)]
    pub shown: Vec<Range>,
    /// Whose words: the item the quote is from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<Subject>,
}

/// The numbers behind a statistical finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct Statistic {
    /// The method: a message key under `method.`.
    pub method: String,
    /// Number of observations.
    pub n: u64,
    /// The statistic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// p value or probability by chance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p: Option<f64>,
    /// Interval, lower and upper, 95 % unless the method says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<(f64, f64)>,
    /// How many more observations would settle it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed: Option<u64>,
}

/// One check or rule that fired on one subject.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct Finding {
    /// Stable fingerprint: rule, subject's ids and normalised quotes, not places. Hexadecimal.
    pub id: String,
    /// The check's id, or `namespace/pack:rule`.
    pub rule: String,
    /// The check's or rule's version.
    pub version: String,
    /// The pack's content hash, for rules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pack_sha256: Option<String>,
    /// The family.
    pub family: Family,
    /// How much it matters if true.
    pub severity: Severity,
    /// How sure.
    pub confidence: Confidence,
    /// What it is about.
    pub subject: Subject,
    /// One sentence: what was found.
    pub message: Message,
    /// Why it matters, and the base rate.
    pub why: Message,
    /// Innocent explanations, at least two.
    pub innocent: Vec<Message>,
    /// Questions to ask, at least one.
    pub ask: Vec<Message>,
    /// The quotes.
    pub evidence: Vec<Evidence>,
    /// The numbers, for statistical findings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statistic: Option<Statistic>,
    /// Ids of INDICATORS, `docs/indicators.md`.
    pub references: Vec<String>,
    /// The template that letters were made from, for findings about letters of one template.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<Template>,
}

/// A template: fixed passages with typed slots, and the letters made from it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Template {
    /// Fixed passages and slots, in order.
    pub parts: Vec<Part>,
    /// The letters, those of this page first.
    pub members: Vec<Member>,
    /// Share of the letters' words that stand in fixed passages, 0 to 1.
    pub fixed_share: f64,
}

/// One part of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
#[serde(untagged)]
pub enum Part {
    /// A passage that the letters share, as the first member words it.
    Fixed {
        /// The words.
        fixed: String,
    },
    /// A place where they differ.
    Slot {
        /// What it holds.
        slot: SlotKind,
        /// What of the job post most values repeat.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        holds: Option<Holds>,
    },
}

pub use crate::text::template::{Holds, SlotKind};

/// A letter made from a template.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct Member {
    /// Position in the snapshot's `proposals`, for a letter of this page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<usize>,
    /// The letter as it was met earlier in this job session, on another page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<crate::model::SeenLetter>,
    /// For each part of the template, in order: start and end in UTF-16 units of the letter, and the words; none where
    /// this letter lacks the part.
    pub places: Vec<Option<(u32, u32, String)>>,
}

/// Whether a check could judge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CoverageState {
    /// Checked.
    Checked,
    /// Too few observations to judge.
    TooFew,
    /// What it needs is not visible on this page or site.
    NotVisible,
    /// Not supported (language, kind of page).
    NotSupported,
    /// A person has to look.
    NeedsYou,
}

/// What one check could do with this page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Coverage {
    /// The check's or rule's id.
    pub check: String,
    /// Whether it could judge.
    pub state: CoverageState,
    /// In words: n, what is missing.
    pub note: Message,
}

/// An item that gets a marker in the page, whatever was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Item {
    /// What it is; `items` holds exactly one position.
    pub subject: Subject,
    /// The row of its card.
    pub row: RowId,
    /// Whether it was read (a letter, a name), or stands on the page unread.
    pub read: bool,
    /// What a person would call it (a name as the page shows it).
    pub label: String,
}

/// A pack as the report names it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct PackInfo {
    /// `namespace/pack`.
    pub id: String,
    /// Semantic version.
    pub version: String,
    /// Content hash, hexadecimal.
    pub sha256: String,
    /// Whether a signature was verified; built-in packs are trusted by being in the build.
    pub signed: bool,
    /// Whether it is part of the build. Set by the host; no pack says it of itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub built_in: bool,
}

impl PackInfo {
    /// The severity a finding of this pack may have: of a pack that nobody vouches for at most Ask.
    pub fn cap(&self, severity: Severity) -> Severity {
        if self.signed || self.built_in { severity } else { severity.min(Severity::Caution) }
    }
}

/// A finding that its user hid or lowered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct Overridden {
    /// The finding's fingerprint.
    pub id: String,
    /// The check's or rule's id.
    pub rule: String,
    /// The severity it had.
    pub severity: Severity,
    /// The severity it has now; none when it is hidden.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<Severity>,
    /// Why, in the user's words.
    pub reason: String,
}

/// All findings and coverage for one snapshot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct Report {
    /// Shape version, [`SCHEMA`].
    pub schema: u32,
    /// Engine version.
    pub engine: String,
    /// The packs that were loaded.
    pub packs: Vec<PackInfo>,
    /// The page.
    pub page: PageInfo,
    /// Findings: by severity (highest first), then by first subject.
    pub findings: Vec<Finding>,
    /// What the user hid or lowered, in the order of the findings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<Overridden>>"))]
    pub overridden: Vec<Overridden>,
    /// What was checked and what was not, one entry a check, in the checks' order.
    pub coverage: Vec<Coverage>,
    /// What the checks counted, to be drawn: in the checks' order.
    #[serde(default)]
    pub pictures: Vec<Picture>,
    /// What was read and carries a marker.
    pub items: Vec<Item>,
    /// What could not be read, as in the snapshot.
    pub unread: Vec<crate::model::Unread>,
    /// The snapshot, when asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snapshot: Option<PageSnapshot>,
}

/// Something a pack author or caller can fix.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Problem {
    /// File and place, `adapters/upwork.toml: page[0].fields.name`.
    pub place: String,
    /// Stable code, `adapter-bad-selector`.
    pub code: String,
    /// What is wrong, with both values.
    pub message: String,
    /// What to do.
    pub fix: String,
}

//! `Case`: a report that its user kept, with what it was made of and what people wrote to it. The interface calls it a record.
//!
//! It holds what is needed to make the findings again on another machine, and of other people only what those findings
//! name. What people write (notes, answers, the outcome) is theirs: nothing here judges it, and nothing follows from it.

mod about;
mod made;
mod part;
mod read;
mod rekeyed;
mod verify;

use serde::{Deserialize, Serialize};

use crate::check::Memories;
use crate::engine::{Scope, Settings};
use crate::model::PageSnapshot;
use crate::report::{Message, PackInfo, Report};

pub use made::made;
pub use read::{MOST_BYTES, is_whole, read};
pub use verify::{Packs, packs, verify};

/// The version of the case's shape.
pub const SCHEMA: u32 = 1;

/// A report that its user kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct Case {
    /// Shape version, [`SCHEMA`].
    pub schema: u32,
    /// What names it: made once by the host, of letters and digits.
    pub id: String,
    /// When it was kept, RFC 3339.
    pub kept_at: String,
    /// When it was last changed, RFC 3339.
    pub changed_at: String,
    /// The last day it is kept, ISO date; until it is erased, where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep_until: Option<String>,
    /// Why it is kept beyond that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<Hold>,
    /// Whom it is about.
    pub subject: CaseSubject,
    /// The job they were met for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<CaseJob>,
    /// What the findings were made of.
    pub inputs: Inputs,
    /// The findings about this person, and what was checked on the whole page.
    pub report: Report,
    /// What the user wrote.
    #[serde(default)]
    pub notes: Vec<CaseNote>,
    /// What was asked, and answered.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// Steps of the interview kit: the same for every candidate of a job.
    #[serde(default)]
    pub steps: Vec<Step>,
    /// What the user saw elsewhere: calls, documents, messages.
    #[serde(default)]
    pub seen: Vec<Sighting>,
    /// Findings that the user set aside.
    #[serde(default)]
    pub dismissed: Vec<Dismissal>,
    /// Findings that the candidate disputes.
    #[serde(default)]
    pub disputed: Vec<Dispute>,
    /// What was decided, and by whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// What was taken out of it since.
    #[serde(default)]
    pub erased: Vec<Erasure>,
    /// In a file, as its last member: SHA-256 of the text before it, closed by `}`. It tells damage, and proves nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// Why a case is kept beyond its day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Hold {
    /// In the user's words: hired, or a legal reason.
    pub why: String,
}

/// Whom a case is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct CaseSubject {
    /// The site: its host without `www.`.
    pub site: String,
    /// The site's id, as in `people[].id`.
    pub person: String,
    /// The name as the page shows it; the id where it shows none.
    pub name: String,
}

/// The job of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct CaseJob {
    /// The site's id; empty where the page gives none.
    pub id: String,
    /// The title; empty where the page gives none.
    pub title: String,
}

/// What the findings were made of: enough to make them again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Inputs {
    /// What was read of the person, and of those whom the findings name.
    pub snapshot: PageSnapshot,
    /// What was remembered and has a part in the findings. Its keys stand under a secret of this case alone.
    pub memories: Memories,
    /// What the user had chosen, as far as it has a part in them.
    pub settings: Settings,
    /// The packs of the engine, in their order.
    pub packs: Vec<CasePack>,
    /// The engine's version.
    pub engine: String,
}

/// A pack that a case was made with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct CasePack {
    /// Which.
    pub info: PackInfo,
    /// Its built file, whole, where it is not part of the build.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

/// What the user wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct CaseNote {
    /// When, RFC 3339.
    pub at: String,
    /// Who, as they call themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The note.
    pub text: String,
}

/// A question to the candidate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct Question {
    /// When it was asked, RFC 3339.
    pub at: String,
    /// The question.
    pub ask: Message,
    /// The finding it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<String>,
    /// What the candidate said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// When they said it, RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<String>,
}

/// A step of the interview kit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct Step {
    /// Its id in the kit.
    pub step: String,
    /// What became of it.
    pub state: StepState,
    /// When, RFC 3339.
    pub at: String,
    /// In the user's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What became of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// It was done.
    Done,
    /// The candidate would rather not.
    Declined,
    /// It was not needed.
    NotNeeded,
}

/// Something the user saw that was on no page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Sighting {
    /// When, RFC 3339.
    pub at: String,
    /// Where.
    pub kind: SightingKind,
    /// In the user's words.
    pub text: String,
}

/// Where the user saw something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SightingKind {
    /// In a call.
    Call,
    /// In a document.
    Document,
    /// In a message.
    Message,
    /// Elsewhere.
    Other,
}

/// A finding that the user set aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct Dismissal {
    /// The finding.
    pub finding: String,
    /// Why, in the user's words.
    pub reason: String,
    /// When, RFC 3339.
    pub at: String,
    /// Who, as they call themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Where else it holds; without it, in this case only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// The last day on which it holds, ISO date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// A finding that the candidate disputes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Dispute {
    /// The finding.
    pub finding: String,
    /// What the candidate says to it.
    pub answer: String,
    /// When, RFC 3339.
    pub at: String,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Outcome {
    /// What.
    pub kind: OutcomeKind,
    /// Why, in the user's words.
    pub reason: String,
    /// Who decided, as they call themselves.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OutcomeKind {
    /// Hired.
    Hired,
    /// Not hired.
    NotHired,
    /// The candidate withdrew.
    Withdrawn,
    /// Not decided.
    Open,
}

/// Something that was taken out of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Erasure {
    /// When, RFC 3339.
    pub at: String,
    /// What.
    pub what: Erased,
}

/// What was taken out of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Erased {
    /// What it held of another person: they asked for it, or their own record was erased.
    OtherPerson,
}

/// What became of a case when its findings were made again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Verified {
    /// The result.
    pub state: VerifiedState,
    /// The engine that made the case.
    pub engine_made: String,
    /// The engine that made it again.
    pub engine_now: String,
    /// Findings that were compared: those of the case.
    pub findings: usize,
    /// Fingerprints of findings that did not come again.
    pub missing: Vec<String>,
    /// Fingerprints of findings that the case does not have.
    pub added: Vec<String>,
    /// Fingerprints of findings that came again in other words, or of another severity.
    pub changed: Vec<String>,
    /// What was not as it was, and what was not checked: keys `case.*`.
    pub why: Vec<Message>,
}

/// Whether a case gives the same findings again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum VerifiedState {
    /// The same findings.
    Same,
    /// Other findings.
    Differs,
    /// It cannot be made again.
    Cannot,
}

/// What an engine makes of a page for a case about one person: for the host to write, with who and when.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CaseMade {
    /// For [`Inputs::snapshot`].
    pub snapshot: PageSnapshot,
    /// For [`Inputs::memories`].
    pub memories: Memories,
    /// For [`Inputs::settings`].
    pub settings: Settings,
    /// For [`Case::report`].
    pub report: Report,
}

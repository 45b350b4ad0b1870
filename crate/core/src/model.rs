//! `PageSnapshot`: what was read from one page, each value with its source and the place where the page shows it.
//!
//! These types are the vocabulary and the boundary at once: the command's JSON, the Wasm boundary and `types.ts` are
//! made from them, there are no mirror types. Offsets in here are UTF-16 units, as the DOM counts.

pub mod days;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub use crate::tree::Range;
use crate::tree::RowId;

/// Where a value came from: a row and, inside it, a path (state), a selector (DOM), or a name (meta, URL).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct Source {
    /// The row of the data block or element; none for the URL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowId>,
    /// The state path, selector, `meta` name or URL part, as the adapter wrote it (list positions filled in).
    pub path: String,
}

/// A value that was read.
///
/// For text, the ranges in `shown` tile `value` from its start except for white space, and each range begins and ends on
/// a character that is no white space; they may end early where the page cuts the text. `text::offsets::shown_span`
/// relies on it. For other values they are the text the value was parsed from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Value<T> {
    /// The value.
    pub value: T,
    /// For money: the ISO 4217 code, where the page gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub currency: Option<String>,
    /// Where it was read.
    pub source: Source,
    /// Where the page shows it; empty when it does not.
    #[serde(default)]
    pub shown: Vec<Range>,
}

/// One decimal number as a string, or a range of two ("$2,000-$3,000").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(untagged)]
pub enum Amount {
    /// A decimal string, `.` as the point, no grouping.
    One(String),
    /// Lowest and highest.
    Between(String, String),
}

/// A moment as ISO 8601 (date, local date-time, or instant), or the interval of dates it must lie in (both ends included).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(untagged)]
pub enum When {
    /// A date (`2026-08-01`), or a date-time as the site gives it.
    At(String),
    /// First and last possible date ("3 months ago", "August 2026").
    Between(String, String),
}

/// A count, and whether the page says "or more" ("20+", "1.2K").
pub type Count = f64;

/// The kind of page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Default)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PageKind {
    /// One person's or seller's page.
    Profile,
    /// A job with its bids or applicants.
    Proposals,
    /// A list of reviews.
    Reviews,
    /// A conversation.
    Messages,
    /// A work diary.
    Diary,
    /// A job's own page.
    Job,
    /// A search result: nothing to judge.
    Search,
    /// A challenge or a login wall in place of the page.
    Blocked,
    /// No adapter serves this page, or no layout fits.
    #[default]
    Unknown,
}

/// What was read from one page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct PageSnapshot {
    /// The kind of page.
    pub kind: PageKind,
    /// The page itself: address, adapter, layout.
    pub page: PageInfo,
    /// The job, on pages that are about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<Job>,
    /// The people on the page, in page order.
    #[serde(default)]
    pub people: Vec<Person>,
    /// The proposals, in page order.
    #[serde(default)]
    pub proposals: Vec<Proposal>,
    /// Past and present work.
    #[serde(default)]
    pub contracts: Vec<Contract>,
    /// Reviews, in page order.
    #[serde(default)]
    pub reviews: Vec<Review>,
    /// Messages, in page order.
    #[serde(default)]
    pub messages: Vec<Chat>,
    /// How many there are in all, by the site's own count: `contracts`, `reviews`, `proposals`, `in_progress`.
    #[serde(default)]
    pub totals: BTreeMap<String, u64>,
    /// What could not be read, and why.
    #[serde(default)]
    pub unread: Vec<Unread>,
}

/// The page: where, when, and who read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct PageInfo {
    /// The address.
    pub url: String,
    /// The kind, as in the snapshot.
    pub kind: PageKind,
    /// The layout that was recognised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layout: Option<String>,
    /// The adapter's id, `pack/adapter`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adapter: Option<String>,
    /// Whether the adapter was verified on a real page of this layout.
    pub verified: bool,
    /// When the page was read, RFC 3339 with offset.
    pub captured_at: String,
    /// For a saved page: where that moment was taken from, `option`, `page`, `file_time` or `now`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub captured_from: Option<String>,
    /// The page's language as it says itself (`<html lang>`), lower case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// A job.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct Job {
    /// The site's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Value<String>>,
    /// Title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Value<String>>,
    /// The job post's text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Value<String>>,
    /// The client, as shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<Value<String>>,
    /// When it was posted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posted_at: Option<Value<When>>,
    /// The budget.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<Value<Amount>>,
    /// Wanted skills, in the page's order.
    #[serde(default)]
    pub skills: Vec<Value<String>>,
    /// The row of its card or heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowId>,
}

/// A person or seller.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct Person {
    /// The site's id (ciphertext, user name in lower case): what `person` refers to elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Value<String>>,
    /// Name as shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Value<String>>,
    /// Professional title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Value<String>>,
    /// The agency the site prints for this person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<Value<String>>,
    /// Place as shown or "city, country" from the state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Value<String>>,
    /// Local time as shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub local_time: Option<Value<String>>,
    /// Hourly rate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<Value<Amount>>,
    /// The overview or description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bio: Option<Value<String>>,
    /// Job success as a fraction, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job_success: Option<Value<f64>>,
    /// Badges, in the page's order.
    #[serde(default)]
    pub badges: Vec<Value<String>>,
    /// Jobs done, the site's count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jobs: Option<Value<Count>>,
    /// Hours worked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Value<Count>>,
    /// Earnings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earnings: Option<Value<Amount>>,
    /// Member since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_since: Option<Value<When>>,
    /// Mean rating, of 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Value<f64>>,
    /// How many ratings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating_count: Option<Value<Count>>,
    /// Bids sent, where a page says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bids_sent: Option<Value<Count>>,
    /// Bids won, where a page says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bids_won: Option<Value<Count>>,
    /// The row of this person's card or panel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowId>,
}

/// A proposal (bid, application).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct Proposal {
    /// What names it: the site's id, or the job's and the bidder's together where the site prints none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Value<String>>,
    /// The bidder: the `id` of one of `people`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// When it was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Value<When>>,
    /// Amount asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Value<Amount>>,
    /// Currency of the amount, ISO 4217.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Value<String>>,
    /// Days offered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<Value<Count>>,
    /// The letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<Value<String>>,
    /// The post that it answers, where the letters of one snapshot answer several and so none is the snapshot's `job`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<Value<String>>,
    /// The row of its card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowId>,
}

/// The state of a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ContractState {
    /// Ended.
    Completed,
    /// Going on.
    InProgress,
    /// Cancelled.
    Cancelled,
}

/// One piece of work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct Contract {
    /// Whose: the `id` of one of `people`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Value<String>>,
    /// Its state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<ContractState>,
    /// Start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<Value<When>>,
    /// End.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Value<When>>,
    /// The client's name as shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<Value<String>>,
    /// A key that is the same for the same client, also where the name is hidden.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_key: Option<Value<String>>,
    /// What was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Value<Amount>>,
    /// Hourly rate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<Value<Amount>>,
    /// Hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Value<Count>>,
    /// The agency the site prints for this piece of work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<Value<String>>,
    /// The row of its card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowId>,
}

/// Who wrote a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReviewBy {
    /// The client, about the freelancer.
    Client,
    /// The freelancer, about the client.
    Freelancer,
}

/// One review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct Review {
    /// About whom: the `id` of one of `people`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// The contract it belongs to: index in `contracts`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<usize>,
    /// The client's name as shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<Value<String>>,
    /// A key that is the same for the same client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_key: Option<Value<String>>,
    /// Whether the site says that this is a repeat client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<Value<bool>>,
    /// Title of the work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Value<String>>,
    /// Date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Value<When>>,
    /// Amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Value<Amount>>,
    /// Rating, of 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Value<f64>>,
    /// The text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Value<String>>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<ReviewBy>,
    /// The row of its card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowId>,
}

/// One message of a conversation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct Chat {
    /// The sender: the `id` of one of `people`; none when the user wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Value<When>>,
    /// The text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Value<String>>,
    /// The row of its bubble.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowId>,
}

/// Something that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Unread {
    /// The field (`people.earnings`, `proposals`, `state nuxt`) or part of the page.
    pub field: String,
    /// Why.
    pub why: UnreadWhy,
    /// In plain English, with numbers and names of blocks; empty when `why` says it all.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<String>"))]
    pub note: String,
}

/// Why something could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum UnreadWhy {
    /// The site hides it from this viewer. Not zero.
    Withheld,
    /// This page does not carry it.
    NotOnPage,
    /// It is there but could not be parsed, or an invariant failed.
    NotUnderstood,
    /// It belongs to another page (in-app navigation).
    Stale,
    /// A cap was reached.
    Capped,
    /// Only a part of a longer list is on the page.
    Partial,
}

/// A letter that was met on an earlier page of this job session: text, author, and where it was opened.
///
/// Kept in memory by the host while the browser runs, never on disk; see `Engine::remember`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Default)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema), ts(optional_fields))]
pub struct SeenLetter {
    /// Stable key of this letter on its site: the proposal's id, else the person's id and the page. A letter that is met
    /// again under its key is not another letter.
    pub key: String,
    /// The address of the page.
    pub url: String,
    /// When the page was captured, RFC 3339.
    pub at: String,
    /// The job's id or title, where the page gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<String>,
    /// The author's id on the site: two letters of one id are one author's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// The author's name as shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The agency as shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// The letter, as read.
    pub text: String,
    /// The job post's words that were set aside for it: title and description, joined by a line break.
    #[serde(default)]
    pub job_text: String,
}

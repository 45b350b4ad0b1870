//! The adapter format: what a pack author writes in `adapters/<id>.toml`.
//!
//! An adapter is data. It knows which addresses it serves, how to tell the page kinds and layouts apart, and for each
//! field which places to try, in order. The interpreter ([`super::read`]) is total: no loops, no expressions, no code.

use serde::{Deserialize, Serialize};

use super::condition::Tests;
use super::fields::{ContractFields, JobFields, MessageFields, PersonFields, ProposalFields, ReviewFields};
use super::parse::DateOrder;
use super::source::{Source, Sources};
use crate::model::PageKind;

/// An adapter: knows one site, or one kind of page of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Adapter {
    /// Kebab-case id within the pack.
    pub id: String,
    /// The site's name, for people.
    pub site: String,
    /// Host names it serves, `www.upwork.com`, exactly; a path prefix may follow, `example.com/jobs`.
    pub hosts: Vec<String>,
    /// The currency (ISO 4217) that a bare `$` or number means here when nothing on the page says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_currency: Option<String>,
    /// The order of day and month in numeric dates, if the site always uses one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_order: Option<DateOrder>,
    /// How to tell that a challenge or a login wall stands in place of the page. Tried on every page of `hosts`, before
    /// any layout.
    #[serde(default)]
    pub blocked: Vec<Blocked>,
    /// The layouts, most specific first: the first one that serves the address and fits is used.
    #[serde(default)]
    pub page: Vec<Page>,
}

/// A page that stands in place of the one asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Blocked {
    /// What it is.
    pub reason: BlockReason,
    /// Paths the site sends the reader to (`/login`); absent: any path of `hosts`.
    #[serde(default)]
    pub urls: Vec<String>,
    /// How to tell by what is on the page.
    #[serde(default)]
    pub when: Tests,
}

/// What stands in place of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum BlockReason {
    /// The site asks for a proof that a person is reading.
    Challenge,
    /// The site asks to log in.
    LoginWall,
}

/// One layout of one kind of page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// The kind of page.
    pub kind: PageKind,
    /// The layout's name, shown in the report: the month it was seen, or what the site calls it.
    pub layout: String,
    /// The month (`2026-06`) of the real page on which this layout was verified. Absent: written from descriptions
    /// only; the report says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<String>,
    /// Paths it serves: `/freelancers/{id}`, a capture takes one segment; a last `**` takes any rest, also none.
    pub urls: Vec<String>,
    /// Paths it does not serve although `urls` would.
    #[serde(default)]
    pub except: Vec<String>,
    /// How to tell this layout.
    #[serde(default)]
    pub when: Tests,
    /// Data blocks of the page.
    #[serde(default)]
    pub state: Vec<State>,
    /// What to read.
    #[serde(default)]
    pub part: Vec<Part>,
    /// What must hold between numbers of the page; a failed one is said in `unread`.
    #[serde(default)]
    pub must: Vec<Must>,
    /// What this kind of page never carries, said in `unread` each time.
    #[serde(default)]
    pub absent: Vec<Absent>,
}

/// A data block of the page: where it stands and what it must say to be trusted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct State {
    /// The name other places use for it.
    pub name: String,
    /// It is an assignment to this: `window.__NUXT__`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignment: Option<String>,
    /// It is the text of this script: `script#webapp-state`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub css: Option<String>,
    /// Where in it all paths start.
    #[serde(default)]
    pub root: String,
    /// That it belongs to this address. The block is of the first page load: after an in-app navigation it is stale, is
    /// said to be, and the DOM is read instead.
    #[serde(default)]
    pub must: Vec<Belongs>,
}

/// One of the values at `paths` equals `url`, whatever the case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Belongs {
    /// Paths from the block's root.
    pub paths: Vec<String>,
    /// Captures of the address with any text between them: `{cat}/{slug}`.
    pub url: String,
}

/// A part of the page: something there is once, or a list.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Where the items are; the first place that has any is used. Absent: the part is there once.
    #[serde(default)]
    pub rows: Vec<Rows>,
    /// The cards that show the items of a state list; for a part that is there once, its panel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cards: Option<Cards>,
    /// How many items there are in all, by the site's own count.
    #[serde(default)]
    pub total: Vec<Total>,
    /// Fields, as `unread` names them (`people.agency`), whose absence is ordinary and need not be said.
    #[serde(default)]
    pub optional: Vec<String>,
    /// A person or seller.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonFields>,
    /// The job.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<JobFields>,
    /// A proposal; it is the item's `person` who made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<ProposalFields>,
    /// A contract; reviews of the same item belong to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<ContractFields>,
    /// Reviews.
    #[serde(default)]
    pub review: Vec<ReviewFields>,
    /// A message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<MessageFields>,
}

/// Where a list's items are: a state list, or elements.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rows {
    /// A path that ends in `[]`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The state block it starts from; absent: the layout's first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// A selector: each match is an item and its own card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub css: Option<String>,
}

/// The elements that show items.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cards {
    /// The cards.
    pub css: String,
    /// What in a card names its item, `item` in the same words: equal whatever the case. Without it they go by position.
    #[serde(default)]
    pub key: Sources,
    /// What in the item names its card.
    #[serde(default)]
    pub item: Sources,
}

/// The site's own count of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Total {
    /// Of what.
    pub of: TotalOf,
    /// Where it stands.
    pub from: Vec<Source>,
}

/// What a total counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TotalOf {
    /// Ended contracts of this part.
    Contracts,
    /// Contracts of this part that go on.
    InProgress,
    /// Reviews by clients.
    Reviews,
    /// Proposals.
    Proposals,
    /// Messages.
    Messages,
}

impl TotalOf {
    /// The key in the snapshot's `totals`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Contracts => "contracts",
            Self::InProgress => "in_progress",
            Self::Reviews => "reviews",
            Self::Proposals => "proposals",
            Self::Messages => "messages",
        }
    }
}

/// The numbers at `sum` add up to the number at `equals`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Must {
    /// The state block; absent: the layout's first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// A path to one or more numbers.
    pub sum: String,
    /// A path to one number.
    pub equals: String,
    /// The field that is in doubt when they differ.
    pub field: String,
}

/// Something this kind of page never carries.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Absent {
    /// The field: `proposals.at`.
    pub field: String,
    /// Where it can be seen instead, in a few words.
    #[serde(default)]
    pub note: String,
}

//! The fields of each thing an adapter can read. All are optional; a field that is listed is expected on the page, and
//! its absence is said once, unless the part calls it `optional`.

use serde::{Deserialize, Serialize};

use super::condition::Tests;
use super::source::Sources;
use crate::model::{ContractState, ReviewBy};

/// A person's fields; each says where to look, in order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PersonFields {
    /// The item has one only when these hold.
    #[serde(default)]
    pub when: Tests,
    /// The site's id: ciphertext, or user name in lower case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub id: Sources,
    /// Name as shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub name: Sources,
    /// Professional title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub title: Sources,
    /// The agency the site prints for this person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agency: Sources,
    /// Place as shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub place: Sources,
    /// Local time as shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub local_time: Sources,
    /// Hourly rate.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rate: Sources,
    /// The overview.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bio: Sources,
    /// Job success, a fraction.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub job_success: Sources,
    /// Badges: every match of the first source that has any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub badges: Sources,
    /// Jobs done, the site's count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub jobs: Sources,
    /// Hours worked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hours: Sources,
    /// Earnings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earnings: Sources,
    /// Member since.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub member_since: Sources,
    /// Mean rating, of 5.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rating: Sources,
    /// How many ratings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rating_count: Sources,
    /// Bids sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bids_sent: Sources,
    /// Bids won.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bids_won: Sources,
}

impl PersonFields {
    /// Its lists of sources, by the name that `unread` uses.
    pub fn lists(&self) -> [(&'static str, &Sources); 18] {
        [
            ("people.id", &self.id),
            ("people.name", &self.name),
            ("people.title", &self.title),
            ("people.agency", &self.agency),
            ("people.place", &self.place),
            ("people.local_time", &self.local_time),
            ("people.rate", &self.rate),
            ("people.bio", &self.bio),
            ("people.job_success", &self.job_success),
            ("people.badges", &self.badges),
            ("people.jobs", &self.jobs),
            ("people.hours", &self.hours),
            ("people.earnings", &self.earnings),
            ("people.member_since", &self.member_since),
            ("people.rating", &self.rating),
            ("people.rating_count", &self.rating_count),
            ("people.bids_sent", &self.bids_sent),
            ("people.bids_won", &self.bids_won),
        ]
    }
}

/// A job's fields.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct JobFields {
    /// The item has one only when these hold.
    #[serde(default)]
    pub when: Tests,
    /// The site's id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub id: Sources,
    /// Title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub title: Sources,
    /// The job post's text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub description: Sources,
    /// The client, as shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub client: Sources,
    /// When it was posted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub posted_at: Sources,
    /// The budget.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub budget: Sources,
    /// Wanted skills: every match of the first source that has any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills: Sources,
}

impl JobFields {
    /// Its lists of sources, by the name that `unread` uses.
    pub fn lists(&self) -> [(&'static str, &Sources); 7] {
        [
            ("job.id", &self.id),
            ("job.title", &self.title),
            ("job.description", &self.description),
            ("job.client", &self.client),
            ("job.posted_at", &self.posted_at),
            ("job.budget", &self.budget),
            ("job.skills", &self.skills),
        ]
    }
}

/// A proposal's fields.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProposalFields {
    /// The item has one only when these hold.
    #[serde(default)]
    pub when: Tests,
    /// The site's id, or the job's and the bidder's together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub id: Sources,
    /// When it was sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub at: Sources,
    /// Amount asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amount: Sources,
    /// Currency of the amount, where it stands by itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub currency: Sources,
    /// Days offered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days: Sources,
    /// The letter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub letter: Sources,
}

impl ProposalFields {
    /// Its lists of sources, by the name that `unread` uses.
    pub fn lists(&self) -> [(&'static str, &Sources); 6] {
        [
            ("proposals.id", &self.id),
            ("proposals.at", &self.at),
            ("proposals.amount", &self.amount),
            ("proposals.currency", &self.currency),
            ("proposals.days", &self.days),
            ("proposals.letter", &self.letter),
        ]
    }
}

/// A contract's fields.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ContractFields {
    /// The item has one only when these hold.
    #[serde(default)]
    pub when: Tests,
    /// The state of all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<ContractState>,
    /// Title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub title: Sources,
    /// Start.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub started: Sources,
    /// End.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ended: Sources,
    /// The client's name as shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub client: Sources,
    /// A key that is the same for the same client.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub client_key: Sources,
    /// What was paid.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amount: Sources,
    /// Hourly rate.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rate: Sources,
    /// Hours.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hours: Sources,
    /// The agency the site prints for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agency: Sources,
}

impl ContractFields {
    /// Its lists of sources, by the name that `unread` uses.
    pub fn lists(&self) -> [(&'static str, &Sources); 9] {
        [
            ("contracts.title", &self.title),
            ("contracts.started", &self.started),
            ("contracts.ended", &self.ended),
            ("contracts.client", &self.client),
            ("contracts.client_key", &self.client_key),
            ("contracts.amount", &self.amount),
            ("contracts.rate", &self.rate),
            ("contracts.hours", &self.hours),
            ("contracts.agency", &self.agency),
        ]
    }
}

/// A review's fields.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReviewFields {
    /// The item has one only when these hold.
    #[serde(default)]
    pub when: Tests,
    /// Who wrote all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<ReviewBy>,
    /// The client's name as shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub client: Sources,
    /// A key that is the same for the same client.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub client_key: Sources,
    /// Whether the site says that this is a repeat client.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repeat: Sources,
    /// Title of the work.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub title: Sources,
    /// Date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub at: Sources,
    /// Amount.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amount: Sources,
    /// Rating, of 5.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rating: Sources,
    /// The text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub text: Sources,
}

impl ReviewFields {
    /// Its lists of sources, by the name that `unread` uses.
    pub fn lists(&self) -> [(&'static str, &Sources); 8] {
        [
            ("reviews.client", &self.client),
            ("reviews.client_key", &self.client_key),
            ("reviews.repeat", &self.repeat),
            ("reviews.title", &self.title),
            ("reviews.at", &self.at),
            ("reviews.amount", &self.amount),
            ("reviews.rating", &self.rating),
            ("reviews.text", &self.text),
        ]
    }
}

/// A message's fields.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MessageFields {
    /// The item has one only when these hold.
    #[serde(default)]
    pub when: Tests,
    /// The sender's id; none when the user wrote it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub person: Sources,
    /// When.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub at: Sources,
    /// The text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub text: Sources,
}

impl MessageFields {
    /// Its lists of sources, by the name that `unread` uses.
    pub fn lists(&self) -> [(&'static str, &Sources); 3] {
        [("messages.person", &self.person), ("messages.at", &self.at), ("messages.text", &self.text)]
    }
}

//! The JSON of the commands on letters. Scripts rely on these shapes: fields are added, never renamed.

use std::collections::BTreeMap;

use secondlook_core::text::template::{Holds, SlotKind};
use serde::{Serialize, Serializer};

/// A shared passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// UTF-16 units in the first letter.
    pub a: [usize; 2],
    /// UTF-16 units in the second letter.
    pub b: [usize; 2],
    /// The words, as the first letter has them.
    pub text: String,
}

/// Two letters that were compared.
#[derive(Debug, Serialize)]
#[allow(missing_docs)] // the fields are named as the command's manual names them
pub struct Pair<'a> {
    pub a: &'a str,
    pub b: &'a str,
    pub likeness: f64,
    pub containment_a: f64,
    pub containment_b: f64,
    pub distinctive_words: usize,
    pub chance: f64,
    #[serde(skip_serializing_if = "is_false")]
    pub too_short: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spans: Option<Vec<Span>>,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde asks for a reference
fn is_false(value: &bool) -> bool {
    !*value
}

/// A part of a template.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Part<'a> {
    /// Words that the letters share.
    Fixed {
        /// The words.
        fixed: &'a str,
    },
    /// A place where they differ.
    Slot {
        /// What it holds.
        slot: SlotKind,
        /// What of the job post it repeats.
        #[serde(skip_serializing_if = "Option::is_none")]
        holds: Option<Holds>,
    },
}

/// What a letter has in a slot: UTF-16 units and the words; none where it lacks the slot.
pub type Value<'a> = Option<(usize, usize, &'a str)>;

/// Letters of one template.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Group<'a> {
    pub members: Vec<&'a str>,
    pub authors: usize,
    pub template: Vec<Part<'a>>,
    pub values: BTreeMap<&'a str, Vec<Value<'a>>>,
    pub fixed_share: f64,
    pub made_of: usize,
}

/// A collection that was looked through.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Letters<'a, P: Serialize> {
    pub schema: u8,
    pub pairs: P,
    pub pairs_total: u64,
    pub groups: Vec<Group<'a>>,
    pub too_short: Vec<&'a str>,
    pub least_words: usize,
    pub cut: Vec<&'a str>,
    pub letters: usize,
    pub threshold: f64,
    pub background: &'static str,
}

/// A sequence that is made while it is written.
#[derive(Debug)]
pub struct Made<F>(pub F);

impl<F, I> Serialize for Made<F>
where
    F: Fn() -> I,
    I: IntoIterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

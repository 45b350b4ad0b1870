//! `PageTree`: the rows walked from a page, the input of everything.
//!
//! A row is an element `(parent, tag, attributes)` or a text `(parent, text)`. The row number is the
//! only handle to a place in the page. The same rows are made from the live DOM (TypeScript, content
//! script) and from a saved file (html5ever, `crate/cli`); [`walk`] holds the rules both follow.

pub mod index;
pub mod select;
pub mod text;
pub mod walk;

use serde::de::{SeqAccess, Visitor};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The version of the row format. A tree of another version is refused.
pub const SCHEMA: u32 = 1;

/// A row number: the only handle to a place in the page.
pub type RowId = u32;

/// A half-open range of UTF-16 units in one text row. On the wire: `[row, start, end]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(from = "(RowId, u32, u32)", into = "(RowId, u32, u32)")]
#[cfg_attr(test, ts(type = "[row: number, start: number, end: number]"))]
pub struct Range {
    /// The text row.
    pub row: RowId,
    /// First UTF-16 unit.
    pub start: u32,
    /// One past the last UTF-16 unit.
    pub end: u32,
}

impl From<(RowId, u32, u32)> for Range {
    fn from((row, start, end): (RowId, u32, u32)) -> Self {
        Self { row, start, end }
    }
}

impl From<Range> for (RowId, u32, u32) {
    fn from(range: Range) -> Self {
        (range.row, range.start, range.end)
    }
}

/// The rows walked from one page at one moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct PageTree {
    /// Format version, [`SCHEMA`].
    pub schema: u32,
    /// The number of this walk in its tab; an answer to an older walk is thrown away.
    pub walk: u32,
    /// The page's address at the time of the walk.
    pub url: String,
    /// When the page was read: RFC 3339 with the offset of the page's time zone.
    pub captured_at: String,
    /// The rows in document order; row 0 is `<html>`, a parent always stands before its children.
    #[cfg_attr(
        test,
        ts(as = "Vec<crate::generated::RowOnTheWire>"),
        schemars(with = "Vec<crate::generated::RowOnTheWire>")
    )]
    pub rows: Vec<Row>,
    /// What the walk left out, see [`Gap`]. Empty for most pages.
    #[serde(default)]
    pub gaps: Vec<Gap>,
}

/// Something the walk could not or would not take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
pub struct Gap {
    /// The kind of gap.
    pub kind: GapKind,
    /// How many times.
    pub count: u32,
}

/// Why a part of the page is not in the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS, schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum GapKind {
    /// The cap on rows was reached.
    Rows,
    /// The cap on text was reached.
    Text,
    /// The cap on the size or number of inline data blocks was reached.
    Blocks,
    /// The cap on depth was reached.
    Depth,
    /// The cap on the size of a saved file, or on the work of parsing it, was reached; the rest was not read.
    Bytes,
    /// Attributes beyond the caps on number and length were left out.
    Attributes,
    /// Bytes that are not valid in the saved file's encoding stand as U+FFFD.
    Encoding,
    /// A frame: another document, not read.
    Frame,
    /// A closed shadow root, not read.
    ClosedShadow,
    /// A saved file ends in the middle of the page.
    Cut,
}

/// One row. On the wire: `[parent, tag, [name, value, ..]]` or `[parent, text]`; the parent of row 0 is -1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// An element; an open shadow root is an element named `#shadow-root`.
    Element {
        /// The parent's row; none for row 0.
        parent: Option<RowId>,
        /// Lower-case local name.
        tag: String,
        /// Names (lower case) and values in document order, after the deny-list.
        attributes: Vec<(String, String)>,
    },
    /// A run of text: adjacent text nodes merged, verbatim, or one space where there was only white space.
    Text {
        /// The parent's row.
        parent: RowId,
        /// The text.
        text: String,
    },
}

impl Row {
    /// The parent's row, none for row 0.
    pub fn parent(&self) -> Option<RowId> {
        match self {
            Self::Element { parent, .. } => *parent,
            Self::Text { parent, .. } => Some(*parent),
        }
    }
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Element { parent, tag, attributes } => {
                let mut seq = serializer.serialize_seq(Some(3))?;
                seq.serialize_element(&parent.map_or(-1, i64::from))?;
                seq.serialize_element(tag)?;
                let flat: Vec<&str> = attributes.iter().flat_map(|(n, v)| [n.as_str(), v.as_str()]).collect();
                seq.serialize_element(&flat)?;
                seq.end()
            }
            Self::Text { parent, text } => {
                let mut seq = serializer.serialize_seq(Some(2))?;
                seq.serialize_element(parent)?;
                seq.serialize_element(text)?;
                seq.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Row {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct RowVisitor;
        impl<'de> Visitor<'de> for RowVisitor {
            type Value = Row;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("[parent, tag, [name, value, ..]] or [parent, text]")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Row, A::Error> {
                use serde::de::Error;
                let parent: i64 = seq.next_element()?.ok_or_else(|| A::Error::invalid_length(0, &self))?;
                let word: String = seq.next_element()?.ok_or_else(|| A::Error::invalid_length(1, &self))?;
                let parent = if parent == -1 {
                    None
                } else {
                    Some(RowId::try_from(parent).map_err(|_| A::Error::custom(format!("parent {parent} is no row")))?)
                };
                match (seq.next_element::<Vec<String>>()?, parent) {
                    (Some(flat), parent) => {
                        let mut attributes = Vec::with_capacity(flat.len() / 2);
                        let mut flat = flat.into_iter();
                        while let (Some(name), Some(value)) = (flat.next(), flat.next()) {
                            attributes.push((name, value));
                        }
                        Ok(Row::Element { parent, tag: word, attributes })
                    }
                    (None, Some(parent)) => Ok(Row::Text { parent, text: word }),
                    (None, None) => Err(A::Error::custom("a text row needs a parent")),
                }
            }
        }
        deserializer.deserialize_seq(RowVisitor)
    }
}

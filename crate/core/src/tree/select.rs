//! CSS selectors over a `PageTree`, by Servo's `selectors`.
//!
//! Attribute, class, id, tag, `:not`, `:is`, `:nth-child`, `:nth-of-type` and the like, all combinators. Not taken:
//! `:has` (its cost is not bounded), pseudo-elements, and what needs a browser (`:hover`). An open shadow root is an
//! element here, so a descendant selector looks into it. Class and attribute values count case.

use std::fmt::{self, Write};

use cssparser::{CssStringWriter, ToCss};
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::BloomFilter;
use selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode, SelectorCaches,
};
use selectors::matching::{ElementSelectorFlags, matches_selector};
use selectors::parser::{Component, ParseRelative, SelectorParseErrorKind};
use selectors::{Element, OpaqueElement, SelectorImpl, SelectorList};

use super::index::{Index, Key};
use super::{Row, RowId};

/// A selector longer than this is refused.
pub const SELECTOR_BYTES: usize = 512;

/// A compiled selector list.
#[derive(Debug, Clone)]
pub struct Selector {
    list: SelectorList<Css>,
    /// For each selector of the list, where to start looking.
    keys: Vec<Key>,
}

impl Selector {
    /// Compiles a selector; the message says what is wrong and where.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.len() > SELECTOR_BYTES {
            return Err(format!("a selector has at most {SELECTOR_BYTES} bytes, this one has {}", text.len()));
        }
        let mut parser = cssparser::Parser::new(text);
        let list = parser
            .parse_entirely(|input| SelectorList::parse(&Language, input, ParseRelative::No))
            .map_err(|error| format!("{:?} near column {}", error.kind, parser.current_source_location().column))?;
        let keys = list.slice().iter().map(|selector| best_key(selector.iter())).collect();
        Ok(Self { list, keys })
    }

    /// Rows that match, in document order, at most `limit`: the row `scope` itself and what is below it.
    pub fn all(&self, index: &Index, scope: RowId, limit: usize) -> Vec<RowId> {
        let mut found = Vec::new();
        let mut caches = SelectorCaches::default();
        for (selector, key) in self.list.slice().iter().zip(&self.keys) {
            let before = found.len();
            for row in index.candidates(key, scope, index.end(scope)) {
                if !index.spend(1) {
                    break;
                }
                let mut context = context(&mut caches);
                let matches = matches_selector(selector, 0, None, Node { index, row: *row }, &mut context);
                // Where the bound was reached on the way, what is not there was only not looked at.
                if matches && !index.exhausted() {
                    found.push(*row);
                    if found.len() - before >= limit {
                        break;
                    }
                }
            }
        }
        if self.keys.len() > 1 {
            found.sort_unstable();
            found.dedup();
            found.truncate(limit);
        }
        found
    }

    /// The first row that matches, see [`Selector::all`].
    pub fn first(&self, index: &Index, scope: RowId) -> Option<RowId> {
        self.all(index, scope, 1).first().copied()
    }
}

fn context(caches: &mut SelectorCaches) -> MatchingContext<'_, Css> {
    MatchingContext::new(
        MatchingMode::Normal,
        None,
        caches,
        QuirksMode::NoQuirks,
        NeedsSelectorFlags::No,
        MatchingForInvalidation::No,
    )
}

/// The rarest word that the selected element itself must carry.
fn best_key<'a>(components: impl Iterator<Item = &'a Component<Css>>) -> Key {
    let rank = |key: &Key| match key {
        Key::Id(_) => 0,
        Key::Class(_) => 1,
        Key::Attribute(_) => 2,
        Key::Tag(_) => 3,
        Key::Any => 4,
    };
    components
        .map(|component| match component {
            Component::ID(id) => Key::Id(id.0.clone()),
            Component::Class(class) => Key::Class(class.0.clone()),
            Component::AttributeInNoNamespaceExists { local_name_lower, .. } => {
                Key::Attribute(local_name_lower.0.clone())
            }
            Component::AttributeInNoNamespace { local_name, .. } => Key::Attribute(local_name.0.to_ascii_lowercase()),
            Component::LocalName(name) => Key::Tag(name.lower_name.0.clone()),
            _ => Key::Any,
        })
        .min_by_key(rank)
        .unwrap_or(Key::Any)
}

/// The selector language: plain strings, no pseudo-elements, no pseudo-classes that need a browser.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Css;

struct Language;

impl selectors::Parser<'_> for Language {
    type Impl = Css;
    type Error = SelectorParseErrorKind;

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn parse_nth_child_of(&self) -> bool {
        false
    }

    fn allow_forgiving_selectors(&self) -> bool {
        false
    }
}

/// A name or value in a selector.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Word(String);

impl From<&str> for Word {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl AsRef<str> for Word {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl ToCss for Word {
    fn to_css<W: Write>(&self, dest: &mut W) -> fmt::Result {
        write!(CssStringWriter::new(dest), "{}", self.0)
    }
}

impl precomputed_hash::PrecomputedHash for Word {
    fn precomputed_hash(&self) -> u32 {
        self.0.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    }
}

/// There is none: the language takes no such word.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Never {}

impl ToCss for Never {
    fn to_css<W: Write>(&self, _: &mut W) -> fmt::Result {
        match *self {}
    }
}

impl selectors::parser::NonTSPseudoClass for Never {
    fn is_active_or_hover(&self) -> bool {
        match *self {}
    }
    fn is_user_action_state(&self) -> bool {
        match *self {}
    }
}

impl selectors::parser::PseudoElement for Never {}

impl SelectorImpl for Css {
    type ExtraMatchingData<'a> = ();
    type AttrValue = Word;
    type Identifier = Word;
    type LocalName = Word;
    type NamespaceUrl = Word;
    type NamespacePrefix = Word;
    type BorrowedNamespaceUrl = Word;
    type BorrowedLocalName = Word;
    type NonTSPseudoClass = Never;
    type PseudoElement = Never;
}

/// An element row as `selectors` wants to see it.
#[derive(Clone, Copy)]
struct Node<'a> {
    index: &'a Index<'a>,
    row: RowId,
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}", self.row)
    }
}

impl Node<'_> {
    /// One counted step to another element; none when the bound on work is reached.
    fn go(self, row: Option<RowId>) -> Option<Self> {
        row.filter(|_| self.index.spend(1)).map(|row| Self { row, ..self })
    }
}

impl Element for Node<'_> {
    type Impl = Css;

    fn opaque(&self) -> OpaqueElement {
        match self.index.tree().rows.get(self.row as usize) {
            Some(row) => OpaqueElement::new(row),
            None => OpaqueElement::new(self.index),
        }
    }

    fn parent_element(&self) -> Option<Self> {
        self.go(self.index.parent(self.row))
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.go(self.index.previous(self.row))
    }

    fn next_sibling_element(&self) -> Option<Self> {
        self.go(self.index.next(self.row))
    }

    fn first_element_child(&self) -> Option<Self> {
        self.go(self.index.child(self.row))
    }

    fn has_local_name(&self, name: &Word) -> bool {
        self.index.tag(self.row) == name.0
    }

    fn has_namespace(&self, _: &Word) -> bool {
        true
    }

    fn is_same_type(&self, other: &Self) -> bool {
        self.index.tag(self.row) == self.index.tag(other.row)
    }

    fn attr_matches(
        &self,
        _: &NamespaceConstraint<&Word>,
        name: &Word,
        operation: &AttrSelectorOperation<&Word>,
    ) -> bool {
        self.index.attribute(self.row, &name.0).is_some_and(|value| operation.eval_str(value))
    }

    fn has_id(&self, id: &Word, case: CaseSensitivity) -> bool {
        self.index.attribute(self.row, "id").is_some_and(|value| case.eq(value.as_bytes(), id.0.as_bytes()))
    }

    fn has_class(&self, name: &Word, case: CaseSensitivity) -> bool {
        self.index.attribute(self.row, "class").is_some_and(|value| {
            value.split_ascii_whitespace().any(|class| case.eq(class.as_bytes(), name.0.as_bytes()))
        })
    }

    fn is_empty(&self) -> bool {
        self.index.end(self.row) == self.row + 1
    }

    fn is_root(&self) -> bool {
        self.row == 0
    }

    fn is_link(&self) -> bool {
        self.index.tag(self.row) == "a" && self.index.attribute(self.row, "href").is_some()
    }

    fn is_html_element_in_html_document(&self) -> bool {
        matches!(self.index.tree().rows.get(self.row as usize), Some(Row::Element { .. }))
    }

    fn match_non_ts_pseudo_class(&self, pc: &Never, _: &mut MatchingContext<Css>) -> bool {
        match *pc {}
    }

    fn match_pseudo_element(&self, pe: &Never, _: &mut MatchingContext<Css>) -> bool {
        match *pe {}
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn apply_selector_flags(&self, _: ElementSelectorFlags) {}

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_custom_state(&self, _: &Word) -> bool {
        false
    }

    fn imported_part(&self, _: &Word) -> Option<Word> {
        None
    }

    fn is_part(&self, _: &Word) -> bool {
        false
    }

    fn add_element_unique_hashes(&self, _: &mut BloomFilter) -> bool {
        false
    }
}

#[cfg(test)]
#[path = "select_tests.rs"]
mod tests;

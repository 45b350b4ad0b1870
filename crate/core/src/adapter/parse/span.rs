//! Spans of time: "Mar 2025 - Present".

use super::{Context, Parsed};
use crate::model::When;

/// Begin and end of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Begin.
    pub start: When,
    /// End; none while it goes on.
    pub end: Option<When>,
}

/// Two dates with a dash or "to" between them, the second of which may be "Present".
pub fn span(text: &str, context: &Context) -> Option<Parsed<Span>> {
    let _ = (text, context);
    None
}

//! Values as written, before parameters are put in.

/// Why reading stopped.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub problem: String,
    pub capped: bool,
}

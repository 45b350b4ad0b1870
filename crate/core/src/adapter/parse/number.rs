//! number.

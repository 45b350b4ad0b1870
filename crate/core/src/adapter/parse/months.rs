//! months.

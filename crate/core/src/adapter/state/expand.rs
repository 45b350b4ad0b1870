//! expand.

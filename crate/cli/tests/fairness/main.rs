//! What a report may not depend on, what it may never say, and what every finding must have.
//!
//! Tried with 200 invented lives (`lives.txt`), a fixed part of them each time and all of them with `SECONDLOOK_LONG=1`.

#![allow(
    clippy::assigning_clones,
    clippy::cast_possible_wrap,
    clippy::format_push_string,
    clippy::match_same_arms,
    clippy::needless_pass_by_value,
    clippy::similar_names,
    clippy::unwrap_used,
    reason = "tests"
)]

mod examples;
mod findings;
mod judgement;
mod lives;
mod named;
mod negatives;
mod pages;
mod stages;
#[path = "../support/mod.rs"]
mod support;
mod words;

use support::records;

/// Whether everything is tried with everybody: `SECONDLOOK_LONG=1`.
fn long() -> bool {
    std::env::var_os("SECONDLOOK_LONG").is_some()
}

//! What a report may not depend on, what it may never say, and what every finding must have.
//!
//! Tried with 200 invented lives (`lives.txt`), a fixed part of them each time and all of them with `SECONDLOOK_LONG=1`.

#![allow(clippy::unwrap_used, reason = "tests")]

mod examples;
mod findings;
mod judgement;
mod lives;
mod named;
mod negatives;
mod pages;
#[path = "../support/records.rs"]
mod records;
mod stages;
#[path = "../support/mod.rs"]
mod support;
mod words;

/// Whether everything is tried with everybody: `SECONDLOOK_LONG=1`.
fn long() -> bool {
    std::env::var_os("SECONDLOOK_LONG").is_some()
}

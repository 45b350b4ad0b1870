//! What is fuzzed: one file a target, each a function of any bytes that panics where something does not hold.
//!
//! The fuzzers in `fuzz_targets/` call them, and `crate/cli/tests/fuzz_seeds.rs` on all seeds, without nightly or libFuzzer.

pub mod adapter;
pub mod align;
pub mod case;
pub mod identifiers;
pub mod ledger;
pub mod normal;
pub mod pack;
pub mod page;
pub mod pattern;
pub mod rows;
pub mod rule;
pub mod selector;
mod shared;
pub mod state;
pub mod toml;
pub mod tree;
pub mod values;

/// A target: any bytes.
pub type Run = fn(&[u8]);

/// All targets by name: the folder of their seeds is called so, too.
pub const TARGETS: [(&str, Run); 16] = [
    ("tree", tree::run),
    ("page", page::run),
    ("adapter", adapter::run),
    ("selector", selector::run),
    ("state", state::run),
    ("values", values::run),
    ("normal", normal::run),
    ("align", align::run),
    ("identifiers", identifiers::run),
    ("pattern", pattern::run),
    ("rule", rule::run),
    ("pack", pack::run),
    ("toml", toml::run),
    ("ledger", ledger::run),
    ("case", case::run),
    ("rows", rows::run),
];

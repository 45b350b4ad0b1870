//! The command's tests, in one program: linking each file for itself takes minutes. What runs in a release build, or starts
//! itself anew, stands apart (`Cargo.toml`).

mod common;
#[path = "../../../fuzz/src/lib.rs"]
#[allow(clippy::pedantic, missing_docs, reason = "panicking is what these are for")]
mod fuzz;
mod support;

mod bad_input;
mod bids;
mod case_made;
mod case_verify;
mod changed_pages;
mod compare;
mod example_packs;
mod fuzz_changed;
mod fuzz_growth;
mod fuzz_seeds;
mod identifiers;
mod ledger;
mod ledger_trouble;
mod letters;
mod matching;
mod pack_check;
mod pack_fmt;
mod pack_guide;
mod pack_loading;
mod pack_trust;
mod pages;
mod reviews;
mod scan;
mod shared_pages;

/// A file that nobody named would never run.
#[test]
fn every_file_is_a_part() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let own = include_str!("command.rs");
    let manifest = include_str!("../Cargo.toml");
    let lost: Vec<String> = std::fs::read_dir(here)
        .expect("the folder of this file")
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".rs").map(str::to_owned))
        .filter(|name| !own.contains(&format!("mod {name};\n")) && !manifest.contains(&format!("tests/{name}.rs")))
        .collect();
    assert_eq!(lost, Vec::<String>::new());
}

//! The native command, as it ships.

use crate::{paths, remap};

/// `target/release/secondlook`.
pub fn build() -> Result<(), String> {
    paths::run(paths::cargo().env("CARGO_ENCODED_RUSTFLAGS", remap::flags()?).args([
        "build",
        "--locked",
        "--quiet",
        "--release",
        "--package",
        "secondlook",
    ]))
}

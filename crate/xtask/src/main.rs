//! The build steps.
fn main() {}

//! The Wasm boundary.

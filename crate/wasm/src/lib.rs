//! The Wasm boundary: the only crate that names wasm-bindgen, js-sys, web-sys and serde-wasm-bindgen.
//!
//! Every call returns `{ok: ..}` or `{problems: [..]}`; nothing throws for bad input. A page tree crosses as one JSON
//! string: thousands of rows as one string are one copy, as objects they are thousands of calls. All else is small and
//! crosses as plain data, like the JSON the native command prints. Offsets are UTF-16 units on both sides; inside, the
//! core counts bytes where it likes.

pub mod boundary;
pub mod data;
pub mod input;
pub mod packs;
pub mod platform;

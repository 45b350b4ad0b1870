//! script.
use super::node::Fault;
use serde_json::Value;
pub(super) fn assigned_name(text: &str) -> Option<&str> {
    let _ = text;
    None
}
pub(super) fn read(text: &str) -> Result<Value, Fault> {
    let _ = text;
    Err(Fault { problem: "not yet".into(), capped: false })
}

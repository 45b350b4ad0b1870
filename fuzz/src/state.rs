//! A state block: what a page carries in a script.

use secondlook_core::adapter::state::{self, DEPTH, NODES, Path, TEXT_BYTES};
use serde_json::Value;

use super::shared::two;

/// A path, a zero byte, the block; or the block alone. What is read is within its caps, is read the same again as JSON, and
/// every place that a path finds is a path to the same value.
pub fn run(bytes: &[u8]) {
    let (path, block) = two(bytes);
    let (path, block) = if block.is_empty() { (block, path) } else { (path, block) };
    let read = state::read(&block);
    assert_eq!(read, state::read(&block), "read twice");
    let Ok(block) = read else { return };
    let mut sum = (0, 0);
    measure(&block.value, 1, &mut sum);
    assert!(sum.0 <= NODES && sum.1 <= TEXT_BYTES, "{sum:?}");
    let json = serde_json::to_string(&block.value).expect("JSON");
    let again = state::read(&json).expect("what was written");
    assert!(same(&block.value, &again.value), "{json}");
    let Ok(path) = Path::parse(&path) else { return };
    let found = path.lookup(&block.value);
    assert_eq!(path.first(&block.value), found.first().cloned());
    for one in found.iter().take(50) {
        let path = Path::parse(&one.path).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(path.first(&block.value).map(|found| found.value), Some(one.value), "{}", one.path);
    }
}

fn measure(value: &Value, depth: usize, sum: &mut (usize, usize)) {
    assert!(depth <= DEPTH + 1, "nested {depth} deep");
    sum.0 += 1;
    match value {
        Value::Array(items) => items.iter().for_each(|item| measure(item, depth + 1, sum)),
        Value::Object(members) => members.values().for_each(|item| measure(item, depth + 1, sum)),
        Value::String(text) => sum.1 += text.len(),
        _ => {}
    }
}

/// Equal, but for the last digit of a fraction, which need not be read back.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            let (x, y) = (a.as_f64().unwrap_or_default(), b.as_f64().unwrap_or_default());
            a == b || (x - y).abs() <= x.abs() * 1e-12
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, value)| b.get(key).is_some_and(|other| same(value, other)))
        }
        _ => a == b,
    }
}

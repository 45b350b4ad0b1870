//! An exported ledger: the sealed file before its passphrase, and what is inside.

use secondlook::ledger::day;
use secondlook::ledger::sealed::{content, data, locked};
use secondlook::signing;

/// The key derivation takes a second and knows no bytes that break it: it is left out. What is read inside keeps its bounds, and is
/// written and read again the same.
pub fn run(bytes: &[u8]) {
    let _ = locked(bytes);
    let _ = signing::of_text("key".to_owned(), String::from_utf8_lossy(bytes).into_owned());
    let Ok(read) = content(bytes) else { return };
    assert!((1..=180).contains(&read.days));
    for entry in &read.entries {
        assert!(day::number(&entry.day).is_some() && (1..=100).contains(&entry.id.len()), "{entry:?}");
        assert!(entry.keys.len() <= 2_000 && entry.keys.iter().all(|key| (1..=100).contains(&key.len())), "{entry:?}");
    }
    let written = data(&read).expect("JSON");
    assert_eq!(content(&written).as_ref(), Ok(&read));
}

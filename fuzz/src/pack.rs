//! A built pack: what is imported.

use secondlook_core::engine::{Engine, Settings, Words};
use secondlook_core::pack::file::key::{Key, Value};
use secondlook_core::pack::file::{self, write};

/// The file as it is; and the same bytes as a pack whose hash holds, so that what is behind the hash is reached. What opens is
/// written again byte for byte, and makes an engine or problems.
pub fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok((json, sha256, signature)) = file::whole(&text) {
        assert_eq!(write(json, signature.as_ref()), text);
        assert_eq!(file::hash(json), sha256);
    }
    if let Some(key) = Key::from_base64(&text) {
        assert_eq!((key.to_base64(), key.fingerprint().len()), (text.to_string(), 19));
    }
    if let Some(value) = Value::from_base64(&text) {
        assert_eq!(value.to_base64(), text);
    }
    let Ok(opened) = file::open(&text).or_else(|_| file::open(&write(&text, None))) else { return };
    let file::Opened { pack, info, .. } = opened;
    assert_eq!((&pack.id, &pack.version), (&info.id, &info.version));
    let make = || Engine::new(vec![(pack.clone(), info.clone())], Settings::default(), Words::new()).err();
    let problems = make();
    assert_eq!(problems, make(), "made twice");
    assert!(problems.is_none_or(|problems| problems.iter().all(|problem| !problem.code.is_empty())));
}

//! A record from its file: read, looked at, and made again.

use secondlook::builtin;
use secondlook_core::case::{self, Case, VerifiedState};
use secondlook_core::engine::{Engine, Words};
use secondlook_core::pack::Pack;
use secondlook_core::report::PackInfo;

/// What is read is written and read again the same, and can be made again with whatever packs it names.
pub fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(case) = case::read(&text) else { return };
    let _ = case::is_whole(&case, &text);
    let json = serde_json::to_string(&case).expect("JSON");
    let again: Case = case::read(&json).unwrap_or_else(|problems| panic!("{problems:?}"));
    // Not by value: of a fraction the last digit need not be read back.
    assert_eq!(serde_json::to_string(&again).expect("JSON").len(), json.len());
    let case::Packs { packs, why, lacking } = case::packs(&case, built_in());
    let proved = packs.iter().filter(|(_, info)| info.built_in).map(|(pack, _)| pack.id.clone()).collect();
    let engine = Engine::with_proved(packs, &proved, case.inputs.settings.clone(), Words::new());
    let verified = case::verify(&case, engine.as_ref().map_err(Vec::as_slice), why, lacking);
    let nothing = verified.missing.is_empty() && verified.added.is_empty() && verified.changed.is_empty();
    assert!(verified.state != VerifiedState::Same || nothing);
}

/// Packs that are quickly made ready.
fn built_in() -> Vec<(Pack, PackInfo)> {
    static PACKS: std::sync::OnceLock<Vec<(Pack, PackInfo)>> = std::sync::OnceLock::new();
    let small = ["secondlook/contact", "secondlook/payment"];
    let packs = PACKS.get_or_init(|| {
        let all = builtin::packs().expect("packs").into_iter();
        all.filter(|loaded| small.contains(&loaded.pack.id.as_str())).map(|loaded| (loaded.pack, loaded.info)).collect()
    });
    packs.clone()
}

//! The proof of a pack beside the built-in ones: its lints for `pack check`, all of it for `pack test` and `pack build`.

use std::collections::BTreeSet;

use secondlook_core::engine::{Engine, Settings, Words};
use secondlook_core::pack::Pack;
use secondlook_core::report::{PackInfo, Problem};

use crate::packs::Loaded;

/// What is wrong with a pack's form and words.
pub fn lint(pack: Pack, others: &[Loaded]) -> Vec<Problem> {
    let others = others.iter().filter(|other| other.pack.id != pack.id);
    let mut packs: Vec<(Pack, PackInfo)> = others.map(|other| (other.pack.clone(), other.info.clone())).collect();
    let proved: BTreeSet<String> = packs.iter().map(|(pack, _)| pack.id.clone()).collect();
    let (id, version) = (pack.id.clone(), pack.version.clone());
    packs.push((pack, PackInfo { id, version, sha256: String::new(), signed: false, built_in: false }));
    Engine::with_proved(packs, &proved, Settings::default(), Words::new()).err().unwrap_or_default()
}

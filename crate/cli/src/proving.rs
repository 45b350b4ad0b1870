//! The proof of a pack beside the built-in ones: its lints for `pack check`, all of it for `pack test` and `pack build`.

use std::collections::BTreeSet;

use secondlook_core::engine::{Engine, Settings, Words};
use secondlook_core::pack::Pack;
use secondlook_core::prove::{self, Proof};
use secondlook_core::report::{PackInfo, Problem};

use crate::builtin;
use crate::packs::Loaded;
use crate::refusal::Refusal;

/// What is wrong with a pack's form and words. `own` is for the packs of Second Look itself.
pub fn lint(pack: Pack, own: bool) -> Result<Vec<Problem>, Refusal> {
    let info = info(&pack, own);
    let mut packs = others(&pack)?;
    let proved: BTreeSet<String> = packs.iter().map(|(pack, _)| pack.id.clone()).collect();
    packs.push((pack, info));
    Ok(Engine::with_proved(packs, &proved, Settings::default(), Words::new()).err().unwrap_or_default())
}

/// The whole proof.
pub fn prove(pack: &Pack, own: bool) -> Result<Proof, Refusal> {
    let others = others(pack)?;
    let others: Vec<&str> = others.iter().map(|(other, _)| other.id.as_str()).collect();
    Ok(prove::prove(pack, &info(pack, own), &others, &builtin::corpus()?))
}

/// The built-in packs, but for the one that this is another version of.
fn others(pack: &Pack) -> Result<Vec<(Pack, PackInfo)>, Refusal> {
    let others = builtin::packs()?.into_iter().filter(|other| other.pack.id != pack.id);
    Ok(others.map(|Loaded { pack, info, .. }| (pack, info)).collect())
}

fn info(pack: &Pack, own: bool) -> PackInfo {
    let (id, version) = (pack.id.clone(), pack.version.clone());
    PackInfo { id, version, sha256: String::new(), signed: false, built_in: own }
}

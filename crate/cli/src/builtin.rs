//! What the command carries in itself: the built-in packs and the English words.

use secondlook_core::engine::{Engine, Settings, Words};
use secondlook_core::prove::{Corpus, ORDINARY};

use crate::catalogue;
use crate::error_rates::{self, Measured};
use crate::packs::Loaded;
use crate::refusal::Refusal;

/// The built-in packs as JSON, made by the build script.
const PACKS: &str = include_str!(concat!(env!("OUT_DIR"), "/packs.json"));
const WORDS: &str = include_str!("../../../locales/en.json");

/// The built-in packs.
pub fn packs() -> Result<Vec<Loaded>, Refusal> {
    serde_json::from_str(PACKS).map_err(|error| broken("packs", &error))
}

/// The English words.
pub fn words() -> Result<Words, Refusal> {
    serde_json::from_str(WORDS).map_err(|error| broken("words", &error))
}

/// The ordinary texts that packs are proved on.
pub fn corpus() -> Result<Corpus, Refusal> {
    serde_json::from_str(ORDINARY).map_err(|error| broken("ordinary texts", &error))
}

/// All checks and rules, as `docs/catalogue.md` has them.
pub fn catalogue() -> Result<String, Refusal> {
    let (packs, words) = (packs()?, words()?);
    Ok(catalogue::catalogue(&packs, &engine(&packs, &words)?, &words))
}

/// How often honest people are shown, as `docs/error-rates.md` has it.
pub fn error_rates(measured: &Measured) -> Result<String, Refusal> {
    let (packs, words) = (packs()?, words()?);
    Ok(error_rates::page(&packs, &engine(&packs, &words)?, &words, &corpus()?, measured))
}

fn engine(packs: &[Loaded], words: &Words) -> Result<Engine, Refusal> {
    let proved = packs.iter().map(|loaded| loaded.pack.id.clone()).collect();
    let all = packs.iter().map(|loaded| (loaded.pack.clone(), loaded.info.clone())).collect();
    Engine::with_proved(all, &proved, Settings::default(), words.clone()).map_err(|problems| {
        let found = problems.first().map_or_else(String::new, |problem| problem.message.clone());
        Refusal::new("built-in packs", found, "a build of one state of the sources")
    })
}

fn broken(what: &str, error: &serde_json::Error) -> Refusal {
    Refusal::new(format!("built-in {what}"), error.to_string(), "a build of one state of the sources")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_packs_make_an_engine_without_a_problem() {
        let packs = packs().expect("packs");
        assert!(packs.iter().any(|loaded| loaded.pack.id == "secondlook/upwork"));
        assert!(packs.iter().all(|loaded| loaded.info.sha256.len() == 64 && loaded.info.id == loaded.pack.id));
        let proved = packs.iter().map(|loaded| loaded.pack.id.clone()).collect();
        let packs = packs.into_iter().map(|loaded| (loaded.pack, loaded.info)).collect();
        let engine = Engine::with_proved(packs, &proved, Settings::default(), words().expect("words"));
        assert_eq!(engine.err(), None);
    }

    /// `docs/catalogue.md`; as in crate/core, `UPDATE=1` writes it.
    #[test]
    fn the_generated_catalogue_is_fresh() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/catalogue.md");
        let text = catalogue().expect("a catalogue");
        let found = std::fs::read_to_string(path).unwrap_or_default();
        if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
            if found != text {
                std::fs::write(path, text).expect("the file can be written");
            }
            return;
        }
        assert!(found == text, "docs/catalogue.md is stale: run `cargo xtask generate` and look at the difference");
    }
}

//! Packs from outside: the built-in ones as the build made them, and the files that a user or team brings.

use secondlook_core::answer::OpenedPack;
use secondlook_core::engine::{Engine, Settings, Words};
use secondlook_core::pack::Pack;
use secondlook_core::pack::diff::{Difference, diff};
use secondlook_core::pack::file::{self, Opened};
use secondlook_core::prove::{self, Corpus, Proof};
use secondlook_core::report::{PackInfo, Problem};
use serde::Deserialize;

use crate::data;
use crate::input::{not_understood, one, value};

/// An element of the list that an engine is built of: `{pack, info, proved}` of the build, or `{file, trusted, proved_for}` of
/// the host's store.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Element {
    pack: Option<Pack>,
    info: Option<PackInfo>,
    /// Whether the build has proved it: the host's word, not the pack's.
    #[serde(default)]
    proved: bool,
    /// The text of a built pack.
    file: Option<String>,
    /// Whether its key is the one that is trusted for its namespace.
    #[serde(default)]
    trusted: bool,
    /// The hash of the content that the host has seen a proof of.
    proved_for: Option<String>,
}

/// Builds an engine of a list of packs. A file is opened, and its hash and signature looked at, at every start; its own proof
/// is skipped only for the very content that was proved.
pub fn engine(packs_json: &str, settings: Settings, words: Words) -> Result<Engine, Vec<Problem>> {
    let elements: Vec<Element> = value("packs", Some(packs_json))?;
    let mut packs = Vec::with_capacity(elements.len());
    let mut proved = std::collections::BTreeSet::new();
    let mut problems = Vec::new();
    for (at, element) in elements.into_iter().enumerate() {
        match loaded(element) {
            Ok((pack, info, is_proved)) => {
                if is_proved {
                    proved.insert(pack.id.clone());
                }
                packs.push((pack, info));
            }
            Err(found) => {
                problems.extend(
                    found.into_iter().map(|one| Problem { place: format!("packs[{at}]: {}", one.place), ..one }),
                );
            }
        }
    }
    if problems.is_empty() { Engine::with_proved(packs, &proved, settings, words) } else { Err(problems) }
}

/// The pack of an element, what a report says of it, and whether it was proved.
fn loaded(element: Element) -> Result<(Pack, PackInfo, bool), Vec<Problem>> {
    match element {
        Element { pack: Some(pack), info: Some(info), proved, file: None, .. } => Ok((pack, info, proved)),
        Element { pack: None, info: None, proved: false, file: Some(text), trusted, proved_for } => {
            let Opened { pack, mut info, .. } = open(&text)?;
            // A signature by a key that nobody trusts is worth as much as none.
            info.signed &= trusted;
            let proved = proved_for.is_some_and(|hash| hash == info.sha256);
            Ok((pack, info, proved))
        }
        _ => Err(not_understood("packs", "it is neither {pack, info} nor {file}".to_owned())),
    }
}

/// Opens a built pack.
fn open(text: &str) -> Result<Opened, Vec<Problem>> {
    file::open_with(text, &|json| data::from_json(json))
}

/// What a built pack says of itself, and who signed it.
pub fn summary(text: &str) -> Result<OpenedPack, Vec<Problem>> {
    open(text).map(OpenedPack::from)
}

/// Proves a built pack beside others: elements of the list that an engine is built of.
pub fn prove(text: &str, corpus_json: &str, others_json: &str) -> Result<Proof, Vec<Problem>> {
    /// Of the others only their names are looked at.
    #[derive(Deserialize)]
    struct Other {
        info: Option<Named>,
        file: Option<String>,
    }
    #[derive(Deserialize)]
    struct Named {
        id: String,
    }
    let Opened { pack, info, .. } = open(text)?;
    let corpus: Corpus = value("corpus", Some(corpus_json))?;
    // Without ordinary texts everything would pass.
    if corpus.texts.is_empty() {
        return Err(one(
            "corpus",
            "corpus-empty",
            "there are no ordinary texts".to_owned(),
            "use this version's corpus.json",
        ));
    }
    let others: Vec<Other> = value("packs", Some(others_json))?;
    let mut ids = Vec::with_capacity(others.len());
    for other in others {
        ids.push(match (other.info, other.file) {
            (Some(Named { id }), None) => id,
            (None, Some(text)) => {
                let (json, ..) = file::whole(&text).map_err(|problem| vec![problem])?;
                value::<Named>("pack", Some(json))?.id
            }
            _ => return Err(not_understood("packs", "it is neither {pack, info} nor {file}".to_owned())),
        });
    }
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    Ok(prove::prove(&pack, &info, &ids, &corpus))
}

/// What an update changes, in sentences.
pub fn difference(old: &str, new: &str) -> Result<Difference, Vec<Problem>> {
    let (old, new) = (open(old)?, open(new)?);
    Ok(diff(&old.pack, &new.pack))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACK: &str = r#"{"description":"d","id":"team/words","languages":["en"],"licence":"MIT","version":"1.0.0"}"#;
    const CORPUS: &str = r#"{"texts":[{"id":"a","where":"letter","language":"en","text":"A letter."}]}"#;

    fn code<T>(result: Result<T, Vec<Problem>>) -> String {
        result.err().expect("a problem").remove(0).code
    }

    fn engine_of(packs: &str) -> Result<Engine, Vec<Problem>> {
        engine(packs, Settings::default(), Words::new())
    }

    fn element(text: &str, more: &str) -> String {
        format!("[{{\"file\":{}{more}}}]", serde_json::to_string(text).expect("a text"))
    }

    #[test]
    fn a_file_is_opened_at_every_start() {
        let built = file::write(PACK, None);
        assert!(engine_of(&element(&built, "")).is_ok());
        let changed = built.replace("team/words", "team/wards");
        assert_eq!(code(engine_of(&element(&changed, ""))), "file-changed");
        let problems = engine_of(&element(&changed, "")).expect_err("a problem");
        assert_eq!(problems[0].place, "packs[0]: file");
        assert_eq!(code(engine_of(&element(&built, r#","proved":true"#))), "packs-not-understood");
        assert_eq!(code(engine_of("[{}]")), "packs-not-understood");
    }

    #[test]
    fn a_proof_is_skipped_only_for_what_was_proved() {
        // A description that the lints refuse, and the loader can read.
        let bad = file::write(&PACK.replace(r#""d""#, r#""""#), None);
        assert_eq!(code(engine_of(&element(&bad, ""))), "pack-incomplete");
        let hash = |text: &str| file::whole(text).expect("whole").1;
        let proved = |hash: &str| format!(r#","proved_for":"{hash}""#);
        assert!(engine_of(&element(&bad, &proved(&hash(&bad)))).is_ok());
        assert_eq!(code(engine_of(&element(&bad, &proved(&hash(&file::write(PACK, None)))))), "pack-incomplete");
        // Whatever was proved, nobody takes our name.
        let ours = file::write(&PACK.replace("team/", "secondlook/"), None);
        assert_eq!(code(engine_of(&element(&ours, &proved(&hash(&ours))))), "pack-foreign-namespace");
    }

    #[test]
    fn a_file_is_summed_up_and_compared() {
        let built = file::write(PACK, None);
        let summary = summary(&built).expect("a pack");
        assert_eq!((summary.info.id.as_str(), summary.info.signed, summary.key), ("team/words", false, None));
        let next = file::write(&PACK.replace("1.0.0", "1.1.0"), None);
        assert_eq!(difference(&built, &next).expect("two packs").added, 0);
        assert_eq!(code(difference(&built, "x")), "file-no-pack");
    }

    #[test]
    fn a_file_is_proved_beside_others() {
        let built = file::write(PACK, None);
        assert_eq!(prove(&built, CORPUS, "[]").expect("a proof").problems, []);
        let same = prove(&built, CORPUS, &element(&built, r#","trusted":true"#)).expect("a proof");
        assert_eq!(same.problems[0].code, "pack-duplicate");
        let others = r#"[{"info":{"id":"team/w0rds"},"pack":{},"proved":true}]"#;
        assert_eq!(prove(&built, CORPUS, others).expect("a proof").problems[0].code, "pack-look-alike");
        assert_eq!(code(prove(&built, r#"{"texts":[]}"#, "[]")), "corpus-empty");
        assert_eq!(code(prove(&built, "", "[]")), "corpus-not-understood");
        assert_eq!(code(prove(&built, CORPUS, "[{}]")), "packs-not-understood");
        assert_eq!(code(prove(&built, CORPUS, &element(&file::write("{}", None), ""))), "pack-not-understood");
    }

    #[test]
    fn packs_of_the_build_are_proved_by_it_and_by_nobody_else() {
        assert!(engine_of("[]").is_ok());
        assert_eq!(code(engine_of("{}")), "packs-not-understood");
        let pack = r#"{"id":"Bad Id","version":"1.0.0","description":"x","licence":"MIT","languages":["en"]}"#;
        let info = r#"{"id":"Bad Id","version":"1.0.0","sha256":"","signed":false}"#;
        let loaded = |more: &str| format!(r#"[{{"pack":{pack},"info":{info}{more}}}]"#);
        assert_eq!(code(engine_of(&loaded(""))), "pack-bad-id");
        assert!(engine_of(&loaded(r#","proved":true"#)).is_ok(), "what the build proved is not gone through again");
        let claims = pack.replace(r#""id""#, r#""proved":true,"id""#);
        let claims = format!(r#"[{{"pack":{claims},"info":{info}}}]"#);
        assert_eq!(code(engine_of(&claims)), "packs-not-understood", "no pack's own word");
    }
}

//! The exports that look at packs from outside. They hold nothing; proving takes seconds, so a host does it where no page
//! waits.

use secondlook_core::answer::Answer;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::{answer, text};
use crate::{input, packs, platform};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
import type { Difference, OpenedPack, Proof } from "../../extension/types";
"#;

/// What a built pack says of itself, and who signed it; its form, hash and signature hold.
#[wasm_bindgen(js_name = openPack, unchecked_return_type = "Answer<OpenedPack>")]
pub fn open_pack(#[wasm_bindgen(unchecked_param_type = "string")] file: &JsValue) -> JsValue {
    answer(&Answer::from(text("pack", file, input::MOST_PACK_BYTES).and_then(|file| packs::summary(&file))))
}

/// What keeps a built pack from being loaded beside others (elements of the list that [`super::Engine::build`] takes), and
/// what was counted on the ordinary texts of `corpus.json`.
#[wasm_bindgen(js_name = provePack, unchecked_return_type = "Answer<Proof>")]
pub fn prove_pack(
    #[wasm_bindgen(unchecked_param_type = "string")] file: &JsValue,
    #[wasm_bindgen(js_name = corpusJson, unchecked_param_type = "string")] corpus_json: &JsValue,
    #[wasm_bindgen(js_name = othersJson, unchecked_param_type = "string")] others_json: &JsValue,
) -> JsValue {
    let prove = || {
        let file = text("pack", file, input::MOST_PACK_BYTES)?;
        let corpus = text("corpus", corpus_json, input::MOST_PACK_BYTES)?;
        let others = text("packs", others_json, input::MOST_TREE_BYTES)?;
        packs::prove(&file, &corpus, &others)
    };
    answer(&Answer::from(platform::measured("prove", prove)))
}

/// What an update changes, in sentences.
#[wasm_bindgen(js_name = diffPacks, unchecked_return_type = "Answer<Difference>")]
pub fn diff_packs(
    #[wasm_bindgen(js_name = oldFile, unchecked_param_type = "string")] old: &JsValue,
    #[wasm_bindgen(js_name = newFile, unchecked_param_type = "string")] new: &JsValue,
) -> JsValue {
    let compare = || {
        let old = text("pack", old, input::MOST_PACK_BYTES)?;
        packs::difference(&old, &text("pack", new, input::MOST_PACK_BYTES)?)
    };
    answer(&Answer::from(compare()))
}

//! The exports. Each is a thin call: values in, one [`Answer`] out.

mod packs;

use js_sys::{JSON, JsString};
use secondlook_core::answer::{self, Answer};
use secondlook_core::check::Memories;
use secondlook_core::engine::{self, Settings, Words};
use secondlook_core::ledger::Secret;
use secondlook_core::model::PageSnapshot;
use secondlook_core::report::Problem;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::{input, platform};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
import type {
  Answer, Described, Description, Entry, Memories, PackInfo, PageSnapshot, Report, SeenLetter, Settings, Words,
} from "../../extension/types";
"#;

/// Runs once when the instance is made.
#[wasm_bindgen(start)]
pub fn start() {
    platform::report_panics();
}

/// What this build is.
#[wasm_bindgen(unchecked_return_type = "Answer<Description>")]
pub fn describe() -> JsValue {
    answer(&Answer::Ok { ok: answer::describe() })
}

/// The keys under which everything about a person stands in the ledger. The site is an address on it or its host.
#[wasm_bindgen(js_name = personKeys, unchecked_return_type = "Answer<string[]>")]
pub fn person_keys(
    #[wasm_bindgen(unchecked_param_type = "string")] site: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] id: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] secret: &JsValue,
) -> JsValue {
    let keys = || {
        let site = text("site", site, input::MOST_TEXT_BYTES)?;
        let id = text("id", id, input::MOST_TEXT_BYTES)?;
        let secret: Secret = value("secret", secret)?;
        Ok(engine::person_keys(&site, &id, &secret))
    };
    answer(&Answer::from(keys()))
}

/// An engine: packs, settings and words, ready to read pages. It holds no state that matters.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine(engine::Engine);

#[wasm_bindgen]
impl Engine {
    /// Builds an engine. Settings may be left out.
    #[wasm_bindgen(unchecked_return_type = "Answer<Engine>")]
    pub fn build(
        #[wasm_bindgen(js_name = packsJson, unchecked_param_type = "string")] packs_json: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Settings | undefined")] settings: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Words")] words: &JsValue,
    ) -> JsValue {
        let built = || {
            let settings: Option<Settings> = value("settings", settings)?;
            let words: Words = value("words", words)?;
            let packs_json = text("packs", packs_json, input::MOST_TREE_BYTES)?;
            crate::packs::engine(&packs_json, settings.unwrap_or_default(), words)
        };
        match platform::measured("build", built) {
            Ok(engine) => {
                let object = js_sys::Object::new();
                // A plain new object takes any property.
                let _ = js_sys::Reflect::set(&object, &JsValue::from_str("ok"), &JsValue::from(Self(engine)));
                object.into()
            }
            Err(problems) => answer(&Answer::<()>::Problems { problems }),
        }
    }

    /// Every check and rule, for the settings page.
    #[wasm_bindgen(unchecked_return_type = "Answer<Described[]>")]
    pub fn describe(&self) -> JsValue {
        answer(&Answer::Ok { ok: self.0.describe() })
    }

    /// Reads a page from its rows.
    #[wasm_bindgen(unchecked_return_type = "Answer<PageSnapshot>")]
    pub fn read(
        &self,
        #[wasm_bindgen(js_name = treeJson, unchecked_param_type = "string")] tree_json: &JsValue,
    ) -> JsValue {
        let read = || {
            let json = text("tree", tree_json, input::MOST_TREE_BYTES)?;
            input::page_tree(&json).map(|tree| self.0.read(&tree))
        };
        answer(&Answer::from(platform::measured("read", read)))
    }

    /// The keys that the host should look up for this snapshot, under the device's secret (64 hexadecimal digits).
    #[wasm_bindgen(unchecked_return_type = "Answer<string[]>")]
    pub fn recall(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PageSnapshot")] snapshot: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] secret: &JsValue,
    ) -> JsValue {
        let recall = || {
            let snapshot: PageSnapshot = value("snapshot", snapshot)?;
            let secret: Secret = value("secret", secret)?;
            Ok(self.0.recall(&snapshot, &secret))
        };
        answer(&Answer::from(recall()))
    }

    /// What the ledger is to hold of this snapshot: for the host to write after the report.
    #[wasm_bindgen(unchecked_return_type = "Answer<Entry[]>")]
    pub fn keep(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PageSnapshot")] snapshot: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Memories")] memories: &JsValue,
    ) -> JsValue {
        let keep = || {
            let snapshot: PageSnapshot = value("snapshot", snapshot)?;
            let memories: Memories = value("memories", memories)?;
            Ok(self.0.keep(&snapshot, &memories))
        };
        answer(&Answer::from(keep()))
    }

    /// What the ledger is to hold when its user says who was hired for this page's job, by the site's ids; without a list, that
    /// it is not known.
    #[wasm_bindgen(unchecked_return_type = "Answer<Entry[]>")]
    pub fn hired(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PageSnapshot")] snapshot: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Memories")] memories: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string[] | undefined")] people: &JsValue,
    ) -> JsValue {
        let hired = || {
            let snapshot: PageSnapshot = value("snapshot", snapshot)?;
            let memories: Memories = value("memories", memories)?;
            let people: Option<Vec<String>> = value("people", people)?;
            Ok(self.0.hired(&snapshot, &memories, people.as_deref()))
        };
        answer(&Answer::from(hired()))
    }

    /// Judges a snapshot. Memories may be left out.
    #[wasm_bindgen(unchecked_return_type = "Answer<Report>")]
    pub fn analyze(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PageSnapshot")] snapshot: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Memories | undefined")] memories: &JsValue,
    ) -> JsValue {
        let analyze = || {
            let snapshot: PageSnapshot = value("snapshot", snapshot)?;
            let memories: Option<Memories> = value("memories", memories)?;
            Ok(self.0.analyze(&snapshot, &memories.unwrap_or_default()))
        };
        answer(&Answer::from(platform::measured("analyze", analyze)))
    }

    /// The letters of a snapshot, as the host may keep them for the rest of a job session and hand them to a later
    /// [`Engine::analyze`].
    #[wasm_bindgen(unchecked_return_type = "Answer<SeenLetter[]>")]
    pub fn remember(&self, #[wasm_bindgen(unchecked_param_type = "PageSnapshot")] snapshot: &JsValue) -> JsValue {
        answer(&Answer::from(value("snapshot", snapshot).map(|snapshot: PageSnapshot| self.0.remember(&snapshot))))
    }

    /// Judges a text that somebody marked on any page.
    #[wasm_bindgen(js_name = checkText, unchecked_return_type = "Answer<Report>")]
    pub fn check_text(
        &self,
        #[wasm_bindgen(js_name = text, unchecked_param_type = "string")] marked: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] url: &JsValue,
        #[wasm_bindgen(js_name = capturedAt, unchecked_param_type = "string")] captured_at: &JsValue,
    ) -> JsValue {
        let check = || {
            let marked = text("text", marked, input::MOST_TEXT_BYTES)?;
            let url = text("url", url, input::MOST_TEXT_BYTES)?;
            let captured_at = text("captured_at", captured_at, input::MOST_TEXT_BYTES)?;
            input::selection(&marked, &url, &captured_at).map(|selection| self.0.check_text(&selection))
        };
        answer(&Answer::from(platform::measured("analyze", check)))
    }

    /// Judges bids sent and won that the user typed in, as whole numbers: a report in which only the check of bids speaks.
    /// `work` says the kind of work in a few words, and may be left out.
    #[wasm_bindgen(unchecked_return_type = "Answer<Report>")]
    pub fn bids(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] sent: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "number")] won: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string | undefined")] work: &JsValue,
    ) -> JsValue {
        let judge = || {
            let work = if work.is_undefined() { String::new() } else { text("work", work, input::MOST_WORK_BYTES)? };
            self.0.bids(value("sent", sent)?, value("won", won)?, &work)
        };
        answer(&Answer::from(judge()))
    }
}

/// Plain data from the other side. It is taken as JSON that the other side writes, so that whatever it does on the way (a
/// getter that throws, a circle, a nest without end) is its own exception, caught here: one that passed through Rust
/// would leave this instance broken.
fn value<T: DeserializeOwned>(place: &str, value: &JsValue) -> Result<T, Vec<Problem>> {
    let json = if value.is_undefined() { Some("null".to_owned()) } else { written(place, value)? };
    input::value(place, json.as_deref())
}

/// A value's JSON; none for what has none, such as a function.
fn written(place: &str, value: &JsValue) -> Result<Option<String>, Vec<Problem>> {
    let json = JSON::stringify(value).map_err(|error| {
        let said = error.dyn_ref::<js_sys::Error>().map_or_else(String::new, |error| String::from(error.message()));
        input::not_understood(place, format!("it cannot be written as JSON: {said}"))
    })?;
    if json.is_undefined() {
        return Ok(None);
    }
    text(place, &json, input::MOST_TREE_BYTES).map(Some)
}

/// A text from the other side. One that is too long is refused before it is copied: this memory grows and never shrinks.
fn text(place: &str, value: &JsValue, most: usize) -> Result<String, Vec<Problem>> {
    let Some(string) = value.dyn_ref::<JsString>() else {
        return Err(input::not_understood(place, "it is no text".to_owned()));
    };
    if string.length() as usize > most {
        return Err(input::too_long(place, string.length() as usize, most));
    }
    Ok(String::from(string))
}

/// An answer as plain data, in the shape of the command's JSON: objects, no maps; `null`, no `undefined`.
fn answer<T: Serialize>(answer: &Answer<T>) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    answer.serialize(&serializer).unwrap_or_else(|error| {
        let problems = input::one("answer", "answer-not-written", error.to_string(), "please report this");
        Answer::<()>::Problems { problems }.serialize(&serializer).unwrap_or(JsValue::NULL)
    })
}

//! The exports. Each is a thin call: values in, one [`Answer`] out.

mod packs;

use std::rc::Rc;

use js_sys::{JSON, JsString};
use secondlook_core::answer::{self, Answer};
use secondlook_core::case;
use secondlook_core::check::Memories;
use secondlook_core::engine::{self, Settings, Words};
use secondlook_core::ledger::{Entry, Secret};
use secondlook_core::report::Problem;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::{input, platform};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
import type {
  Answer, CaseMade, Described, Description, Entry, Memories, OwnLetters, PackInfo, PageSnapshot, Report, SeenLetter,
  Settings, Words,
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

/// What the ledger is to hold when its user says who was hired for a job, by the keys of these people; without a list, that it
/// is not known. Given are what a page of the job gave to keep, and what the ledger holds of the job now.
#[wasm_bindgen(unchecked_return_type = "Answer<Entry[]>")]
pub fn hired(
    #[wasm_bindgen(unchecked_param_type = "Entry[]")] shown: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Entry[]")] held: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "string[] | undefined")] people: &JsValue,
) -> JsValue {
    let hired = || {
        let [shown, held]: [Vec<Entry>; 2] = [value("shown", shown)?, value("held", held)?];
        let people: Option<Vec<String>> = value("people", people)?;
        Ok(engine::hired(&shown, &held, people.as_deref()))
    };
    answer(&Answer::from(hired()))
}

/// An engine: packs, settings and words, ready to read pages. It holds no state that matters.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine(Rc<engine::Engine>);

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
        handle(platform::measured("build", built).map(|engine| Self(Rc::new(engine))))
    }

    /// Every check and rule, for the settings page.
    #[wasm_bindgen(unchecked_return_type = "Answer<Described[]>")]
    pub fn describe(&self) -> JsValue {
        answer(&Answer::Ok { ok: self.0.describe() })
    }

    /// Reads a page from its rows, and holds it open; free it when nothing more is asked about it.
    #[wasm_bindgen(unchecked_return_type = "Answer<Page>")]
    pub fn open(
        &self,
        #[wasm_bindgen(js_name = treeJson, unchecked_param_type = "string")] tree_json: &JsValue,
    ) -> JsValue {
        let read = || {
            let json = text("tree", tree_json, input::MOST_TREE_BYTES)?;
            input::page_tree(&json).map(|tree| self.0.open(&tree))
        };
        handle(platform::measured("read", read).map(|page| Page { engine: Rc::clone(&self.0), page }))
    }

    /// Takes letters that the user gives as rows or pastes in for the proposals of a page, and holds it open.
    #[wasm_bindgen(js_name = openLetters, unchecked_return_type = "Answer<Page>")]
    pub fn open_letters(&self, #[wasm_bindgen(unchecked_param_type = "OwnLetters")] letters: &JsValue) -> JsValue {
        let read = || self.0.open_letters(&value("letters", letters)?);
        handle(platform::measured("read", read).map(|page| Page { engine: Rc::clone(&self.0), page }))
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

/// A page that was read. What is asked about it is worked out once: it does not cross to be asked about again.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Page {
    engine: Rc<engine::Engine>,
    page: engine::Page<'static>,
}

#[wasm_bindgen]
impl Page {
    /// What was read.
    #[wasm_bindgen(unchecked_return_type = "Answer<PageSnapshot>")]
    pub fn snapshot(&self) -> JsValue {
        answer(&Answer::Ok { ok: self.page.snapshot() })
    }

    /// The keys that the host should look up for this page, under the device's secret (64 hexadecimal digits).
    #[wasm_bindgen(unchecked_return_type = "Answer<string[]>")]
    pub fn recall(&self, #[wasm_bindgen(unchecked_param_type = "string")] secret: &JsValue) -> JsValue {
        let secret = value("secret", secret);
        answer(&Answer::from(secret.map(|secret: Secret| self.page.recall(&self.engine, &secret))))
    }

    /// Works out what no memories change: for a host that waits for what it looked up. [`Page::analyze`] says the same
    /// afterwards, and sooner.
    pub fn prepare(&self) {
        platform::measured("prepare", || self.page.prepare(&self.engine));
    }

    /// Judges the page. Memories may be left out.
    #[wasm_bindgen(unchecked_return_type = "Answer<Report>")]
    pub fn analyze(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Memories | undefined")] memories: &JsValue,
    ) -> JsValue {
        let analyze = || {
            let memories = if memories.is_undefined() { Memories::default() } else { value("memories", memories)? };
            Ok(self.page.analyze(&self.engine, &memories))
        };
        answer(&Answer::from(platform::measured("analyze", analyze)))
    }

    /// What the ledger is to hold of this page: for the host to write after the report.
    #[wasm_bindgen(unchecked_return_type = "Answer<Entry[]>")]
    pub fn keep(&self, #[wasm_bindgen(unchecked_param_type = "Memories")] memories: &JsValue) -> JsValue {
        let memories = value("memories", memories);
        answer(&Answer::from(memories.map(|memories: Memories| self.page.keep(&self.engine, &memories))))
    }

    /// What a case about one person of this page holds. `secret` is of that case alone: 64 hexadecimal digits, made anew each
    /// time.
    #[wasm_bindgen(js_name = makeCase, unchecked_return_type = "Answer<CaseMade>")]
    pub fn make_case(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] person: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "Memories")] memories: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] secret: &JsValue,
    ) -> JsValue {
        let make = || {
            let person = text("person", person, input::MOST_TEXT_BYTES)?;
            let memories: Memories = value("memories", memories)?;
            case::made(&self.engine, &self.page, &memories, &person, &value("secret", secret)?)
        };
        answer(&Answer::from(platform::measured("case", make)))
    }

    /// The letters of this page, as the host may keep them for the rest of a job session and hand them to a later
    /// [`Page::analyze`].
    #[wasm_bindgen(unchecked_return_type = "Answer<SeenLetter[]>")]
    pub fn remember(&self) -> JsValue {
        answer(&Answer::Ok { ok: self.page.remember() })
    }
}

/// An object of ours as an answer's value.
fn handle<T: Into<JsValue>>(made: Result<T, Vec<Problem>>) -> JsValue {
    match made {
        Ok(made) => {
            let object = js_sys::Object::new();
            // A plain new object takes any property.
            let _ = js_sys::Reflect::set(&object, &JsValue::from_str("ok"), &made.into());
            object.into()
        }
        Err(problems) => answer(&Answer::<()>::Problems { problems }),
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

//! What the worker offers: its console and its clock, for diagnosis only. Nothing here reaches a report.

use wasm_bindgen::{JsCast, JsValue};

/// A panic's message and place go to the console; after it the instance traps and the host makes a new one.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&JsValue::from_str(&format!("secondlook: {panic}")));
    }));
}

/// Measures a step as `secondlook:<name>` on the performance timeline; only the newest of a name is kept, so that a
/// worker of many pages does not gather entries.
pub fn measured<T>(name: &str, step: impl FnOnce() -> T) -> T {
    let name = format!("secondlook:{name}");
    let performance = performance();
    if let Some(performance) = &performance {
        performance.clear_marks_with_mark_name(&name);
        performance.clear_measures_with_measure_name(&name);
        let _ = performance.mark(&name);
    }
    let result = step();
    if let Some(performance) = &performance {
        let _ = performance.measure_with_start_mark(&name, &name);
    }
    result
}

/// The timeline of whatever runs this: a service worker, an event page, or node.
fn performance() -> Option<web_sys::Performance> {
    let found = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("performance")).ok()?;
    found.is_object().then(|| found.unchecked_into())
}

//! Text on the reader's clipboard.

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Puts `text` on the clipboard; `false` where the browser does not allow it.
pub async fn copy(text: &str) -> bool {
    let navigator = leptos::prelude::window().navigator();
    // Pages that did not come over https have no clipboard at all, and asking it would throw.
    let there = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard"));
    if there.is_ok_and(|clipboard| clipboard.is_object()) {
        JsFuture::from(navigator.clipboard().write_text(text))
            .await
            .is_ok()
    } else {
        false
    }
}

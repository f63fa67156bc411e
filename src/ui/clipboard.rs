//! Text on the reader's clipboard.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Puts `text` on the clipboard; `false` where the browser does not allow it.
pub async fn copy(text: &str) -> bool {
    let navigator = window().navigator();
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

/// Puts a text on the clipboard and says so.
#[component]
pub fn CopyButton(
    what: &'static str,
    text: Signal<String>,
    /// Other buttons beside it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let said = RwSignal::new("");
    let act = move |_| {
        let text = text.get_untracked();
        spawn_local(async move {
            let words = match copy(&text).await {
                true => "Copied.",
                false => {
                    "This browser does not let the page copy. Select the text and copy it yourself."
                }
            };
            said.try_set(words);
        });
    };
    view! {
        <div class="buttons">
            <button type="button" class="button" on:click=act>{what}</button>
            {children.map(|buttons| buttons())}
            <span role="status">{move || said.get()}</span>
        </div>
    }
}

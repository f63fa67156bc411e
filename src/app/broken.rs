//! What stands in `index.html` before and after the app's own life: the first paint and the banner.
//! Plain DOM calls: after a panic nothing else can be relied on.

use wasm_bindgen::UnwrapThrowExt;

fn element(id: &str) -> Option<web_sys::Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}

/// Shows the static banner when the page's own code has failed.
pub fn show_on_panic() {
    std::panic::set_hook(Box::new(|info| {
        if let Some(banner) = element("broken") {
            // An attribute cannot be refused; if it were, there is nobody left to tell.
            banner.remove_attribute("hidden").unwrap_throw();
        }
        console_error_panic_hook::hook(info);
    }));
}

/// Takes the static first paint away, just before the app draws the same thing live.
pub fn clear_first_paint() {
    if let Some(first_paint) = element("first-paint") {
        first_paint.remove();
    }
}

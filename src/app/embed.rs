//! One figure with its controls, in a frame on another page: `&embed=FIGURE`.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

/// What the page around reads, with the height in CSS pixels.
const MESSAGE: &str = "low-rank-lab:height";

/// Tells the page around, now and whenever it changes, how tall this one is.
pub fn tell_height() {
    let tell = Closure::<dyn FnMut()>::new(|| {
        let (Some(body), Ok(Some(parent))) = (document().body(), window().parent()) else {
            return;
        };
        if parent == window() {
            return;
        }
        let message = js_sys::Object::new();
        let height = body.get_bounding_client_rect().height().ceil();
        // Setting a property of a fresh object cannot fail; a page that is gone needs no message.
        let _ = js_sys::Reflect::set(&message, &"type".into(), &MESSAGE.into());
        let _ = js_sys::Reflect::set(&message, &"height".into(), &height.into());
        let _ = parent.post_message(&message, "*");
    });
    if let (Some(body), Ok(observer)) = (
        document().body(),
        web_sys::ResizeObserver::new(tell.as_ref().unchecked_ref()),
    ) {
        observer.observe(&body);
    }
    // It watches as long as the page stands.
    tell.forget();
}

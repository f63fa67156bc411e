//! Files that come with the app and are loaded when first asked for.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The bytes of a file beside the page; the error is the reason, in a few words.
pub async fn fetch_bytes(path: &str) -> Result<Vec<u8>, String> {
    let failed = |error: JsValue| {
        error
            .dyn_ref::<js_sys::Error>()
            .map_or_else(|| "no answer".to_owned(), |e| String::from(e.message()))
    };
    let response = JsFuture::from(window().fetch_with_str(path))
        .await
        .map_err(failed)?;
    let response: web_sys::Response = response.dyn_into().map_err(failed)?;
    if !response.ok() {
        return Err(format!("the server answered {}", response.status()));
    }
    let buffer = JsFuture::from(response.array_buffer().map_err(failed)?)
        .await
        .map_err(failed)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

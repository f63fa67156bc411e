//! Files made on the page.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement, Url,
};

/// Offers `text` as a file. Browsers that refuse leave the page as it is.
pub fn save_text(name: &str, mime: &str, text: &str) {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    if let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &options) {
        save_blob(name, &blob);
    }
}

/// Offers what a canvas shows as a PNG file.
pub fn save_png(name: &str, canvas: &HtmlCanvasElement) {
    let name = name.to_string();
    let on_blob = Closure::once_into_js(move |blob: Option<Blob>| {
        if let Some(blob) = blob {
            save_blob(&name, &blob);
        }
    });
    // A canvas that holds nothing foreign can always be read.
    let _ = canvas.to_blob(on_blob.unchecked_ref());
}

/// A copy with every pixel enlarged to a square, the longer side about 1024: one pixel per entry
/// is too small a picture for a slide.
#[must_use]
pub fn enlarged(canvas: &HtmlCanvasElement) -> Option<HtmlCanvasElement> {
    let factor = (1024 / canvas.width().max(canvas.height()).max(1)).max(1);
    let copy: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    copy.set_width(canvas.width() * factor);
    copy.set_height(canvas.height() * factor);
    let context: CanvasRenderingContext2d = copy.get_context("2d").ok()??.dyn_into().ok()?;
    context.set_image_smoothing_enabled(false);
    let (width, height) = (f64::from(copy.width()), f64::from(copy.height()));
    context
        .draw_image_with_html_canvas_element_and_dw_and_dh(canvas, 0.0, 0.0, width, height)
        .ok()?;
    Some(copy)
}

fn save_blob(name: &str, blob: &Blob) {
    let Ok(url) = Url::create_object_url_with_blob(blob) else {
        return;
    };
    let anchor = document()
        .create_element("a")
        .ok()
        .and_then(|a| a.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(anchor) = anchor {
        anchor.set_href(&url);
        anchor.set_download(name);
        anchor.click();
    }
    // Not at once: the browser reads the address after the click.
    let revoke = move || {
        let _ = Url::revoke_object_url(&url);
    };
    set_timeout(revoke, std::time::Duration::from_secs(20));
}

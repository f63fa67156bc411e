//! What of a page is shown: all of it, or one figure with the controls. The rest is only hidden, so that a figure means
//! the same wherever it stands.

use leptos::prelude::*;

/// What is shown.
pub enum Stage<'a> {
    Page,
    /// One figure in a frame on another page, by its id.
    Frame(&'a str),
    /// The card of a figure, and the numbers, for a projector.
    Presented(&'a str),
}

/// Shows it. Style sheets hide what does not belong and arrange what stays: `[data-stage]`.
pub fn set(stage: &Stage) {
    let Some(root) = document().document_element() else {
        return;
    };
    let (name, kept) = match stage {
        Stage::Page => {
            // An attribute can always be taken away.
            let _ = root.remove_attribute("data-stage");
            return set_sheet("");
        }
        Stage::Frame(id) => (
            "frame",
            format!("[data-figure='{id}'], [data-figure='{id}'] *"),
        ),
        Stage::Presented(id) => {
            let card = format!(".card:has([data-figure='{id}'])");
            (
                "presented",
                format!(".lede, .lede *, {card}, {card} *, .stats, .stats *"),
            )
        }
    };
    let (Stage::Frame(id) | Stage::Presented(id)) = stage else {
        return;
    };
    let _ = root.set_attribute("data-stage", name);
    set_sheet(&format!(
        "main :not(:has([data-figure='{id}']), {kept}, [data-controls], [data-controls] *, :has([data-controls]), .problem, .preview-note) {{ display: none !important; }}"
    ));
}

/// Puts `rules` in force in place of the last ones. A constructed sheet: the Content-Security-Policy forbids others.
fn set_sheet(rules: &str) {
    let Ok(sheet) = web_sys::CssStyleSheet::new() else {
        return;
    };
    if sheet.replace_sync(rules).is_ok() {
        let sheets = js_sys::Array::of1(&sheet);
        // A document always has this property where sheets can be constructed.
        let _ = js_sys::Reflect::set(&document(), &"adoptedStyleSheets".into(), &sheets);
    }
}

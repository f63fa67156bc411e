//! What of a page is shown: all of it, or one figure with the controls. The rest is only hidden, so that a figure means
//! the same wherever it stands.

use leptos::prelude::*;

/// What is shown.
pub enum Stage<'a> {
    Page,
    /// One figure in a frame on another page, by its id.
    Frame(&'a str),
    /// The card of a figure or a prediction, and the numbers, for a projector.
    Presented(&'a str),
}

/// What finds the figure or prediction `id` in a style sheet.
fn selector(id: &str) -> String {
    format!(":is([data-figure='{id}'], [data-prediction='{id}'])")
}

/// The boxes of a page: what is presented or printed is what stands in one of them.
pub const CARD: &str = ".card";

/// Whether only a part of the page is shown.
pub fn is_set() -> bool {
    let root = document().document_element();
    root.is_some_and(|root| root.has_attribute("data-stage"))
}

/// What is looked for on the page.
pub type Wanted = Box<dyn Fn() -> bool>;

/// Calls `then` once the page stands: with whether `wanted` is there.
pub fn once_settled(wanted: Wanted, then: Box<dyn FnOnce(bool)>) {
    request_animation_frame(move || {
        let has = |selector: &str| matches!(document().query_selector(selector), Ok(Some(_)));
        if has("main[data-building]") {
            once_settled(wanted, then);
        } else if wanted() {
            then(true);
        } else if has("main[data-state='computing']") {
            once_settled(wanted, then);
        } else {
            then(false);
        }
    });
}

/// Brings the figure or prediction into view and marks it.
pub fn point_at(figure: &web_sys::Element) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Center);
    figure.scroll_into_view_with_scroll_into_view_options(&options);
    // A mark that is refused is no loss.
    let _ = figure.set_attribute("data-pointed", "");
}

/// Shows it. Style sheets hide what does not belong and arrange what stays: `[data-stage]`.
pub fn set(stage: &Stage) {
    let Some(root) = document().document_element() else {
        return;
    };
    let (name, rules) = match stage {
        Stage::Page => {
            // An attribute can always be taken away.
            let _ = root.remove_attribute("data-stage");
            return set_sheet("");
        }
        Stage::Frame(id) => {
            let figure = selector(id);
            let kept = format!("{figure}, {figure} *, {HEADLINE}");
            ("frame", only(&figure, &kept))
        }
        Stage::Presented(id) => ("presented", presented(&selector(id))),
    };
    let _ = root.set_attribute("data-stage", name);
    set_sheet(&rules);
}

/// Nothing is presented any more.
pub fn clear() {
    let root = document().document_element();
    let stage = root.and_then(|root| root.get_attribute("data-stage"));
    if stage.as_deref() == Some("presented") {
        set(&Stage::Page);
    }
}

/// What a screen reader begins with, in a frame too.
const HEADLINE: &str = ".lede, .lede div:has(h1), h1, h1 *";

/// Hides all but the way to `figure`, what is `kept`, and the controls.
fn only(figure: &str, kept: &str) -> String {
    format!(
        "main :not(:has({figure}), {kept}, [data-controls], [data-controls] *, :has([data-controls]), .problem, .preview-note) {{ display: none !important; }}"
    )
}

/// Where a lab's numbers stand.
const NUMBERS: &str = ":is(.stats, .reading-line)";

/// The card of the figure beside the controls, the numbers below: the boxes around them dissolve. A prediction stands
/// alone; numbers could give its answer away.
fn presented(figure: &str) -> String {
    let card = format!(":is({CARD}:has({figure}), {figure}{CARD})");
    let kept = format!(".lede, .lede *, {card}, {card} *, {NUMBERS}, {NUMBERS} *");
    let hidden = only(figure, &kept);
    let vote = format!("main:has({figure}.prediction)");
    format!(
        "{vote} {{ grid-template: 'lede' auto 'staged' auto / minmax(0, 1fr) !important; }} {vote} :is([data-controls], {NUMBERS}) {{ display: none !important; }} {hidden} main :is(:has({figure}), :has([data-controls]), :has({NUMBERS})):not({kept}, [data-controls], [data-controls] *) {{ display: contents !important; }} {card} {{ grid-area: staged; }}"
    )
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

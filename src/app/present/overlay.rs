//! What lies over the page while presenting: the presenter's bar, the list of keys, the pointer, the blank screen.

use leptos::html;
use leptos::prelude::*;

use super::performance::Performance;
use crate::ui::icon::Icon;
use crate::ui::live::live;

/// What the keys do, for the reader.
const KEYS: [(&str, &str); 13] = [
    ("← →", "the main slider"),
    ("↑ ↓", "the second slider"),
    (
        "Page Up, Page Down",
        "the step before, the next one: of a tour if one is under way, else of the figures",
    ),
    ("Space", "train or pause"),
    ("S", "one step"),
    ("R", "reset"),
    ("Z", "undo"),
    ("A", "reveal the answer of a prediction"),
    (
        "O",
        "ring what you point at; a row and a column in a matrix",
    ),
    ("B", "blank the screen"),
    ("?", "this list"),
    ("P", "begin presenting"),
    ("Esc", "leave"),
];

#[component]
pub fn Overlay(performance: Performance) -> impl IntoView {
    let Performance {
        presenting,
        at,
        blank,
        help,
        pointer,
        ..
    } = performance;
    let walk = move || {
        presenting.turn.get().is_none().then(|| view! {
            <button type="button" class="button icon" aria-label="Figure before" on:click=move |_| performance.turn(false)>{Icon::Left.draw()}</button>
            <span>{move || format!("figure {} of {}", at.get() + 1, performance.scenes().len())}</span>
            <button type="button" class="button icon" aria-label="Next figure" on:click=move |_| performance.turn(true)>{Icon::Right.draw()}</button>
        })
    };
    let list = move || help.get().then(|| view! { <KeyList performance /> });
    let black = move || {
        blank
            .get()
            .then(|| view! { <div class="blank" role="status" aria-label="The screen is blank. Press B."></div> })
    };
    view! {
        <section class="presenter" aria-label="Presenting">
            {live(walk)}
            <button type="button" class="button" aria-pressed=move || pointer.on.get().to_string() on:click=move |_| pointer.toggle()>"Ring" <kbd aria-hidden="true">"O"</kbd></button>
            <button type="button" class="button" on:click=move |_| help.set(true)>"Keys" <kbd aria-hidden="true">"?"</kbd></button>
            <button type="button" class="button" on:click=move |_| presenting.on.set(false)>"Leave" <kbd aria-hidden="true">"Esc"</kbd></button>
        </section>
        {live(move || pointer.rings())}
        {live(list)}
        {live(black)}
    }
}

#[component]
fn KeyList(performance: Performance) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    dialog.on_load(|dialog| {
        // It is closed and in the document: nothing to refuse.
        let _ = dialog.show_modal();
    });
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let rows = KEYS.map(|(key, does)| view! { <dt><kbd>{key}</kbd></dt><dd>{does}</dd> });
    view! {
        <dialog class="share" aria-labelledby="keys-title" node_ref=dialog on:close=move |_| performance.unlist()>
            <div class="share-head">
                <h2 id="keys-title">"Keys while presenting"</h2>
                <button type="button" class="button icon" aria-label="Close" on:click=close>{Icon::Cross.draw()}</button>
            </div>
            <dl class="keys">{rows.collect_view()}</dl>
        </dialog>
    }
}

//! Paste from and copy to other programs.

use leptos::html;
use leptos::prelude::*;

use super::editor::{Editor, Message};
use super::text;
use crate::data::EnteredMatrix;
use crate::data::matrix_text::{self, to_csv, to_latex, to_numpy};
use crate::ui::clipboard;

/// A form the matrix can be copied in.
#[derive(Clone, Copy)]
struct Format {
    name: &'static str,
    write: fn(&EnteredMatrix) -> String,
}

const FORMATS: [Format; 3] = [
    Format {
        name: "CSV",
        write: to_csv,
    },
    Format {
        name: "NumPy",
        write: to_numpy,
    },
    Format {
        name: "LaTeX",
        write: to_latex,
    },
];

#[component]
pub(super) fn Exchange(editor: Editor, id: &'static str) -> impl IntoView {
    let pasted = RwSignal::new(String::new());
    // The form that the browser did not let the page copy, shown for copying by hand.
    let by_hand = RwSignal::new(None::<Format>);
    let written_field = NodeRef::<html::Textarea>::new();
    let field_id = format!("{id}-paste");
    let use_pasted = move |_| {
        let reading = matrix_text::read(&pasted.get_untracked(), editor.max_rows, editor.max_cols);
        if editor.replace(reading.settled()) {
            pasted.set(String::new());
        }
    };
    let copy_button = move |format: Format| {
        let on_click = move |_| copy(editor, by_hand, written_field, format);
        view! { <button class="button" type="button" on:click=on_click>{format.name}</button> }
    };
    let written = move || {
        by_hand
            .get()
            .map(|format| editor.with_matrix(format.write))
            .unwrap_or_default()
    };
    view! {
        <details class="matrix-exchange">
            <summary>{text::PANEL}</summary>
            <div class="matrix-exchange-body">
                <label for=field_id.clone()>{text::PASTE_LABEL}</label>
                <textarea
                    id=field_id
                    rows="4"
                    spellcheck="false"
                    placeholder=text::PASTE_EXAMPLE
                    prop:value=move || pasted.get()
                    on:input=move |event| pasted.set(event_target_value(&event))
                ></textarea>
                <div class="buttons">
                    <button class="button" type="button" on:click=use_pasted>{text::PASTE_BUTTON}</button>
                </div>
                <div class="buttons" role="group" aria-labelledby=format!("{id}-copy")>
                    <span id=format!("{id}-copy")>{text::COPY_AS}</span>
                    {FORMATS.map(copy_button).collect_view()}
                </div>
                <textarea
                    node_ref=written_field
                    class="matrix-written"
                    rows="4"
                    readonly
                    hidden=move || by_hand.get().is_none()
                    aria-label=move || by_hand.get().map(|format| text::copy_text_label(format.name))
                    prop:value=written
                ></textarea>
            </div>
        </details>
    }
}

fn copy(
    editor: Editor,
    by_hand: RwSignal<Option<Format>>,
    field: NodeRef<html::Textarea>,
    format: Format,
) {
    let written = untrack(|| editor.with_matrix(format.write));
    leptos::task::spawn_local(async move {
        if clipboard::copy(&written).await {
            by_hand.set(None);
            editor.say(Message::Said(text::copied(format.name)));
            return;
        }
        by_hand.set(Some(format));
        editor.say(Message::Said(text::COPY_BY_HAND.into()));
        // By then the field is shown; what is hidden cannot be selected.
        request_animation_frame(move || {
            if let Some(field) = field.get_untracked() {
                let _ = field.focus();
                field.select();
            }
        });
    });
}

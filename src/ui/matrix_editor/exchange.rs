//! Paste from and copy to other programs.

use leptos::html;
use leptos::prelude::*;

use super::editor::{Editor, Message};
use super::pasting::Target;
use super::text;
use crate::data::matrix_text::FORMAT_NAMES;
use crate::ui::clipboard;
use crate::ui::matrix_reader::written;

#[component]
pub(super) fn Exchange(editor: Editor, id: &'static str) -> impl IntoView {
    let pasted = RwSignal::new(String::new());
    // The form that the browser did not let the page copy, shown for copying by hand.
    let by_hand = RwSignal::new(None::<ByHand>);
    let written_field = NodeRef::<html::Textarea>::new();
    let field_id = format!("{id}-paste");
    let use_pasted = move |_| editor.paste(Target::All, pasted.get_untracked(), Some(pasted));
    let copy_button = move |(index, name): (usize, &'static str)| {
        let on_click = move |_| copy(editor, by_hand, written_field, index);
        view! { <button class="button" type="button" on:click=on_click>{name}</button> }
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
                    {FORMAT_NAMES.into_iter().enumerate().map(copy_button).collect_view()}
                </div>
                <textarea
                    node_ref=written_field
                    class="matrix-written"
                    rows="4"
                    readonly
                    hidden=move || by_hand.get().is_none()
                    aria-label=move || by_hand.get().map(|by_hand| text::copy_text_label(by_hand.name))
                    prop:value=move || by_hand.get().map(|by_hand| by_hand.written).unwrap_or_default()
                ></textarea>
            </div>
        </details>
    }
}

/// What the browser did not let the page copy.
#[derive(Clone)]
struct ByHand {
    name: &'static str,
    written: String,
}

fn copy(
    editor: Editor,
    by_hand: RwSignal<Option<ByHand>>,
    field: NodeRef<html::Textarea>,
    index: usize,
) {
    let name = FORMAT_NAMES[index];
    let matrix = untrack(|| editor.with_matrix(Clone::clone));
    leptos::task::spawn_local(async move {
        let Ok(written) = written(matrix, index).await else {
            return editor.say(Message::Problem(text::NOT_LOADED.into()));
        };
        if clipboard::copy(&written).await {
            by_hand.try_set(None);
            editor.say(Message::Said(text::copied(name)));
            return;
        }
        by_hand.try_set(Some(ByHand { name, written }));
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

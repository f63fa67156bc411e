//! The table of input fields.

use leptos::html;
use leptos::prelude::*;

use crate::ui::live::{derived, each, live, memo};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Event, HtmlInputElement, KeyboardEvent};

use super::ColumnMark;
use super::drafts::Place;
use super::editor::Editor;
use super::keys::{self, Caret, Modifiers};
use super::paste::{self, SelectAll};
use super::pasting::Target;
use super::text;
use crate::data::number_format::subscript;

/// Columns are as wide as their longest entry, within these bounds, in characters.
const NARROWEST: usize = 3;
const WIDEST: usize = 14;

#[component]
pub(super) fn Grid(
    editor: Editor,
    label: &'static str,
    message_id: String,
    column_marks: Signal<Vec<Option<ColumnMark>>>,
) -> impl IntoView {
    let table = NodeRef::<html::Table>::new();
    let shape = memo(move |_| editor.shape());
    let mark = move |col: usize| column_marks.with(|marks| marks.get(col).cloned().flatten());
    let message_id = StoredValue::new(message_id);
    let header = move |col: usize| {
        view! {
            <th scope="col" class=move || mark(col).map(|mark| mark.role)>
                <i>"c"</i>{subscript(col + 1)}
                <span class="column-mark">{live(move || mark(col).map(|mark| mark.word))}</span>
            </th>
        }
    };
    let row = move |row: usize| {
        let field = move |col: usize| {
            let role = derived(move || mark(col).map(|mark| mark.role));
            view! { <Field editor table label place=(row, col) message_id role /> }
        };
        view! {
            <tr>
                <th scope="row">{row + 1}</th>
                {each(move || shape.get().1, move |col| field(col).into_any())}
            </tr>
        }
    };
    view! {
        <div class="matrix-scroll">
            <table node_ref=table role="grid" class:all-selected=move || editor.pasting.all.get() aria-label=text::editor_name(label)>
                <thead>
                    <tr>
                        <td class="matrix-corner"><SelectAll editor /></td>
                        {each(move || shape.get().1, move |col| header(col).into_any())}
                    </tr>
                </thead>
                <tbody>
                    {each(move || shape.get().0, move |at| row(at).into_any())}
                </tbody>
            </table>
        </div>
    }
}

/// One entry.
#[component]
fn Field(
    editor: Editor,
    table: NodeRef<html::Table>,
    label: &'static str,
    place: Place,
    message_id: StoredValue<String>,
    role: Signal<Option<&'static str>>,
) -> impl IntoView {
    let shown = memo(move |_| editor.shown(place));
    let problem = memo(move |_| editor.is_problem(place));
    let width = memo(move |_| {
        shown
            .with(|text| text.chars().count())
            .clamp(NARROWEST, WIDEST)
    });
    // The first click into a field selects its text, as in a spreadsheet; the second one places the caret.
    let just_entered = StoredValue::new(false);
    let on_click = move |event: web_sys::MouseEvent| {
        if just_entered.get_value() {
            just_entered.set_value(false);
            if let Some(field) = field_of(&event) {
                field.select();
            }
        }
    };
    let on_key = move |event: KeyboardEvent| {
        just_entered.set_value(false);
        press(editor, table, place, &event);
    };
    view! {
        <td class=move || role.get()>
            <input
                type="text"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                enterkeyhint="next"
                data-place=format!("{}-{}", place.0, place.1)
                aria-label=text::entry_name(label, place.0, place.1)
                aria-invalid=move || problem.get().then_some("true")
                aria-describedby=move || problem.get().then(|| message_id.get_value())
                style:width=move || format!("calc({}ch + 1.1rem)", width.get())
                prop:value=move || shown.get()
                on:input=move |event| editor.type_text(place, event_target_value(&event))
                on:focus=move |_| {
                    just_entered.set_value(true);
                    editor.enter_field(place);
                }
                on:blur=move |_| editor.leave_field(place)
                on:click=on_click
                on:keydown=on_key
                on:paste=move |event| paste_into(editor, place, &event)
            />
        </td>
    }
}

fn press(editor: Editor, table: NodeRef<html::Table>, place: Place, event: &KeyboardEvent) {
    let Some(field) = field_of(event) else { return };
    if event.is_composing() || event.alt_key() {
        return;
    }
    if event.key() == "Escape" {
        editor.restore(place);
        // Once the field shows what it held before.
        request_animation_frame(move || field.select());
        return;
    }
    let modifiers = Modifiers {
        shift: event.shift_key(),
        control: event.ctrl_key() || event.meta_key(),
    };
    let shape = untrack(|| editor.shape());
    let Some((row, col)) = keys::destination(&event.key(), modifiers, caret(&field), place, shape)
    else {
        return;
    };
    event.prevent_default();
    let selector = format!("[data-place='{row}-{col}']");
    let target = table
        .get_untracked()
        .and_then(|table| table.query_selector(&selector).ok().flatten());
    if let Some(target) = target.and_then(|element| element.dyn_into::<HtmlInputElement>().ok()) {
        // A field that refuses the focus leaves the reader where they were.
        let _ = target.focus();
        target.select();
    }
}

fn caret(field: &HtmlInputElement) -> Caret {
    let length = field.value().encode_utf16().count();
    let start = field
        .selection_start()
        .ok()
        .flatten()
        .map_or(0, |at| at as usize);
    let end = field
        .selection_end()
        .ok()
        .flatten()
        .map_or(length, |at| at as usize);
    // Part of the text selected: an arrow key ends the selection first.
    let movable = start == end || (start == 0 && end == length);
    Caret {
        at_start: movable && start == 0,
        at_end: movable && end == length,
    }
}

fn paste_into(editor: Editor, place: Place, event: &ClipboardEvent) {
    let pasted = event
        .clipboard_data()
        .and_then(|data| data.get_data("text/plain").ok());
    if let Some(pasted) = pasted.filter(|pasted| paste::is_for_the_reader(pasted)) {
        event.prevent_default();
        editor.paste(Target::From(place), pasted, None);
    }
}

fn field_of(event: &impl AsRef<Event>) -> Option<HtmlInputElement> {
    event.as_ref().target()?.dyn_into().ok()
}

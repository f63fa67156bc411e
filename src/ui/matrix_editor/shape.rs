//! The buttons for rows and columns.

use leptos::prelude::*;

use super::editor::Editor;
use crate::ui::live::live;

/// They act on the row and column last visited, and their names say which that is.
#[component]
pub(super) fn ShapeButtons(editor: Editor) -> impl IntoView {
    let row = move || editor.place().0 + 1;
    let col = move || editor.place().1 + 1;
    let rows_full = move || editor.shape().0 >= editor.max_rows;
    let cols_full = move || editor.shape().1 >= editor.max_cols;
    let one_row = move || editor.shape().0 == 1;
    let one_col = move || editor.shape().1 == 1;
    // aria-disabled, not disabled: a button that takes the focus with it strands the keyboard.
    view! {
        <div class="buttons matrix-shape">
            <button class="button" type="button" aria-disabled=move || flag(rows_full()) on:click=move |_| editor.add_row()>
                "Add row" <span class="unseen">{live(move || format!(" after row {}", row()))}</span>
            </button>
            <button class="button" type="button" aria-disabled=move || flag(one_row()) on:click=move |_| editor.remove_row()>
                {live(move || format!("Remove row {}", row()))}
            </button>
            <button class="button" type="button" aria-disabled=move || flag(cols_full()) on:click=move |_| editor.add_col()>
                "Add column" <span class="unseen">{live(move || format!(" after column {}", col()))}</span>
            </button>
            <button class="button" type="button" aria-disabled=move || flag(one_col()) on:click=move |_| editor.remove_col()>
                {live(move || format!("Remove column {}", col()))}
            </button>
        </div>
    }
}

fn flag(on: bool) -> Option<&'static str> {
    on.then_some("true")
}

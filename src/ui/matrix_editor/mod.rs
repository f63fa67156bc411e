//! The matrix editor: a small spreadsheet.
//!
//! | file | what it holds |
//! |---|---|
//! | `drafts` | what is being typed and is not, or not yet, a number |
//! | `editor` | everything that changes the matrix |
//! | `grid` | the table of input fields |
//! | `paste` | what is pasted: filled in, put in place of all, or asked about |
//! | `pasting` | what is known of a paste under way |
//! | `keys` | which key leads to which entry |
//! | `shape` | the buttons for rows and columns |
//! | `exchange` | paste from and copy to other programs |
//! | `text` | its sentences |

mod drafts;
mod editor;
mod exchange;
mod grid;
mod keys;
mod paste;
mod pasting;
mod shape;
mod text;

use leptos::prelude::*;

use self::editor::Editor;
use self::exchange::Exchange;
use self::grid::Grid;
use self::paste::Asked;
use self::shape::ShapeButtons;
use crate::data::EnteredMatrix;
use crate::ui::live::live;

/// A column set apart: by the colour of a mathematical role and, since colour alone says nothing, by a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnMark {
    /// CSS class of the role, such as `role-left`.
    pub role: &'static str,
    /// One short word above the column, such as `pivot`.
    pub word: String,
}

/// Edits a matrix entry by entry.
///
/// `on_change` is called with every matrix the reader's typing, buttons and pasting produce; `value` is to follow it.
/// Text that is no number stays in its field, marked and explained, and `value` stays what it was. A `value` that
/// comes from elsewhere (a preset, undo) replaces what was typed.
#[component]
pub fn MatrixEditor(
    /// Begins the ids of the editor's elements; a second editor on the page needs its own.
    #[prop(default = "matrix")]
    id: &'static str,
    /// The symbol of the matrix, such as `A`.
    label: &'static str,
    #[prop(into)] value: Signal<EnteredMatrix>,
    on_change: Callback<EnteredMatrix>,
    max_rows: usize,
    max_cols: usize,
    /// One item per column; columns beyond the end have no mark.
    #[prop(optional, into)]
    column_marks: Signal<Vec<Option<ColumnMark>>>,
) -> impl IntoView {
    let editor = Editor::new(value, on_change, max_rows, max_cols);
    let message = editor.message();
    let message_id = format!("{id}-message");
    view! {
        <section class="matrix-editor" aria-label=text::editor_name(label)>
            <Grid editor label message_id=message_id.clone() column_marks />
            <p
                class="matrix-message"
                class:problem=move || message.with(|m| m.is_problem())
                id=message_id
                role="status"
            >
                {live(move || message.with(|m| m.sentence().to_owned()))}
            </p>
            <Asked editor />
            <ShapeButtons editor />
            <Exchange editor id />
        </section>
    }
}

//! What a figure can be turned into.

use leptos::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::plot::Table;

/// What a figure can be turned into. Asked for only when the reader wants it.
#[derive(Clone, Copy)]
pub struct Exports {
    /// The text equivalent, with the figure's numbers in it.
    pub description: Signal<String>,
    pub table: Callback<(), Table>,
    pub svg: Callback<(), Option<String>>,
    /// Absent where there is no canvas.
    pub png: Option<Callback<(), Option<HtmlCanvasElement>>>,
}

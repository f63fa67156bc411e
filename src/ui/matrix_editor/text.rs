//! The editor's sentences.

use crate::data::matrix_text::Read;

pub(super) const PANEL: &str = "Paste or copy the matrix";
pub(super) const PASTE_LABEL: &str =
    "Paste here: rows from a spreadsheet, CSV, NumPy, MATLAB or LaTeX";
pub(super) const PASTE_EXAMPLE: &str = "1 2 3\n2 4 6";
pub(super) const PASTE_BUTTON: &str = "Use as the matrix";
pub(super) const COPY_AS: &str = "Copy as";
pub(super) const COPY_BY_HAND: &str =
    "The browser did not let the page copy. The text is selected: copy it with Ctrl+C or ⌘C.";

pub(super) fn editor_name(label: &str) -> String {
    format!("Matrix {label}")
}

/// Rows and columns count from 0 in the code and from 1 on the page.
pub(super) fn entry_name(label: &str, row: usize, col: usize) -> String {
    format!("{label}, row {}, column {}", row + 1, col + 1)
}

/// After a sentence that says which entry cannot be read.
pub(super) fn more_problems(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => " One more entry cannot be read.".into(),
        _ => format!(" {count} more entries cannot be read."),
    }
}

pub(super) fn still_in_effect(sentence: &str) -> String {
    format!("{sentence} The last matrix that could be read stays in effect.")
}

pub(super) fn kept(sentence: &str) -> String {
    format!("{sentence} The matrix stays as it was.")
}

pub(super) fn pasted(reading: &Read) -> String {
    let shape = format!(
        "Read a {} × {} matrix.",
        reading.matrix.rows(),
        reading.matrix.cols()
    );
    let sentences = std::iter::once(&shape).chain(&reading.notes);
    sentences.map(String::as_str).collect::<Vec<_>>().join(" ")
}

pub(super) fn filled((row, col): (usize, usize), read: &Read) -> String {
    let filled = format!(
        "Filled in {} × {} entries from row {}, column {} on.",
        read.matrix.rows(),
        read.matrix.cols(),
        row + 1,
        col + 1
    );
    let sentences = std::iter::once(&filled).chain(&read.notes);
    sentences.map(String::as_str).collect::<Vec<_>>().join(" ")
}

pub(super) const NOT_LOADED: &str = "What reads and writes matrices as text could not be fetched. Check your connection, then try again.";
pub(super) const LEAVE: &str = "Leave the matrix as it is";
pub(super) const SELECT_ALL: &str = "Select all entries";
pub(super) const ALL_SELECTED: &str =
    "All entries are selected: paste to replace the whole matrix, or copy it.";

pub(super) fn copied(format: &str) -> String {
    format!("Copied as {format}.")
}

pub(super) fn copy_text_label(format: &str) -> String {
    format!("The matrix as {format}")
}

pub(super) fn full(what: &str, limit: usize) -> String {
    format!("The matrix has {limit} {what}s already; that is the most there is room for.")
}

pub(super) fn only_one(what: &str) -> String {
    format!("The only {what} cannot be removed.")
}

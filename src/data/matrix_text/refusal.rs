//! What is said where a text is not one matrix.

use super::super::Error;
use super::super::entry::shorten;

fn refused(sentence: String) -> Error {
    Error::Refused(sentence)
}

/// A piece that no notation has a place for.
pub(super) fn foreign(piece: &str) -> Error {
    refused(format!(
        "“{}” has no place in a matrix. Take it away, or leave only the matrix.",
        printable(piece)
    ))
}

/// An operation that the readers know by name and do not carry out.
pub(super) fn not_computed(what: &str, piece: &str) -> Error {
    refused(format!(
        "{what} (“{}”) is not computed here. Paste the result, or the matrix alone.",
        printable(piece)
    ))
}

pub(super) fn not_closed(open: &str) -> Error {
    refused(format!(
        "“{}” is opened and never closed. Add its end, or take it away.",
        printable(open)
    ))
}

pub(super) fn shortened(piece: &str) -> Error {
    refused(format!(
        "“{}” stands for entries that were not printed. Print the whole matrix and paste it again (in NumPy: np.set_printoptions(threshold=np.inf)).",
        printable(piece)
    ))
}

pub(super) fn complex(piece: &str) -> Error {
    refused(format!(
        "“{}” is a complex number. A matrix here holds real numbers only.",
        printable(piece)
    ))
}

pub(super) fn other_shape(said: &str, rows: usize, cols: usize) -> Error {
    refused(format!(
        "The text says “{}”, and what stands there is {rows} × {cols}. Paste all of it, or leave the shape out.",
        printable(said)
    ))
}

pub(super) fn not_shaped(entries: usize, rows: usize, cols: usize) -> Error {
    refused(format!(
        "{entries} entries do not make a matrix of {rows} × {cols}. Correct the shape or the entries."
    ))
}

pub(super) fn too_deep() -> Error {
    refused("The brackets are nested too deep for a matrix. Paste the rows alone.".into())
}

/// A sentence of the reader's own.
pub(super) fn because(sentence: impl Into<String>) -> Error {
    refused(sentence.into())
}

/// Enough of a text to recognise it, without what cannot be seen.
pub(super) fn printable(piece: &str) -> String {
    shorten(piece.trim().split('\n').next().unwrap_or(""))
}

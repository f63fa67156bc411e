//! What can go wrong on the way from a file, a paste or a link to a matrix.

use super::entry::EntryError;

/// A sentence for the person at the page: what is wrong, where, and what to do. Rows and columns count from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("There is no matrix in this text. Give at least one number.")]
    Empty,
    #[error("Row {row} has {}, the rows above it have {expected}. Give every row the same number of entries.", entries(*.found))]
    Ragged {
        row: usize,
        found: usize,
        expected: usize,
    },
    #[error("Row {row}, column {column}: {source}")]
    Entry {
        row: usize,
        column: usize,
        source: EntryError,
    },
    #[error(
        "The matrix is {rows} × {cols}. At most {max_rows} × {max_cols} fits here: leave out some rows or columns."
    )]
    TooLarge {
        rows: usize,
        cols: usize,
        max_rows: usize,
        max_cols: usize,
    },
    #[error("A matrix of {rows} × {cols} does not have {entries} entries.")]
    Shape {
        rows: usize,
        cols: usize,
        entries: usize,
    },
    #[error("There is no row {row}, column {column} in a {rows} × {cols} matrix.")]
    NoSuchEntry {
        row: usize,
        column: usize,
        rows: usize,
        cols: usize,
    },
    #[error(
        "The brackets are nested {depth} deep. A matrix has one pair around each row and one around all of them."
    )]
    Nesting { depth: usize },
    #[error("A bracket “{0}” has no partner. Add it or take this one away.")]
    Unbalanced(char),
    /// A whole sentence: what could not be placed, and what to do.
    #[error("{0}")]
    Refused(String),
    #[error("“{0}” stands between the rows. Put it inside a row's brackets or take it away.")]
    BetweenRows(String),
    #[error("This file is not a binary PGM image with 256 grey levels.")]
    Pgm,
    #[error(
        "The image is {width} × {height} pixels, which does not go with {bytes} bytes of data."
    )]
    ImageSize {
        width: usize,
        height: usize,
        bytes: usize,
    },
    #[error("This file is not a NumPy array that can be read: {0}.")]
    Npy(String),
    #[error("There is no shipped image called “{0}”.")]
    UnknownImage(String),
}

impl Error {
    /// The same error where `rows` lines of the reader's text stand above the first row of the matrix.
    pub(super) fn below(self, rows: usize) -> Self {
        match self {
            Self::Ragged {
                row,
                found,
                expected,
            } => Self::Ragged {
                row: row + rows,
                found,
                expected,
            },
            Self::Entry {
                row,
                column,
                source,
            } => Self::Entry {
                row: row + rows,
                column,
                source,
            },
            other => other,
        }
    }
}

fn entries(count: usize) -> String {
    match count {
        1 => "1 entry".into(),
        _ => format!("{count} entries"),
    }
}

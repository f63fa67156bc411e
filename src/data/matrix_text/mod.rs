//! Matrices as people paste them: spreadsheets, CSV, NumPy, MATLAB, LaTeX. Readers and writers.

mod bracketed;
mod delimited;
mod latex;
mod write;

pub use write::{to_csv, to_latex, to_numpy};

use super::{EnteredMatrix, Error};

/// A matrix that was read, and what had to be left out to read it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    pub matrix: EnteredMatrix,
    pub note: Option<Note>,
}

/// What a reader left out. A sentence for the person at the page.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Note {
    #[error("The first row holds names, not numbers, and was left out: {0}.")]
    HeaderSkipped(String),
}

/// Rows of entries, not yet read as numbers.
type Rows = Vec<Vec<String>>;

/// Reads a matrix in whatever form it is pasted.
///
/// - A spreadsheet or CSV: tab, `;`, `,` or blanks between the entries, decimal comma where the separator allows it,
///   a byte-order mark, a header row (left out, see [`Note`]), comment lines with `#` or `%`.
/// - The form of links: `1,2,3;2,4,6`.
/// - NumPy and other nested lists: `array([[1, 2], [3, 4]])`, printed arrays, `{{1,2},{3,4}}`.
/// - MATLAB: `[1 2 3; 4 5 6]`.
/// - LaTeX: `\begin{bmatrix} 1 & \frac{1}{2} \\ 0 & \sqrt{2} \end{bmatrix}`.
///
/// # Errors
/// [`Error::Empty`], [`Error::Ragged`], [`Error::TooLarge`], [`Error::Entry`], and for brackets [`Error::Nesting`],
/// [`Error::Unbalanced`], [`Error::BetweenRows`].
pub fn read(text: &str, max_rows: usize, max_cols: usize) -> Result<Reading, Error> {
    let text = text
        .trim_start_matches('\u{FEFF}')
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    let text = text.trim_matches('\n');
    if text.trim().is_empty() {
        return Err(Error::Empty);
    }
    let (rows, note) = if text.contains(['\\', '&']) {
        (latex::rows(text), None)
    } else if text.contains('[') {
        (bracketed::rows(text)?, None)
    } else if text.trim_start().starts_with('{') {
        (
            bracketed::rows(&text.replace('{', "[").replace('}', "]"))?,
            None,
        )
    } else {
        delimited::rows(text)
    };
    let header = usize::from(note.is_some());
    let matrix =
        EnteredMatrix::from_rows(rows, max_rows, max_cols).map_err(|error| error.below(header))?;
    Ok(Reading { matrix, note })
}

/// Splits at blanks, keeping a quotient or product written with blanks around its sign in one piece.
fn split_blanks(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut joined = false;
    for piece in text.split_whitespace() {
        let joins_left = piece.starts_with(['/', '*', '·', '×']);
        match pieces.last_mut() {
            Some(last) if joined || joins_left => last.push_str(piece),
            _ => pieces.push(piece.into()),
        }
        joined = piece.ends_with(['/', '*', '·', '×']);
    }
    pieces
}

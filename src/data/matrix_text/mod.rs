//! Matrices as people paste them: spreadsheets, CSV, NumPy, MATLAB, R, Julia, Mathematica, LaTeX, C, Markdown.
//!
//! **Every character of a text is accounted for.** A text is one matrix, with what was left out said in notes; or a
//! question with labelled answers; or it is refused, and the piece that has no place is quoted. A reader never picks
//! a pair of brackets out of a text. The grammar is written down in `GRAMMAR.md`; the notations are the table
//! [`NOTATIONS`], what may stand around a matrix is [`noise`].

mod code;
mod delimited;
mod explained;
mod html;
mod latex;
mod noise;
mod notation;
mod printed;
mod reading;
mod refusal;
mod scale;
mod table;
mod terms;
mod write;

pub use notation::{NOTATIONS, Notation};
pub use reading::{Choice, Question, Read, Reading};
pub use write::{FORMAT_NAMES, FORMATS, Format, to_csv, to_latex, to_numpy};

use super::Error;
use super::characters::plain;
use explained::finish;
pub(super) use table::Purpose;

/// Reads a matrix in whatever form it is pasted: those of [`NOTATIONS`].
///
/// Time and memory grow with the length of the text.
pub fn read(text: &str, max_rows: usize, max_cols: usize) -> Reading {
    read_for(Purpose::Matrix, text, max_rows, max_cols)
}

/// The same for points in rows: a column of words says which class each belongs to.
pub(super) fn read_points(text: &str, max_rows: usize, max_cols: usize) -> Reading {
    read_for(Purpose::Points, text, max_rows, max_cols)
}

fn read_for(purpose: Purpose, text: &str, max_rows: usize, max_cols: usize) -> Reading {
    let text = plain(text);
    if text.trim().is_empty() {
        return Reading::Refused(Error::Empty);
    }
    finish(notation::read(&text, purpose), max_rows, max_cols)
}

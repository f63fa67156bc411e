//! Matrices as text, in and out: a part of the program that is fetched when somebody first pastes or copies.

use super::part::{NotLoaded, wasm_split};
use crate::data::EnteredMatrix;
use crate::data::matrix_text::{self, FORMATS, Reading};

/// Reads a pasted text; waits for the code where it is not there yet.
/// # Errors
/// The code cannot be fetched.
#[wasm_split(readers, fallible)]
pub fn read(text: String, max_rows: usize, max_cols: usize) -> Result<Reading, NotLoaded> {
    Ok(matrix_text::read(&text, max_rows, max_cols))
}

/// A matrix in form number `index` of [`FORMATS`].
/// # Errors
/// The code cannot be fetched.
#[wasm_split(readers, fallible)]
pub fn written(matrix: EnteredMatrix, index: usize) -> Result<String, NotLoaded> {
    let format = FORMATS.get(index).unwrap_or(&FORMATS[0]);
    Ok((format.write)(&matrix))
}

//! Matrices as text for other programs.

/// A form the matrix can be copied in.
#[derive(Clone, Copy)]
pub struct Format {
    pub name: &'static str,
    pub write: fn(&EnteredMatrix) -> String,
}

use super::super::EnteredMatrix;
use super::super::entry::entry_latex;
use super::super::number_format::full;

/// Comma-separated values, one row a line. Decimal numbers: a spreadsheet would read `1/3` as a date.
pub fn to_csv(matrix: &EnteredMatrix) -> String {
    let rows = value_rows(matrix, ",");
    rows.join("\n") + "\n"
}

/// A NumPy expression, with every digit a double needs.
pub fn to_numpy(matrix: &EnteredMatrix) -> String {
    let rows: Vec<String> = value_rows(matrix, ", ")
        .iter()
        .map(|row| format!("[{row}]"))
        .collect();
    // Without the type an array of whole numbers would be an array of integers.
    format!("np.array([{}], dtype=float)\n", rows.join(",\n          "))
}

/// A `bmatrix`, with fractions and roots as they were entered.
pub fn to_latex(matrix: &EnteredMatrix) -> String {
    let entry = |text: &String| entry_latex(text).unwrap_or_else(|_| text.clone());
    let rows: Vec<String> = matrix
        .text_rows()
        .map(|row| {
            format!(
                "  {}",
                row.iter().map(entry).collect::<Vec<_>>().join(" & ")
            )
        })
        .collect();
    format!(
        "\\begin{{bmatrix}}\n{}\n\\end{{bmatrix}}\n",
        rows.join(" \\\\\n")
    )
}

fn value_rows(matrix: &EnteredMatrix, separator: &str) -> Vec<String> {
    let row = |row: usize| {
        let values: Vec<String> = matrix
            .matrix()
            .row(row)
            .iter()
            .map(|&value| full(value))
            .collect();
        values.join(separator)
    };
    (0..matrix.rows()).map(row).collect()
}

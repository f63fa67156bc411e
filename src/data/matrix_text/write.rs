//! Matrices as text for other programs.

use super::super::EnteredMatrix;
use super::super::entry::entry_latex;
use super::super::number_format::full;

/// A form the matrix can be copied in.
#[derive(Clone, Copy)]
pub struct Format {
    pub name: &'static str,
    pub write: fn(&EnteredMatrix) -> String,
}

/// What the forms are called.
pub const FORMAT_NAMES: [&str; 9] = [
    "CSV",
    "NumPy",
    "MATLAB",
    "R",
    "Julia",
    "Mathematica",
    "C",
    "Markdown",
    "LaTeX",
];

/// The forms, one row each; the readers read each of them back.
pub const FORMATS: [Format; 9] = [
    format(FORMAT_NAMES[0], to_csv),
    format(FORMAT_NAMES[1], to_numpy),
    format(FORMAT_NAMES[2], to_matlab),
    format(FORMAT_NAMES[3], to_r),
    format(FORMAT_NAMES[4], to_julia),
    format(FORMAT_NAMES[5], to_mathematica),
    format(FORMAT_NAMES[6], to_c),
    format(FORMAT_NAMES[7], to_markdown),
    format(FORMAT_NAMES[8], to_latex),
];

const fn format(name: &'static str, write: fn(&EnteredMatrix) -> String) -> Format {
    Format { name, write }
}

/// Comma-separated values, one row a line. Decimal numbers: a spreadsheet would read `1/3` as a date.
pub fn to_csv(matrix: &EnteredMatrix) -> String {
    let mut rows = value_rows(matrix, ",");
    if rows.iter().all(|row| commas_could_be_decimal(row)) {
        // With a point in it, a line cannot be taken for a number with a comma.
        rows.iter_mut()
            .for_each(|row| *row = row.replacen(',', ".0,", 1));
    }
    rows.join("\n") + "\n"
}

/// `1,50` and `100,200,300`: whole numbers that look like one with decimals or thousands.
fn commas_could_be_decimal(row: &str) -> bool {
    let row = row.strip_prefix('-').unwrap_or(row);
    let mut parts = row.split(',');
    let whole = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let first = parts.next().is_some_and(whole);
    let behind: Vec<&str> = parts.collect();
    let one = behind.len() == 1 && behind[0].len() > 1;
    let groups = !behind.is_empty() && behind.iter().all(|part| part.len() == 3);
    first && behind.iter().all(|part| whole(part)) && (one || groups)
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

/// A MATLAB or Octave expression.
pub fn to_matlab(matrix: &EnteredMatrix) -> String {
    format!("[{}]\n", value_rows(matrix, " ").join("; "))
}

/// An R expression.
pub fn to_r(matrix: &EnteredMatrix) -> String {
    let rows = value_rows(matrix, ", ").join(",\n         ");
    format!(
        "matrix(c({rows}), nrow = {}, byrow = TRUE)\n",
        matrix.rows()
    )
}

/// A Julia expression; of one row it is a matrix too, not a vector.
pub fn to_julia(matrix: &EnteredMatrix) -> String {
    // With one column, too, rows are ended by `;`: without one it would be a vector.
    format!("Float64[{}]\n", value_rows(matrix, " ").join("; "))
}

/// A Mathematica expression, in which `e` would be a name.
pub fn to_mathematica(matrix: &EnteredMatrix) -> String {
    let rows: Vec<String> = value_rows(matrix, ", ")
        .iter()
        .map(|row| format!("{{{}}}", row.replace('e', "*^")))
        .collect();
    format!("{{{}}}\n", rows.join(", "))
}

/// A C declaration.
pub fn to_c(matrix: &EnteredMatrix) -> String {
    let rows: Vec<String> = value_rows(matrix, ", ")
        .iter()
        .map(|row| format!("{{{row}}}"))
        .collect();
    format!(
        "double A[{}][{}] = {{{}}};\n",
        matrix.rows(),
        matrix.cols(),
        rows.join(", ")
    )
}

/// A Markdown table, whose heading is left empty.
pub fn to_markdown(matrix: &EnteredMatrix) -> String {
    let line = |field: &str| format!("|{}\n", format!(" {field} |").repeat(matrix.cols()));
    let rows = value_rows(matrix, " | ");
    let rows: String = rows.iter().map(|row| format!("| {row} |\n")).collect();
    line(" ") + &line("---") + &rows
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

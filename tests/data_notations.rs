//! Any matrix, in any notation of the table, with noise of the kinds that may stand around it, is read exactly; and
//! any text with one foreign token is not.

use low_rank_lab::data::EnteredMatrix;
use low_rank_lab::data::matrix_text::{FORMATS, NOTATIONS, Reading, read};
use low_rank_lab::data::number_format::full;
use proptest::prelude::*;

type Rows = Vec<Vec<String>>;

/// Writes rows of numbers as a program or a person does.
struct Writer {
    name: &'static str,
    write: fn(&Rows) -> String,
    /// Texts with the same matrix and noise around it: `{}` is the matrix.
    noise: &'static [&'static str],
}

fn lines(rows: &Rows, between: &str) -> String {
    rows.iter().map(|row| row.join(between) + "\n").collect()
}

fn nested(rows: &Rows, open: &str, between: &str, close: &str, rows_between: &str) -> String {
    let rows: Vec<String> = rows
        .iter()
        .map(|row| format!("{open}{}{close}", row.join(between)))
        .collect();
    format!("{open}{}{close}", rows.join(rows_between))
}

fn de(rows: &Rows) -> Rows {
    rows.iter()
        .map(|row| row.iter().map(|n| n.replace('.', ",")).collect())
        .collect()
}

const CODE: &[&str] = &[
    "{}",
    "A = {}",
    "A={};",
    "x_1 := {}",
    "{} # as in [7]",
    "np.array({})",
    ">>> np.array({})",
    "In [3]: {}",
    "Out[12]: \n{}",
    "tensor({}, dtype=torch.float64)",
    "rref({})",
    "\u{FEFF}{}\r\n",
    "{}\n\n",
    "import numpy as np\nA = {}",
];
const MATLAB: &[&str] = &["{}", "A = {};", ">> A = {}", "{} % see (3)", "% A\nA = {}"];
const TABLE: &[&str] = &[
    "{}",
    "# saved by numpy [1]\n{}",
    "\u{FEFF}{}",
    "\n\n{}\n\n",
    "% note\n{}",
];
const LATEX: &[&str] = &[
    "{}",
    "$${}$$",
    "\\[{}\\]",
    "A = {}",
    "\\mathbf{A} &= {}.",
    "{} % 3",
];

const WRITERS: [Writer; 17] = [
    Writer {
        name: "tabs",
        write: |rows| lines(rows, "\t"),
        noise: &["{}", "\u{FEFF}{}", "\n{}\n\n"],
    },
    Writer {
        name: "commas",
        write: |rows| lines(rows, ", "),
        noise: TABLE,
    },
    Writer {
        name: "blanks",
        write: |rows| lines(rows, "   "),
        noise: TABLE,
    },
    Writer {
        name: "semicolons and decimal commas",
        write: |rows| lines(&de(rows), ";"),
        noise: &["{}", "sep=;\n{}"],
    },
    Writer {
        name: "Python",
        write: |rows| nested(rows, "[", ", ", "]", ",\n "),
        noise: CODE,
    },
    Writer {
        name: "NumPy, printed",
        write: |rows| nested(rows, "[", "  ", "]", "\n "),
        noise: CODE,
    },
    Writer {
        name: "MATLAB",
        write: |rows| {
            format!(
                "[{}]",
                rows.iter()
                    .map(|row| row.join(" "))
                    .collect::<Vec<_>>()
                    .join("; ")
            )
        },
        noise: MATLAB,
    },
    Writer {
        name: "MATLAB, commas",
        write: |rows| {
            format!(
                "[{}]",
                rows.iter()
                    .map(|row| row.join(", "))
                    .collect::<Vec<_>>()
                    .join(";\n ")
            )
        },
        noise: MATLAB,
    },
    Writer {
        name: "braces",
        write: |rows| nested(rows, "{", ", ", "}", ", "),
        noise: &[
            "{}",
            "A = {}",
            "Out[5]= {}",
            "double a[][] = {};",
            "MatrixForm[{}]",
        ],
    },
    Writer {
        name: "R",
        write: |rows| {
            format!(
                "matrix(c({}), nrow = {}, byrow = TRUE)",
                rows.concat().join(", "),
                rows.len()
            )
        },
        noise: &["{}", "> A <- {}"],
    },
    Writer {
        name: "R, printed",
        write: r_print,
        noise: &["{}", "> A\n{}"],
    },
    Writer {
        name: "Julia, printed",
        write: |rows| {
            format!(
                "{}×{} Matrix{{Float64}}:\n{}",
                rows.len(),
                rows[0].len(),
                lines(rows, "  ")
            )
        },
        noise: &["{}", "julia> A\n{}"],
    },
    Writer {
        name: "MATLAB, printed",
        write: |rows| format!("A =\n\n{}", lines(rows, "     ")),
        noise: &["{}", "\n{}\n"],
    },
    Writer {
        name: "Markdown",
        write: |rows| {
            format!(
                "|{}\n|{}\n{}",
                " x |".repeat(rows[0].len()),
                "---|".repeat(rows[0].len()),
                rows.iter()
                    .map(|row| format!("| {} |\n", row.join(" | ")))
                    .collect::<String>()
            )
        },
        noise: &["{}"],
    },
    Writer {
        name: "LaTeX",
        write: |rows| {
            format!(
                "\\begin{{bmatrix}} {} \\end{{bmatrix}}",
                rows.iter()
                    .map(|row| row.join(" & "))
                    .collect::<Vec<_>>()
                    .join(" \\\\ ")
            )
        },
        noise: LATEX,
    },
    Writer {
        name: "LaTeX array",
        write: |rows| {
            format!(
                "\\left[\\begin{{array}}{{*{{{}}}{{r}}}} {} \\\\ \\end{{array}}\\right]",
                rows[0].len(),
                rows.iter()
                    .map(|row| row.join(" & "))
                    .collect::<Vec<_>>()
                    .join(" \\\\[2pt]\n")
            )
        },
        noise: LATEX,
    },
    Writer {
        name: "HTML",
        write: |rows| {
            format!(
                "<table>{}</table>",
                rows.iter()
                    .map(|row| format!("<tr><td>{}</td></tr>", row.join("</td><td>")))
                    .collect::<String>()
            )
        },
        noise: &["{}", "<html><body>{}</body></html>"],
    },
];

fn r_print(rows: &Rows) -> String {
    let heading: String = (1..=rows[0].len())
        .map(|col| format!("  [,{col}]"))
        .collect();
    let row = |(at, row): (usize, &Vec<String>)| format!("[{},]  {}\n", at + 1, row.join("  "));
    format!(
        "    {heading}\n{}",
        rows.iter().enumerate().map(row).collect::<String>()
    )
}

/// Numbers with two decimals: what is one comma to a German is never a group of thousands.
fn matrices() -> impl Strategy<Value = Vec<Vec<f64>>> {
    (
        1_usize..5,
        1_usize..5,
        proptest::collection::vec(-99_999_i32..99_999, 16),
    )
        .prop_map(|(rows, cols, numbers)| {
            let number = |row: usize, col: usize| f64::from(numbers[row * 4 + col]) / 100.0;
            (0..rows)
                .map(|row| (0..cols).map(|col| number(row, col)).collect())
                .collect()
        })
}

fn texts(values: &[Vec<f64>]) -> Rows {
    values
        .iter()
        .map(|row| row.iter().map(|value| format!("{value:.2}")).collect())
        .collect()
}

fn is(reading: &Reading, values: &[Vec<f64>]) -> bool {
    let Reading::Matrix(read) = reading else {
        return false;
    };
    let matrix = read.matrix.matrix();
    matrix.shape() == (values.len(), values[0].len())
        && values
            .iter()
            .enumerate()
            .all(|(i, row)| row.iter().enumerate().all(|(j, v)| matrix[(i, j)] == *v))
}

/// What is in no notation, wherever it stands.
const FOREIGN: [&str; 9] = ["@7", "§", "=>", "12:30", "1.2.3", "🙂", "$5", "5kg", "¿¿"];

#[test]
fn every_row_of_the_table_reads_its_example() {
    for notation in NOTATIONS {
        let reading = read(notation.example, 9, 9);
        assert!(
            is(&reading, &[vec![1.0, 2.0], vec![3.0, 4.0]]),
            "{}: {reading:?}",
            notation.name
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_matrix_in_any_notation_with_noise(values in matrices(), pick in any::<u64>()) {
        let rows = texts(&values);
        for writer in WRITERS {
            // One column or one line of decimal commas is asked about.
            let line = values.len() == 1 || values[0].len() == 1;
            if writer.name.contains("decimal commas") && line {
                continue;
            }
            let written = (writer.write)(&rows);
            let noise = writer.noise[pick as usize % writer.noise.len()];
            let text = noise.replace("{}", &written);
            let reading = read(&text, 9, 9);
            prop_assert!(is(&reading, &values), "{}: {text:?}\n{reading:?}", writer.name);
        }
    }

    #[test]
    fn any_text_with_a_foreign_token_is_refused(values in matrices(), pick in any::<u64>(), token in 0_usize..9) {
        let rows = texts(&values);
        for writer in WRITERS {
            let written = (writer.write)(&rows);
            // A heading may hold anything: the numbers begin behind it.
            let from = written.find("---|\n").map_or(0, |at| at + 4);
            // In front, behind, or at one of the blanks within.
            let blanks = written[from..].match_indices([' ', '\n', '\t']);
            let mut places: Vec<usize> = blanks.map(|(at, _)| from + at).collect();
            places.extend([from, written.len()]);
            let at = places[pick as usize % places.len()];
            let text = format!("{} {} {}", &written[..at], FOREIGN[token], &written[at..]);
            prop_assert!(!matches!(read(&text, 9, 9), Reading::Matrix(_)), "{}: {text:?} {:?}", writer.name, read(&text, 9, 9));
        }
    }

    #[test]
    fn copied_matrices_read_back(
        rows in 1_usize..4,
        cols in 1_usize..4,
        values in proptest::collection::vec(proptest::num::f64::NORMAL | proptest::num::f64::ZERO, 16),
    ) {
        let matrix = EnteredMatrix::from_values(rows, cols, &values[..rows * cols]).unwrap();
        for format in FORMATS {
            let text = (format.write)(&matrix);
            let read = read(&text, 9, 9).settled();
            let same = read.as_ref().is_ok_and(|read| read.matrix.matrix() == matrix.matrix());
            prop_assert!(same, "{}: {text} {read:?}", format.name);
        }
        prop_assert!(full(values[0]).parse::<f64>().is_ok());
    }
}

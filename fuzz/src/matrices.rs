//! Matrices as text, and their entries.

use low_rank_lab::data::entry::parse_entry;
use low_rank_lab::data::matrix_text::{Read, Reading, read, to_csv, to_latex, to_numpy};
use low_rank_lab::data::number_format::{full, percent, short};
use low_rank_lab::data::{EnteredMatrix, Error};

use super::is_sentence;

/// The sides that the labs allow differ; so do these.
const SIDES: [(usize, usize); 3] = [(12, 12), (200, 64), (1, 3)];

/// A pasted matrix in any form: spreadsheet, CSV, LaTeX, brackets, link.
pub fn matrix_text(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for (max_rows, max_cols) in SIDES {
        let held = |read: Read| {
            read.notes.iter().for_each(|note| is_sentence(note));
            assert!((1..=max_rows).contains(&read.matrix.rows()));
            assert!((1..=max_cols).contains(&read.matrix.cols()));
            is_whole(&read.matrix);
        };
        match read(&text, max_rows, max_cols) {
            Reading::Refused(error) => is_sentence(&error.to_string()),
            Reading::Matrix(read) => held(read),
            Reading::Question(question) => {
                is_sentence(&question.why);
                assert!(!question.choices.is_empty());
                for choice in question.choices {
                    assert!(choice.label.chars().any(char::is_alphanumeric));
                    held(choice.read);
                }
            }
        }
        match EnteredMatrix::from_link(&text, max_rows, max_cols) {
            Err(error) => is_sentence(&error.to_string()),
            Ok(matrix) => is_whole(&matrix),
        }
    }
}

/// Finite, and the same again from every form it is written in.
fn is_whole(matrix: &EnteredMatrix) {
    let (rows, cols) = (matrix.rows(), matrix.cols());
    assert_eq!(matrix.matrix().shape(), (rows, cols));
    assert!(matrix.matrix().iter().all(|value| value.is_finite()));
    let link = matrix.to_link();
    let back = EnteredMatrix::from_link(&link, rows, cols);
    assert_eq!(back.as_ref(), Ok(matrix), "{link}");
    let numpy = to_numpy(matrix);
    for text in [to_csv(matrix), numpy] {
        match read(&text, rows, cols).settled() {
            Ok(reading) => assert_eq!(reading.matrix.matrix(), matrix.matrix(), "{text}"),
            Err(error) => panic!("{error} {text}"),
        }
    }
    let latex = to_latex(matrix);
    match read(&latex, rows, cols).settled() {
        Ok(reading) => assert_eq!(reading.matrix.matrix(), matrix.matrix(), "{latex}"),
        // A typeset number may be longer than one may be typed.
        Err(error @ Error::Entry { .. }) => {
            assert!(error.to_string().contains("too long"), "{error} {latex}");
        }
        Err(error) => panic!("{error} {latex}"),
    }
}

/// What is typed into one field.
pub fn entry(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let value = match parse_entry(&text) {
        Ok(value) => value,
        Err(error) => {
            is_sentence(&error.to_string());
            return;
        }
    };
    assert!(value.is_finite());
    assert_eq!(full(value).parse(), Ok(value));
    assert_eq!(parse_entry(&full(value)), Ok(value));
    for words in [short(value, 4), short(value, 0), percent(value / 1e9)] {
        assert!(words.contains(|c: char| c.is_ascii_digit()), "{words}");
    }
    let kept = EnteredMatrix::default().with_entry(0, 0, &text);
    let kept = kept.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(kept.matrix()[(0, 0)], value);
    is_whole(&kept);
}

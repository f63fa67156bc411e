//! What people paste (`tests/field/pasted.json`): the expected matrix, or a refusal or a question where that is right.

use low_rank_lab::data::matrix_text::{Reading, read};
use serde_json::Value;

/// The cases in `tests/field/more.json`.
const MORE: usize = 436;

/// A matrix as rows of numbers.
type Rows = Vec<Vec<f64>>;

fn rows(value: &Value) -> Option<Rows> {
    let number = |value: &Value| value.as_f64().unwrap();
    let row = |row: &Value| row.as_array().unwrap().iter().map(number).collect();
    Some(value.as_array()?.iter().map(row).collect())
}

/// How a case came out: as its file says, or what is wrong.
fn outcome(case: &Value) -> Result<(), String> {
    let text = case["text"].as_str().unwrap();
    let expected = rows(&case["expect"]);
    let refusal_ok = case["refusal_ok"].as_bool().unwrap();
    match (read(text, 12, 12), expected) {
        (Reading::Matrix(found), Some(expected)) if is(found.matrix.matrix(), &expected) => Ok(()),
        (Reading::Matrix(found), _) => Err(format!(
            "wrong: {} {:?}",
            found.matrix.to_link(),
            found.notes
        )),
        (Reading::Refused(_) | Reading::Question(_), None) => Ok(()),
        (Reading::Question(question), Some(expected)) => {
            let offered = |choice: &low_rank_lab::data::matrix_text::Choice| {
                is(choice.read.matrix.matrix(), &expected)
            };
            match refusal_ok && question.choices.iter().any(offered) {
                true => Ok(()),
                false => Err(format!("asked: {}", question.why)),
            }
        }
        (Reading::Refused(_), Some(_)) if refusal_ok => Ok(()),
        (Reading::Refused(error), Some(_)) => Err(format!("refused: {error}")),
    }
}

fn is(matrix: &low_rank_lab::linalg::Matrix, expected: &Rows) -> bool {
    let close = |a: f64, b: f64| (a - b).abs() <= 1e-12 * b.abs().max(1.0);
    matrix.nrows() == expected.len()
        && expected.iter().enumerate().all(|(i, row)| {
            row.len() == matrix.ncols()
                && row
                    .iter()
                    .enumerate()
                    .all(|(j, v)| close(matrix[(i, j)], *v))
        })
}

fn hold(cases: &str, count: usize) {
    let cases: Value = serde_json::from_str(cases).unwrap();
    let cases = cases.as_array().unwrap();
    assert_eq!(cases.len(), count);
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let why = outcome(case).err()?;
            Some(format!(
                "{} {:?}\n    {why}",
                case["id"],
                case["text"].as_str().unwrap()
            ))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {}\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

#[test]
fn what_people_paste() {
    hold(include_str!("field/pasted.json"), 203);
}

/// More of every kind.
#[test]
fn and_what_else_they_paste() {
    hold(include_str!("field/more.json"), MORE);
}

//! The files that people open (`tests/field/files.json`), with the reader of the lab each is opened in.

use std::path::Path;

use low_rank_lab::data::file::{self, Contents};
use low_rank_lab::data::matrix_text::{self, Reading};
use low_rank_lab::data::point_sets::{Opened, OwnPoints, open};
use low_rank_lab::data::{Error, npy};
use low_rank_lab::linalg::{Matrix, svd};
use serde_json::Value;

/// What became of a file.
enum Found {
    Points(OwnPoints),
    Asked(String, Vec<OwnPoints>),
    Refused(String),
}

fn choose_r(bytes: &[u8]) -> Found {
    let plain = |matrix: Matrix| OwnPoints {
        set: low_rank_lab::data::point_sets::PointSet::plain(matrix),
        notes: Vec::new(),
    };
    let array = |bytes: &[u8]| {
        let matrix = npy::read(bytes)?;
        npy::require_finite(&matrix)?;
        Ok::<_, Error>(matrix)
    };
    let text = match file::contents(bytes) {
        Ok(Contents::Text(text)) => text,
        Ok(Contents::Array(bytes)) => {
            return match array(bytes) {
                Ok(matrix) => Found::Points(plain(matrix)),
                Err(error) => Found::Refused(error.to_string()),
            };
        }
        Err(error) => return Found::Refused(error.to_string()),
    };
    match matrix_text::read(&text, 1024, 1024) {
        Reading::Matrix(read) => Found::Points(read.into()),
        Reading::Question(asked) => {
            let answers = asked.choices.into_iter().map(|choice| choice.read.into());
            Found::Asked(asked.why, answers.collect())
        }
        Reading::Refused(error) => Found::Refused(error.to_string()),
    }
}

fn autoencoder(bytes: &[u8]) -> Found {
    match open(bytes, 10_000, 64) {
        Ok(Opened::Points(points)) => Found::Points(points),
        Ok(Opened::Question(asked)) => {
            let answers = asked.choices.into_iter().map(|choice| choice.read.into());
            Found::Asked(asked.why, answers.collect())
        }
        Err(error) => Found::Refused(error.to_string()),
    }
}

/// Whether the points are what the case expects of them.
fn is_right(case: &Value, points: &OwnPoints) -> bool {
    let matrix = &points.set.points;
    let shape = case["shape"].as_array();
    let shape_fits = shape.is_none_or(|shape| {
        let side = |at: usize| shape[at].as_u64().unwrap() as usize;
        matrix.shape() == (side(0), side(1))
    });
    let classes = case["classes"].as_u64();
    let classes_fit = classes.is_none_or(|count| points.set.class_names.len() as u64 == count);
    shape_fits
        && classes_fit
        && (case["lab"] != "choose-r" || sigma_fits(case, matrix))
        && loss_fits(case, matrix)
}

fn sigma_fits(case: &Value, matrix: &Matrix) -> bool {
    let Some(expected) = case["expect"].as_array() else {
        return false;
    };
    let sigma = svd(matrix).unwrap().singular_values;
    let largest = sigma.first().copied().unwrap_or(0.0);
    let close = |(found, expected): (&f64, &Value)| {
        (found - expected.as_f64().unwrap()).abs() <= 1e-12 * largest
    };
    sigma.len() >= expected.len() && sigma.iter().zip(expected).all(close)
}

/// PCA's loss at r, the mean over the points of what is left of each.
fn loss_fits(case: &Value, matrix: &Matrix) -> bool {
    let Some(expected) = case.get("loss").and_then(Value::as_f64) else {
        return true;
    };
    let count = matrix.nrows() as f64;
    let mut centred = matrix.clone();
    for mut column in centred.column_iter_mut() {
        let mean = column.mean();
        column.add_scalar_mut(-mean);
        let deviation = (column.norm_squared() / count).sqrt();
        if case["std"] == true && deviation > 0.0 {
            column /= deviation;
        }
    }
    let variance = centred.norm_squared() / count;
    let rank = case["r"].as_u64().unwrap() as usize;
    let sigma = svd(&centred).unwrap().singular_values;
    let loss: f64 = sigma.iter().skip(rank).map(|s| s * s / count).sum();
    (loss - expected).abs() <= 1e-9 * variance
}

fn outcome(case: &Value) -> Result<(), String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/field");
    let bytes = std::fs::read(folder.join(case["file"].as_str().unwrap())).unwrap();
    let refusal_ok = case["refuse"] == true || case["refusal_ok"] == true;
    let found = match case["lab"].as_str() {
        Some("choose-r") => choose_r(&bytes),
        _ => autoencoder(&bytes),
    };
    match found {
        Found::Points(points) if case["refuse"] != true && is_right(case, &points) => Ok(()),
        Found::Points(points) => Err(format!("wrong: {} {:?}", points.set.points, points.notes)),
        Found::Asked(..) if case["refuse"] == true => Ok(()),
        Found::Asked(_, answers)
            if refusal_ok && answers.iter().any(|points| is_right(case, points)) =>
        {
            Ok(())
        }
        Found::Refused(sentence) if refusal_ok => {
            match sentence.ends_with('.') && !sentence.contains(char::is_control) {
                true => Ok(()),
                false => Err(format!("no sentence: {sentence:?}")),
            }
        }
        Found::Refused(why) | Found::Asked(why, _) => Err(format!("refused or asked: {why}")),
    }
}

#[test]
fn files_people_open() {
    let cases: Value = serde_json::from_str(include_str!("field/files.json")).unwrap();
    let cases = cases.as_array().unwrap();
    assert_eq!(cases.len(), 110);
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| Some(format!("{} {}", case["file"], outcome(case).err()?)))
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {}\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

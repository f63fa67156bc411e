//! Values that are not there: never made up, but the reader may say what to do.

use super::super::explained::{Explained, Found, Outcome, Rows};
use super::field::{is_missing, unquoted};
use crate::data::entry::parse_entry;
use crate::data::number_format::full;

fn lacks(field: &str) -> bool {
    let field = unquoted(field);
    field.is_empty() || is_missing(field)
}

/// The matrix, or where it lacks values the question what to do about them.
pub fn ask(found: Found) -> Outcome {
    let width = found.rows.first().map_or(0, Vec::len);
    if found.rows.iter().any(|row| row.len() != width) {
        // Refused when the numbers are read: a row that is short lacks more than a value.
        return Ok(found.into());
    }
    let place = found.rows.iter().enumerate().find_map(|(r, row)| {
        let c = row.iter().position(|field| lacks(field))?;
        Some((r, c))
    });
    let Some((row, col)) = place else {
        return Ok(found.into());
    };
    let odd = found.rows[row][col].clone();
    let named = match odd.is_empty() {
        true => "the entry is empty".to_owned(),
        false => format!("“{}” is no number", super::super::refusal::printable(&odd)),
    };
    let why = format!(
        "Row {}, column {}: {named}. Choose what to do, or write a number there.",
        row + 1 + found.above,
        col + 1
    );
    let mut answers = Vec::new();
    answers.extend(without(&found));
    answers.extend(filled(&found));
    Ok(Explained::Ask(why, answers))
}

/// Without the rows that lack a value.
fn without(found: &Found) -> Option<(String, Found)> {
    let kept = |row: &&Vec<String>| !row.iter().any(|field| lacks(field));
    let rows: Rows = found.rows.iter().filter(kept).cloned().collect();
    let dropped = found.rows.len() - rows.len();
    if rows.is_empty() {
        return None;
    }
    let classes = found.classes.as_ref().map(|classes| {
        let both = classes.iter().zip(&found.rows);
        both.filter(|(_, row)| kept(row))
            .map(|(class, _)| class.clone())
            .collect()
    });
    let what = match dropped {
        1 => "1 row".to_owned(),
        _ => format!("{dropped} rows"),
    };
    let mut without = Found {
        rows,
        classes,
        ..found.clone()
    };
    without
        .notes
        .push(format!("{what} without all values left out."));
    Some((
        format!("Leave out {what} where a value is missing"),
        without,
    ))
}

/// With the mean of its column where a value is missing; a column without any number has no mean.
fn filled(found: &Found) -> Option<(String, Found)> {
    let cols = found.rows.first().map_or(0, Vec::len);
    let mut rows = found.rows.clone();
    let mut count = 0;
    for col in 0..cols {
        if rows.iter().all(|row| !lacks(&row[col])) {
            continue;
        }
        let present = found
            .rows
            .iter()
            .map(|row| &row[col])
            .filter(|field| !lacks(field));
        let values: Option<Vec<f64>> = present.map(|field| parse_entry(field).ok()).collect();
        let values = values.filter(|values| !values.is_empty())?;
        let size = values.len() as f64;
        let sum: f64 = values.iter().sum();
        // A sum of large values may be too large where their mean is not.
        let mean = match sum.is_finite() {
            true => sum / size,
            false => values.iter().map(|value| value / size).sum(),
        };
        let mean = full(mean);
        for row in rows.iter_mut().filter(|row| lacks(&row[col])) {
            row[col].clone_from(&mean);
            count += 1;
        }
    }
    let what = match count {
        1 => "1 missing value".to_owned(),
        _ => format!("{count} missing values"),
    };
    let mut filled = Found {
        rows,
        ..found.clone()
    };
    filled
        .notes
        .push(format!("{what} filled with the mean of the column."));
    Some((format!("Fill {what} with the mean of the column"), filled))
}

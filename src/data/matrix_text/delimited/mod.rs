//! Spreadsheets, CSV and numbers between blanks: lines of fields.

mod commas;
mod fields;
mod lines;

use self::fields::Separator;
use self::lines::Lines;
use super::explained::{Explained, Outcome};
use super::refusal;
use super::table::{self, Purpose, Table};
use crate::data::entry::shorten;
use crate::data::numeral::Style;

/// One way to read the lines.
#[derive(Clone, Debug)]
struct Plan {
    separator: Separator,
    /// Commas are settled.
    style: Option<Style>,
    /// What the answer says.
    label: String,
    /// A sentence that goes with the matrix.
    note: Option<String>,
    /// The rows end at `;`.
    rows_at_semicolons: bool,
}

impl Plan {
    fn new(separator: Separator) -> Self {
        Self {
            separator,
            style: None,
            label: String::new(),
            note: None,
            rows_at_semicolons: false,
        }
    }
}

/// Reads the whole text as a table.
pub(super) fn read(text: &str, purpose: Purpose) -> Outcome {
    let lines = lines::content(text)?;
    if lines.rows.is_empty() {
        return Err(crate::data::Error::Empty);
    }
    let plans = commas::plans(&lines);
    if let [plan] = plans.as_slice() {
        return carried_out(&lines, plan, purpose);
    }
    let mut answers = Vec::new();
    let mut refused = None;
    for plan in &plans {
        match carried_out(&lines, plan, purpose) {
            Ok(Explained::One(found)) => {
                let cols = found.rows.first().map_or(0, Vec::len);
                answers.push((
                    format!("{}: {} × {cols}", plan.label, found.rows.len()),
                    found,
                ));
            }
            Ok(asked) => return Ok(asked),
            Err(error) => refused = refused.or(Some(error)),
        }
    }
    if answers.len() < 2 {
        // Only one way gives a matrix: the text is settled by that.
        return match (answers.pop(), refused) {
            (Some((_, found)), _) => Ok(found.into()),
            (None, Some(error)) => Err(error),
            (None, None) => Err(crate::data::Error::Empty),
        };
    }
    let why = format!(
        "“{}” can be read in {} ways. Choose one, or write decimal points and tabs.",
        shorten(&lines.rows[lines.heading.min(lines.rows.len() - 1)].text),
        match answers.len() {
            2 => "two",
            _ => "several",
        }
    );
    Ok(Explained::Ask(why, answers))
}

fn carried_out(lines: &Lines, plan: &Plan, purpose: Purpose) -> Outcome {
    let mut rows = Vec::with_capacity(lines.rows.len());
    for line in &lines.rows {
        let pieces: Vec<&str> = match plan.rows_at_semicolons {
            true => line
                .text
                .split(';')
                .filter(|piece| !piece.trim().is_empty())
                .collect(),
            false => vec![line.text.as_str()],
        };
        for piece in pieces {
            match fields::split(piece, plan.separator) {
                Some(fields) => rows.push(fields),
                None => return Err(refusal::not_closed("\"")),
            }
        }
    }
    fields::rejoin_headings(&mut rows, lines, plan.separator);
    let mut notes = lines.notes.clone();
    notes.extend(plan.note.clone());
    let footers = lines
        .about
        .iter()
        .map(|line| super::noise::left_out("Line", line));
    notes.extend(footers);
    let mut table = Table {
        rows,
        notes,
        above: lines.above,
        style: plan.style,
        ..Table::default()
    };
    if lines.is_series {
        fields::drop_first(&mut table);
    }
    if plan.separator == Separator::Blanks
        && let Some(asked) = fields::mixed_numbers(&table.rows)
    {
        return asked;
    }
    table::read(table, purpose)
}

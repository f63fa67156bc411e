//! What a call of a known function is worth.

use super::argument::Argument;
use super::functions::Meaning;
use super::parser::Parser;
use super::value::{Value, beside, transposed};
use crate::data::Error;
use crate::data::entry::parse_entry;
use crate::data::matrix_text::explained::Rows;
use crate::data::matrix_text::terms::Term;
use crate::data::matrix_text::{noise, refusal};
use crate::data::number_format::full;

/// The value of a call.
pub fn value(
    parser: &mut Parser,
    name: &str,
    path: &str,
    meaning: Meaning,
    mut given: Vec<Argument>,
) -> Result<Value, Error> {
    let misused = || refusal::foreign(&format!("{name}(…)"));
    match meaning {
        Meaning::Row => row(given).ok_or_else(misused),
        Meaning::Rows | Meaning::Columns => {
            bound(given, matches!(meaning, Meaning::Columns))?.ok_or_else(misused)
        }
        Meaning::Identity | Meaning::Filled(_) => {
            built(parser, path, meaning, &given).ok_or_else(misused)?
        }
        Meaning::Interval => interval(&given).ok_or_else(misused)?,
        Meaning::Quotient if given.len() == 2 => {
            let below = number(given.swap_remove(1).value).ok_or_else(misused)?;
            let above = number(given.swap_remove(0).value).ok_or_else(misused)?;
            Ok(Value::Number(above.over(&below).in_parentheses()))
        }
        _ if given.is_empty() => Err(misused()),
        Meaning::Reshaped => {
            let matrix = given.remove(0).value;
            // Bare, it is MATLAB's and Julia's, which fill columns.
            let by_columns = !path.contains('.');
            reshape(parser, matrix, given, by_columns)
        }
        _ => {
            let first = given.remove(0).value;
            if given.iter().any(|argument| argument.key.is_none())
                && !matches!(meaning, Meaning::Shown)
            {
                return Err(misused());
            }
            of_one(parser, name, meaning, first).ok_or_else(misused)?
        }
    }
}

fn of_one(
    parser: &mut Parser,
    name: &str,
    meaning: Meaning,
    first: Value,
) -> Option<Result<Value, Error>> {
    match meaning {
        Meaning::Shown => Some(Ok(first)),
        Meaning::Reduced => {
            parser.notes.push(noise::REDUCED.into());
            first.is_matrix().then_some(Ok(first))
        }
        Meaning::Transposed => first.is_matrix().then(|| parser.transposed(first)),
        Meaning::Diagonal => match first {
            Value::Row(row) => Some(Ok(diagonal(parser, &row))),
            _ => None,
        },
        Meaning::Number | Meaning::Quotient => number(first).map(|term| Ok(Value::Number(term))),
        Meaning::Root => number(first).map(|term| Ok(Value::Number(term.root()))),
        Meaning::Function(function) => {
            let text = number(first)?.into_text();
            let argument = parse_entry(&text).ok()?;
            parser.notes.push(format!("{name}({text}) was computed."));
            let value = function(argument);
            let size = Term::atom(full(value.abs()));
            let term = if value < 0.0 { size.negative() } else { size };
            Some(Ok(Value::Number(term)))
        }
        _ => None,
    }
}

fn number(value: Value) -> Option<Term> {
    match value {
        Value::Number(term) => Some(term),
        Value::Text(text) => parse_entry(&text).ok().map(|_| Term::atom(text)),
        _ => None,
    }
}

fn row(given: Vec<Argument>) -> Option<Value> {
    if !given.is_empty()
        && given
            .iter()
            .all(|argument| matches!(argument.value, Value::Text(_)))
    {
        return Some(Value::Several(
            given.into_iter().map(|argument| argument.value).collect(),
        ));
    }
    let mut row = Vec::new();
    for argument in given {
        match argument.value {
            Value::Number(term) => row.push(term.into_text()),
            Value::Row(more) => row.extend(more),
            _ => return None,
        }
    }
    Some(Value::Row(row))
}

fn bound(given: Vec<Argument>, columns: bool) -> Result<Option<Value>, Error> {
    let mut blocks: Vec<Rows> = Vec::new();
    for argument in given {
        // `np.vstack(([1, 2], [3, 4]))`: the argument is the list of rows.
        let blocks_of = |rows: Rows| rows.into_iter().map(|row| vec![row]);
        match argument.value {
            Value::Row(row) => blocks.push(vec![row]),
            Value::Matrix(grid) if grid.nested => blocks.extend(blocks_of(grid.rows)),
            Value::Matrix(grid) => blocks.push(grid.rows),
            _ => return Ok(None),
        }
    }
    if !columns {
        return Ok(Some(Value::block(blocks.concat())));
    }
    let upright = |block: Rows| match block.len() {
        1 => transposed(&block),
        _ => Ok(block),
    };
    let blocks: Result<Vec<Rows>, Error> = blocks.into_iter().map(upright).collect();
    beside(blocks?).map(|rows| Some(Value::block(rows)))
}

fn sizes(given: &[Argument]) -> Option<Vec<i64>> {
    let unnamed = given.iter().filter(|argument| argument.key.is_none());
    let sizes: Option<Vec<Vec<i64>>> = unnamed
        .filter(|argument| !matches!(argument.value, Value::Word(_)))
        .map(|argument| argument.value.sizes())
        .collect();
    sizes.map(|sizes| sizes.concat())
}

fn built(
    parser: &mut Parser,
    path: &str,
    meaning: Meaning,
    given: &[Argument],
) -> Option<Result<Value, Error>> {
    let (rows, cols) = match sizes(given)?[..] {
        // NumPy's zeros(3) is a vector; MATLAB's is square.
        [n] if path.contains('.') && matches!(meaning, Meaning::Filled(_)) => (1, n),
        [n] => (n, n),
        [rows, cols] => (rows, cols),
        _ => return None,
    };
    let (rows, cols) = (usize::try_from(rows).ok()?, usize::try_from(cols).ok()?);
    if rows == 0 || cols == 0 {
        return Some(Err(Error::Empty));
    }
    if rows > 4096 || cols > 4096 || rows * cols > 1 << 20 {
        return Some(Err(refusal::not_shaped(0, rows, cols)));
    }
    let entry = |row: usize, col: usize| match meaning {
        Meaning::Filled(entry) => entry,
        _ if row == col => "1",
        _ => "0",
    };
    let filled = |row| (0..cols).map(|col| entry(row, col).to_owned()).collect();
    parser.notes.push(noise::BUILT.into());
    Some(Ok(Value::block((0..rows).map(filled).collect())))
}

fn diagonal(parser: &mut Parser, row: &[String]) -> Value {
    parser
        .notes
        .push("The numbers were put on the diagonal, as the text says.".into());
    let entry = |r: usize, c: usize| if r == c { row[r].clone() } else { "0".into() };
    let rows = (0..row.len()).map(|r| (0..row.len()).map(|c| entry(r, c)).collect());
    Value::block(rows.collect())
}

fn interval(given: &[Argument]) -> Option<Result<Value, Error>> {
    let (first, last, step) = match sizes(given)?[..] {
        [last] => (0, last, 1),
        [first, last] => (first, last, 1),
        [first, last, step] if step > 0 => (first, last, step),
        _ => return None,
    };
    if last.saturating_sub(first) > 1 << 16 {
        return None;
    }
    let numbers = (first..last).step_by(usize::try_from(step).ok()?);
    Some(Ok(Value::Row(numbers.map(|n| n.to_string()).collect())))
}

/// `.reshape(2, -1)` and its like.
pub fn reshape(
    parser: &mut Parser,
    matrix: Value,
    given: Vec<Argument>,
    by_columns: bool,
) -> Result<Value, Error> {
    let asked = sizes(&given).filter(|_| given.iter().all(|argument| argument.key.is_none()));
    let entries = matrix.shape().map_or(0, |(rows, cols)| rows * cols);
    let open = |other: i64| match usize::try_from(other) {
        Ok(other) if other > 0 && entries.is_multiple_of(other) => Some(entries / other),
        _ => None,
    };
    let side = |size: i64| usize::try_from(size).ok();
    let shape = match asked.as_deref() {
        Some([-1]) => Some((1, entries)),
        Some([n]) if side(*n) == Some(entries) => Some((1, entries)),
        Some([-1, cols]) => open(*cols).zip(side(*cols)),
        Some([rows, -1]) => side(*rows).zip(open(*rows)),
        Some([rows, cols]) => side(*rows).zip(side(*cols)),
        _ => None,
    };
    let text = given
        .iter()
        .map(|argument| argument.text)
        .collect::<Vec<_>>()
        .join(", ");
    let Some((rows, cols)) = shape.filter(|_| matrix.is_matrix()) else {
        return Err(refusal::foreign(&format!("reshape({text})")));
    };
    let order = if by_columns {
        "column by column"
    } else {
        "row by row"
    };
    parser.notes.push(format!(
        "The entries were put into {rows} × {cols} {order}, as the text says."
    ));
    matrix.reshaped(rows, cols, by_columns)
}

//! From what stands between two brackets to a row or a matrix.

use super::super::explained::Rows;
use super::value::{Grid, Value, beside};
use crate::data::Error;
use crate::data::entry::shorten;

/// One element, what separates it from the one before, and its own text.
#[derive(Clone, Debug)]
pub struct Item<'a> {
    pub before: Separator,
    pub value: Value,
    pub text: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// A blank, a comma, or the start of the list.
    Along,
    Semicolon,
    /// The end of a line, with nothing else before it.
    Line,
}

/// The list's value. `lines` says that line ends separate rows here; otherwise they are blanks.
/// # Errors
/// Elements of several kinds, or lists nested deeper than a matrix; [`Error::Empty`].
pub fn value(items: Vec<Item>, lines: bool, depth: usize) -> Result<Value, Error> {
    if items.is_empty() {
        return Err(Error::Empty);
    }
    if items
        .iter()
        .all(|item| matches!(item.value, Value::Named(_)))
    {
        return records(items);
    }
    // Names of columns, in an argument that is left out.
    if items
        .iter()
        .all(|item| matches!(item.value, Value::Text(_)))
    {
        return Ok(Value::Several(
            items.into_iter().map(|item| item.value).collect(),
        ));
    }
    let numbers = |item: &Item| matches!(item.value, Value::Number(_));
    let rows = |item: &Item| matches!(item.value, Value::Row(_));
    if items.iter().all(numbers) {
        return Ok(of_numbers(items, lines));
    }
    if items.iter().all(rows) {
        let rows = items
            .into_iter()
            .filter_map(|item| item.value.rows())
            .flatten();
        return Ok(Value::Matrix(Grid {
            rows: rows.collect(),
            nested: true,
        }));
    }
    let nested = |item: &Item| matches!(&item.value, Value::Matrix(grid) if grid.nested);
    if items.iter().any(nested) {
        return Err(Error::Nesting { depth });
    }
    if items.iter().all(|item| item.value.is_matrix()) {
        return of_blocks(items);
    }
    let first = items.iter().position(numbers).unwrap_or(0);
    let odd = match first {
        0 => items.iter().find(|item| !numbers(item)),
        at => items.get(at),
    };
    let odd = odd.map_or("", |item| item.text);
    Err(Error::BetweenRows(shorten(odd)))
}

fn breaks(item: &Item, lines: bool) -> bool {
    match item.before {
        Separator::Along => false,
        Separator::Semicolon => true,
        Separator::Line => lines,
    }
}

fn of_numbers(items: Vec<Item>, lines: bool) -> Value {
    let mut rows: Rows = Vec::new();
    for item in items {
        let starts = rows.is_empty() || breaks(&item, lines);
        let Value::Number(term) = item.value else {
            continue;
        };
        let text = term.into_text();
        match rows.last_mut().filter(|_| !starts) {
            Some(row) => row.push(text),
            None => rows.push(vec![text]),
        }
    }
    match rows.len() {
        1 => Value::Row(rows.swap_remove(0)),
        _ => Value::block(rows),
    }
}

fn of_blocks(items: Vec<Item>) -> Result<Value, Error> {
    let mut bands: Vec<Vec<Rows>> = Vec::new();
    for item in items {
        let starts = bands.is_empty() || breaks(&item, true);
        let block = item.value.rows().unwrap_or_default();
        match bands.last_mut().filter(|_| !starts) {
            Some(band) => band.push(block),
            None => bands.push(vec![block]),
        }
    }
    let mut rows = Rows::new();
    for band in bands {
        rows.extend(beside(band)?);
    }
    Ok(Value::block(rows))
}

/// Records with the same names are rows: `[{"a": 1, "b": 2}, {"a": 3, "b": 4}]`.
fn records(items: Vec<Item>) -> Result<Value, Error> {
    let mut names: Option<Vec<String>> = None;
    let mut rows = Rows::new();
    for item in items {
        let Value::Named(pairs) = item.value else {
            continue;
        };
        let mut own = Vec::new();
        let mut row = Vec::new();
        for (name, value) in pairs {
            let Value::Number(term) = value else {
                return Err(Error::BetweenRows(shorten(item.text)));
            };
            own.push(name);
            row.push(term.into_text());
        }
        if names.get_or_insert_with(|| own.clone()) != &own {
            return Err(Error::BetweenRows(shorten(item.text)));
        }
        rows.push(row);
    }
    Ok(Value::Matrix(Grid { rows, nested: true }))
}

//! R: `[,1]` above the columns, `[1,]` before the rows, `[1]` before a vector.

use super::super::explained::{Found, Outcome, Rows};
use super::super::refusal;
use super::super::table::{self, Purpose, Table};
use crate::data::Error;

/// A mark such as `[1,]`, `[,1]`, `[1]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Row(usize),
    Column(usize),
    Entry(usize),
}

fn mark(text: &str) -> Option<Mark> {
    let inner = text.strip_prefix('[')?.strip_suffix(']')?;
    let number = |text: &str| text.parse::<usize>().ok();
    if let Some(row) = inner.strip_suffix(',') {
        return number(row).map(Mark::Row);
    }
    match inner.strip_prefix(',') {
        Some(column) => number(column).map(Mark::Column),
        None => number(inner).map(Mark::Entry),
    }
}

/// The mark that a line begins with, where numbers follow it.
fn leading(line: &str) -> Option<Mark> {
    let mut words = line.split_whitespace();
    let mark = mark(words.next()?)?;
    let next = words.next();
    match mark {
        Mark::Entry(_) => next
            .filter(|next| !next.starts_with(['[', '*', '/', '+', ',', ';']))
            .map(|_| mark),
        _ => Some(mark),
    }
}

pub fn is(text: &str) -> bool {
    text.split('\n').any(|line| leading(line).is_some())
}

pub fn read(text: &str) -> Outcome {
    let lines = text.split('\n').filter(|line| !line.trim().is_empty());
    let vector = lines
        .clone()
        .any(|line| matches!(leading(line), Some(Mark::Entry(_))));
    match vector {
        true => entries(lines).map(Into::into),
        false => matrix(lines),
    }
}

/// `[1] 1.5 2.5`: each line says the number of its first entry.
fn entries<'a>(lines: impl Iterator<Item = &'a str>) -> Result<Found, Error> {
    let mut row = Vec::new();
    for line in lines {
        let Some(Mark::Entry(at)) = leading(line) else {
            return Err(refusal::foreign(line));
        };
        if at != row.len() + 1 {
            return Err(refusal::because(format!(
                "The line “{}” begins with entry {at}, and {} entries stand before it. Paste one vector, whole.",
                refusal::printable(line),
                row.len()
            )));
        }
        row.extend(line.split_whitespace().skip(1).map(str::to_owned));
    }
    Ok(Found::new(vec![row]))
}

/// Blocks of columns below each other, each with a line of `[,1]`; without one, rows alone.
fn matrix<'a>(lines: impl Iterator<Item = &'a str>) -> Outcome {
    let mut rows = Rows::new();
    let mut columns = 0;
    // The row of the block that is being read.
    let mut next = 0;
    let mut labelled = false;
    for line in lines {
        let mut words = line.split_whitespace().peekable();
        let first = words.peek().copied().unwrap_or("");
        match mark(first) {
            Some(Mark::Column(_)) => {
                for word in words {
                    if mark(word) != Some(Mark::Column(columns + 1)) {
                        return Err(refusal::foreign(line));
                    }
                    columns += 1;
                }
                next = 0;
                continue;
            }
            Some(Mark::Row(at)) if at == next + 1 => {}
            // dimnames
            None if columns > 0 && first.starts_with(char::is_alphabetic) => labelled = true,
            _ => return Err(refusal::foreign(line)),
        }
        words.next();
        if next == rows.len() {
            rows.push(Vec::new());
        }
        rows[next].extend(words.map(str::to_owned));
        next += 1;
    }
    let widths = |width: usize| rows.iter().position(|row| row.len() != width);
    if columns > 0
        && let Some(row) = widths(columns)
    {
        return Err(Error::Ragged {
            row: row + 1,
            found: rows[row].len(),
            expected: columns,
        });
    }
    let mut notes = Vec::new();
    if labelled {
        notes.push("The names of the rows were left out.".into());
    }
    table::read(
        Table {
            rows,
            notes,
            formula: true,
            ..Table::default()
        },
        Purpose::Matrix,
    )
}

//! MATLAB and Octave: `A =`, a factor above the numbers, and blocks of columns.

use super::super::explained::{Explained, Found, Outcome, Rows};
use super::super::noise;
use super::super::refusal;
use super::super::scale;
use super::super::table::{self, Purpose, Table};
use crate::data::Error;

/// What a line says.
#[derive(Clone, Debug, PartialEq)]
enum Line {
    /// `1.0e+03 *`
    Factor(String),
    /// `Columns 1 through 3`, `Column 4`: the first and the last, from 1.
    Columns(usize, usize),
    /// `2×2 single matrix`, `Diagonal Matrix`
    Kind,
    Numbers,
}

fn line(text: &str) -> Line {
    let words: Vec<&str> = text.split_whitespace().collect();
    let number = |word: &str| word.trim_end_matches(':').parse::<usize>().ok();
    let columns = match words[..] {
        ["Columns", first, "through" | "to" | "and", last] => number(first).zip(number(last)),
        ["Column", only] => number(only).map(|only| (only, only)),
        _ => None,
    };
    if let Some((first, last)) = columns {
        return Line::Columns(first, last);
    }
    match words[..] {
        [factor, "*"] if factor.contains(['e', 'E']) && factor.parse::<f64>().is_ok() => {
            Line::Factor(factor.into())
        }
        [factor]
            if factor.ends_with('*') && factor.trim_end_matches('*').parse::<f64>().is_ok() =>
        {
            Line::Factor(factor.trim_end_matches('*').into())
        }
        ["Diagonal", "Matrix"] | ["Permutation", "Matrix"] => Line::Kind,
        [shape, ..] if is_kind(shape, words.len(), text) => Line::Kind,
        _ => Line::Numbers,
    }
}

/// `2×3 logical array`: the shape is held against nothing, MATLAB prints all of it below.
fn is_kind(shape: &str, words: usize, text: &str) -> bool {
    let sides = shape
        .split_once(['×', 'x'])
        .is_some_and(|(r, c)| r.parse::<usize>().is_ok() && c.parse::<usize>().is_ok());
    sides
        && words > 1
        && ["matrix", "array", "vector", "table"]
            .iter()
            .any(|kind| text.trim_end().ends_with(kind))
}

pub fn is(text: &str) -> bool {
    text.split('\n')
        .any(|text| !matches!(line(text), Line::Numbers))
}

pub fn read(text: &str) -> Outcome {
    let mut block = Rows::new();
    let mut rows = Rows::new();
    let mut factor: Option<String> = None;
    let mut columns = 0;
    let mut expected: Option<usize> = None;
    let mut kinds = Vec::new();
    for text in text.split('\n').filter(|line| !line.trim().is_empty()) {
        match line(text) {
            Line::Factor(found) if factor.is_none() || factor.as_ref() == Some(&found) => {
                factor = Some(found)
            }
            Line::Factor(_) => return Err(refusal::foreign(text)),
            Line::Kind => kinds.push(noise::left_out("Heading", text)),
            Line::Columns(first, last) => {
                take(&mut rows, &mut block, expected)?;
                if first != columns + 1 || last < first {
                    return Err(refusal::because(format!(
                        "“{}” does not follow column {columns}. Paste all columns, in order.",
                        refusal::printable(text)
                    )));
                }
                expected = Some(last + 1 - first);
                columns = last;
            }
            Line::Numbers => block.push(text.split_whitespace().map(str::to_owned).collect()),
        }
    }
    take(&mut rows, &mut block, expected)?;
    let read = table::read(
        Table {
            rows,
            notes: kinds,
            formula: true,
            ..Table::default()
        },
        Purpose::Matrix,
    )?;
    Ok(match factor {
        None => read,
        Some(factor) => scaled(read, &factor),
    })
}

/// Puts a block of columns beside the ones before it.
fn take(rows: &mut Rows, block: &mut Rows, expected: Option<usize>) -> Result<(), Error> {
    let block = std::mem::take(block);
    if let Some(expected) = expected
        && let Some(at) = block.iter().position(|row| row.len() != expected)
    {
        return Err(Error::Ragged {
            row: at + 1,
            found: block[at].len(),
            expected,
        });
    }
    if rows.is_empty() {
        *rows = block;
        return Ok(());
    }
    if block.len() != rows.len() {
        return Err(refusal::because(format!(
            "One block of columns has {} rows, another {}. Paste all of them.",
            rows.len(),
            block.len()
        )));
    }
    for (row, more) in rows.iter_mut().zip(block) {
        row.extend(more);
    }
    Ok(())
}

fn scaled(mut explained: Explained, factor: &str) -> Explained {
    let scale = |found: &mut Found| {
        for entry in found.rows.iter_mut().flatten() {
            *entry = scale::times(entry, factor);
        }
        found.notes.push(noise::scaled(factor));
    };
    match &mut explained {
        Explained::One(found) => scale(found),
        Explained::Ask(_, answers) => answers.iter_mut().for_each(|(_, found)| scale(found)),
    }
    explained
}

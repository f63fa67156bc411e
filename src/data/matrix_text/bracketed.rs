//! Rows in brackets: NumPy and other nested lists, printed arrays, MATLAB.

use super::super::Error;
use super::super::entry::shorten;
use super::{Rows, split_blanks};

/// One innermost pair of brackets.
struct Group<'a> {
    depth: usize,
    content: &'a str,
}

/// The rows of `text`. What stands outside all brackets (`np.array(`, `A =`, `dtype=…`) is ignored.
pub(super) fn rows(text: &str) -> Result<Rows, Error> {
    let groups = groups(text)?;
    let depth = groups.iter().map(|group| group.depth).max().unwrap_or(0);
    if depth > 2 {
        return Err(Error::Nesting { depth });
    }
    match groups.as_slice() {
        [] => Err(Error::Empty),
        [Group { depth: 1, content }] => Ok(matlab_rows(content)),
        groups => Ok(groups.iter().map(|group| entries(group.content)).collect()),
    }
}

/// The innermost bracket pairs, in order.
fn groups(text: &str) -> Result<Vec<Group<'_>>, Error> {
    let mut groups = Vec::new();
    let mut depth = 0_usize;
    // Where the text since the last bracket begins, and whether that bracket opened.
    let mut start = 0;
    let mut innermost = false;
    for (at, c) in text.char_indices().filter(|&(_, c)| c == '[' || c == ']') {
        let content = &text[start..at];
        if c == ']' {
            if depth == 0 {
                return Err(Error::Unbalanced(']'));
            }
            if innermost {
                groups.push(Group { depth, content });
            } else {
                check_between_rows(content)?;
            }
            depth -= 1;
        } else {
            if depth > 0 {
                check_between_rows(content)?;
            }
            depth += 1;
        }
        innermost = c == '[';
        start = at + 1;
    }
    if depth == 0 {
        Ok(groups)
    } else {
        Err(Error::Unbalanced('['))
    }
}

fn check_between_rows(text: &str) -> Result<(), Error> {
    match text.chars().all(|c| c.is_whitespace() || c == ',') {
        true => Ok(()),
        false => Err(Error::BetweenRows(shorten(text))),
    }
}

/// Inside a single pair of brackets a `;` or a new line begins a row.
fn matlab_rows(content: &str) -> Rows {
    content
        .split([';', '\n'])
        .filter(|row| !row.trim().is_empty())
        .map(entries)
        .collect()
}

/// Entries with commas or blanks between them; a comma after the last one is allowed, as in Python.
fn entries(row: &str) -> Vec<String> {
    let mut fields: Vec<&str> = row.split(',').collect();
    if fields.last().is_some_and(|last| last.trim().is_empty()) {
        fields.pop();
    }
    let pieces = fields.into_iter().map(|field| match split_blanks(field) {
        // Nothing between two commas: kept, so that the entry is named as missing.
        pieces if pieces.is_empty() => vec![String::new()],
        pieces => pieces,
    });
    pieces.flatten().collect()
}

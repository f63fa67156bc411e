//! Spreadsheets, CSV and numbers between blanks.

use super::super::entry::{Comma, EntryError, comma, parse_entry, shorten};
use super::{Note, Rows, split_blanks};

/// What stands between two entries of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Separator {
    Mark(char),
    Blanks,
}

/// The rows of `text`, and what was left out.
pub(super) fn rows(text: &str) -> (Rows, Option<Note>) {
    let lines = lines(text);
    let separator = separator(&lines);
    let mut rows: Rows = lines.iter().map(|line| fields(line, separator)).collect();
    drop_empty_last_column(&mut rows);
    let note = take_header(&mut rows);
    settle_decimal_commas(&mut rows);
    (rows, note)
}

/// The lines that hold rows. A `;` at the end of each line, or inside a single line, ends a row as in MATLAB.
fn lines(text: &str) -> Vec<&str> {
    let is_content =
        |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with(['#', '%']);
    let lines: Vec<&str> = text.lines().filter(is_content).collect();
    match lines.as_slice() {
        [line] if !line.contains('\t') => line
            .split(';')
            .filter(|row| !row.trim().is_empty())
            .collect(),
        _ if semicolons_end_rows(&lines) => lines
            .iter()
            .map(|line| line.trim_end().trim_end_matches(';'))
            .collect(),
        _ => lines,
    }
}

fn semicolons_end_rows(lines: &[&str]) -> bool {
    lines
        .iter()
        .all(|line| match line.trim_end().split_once(';') {
            None => true,
            Some((row, rest)) => rest.is_empty() && row.contains([',', '\t', ' ']),
        })
}

fn separator(lines: &[&str]) -> Separator {
    let any_has = |mark: char| lines.iter().any(|line| line.contains(mark));
    if any_has('\t') {
        Separator::Mark('\t')
    } else if any_has(';') {
        Separator::Mark(';')
    } else if any_has(',') && !lines.iter().any(|line| commas_are_decimal(line)) {
        Separator::Mark(',')
    } else {
        Separator::Blanks
    }
}

/// `1,5 2,5`: between two commas stand two numbers with a blank between them, so the blank separates.
fn commas_are_decimal(line: &str) -> bool {
    !line.contains('"')
        && line.split(',').any(|field| {
            let pieces = split_blanks(field);
            pieces.len() > 1 && pieces.iter().all(|piece| parse_entry(piece).is_ok())
        })
}

fn fields(line: &str, separator: Separator) -> Vec<String> {
    let Separator::Mark(mark) = separator else {
        return split_blanks(line);
    };
    let mut fields = Vec::new();
    let mut field = String::new();
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            c if c == mark && !quoted => fields.push(std::mem::take(&mut field).trim().into()),
            c => field.push(c),
        }
    }
    fields.push(field.trim().into());
    fields
}

/// Spreadsheets end every line with a separator when an empty column was selected too.
fn drop_empty_last_column(rows: &mut Rows) {
    let ends_empty = |row: &Vec<String>| row.len() > 1 && row.last().is_some_and(String::is_empty);
    while !rows.is_empty() && rows.iter().all(ends_empty) {
        for row in rows.iter_mut() {
            row.pop();
        }
    }
}

/// Removes the first row if it holds names only: at least one word, and no number.
fn take_header(rows: &mut Rows) -> Option<Note> {
    let names = rows.first().filter(|_| rows.len() > 1)?;
    let is_word = |field: &String| {
        let unreadable = matches!(parse_entry(field), Err(EntryError::Unreadable(_)));
        unreadable && field.chars().any(char::is_alphabetic)
    };
    let all_names = names.iter().all(|field| field.is_empty() || is_word(field));
    if !all_names || !names.iter().any(is_word) {
        return None;
    }
    let note = Note::HeaderSkipped(shorten(&names.join(", ")));
    rows.remove(0);
    Some(note)
}

/// One entry such as `1,5` settles that every comma of the table is a decimal comma, `1,234` included.
fn settle_decimal_commas(rows: &mut Rows) {
    let decimal = rows
        .iter()
        .flatten()
        .any(|field| comma(field) == Comma::Decimal);
    let entries = rows
        .iter_mut()
        .flatten()
        .filter(|field| comma(field) == Comma::Ambiguous);
    if decimal {
        entries.for_each(|field| *field = field.replace(',', "."));
    }
}

//! The fields of a line.

use super::super::explained::{Outcome, Rows};
use super::super::refusal;
use super::super::table::Table;
use super::lines::Lines;
use crate::data::characters::{NARROW, NO_BREAK};
use crate::data::entry::shorten;

/// What stands between two entries of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    Mark(char),
    /// A comma and a blank.
    CommaBlank,
    Blanks,
    /// Blanks, but not those that cannot break: they group thousands.
    OtherBlanks,
}

/// The fields without blanks around them. `None` where a quotation mark is not closed.
pub fn split(line: &str, separator: Separator) -> Option<Vec<String>> {
    match separator {
        Separator::Blanks => Some(blanks(line, false)),
        Separator::OtherBlanks => Some(blanks(line, true)),
        Separator::CommaBlank => Some(
            line.split(", ")
                .map(|field| field.trim().to_owned())
                .collect(),
        ),
        Separator::Mark(mark) => marked(line, mark),
    }
}

/// Quoted fields lose their marks; two marks within are one. Words keep theirs, so that `"1"` stays a number.
fn marked(line: &str, mark: char) -> Option<Vec<String>> {
    let mut fields = Vec::new();
    let mut field = String::new();
    let (mut quoted, mut was_quoted) = (false, false);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' if quoted || field.trim().is_empty() => {
                quoted = !quoted;
                was_quoted = true;
            }
            c if c == mark && !quoted => {
                fields.push(finished(&field));
                field.clear();
                was_quoted = false;
            }
            c if was_quoted && !quoted && !c.is_whitespace() => return None,
            c => field.push(c),
        }
    }
    if quoted {
        return None;
    }
    fields.push(finished(&field));
    Some(fields)
}

fn finished(field: &str) -> String {
    field.trim().to_owned()
}

/// Splits at blanks, keeping a quotient or product written with blanks around its sign in one piece.
pub fn blanks(line: &str, keep_no_break: bool) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut joined = false;
    for piece in line
        .split(|c| is_separating(c, keep_no_break))
        .filter(|piece| !piece.is_empty())
    {
        for piece in narrow(piece) {
            let joins_left = piece.starts_with(['/', '*', '·', '×']);
            match pieces.last_mut() {
                Some(last) if joined || joins_left => last.push_str(piece),
                _ => pieces.push(piece.into()),
            }
            joined = piece.ends_with(['/', '*', '·', '×']);
        }
    }
    pieces.iter_mut().for_each(|piece| {
        let inner = piece
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'));
        if let Some(inner) = inner.filter(|inner| !inner.is_empty()) {
            *piece = inner.to_owned();
        }
    });
    pieces
}

fn is_separating(c: char, keep_no_break: bool) -> bool {
    c.is_whitespace() && c != NARROW && !(keep_no_break && c == NO_BREAK)
}

/// Narrow blanks group thousands between digits, three behind; elsewhere they separate.
fn narrow(piece: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in piece.char_indices().filter(|(_, c)| *c == NARROW) {
        let behind = &piece[at + c.len_utf8()..];
        let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 3 && piece[..at].ends_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        found.push(&piece[start..at]);
        start = at + c.len_utf8();
    }
    found.push(&piece[start..]);
    found
        .into_iter()
        .filter(|piece| !piece.is_empty())
        .collect()
}

/// Headings between blanks: `Sepal length   Width` is two names where the rows have two numbers, and a title is one.
pub fn rejoin_headings(rows: &mut Rows, lines: &Lines, separator: Separator) {
    if !matches!(separator, Separator::Blanks | Separator::OtherBlanks) {
        let width = rows.last().map_or(0, Vec::len);
        // A title above a table has one field.
        for row in rows
            .iter_mut()
            .take(lines.heading)
            .filter(|row| row.len() == 1)
        {
            row.resize(width.max(1), String::new());
        }
        return;
    }
    let width = rows.get(lines.heading).map_or(0, Vec::len);
    for (row, line) in rows.iter_mut().zip(&lines.rows).take(lines.heading) {
        if row.len() == width
            || row.len() + 1 == width
            || row
                .iter()
                .any(|field| super::super::table::field::is_missing(field))
        {
            continue;
        }
        let wide: Vec<String> = line
            .text
            .split("  ")
            .map(str::trim)
            .filter(|f| !f.is_empty())
            .map(str::to_owned)
            .collect();
        if !row.iter().all(|word| is_title(word)) {
            continue;
        }
        if wide.len() == width || wide.len() + 1 == width {
            *row = wide;
        } else {
            let mut title = vec![String::new(); width.max(1)];
            title[0] = line.text.trim().to_owned();
            *row = title;
        }
    }
}

/// A word of a title: it begins with a letter, or is a unit in brackets.
fn is_title(word: &str) -> bool {
    let letter = |text: &str| text.starts_with(char::is_alphabetic);
    letter(word.trim_start_matches(['(', '['])) && !word.contains('=')
}

/// The index of a printed series.
pub fn drop_first(table: &mut Table) {
    if table.rows.iter().all(|row| row.len() == 2) {
        table.rows.iter_mut().for_each(|row| drop(row.remove(0)));
        table
            .notes
            .push("The first column is an index and was left out.".into());
    }
}

/// `1 1/2` between single blanks: two entries or one and a half. Where a fraction stands alone somewhere, fractions
/// are entries.
pub fn mixed_numbers(rows: &Rows) -> Option<Outcome> {
    let is_whole = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_proper = |text: &str| {
        let parts = text
            .split_once('/')
            .and_then(|(above, below)| above.parse::<u32>().ok().zip(below.parse::<u32>().ok()));
        parts.is_some_and(|(above, below)| above < below)
    };
    let mut odd: Option<String> = None;
    for row in rows {
        for (at, field) in row.iter().enumerate().filter(|(_, field)| is_proper(field)) {
            let whole = at.checked_sub(1).and_then(|before| row.get(before));
            let whole = whole
                .map(|text| text.trim_start_matches('-'))
                .filter(|text| is_whole(text));
            match whole {
                Some(whole) if whole != "0" => odd = odd.or(Some(format!("{whole} {field}"))),
                _ => return None,
            }
        }
    }
    odd.map(|odd| {
        Err(refusal::because(format!(
            "“{}” can be one entry or two. Write the entries in brackets or with commas between them.",
            shorten(&odd)
        )))
    })
}

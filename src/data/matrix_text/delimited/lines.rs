//! The lines of a table, without comments and what is said about it.

use super::super::noise;
use super::super::table::field::is_sheet_error;
use crate::data::Error;

#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub text: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lines {
    pub rows: Vec<Line>,
    /// Sentences about what was left out.
    pub notes: Vec<String>,
    /// Lines left out above the first row.
    pub above: usize,
    /// Excel's `sep=;`
    pub separator: Option<char>,
    /// What pandas says below a table.
    pub about: Vec<String>,
    /// pandas says that this is one column with its index.
    pub is_series: bool,
    /// How many lines at the top have no digit.
    pub heading: usize,
}

/// # Errors
/// [`Error::Unbalanced`].
pub fn content(text: &str) -> Result<Lines, Error> {
    let mut lines = Lines::default();
    let mut comments: Vec<String> = Vec::new();
    let mut gaps = false;
    for line in text.split('\n') {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            gaps |= !lines.rows.is_empty();
            // A line of tabs is a row of empty fields.
            if line.contains('\t') {
                lines.rows.push(Line { text: line.into() });
            } else if lines.rows.is_empty() {
                lines.above += usize::from(!lines.rows.is_empty());
            }
            continue;
        }
        if lines.rows.is_empty()
            && let Some(mark) = excel_separator(trimmed)
        {
            lines.separator = Some(mark);
            lines.notes.push(noise::left_out("Line", trimmed));
            lines.above += 1;
            continue;
        }
        let (kept, comment) = without_comment(line);
        comments.extend(comment.map(str::to_owned));
        if kept.trim().is_empty() {
            lines.above += usize::from(lines.rows.is_empty());
            continue;
        }
        if is_said_about(trimmed) {
            lines.is_series |= trimmed.contains("dtype:");
            lines.about.push(trimmed.to_owned());
            continue;
        }
        if gaps && !lines.notes.iter().any(|note| note == noise::BLANK_LINES) {
            lines.notes.push(noise::BLANK_LINES.into());
        }
        lines.rows.push(Line {
            text: kept.to_owned(),
        });
    }
    if let Some(first) = comments.first() {
        lines.notes.push(noise::comments(first, comments.len()));
    }
    let digits = |line: &Line| line.text.chars().any(|c| c.is_ascii_digit());
    lines.heading = lines.rows.iter().take_while(|line| !digits(line)).count();
    lines.heading %= lines.rows.len().max(1);
    brackets_are_closed(&lines)?;
    Ok(lines)
}

fn excel_separator(line: &str) -> Option<char> {
    let mark = line
        .strip_prefix("sep=")
        .or_else(|| line.strip_prefix("SEP="))?;
    let mut chars = mark.chars();
    match (chars.next(), chars.next()) {
        (None, _) => Some('\t'),
        (mark, None) => mark,
        _ => None,
    }
}

/// pandas' lines below a table. The shape is said of the table before rows are taken off, so it is not held against it.
fn is_said_about(line: &str) -> bool {
    let shape = line.starts_with('[') && line.ends_with(" columns]") && line.contains(" rows x ");
    shape || line.starts_with("dtype:") || (line.starts_with("Name:") && line.contains("dtype:"))
}

/// The line without its comment, and the comment: `#`, `%` or `//`, at the start or behind a blank.
fn without_comment(line: &str) -> (&str, Option<&str>) {
    let mut quoted = false;
    let mut before = None;
    for (at, c) in line.char_indices() {
        quoted ^= c == '"';
        let starts = before.is_none_or(char::is_whitespace) && !quoted;
        let begins = starts
            && match c {
                '#' => {
                    !is_sheet_error(line[at..].split([',', ';', '\t', ' ']).next().unwrap_or(""))
                }
                '%' => is_percent_comment(line, at),
                '/' => line[at..].starts_with("//"),
                _ => false,
            };
        if begins {
            return (&line[..at], Some(line[at..].trim()));
        }
        before = Some(c);
    }
    (line, None)
}

/// `12 %` is a percentage; `% a note`, and a line that begins with it, are comments.
fn is_percent_comment(line: &str, at: usize) -> bool {
    let note = line[at..].trim_start_matches('%').trim_start();
    line[..at].trim().is_empty() || note.starts_with(char::is_alphabetic)
}

fn brackets_are_closed(lines: &Lines) -> Result<(), Error> {
    let mut depth = 0_usize;
    for c in lines.rows.iter().flat_map(|line| line.text.chars()) {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.checked_sub(1).ok_or(Error::Unbalanced(']'))?,
            _ => {}
        }
    }
    match depth {
        0 => Ok(()),
        _ => Err(Error::Unbalanced('[')),
    }
}

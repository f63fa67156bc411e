//! One field of a table.

use super::super::explained::Rows;
use crate::data::entry::{parse_entry, shorten};
use crate::data::numeral::{Style, respell};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It reads as a number in one of the styles.
    Number,
    Empty,
    /// A mark for a value that is not there, spreadsheets' errors among them.
    Missing,
    /// It begins with a letter and is no number: a name.
    Word,
    /// Anything else: `10kg`, `1+2i`, `2024-01-15`.
    Odd,
}

/// Marks for missing values.
const MISSING: [&str; 18] = [
    "na", "n/a", "nan", "null", "none", "nil", "missing", "<na>", "nat", "-", "--", "?", ".",
    "n.a.", "k.a.", "n.d.", "+nan", "-nan",
];

pub fn kind(field: &str) -> Kind {
    let field = unquoted(field);
    if field.is_empty() {
        return Kind::Empty;
    }
    if is_missing(field) {
        return Kind::Missing;
    }
    if field
        .bytes()
        .all(|b| b.is_ascii_digit() || b == b'.' || b == b'-')
        && field.parse::<f64>().is_ok()
    {
        return Kind::Number;
    }
    if is_number(field) {
        return Kind::Number;
    }
    // Words that look like them, `i` alone included, are names.
    match field.starts_with(|c: char| c.is_alphabetic() || c == '_') && !is_infinite(field) {
        true => Kind::Word,
        false => Kind::Odd,
    }
}

fn is_number(field: &str) -> bool {
    let reads = |style| respell(field, style).is_some_and(|s| parse_entry(&s.text).is_ok());
    reads(Style::Point)
        || reads(Style::Comma)
        || truth(field).is_some()
        || mixed_number(field).is_some()
}

pub fn is_missing(field: &str) -> bool {
    MISSING.iter().any(|mark| field.eq_ignore_ascii_case(mark)) || is_sheet_error(field)
}

fn is_infinite(field: &str) -> bool {
    let word = field.trim_start_matches(['+', '-']);
    ["inf", "infinity", "∞"]
        .iter()
        .any(|name| word.eq_ignore_ascii_case(name))
}

/// `#DIV/0!`, `#N/A`, `#NV`, `#WERT!`, `#####`: a spreadsheet's way to say that there is no value.
pub fn is_sheet_error(field: &str) -> bool {
    let Some(name) = field.strip_prefix('#') else {
        return false;
    };
    let shouted = |c: char| {
        c.is_uppercase()
            || c.is_ascii_digit()
            || matches!(c, '/' | '¡' | '¿' | '_' | '#' | '!' | '?')
    };
    let named = matches!(
        name,
        "NV" | "NA" | "NAME" | "REF" | "VALUE" | "NUM" | "NULL" | "DIV"
    );
    let marked = name.ends_with(['!', '?', '#']) || name.contains('/') || named;
    !name.is_empty() && marked && name.chars().all(shouted)
}

/// A field without its quotation marks.
pub fn unquoted(field: &str) -> &str {
    let inner = field
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    inner.unwrap_or(field).trim()
}

/// What stands for entries that were not printed.
pub fn shortened(rows: &Rows) -> Option<String> {
    let dots = |field: &&String| {
        matches!(
            field.as_str(),
            "..."
                | "…"
                | "⋯"
                | "⋮"
                | "⋱"
                | "\\cdots"
                | "\\vdots"
                | "\\ddots"
                | "\\dots"
                | "\\ldots"
        )
    };
    rows.iter().flatten().find(dots).cloned()
}

fn truth(field: &str) -> Option<&'static str> {
    match field {
        "TRUE" | "True" | "true" => Some("1"),
        "FALSE" | "False" | "false" => Some("0"),
        _ => None,
    }
}

/// True and false as numbers; a sentence if there were some.
pub fn truths(rows: &mut Rows) -> Option<String> {
    let mut found = false;
    for field in rows.iter_mut().flatten() {
        if let Some(number) = truth(field) {
            *field = number.into();
            found = true;
        }
    }
    found.then(|| super::super::noise::TRUTH.into())
}

/// `1 1/2` in one field is one and a half.
fn mixed_number(field: &str) -> Option<String> {
    let (whole, fraction) = field.split_once(' ')?;
    let (above, below) = fraction.trim().split_once('/')?;
    let (sign, whole) = match whole.strip_prefix('-') {
        Some(whole) => ("-", whole),
        None => ("", whole),
    };
    let number = |text: &str| text.parse::<u32>().ok().map(u64::from);
    let (whole, above, below) = (number(whole)?, number(above)?, number(below)?);
    (above < below).then(|| format!("{sign}{}/{below}", whole * below + above))
}

pub fn mixed_numbers(rows: &mut Rows) -> Option<String> {
    let mut note = None;
    for field in rows.iter_mut().flatten() {
        if let Some(improper) = mixed_number(field) {
            note.get_or_insert_with(|| format!("“{}” was read as {improper}.", shorten(field)));
            *field = improper;
        }
    }
    note
}

/// A sentence if fields have a sign of percent.
pub fn percents(rows: &Rows) -> Option<String> {
    let first = rows.iter().flatten().find(|field| field.ends_with('%'))?;
    Some(format!(
        "Percentages were read as hundredths, such as “{}”.",
        shorten(first)
    ))
}

/// `(1.5)`: a number in parentheses, and nothing else in them.
pub fn is_accounting(field: &str) -> bool {
    let inner = field
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    inner.is_some_and(|inner| {
        !inner.is_empty() && inner.chars().all(|c| c.is_ascii_digit() || c == '.')
    })
}

//! LaTeX: an environment with a matrix, and what may stand around it in a formula.

mod around;
mod body;
mod entry;
mod number;
mod scan;

use self::around::{After, bare_text, is_around};
use self::scan::{Piece, Scan};
use super::code::Value;
use super::explained::{Explained, Found, Outcome, Rows, with_notes};
use super::table::{self, Purpose, Table};
use super::{noise, refusal};
use crate::data::Error;

/// Environments that hold a matrix: a newcomer's place. The number of arguments behind the name, and whether its
/// entries are those of a table, with headings and labels.
const MATRICES: [(&str, usize, bool); 19] = [
    ("matrix", 0, false),
    ("pmatrix", 0, false),
    ("bmatrix", 0, false),
    ("Bmatrix", 0, false),
    ("vmatrix", 0, false),
    ("Vmatrix", 0, false),
    ("smallmatrix", 0, false),
    ("psmallmatrix", 0, false),
    ("bsmallmatrix", 0, false),
    ("vsmallmatrix", 0, false),
    ("matrix*", 0, false),
    ("pmatrix*", 0, false),
    ("bmatrix*", 0, false),
    ("vmatrix*", 0, false),
    ("array", 1, false),
    ("tabular", 1, true),
    ("tabularx", 2, true),
    ("tabular*", 2, true),
    ("NiceMatrix", 0, false),
];
pub(super) fn is(text: &str) -> bool {
    text.contains('&') || text.contains('\\')
}

/// One matrix of the text, and where it begins and ends.
struct Placed {
    start: usize,
    end: usize,
    rows: Rows,
    labelled: bool,
}

pub(super) fn read(text: &str, purpose: Purpose) -> Outcome {
    let (text, comments) = without_comments(text);
    // In JSON and Python strings every backslash is doubled.
    let doubled = ["\\\\begin{", "\\\\frac{", "\\\\left"]
        .iter()
        .any(|mark| text.contains(mark));
    let text = if doubled {
        text.replace("\\\\", "\\")
    } else {
        text
    };
    braces_are_closed(&text)?;
    if !text
        .replace("\\$", "")
        .matches('$')
        .count()
        .is_multiple_of(2)
    {
        return Err(refusal::not_closed("$"));
    }
    let mut notes: Vec<String> = comments
        .first()
        .map(|first| noise::comments(first, comments.len()))
        .into_iter()
        .collect();
    let mut found = matrices(&text)?;
    if found.len() > 1 {
        return several(&text, found, purpose);
    }
    let Some(matrix) = found.pop() else {
        return bare(&text, notes, purpose);
    };
    let factor = around::before(&text[..matrix.start], &mut notes)?;
    let shape = (matrix.rows.len(), matrix.rows.first().map_or(0, Vec::len));
    let after = around::after(&text[matrix.end..], shape)?;
    let explained = table::read(
        Table {
            rows: matrix.rows,
            formula: !matrix.labelled,
            ..Table::default()
        },
        purpose,
    )?;
    if ["\\cos", "\\sin", "\\tan"]
        .iter()
        .any(|function| text[matrix.start..matrix.end].contains(function))
    {
        notes.push("Cosines, sines and tangents were computed.".into());
    }
    let explained = with_notes(explained, &notes);
    let explained = match factor {
        Some(factor) => changed(
            explained,
            &|value| Ok(value.scaled(&factor)),
            &noise::scaled(&factor),
        )?,
        None => explained,
    };
    after
        .into_iter()
        .try_fold(explained, |explained, step| match step {
            After::Transposed => changed(
                explained,
                &Value::transposed,
                "The matrix was transposed, as the text says.",
            ),
            After::Scaled(factor) => changed(
                explained,
                &|value| Ok(value.scaled(&factor)),
                &noise::scaled(&factor),
            ),
        })
}

fn changed(
    mut explained: Explained,
    change: &dyn Fn(Value) -> Result<Value, Error>,
    note: &str,
) -> Outcome {
    let change = |found: &mut Found| -> Result<(), Error> {
        let value = change(Value::block(std::mem::take(&mut found.rows)))?;
        found.rows = value.rows().unwrap_or_default();
        found.notes.push(note.to_owned());
        Ok(())
    };
    match &mut explained {
        Explained::One(found) => change(found)?,
        Explained::Ask(_, answers) => answers
            .iter_mut()
            .try_for_each(|(_, found)| change(found))?,
    }
    Ok(explained)
}

fn without_comments(text: &str) -> (String, Vec<String>) {
    let mut out = String::with_capacity(text.len());
    let mut comments = Vec::new();
    for line in text.split('\n') {
        let marks = line.match_indices('%').map(|(at, _)| at);
        let at = marks.into_iter().find(|at| !line[..*at].ends_with('\\'));
        let (kept, comment) = line.split_at(at.unwrap_or(line.len()));
        if comment.len() > 1 {
            comments.push(comment.to_owned());
        }
        out.push_str(kept);
        out.push('\n');
    }
    (out, comments)
}

/// A brace without its partner is refused at once: looking for it again and again would take long.
fn braces_are_closed(text: &str) -> Result<(), Error> {
    let (mut depth, mut escaped) = (0_usize, false);
    for c in text.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' => depth += 1,
            '}' => depth = depth.checked_sub(1).ok_or(Error::Unbalanced('}'))?,
            _ => {}
        }
    }
    match depth {
        0 => Ok(()),
        _ => Err(Error::Unbalanced('{')),
    }
}

/// Every matrix of the text, in order.
fn matrices(text: &str) -> Result<Vec<Placed>, Error> {
    let mut found = Vec::new();
    let mut scan = Scan::new(text);
    let at = |scan: &Scan| text.len() - scan.rest.len();
    loop {
        let start = at(&scan);
        match scan.next() {
            None => return Ok(found),
            Some(Piece::Command("begin")) => {
                let name = scan.argument().unwrap_or("").trim();
                let Some((_, arguments, labelled)) =
                    MATRICES.iter().find(|(known, ..)| *known == name)
                else {
                    if is_around(name) {
                        continue;
                    }
                    return Err(refusal::foreign(&text[start..]));
                };
                let body = environment(&mut scan, name)
                    .ok_or_else(|| refusal::not_closed(&format!("\\begin{{{name}}}")))?;
                let mut inner = Scan::new(body);
                inner.optional();
                for _ in 0..*arguments {
                    inner.argument();
                }
                found.push(Placed {
                    start,
                    end: at(&scan),
                    rows: body::rows(inner.rest),
                    labelled: *labelled,
                });
            }
            Some(Piece::Command(
                "matrix" | "pmatrix" | "bmatrix" | "vmatrix" | "mqty" | "pmqty" | "bmqty" | "vmqty",
            )) => {
                let Some(Piece::Group(body)) = scan.peek() else {
                    return Err(refusal::foreign(&text[start..]));
                };
                scan.next();
                found.push(Placed {
                    start,
                    end: at(&scan),
                    rows: body::rows(body),
                    labelled: false,
                });
            }
            Some(_) => {}
        }
    }
}

/// The text up to the `\end` that belongs to the environment; past it.
fn environment<'a>(scan: &mut Scan<'a>, name: &str) -> Option<&'a str> {
    let (open, close) = (format!("\\begin{{{name}}}"), format!("\\end{{{name}}}"));
    let text = scan.rest;
    let (mut depth, mut at) = (0_usize, 0);
    loop {
        let end = at + text.get(at..)?.find(&close)?;
        depth += text[at..end].matches(&open).count();
        at = end + close.len();
        if depth == 0 {
            scan.rest = &text[at..];
            return Some(&text[..end]);
        }
        depth -= 1;
    }
}

/// Several matrices: a product or a sum is not computed, otherwise it is asked which is meant.
fn several(text: &str, found: Vec<Placed>, purpose: Purpose) -> Outcome {
    let mut shapes = Vec::new();
    for (at, matrix) in found.iter().enumerate() {
        shapes.push(noise::numbered(
            at,
            None,
            (matrix.rows.len(), matrix.rows.first().map_or(0, Vec::len)),
        ));
    }
    for pair in found.windows(2) {
        let between = bare_text(&text[pair[0].end..pair[1].start])?;
        let between = between.trim();
        if matches!(between.chars().last(), Some('+' | '-')) && !between.contains('=') {
            return Err(refusal::not_computed("A sum of matrices", text));
        }
        // `A \quad\text{and} B`
        let words = between
            .split('\\')
            .next()
            .unwrap_or("")
            .contains(char::is_alphabetic);
        let apart = words
            || between.contains(['=', ',', ';'])
            || between.contains("\\\\")
            || between.contains("\\text");
        if !apart && text[pair[0].end..pair[1].start].matches('\n').count() < 2 {
            return Err(refusal::not_computed("A product of matrices", text));
        }
    }
    let mut around = bare_text(&text[..found[0].start])?;
    for (at, matrix) in found.iter().enumerate() {
        let next = found.get(at + 1).map_or(text.len(), |next| next.start);
        around.push_str(&bare_text(&text[matrix.end..next])?);
    }
    let why = noise::several(&shapes);
    // With factors or exponents among them, no matrix is what stands in its brackets.
    if around
        .contains(|c: char| c.is_ascii_digit() || matches!(c, '^' | '\'' | '+' | '-' | '*' | '/'))
        || around.contains("\\frac")
    {
        return Err(refusal::because(
            why.replace("Choose one, or paste", "Paste"),
        ));
    }
    let mut answers = Vec::new();
    for (matrix, shape) in found.into_iter().zip(shapes) {
        let table = Table {
            rows: matrix.rows,
            formula: !matrix.labelled,
            ..Table::default()
        };
        if let Explained::One(found) = table::read(table, purpose)? {
            answers.push((format!("Take {shape}"), found));
        }
    }
    Ok(Explained::Ask(why, answers))
}

/// Rows without an environment: `1 & 2 \\ 3 & 4`.
fn bare(text: &str, notes: Vec<String>, purpose: Purpose) -> Outcome {
    let trimmed = text.trim().trim_matches('$').trim();
    let inner = trimmed
        .strip_prefix("\\[")
        .and_then(|rest| rest.strip_suffix("\\]"))
        .unwrap_or(trimmed);
    if !inner.contains('&') && !inner.contains("\\\\") {
        if let Some(entry) = entry::entry(inner) {
            return Ok(with_notes(Found::new(vec![vec![entry]]).into(), &notes));
        }
        return Err(refusal::foreign(inner));
    }
    let table = Table {
        rows: body::rows(inner),
        notes,
        formula: true,
        ..Table::default()
    };
    table::read(table, purpose)
}

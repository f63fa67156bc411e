//! LaTeX: an environment with a matrix, and what may stand around it in a formula.

mod body;
mod entry;
mod scan;

use self::scan::{Piece, Scan};
use super::code::Value;
use super::explained::{Explained, Found, Outcome, Rows, with_notes};
use super::table::{self, Purpose, Table};
use super::{noise, refusal, scale};
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
/// Environments around a formula.
const AROUND: [&str; 20] = [
    "equation",
    "equation*",
    "align",
    "align*",
    "aligned",
    "gather",
    "gather*",
    "gathered",
    "displaymath",
    "math",
    "center",
    "table",
    "split",
    "multline",
    "multline*",
    "flalign",
    "flalign*",
    "eqnarray",
    "eqnarray*",
    "alignat*",
];
/// Commands around a formula that say nothing about the matrix, and how many arguments they have.
const SILENT: [(&str, usize); 24] = [
    ("[", 0),
    ("]", 0),
    ("(", 0),
    (")", 0),
    (",", 0),
    (";", 0),
    (":", 0),
    ("!", 0),
    (" ", 0),
    ("quad", 0),
    ("qquad", 0),
    ("displaystyle", 0),
    ("textstyle", 0),
    ("label", 1),
    ("tag", 1),
    ("nonumber", 0),
    ("notag", 0),
    ("centering", 0),
    ("caption", 1),
    ("scriptstyle", 0),
    ("small", 0),
    ("boxed", 0),
    ("bf", 0),
    ("hfill", 0),
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
    let mut notes: Vec<String> = comments
        .first()
        .map(|first| noise::comments(first, comments.len()))
        .into_iter()
        .collect();
    let mut found = matrices(&text)?;
    if found.len() > 1 {
        return several(&text, found);
    }
    let Some(matrix) = found.pop() else {
        return bare(&text, notes, purpose);
    };
    let factor = before(&text[..matrix.start], &mut notes)?;
    let shape = (matrix.rows.len(), matrix.rows.first().map_or(0, Vec::len));
    let after = after(&text[matrix.end..], shape)?;
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
                    if AROUND.contains(&name) {
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

/// What stands around a formula taken away: dollar signs, spaces, brackets, environments.
fn bare_text(text: &str) -> Result<String, Error> {
    let mut out = String::new();
    let mut scan = Scan::new(text);
    loop {
        let before = scan.rest;
        match scan.next() {
            None => return Ok(out),
            Some(Piece::Char('$' | '~')) => {}
            Some(Piece::Char('&')) => out.push(' '),
            Some(Piece::Command(
                "left" | "right" | "big" | "Big" | "bigg" | "Bigg" | "bigl" | "bigr" | "Bigl"
                | "Bigr" | "biggl" | "biggr",
            )) => {
                scan.skip_blanks();
                scan.next();
            }
            Some(Piece::Command("begin" | "end")) => {
                let name = scan.argument().unwrap_or("");
                if !AROUND.contains(&name) {
                    return Err(refusal::foreign(before));
                }
            }
            Some(Piece::Command(name)) => match SILENT.iter().find(|(silent, _)| *silent == name) {
                Some((_, arguments)) => {
                    for _ in 0..*arguments {
                        scan.argument();
                    }
                    out.push(' ');
                }
                None => out.push_str(&before[..before.len() - scan.rest.len()]),
            },
            Some(_) => out.push_str(&before[..before.len() - scan.rest.len()]),
        }
    }
}

/// The factor in front of the matrix; a name with its sign of equality is left out.
fn before(text: &str, notes: &mut Vec<String>) -> Result<Option<String>, Error> {
    let text = bare_text(text)?;
    let text = text.trim().trim_end_matches(['(', '[', '{', '|']).trim();
    let (name, factor) = match text.rsplit_once('=') {
        Some((name, factor)) => (name.trim_end_matches(':').trim(), factor.trim()),
        None => ("", text),
    };
    if !name.is_empty() {
        if !is_name(name) {
            return Err(refusal::foreign(text));
        }
        notes.push(noise::named(name));
    }
    let bare = factor
        .trim_end_matches("\\cdot")
        .trim_end_matches("\\times")
        .trim_end_matches(['*', '·', '×'])
        .trim();
    match bare {
        "" if factor.is_empty() => Ok(None),
        "" => Err(refusal::foreign(factor)),
        "+" => Ok(None),
        "-" => Ok(Some("-1".into())),
        _ => match entry::entry(bare) {
            Some(factor) => Ok(Some(factor)),
            None if bare.starts_with('\\') => Err(refusal::not_computed(
                &format!("“{}” of a matrix", refusal::printable(bare)),
                text,
            )),
            None => Err(refusal::foreign(bare)),
        },
    }
}

/// Letters with accents, subscripts and exponents; no words, no numbers of their own.
fn is_name(text: &str) -> bool {
    let mut letters = 0;
    let mut scan = Scan::new(text);
    let mut index = false;
    while let Some(piece) = scan.next() {
        let ok = match piece {
            Piece::Command(
                "det" | "operatorname" | "tr" | "ker" | "dim" | "exp" | "log" | "text",
            ) => false,
            Piece::Command(name) => {
                letters = 0;
                name.chars().all(char::is_alphabetic)
            }
            Piece::Group(_) => true,
            Piece::Char('_' | '^') => {
                index = true;
                continue;
            }
            Piece::Char(c) if c.is_alphabetic() => {
                letters += 1;
                letters < 3
            }
            Piece::Char(c) => {
                (index && c.is_ascii_digit())
                    || matches!(c, ' ' | '\n' | '\'' | '(' | ')' | ',' | '*')
            }
        };
        if !ok {
            return false;
        }
        index = false;
    }
    text.chars().filter(|c| c.is_whitespace()).count() < 3
}

enum After {
    Transposed,
    Scaled(String),
}

/// What stands behind the matrix.
fn after(text: &str, (rows, cols): (usize, usize)) -> Result<Vec<After>, Error> {
    let text = bare_text(text)?;
    let text = text.trim().trim_start_matches([')', ']', '|']).trim_start();
    let mut steps = Vec::new();
    let mut scan = Scan::new(text);
    loop {
        scan.skip_blanks();
        let before = scan.rest;
        if before
            .trim_matches(['.', ',', ';', ')', ']', '|', ' ', '\n'])
            .is_empty()
            || before.trim() == "\\\\"
        {
            return Ok(steps);
        }
        match scan.next() {
            Some(Piece::Char('\'')) => steps.push(After::Transposed),
            Some(Piece::Char('^')) => {
                let exponent = scan.argument().unwrap_or("");
                if !turns(exponent) {
                    return Err(refusal::not_computed("A power or an inverse", text));
                }
                steps.push(After::Transposed);
            }
            Some(Piece::Char('_')) => {
                let said = scan.argument().unwrap_or("");
                let plain = said
                    .replace("\\times", "×")
                    .replace('x', "×")
                    .replace(' ', "");
                if plain != format!("{rows}×{cols}") {
                    return Err(refusal::other_shape(said, rows, cols));
                }
            }
            Some(Piece::Char('/') | Piece::Command("cdot" | "times")) => {
                let divides = before.starts_with('/');
                let factor = entry::entry(scan.rest.trim().trim_end_matches('.'))
                    .ok_or_else(|| refusal::foreign(before))?;
                let factor = if divides {
                    scale::inverse_of(&factor)
                } else {
                    factor
                };
                steps.push(After::Scaled(factor));
                return Ok(steps);
            }
            _ => return Err(refusal::foreign(before)),
        }
    }
}

/// `T`, `\top`, `\mathsf{T}`: the exponents that transpose.
fn turns(exponent: &str) -> bool {
    let plain = entry::words(exponent);
    matches!(
        plain.trim(),
        "T" | "t"
            | "'"
            | "\\top"
            | "\\intercal"
            | "\\prime"
            | "\\dagger"
            | "H"
            | "\\intercal "
            | "*"
    )
}

/// Several matrices: a product or a sum is not computed, otherwise it is asked which is meant.
fn several(text: &str, found: Vec<Placed>) -> Outcome {
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
        let apart = between.contains(['=', ',', ';'])
            || between.contains("\\\\")
            || between.contains("\\text");
        if !apart && text[pair[0].end..pair[1].start].matches('\n').count() < 2 {
            return Err(refusal::not_computed("A product of matrices", text));
        }
    }
    Err(refusal::because(
        noise::several(&shapes).replace("Choose one, or paste", "Paste"),
    ))
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

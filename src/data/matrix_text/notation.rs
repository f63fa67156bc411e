//! The notations, one row each: how a text in it looks, and who reads it.
//!
//! A newcomer adds a row: a name, an example of `[[1, 2], [3, 4]]`, `is`, which tells the notation from the ones
//! below it by looking, and `read`, which explains the whole text or refuses it and quotes the piece it has no place for.
//! The first row whose `is` holds has the text; no other row gets it.

use super::explained::{Explained, Outcome, with_notes};
use super::printed::{drawn, julia, matlab, r};
use super::table::Purpose;
use super::{code, delimited, html, latex, noise};
use crate::data::Error;

pub struct Notation {
    pub name: &'static str,
    pub example: &'static str,
    is: fn(&str) -> bool,
    read: fn(&str, Purpose) -> Outcome,
}

pub const NOTATIONS: [Notation; 9] = [
    Notation {
        name: "a table of a web page",
        example: "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>",
        is: html::is,
        read: html::read,
    },
    Notation {
        name: "R, as it prints",
        example: "     [,1] [,2]\n[1,]    1    2\n[2,]    3    4",
        is: r::is,
        read: |text, _| r::read(text),
    },
    Notation {
        name: "Word’s formulas",
        example: "[■(1&2@3&4)]",
        is: |text| text.contains('■'),
        read: |text, purpose| latex::read(&linear(text)?, purpose),
    },
    Notation {
        name: "LaTeX",
        example: "\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}",
        is: latex::is,
        read: latex::read,
    },
    Notation {
        name: "Julia, as it prints",
        example: "2×2 Matrix{Int64}:\n 1  2\n 3  4",
        is: julia::is,
        read: |text, _| julia::read(text),
    },
    Notation {
        name: "MATLAB, as it prints",
        example: "  Column 1\n\n     1\n     3\n\n  Column 2\n\n     2\n     4\n",
        is: matlab::is,
        read: |text, _| matlab::read(text),
    },
    Notation {
        name: "brackets and boxes drawn over lines, Markdown",
        example: "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |",
        is: drawn::is,
        read: drawn::read,
    },
    Notation {
        name: "programs: Python, MATLAB, Julia, R, Mathematica, C, JSON",
        example: "A = np.array([[1, 2], [3, 4]])",
        is: code::is,
        read: |text, _| code::read(text),
    },
    Notation {
        name: "a spreadsheet, CSV, numbers between blanks",
        example: "1\t2\n3\t4",
        is: |_| true,
        read: delimited::read,
    },
];

/// Reads the text in the first notation that it looks like.
pub(super) fn read(text: &str, purpose: Purpose) -> Outcome {
    let (text, prompt) = noise::without_prompts(text);
    let text = text.trim_matches('\n');
    let mut notes = Vec::new();
    if let Some(prompt) = prompt {
        notes.push(format!("The prompts were left out: “{prompt}”."));
    }
    if text.trim().is_empty() {
        return Err(Error::Empty);
    }
    let outcome = sections(text, purpose)?;
    Ok(with_notes(outcome, &notes))
}

/// Lines `A =` alone begin a matrix each.
fn sections(text: &str, purpose: Purpose) -> Outcome {
    let mut parts: Vec<(Option<&str>, String)> = vec![(None, String::new())];
    for line in text.split('\n') {
        match name_line(line) {
            Some(name) => parts.push((Some(name), String::new())),
            None => {
                if let Some((_, part)) = parts.last_mut() {
                    part.push_str(line);
                    part.push('\n');
                }
            }
        }
    }
    parts.retain(|(name, part)| name.is_some() || !part.trim().is_empty());
    if let [(name, part)] = parts.as_slice() {
        let notes: Vec<String> = name.iter().map(|name| noise::named(name)).collect();
        return in_notation(part, purpose).map(|found| with_notes(found, &notes));
    }
    let mut answers = Vec::new();
    let mut labels = Vec::new();
    for (at, (name, part)) in parts.into_iter().enumerate() {
        let Explained::One(found) = in_notation(&part, purpose)? else {
            return Err(super::refusal::foreign(part.trim()));
        };
        let shape = (found.rows.len(), found.rows.first().map_or(0, Vec::len));
        let label = noise::numbered(at, name, shape);
        answers.push((format!("Take {label}"), found));
        labels.push(label);
    }
    if answers
        .windows(2)
        .all(|pair| pair[0].1.rows == pair[1].1.rows)
    {
        return Ok(answers.swap_remove(0).1.into());
    }
    Ok(Explained::Ask(noise::several(&labels), answers))
}

/// The name in a line such as `A =`.
fn name_line(line: &str) -> Option<&str> {
    let name = line.trim().strip_suffix('=')?.trim_end_matches(':').trim();
    let is_name = name.starts_with(char::is_alphabetic)
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '(' | ')' | ','));
    (is_name && !name.contains(['(', ')', ','])).then_some(name)
}

fn in_notation(text: &str, purpose: Purpose) -> Outcome {
    let text = text.trim_matches('\n');
    if text.trim().is_empty() {
        return Err(Error::Empty);
    }
    match NOTATIONS.iter().find(|notation| (notation.is)(text)) {
        Some(notation) => (notation.read)(text, purpose),
        None => Err(Error::Empty),
    }
}

/// Word writes `■(1&2@3&4)`: the same as LaTeX's `\matrix{1&2\\3&4}`.
fn linear(text: &str) -> Result<String, Error> {
    let (before, body) = text.split_once('■').unwrap_or((text, ""));
    let inner = body.trim_start().strip_prefix('(');
    let Some((inner, after)) = inner.and_then(|inner| inner.rsplit_once(')')) else {
        return Err(super::refusal::not_closed("("));
    };
    let inner = inner.replace('@', "\\\\").replace('√', "\\sqrt ");
    // A bracket around the matrix is drawn, not said.
    let (before, after) = (
        before.trim_end_matches(['(', '[', '|', '{']),
        after.trim_start_matches([')', ']', '|', '}']),
    );
    let after = after.trim_start_matches(|c: char| c == '〗' || c.is_whitespace());
    Ok(format!("{before}\\matrix{{{inner}}}{after}"))
}

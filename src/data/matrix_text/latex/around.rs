//! What stands around a matrix in a formula: a name, a factor, brackets, an exponent.

use super::entry::{entry, words};
use super::scan::{Piece, Scan};
use crate::data::Error;
use crate::data::entry::parse_entry;
use crate::data::matrix_text::{noise, refusal, scale};
use crate::data::numeral::{Style, respell};

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

/// Whether an environment stands around a formula.
pub fn is_around(name: &str) -> bool {
    AROUND.contains(&name)
}

/// What stands around a formula taken away: dollar signs, spaces, brackets, environments.
pub fn bare_text(text: &str) -> Result<String, Error> {
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
                if !is_around(name) {
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
pub fn before(text: &str, notes: &mut Vec<String>) -> Result<Option<String>, Error> {
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
        _ => match factor_of(bare) {
            Some(factor) => Ok(Some(factor)),
            None if bare.starts_with('\\') => Err(refusal::not_computed(
                &format!("“{}” of a matrix", refusal::printable(bare)),
                text,
            )),
            None => Err(refusal::foreign(bare)),
        },
    }
}

/// A number in front of or behind a matrix, in the notation of an entry.
fn factor_of(latex: &str) -> Option<String> {
    let text = entry(latex)?;
    let spelled = [Style::Point, Style::Comma].map(|style| respell(&text, style));
    let mut texts = spelled.into_iter().flatten().map(|spelled| spelled.text);
    texts.find(|text| parse_entry(text).is_ok())
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

pub enum After {
    Transposed,
    Scaled(String),
}

/// What stands behind the matrix.
pub fn after(text: &str, (rows, cols): (usize, usize)) -> Result<Vec<After>, Error> {
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
                let factor = factor_of(scan.rest.trim().trim_end_matches('.'))
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
    let plain = words(exponent);
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

//! What may stand around a matrix in a program: a shape that agrees, a library that is loaded, `row reduce`.

use super::functions::{self, Meaning};
use super::parser::Parser;
use super::tokens::{Kind, Token};
use super::value::Value;
use crate::data::Error;
use crate::data::matrix_text::{noise, refusal};

/// Whether a shape that is said is the shape that stands there.
pub fn agrees(parser: &mut Parser, said: &[i64], value: &Value) -> Result<(), Error> {
    let (rows, cols) = value.shape().unwrap_or_default();
    let sides = |sides: &[usize]| {
        sides
            .iter()
            .map(|side| *side as i64)
            .eq(said.iter().copied())
    };
    if !(sides(&[rows, cols]) || (rows == 1 && sides(&[cols]))) {
        let said: Vec<String> = said.iter().map(ToString::to_string).collect();
        return Err(refusal::other_shape(&said.join(" × "), rows, cols));
    }
    parser
        .notes
        .push("The shape that the text says was left out.".into());
    Ok(())
}

/// `import numpy as np` and its like, told by the words of a statement.
pub fn is_import<'a>(mut words: impl Iterator<Item = &'a str>) -> bool {
    let (first, second) = (words.next(), words.next());
    let name = second.is_some_and(|word| word.starts_with(char::is_alphabetic));
    match first {
        Some("import" | "from" | "using" | "pkg") => name,
        Some("library" | "require" | "include") => second == Some("("),
        Some("with") => second == Some("("),
        _ => false,
    }
}

/// `row reduce {{1, 2}}`
pub fn skip_words(parser: &mut Parser) {
    let word = |ahead: usize| parser.after(ahead).map_or("", |token| token.text);
    let open = |ahead: usize| matches!(parser.after(ahead).map_or("", |t| t.text), "[" | "{");
    let length = match (word(0), word(1), word(2)) {
        ("row", "reduce", _) if open(2) => 2,
        ("rref", "of", _) if open(2) => 2,
        _ => return,
    };
    parser.at += length;
    parser.notes.push(noise::REDUCED.into());
}

/// Mathematica applies a function behind `//`, which is a comment elsewhere: one name with a capital, and known.
/// # Errors
/// The function does more than show the matrix.
pub fn refuse_postfix(tokens: &[Token]) -> Result<(), Error> {
    let braces = tokens.iter().any(|token| token.is("{"));
    for token in tokens
        .iter()
        .filter(|token| braces && token.kind == Kind::Comment)
    {
        let name = token.text.strip_prefix("//").unwrap_or("").trim();
        let shown = matches!(functions::meaning(name), Some(Meaning::Shown) | None);
        if name.starts_with(char::is_uppercase) && !shown {
            let what = format!("The function {name}");
            return Err(refusal::not_computed(&what, token.text));
        }
    }
    Ok(())
}

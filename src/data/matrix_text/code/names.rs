//! Names: what stands left of an assignment, and dictionaries.

use super::super::refusal;
use super::functions;
use super::parser::Parser;
use super::tokens::{Kind, Token};
use super::value::Value;
use crate::data::Error;

/// Words of declarations in C, Java, Rust, Julia, JavaScript and their like.
const DECLARING: [&str; 34] = [
    "const",
    "static",
    "final",
    "let",
    "mut",
    "var",
    "val",
    "auto",
    "float",
    "double",
    "int",
    "long",
    "real",
    "f32",
    "f64",
    "Float64",
    "number",
    "std",
    "vector",
    "array",
    "Matrix",
    "matrix",
    "DMatrix",
    "List",
    "Double",
    "local",
    "public",
    "private",
    "constexpr",
    "global",
    "Array",
    "Number",
    "set",
    "unsigned",
];

/// The name in front of `=`, `:=`, `<-` or, before a bracket, `:`. `None` where there is no assignment.
/// # Errors
/// What is assigned to is a part of a matrix, or no name.
pub fn declaration(parser: &mut Parser) -> Result<Option<String>, Error> {
    let start = parser.at;
    let object = parser.next_is("<");
    let Some(length) = assignment(&parser.tokens[start..]).filter(|_| !object) else {
        return Ok(None);
    };
    let left: Vec<Token> = parser.tokens[start..start + length].to_vec();
    let words: Vec<&str> = left
        .iter()
        .filter(|t| t.kind == Kind::Word)
        .map(|t| t.text)
        .collect();
    parser.at = start + length;
    let whole = parser.since(start).to_owned();
    parser.at += 1;
    let declares = words.iter().any(|word| DECLARING.contains(word)) && words.len() > 1;
    let plain = |token: &Token| match token.kind {
        Kind::Word => true,
        Kind::Text => left.len() == 1,
        Kind::Number => declares || whole.contains('^'),
        Kind::Open | Kind::Close => declares && !token.is("("),
        Kind::Mark => matches!(token.text, "." | "^" | "-" | "_" | "'") || declares,
        _ => false,
    };
    let name = left.iter().rev().find(|t| {
        matches!(t.kind, Kind::Word | Kind::Text) && !(declares && DECLARING.contains(&t.text))
    });
    let joined = declares || left.iter().skip(1).all(|token| !token.gap);
    match name {
        Some(_) if joined && !declares && left.iter().all(plain) => {
            Ok(Some(whole.trim_matches(['"', '\'']).to_owned()))
        }
        Some(name) if joined && left.iter().all(plain) => {
            Ok(Some(name.text.trim_matches(['"', '\'']).to_owned()))
        }
        _ => {
            parser.at = start + length + 1;
            Err(refusal::foreign(parser.since(start)))
        }
    }
}

/// How many tokens stand before the sign of an assignment in this statement.
fn assignment(tokens: &[Token]) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.checked_sub(1)?,
            Kind::Break if depth == 0 => return None,
            Kind::Mark if depth == 0 => match token.text {
                "=" | ":=" | "<-" | "←" => return Some(at),
                ";" => return None,
                ":" if at == 1
                    && tokens.get(2).is_some_and(|t| {
                        t.kind == Kind::Open || functions::meaning(t.text).is_some()
                    })
                    && !declares_type(tokens) =>
                {
                    return Some(at);
                }
                _ => {}
            },
            _ => {}
        }
    }
    None
}

/// `a: [[f64; 2]; 2] = …` names a type behind its colon.
fn declares_type(tokens: &[Token]) -> bool {
    tokens
        .iter()
        .take_while(|token| token.kind != Kind::Break)
        .any(|token| token.is("="))
}

/// Passes over the type in front of a list: `new double[]`, Go's `[][]float64`, `&`, `(float[])`.
pub fn skip_type(parser: &mut Parser) {
    parser.take("&");
    if parser.peek().is_some_and(|t| t.text == "new") {
        parser.at += 1;
        if parser.peek().is_some_and(|t| t.kind == Kind::Word) {
            parser.at += 1;
        }
    }
    let start = parser.at;
    while parser.next_is("[") && parser.after(1).is_some_and(|t| t.is("]") || t.is(",")) {
        parser.at += if parser.after(1).is_some_and(|t| t.is(",")) {
            3
        } else {
            2
        };
    }
    if parser.at == start {
        return;
    }
    match parser.peek().map(|token| token.kind) {
        Some(Kind::Word) => parser.at += 1,
        Some(Kind::Open) => {}
        // An empty list, not a type.
        _ => parser.at = start,
    }
}

/// A dictionary, where the braces hold one: `{"a": [1, 2]}`. Its opening brace is passed.
pub fn dictionary(parser: &mut Parser, open: &str) -> Result<Option<Value>, Error> {
    let start = parser.at;
    parser.skip_breaks();
    let key = parser
        .peek()
        .filter(|token| matches!(token.kind, Kind::Text | Kind::Word));
    if open != "{" || key.is_none() || !parser.after(1).is_some_and(|token| token.is(":")) {
        parser.at = start;
        return Ok(None);
    }
    let mut pairs = Vec::new();
    loop {
        parser.skip_breaks();
        if parser.take("}") {
            return Ok(Some(Value::Named(pairs)));
        }
        let key = parser
            .peek()
            .filter(|token| matches!(token.kind, Kind::Text | Kind::Word));
        let Some(key) = key else {
            return Err(parser.foreign());
        };
        parser.at += 1;
        if !parser.take(":") {
            return Err(parser.foreign());
        }
        parser.skip_breaks();
        let value = parser.expression(true)?;
        pairs.push((key.text.trim_matches(['"', '\'']).to_owned(), value));
        parser.skip_breaks();
        if !parser.take(",") && !parser.next_is("}") {
            return Err(parser.foreign());
        }
    }
}

/// The matrices of a dictionary with their names. A shape beside its data makes one of them.
pub fn resolved(
    parser: &mut Parser,
    pairs: Vec<(String, Value)>,
) -> Result<Vec<(Option<String>, Value)>, Error> {
    let shape = pairs
        .iter()
        .find(|(key, _)| matches!(key.as_str(), "shape" | "dims" | "size"));
    let shape = shape.and_then(|(_, value)| value.sizes());
    let data = pairs
        .iter()
        .find(|(key, _)| matches!(key.as_str(), "data" | "values" | "entries"));
    if let (Some(shape), Some((_, data)), 2) = (shape, data, pairs.len()) {
        let sides: Option<Vec<usize>> = shape
            .iter()
            .map(|side| usize::try_from(*side).ok())
            .collect();
        let data = data.clone();
        return match sides.as_deref() {
            Some([rows, cols]) if matches!(data, Value::Row(_)) => {
                parser.notes.push(format!(
                    "The data were put into {rows} × {cols} row by row, as the text says."
                ));
                Ok(vec![(None, data.reshaped(*rows, *cols, false)?)])
            }
            Some([rows, cols]) if data.shape() == Some((*rows, *cols)) => Ok(vec![(None, data)]),
            _ => Err(refusal::foreign("shape")),
        };
    }
    let mut found = Vec::new();
    for (key, value) in pairs {
        if !value.is_matrix() {
            return Err(refusal::foreign(&key));
        }
        found.push((Some(key), value));
    }
    Ok(found)
}

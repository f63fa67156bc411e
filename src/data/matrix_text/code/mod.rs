//! Matrices in the words of programs: Python, MATLAB, Julia, R, Mathematica, Maple, C, Java, Rust, JSON.
//!
//! The grammar stands in GRAMMAR.md, the functions that are known in [`functions`].

mod angles;
mod argument;
mod around;
mod atoms;
mod begins;
mod build;
mod calls;
mod expressions;
mod form;
mod functions;
mod list;
mod names;
pub(super) mod parser;
mod tokens;
mod value;
mod wrapped;

pub(super) use self::begins::is;
use self::parser::Parser;
use self::tokens::Kind;
pub(super) use self::value::Value;
use super::explained::{Explained, Found, Outcome};
use super::table::missing;
use super::{noise, refusal};
use crate::data::Error;

/// A matrix and the name it was given.
type Named = (Option<String>, Value);

/// Reads the whole text.
pub(super) fn read(text: &str) -> Outcome {
    let listed = yaml(text);
    let text = listed.as_deref().unwrap_or(text);
    let tokens = tokens::tokens(text)?;
    around::refuse_postfix(&tokens)?;
    let mut parser = Parser::new(text, tokens);
    let values = statements(&mut parser)?;
    explained(values, parser.notes)
}

/// YAML's lists: every line is a dash and a row. One line alone is a row with its sign.
fn yaml(text: &str) -> Option<String> {
    let rows = text.split('\n').filter(|line| !line.trim().is_empty());
    let rows: Option<Vec<&str>> = rows
        .map(|line| {
            line.trim()
                .strip_prefix("- ")
                .filter(|row| row.starts_with('['))
        })
        .collect();
    rows.filter(|rows| rows.len() > 1)
        .map(|rows| rows.join("\n"))
}

fn statements(parser: &mut Parser) -> Result<Vec<Named>, Error> {
    let mut values: Vec<Named> = Vec::new();
    loop {
        while parser
            .peek()
            .is_some_and(|t| t.kind == Kind::Break || t.is(";"))
        {
            parser.at += 1;
        }
        if parser.peek().is_none() {
            return Ok(values);
        }
        statement(parser, &mut values)?;
        let ended = match parser.peek() {
            None => true,
            Some(token) => token.kind == Kind::Break || token.is(";") || token.is(","),
        };
        if !ended {
            return Err(parser.foreign());
        }
        parser.take(",");
    }
}

fn statement(parser: &mut Parser, values: &mut Vec<Named>) -> Result<(), Error> {
    let start = parser.at;
    if around::is_import(parser.tokens[start..].iter().map(|token| token.text)) {
        while parser
            .peek()
            .is_some_and(|t| t.kind != Kind::Break && !t.is(";"))
        {
            parser.at += 1;
        }
        parser
            .notes
            .push(noise::left_out("Line", parser.since(start)));
        return Ok(());
    }
    if let Some(said) = size_said(parser)? {
        let Some((_, last)) = values.last() else {
            return Err(refusal::foreign(parser.since(start)));
        };
        let last = last.clone();
        return around::agrees(parser, &said, &last);
    }
    let name = names::declaration(parser)?;
    parser.skip_breaks();
    names::skip_type(parser);
    around::skip_words(parser);
    let value = parser.expression(false)?;
    match value {
        Value::Named(pairs) => values.extend(names::resolved(parser, pairs)?),
        Value::Several(parts) => values.push((name, pivots_left_out(parser, parts, start)?)),
        Value::Number(term) if name.is_none() => {
            values.push((None, Value::Row(vec![term.into_text()])))
        }
        value if value.is_matrix() => {
            values.push((name, value));
        }
        _ => return Err(refusal::foreign(parser.since(start))),
    }
    Ok(())
}

/// `torch.Size([2, 2])`: what is said about the matrix before it.
fn size_said(parser: &mut Parser) -> Result<Option<Vec<i64>>, Error> {
    let words: Vec<&str> = parser.tokens[parser.at..]
        .iter()
        .take(4)
        .map(|t| t.text)
        .collect();
    if !matches!(words[..], ["torch", ".", "Size", "("]) {
        return Ok(None);
    }
    parser.at += 4;
    let mut given = calls::arguments(parser, ")")?;
    let sizes = given.pop().and_then(|argument| argument.value.sizes());
    Ok(sizes)
}

/// SymPy's `rref` gives the matrix and its pivot columns.
fn pivots_left_out(parser: &mut Parser, parts: Vec<Value>, start: usize) -> Result<Value, Error> {
    match <[Value; 2]>::try_from(parts) {
        Ok([matrix @ Value::Matrix(_), pivots @ Value::Row(_)]) if pivots.sizes().is_some() => {
            parser
                .notes
                .push("The pivot columns behind the matrix were left out.".into());
            Ok(matrix)
        }
        _ => Err(refusal::foreign(parser.since(start))),
    }
}

/// One matrix, rows that make one, or the question which it is.
fn explained(mut values: Vec<Named>, notes: Vec<String>) -> Outcome {
    if values.is_empty() {
        return Err(Error::Empty);
    }
    let rows_alone = values
        .iter()
        .all(|(name, value)| name.is_none() && matches!(value, Value::Row(_)));
    let found = |value: Value| Found {
        notes: notes.clone(),
        ..Found::new(value.rows().unwrap_or_default())
    };
    if rows_alone {
        let rows = values
            .into_iter()
            .filter_map(|(_, value)| value.rows())
            .flatten();
        return missing::ask(found(Value::block(rows.collect())));
    }
    if values.len() == 1 {
        let (name, value) = values.swap_remove(0);
        let mut found = found(value);
        found
            .notes
            .splice(0..0, name.map(|name| noise::named(&name)));
        return missing::ask(found);
    }
    let first = values[0].1.clone().rows();
    if values
        .iter()
        .all(|(_, value)| value.clone().rows() == first)
    {
        let mut found = found(values.swap_remove(0).1);
        found
            .notes
            .push("The matrix stands there more than once.".into());
        return Ok(found.into());
    }
    let named: Vec<String> = values
        .iter()
        .enumerate()
        .map(|(at, (name, value))| {
            noise::numbered(at, name.as_deref(), value.shape().unwrap_or_default())
        })
        .collect();
    let why = noise::several(&named);
    let answers = named
        .iter()
        .zip(values)
        .map(|(label, (_, value))| (format!("Take {label}"), found(value)));
    Ok(Explained::Ask(why, answers.collect()))
}

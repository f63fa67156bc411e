//! What begins with `<`: Maple's vectors and matrices, and TensorFlow's way to print a tensor.

use super::super::refusal;
use super::calls;
use super::parser::Parser;
use super::tokens::Kind;
use super::value::{Value, beside};
use crate::data::Error;

/// `<<1, 2> | <3, 4>>`, or `<tf.Tensor: shape=(2, 2), numpy=…>`.
pub fn value(parser: &mut Parser) -> Result<Value, Error> {
    let word = parser.after(1).filter(|token| token.kind == Kind::Word);
    if word.is_some() && parser.next_is("<") {
        return tensor(parser);
    }
    // `<<` is one sign, and two brackets here.
    let doubled = parser.next_is("<<");
    parser.at += 1;
    let first = match doubled {
        true => vector(parser)?,
        false => return vector(parser),
    };
    continued(parser, first)
}

fn vector(parser: &mut Parser) -> Result<Value, Error> {
    let first = element(parser)?;
    continued(parser, first)
}

/// Down behind commas, side by side behind bars.
fn continued(parser: &mut Parser, first: Value) -> Result<Value, Error> {
    let mut rows = block(parser, first)?;
    loop {
        if parser.take(">") {
            return Ok(Value::block(rows));
        }
        let down = parser.next_is(",");
        if !down && !parser.next_is("|") {
            return Err(parser.foreign());
        }
        parser.at += 1;
        let next = element(parser)?;
        let next = block(parser, next)?;
        match down {
            true => rows.extend(next),
            false => rows = beside(vec![rows, next])?,
        }
    }
}

fn element(parser: &mut Parser) -> Result<Value, Error> {
    parser.skip_breaks();
    let value = parser.expression(true)?;
    parser.skip_breaks();
    Ok(value)
}

fn block(parser: &Parser, value: Value) -> Result<Vec<Vec<String>>, Error> {
    match value {
        Value::Number(term) => Ok(vec![vec![term.into_text()]]),
        Value::Matrix(grid) => Ok(grid.rows),
        _ => Err(parser.foreign()),
    }
}

fn tensor(parser: &mut Parser) -> Result<Value, Error> {
    let from = parser.at;
    parser.at += 1;
    while !parser.take(":") {
        let part = parser
            .peek()
            .filter(|token| token.kind == Kind::Word || token.is("."));
        if part.is_none() {
            return Err(refusal::foreign(parser.since(from)));
        }
        parser.at += 1;
    }
    let arguments = calls::arguments(parser, ">")?;
    calls::array(parser, "tensor", arguments)
}

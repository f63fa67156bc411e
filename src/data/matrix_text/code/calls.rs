//! Words in an expression: constants, functions, types; and the methods behind a matrix.

use super::super::refusal;
use super::super::terms::Term;
use super::argument::Argument;
use super::build;
use super::form::Form;
use super::functions::{self, Meaning};
use super::parser::Parser;
use super::tokens::Kind;
use super::value::Value;
use crate::data::Error;

/// Keywords that say how a matrix is kept or shown, not what is in it.
const SAID_ABOUT: [&str; 17] = [
    "dtype",
    "device",
    "requires_grad",
    "grad_fn",
    "copy",
    "order",
    "ndmin",
    "columns",
    "index",
    "dimnames",
    "Dimnames",
    "layout",
    "subok",
    "like",
    "ring",
    "datatype",
    "storage",
];

/// Types of numbers, which an argument may name.
const TYPES: [&str; 24] = [
    "float", "float16", "float32", "float64", "double", "single", "half", "int", "int8", "int16",
    "int32", "int64", "uint8", "long", "bool", "object", "QQ", "ZZ", "RR", "RDF", "Float64",
    "Float32", "Int", "Int64",
];

/// A word, with the call or the list that belongs to it.
pub fn word(parser: &mut Parser, in_list: bool) -> Result<Value, Error> {
    let from = parser.at;
    let (name, path) = path(parser);
    let macro_mark = parser.next_is("!") && parser.after(1).is_some_and(|t| t.kind == Kind::Open);
    parser.at += usize::from(macro_mark);
    let opens = parser
        .peek()
        .filter(|token| token.kind == Kind::Open && (!token.gap || !in_list));
    if let Some(open) = opens {
        let glued = !open.gap;
        match functions::meaning(name) {
            Some(meaning) if open.is("(") && glued => {
                return call(parser, name, meaning, &path, ")");
            }
            Some(meaning) if glued && open.is("[") && name.starts_with(char::is_uppercase) => {
                return call(parser, name, meaning, &path, "]");
            }
            // `Float64[1 2; 3 4]`, `array![[1., 2.]]`, `new double[] {1, 2}`, `rref {{1, 2}}`
            Some(Meaning::Array | Meaning::Shown | Meaning::Reduced) if !open.is("(") || !glued => {
                if matches!(functions::meaning(name), Some(Meaning::Reduced)) {
                    parser.notes.push(super::super::noise::REDUCED.into());
                }
                return parser.expression(in_list);
            }
            _ if TYPES.contains(&name) && open.is("[") && glued => {
                return parser.expression(in_list);
            }
            _ if TYPES.contains(&name) && open.is("{") => return parser.expression(in_list),
            Some(Meaning::Elsewhere) => {
                return Err(refusal::not_computed(
                    &format!("The function {name}"),
                    parser.since(from),
                ));
            }
            _ => {}
        }
    }
    constant(parser, name, from)
}

/// The words of `np.linalg.inv`: the last one, and all of them.
fn path<'a>(parser: &mut Parser<'a>) -> (&'a str, String) {
    let mut name = "";
    let mut path = String::new();
    while let Some(token) = parser.peek().filter(|token| token.kind == Kind::Word) {
        name = token.text;
        path.push_str(name);
        parser.at += 1;
        let joint = parser
            .peek()
            .filter(|t| !t.gap && (t.is(".") || t.is("::") || t.is(":-")));
        let goes_on = parser
            .after(1)
            .is_some_and(|t| t.kind == Kind::Word && !t.gap);
        match joint {
            Some(joint) if goes_on => path.push_str(joint.text),
            _ => break,
        }
        parser.at += 1;
    }
    (name, path)
}

fn constant(parser: &mut Parser, name: &str, from: usize) -> Result<Value, Error> {
    Ok(Value::Number(match name {
        "pi" | "Pi" | "π" | "PI" => Term::atom("π"),
        "e" | "E" | "exp" if name == "E" => Term::atom(std::f64::consts::E.to_string()),
        "True" | "TRUE" | "true" | "T" => truth(parser, "1"),
        "False" | "FALSE" | "false" | "F" => truth(parser, "0"),
        "nan" | "NaN" | "NA" | "None" | "null" | "missing" | "Null" | "inf" | "Inf"
        | "Infinity" => Term::atom(name),
        _ => {
            parser.at = from;
            return Err(parser.foreign());
        }
    }))
}

fn truth(parser: &mut Parser, number: &str) -> Term {
    let note = super::super::noise::TRUTH;
    if !parser.notes.iter().any(|said| said == note) {
        parser.notes.push(note.into());
    }
    Term::atom(number)
}

/// The arguments up to and with `close`; the opening bracket is passed.
pub fn arguments<'a>(parser: &mut Parser<'a>, close: &str) -> Result<Vec<Argument<'a>>, Error> {
    let mut found = Vec::new();
    let mut row = false;
    loop {
        parser.skip_breaks();
        if parser.take(close) {
            return Ok(found);
        }
        // R's `.Dim`
        let dotted = parser.next_is(".") && parser.after(2).is_some_and(|t| t.is("="));
        parser.at += usize::from(dotted);
        let key = parser.peek().filter(|token| token.kind == Kind::Word);
        let key = key.filter(|_| parser.after(1).is_some_and(|t| t.is("=")));
        parser.at += if key.is_some() { 2 } else { 0 };
        parser.skip_breaks();
        let from = parser.at;
        let value = argument(parser)?;
        parser.skip_breaks();
        found.push(Argument {
            key: key.map(|token| token.text),
            value,
            text: parser.since(from),
            row,
        });
        row = parser.next_is(";");
        if !parser.take(",") && !parser.take(";") && !parser.next_is(close) {
            return Err(parser.foreign());
        }
    }
}

/// A value, a type's name, or `<AddmmBackward0>`.
fn argument(parser: &mut Parser) -> Result<Value, Error> {
    let from = parser.at;
    let object = parser.next_is("<") && parser.after(1).is_some_and(|t| t.kind == Kind::Word);
    if object {
        while parser.peek().is_some() && !parser.take(">") {
            parser.at += 1;
        }
        return Ok(Value::Word(parser.since(from).to_owned()));
    }
    if parser.peek().is_some_and(|token| token.kind == Kind::Word) {
        let (name, path) = path(parser);
        if TYPES.contains(&name) && (parser.next_is(",") || parser.next_is(")")) {
            return Ok(Value::Word(path));
        }
        parser.at = from;
    }
    // Maple's sizes: 1..3, 1..3
    parser.expression(true)
}

fn call(
    parser: &mut Parser,
    name: &str,
    meaning: Meaning,
    path: &str,
    close: &str,
) -> Result<Value, Error> {
    let from = parser.at.saturating_sub(1);
    parser.at += 1;
    if let Some(named) = data_frame(parser, name)? {
        return Ok(named);
    }
    if matches!(meaning, Meaning::Elsewhere) {
        return Err(refusal::not_computed(
            &format!("The function {name}"),
            parser.line_from(from),
        ));
    }
    let shown = matches!(meaning, Meaning::Shown);
    let name_alone = parser
        .after(1)
        .is_some_and(|token| token.is(close) || token.is("."));
    if shown && name_alone && parser.peek().is_some_and(|token| token.kind == Kind::Word) {
        return Err(refusal::foreign(parser.line_from(from)));
    }
    let arguments = arguments(parser, close)?;
    match meaning {
        Meaning::Array => array(parser, name, arguments),
        _ => build::value(parser, name, path, meaning, arguments),
    }
}

/// pandas' `DataFrame({"a": [1, 3], "b": [2, 4]})`: its lists are columns.
fn data_frame(parser: &mut Parser, name: &str) -> Result<Option<Value>, Error> {
    if name != "DataFrame" || !parser.next_is("{") {
        return Ok(None);
    }
    let mut arguments = arguments(parser, ")")?;
    let columns = match arguments.swap_remove(0).value {
        Value::Named(pairs) => pairs.into_iter().map(|(_, column)| column.rows()),
        _ => return Err(refusal::foreign("DataFrame")),
    };
    let columns: Option<Vec<_>> = columns.collect();
    let columns = columns
        .ok_or_else(|| refusal::foreign("DataFrame"))?
        .concat();
    super::value::transposed(&columns).map(|rows| Some(Value::block(rows)))
}

/// Constructors of arrays in all their forms: `np.array([[…]])`, `Matrix(2, 2, […])`, `matrix(c(…), nrow=2)`.
pub fn array(parser: &mut Parser, name: &str, arguments: Vec<Argument>) -> Result<Value, Error> {
    let mut form = Form::new(name);
    for argument in arguments {
        form.take(parser, argument, &SAID_ABOUT)?;
    }
    form.value(parser)
}

/// What stands behind the point after a matrix.
pub fn method(parser: &mut Parser, value: Value) -> Result<Value, Error> {
    let from = parser.at;
    let name = match parser.peek().filter(|token| token.kind == Kind::Word) {
        Some(token) => token.text,
        None => return Err(parser.foreign()),
    };
    parser.at += 1;
    let called = parser.peek().is_some_and(|t| t.is("(") && !t.gap);
    match (name, called) {
        ("T" | "mT" | "H", false) => return parser.transposed(value),
        (_, false) => {
            parser.at = from;
            return Err(parser.foreign());
        }
        _ => parser.at += 1,
    }
    let given = arguments(parser, ")")?;
    match name {
        "t" | "transpose" if given.is_empty() => parser.transposed(value),
        "reshape" | "view" => build::reshape(parser, value, given, false),
        "astype" | "tolist" | "copy" | "numpy" | "cpu" | "detach" | "float" | "double" | "to"
        | "cuda" | "evalf" | "n" | "clone" | "to_numpy" | "contiguous" | "requires_grad_" => {
            Ok(value)
        }
        _ => {
            let piece = parser.since(from).to_owned();
            Err(refusal::not_computed(&format!("The method {name}"), &piece))
        }
    }
}

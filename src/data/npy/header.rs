//! The header of a `.npy` file: a Python dictionary.

use super::{MAGIC, wrong};
use crate::data::Error;

/// The kinds of number that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Float,
    Signed,
    Unsigned,
    Bool,
}

/// What the header says.
#[derive(Debug, PartialEq, Eq)]
pub struct Header {
    pub kind: Kind,
    /// Bytes of one entry.
    pub width: usize,
    pub big_endian: bool,
    pub fortran_order: bool,
    pub rows: usize,
    pub cols: usize,
}

impl Header {
    /// Its entries are of a type that can hold what a double cannot.
    pub fn is_whole(&self) -> bool {
        self.width == 8 && matches!(self.kind, Kind::Signed | Kind::Unsigned)
    }
}

/// The header's text and the data behind it.
pub fn split(bytes: &[u8]) -> Result<(&str, &[u8]), Error> {
    let short = || wrong("it is cut short within its header");
    let rest = bytes
        .strip_prefix(MAGIC)
        .ok_or_else(|| wrong("it does not start as a .npy file does"))?;
    let (version, rest) = rest.split_first_chunk::<2>().ok_or_else(short)?;
    let (length, rest) = match version[0] {
        1 => {
            let (length, rest) = rest.split_first_chunk::<2>().ok_or_else(short)?;
            (usize::from(u16::from_le_bytes(*length)), rest)
        }
        2 | 3 => {
            let (length, rest) = rest.split_first_chunk::<4>().ok_or_else(short)?;
            let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| short())?;
            (length, rest)
        }
        other => {
            return Err(wrong(&format!(
                "it is of version {other}, and only versions 1 to 3 are known"
            )));
        }
    };
    let (header, data) = rest.split_at_checked(length).ok_or_else(short)?;
    let header = std::str::from_utf8(header).map_err(|_| wrong("its header is not text"))?;
    Ok((header, data))
}

/// The header is a Python dictionary with the three keys descr, fortran_order and shape.
pub fn parse(text: &str) -> Result<Header, Error> {
    let missing = |name: &str| wrong(&format!("its header has no readable “{name}”"));
    let descr = after(text, "descr")
        .and_then(quoted)
        .ok_or_else(|| wrong("its entries are not plain numbers; save a plain array of floats"))?;
    let order = after(text, "fortran_order").ok_or_else(|| missing("fortran_order"))?;
    let fortran_order = if order.starts_with("True") {
        true
    } else if order.starts_with("False") {
        false
    } else {
        return Err(missing("fortran_order"));
    };
    let shape = after(text, "shape")
        .and_then(tuple)
        .ok_or_else(|| missing("shape"))?;
    let sides: Vec<usize> = shape
        .split(',')
        .map(str::trim)
        .filter(|side| !side.is_empty())
        .map(|side| length(side).ok_or_else(|| missing("shape")))
        .collect::<Result<_, _>>()?;
    let (rows, cols) = matrix_of(&sides).ok_or_else(|| {
        wrong(&format!(
            "its array has {} dimensions; a matrix has two",
            sides.len()
        ))
    })?;
    let (kind, width, big_endian) = number_type(descr)?;
    Ok(Header {
        kind,
        width,
        big_endian,
        fortran_order,
        rows,
        cols,
    })
}

/// What stands between the outer parentheses.
fn tuple(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('(')?;
    let mut depth = 1_usize;
    for (at, c) in inner.char_indices() {
        depth = match c {
            '(' => depth + 1,
            ')' => depth - 1,
            _ => depth,
        };
        if depth == 0 {
            return Some(&inner[..at]);
        }
    }
    None
}

/// A length of the shape: `4`, Python 2's `4L`, or `np.int64(4)` as some programs write it.
fn length(side: &str) -> Option<usize> {
    let number = side
        .strip_prefix("np.int64(")
        .and_then(|rest| rest.strip_suffix(')'));
    let number = number.unwrap_or(side);
    number.strip_suffix('L').unwrap_or(number).parse().ok()
}

/// Rows and columns of a shape; of more than two dimensions, those of length 1 say nothing.
fn matrix_of(sides: &[usize]) -> Option<(usize, usize)> {
    match *sides {
        [] => Some((1, 1)),
        [rows] => Some((rows, 1)),
        [rows, cols] => Some((rows, cols)),
        _ => {
            let long: Vec<usize> = sides.iter().copied().filter(|side| *side != 1).collect();
            if long.len() < 3 {
                matrix_of(&long)
            } else {
                None
            }
        }
    }
}

/// What stands behind `'name':`.
fn after<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let at = ['\'', '"']
        .iter()
        .find_map(|q| text.find(&format!("{q}{name}{q}")))?;
    let rest = text.get(at + name.len() + 2..)?.trim_start();
    Some(rest.strip_prefix(':')?.trim_start())
}

fn quoted(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|c| *c == '\'' || *c == '"')?;
    text.get(1..)?.split_once(quote).map(|(inside, _)| inside)
}

/// `<f4` and the like: byte order, kind, bytes.
fn number_type(descr: &str) -> Result<(Kind, usize, bool), Error> {
    let unknown = || {
        wrong(&format!(
            "its entries are of type “{}”, which is not one of the number types read here (floats of 2, 4 or 8 bytes, integers)",
            descr.chars().take(20).collect::<String>()
        ))
    };
    if descr.contains('O') {
        return Err(wrong(
            "it holds Python objects (a pickle), which are never loaded; save a plain array of floats",
        ));
    }
    let big_endian = descr.starts_with('>');
    let plain = descr.trim_start_matches(['<', '>', '=', '|']);
    let (kind, width) = match plain {
        "f2" => (Kind::Float, 2),
        "f4" => (Kind::Float, 4),
        "f8" => (Kind::Float, 8),
        "i1" => (Kind::Signed, 1),
        "i2" => (Kind::Signed, 2),
        "i4" => (Kind::Signed, 4),
        "i8" => (Kind::Signed, 8),
        "u1" => (Kind::Unsigned, 1),
        "u2" => (Kind::Unsigned, 2),
        "u4" => (Kind::Unsigned, 4),
        "u8" => (Kind::Unsigned, 8),
        "b1" => (Kind::Bool, 1),
        _ => return Err(unknown()),
    };
    Ok((kind, width, big_endian))
}

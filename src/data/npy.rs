//! NumPy's `.npy` files: one array, little-endian or big-endian, in row or column order.
//!
//! Source: NumPy Enhancement Proposal 1 and `numpy.lib.format`.

use super::Error;
use super::entry::EntryError;
use crate::linalg::Matrix;

/// Every `.npy` file starts with these bytes, then the version.
const MAGIC: &[u8] = b"\x93NUMPY";
/// More entries than this are refused before anything is allocated: 128 MB as doubles.
const MAX_ENTRIES: usize = 1 << 24;

/// Whole numbers up to here are doubles, each of its own.
const EXACT: f64 = 9_007_199_254_740_991.0;

/// The kinds of number that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Float,
    Signed,
    Unsigned,
    Bool,
}

/// What the header says.
#[derive(Debug, PartialEq, Eq)]
struct Header {
    kind: Kind,
    /// Bytes of one entry.
    width: usize,
    big_endian: bool,
    fortran_order: bool,
    rows: usize,
    cols: usize,
}

impl Header {
    /// Its entries are of a type that can hold what a double cannot.
    fn is_whole(&self) -> bool {
        self.width == 8 && matches!(self.kind, Kind::Signed | Kind::Unsigned)
    }
}

/// Reads a matrix; a vector becomes one column, a single number 1×1.
///
/// Takes floats of 2, 4 or 8 bytes, integers and booleans of versions 1 to 3.
/// Cost: O(entries).
/// # Errors
/// [`Error::Npy`] with the reason: not such a file, cut short, more than two dimensions, or a type without numbers
/// (object arrays are pickles, which could run code, and are refused).
pub fn read(bytes: &[u8]) -> Result<Matrix, Error> {
    let (text, data) = split(bytes)?;
    let header = parse(text)?;
    let count = header
        .rows
        .checked_mul(header.cols)
        .filter(|count| *count <= MAX_ENTRIES)
        .ok_or_else(|| wrong("it has more than 16 777 216 entries, which is too many here"))?;
    if count == 0 {
        return Err(wrong("its array has no entries"));
    }
    if data.len() / header.width < count {
        return Err(wrong(
            "it is cut short: there are fewer numbers than its header promises",
        ));
    }
    nothing_behind(&data[count * header.width..])?;
    let values = data
        .chunks_exact(header.width)
        .take(count)
        .map(|entry| value(&header, entry));
    let values: Vec<f64> = values.collect();
    if let Some(large) = values
        .iter()
        .find(|value| header.is_whole() && value.abs() > EXACT)
    {
        return Err(wrong(&format!(
            "its whole numbers are as large as {large:e}, where not all have a double of their own; save the array as floats"
        )));
    }
    Ok(if header.fortran_order {
        Matrix::from_vec(header.rows, header.cols, values)
    } else {
        Matrix::from_row_slice(header.rows, header.cols, &values)
    })
}

/// Refuses NaN and infinities, which a matrix here cannot have, and names the place of the first.
/// # Errors
/// [`Error::Entry`].
pub fn require_finite(matrix: &Matrix) -> Result<(), Error> {
    let index = matrix.iter().position(|value| !value.is_finite());
    match index {
        None => Ok(()),
        // Stored column by column.
        Some(index) => Err(Error::Entry {
            row: index % matrix.nrows() + 1,
            column: index / matrix.nrows() + 1,
            source: EntryError::NotFinite(matrix[index].to_string()),
        }),
    }
}

/// `numpy.save` twice into one file makes two arrays.
fn nothing_behind(rest: &[u8]) -> Result<(), Error> {
    match rest {
        [] => Ok(()),
        rest if rest.starts_with(MAGIC) => Err(wrong(
            "it holds more than one array; save the one matrix into a file of its own",
        )),
        _ => Err(wrong("there is more in it than its header promises")),
    }
}

fn wrong(reason: &str) -> Error {
    Error::Npy(reason.to_owned())
}

/// The header's text and the data behind it.
fn split(bytes: &[u8]) -> Result<(&str, &[u8]), Error> {
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
fn parse(text: &str) -> Result<Header, Error> {
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

/// One entry; `entry` is as long as the header's width, at most 8.
fn value(header: &Header, entry: &[u8]) -> f64 {
    let mut bits = 0_u64;
    for (i, byte) in entry.iter().enumerate() {
        let place = if header.big_endian {
            entry.len() - 1 - i
        } else {
            i
        };
        bits |= u64::from(*byte) << (8 * place);
    }
    match (header.kind, header.width) {
        (Kind::Float, 2) => half(bits as u16),
        (Kind::Float, 4) => f64::from(f32::from_bits(bits as u32)),
        (Kind::Float, _) => f64::from_bits(bits),
        (Kind::Signed, width) => {
            let unused = 64 - 8 * width as u32;
            (((bits << unused) as i64) >> unused) as f64
        }
        (Kind::Unsigned, _) => bits as f64,
        (Kind::Bool, _) => f64::from(u8::from(bits != 0)),
    }
}

/// A 16-bit float (IEEE 754 binary16), exactly.
fn half(bits: u16) -> f64 {
    let sign = if bits >> 15 == 1 { -1.0 } else { 1.0 };
    let exponent = i32::from((bits >> 10) & 0x1f);
    let fraction = f64::from(bits & 0x3ff);
    sign * match exponent {
        0 => libm::scalbn(fraction, -24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => libm::scalbn(1024.0 + fraction, exponent - 25),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn file(version: u8, header: &str, data: &[u8]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend([version, 0]);
        if version == 1 {
            bytes.extend((header.len() as u16).to_le_bytes());
        } else {
            bytes.extend((header.len() as u32).to_le_bytes());
        }
        bytes.extend(header.as_bytes());
        bytes.extend(data);
        bytes
    }

    fn header(descr: &str, fortran: &str, shape: &str) -> String {
        format!("{{'descr': '{descr}', 'fortran_order': {fortran}, 'shape': {shape}, }}\n")
    }

    #[test]
    fn both_orders_and_both_header_lengths() {
        let data: Vec<u8> = (1..=6_u8)
            .flat_map(|v| f32::from(v).to_le_bytes())
            .collect();
        let rows = read(&file(1, &header("<f4", "False", "(2, 3)"), &data)).unwrap();
        assert_eq!(
            rows,
            Matrix::from_row_slice(2, 3, &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
        );
        let columns = read(&file(2, &header("<f4", "True", "(2, 3)"), &data)).unwrap();
        assert_eq!(
            columns,
            Matrix::from_row_slice(2, 3, &[1.0, 3.0, 5.0, 2.0, 4.0, 6.0])
        );
        let vector = read(&file(1, &header("<f4", "False", "(6,)"), &data)).unwrap();
        assert_eq!(vector.shape(), (6, 1));
    }

    #[test]
    fn every_number_type() {
        let one = |descr: &str, data: &[u8]| {
            read(&file(1, &header(descr, "False", "()"), data)).map(|m| m[(0, 0)])
        };
        assert_eq!(one("<f8", &(-2.5_f64).to_le_bytes()), Ok(-2.5));
        assert_eq!(one(">f8", &(-2.5_f64).to_be_bytes()), Ok(-2.5));
        assert_eq!(one(">i2", &(-300_i16).to_be_bytes()), Ok(-300.0));
        assert_eq!(one("|u1", &[200]), Ok(200.0));
        assert_eq!(one("|b1", &[1]), Ok(1.0));
        for (bits, expected) in [
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x0001, 5.960_464_477_539_063e-8),
            (0x7bff, 65504.0),
        ] {
            assert_eq!(one("<f2", &u16::to_le_bytes(bits)), Ok(expected));
        }
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        for (bytes, word) in [
            (b"PK\x03\x04".to_vec(), "start"),
            (file(1, &header("|O", "False", "(1,)"), b"xxxx"), "pickle"),
            (file(1, &header("<c16", "False", "(1,)"), &[0; 16]), "c16"),
            (
                file(1, &header("<f4", "False", "(1, 2, 3)"), &[0; 24]),
                "3 dimensions",
            ),
            (
                file(1, &header("<f4", "False", "(2, 2)"), &[0; 15]),
                "short",
            ),
            (
                file(1, &header("<f4", "False", "(0, 2)"), &[]),
                "no entries",
            ),
            (
                file(1, &header("<f4", "False", "(99999999999, 2)"), &[]),
                "too many",
            ),
            (file(9, "", &[]), "version 9"),
            (file(1, "{}", &[]), "numbers"),
        ] {
            let sentence = read(&bytes).unwrap_err().to_string();
            assert!(sentence.contains(word), "{sentence}");
        }
    }

    proptest! {
        #[test]
        fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes);
        }

        #[test]
        fn random_headers_never_panic(text in ".{0,80}", data in proptest::collection::vec(any::<u8>(), 0..40)) {
            let _ = read(&file(1, &text, &data));
            let _ = read(&file(2, &header(&text, &text, &text), &data));
        }
    }
}

//! NumPy's `.npy` files: one array, little-endian or big-endian, in row or column order.
//!
//! Source: NumPy Enhancement Proposal 1 and `numpy.lib.format`.

mod header;

use self::header::{Header, Kind, parse, split};
use super::Error;
use super::entry::EntryError;
use crate::linalg::Matrix;

/// Every `.npy` file starts with these bytes, then the version.
const MAGIC: &[u8] = b"\x93NUMPY";
/// More entries than this are refused before anything is allocated: 128 MB as doubles.
const MAX_ENTRIES: usize = 1 << 24;

/// Whole numbers up to here are doubles, each of its own.
const EXACT: f64 = 9_007_199_254_740_991.0;

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
    fn shapes_as_programs_write_them() {
        let data: Vec<u8> = (1..=6_u8)
            .flat_map(|v| f32::from(v).to_le_bytes())
            .collect();
        for (shape, expected) in [
            ("(2L, 3L)", (2, 3)),
            ("(2, 3, 1)", (2, 3)),
            ("(1, 2, 3)", (2, 3)),
            ("(2, 1, 3, 1)", (2, 3)),
            ("(6, 1, 1)", (6, 1)),
            ("(np.int64(2), np.int64(3))", (2, 3)),
            ("(6,)", (6, 1)),
        ] {
            let matrix = read(&file(1, &header("<f4", "False", shape), &data)).unwrap();
            assert_eq!(matrix.shape(), expected, "{shape}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        for (bytes, word) in [
            (b"PK\x03\x04".to_vec(), "start"),
            (file(1, &header("|O", "False", "(1,)"), b"xxxx"), "pickle"),
            (file(1, &header("<c16", "False", "(1,)"), &[0; 16]), "c16"),
            (
                file(1, &header("<f4", "False", "(2, 2, 3)"), &[0; 48]),
                "3 dimensions",
            ),
            (
                file(1, &header("<f4", "False", "(1, 1)"), &[0; 8]),
                "more in it",
            ),
            (
                file(
                    1,
                    &header("<i8", "False", "(1,)"),
                    &[255, 255, 255, 255, 255, 255, 255, 127],
                ),
                "save the array as floats",
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

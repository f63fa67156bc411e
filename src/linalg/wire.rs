//! Matrices and bytes in a message, for `#[serde(with)]`, in one piece: of a matrix the sides, then the entries column by
//! column. Serde would otherwise read and write them one by one, which holds a phone up when a picture's decomposition
//! arrives.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

use super::Matrix;

#[derive(serde::Serialize, serde::Deserialize)]
struct Packed {
    rows: usize,
    cols: usize,
    entries: Entries,
}

impl Packed {
    fn new(matrix: &Matrix) -> Self {
        let (rows, cols) = matrix.shape();
        let entries = Entries(matrix.as_slice().to_vec());
        Self {
            rows,
            cols,
            entries,
        }
    }

    fn read<E: Error>(self) -> Result<Matrix, E> {
        let (rows, cols, Entries(entries)) = (self.rows, self.cols, self.entries);
        if rows.checked_mul(cols) != Some(entries.len()) {
            let count = entries.len();
            return Err(E::custom(format!(
                "{count} entries are no matrix of {rows}×{cols}"
            )));
        }
        Ok(Matrix::from_vec(rows, cols, entries))
    }
}

struct Entries(Vec<f64>);

impl Serialize for Entries {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut bytes = vec![0; 8 * self.0.len()];
        let (eights, _) = bytes.as_chunks_mut::<8>();
        for (bytes, entry) in eights.iter_mut().zip(&self.0) {
            *bytes = entry.to_le_bytes();
        }
        to.serialize_bytes(&bytes)
    }
}

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_bytes(InOnePiece(entries))
    }
}

fn entries(bytes: &[u8]) -> Option<Entries> {
    let (eights, rest) = bytes.as_chunks::<8>();
    let entries = eights.iter().map(|bytes| f64::from_le_bytes(*bytes));
    rest.is_empty().then(|| Entries(entries.collect()))
}

/// Reads bytes as a whole.
struct InOnePiece<T>(fn(&[u8]) -> Option<T>);

impl<T> Visitor<'_> for InOnePiece<T> {
    type Value = T;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("bytes, eight for each entry of a matrix")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<T, E> {
        (self.0)(bytes).ok_or_else(|| E::invalid_length(bytes.len(), &self))
    }
}

/// Bytes; the form on the wire is the same as serde's.
pub mod bytes {
    use serde::{Deserializer, Serializer};

    use super::InOnePiece;

    /// # Errors
    /// The serializer's.
    pub fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(bytes)
    }

    /// # Errors
    /// The deserializer's.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        from.deserialize_bytes(InOnePiece(|bytes| Some(bytes.to_vec())))
    }
}

/// A matrix.
pub mod matrix {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Matrix, Packed};

    /// # Errors
    /// The serializer's.
    pub fn serialize<S: Serializer>(matrix: &Matrix, to: S) -> Result<S::Ok, S::Error> {
        Packed::new(matrix).serialize(to)
    }

    /// # Errors
    /// Sides that do not go with the entries, and the deserializer's.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Matrix, D::Error> {
        Packed::deserialize(from)?.read()
    }
}

/// A matrix that may be missing.
pub mod optional {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Matrix, Packed};

    /// # Errors
    /// The serializer's.
    pub fn serialize<S: Serializer>(matrix: &Option<Matrix>, to: S) -> Result<S::Ok, S::Error> {
        matrix.as_ref().map(Packed::new).serialize(to)
    }

    /// # Errors
    /// As for a [`matrix`](super::matrix) that is there.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Matrix>, D::Error> {
        let packed = Option::<Packed>::deserialize(from)?;
        packed.map(Packed::read).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use postcard::{from_bytes, to_stdvec};

    #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Message {
        #[serde(with = "matrix")]
        one: Matrix,
        #[serde(with = "optional")]
        two: Option<Matrix>,
        #[serde(with = "bytes")]
        three: Vec<u8>,
    }

    #[test]
    fn what_is_written_is_read_bit_for_bit() {
        let odd = [0.1, -0.0, f64::MIN_POSITIVE, 1e300, f64::INFINITY, -3.0];
        for (one, two) in [
            (Matrix::identity(2, 3), None),
            (Matrix::zeros(0, 4), Some(Matrix::identity(1, 1))),
            (Matrix::from_column_slice(2, 3, &odd), None),
            (Matrix::from_column_slice(6, 1, &odd), None),
        ] {
            let three = vec![0, 255, 7];
            let message = Message { one, two, three };
            let back: Message = from_bytes(&to_stdvec(&message).unwrap()).unwrap();
            let bits = |m: &Matrix| m.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
            assert_eq!(bits(&back.one), bits(&message.one));
            assert_eq!(back, message);
        }
    }

    #[test]
    fn sides_that_do_not_go_with_the_entries_are_refused() {
        for (rows, columns, bytes) in [
            (1_usize, 1_usize, 0_usize),
            (1 << (usize::BITS - 2), 8, 0),
            (2, 2, 24),
            (1, 1, 9),
        ] {
            let message = (rows, columns, vec![0_u8; bytes], false, 0_u8);
            assert!(from_bytes::<Message>(&to_stdvec(&message).unwrap()).is_err());
        }
    }
}

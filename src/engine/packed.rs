//! Large values as bytes in one piece: serde would otherwise read and write them entry by entry, which holds a phone up
//! when a picture's decomposition arrives.

/// For `#[serde(with)]` on a `Vec<u8>`; the form on the wire is the same.
pub mod bytes {
    use std::fmt;

    use serde::de::{Deserializer, Error, Visitor};
    use serde::ser::Serializer;

    /// # Errors
    /// The serializer's.
    pub fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(bytes)
    }

    /// # Errors
    /// The deserializer's.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        from.deserialize_byte_buf(Bytes)
    }

    struct Bytes;

    impl Visitor<'_> for Bytes {
        type Value = Vec<u8>;

        fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
            to.write_str("bytes")
        }

        fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
            Ok(bytes.to_vec())
        }

        fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Vec<u8>, E> {
            Ok(bytes)
        }
    }
}

/// For `#[serde(with)]` on a [`Matrix`](crate::linalg::Matrix): its shape, then its entries, column by column.
pub mod matrix {
    use serde::de::{Deserializer, Error};
    use serde::ser::Serializer;
    use serde::{Deserialize, Serialize};

    use crate::linalg::Matrix;

    #[derive(Serialize, Deserialize)]
    struct Packed {
        rows: usize,
        cols: usize,
        #[serde(with = "super::bytes")]
        entries: Vec<u8>,
    }

    /// # Errors
    /// The serializer's.
    pub fn serialize<S: Serializer>(a: &Matrix, to: S) -> Result<S::Ok, S::Error> {
        let mut entries = vec![0; 8 * a.len()];
        let (eights, _) = entries.as_chunks_mut::<8>();
        for (bytes, entry) in eights.iter_mut().zip(a.as_slice()) {
            *bytes = entry.to_le_bytes();
        }
        let (rows, cols) = a.shape();
        let packed = Packed {
            rows,
            cols,
            entries,
        };
        packed.serialize(to)
    }

    /// # Errors
    /// Bytes that are not rows × cols numbers, and the deserializer's.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Matrix, D::Error> {
        let packed = Packed::deserialize(from)?;
        let count = packed.rows.checked_mul(packed.cols);
        if count.and_then(|count| count.checked_mul(8)) != Some(packed.entries.len()) {
            return Err(D::Error::custom(
                "a matrix whose entries do not fit its shape",
            ));
        }
        let (eights, _) = packed.entries.as_chunks::<8>();
        let entries = eights
            .iter()
            .map(|bytes| f64::from_le_bytes(*bytes))
            .collect();
        Ok(Matrix::from_vec(packed.rows, packed.cols, entries))
    }
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    use super::super::{decode, encode};
    use crate::linalg::Matrix;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Sent {
        #[serde(with = "super::bytes")]
        bytes: Vec<u8>,
        #[serde(with = "super::matrix")]
        matrix: Matrix,
    }

    #[test]
    fn what_is_packed_comes_back_bit_for_bit() {
        let odd = [0.1, -0.0, f64::MIN_POSITIVE, 1e300, f64::INFINITY, -3.0];
        for (rows, cols) in [(2, 3), (6, 1), (1, 6)] {
            let sent = Sent {
                bytes: vec![0, 255, 7],
                matrix: Matrix::from_column_slice(rows, cols, &odd),
            };
            let back: Sent = decode(&encode(&sent).unwrap()).unwrap();
            assert_eq!(back, sent);
            let bits = |m: &Matrix| m.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
            assert_eq!(bits(&back.matrix), bits(&sent.matrix));
        }
    }

    #[test]
    fn a_matrix_of_another_shape_is_refused() {
        let bytes = encode(&(2_usize, 2_usize, vec![0_u8; 24])).unwrap();
        #[derive(Debug, Deserialize)]
        struct One(
            #[allow(dead_code)]
            #[serde(with = "super::matrix")]
            Matrix,
        );
        assert!(decode::<One>(&bytes).is_err());
    }
}

//! Matrices read from a message: for serde's `deserialize_with`.
//!
//! nalgebra's own reader multiplies the sides without looking whether that overflows, so a broken message could make a
//! matrix with fewer entries than its sides say.

use serde::de::{Deserialize, Deserializer, Error};

use super::Matrix;

/// Reads what nalgebra writes: the entries column by column, the number of rows, the number of columns.
/// # Errors
/// Sides that do not go with the entries.
pub fn matrix<'de, D: Deserializer<'de>>(from: D) -> Result<Matrix, D::Error> {
    let (entries, rows, columns) = <(Vec<f64>, usize, usize)>::deserialize(from)?;
    if rows.checked_mul(columns) != Some(entries.len()) {
        let count = entries.len();
        return Err(D::Error::custom(format!(
            "{count} entries are no matrix of {rows}×{columns}"
        )));
    }
    Ok(Matrix::from_vec(rows, columns, entries))
}

/// A matrix that may be missing.
/// # Errors
/// As [`matrix`].
pub fn optional<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Matrix>, D::Error> {
    #[derive(serde::Deserialize)]
    struct Wired(#[serde(deserialize_with = "matrix")] Matrix);
    Ok(<Option<Wired>>::deserialize(from)?.map(|wired| wired.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use postcard::{from_bytes, to_stdvec};
    use serde::Serialize;

    #[derive(Debug, PartialEq, Serialize, serde::Deserialize)]
    struct Message {
        #[serde(deserialize_with = "matrix")]
        one: Matrix,
        #[serde(deserialize_with = "optional")]
        two: Option<Matrix>,
    }

    #[test]
    fn what_is_written_is_read() {
        for (one, two) in [
            (Matrix::identity(2, 3), None),
            (Matrix::zeros(0, 4), Some(Matrix::identity(1, 1))),
        ] {
            let message = Message { one, two };
            let bytes = to_stdvec(&message).unwrap();
            assert_eq!(from_bytes::<Message>(&bytes), Ok(message));
        }
    }

    #[test]
    fn sides_that_do_not_go_with_the_entries_are_refused() {
        let none = Vec::<f64>::new();
        for (rows, columns) in [(1_usize, 1_usize), (1 << (usize::BITS - 2), 8)] {
            let bytes = to_stdvec(&((&none, rows, columns), false)).unwrap();
            assert!(from_bytes::<Message>(&bytes).is_err());
        }
    }
}

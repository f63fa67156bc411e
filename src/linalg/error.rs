//! What can go wrong in the linear algebra, as sentences for the person on the page.

use super::Matrix;

/// An error of the linear algebra. Rows and columns are counted from 1, as on the page.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// No rows or no columns.
    #[error("The matrix is empty. It needs at least one row and one column.")]
    Empty,
    /// NaN or ±∞ in the input.
    #[error("The entry in row {row}, column {column} is {}. Put an ordinary number there.", spelled(*.value))]
    NotFinite {
        row: usize,
        column: usize,
        value: f64,
    },
    /// Two matrices that do not fit together.
    #[error(
        "The shapes do not fit: {what} needs {expected_rows}×{expected_columns}, but the matrix is {rows}×{columns}."
    )]
    Shape {
        what: &'static str,
        expected_rows: usize,
        expected_columns: usize,
        rows: usize,
        columns: usize,
    },
    /// A matrix that should equal its transpose and does not.
    #[error(
        "The matrix is not symmetric: the entries ({row}, {column}) and ({column}, {row}) differ."
    )]
    NotSymmetric { row: usize, column: usize },
    /// Finite input whose result is larger than the largest double.
    #[error(
        "The result is larger than the largest number a computer can hold here (about 1.8e308). Scale the matrix down."
    )]
    Overflow,
    /// Too large for a computation that keeps every step.
    #[error(
        "The matrix is {rows}×{columns}. Row reduction is shown step by step up to {limit}×{limit}."
    )]
    TooLarge {
        rows: usize,
        columns: usize,
        limit: usize,
    },
    /// The iteration hit its cap, or the result failed its check.
    #[error(
        "The decomposition did not reach full accuracy for this matrix, so no result is shown. Change an entry a little and try again."
    )]
    NoConvergence,
}

fn spelled(value: f64) -> &'static str {
    if value.is_nan() {
        "not a number (NaN)"
    } else if value > 0.0 {
        "infinite (∞)"
    } else {
        "infinite (−∞)"
    }
}

/// Refuses empty matrices and names the first entry, row by row, that is not finite.
pub(super) fn require_finite(a: &Matrix) -> Result<(), Error> {
    if a.is_empty() {
        return Err(Error::Empty);
    }
    if a.iter().all(|x| x.is_finite()) {
        return Ok(());
    }
    for row in 0..a.nrows() {
        for column in 0..a.ncols() {
            let value = a[(row, column)];
            if !value.is_finite() {
                return Err(Error::NotFinite {
                    row: row + 1,
                    column: column + 1,
                    value,
                });
            }
        }
    }
    Ok(())
}

/// Refuses `a` unless it is `rows`×`columns`; `what` names the reason.
pub(super) fn require_shape(
    a: &Matrix,
    what: &'static str,
    rows: usize,
    columns: usize,
) -> Result<(), Error> {
    if a.shape() == (rows, columns) {
        return Ok(());
    }
    Err(Error::Shape {
        what,
        expected_rows: rows,
        expected_columns: columns,
        rows: a.nrows(),
        columns: a.ncols(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_entry_is_named_counting_from_one() {
        let mut a = Matrix::zeros(2, 3);
        a[(1, 2)] = f64::NEG_INFINITY;
        let message = require_finite(&a).map_err(|e| e.to_string());
        assert_eq!(
            message,
            Err(
                "The entry in row 2, column 3 is infinite (−∞). Put an ordinary number there."
                    .to_owned()
            )
        );
    }

    #[test]
    fn empty_is_refused() {
        assert_eq!(require_finite(&Matrix::zeros(0, 3)), Err(Error::Empty));
        assert_eq!(require_finite(&Matrix::zeros(3, 0)), Err(Error::Empty));
    }
}

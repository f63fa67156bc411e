//! What can go wrong before training starts. Training that diverges is not an error but a state of the training.

use crate::linalg;

/// A number as it is written: with a power of ten where it would have many zeros.
fn plain(value: f64) -> String {
    let size = value.abs();
    if size != 0.0 && !(1e-6..1e9).contains(&size) {
        format!("{value:e}")
    } else {
        value.to_string()
    }
}

/// A sentence for the person at the page: what is wrong and what to do.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// A layer without inputs or outputs, an adapter of rank 0, a batch without samples.
    #[error("{what} must be at least 1.")]
    Zero { what: &'static str },
    /// More than the memory of a page should hold.
    #[error("{what} is {value}; at most {limit} fits here.")]
    TooLarge {
        what: &'static str,
        value: usize,
        limit: usize,
    },
    /// A setting outside its range.
    #[error("{what} is {}; it must be {range}.", plain(*value))]
    OutOfRange {
        what: &'static str,
        value: f64,
        range: &'static str,
    },
    /// Whitening needs as many samples as inputs.
    #[error(
        "{samples} samples cannot have the covariance asked for in {inputs} dimensions. Take at least {inputs}."
    )]
    TooFewSamples { samples: usize, inputs: usize },
    /// Two matrices that do not fit together.
    #[error("{what} must be {rows}×{columns}, but it is {found_rows}×{found_columns}.")]
    Shape {
        what: &'static str,
        rows: usize,
        columns: usize,
        found_rows: usize,
        found_columns: usize,
    },
    /// An entry that is NaN or infinite.
    #[error("{what} has an entry that is not an ordinary number.")]
    NotFinite { what: &'static str },
    /// A decomposition failed.
    #[error(transparent)]
    Linalg(#[from] linalg::Error),
}

/// Refuses zero, and more than `limit`.
pub(super) fn require_count(what: &'static str, value: usize, limit: usize) -> Result<(), Error> {
    match value {
        0 => Err(Error::Zero { what }),
        _ if value > limit => Err(Error::TooLarge { what, value, limit }),
        _ => Ok(()),
    }
}

/// Refuses NaN and what lies outside `low..=high`.
pub(super) fn require_range(
    what: &'static str,
    value: f64,
    (low, high): (f64, f64),
    range: &'static str,
) -> Result<(), Error> {
    if value >= low && value <= high {
        return Ok(());
    }
    Err(Error::OutOfRange { what, value, range })
}

/// Refuses a matrix of another shape or with entries that are not finite.
pub(super) fn require_matrix(
    what: &'static str,
    a: &linalg::Matrix,
    rows: usize,
    columns: usize,
) -> Result<(), Error> {
    if a.shape() != (rows, columns) {
        return Err(Error::Shape {
            what,
            rows,
            columns,
            found_rows: a.nrows(),
            found_columns: a.ncols(),
        });
    }
    if a.iter().any(|x| !x.is_finite()) {
        return Err(Error::NotFinite { what });
    }
    Ok(())
}

//! Elementary row operations.

use num_traits::{One, Zero};

use super::{ExactMatrix, Rational};

/// An elementary row operation; rows are counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowOperation {
    /// Rows `first` and `second` change places.
    Swap { first: usize, second: usize },
    /// Every entry of `row` is multiplied by `factor`, which is not 0.
    Multiply { row: usize, factor: Rational },
    /// `factor` times row `source` is added to row `target`.
    Add {
        target: usize,
        source: usize,
        factor: Rational,
    },
}

/// Why an operation cannot be done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OperationError {
    #[error("There is no row {row}: the matrix has rows 1 to {rows}.")]
    NoSuchRow { row: usize, rows: usize },
    #[error("A row cannot change places with itself. Choose two rows.")]
    SwapWithItself,
    #[error(
        "Adding a multiple of a row to the same row is not an elementary operation. Multiply the row instead."
    )]
    AddToItself,
    #[error(
        "Multiplying a row by 0 loses its equation: nothing could bring it back, so the solutions would change. Choose another number."
    )]
    MultiplyByZero,
}

impl RowOperation {
    /// Whether it can be done on a matrix of so many rows.
    /// # Errors
    /// [`OperationError`], a sentence for the reader.
    pub fn check(&self, rows: usize) -> Result<(), OperationError> {
        let there = |row: usize| match row < rows {
            true => Ok(()),
            false => Err(OperationError::NoSuchRow { row: row + 1, rows }),
        };
        match self {
            Self::Swap { first, second } => {
                there(*first)?;
                there(*second)?;
                match first == second {
                    true => Err(OperationError::SwapWithItself),
                    false => Ok(()),
                }
            }
            Self::Multiply { row, factor } => {
                there(*row)?;
                match factor.is_zero() {
                    true => Err(OperationError::MultiplyByZero),
                    false => Ok(()),
                }
            }
            Self::Add { target, source, .. } => {
                there(*target)?;
                there(*source)?;
                match target == source {
                    true => Err(OperationError::AddToItself),
                    false => Ok(()),
                }
            }
        }
    }

    /// The matrix after the operation.
    /// # Errors
    /// [`OperationError`], a sentence for the reader.
    pub fn applied(&self, a: &ExactMatrix) -> Result<ExactMatrix, OperationError> {
        self.check(a.rows())?;
        let mut after = a.clone();
        match self {
            Self::Swap { first, second } => after.swap_rows(*first, *second),
            Self::Multiply { row, factor } => {
                for j in 0..a.cols() {
                    *after.at_mut(*row, j) *= factor;
                }
            }
            Self::Add {
                target,
                source,
                factor,
            } => {
                for j in 0..a.cols() {
                    *after.at_mut(*target, j) += factor * a.at(*source, j);
                }
            }
        }
        Ok(after)
    }

    /// Its elementary matrix E, `rows`×`rows`: E times A is A after the operation.
    /// # Errors
    /// [`OperationError`], a sentence for the reader.
    pub fn elementary(&self, rows: usize) -> Result<ExactMatrix, OperationError> {
        self.applied(&ExactMatrix::identity(rows))
    }

    /// What the determinant is multiplied by: −1, the factor, 1.
    pub fn determinant(&self) -> Rational {
        match self {
            Self::Swap { .. } => -Rational::one(),
            Self::Multiply { factor, .. } => factor.clone(),
            Self::Add { .. } => Rational::one(),
        }
    }

    /// The rows it changes, counted from 0.
    pub fn changed(&self) -> Vec<usize> {
        match self {
            Self::Swap { first, second } => vec![*first, *second],
            Self::Multiply { row, .. } => vec![*row],
            Self::Add { target, .. } => vec![*target],
        }
    }
}

//! The exact reduced row echelon form, and what is read off it.

use num_traits::{One, Zero};

use super::{ExactMatrix, Rational};

/// The reduced row echelon form of a matrix of rational numbers. There is only one, whatever the way there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExactRref {
    /// m×n.
    pub reduced: ExactMatrix,
    /// Pivot columns, ascending, counted from 0; row i of `reduced` has its pivot in `pivots[i]`.
    pub pivots: Vec<usize>,
    /// Of the matrix that was reduced; `None` where that is not square.
    pub determinant: Option<Rational>,
}

/// How a column without a pivot arises from the pivot columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExactRelation {
    /// The dependent column, counted from 0.
    pub column: usize,
    /// Pivot columns, counted from 0, with their nonzero coefficients; none for a zero column.
    pub coefficients: Vec<(usize, Rational)>,
}

impl ExactRref {
    pub(super) fn new(
        reduced: ExactMatrix,
        pivots: Vec<usize>,
        determinant: Option<Rational>,
    ) -> Self {
        Self {
            reduced,
            pivots,
            determinant,
        }
    }

    /// The rank: the number of pivots.
    pub fn rank(&self) -> usize {
        self.pivots.len()
    }

    /// The columns without a pivot, ascending, counted from 0.
    pub fn free_columns(&self) -> Vec<usize> {
        let free = |column: &usize| !self.pivots.contains(column);
        (0..self.reduced.cols()).filter(free).collect()
    }

    /// For each free column, which combination of the pivot columns it is.
    pub fn relations(&self) -> Vec<ExactRelation> {
        let relation = |column| ExactRelation {
            column,
            coefficients: self
                .pivots
                .iter()
                .enumerate()
                .map(|(row, &pivot)| (pivot, self.reduced.at(row, column).clone()))
                .filter(|(_, coefficient)| !coefficient.is_zero())
                .collect(),
        };
        self.free_columns().into_iter().map(relation).collect()
    }

    /// The special solutions of Ax = 0, one a column: one free variable 1, the others 0.
    ///
    /// Shapes: n×(n − r), a basis of the null space; `None` where that is {0}.
    /// Source: Strang, *Introduction to Linear Algebra*.
    pub fn special_solutions(&self) -> Option<ExactMatrix> {
        let free = self.free_columns();
        let n = self.reduced.cols();
        (!free.is_empty()).then(|| {
            ExactMatrix::from_fn(n, free.len(), |i, k| {
                match self.pivots.iter().position(|&pivot| pivot == i) {
                    Some(row) => -self.reduced.at(row, free[k]),
                    None if i == free[k] => Rational::one(),
                    None => Rational::zero(),
                }
            })
        })
    }

    /// R of A = CR: the rows of the reduced form that are not 0, r×n; `None` for the zero matrix.
    pub fn nonzero_rows(&self) -> Option<ExactMatrix> {
        let (r, n) = (self.rank(), self.reduced.cols());
        (r > 0).then(|| ExactMatrix::from_fn(r, n, |i, j| self.reduced.at(i, j).clone()))
    }

    /// C of A = CR: the pivot columns of `a`, the matrix that was reduced, m×r; `None` for the zero matrix.
    /// Source: Strang 2020, *LU and CR elimination*.
    pub fn pivot_columns(&self, a: &ExactMatrix) -> Option<ExactMatrix> {
        a.select_columns(&self.pivots)
    }
}

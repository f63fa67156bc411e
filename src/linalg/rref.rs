//! Gauss–Jordan elimination, step by step, for showing. Rank is decided by the SVD.

use super::error::require_finite;
use super::{Error, Matrix};

/// Each step keeps its matrix, so the sides are limited.
pub const MAX_SIDE: usize = 32;

/// An elementary row operation; rows are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RowOperation {
    /// Rows `first` and `second` change places.
    Swap { first: usize, second: usize },
    /// Every entry of `row` is divided by `divisor`.
    Divide { row: usize, divisor: f64 },
    /// `factor` times row `source` is added to row `target`.
    AddMultiple {
        target: usize,
        source: usize,
        factor: f64,
    },
}

/// A row operation and the matrix after it.
#[derive(Debug, Clone, PartialEq)]
pub struct RowStep {
    pub operation: RowOperation,
    pub after: Matrix,
}

/// A reduced row echelon form and the way there.
#[derive(Debug, Clone, PartialEq)]
pub struct Rref {
    /// m×n.
    pub reduced: Matrix,
    /// Pivot columns, ascending, counted from 0; row i of `reduced` has its pivot in `pivots[i]`.
    pub pivots: Vec<usize>,
    /// In order; none for a matrix that is reduced already.
    pub steps: Vec<RowStep>,
}

/// Reduced row echelon form by Gauss–Jordan elimination with partial pivoting.
///
/// Every entry carries a bound on the rounding it may have picked up (each given entry starts with half a unit
/// in its last place), and an entry that lies within its bound of an integer becomes that integer: of 0 above all.
/// So no tolerance is needed, scaling a matrix by a power of two changes nothing but the steps' numbers, and
/// small integers stay what they are on paper. In floating point this is a judgement, not a proof; where it
/// disagrees with the singular values, they are right.
///
/// Shapes: `a` m×n, sides up to [`MAX_SIDE`].
/// Cost: O(mn·min(m, n)) time and memory, since every step keeps its matrix.
/// # Errors
/// [`Error::Empty`], [`Error::NotFinite`], [`Error::TooLarge`]; [`Error::Overflow`] when an entry leaves the range
/// of doubles, as in [[1e-300, 1e300]].
/// Source: Strang, *Introduction to Linear Algebra*; running error analysis, Higham 2002, §3.3.
pub fn rref(a: &Matrix) -> Result<Rref, Error> {
    require_finite(a)?;
    let (rows, columns) = a.shape();
    if rows.max(columns) > MAX_SIDE {
        return Err(Error::TooLarge {
            rows,
            columns,
            limit: MAX_SIDE,
        });
    }
    let mut elimination = Elimination::new(a.clone());
    let mut pivots = Vec::new();
    for column in 0..columns {
        let row = pivots.len();
        if row == rows {
            break;
        }
        if let Some(pivot) = elimination.pivot_row(row, column) {
            elimination.swap(row, pivot);
            elimination.divide(row, column)?;
            for target in (0..rows).filter(|&target| target != row) {
                elimination.clear(target, row, column)?;
            }
            pivots.push(column);
        }
    }
    Ok(Rref {
        reduced: elimination.entries,
        pivots,
        steps: elimination.steps,
    })
}

/// Up to this bound an entry within it of an integer is that integer; with a larger one any entry would be.
const SURE: f64 = 1e-6;

struct Elimination {
    entries: Matrix,
    /// Entry by entry, how far rounding may have moved it.
    bounds: Matrix,
    steps: Vec<RowStep>,
}

impl Elimination {
    fn new(entries: Matrix) -> Self {
        Self {
            bounds: entries.map(|x| 0.5 * f64::EPSILON * x.abs()),
            entries,
            steps: Vec::new(),
        }
    }

    /// The row at or below `from` with the entry of largest magnitude in `column`, if one is not zero.
    fn pivot_row(&self, from: usize, column: usize) -> Option<usize> {
        let size = |row: usize| self.entries[(row, column)].abs();
        let mut best = from;
        for row in from + 1..self.entries.nrows() {
            if size(row) > size(best) {
                best = row;
            }
        }
        (size(best) > 0.0).then_some(best)
    }

    fn swap(&mut self, first: usize, second: usize) {
        if first != second {
            self.entries.swap_rows(first, second);
            self.bounds.swap_rows(first, second);
            self.record(RowOperation::Swap { first, second });
        }
    }

    /// Makes the pivot 1.
    fn divide(&mut self, row: usize, pivot_column: usize) -> Result<(), Error> {
        let divisor = self.entries[(row, pivot_column)];
        let divisor_bound = self.bounds[(row, pivot_column)] / divisor.abs();
        if divisor == 1.0 {
            return Ok(());
        }
        for j in 0..self.entries.ncols() {
            let quotient = self.entries[(row, j)] / divisor;
            let bound = self.bounds[(row, j)] / divisor.abs()
                + (divisor_bound + 0.5 * f64::EPSILON) * quotient.abs();
            self.set(row, j, quotient, bound)?;
        }
        self.set(row, pivot_column, 1.0, 0.0)?;
        self.record(RowOperation::Divide { row, divisor });
        Ok(())
    }

    /// Makes the entry of `target` in the pivot column 0.
    fn clear(&mut self, target: usize, source: usize, pivot_column: usize) -> Result<(), Error> {
        let factor = -self.entries[(target, pivot_column)];
        let factor_bound = self.bounds[(target, pivot_column)];
        if factor == 0.0 {
            return Ok(());
        }
        for j in 0..self.entries.ncols() {
            let product = factor * self.entries[(source, j)];
            let sum = self.entries[(target, j)] + product;
            let bound = self.bounds[(target, j)]
                + factor.abs() * self.bounds[(source, j)]
                + factor_bound * self.entries[(source, j)].abs()
                + 0.5 * f64::EPSILON * (product.abs() + sum.abs());
            self.set(target, j, sum, bound)?;
        }
        self.set(target, pivot_column, 0.0, 0.0)?;
        self.record(RowOperation::AddMultiple {
            target,
            source,
            factor,
        });
        Ok(())
    }

    /// Stores `value`, or the integer that it cannot be told from.
    fn set(&mut self, row: usize, column: usize, value: f64, bound: f64) -> Result<(), Error> {
        if !value.is_finite() || !bound.is_finite() {
            return Err(Error::Overflow);
        }
        let integer = value.round();
        let (value, bound) = if value.abs() <= bound {
            // A cancelled entry is taken for an exact zero from here on.
            (0.0, 0.0)
        } else if bound < SURE && (value - integer).abs() <= bound {
            (integer, bound)
        } else {
            (value, bound)
        };
        // Adding 0 turns −0 into 0.
        self.entries[(row, column)] = value + 0.0;
        self.bounds[(row, column)] = bound;
        Ok(())
    }

    fn record(&mut self, operation: RowOperation) {
        self.steps.push(RowStep {
            operation,
            after: self.entries.clone(),
        });
    }
}

/// How a column that is not a pivot column arises from the pivot columns.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnRelation {
    /// The dependent column, counted from 0.
    pub column: usize,
    /// Pivot columns, counted from 0, with their nonzero coefficients; none for a zero column.
    pub coefficients: Vec<(usize, f64)>,
}

impl Rref {
    /// The number of pivots. For the rank ask the SVD.
    pub fn pivot_count(&self) -> usize {
        self.pivots.len()
    }

    /// The columns without a pivot, ascending, counted from 0.
    pub fn free_columns(&self) -> Vec<usize> {
        (0..self.reduced.ncols())
            .filter(|column| !self.pivots.contains(column))
            .collect()
    }

    /// For each free column, which combination of the pivot columns it is: read off the reduced form.
    pub fn column_relations(&self) -> Vec<ColumnRelation> {
        let relation = |column| ColumnRelation {
            column,
            coefficients: self
                .pivots
                .iter()
                .enumerate()
                .map(|(row, &pivot)| (pivot, self.reduced[(row, column)]))
                .filter(|&(_, coefficient)| coefficient != 0.0)
                .collect(),
        };
        self.free_columns().into_iter().map(relation).collect()
    }

    /// The special solutions of A x = 0, one for each free column: that variable 1, the other free ones 0.
    ///
    /// Shapes: n×(n − number of pivots); a basis of the null space, not orthonormal.
    /// Source: Strang, *Introduction to Linear Algebra*.
    pub fn special_solutions(&self) -> Matrix {
        let free = self.free_columns();
        let mut solutions = Matrix::zeros(self.reduced.ncols(), free.len());
        for (k, &column) in free.iter().enumerate() {
            solutions[(column, k)] = 1.0;
            for (row, &pivot) in self.pivots.iter().enumerate() {
                solutions[(pivot, k)] = 0.0 - self.reduced[(row, column)];
            }
        }
        solutions
    }

    /// The rows of the reduced form that are not zero: a basis of the row space, r×n.
    pub fn nonzero_rows(&self) -> Matrix {
        self.reduced.rows(0, self.pivots.len()).into_owned()
    }

    /// The pivot columns of the original matrix `a`: a basis of its column space, m×r.
    /// # Errors
    /// [`Error::Shape`] when `a` is not the matrix that was reduced.
    pub fn pivot_columns(&self, a: &Matrix) -> Result<Matrix, Error> {
        let (rows, columns) = self.reduced.shape();
        super::error::require_shape(a, "the matrix that was reduced", rows, columns)?;
        Ok(a.select_columns(&self.pivots))
    }
}

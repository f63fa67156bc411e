//! A matrix of rational numbers.

use num_traits::{One, ToPrimitive, Zero};

use super::Rational;
use crate::linalg::{Error, Matrix};

/// A dense matrix of rational numbers, row by row, with at least one row and one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExactMatrix {
    rows: usize,
    cols: usize,
    entries: Vec<Rational>,
}

impl ExactMatrix {
    /// `entries` row by row.
    /// # Errors
    /// [`Error::Empty`] without rows or columns, or where the entries are not `rows`·`cols`.
    pub fn new(rows: usize, cols: usize, entries: Vec<Rational>) -> Result<Self, Error> {
        match rows.checked_mul(cols) {
            Some(count) if count > 0 && count == entries.len() => Ok(Self {
                rows,
                cols,
                entries,
            }),
            _ => Err(Error::Empty),
        }
    }

    /// n×n with ones on the diagonal; 1×1 for n = 0.
    pub fn identity(n: usize) -> Self {
        let n = n.max(1);
        Self::from_fn(n, n, |i, j| match i == j {
            true => Rational::one(),
            false => Rational::zero(),
        })
    }

    /// For sides that are known not to be 0.
    pub(super) fn from_fn(
        rows: usize,
        cols: usize,
        mut entry: impl FnMut(usize, usize) -> Rational,
    ) -> Self {
        let places = (0..rows).flat_map(|i| (0..cols).map(move |j| (i, j)));
        Self {
            rows,
            cols,
            entries: places.map(|(i, j)| entry(i, j)).collect(),
        }
    }

    pub fn rows(&self) -> usize {
        self.rows
    }

    pub fn cols(&self) -> usize {
        self.cols
    }

    /// The entry in row `i` and column `j`, counted from 0; both must be there.
    pub fn at(&self, i: usize, j: usize) -> &Rational {
        &self.entries[i * self.cols + j]
    }

    pub(super) fn at_mut(&mut self, i: usize, j: usize) -> &mut Rational {
        &mut self.entries[i * self.cols + j]
    }

    /// Row by row.
    pub fn entries(&self) -> &[Rational] {
        &self.entries
    }

    /// The rows, each from left to right.
    pub fn row_slices(&self) -> impl Iterator<Item = &[Rational]> {
        self.entries.chunks(self.cols)
    }

    pub(super) fn swap_rows(&mut self, first: usize, second: usize) {
        for j in 0..self.cols {
            self.entries
                .swap(first * self.cols + j, second * self.cols + j);
        }
    }

    /// n×m for an m×n matrix.
    pub fn transpose(&self) -> Self {
        Self::from_fn(self.cols, self.rows, |i, j| self.at(j, i).clone())
    }

    /// This matrix times `other`: m×k by k×n gives m×n, in mkn multiplications.
    /// # Errors
    /// [`Error::Shape`] where the inner sides differ.
    pub fn times(&self, other: &Self) -> Result<Self, Error> {
        if self.cols != other.rows {
            return Err(Error::Shape {
                what: "the right factor",
                expected_rows: self.cols,
                expected_columns: other.cols,
                rows: other.rows,
                columns: other.cols,
            });
        }
        Ok(Self::from_fn(self.rows, other.cols, |i, j| {
            let terms = (0..self.cols).map(|k| self.at(i, k) * other.at(k, j));
            terms.fold(Rational::zero(), |sum, term| sum + term)
        }))
    }

    /// The columns `chosen`, counted from 0, in that order; `None` where there are none.
    pub fn select_columns(&self, chosen: &[usize]) -> Option<Self> {
        let there = !chosen.is_empty() && chosen.iter().all(|j| *j < self.cols);
        there.then(|| {
            Self::from_fn(self.rows, chosen.len(), |i, j| {
                self.at(i, chosen[j]).clone()
            })
        })
    }

    /// This matrix with `other` to its right.
    /// # Errors
    /// [`Error::Shape`] where they have not equally many rows.
    pub fn beside(&self, other: &Self) -> Result<Self, Error> {
        if self.rows != other.rows {
            return Err(Error::Shape {
                what: "the right part",
                expected_rows: self.rows,
                expected_columns: other.cols,
                rows: other.rows,
                columns: other.cols,
            });
        }
        let cols = self.cols + other.cols;
        Ok(Self::from_fn(self.rows, cols, |i, j| {
            match j.checked_sub(self.cols) {
                Some(right) => other.at(i, right).clone(),
                None => self.at(i, j).clone(),
            }
        }))
    }

    /// Every entry rounded to the nearest double; ±∞ where none is near.
    pub fn rounded(&self) -> Matrix {
        Matrix::from_fn(self.rows, self.cols, |i, j| {
            self.at(i, j).to_f64().unwrap_or(f64::NAN)
        })
    }

    /// Whether every entry is 0.
    pub fn is_zero(&self) -> bool {
        self.entries.iter().all(Zero::is_zero)
    }
}

//! Fraction-free Gauss–Jordan elimination, a pivot at a time.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

use super::{ExactMatrix, ExactRref, Rational};

/// An elimination under way: whole numbers only, every division without remainder.
///
/// Each row is multiplied by the least common denominator of its entries; from then on the rule of Bareiss keeps
/// the numbers as short as determinants of the matrix are. One [`step`](Self::step) a column, so that a worker can
/// stop between them.
/// Cost: O(mn) products and divisions of whole numbers a column.
/// Source: Bareiss 1968, *Sylvester's identity and multistep integer-preserving Gaussian elimination*.
#[derive(Clone, Debug)]
pub struct Elimination {
    rows: usize,
    cols: usize,
    /// Row by row.
    entries: Vec<BigInt>,
    pivots: Vec<usize>,
    column: usize,
    /// The last pivot, which divides everything that comes next; 1 at the start.
    last: BigInt,
    /// What the determinant of the whole numbers must be divided by: the rows' multipliers, and −1 for each swap.
    scale: BigInt,
}

impl Elimination {
    pub fn new(a: &ExactMatrix) -> Self {
        let mut entries = Vec::with_capacity(a.entries().len());
        let mut scale = BigInt::one();
        for row in a.row_slices() {
            let common = row.iter().fold(BigInt::one(), |m, x| m.lcm(x.denom()));
            entries.extend(row.iter().map(|x| x.numer() * (&common / x.denom())));
            scale *= common;
        }
        Self {
            rows: a.rows(),
            cols: a.cols(),
            entries,
            pivots: Vec::new(),
            column: 0,
            last: BigInt::one(),
            scale,
        }
    }

    /// The share of the columns done, 0 to 1.
    pub fn progress(&self) -> f64 {
        self.column as f64 / self.cols as f64
    }

    /// Deals with one more column; false when all are done.
    pub fn step(&mut self) -> bool {
        let row = self.pivots.len();
        if self.column == self.cols || row == self.rows {
            return false;
        }
        if let Some(pivot) = self.pivot_row(row) {
            self.swap(row, pivot);
            self.clear_all_but(row);
            self.pivots.push(self.column);
        }
        self.column += 1;
        true
    }

    /// Takes all steps that are left.
    pub fn finish(mut self) -> ExactRref {
        while self.step() {}
        let last = &self.last;
        let reduced = ExactMatrix::from_fn(self.rows, self.cols, |i, j| {
            let entry = &self.entries[i * self.cols + j];
            match entry.is_zero() {
                true => Rational::zero(),
                false => Rational::new(entry.clone(), last.clone()),
            }
        });
        let determinant = (self.rows == self.cols).then(|| match self.pivots.len() == self.rows {
            true => Rational::new(last.clone(), self.scale.clone()),
            false => Rational::zero(),
        });
        ExactRref::new(reduced, self.pivots, determinant)
    }

    /// The row at or below `from` whose entry in the present column is not 0 and shortest, which keeps numbers short.
    fn pivot_row(&self, from: usize) -> Option<usize> {
        let entry = |row: usize| &self.entries[row * self.cols + self.column];
        (from..self.rows)
            .filter(|&row| !entry(row).is_zero())
            .min_by_key(|&row| entry(row).abs().bits())
    }

    fn swap(&mut self, first: usize, second: usize) {
        if first != second {
            for j in 0..self.cols {
                self.entries
                    .swap(first * self.cols + j, second * self.cols + j);
            }
            self.scale = -&self.scale;
        }
    }

    /// Makes the present column 0 outside `row`, and every pivot so far equal to the new one.
    fn clear_all_but(&mut self, row: usize) {
        let (cols, column) = (self.cols, self.column);
        let source: Vec<BigInt> = self.entries[row * cols..(row + 1) * cols].to_vec();
        let pivot = &source[column];
        let others = self.entries.chunks_mut(cols).enumerate();
        for (_, target) in others.filter(|(i, _)| *i != row) {
            let factor = target[column].clone();
            for (entry, from) in target.iter_mut().zip(&source) {
                // Sylvester's identity: the last pivot divides this without remainder.
                *entry = (&*entry * pivot - &factor * from) / &self.last;
            }
        }
        self.last = pivot.clone();
    }
}

impl ExactRref {
    /// Reduces `a` (m×n) at once.
    ///
    /// Cost: O(mn·min(m, n)) products of whole numbers whose length grows like that of the determinant.
    pub fn of(a: &ExactMatrix) -> Self {
        Elimination::new(a).finish()
    }
}

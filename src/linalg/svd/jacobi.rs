//! One-sided Jacobi: rotate pairs of columns until all are orthogonal; their lengths are the singular values.

use super::super::basis::complete_columns;
use super::super::scaling::{binary_exponent, max_abs, scale_by_power_of_two};
use super::super::{Matrix, qr};
use super::Svd;

/// Convergence is quadratic and takes 6 to 10 sweeps; graded or rank-deficient input takes a few more.
const MAX_SWEEPS: usize = 60;

/// Above this cosine between two columns the result is refused when the sweeps run out.
const WORST_COSINE: f64 = 1e-13;

/// A column that has shrunk by this many powers of two is rounding and nothing else: it becomes zero.
/// Without this, more such columns than free directions would chase each other for ever.
const NOISE_BITS: i32 = 60;

/// Thin decomposition by one-sided Jacobi, unsorted; `None` when the sweeps run out.
///
/// Shapes: `a` m×n → as [`Svd`]. `a` must be finite with entries in [−1, 1].
/// Every column carries its own power of two, so columns of very different length keep their relative accuracy.
/// Cost: O(max(m, n)·p²) per sweep, p = min(m, n); long matrices are first reduced to p×p by a QR decomposition.
/// Source: Demmel & Veselić 1992; Drmač & Veselić 2008 for the QR step.
pub(super) fn svd(a: &Matrix) -> Option<Svd> {
    if a.nrows() >= a.ncols() {
        return tall(a);
    }
    let of_transpose = tall(&a.transpose())?;
    Some(Svd {
        u: of_transpose.v_t.transpose(),
        singular_values: of_transpose.singular_values,
        v_t: of_transpose.u.transpose(),
    })
}

fn tall(a: &Matrix) -> Option<Svd> {
    let (m, n) = a.shape();
    let mut columns = ScaledColumns::new(a.clone());
    if m <= 2 * n {
        return columns.orthogonalize().map(|v| columns.into_svd(v));
    }
    let qr = qr::thin_qr(&columns.unit);
    columns.unit = qr.r;
    columns.renormalize_all();
    let v = columns.orthogonalize()?;
    let mut svd = columns.into_svd(v);
    svd.u = qr.q * svd.u;
    Some(svd)
}

/// A matrix whose column j is `unit.column(j)`·2^`exponents[j]`, with unit columns of moderate length.
struct ScaledColumns {
    unit: Matrix,
    exponents: Vec<i32>,
    /// The largest exponent each column has had.
    peaks: Vec<i32>,
    /// Squared lengths of the unit columns; 0 marks a zero column.
    squares: Vec<f64>,
}

impl ScaledColumns {
    fn new(unit: Matrix) -> Self {
        let n = unit.ncols();
        let mut columns = Self {
            unit,
            exponents: vec![0; n],
            peaks: vec![i32::MIN; n],
            squares: vec![0.0; n],
        };
        columns.renormalize_all();
        columns
    }

    fn renormalize_all(&mut self) {
        for j in 0..self.unit.ncols() {
            self.renormalize(j);
        }
    }

    /// Moves the power of two of column `j`'s largest entry into its exponent.
    fn renormalize(&mut self, j: usize) {
        let mut column = self.unit.column_mut(j);
        let largest = max_abs(column.as_slice());
        let shift = binary_exponent(largest);
        let exponent = self.exponents[j].saturating_add(shift);
        if largest == 0.0 || exponent < self.peaks[j].saturating_sub(NOISE_BITS) {
            column.fill(0.0);
            self.squares[j] = 0.0;
            return;
        }
        for x in column.iter_mut() {
            *x = scale_by_power_of_two(*x, -shift);
        }
        self.exponents[j] = exponent;
        self.peaks[j] = self.peaks[j].max(exponent);
        self.squares[j] = column.norm_squared();
    }

    /// Rotates until all pairs of columns are orthogonal; returns the accumulated rotations V (n×n).
    fn orthogonalize(&mut self) -> Option<Matrix> {
        let (m, n) = self.unit.shape();
        let tolerance = f64::EPSILON * (m as f64).sqrt();
        let mut v = Matrix::identity(n, n);
        let mut worst = 0.0;
        for _ in 0..MAX_SWEEPS {
            worst = 0.0f64;
            for i in 0..n {
                for j in i + 1..n {
                    worst = worst.max(self.rotate_pair(&mut v, i, j, tolerance));
                }
            }
            if worst <= tolerance {
                return Some(v);
            }
        }
        (worst <= WORST_COSINE).then_some(v)
    }

    /// Makes columns `i` and `j` orthogonal unless they are already; returns the cosine found between them.
    fn rotate_pair(&mut self, v: &mut Matrix, i: usize, j: usize, tolerance: f64) -> f64 {
        if self.squares[i] == 0.0 || self.squares[j] == 0.0 {
            return 0.0;
        }
        let (big, small) = if self.exponents[i] >= self.exponents[j] {
            (i, j)
        } else {
            (j, i)
        };
        let (x, y) = two_columns(&mut self.unit, big, small);
        let dot = dot(x, y);
        let cosine = dot.abs() / (self.squares[big] * self.squares[small]).sqrt();
        if cosine <= tolerance {
            return cosine;
        }
        // In units of the big column's power of two: lengths² a and ρ²b, inner product ρ·dot.
        let ratio = scale_by_power_of_two(
            1.0,
            self.exponents[small].saturating_sub(self.exponents[big]),
        );
        let difference = self.squares[big] - ratio * ratio * self.squares[small];
        let root = (difference * difference + 4.0 * ratio * ratio * dot * dot).sqrt();
        let slope = 2.0 * dot / (difference + root.copysign(difference));
        // The tangent of the rotation is ρ·slope; keeping the two apart is what saves tiny columns from underflow.
        let tangent = ratio * slope;
        let cos = 1.0 / (1.0 + tangent * tangent).sqrt();
        rotate(x, y, cos, cos * ratio * tangent, cos * slope);
        let (vx, vy) = two_columns(v, big, small);
        rotate(vx, vy, cos, cos * tangent, cos * tangent);
        self.after_rotation(big);
        self.after_rotation(small);
        cosine
    }

    fn after_rotation(&mut self, j: usize) {
        let column = self.unit.column(j);
        self.squares[j] = column.norm_squared();
        // A column that lost most of its length is brought back to length about 1.
        if !(1e-4..1e12).contains(&self.squares[j]) {
            self.renormalize(j);
        }
    }

    /// The lengths are the singular values, the directions U; V comes from the rotations.
    fn into_svd(self, v: Matrix) -> Svd {
        let (m, n) = self.unit.shape();
        // Zero columns last, because U is completed after the known directions.
        let (mut order, zero): (Vec<usize>, Vec<usize>) =
            (0..n).partition(|&j| self.squares[j] != 0.0);
        order.extend(zero);
        let known = self.squares.iter().filter(|s| **s > 0.0).count();
        let mut u = Matrix::zeros(m, n);
        let mut singular_values = vec![0.0; n];
        for (position, &j) in order.iter().take(known).enumerate() {
            let length = self.squares[j].sqrt();
            u.set_column(position, &(self.unit.column(j) / length));
            singular_values[position] = scale_by_power_of_two(length, self.exponents[j]);
        }
        complete_columns(&mut u, known);
        Svd {
            u,
            singular_values,
            v_t: v.select_columns(&order).transpose(),
        }
    }
}

/// x ← c·x + s·y, y ← c·y − t·x.
fn rotate(x: &mut [f64], y: &mut [f64], c: f64, s: f64, t: f64) {
    for (x, y) in x.iter_mut().zip(y.iter_mut()) {
        let old = *x;
        *x = c * old + s * *y;
        *y = c * *y - t * old;
    }
}

fn dot(x: &[f64], y: &[f64]) -> f64 {
    // Four partial sums: faster in SIMD, and rounding errors grow a quarter as fast.
    let mut sums = [0.0; 4];
    let (x4, x_rest) = x.as_chunks::<4>();
    let (y4, y_rest) = y.as_chunks::<4>();
    for (x, y) in x4.iter().zip(y4) {
        for k in 0..4 {
            sums[k] += x[k] * y[k];
        }
    }
    let rest: f64 = x_rest.iter().zip(y_rest).map(|(x, y)| x * y).sum();
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest
}

/// Two different columns of a column-major matrix, both mutable, in the order asked for.
fn two_columns(a: &mut Matrix, first: usize, second: usize) -> (&mut [f64], &mut [f64]) {
    let m = a.nrows();
    let (low, high) = (first.min(second), first.max(second));
    let (head, tail) = a.as_mut_slice().split_at_mut(high * m);
    let low_column = &mut head[low * m..(low + 1) * m];
    let high_column = &mut tail[..m];
    if first < second {
        (low_column, high_column)
    } else {
        (high_column, low_column)
    }
}

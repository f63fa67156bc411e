//! Orthonormal bases: extending some orthonormal columns to a basis of more.

use super::Matrix;

/// Extends the first `known` columns of `q`, which must be orthonormal, so that all columns are.
///
/// Shapes: `q` m×k with `known` ≤ k ≤ m; columns from `known` on are overwritten.
/// Deterministic: each new column starts from the unit vector that the columns so far describe worst,
/// the first one on a tie, so the zero matrix gets e₁, e₂, ….
/// Cost: O(m·k) per new column.
/// Source: Gram–Schmidt, twice ("twice is enough", Giraud, Langou & Rozložník 2005).
pub fn complete_columns(q: &mut Matrix, known: usize) {
    let (m, k) = q.shape();
    let mut missing: Vec<f64> = (0..m)
        .map(|i| {
            1.0 - (0..known.min(k))
                .map(|j| q[(i, j)] * q[(i, j)])
                .sum::<f64>()
        })
        .collect();
    for new in known..k.min(m) {
        let (done, mut rest) = q.columns_range_pair_mut(..new, new..);
        let mut column = rest.column_mut(0);
        column.fill(0.0);
        column[first_largest(&missing)] = 1.0;
        for _ in 0..2 {
            for earlier in done.column_iter() {
                column.axpy(-earlier.dot(&column), &earlier, 1.0);
            }
            let norm = column.norm();
            column /= norm;
        }
        for (share, x) in missing.iter_mut().zip(column.iter()) {
            *share -= x * x;
        }
    }
}

/// `q` (m×k, orthonormal columns, k ≤ m) with further columns up to a basis of ℝᵐ: m×m.
pub fn completed(q: &Matrix) -> Matrix {
    let (m, k) = q.shape();
    let mut full = Matrix::zeros(m, m.max(k));
    full.columns_mut(0, k).copy_from(q);
    complete_columns(&mut full, k);
    full
}

fn first_largest(x: &[f64]) -> usize {
    let largest = x.iter().fold(f64::NEG_INFINITY, |m, &v| m.max(v));
    // A tie up to rounding goes to the first, so that every platform picks the same one.
    x.iter().position(|&v| v >= largest - 1e-9).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn orthonormality_gap(q: &Matrix) -> f64 {
        (q.transpose() * q - Matrix::identity(q.ncols(), q.ncols())).amax()
    }

    #[test]
    fn the_zero_matrix_gets_the_unit_vectors() {
        let mut q = Matrix::zeros(4, 3);
        complete_columns(&mut q, 0);
        assert_eq!(q, Matrix::identity(4, 3));
    }

    #[test]
    fn completion_is_orthonormal_and_keeps_what_was_there() {
        let m = 40;
        for known in [0, 1, 7, 39, 40] {
            // Orthonormal columns: part of a Householder reflection I − 2vvᵀ.
            let v = nalgebra::DVector::from_fn(m, |i, _| (i as f64 * 0.7).sin()).normalize();
            let reflection = Matrix::identity(m, m) - 2.0 * &v * v.transpose();
            let q = reflection.columns(0, known).into_owned();
            let full = completed(&q);
            assert_eq!(full.columns(0, known), q);
            assert!(orthonormality_gap(&full) < 1e-14);
        }
    }
}

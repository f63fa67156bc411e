//! How many singular values count as more than rounding.

/// max(m, n)·ε·σ₁, the default of NumPy's `matrix_rank` and MATLAB's `rank`; 0 when there is no singular value.
///
/// `singular_values` in descending order. Never overflows.
pub fn default_tolerance(rows: usize, columns: usize, singular_values: &[f64]) -> f64 {
    let largest = singular_values.first().copied().unwrap_or(0.0);
    rows.max(columns) as f64 * f64::EPSILON * largest
}

/// The number of singular values strictly above the absolute tolerance `tol`.
///
/// A negative tolerance counts as 0, so a singular value of 0 never counts.
pub fn rank_above(singular_values: &[f64], tol: f64) -> usize {
    let tol = tol.max(0.0);
    singular_values.iter().filter(|&&s| s > tol).count()
}

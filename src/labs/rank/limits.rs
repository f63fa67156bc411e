//! What a matrix allows the rest of the state to be.

use crate::data::EnteredMatrix;
use crate::linalg::rref::rref;
use crate::linalg::svd;

/// Row operations of its reduction; none where it cannot be shown.
pub fn operations(matrix: &EnteredMatrix) -> usize {
    rref(matrix.matrix()).map_or(0, |reduction| reduction.steps.len())
}

/// min(m, n).
pub fn largest_rank(matrix: &EnteredMatrix) -> usize {
    matrix.rows().min(matrix.cols())
}

/// Columns minus rank at this tolerance; `None` is the default convention.
pub fn nullity(matrix: &EnteredMatrix, tol: Option<f64>) -> usize {
    let rank = svd(matrix.matrix()).map_or(0, |svd| {
        svd.rank(tol.unwrap_or_else(|| svd.default_tolerance()))
    });
    matrix.cols().saturating_sub(rank)
}

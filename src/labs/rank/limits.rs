//! What a matrix allows the rest of the state to be.

use crate::data::EnteredMatrix;
use crate::linalg::rref::rref;
use crate::linalg::svd;

/// Rows and columns of the largest matrix the lab takes.
pub const MAX_SIDE: usize = 12;

/// What a matrix allows the rest of the state to be.
pub struct Limits {
    pub operations: usize,
    pub largest_rank: usize,
    pub columns: usize,
    pub nullity: usize,
}

/// The limits that go with a matrix and a tolerance.
pub fn limits(matrix: &EnteredMatrix, tol: Option<f64>) -> Limits {
    let a = matrix.matrix();
    let rank = svd(a).map_or(0, |svd| {
        svd.rank(tol.unwrap_or_else(|| svd.default_tolerance()))
    });
    Limits {
        operations: rref(a).map_or(0, |r| r.steps.len()),
        largest_rank: a.nrows().min(a.ncols()),
        columns: a.ncols(),
        nullity: a.ncols().saturating_sub(rank),
    }
}

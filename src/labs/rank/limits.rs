//! What a matrix allows the rest of the state to be.

use super::decomposition::Decomposition;

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
pub fn limits(of: &Decomposition, tol: Option<f64>) -> Limits {
    let (rows, columns) = (of.matrix().rows(), of.matrix().cols());
    let rank = of.svd.as_ref().map_or(0, |svd| {
        svd.rank(tol.unwrap_or_else(|| svd.default_tolerance()))
    });
    Limits {
        operations: of.reduction.as_ref().map_or(0, |r| r.rref.steps.len()),
        largest_rank: rows.min(columns),
        columns,
        nullity: columns.saturating_sub(rank),
    }
}

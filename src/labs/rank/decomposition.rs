//! What the matrix is taken apart into, computed once for each matrix.

use std::sync::Arc;

use crate::data::EnteredMatrix;
use crate::linalg::rref::{ColumnRelation, Rref, rref};
use crate::linalg::{Error, Matrix, Svd, svd};

/// A matrix, its SVD and its row reduction.
///
/// Cost: one SVD and two row reductions of a matrix of at most 12×12, well below a frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Decomposition {
    matrix: EnteredMatrix,
    pub svd: Result<Svd, Error>,
    /// Row reduction, or why it cannot be shown.
    pub reduction: Result<Reduction, Error>,
}

/// Row reduction of A and what is read off it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reduction {
    pub rref: Rref,
    /// How each column without a pivot is made of pivot columns.
    pub relations: Vec<ColumnRelation>,
    /// Row reduction of Aᵀ, for the left null space.
    pub transposed: Rref,
}

impl Decomposition {
    pub fn new(matrix: &EnteredMatrix) -> Self {
        Self {
            matrix: matrix.clone(),
            svd: svd(matrix.matrix()),
            reduction: reduce(matrix.matrix()),
        }
    }

    pub fn matrix(&self) -> &EnteredMatrix {
        &self.matrix
    }
}

fn reduce(a: &Matrix) -> Result<Reduction, Error> {
    let rref_of_a = rref(a)?;
    Ok(Reduction {
        relations: rref_of_a.column_relations(),
        transposed: rref(&a.transpose())?,
        rref: rref_of_a,
    })
}

/// The decomposition that a state keeps of its matrix, from when it is settled to when its results are computed.
/// It follows from the matrix, so that all are equal where states are compared.
#[derive(Clone, Debug, Default)]
pub struct Kept(Option<Arc<Decomposition>>);

impl PartialEq for Kept {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Kept {
    /// That of `matrix`: the one that is kept, if it is of this matrix, or else a new one.
    pub fn of(&self, matrix: &EnteredMatrix) -> Arc<Decomposition> {
        match &self.0 {
            Some(kept) if kept.matrix == *matrix => Arc::clone(kept),
            _ => Arc::new(Decomposition::new(matrix)),
        }
    }

    /// As [`Kept::of`], and keeps it.
    pub fn keep(&mut self, matrix: &EnteredMatrix) -> Arc<Decomposition> {
        let found = self.of(matrix);
        self.0 = Some(Arc::clone(&found));
        found
    }
}

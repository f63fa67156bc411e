//! The fixed batch of inputs and its whitening.

use crate::learn::Error;
use crate::linalg::{Matrix, svd};

/// X = √N·L·Qᵀ with orthonormal columns in Q, so that XXᵀ/N = LLᵀ.
///
/// L is never formed: what is needed of it is L⁺, on the right of small matrices.
#[derive(Debug, Clone)]
pub(in crate::learn) struct Batch {
    /// k×N.
    x: Matrix,
    /// N×p, p = rank of X.
    q: Matrix,
    unfactor: Unfactor,
    largest_eigenvalue: f64,
}

/// How to multiply by L⁺ from the right.
#[derive(Debug, Clone)]
enum Unfactor {
    /// L is the Cholesky factor of ρ^|i−j|; its inverse has two diagonals.
    Correlated { rho: f64 },
    /// L⁺ itself, p×k.
    Given(Matrix),
}

impl Batch {
    /// The batch with XXᵀ/N = C, Cᵢⱼ = ρ^|i−j|, from orthonormal columns `q` (N×k).
    ///
    /// Row by row x₀ = √N·q₀, xᵢ = ρ·xᵢ₋₁ + √(1−ρ²)·√N·qᵢ: the Cholesky factor of C is known.
    pub fn whitened(q: Matrix, rho: f64) -> Self {
        let (n, k) = q.shape();
        let mut x = q.transpose() * (n as f64).sqrt();
        let innovation = (1.0 - rho * rho).sqrt();
        if rho != 0.0 {
            for mut sample in x.column_iter_mut() {
                for i in 1..k {
                    sample[i] = rho * sample[i - 1] + innovation * sample[i];
                }
            }
        }
        // The spectral density of the process is at most (1+|ρ|)/(1−|ρ|); the trace of C is k.
        let bound = (1.0 + rho.abs()) / (1.0 - rho.abs());
        Self {
            x,
            q,
            unfactor: Unfactor::Correlated { rho },
            largest_eigenvalue: bound.min(k as f64),
        }
    }

    /// Any batch, through its SVD. Directions in which the inputs do not vary are left out of Q.
    pub fn given(x: Matrix) -> Result<Self, Error> {
        let root = (x.ncols() as f64).sqrt();
        let decomposition = svd(&x)?;
        let p = decomposition.numerical_rank();
        if p == 0 {
            return Err(Error::Zero {
                what: "The number of directions in which the inputs vary",
            });
        }
        let q = decomposition.v_t.rows(0, p).transpose();
        let mut inverse = decomposition.u.columns(0, p).transpose();
        for (mut row, s) in inverse.row_iter_mut().zip(&decomposition.singular_values) {
            row *= root / s;
        }
        let largest = decomposition
            .singular_values
            .first()
            .map_or(0.0, |s| s / root);
        Ok(Self {
            x,
            q,
            unfactor: Unfactor::Given(inverse),
            largest_eigenvalue: largest * largest,
        })
    }

    pub fn x(&self) -> &Matrix {
        &self.x
    }

    pub fn q(&self) -> &Matrix {
        &self.q
    }

    pub fn largest_eigenvalue(&self) -> f64 {
        self.largest_eigenvalue
    }

    /// Z·L⁺ for a Z with p columns.
    pub fn unfactored(&self, z: &Matrix) -> Matrix {
        match &self.unfactor {
            Unfactor::Given(inverse) => z * inverse,
            Unfactor::Correlated { rho } => {
                let scale = 1.0 / (1.0 - rho * rho).sqrt();
                let mut m = z.clone();
                for j in 1..m.ncols() {
                    let (mut before, mut column) = m.columns_range_pair_mut(j - 1, j);
                    before.axpy(-rho * scale, &column, 1.0);
                    column *= scale;
                }
                m
            }
        }
    }
}

//! Where A and B start.

use serde::{Deserialize, Serialize};

use super::draws::{Streams, normals};
use super::{LoraProblem, ReducedRankRegression};
use crate::learn::Error;
use crate::linalg::{Matrix, Svd, svd};

/// An initialisation of A and B.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Start {
    /// A Gaussian with standard deviation 1/√k, B zero: W′ = W. Source: Hu et al. 2021, §4.1.
    #[default]
    Paper,
    /// A = √Σᵣ·Vᵣᵀ, B = Uᵣ·√Σᵣ from the SVD of W, and W − s·BA frozen in W's place: W′ = W again.
    /// Beyond rank min(d, k) the rows of A and columns of B are zero. Source: Meng et al. 2024 (arXiv 2404.02948).
    Pissa,
}

/// A₀ transposed (k×r) and B₀ (d×r).
pub(super) fn factors(
    start: Start,
    problem: &LoraProblem,
    rank: usize,
) -> Result<(Matrix, Matrix), Error> {
    let (d, k) = (problem.outputs(), problem.inputs());
    match start {
        Start::Paper => {
            let a = normals(&mut Streams::new(problem.seed()).start, rank, k);
            Ok((a.transpose() / (k as f64).sqrt(), Matrix::zeros(d, rank)))
        }
        Start::Pissa => {
            let w = svd(problem.w())?;
            let (mut a_t, mut b) = (Matrix::zeros(k, rank), Matrix::zeros(d, rank));
            for (i, s) in w.singular_values.iter().take(rank).enumerate() {
                a_t.set_column(i, &(w.v_t.row(i).transpose() * s.sqrt()));
                b.set_column(i, &(w.u.column(i) * s.sqrt()));
            }
            Ok((a_t, b))
        }
    }
}

/// What PiSSA puts in the place of W and of the targets.
#[derive(Debug, Clone)]
pub(super) struct PissaBase {
    pub frozen: Matrix,
    /// s·B₀A₀.
    pub offset: Matrix,
    pub y: Matrix,
    /// Singular values of ΔW* + s·B₀A₀.
    pub target_svd: Svd,
    pub regression: ReducedRankRegression,
}

impl PissaBase {
    pub fn new(problem: &LoraProblem, a_t: &Matrix, b: &Matrix, scale: f64) -> Result<Self, Error> {
        let offset = (b * a_t.transpose()) * scale;
        let y = problem.y() + &offset * problem.x();
        Ok(Self {
            frozen: problem.w() - &offset,
            regression: ReducedRankRegression::new(&y, problem.batch())?,
            target_svd: svd(&(problem.delta_w() + &offset))?,
            offset,
            y,
        })
    }
}

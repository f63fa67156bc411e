//! The best that a rank can do on the very loss that is trained.

use super::batch::Batch;
use crate::learn::Error;
use crate::linalg::{Matrix, Svd, svd};

/// Reduced-rank regression: the minimum of ‖Y − MX‖²_F/N over the matrices M of each rank.
///
/// With X = √N·L·Qᵀ and Z = YQ/√N, which is M̂L for M̂ = YX⁺, the loss is ‖Y − M̂X‖²_F/N + ‖Z − ML‖²_F, so the best M of
/// rank r is Z_r·L⁻¹ and the floor ‖Y − M̂X‖²_F/N + Σ_{i>r} σᵢ²(Z). For isotropic inputs without noise Z is ΔW* and
/// this is Eckart–Young. The singular values of M̂L are those of M̂C^{1/2}.
///
/// Source: Izenman 1975; Eckart & Young 1936.
#[derive(Debug, Clone)]
pub struct ReducedRankRegression {
    irreducible: f64,
    z: Svd,
}

/// A rest below this share of the targets is rounding: a double keeps 16 digits, the rest is squared.
const ROUNDING: f64 = 1e-26;

impl ReducedRankRegression {
    /// Shapes: `y` d×N. Cost: an SVD of d×k and O(dkN).
    pub(super) fn new(y: &Matrix, batch: &Batch) -> Result<Self, Error> {
        let root = (y.ncols() as f64).sqrt();
        let z = (y * batch.q()) / root;
        let mut rest = y / root;
        rest.gemm(-1.0, &z, &batch.q().transpose(), 1.0);
        let (unexplained, whole) = (rest.norm_squared(), y.norm_squared() / (root * root));
        Ok(Self {
            irreducible: if unexplained > ROUNDING * whole {
                unexplained
            } else {
                0.0
            },
            z: svd(&z)?,
        })
    }

    /// ‖Y − M̂X‖²_F/N: the noise that no linear map of any rank explains.
    pub fn irreducible(&self) -> f64 {
        self.irreducible
    }

    /// The lowest loss that a map of rank ≤ `rank` can have. O(min(d, k)).
    pub fn floor(&self, rank: usize) -> f64 {
        let tail = self.z.tail_norm(rank);
        self.irreducible + tail * tail
    }

    /// The singular values of M̂C^{1/2}, largest first: the floor falls by σᵣ² from r − 1 to r.
    pub fn singular_values(&self) -> &[f64] {
        &self.z.singular_values
    }

    /// Whether the optimum of rank `rank` has a column space of min(`rank`, d, k) dimensions that is the only one:
    /// σᵣ > σᵣ₊₁, by more than 1e-9·σ₁.
    pub fn is_unique(&self, rank: usize) -> bool {
        let sigma = &self.z.singular_values;
        let r = rank.min(sigma.len());
        let (Some(largest), Some(last)) =
            (sigma.first(), r.checked_sub(1).and_then(|i| sigma.get(i)))
        else {
            return false;
        };
        last - sigma.get(r).unwrap_or(&0.0) > 1e-9 * largest
    }

    /// An orthonormal basis (d×min(rank, d, k)) of the optimum's column space; `None` where it is not unique.
    pub fn column_space(&self, rank: usize) -> Option<Matrix> {
        let r = rank.min(self.z.singular_values.len());
        self.is_unique(rank)
            .then(|| self.z.u.columns(0, r).into_owned())
    }

    pub(super) fn truncated(&self, rank: usize) -> Matrix {
        self.z.truncate(rank)
    }
}

//! The one door to a singular value decomposition.

mod arrange;
#[cfg(not(feature = "light"))]
mod blocked;
mod jacobi;
#[cfg(not(feature = "light"))]
mod preconditioned;
mod verify;

use super::error::require_finite;
use super::scaling::{binary_exponent, multiplied, scale_by_power_of_two, scaled};
use super::{Error, Matrix, wire};

/// Up to this min(m, n) one-sided Jacobi is the faster method, and the more accurate one.
const JACOBI_LIMIT: usize = 32;

/// A thin singular value decomposition A = U Σ Vᵀ.
///
/// Made by [`svd`]: every value is finite, the singular values descend and are ≥ 0, and in each column of `u`
/// the entry of largest magnitude (the first of them, up to a relative 1e-9) is positive.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Svd {
    /// m×p with p = min(m, n); orthonormal columns.
    #[serde(with = "wire::matrix")]
    pub u: Matrix,
    /// p values, largest first.
    pub singular_values: Vec<f64>,
    /// p×n; orthonormal rows.
    #[serde(with = "wire::matrix")]
    pub v_t: Matrix,
}

/// Thin singular value decomposition of `a`, sorted, with settled signs, and checked before it is returned.
///
/// Shapes: `a` m×n → `u` m×p, p singular values, `v_t` p×n, with p = min(m, n).
/// Cost: O(mn·p); 512×512 takes about 0.2 s in a browser.
/// Accuracy: ‖A − UΣVᵀ‖ and the singular values to a few ε·σ₁, also for entries at 1e±300.
/// # Errors
/// [`Error::Empty`]; [`Error::NotFinite`] names the entry; [`Error::Overflow`] when σ₁ exceeds the largest double;
/// [`Error::NoConvergence`] when the result fails its check.
/// Source: Demmel & Veselić 1992 (one-sided Jacobi); Gu & Eisenstat 1995 (divide and conquer, in faer).
pub fn svd(a: &Matrix) -> Result<Svd, Error> {
    require_finite(a)?;
    let (unit, exponent) = scaled(a);
    let mut svd = decompose(&unit)?;
    for s in &mut svd.singular_values {
        *s = scale_by_power_of_two(*s, exponent);
    }
    if svd.singular_values.first().is_some_and(|s| s.is_finite()) {
        Ok(svd)
    } else {
        Err(Error::Overflow)
    }
}

/// The methods for larger matrices, the fastest first. Divide and conquer is wrong by 1e-6 on some projections, where
/// hundreds of singular values are equal: what fails its check is done by the next.
#[cfg(not(feature = "light"))]
const LARGE: [fn(&Matrix) -> Option<Svd>; 2] = [blocked::svd, preconditioned::svd];

/// Without the engine for large matrices Jacobi does them all: as right, but slower.
#[cfg(feature = "light")]
const LARGE: [fn(&Matrix) -> Option<Svd>; 0] = [];

/// The decomposition of a matrix whose largest entry is in [½, 1), or which is zero.
fn decompose(unit: &Matrix) -> Result<Svd, Error> {
    let checked = |method: &fn(&Matrix) -> Option<Svd>| {
        let svd = method(unit).map(arrange::sorted_with_signs);
        svd.filter(|svd| verify::holds(unit, svd))
    };
    let small = unit.nrows().min(unit.ncols()) <= JACOBI_LIMIT;
    let large = LARGE.iter().filter(|_| !small).find_map(checked);
    large
        .or_else(|| checked(&(jacobi::svd as fn(&Matrix) -> Option<Svd>)))
        .ok_or(Error::NoConvergence)
}

impl Svd {
    /// Flips pairs of singular vectors so that the leading entry of each column of `u` is positive.
    pub(super) fn with_settled_signs(self) -> Self {
        arrange::sorted_with_signs(self)
    }

    /// Rows of the decomposed matrix.
    pub fn nrows(&self) -> usize {
        self.u.nrows()
    }

    /// Columns of the decomposed matrix.
    pub fn ncols(&self) -> usize {
        self.v_t.ncols()
    }

    /// Best rank-`rank` approximation in the Frobenius and spectral norms, A_r = U_r Σ_r V_rᵀ.
    ///
    /// Shapes: m×n; `rank` is clamped to p; 0 gives the zero matrix.
    /// Cost: O(mn·rank).
    /// Squared Frobenius error: Σ_{i>rank} σᵢ².
    /// Source: Eckart & Young 1936.
    pub fn truncate(&self, rank: usize) -> Matrix {
        self.sum_of_terms(0, rank.min(self.singular_values.len()))
    }

    /// The rank-1 term σᵢuᵢvᵢᵀ, `index` counted from 0; the zero matrix beyond the last.
    ///
    /// Shapes: m×n. Cost: O(mn).
    pub fn term(&self, index: usize) -> Matrix {
        if index < self.singular_values.len() {
            self.sum_of_terms(index, index + 1)
        } else {
            Matrix::zeros(self.nrows(), self.ncols())
        }
    }

    /// The sum of the terms `start`..`end`, formed at unit scale so that no partial sum overflows.
    fn sum_of_terms(&self, start: usize, end: usize) -> Matrix {
        let exponent = self.exponent();
        let count = end - start;
        let mut scaled_u = self.u.columns(start, count).into_owned();
        for (mut column, s) in scaled_u
            .column_iter_mut()
            .zip(&self.singular_values[start..end])
        {
            column *= scale_by_power_of_two(*s, -exponent);
        }
        multiplied(&(scaled_u * self.v_t.rows(start, count)), exponent)
    }

    /// Σ_{i≤rank} σᵢ² / Σ σᵢ²: the share of the squared Frobenius norm that `rank` terms hold.
    ///
    /// 1 for the zero matrix and from `rank` ≥ p on.
    pub fn energy(&self, rank: usize) -> f64 {
        let total = self.squares_from(0);
        if total == 0.0 || rank >= self.singular_values.len() {
            return 1.0;
        }
        // The tail is subtracted because it is the small part: 1 − 1e-20 must not come out below 1.
        1.0 - self.squares_from(rank) / total
    }

    /// √Σ_{i>rank} σᵢ² = ‖A − A_r‖_F, without overflow or underflow on the way. O(p).
    pub fn tail_norm(&self, rank: usize) -> f64 {
        let tail = self.singular_values.get(rank..).unwrap_or(&[]);
        super::scaling::euclidean_norm(tail)
    }

    /// The number of singular values above the absolute tolerance `tol`.
    pub fn rank(&self, tol: f64) -> usize {
        super::numerical_rank::rank_above(&self.singular_values, tol)
    }

    /// The numerical rank with the default tolerance max(m, n)·ε·σ₁.
    pub fn numerical_rank(&self) -> usize {
        self.rank(self.default_tolerance())
    }

    /// max(m, n)·ε·σ₁, the convention of NumPy and MATLAB.
    pub fn default_tolerance(&self) -> f64 {
        super::numerical_rank::default_tolerance(self.nrows(), self.ncols(), &self.singular_values)
    }

    /// The smallest r whose energy is at least `threshold` − 1e-12; for a threshold of 1 the numerical rank.
    ///
    /// Cost: O(p²) at worst, far below that of the decomposition.
    pub fn smallest_rank_for_energy(&self, threshold: f64) -> usize {
        if threshold >= 1.0 {
            return self.numerical_rank();
        }
        (0..self.singular_values.len())
            .find(|&r| self.energy(r) >= threshold - 1e-12)
            .unwrap_or(self.singular_values.len())
    }

    fn squares_from(&self, first: usize) -> f64 {
        let exponent = self.exponent();
        let tail = self.singular_values.get(first..).unwrap_or(&[]);
        // Smallest first, so that the many small ones are not lost beside the few large ones.
        tail.iter().rev().fold(0.0, |sum, &s| {
            let s = scale_by_power_of_two(s, -exponent);
            sum + s * s
        })
    }

    fn exponent(&self) -> i32 {
        binary_exponent(self.singular_values.first().copied().unwrap_or(0.0))
    }
}

//! The loss of a tied autoencoder with r = 1 in the plane, over w ∈ ℝ².
//!
//! L(w) = ‖X − w·wᵀX‖_F²/N = tr C − 2wᵀCw + ‖w‖²·wᵀCw, with C = XXᵀ/N. Its minima are ±u₁, its saddles ±u₂, and 0 is a
//! maximum. Source: Baldi & Hornik 1989.

use super::CentredData;

/// C = XXᵀ/N of data with two features: [C₁₁, C₁₂, C₂₂].
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Landscape {
    pub covariance: [f64; 3],
}

/// A point where the gradient is zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Critical {
    Minimum,
    Saddle,
    Maximum,
}

impl Landscape {
    /// `None` unless the data have two features.
    pub fn of(data: &CentredData) -> Option<Self> {
        let x = data.x();
        if x.nrows() != 2 {
            return None;
        }
        let count = x.ncols() as f64;
        let sum = |i: usize, j: usize| x.row(i).dot(&x.row(j)) / count;
        Some(Self {
            covariance: [sum(0, 0), sum(0, 1), sum(1, 1)],
        })
    }

    fn times(&self, w: [f64; 2]) -> [f64; 2] {
        let [a, b, c] = self.covariance;
        [a * w[0] + b * w[1], b * w[0] + c * w[1]]
    }

    /// L(w).
    pub fn loss(&self, w: [f64; 2]) -> f64 {
        let cw = self.times(w);
        let along = w[0] * cw[0] + w[1] * cw[1];
        let square = w[0] * w[0] + w[1] * w[1];
        self.covariance[0] + self.covariance[2] - 2.0 * along + square * along
    }

    /// ∇L(w) = −4Cw + 2‖w‖²Cw + 2(wᵀCw)w.
    pub fn gradient(&self, w: [f64; 2]) -> [f64; 2] {
        let cw = self.times(w);
        let along = w[0] * cw[0] + w[1] * cw[1];
        let square = w[0] * w[0] + w[1] * w[1];
        std::array::from_fn(|i| (2.0 * square - 4.0) * cw[i] + 2.0 * along * w[i])
    }
}

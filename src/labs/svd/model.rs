//! From a state to everything the lab shows: the matrix as it is decomposed, its SVD, and the numbers at each r.

use serde::{Deserialize, Serialize};

use crate::data::random::SplitMix64;
use crate::linalg::eigen::symmetric_eigenvalues;
use crate::linalg::residual_norms::ResidualNorms;
use crate::linalg::spectrum::{gavish_donoho_threshold, gavish_donoho_threshold_unknown_noise};
use crate::linalg::{Error, Matrix, Svd, svd, wire};

/// Up to this many entries everything is computed within the frame; beyond, by the worker.
pub const SMALL: usize = 48 * 48;

/// The share of Σσ² that the "95 %" of the lab means.
pub const MOST: f64 = 0.95;

/// A matrix and what is to be done to it before it is decomposed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// As typed, or the picture's grey levels.
    #[serde(with = "wire::matrix")]
    pub clean: Matrix,
    pub noise: f64,
    pub seed: u64,
    pub centre: bool,
}

/// The matrix that is decomposed, and the clean one it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Prepared {
    /// A: noise added, mean taken away.
    pub shown: Matrix,
    /// The clean matrix less the same mean; `None` where no noise was added.
    pub clean: Option<Matrix>,
    /// What was taken away from every entry; 0 without centring.
    pub mean: f64,
}

/// Adds the noise, entry by entry along the rows, then takes the mean away. O(mn).
pub fn prepare(task: &Task) -> Prepared {
    let mut shown = task.clean.clone();
    if task.noise > 0.0 {
        let mut generator = SplitMix64::new(task.seed);
        for i in 0..shown.nrows() {
            for j in 0..shown.ncols() {
                shown[(i, j)] += task.noise * generator.normal();
            }
        }
    }
    let count = shown.len().max(1) as f64;
    let mean = if task.centre {
        // Divided first: the sum of large entries could overflow.
        shown.iter().map(|entry| entry / count).sum()
    } else {
        0.0
    };
    let less_mean = |matrix: &Matrix| matrix.map(|entry| entry - mean);
    Prepared {
        clean: (task.noise > 0.0).then(|| less_mean(&task.clean)),
        shown: less_mean(&shown),
        mean,
    }
}

/// Everything that does not depend on r.
#[derive(Clone, Debug, PartialEq)]
pub struct Decomposition {
    /// A, as it was decomposed.
    pub shown: Matrix,
    pub mean: f64,
    pub svd: Svd,
    pub noise: f64,
    /// ‖A − A_r‖_F for r = 0 … p, by taking the terms away one by one: σ does not enter.
    pub residuals: Vec<f64>,
    /// ‖A_clean − A_r‖_F for r = 0 … p; empty without noise.
    pub clean_errors: Vec<f64>,
    /// The eigenvalues of AᵀA (or AAᵀ, whichever is smaller), largest first, computed from that product.
    pub gram_eigenvalues: Vec<f64>,
}

/// The whole of it at once, for matrices of at most [`SMALL`] entries.
/// # Errors
/// Those of [`svd`].
pub fn decompose(task: &Task) -> Result<Decomposition, Error> {
    let prepared = prepare(task);
    let svd = svd(&prepared.shown)?;
    let residuals = ResidualNorms::new(&prepared.shown, &svd)?.finish();
    let clean_errors = match &prepared.clean {
        Some(clean) => ResidualNorms::new(clean, &svd)?.finish(),
        None => Vec::new(),
    };
    Ok(Decomposition {
        gram_eigenvalues: gram_eigenvalues(&prepared.shown),
        shown: prepared.shown,
        mean: prepared.mean,
        svd,
        noise: task.noise,
        residuals,
        clean_errors,
    })
}

/// The eigenvalues of AᵀA or AAᵀ, whichever is smaller; empty where the squares leave the range of a double.
pub fn gram_eigenvalues(a: &Matrix) -> Vec<f64> {
    let gram = if a.nrows() < a.ncols() {
        a * a.transpose()
    } else {
        a.transpose() * a
    };
    symmetric_eigenvalues(&gram).unwrap_or_default()
}

/// The numbers at one r.
#[derive(Clone, Debug, PartialEq)]
pub struct AtRank {
    pub rank: usize,
    /// Σ_{i≤r} σᵢ² / Σ σᵢ².
    pub energy: f64,
    /// √Σ_{i>r} σᵢ².
    pub error_fro: f64,
    /// ‖A − A_r‖_F, from the entries.
    pub error_direct: f64,
    /// ‖A − A_r‖_F / ‖A‖_F; 0 for the zero matrix.
    pub error_rel: f64,
    /// σ_{r+1}.
    pub error_spectral: f64,
    /// ‖A_clean − A_r‖_F; `None` without noise.
    pub error_clean: Option<f64>,
    /// r(m + n + 1).
    pub stored: usize,
    /// mn.
    pub stored_full: usize,
}

impl Decomposition {
    pub fn shape(&self) -> (usize, usize) {
        (self.shown.nrows(), self.shown.ncols())
    }

    /// min(m, n).
    pub fn full_rank(&self) -> usize {
        self.svd.singular_values.len()
    }

    /// The numbers at `rank`, which is clamped to min(m, n). O(p).
    pub fn at(&self, rank: usize) -> AtRank {
        let (m, n) = self.shape();
        let rank = rank.min(self.full_rank());
        let whole = self.svd.tail_norm(0);
        let error_fro = self.svd.tail_norm(rank);
        AtRank {
            rank,
            energy: self.svd.energy(rank),
            error_fro,
            error_direct: self.residuals.get(rank).copied().unwrap_or(error_fro),
            error_rel: if whole > 0.0 { error_fro / whole } else { 0.0 },
            error_spectral: self.svd.singular_values.get(rank).copied().unwrap_or(0.0),
            error_clean: self.clean_errors.get(rank).copied(),
            stored: rank * (m + n + 1),
            stored_full: m * n,
        }
    }

    /// The smallest r that keeps 95 % of Σσ².
    pub fn rank_for_most(&self) -> usize {
        self.svd.smallest_rank_for_energy(MOST)
    }

    /// Up to this r storing the terms takes no more numbers than storing A: mn/(m + n + 1).
    pub fn break_even(&self) -> f64 {
        let (m, n) = self.shape();
        (m * n) as f64 / (m + n + 1) as f64
    }

    /// The r at which A_r is closest to the clean matrix; `None` without noise.
    pub fn best_rank_for_clean(&self) -> Option<usize> {
        let errors = self.clean_errors.iter().enumerate();
        errors
            .min_by(|a, b| a.1.total_cmp(b.1))
            .map(|(rank, _)| rank)
    }

    /// Where Gavish & Donoho's optimal hard threshold cuts: the threshold and how many σ lie above it.
    /// With added noise its level is known; without, it is estimated, which is stated for square matrices only.
    pub fn hard_threshold(&self) -> Option<HardThreshold> {
        let (m, n) = self.shape();
        let known = self.noise > 0.0;
        let tau = if known {
            gavish_donoho_threshold(m, n, self.noise)
        } else if m == n {
            gavish_donoho_threshold_unknown_noise(&self.svd.singular_values)
        } else {
            return None;
        };
        Some(HardThreshold {
            known,
            tau,
            rank: self.svd.rank(tau),
        })
    }
}

/// Gavish & Donoho's cut.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HardThreshold {
    /// Whether the noise level was given rather than estimated.
    pub known: bool,
    pub tau: f64,
    pub rank: usize,
}

//! Three rules that read r off a spectrum, and what that r costs.

use crate::learn::lora::parameters::{break_even_rank, lora_parameters};
use crate::linalg::numerical_rank::{default_tolerance, rank_above};
use crate::linalg::spectrum::{effective_rank, stable_rank};

/// How far below the threshold a share may stay and still count: rounding, nothing else.
const ROUNDING: f64 = 1e-12;

/// What “keeping a share t” can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Σ_{i≤r} σᵢ² ≥ t·Σσ².
    Energy,
    /// Σ_{i≤r} σᵢ ≥ t·Σσ.
    Sum,
    /// ‖ΔW − ΔW_r‖_F ≤ (1 − t)·‖ΔW‖_F.
    Norm,
}

impl Rule {
    pub const ALL: [Self; 3] = [Self::Energy, Self::Sum, Self::Norm];
}

/// The singular values of a matrix, and the shares that its first r terms keep.
#[derive(Clone, Debug, PartialEq)]
pub struct Spectrum {
    pub rows: usize,
    pub cols: usize,
    /// Largest first.
    pub sigma: Vec<f64>,
    /// Σ_{i≤r} σᵢ²/Σσ² for r = 0, 1, …
    pub energy: Vec<f64>,
    /// Σ_{i≤r} σᵢ/Σσ.
    pub sums: Vec<f64>,
    /// 1 − ‖ΔW − ΔW_r‖_F/‖ΔW‖_F.
    pub norms: Vec<f64>,
}

impl Spectrum {
    /// Singular values in descending order, all ≥ 0. An all-zero spectrum keeps everything at every r.
    ///
    /// Cost: O(p).
    pub fn new((rows, cols): (usize, usize), sigma: Vec<f64>) -> Self {
        let largest = sigma.first().copied().unwrap_or(0.0);
        let relative: Vec<f64> = match largest > 0.0 {
            true => sigma.iter().map(|s| s / largest).collect(),
            false => Vec::new(),
        };
        let squares: Vec<f64> = relative.iter().map(|s| s * s).collect();
        let left = |tails: &[f64], r: usize| match tails.first() {
            Some(total) => tails.get(r).copied().unwrap_or(0.0) / total,
            None => 0.0,
        };
        let (sums, squares) = (tails(&relative), tails(&squares));
        let each = 0..=sigma.len();
        Self {
            rows,
            cols,
            energy: each.clone().map(|r| 1.0 - left(&squares, r)).collect(),
            sums: each.clone().map(|r| 1.0 - left(&sums, r)).collect(),
            norms: each.map(|r| 1.0 - left(&squares, r).sqrt()).collect(),
            sigma,
        }
    }

    /// min(d, k).
    pub fn full_rank(&self) -> usize {
        self.sigma.len()
    }

    /// #{σᵢ > max(d, k)·ε·σ₁}.
    pub fn numerical_rank(&self) -> usize {
        let tolerance = default_tolerance(self.rows, self.cols, &self.sigma);
        rank_above(&self.sigma, tolerance)
    }

    /// What the first r terms keep under a rule, for every r.
    pub fn kept(&self, rule: Rule) -> &[f64] {
        match rule {
            Rule::Energy => &self.energy,
            Rule::Sum => &self.sums,
            Rule::Norm => &self.norms,
        }
    }

    /// The smallest r that keeps at least `threshold` under a rule; for a threshold of 1 the numerical rank.
    pub fn rank_for(&self, rule: Rule, threshold: f64) -> usize {
        if threshold >= 1.0 {
            return self.numerical_rank();
        }
        let kept = self.kept(rule);
        let found = kept.iter().position(|kept| *kept >= threshold - ROUNDING);
        found.unwrap_or(self.full_rank())
    }

    /// The share of Σσ² that r terms hold.
    pub fn energy_at(&self, rank: usize) -> f64 {
        self.energy.get(rank).copied().unwrap_or(1.0)
    }

    pub fn stable_rank(&self) -> f64 {
        stable_rank(&self.sigma)
    }

    pub fn effective_rank(&self) -> f64 {
        effective_rank(&self.sigma)
    }

    /// r(d + k): what an adapter of rank r holds.
    pub fn adapter(&self, rank: usize) -> usize {
        lora_parameters(self.rows as u64, self.cols as u64, rank as u64) as usize
    }

    /// dk: what the update itself holds.
    pub fn whole(&self) -> usize {
        self.rows * self.cols
    }

    /// dk/(d + k).
    pub fn break_even(&self) -> f64 {
        break_even_rank(self.rows as u64, self.cols as u64)
    }
}

/// Σ_{i>r} for r = 0, 1, …, p; the small ones first, so that they are not lost beside the large ones.
fn tails(values: &[f64]) -> Vec<f64> {
    if values.is_empty() {
        return Vec::new();
    }
    let mut tails = vec![0.0; values.len() + 1];
    for r in (0..values.len()).rev() {
        tails[r] = tails[r + 1] + values[r];
    }
    tails
}

/// The middle of a list of whole numbers; the mean of the two middle ones where there are two.
pub fn median(mut values: Vec<usize>) -> f64 {
    values.sort_unstable();
    let n = values.len();
    match (values.get(n / 2), n % 2) {
        (None, _) => 0.0,
        (Some(middle), 1) => *middle as f64,
        (Some(upper), _) => (values[n / 2 - 1] + upper) as f64 / 2.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linalg::{Matrix, svd};
    use proptest::prelude::*;

    fn harmonic(n: usize) -> Spectrum {
        Spectrum::new((n, n), (1..=n).map(|i| 1.0 / i as f64).collect())
    }

    /// The three meanings of “95 %”: σᵢ = 1/i, n = 64.
    #[test]
    fn the_rules_differ() {
        let spectrum = harmonic(64);
        let ranks = Rule::ALL.map(|rule| spectrum.rank_for(rule, 0.95));
        assert_eq!(ranks, [10, 51, 51]);
    }

    #[test]
    fn the_boundary_is_exact() {
        // Shares of Σσ²: 16/25, 20/25, 23/25 … exactly 0.8 at r = 2.
        let spectrum = Spectrum::new((4, 4), vec![4.0, 2.0, 3f64.sqrt(), 2f64.sqrt()]);
        assert_eq!(spectrum.rank_for(Rule::Energy, 0.64), 1);
        assert_eq!(spectrum.rank_for(Rule::Energy, 0.8), 2);
        assert_eq!(spectrum.rank_for(Rule::Energy, 0.8 + 1e-9), 3);
        assert_eq!(spectrum.rank_for(Rule::Energy, 0.0), 0);
        assert_eq!(spectrum.rank_for(Rule::Energy, 1.0), 4);
        // Four equal values: every share of r/4 is exact.
        let flat = Spectrum::new((4, 9), vec![3.0; 4]);
        for r in 0..=4 {
            assert_eq!(flat.rank_for(Rule::Energy, r as f64 / 4.0), r);
            assert_eq!(flat.rank_for(Rule::Sum, r as f64 / 4.0), r);
        }
    }

    #[test]
    fn a_threshold_of_one_is_the_numerical_rank() {
        let spectrum = Spectrum::new((3, 3), vec![5.0, 1e-3, 1e-17]);
        for rule in Rule::ALL {
            assert_eq!(spectrum.rank_for(rule, 1.0), 2);
        }
    }

    #[test]
    fn nothing_and_extremes() {
        for sigma in [vec![], vec![0.0], vec![0.0, 0.0]] {
            let n = sigma.len();
            let spectrum = Spectrum::new((n, n), sigma);
            for rule in Rule::ALL {
                for threshold in [0.0, 0.5, 1.0] {
                    assert_eq!(spectrum.rank_for(rule, threshold), 0);
                }
            }
            assert_eq!(spectrum.energy_at(0), 1.0);
        }
        for scale in [1e-300, 1e300] {
            let spectrum = Spectrum::new((2, 2), vec![scale, scale]);
            assert_eq!(spectrum.energy_at(1), 0.5);
            assert_eq!(spectrum.rank_for(Rule::Energy, 0.75), 2);
        }
    }

    #[test]
    fn the_middle() {
        assert_eq!(median(vec![]), 0.0);
        assert_eq!(median(vec![3, 1, 2]), 2.0);
        assert_eq!(median(vec![4, 1, 2, 3]), 2.5);
    }

    proptest! {
        /// The page's rule and that of the decomposition are one.
        #[test]
        fn it_agrees_with_the_decomposition(entries in prop::collection::vec(-9i32..9, 12), t in 0.0f64..=1.0) {
            let a = Matrix::from_iterator(3, 4, entries.into_iter().map(f64::from));
            let parts = svd(&a).unwrap();
            let spectrum = Spectrum::new((3, 4), parts.singular_values.clone());
            prop_assert_eq!(spectrum.rank_for(Rule::Energy, t), parts.smallest_rank_for_energy(t));
            for r in 0..=3 {
                prop_assert!((spectrum.energy_at(r) - parts.energy(r)).abs() < 1e-14);
            }
        }

        #[test]
        fn the_rank_is_the_smallest(sigma in prop::collection::vec(0.0f64..5.0, 1..30), t in 0.0f64..1.0) {
            let mut sigma = sigma;
            sigma.sort_by(|a, b| b.total_cmp(a));
            let spectrum = Spectrum::new((30, 30), sigma);
            for rule in Rule::ALL {
                let r = spectrum.rank_for(rule, t);
                prop_assert!(spectrum.kept(rule)[r] >= t - 1e-12);
                prop_assert!(r == 0 || spectrum.kept(rule)[r - 1] < t - 1e-12);
            }
        }
    }
}

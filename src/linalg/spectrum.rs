//! What a list of singular values says about a matrix. All take them in descending order, all ≥ 0.

/// Effective rank exp(H(p)) with pᵢ = σᵢ/Σσ and H the Shannon entropy; 0 for an all-zero spectrum.
///
/// Between 1 and the number of nonzero values. Cost: O(p).
/// Source: Roy & Vetterli 2007.
pub fn effective_rank(singular_values: &[f64]) -> f64 {
    let Some(shares) = relative_to_largest(singular_values) else {
        return 0.0;
    };
    let total: f64 = shares.iter().rev().sum();
    let entropy: f64 = shares
        .iter()
        .map(|s| s / total)
        .filter(|&p| p > 0.0)
        .map(|p| -p * libm::log(p))
        .sum();
    libm::exp(entropy)
}

/// Stable rank ‖A‖_F²/σ₁²; 0 for an all-zero spectrum. Never above the rank. Cost: O(p).
/// Source: Rudelson & Vershynin 2007.
pub fn stable_rank(singular_values: &[f64]) -> f64 {
    relative_to_largest(singular_values)
        .map_or(0.0, |ratios| ratios.iter().rev().map(|s| s * s).sum())
}

/// Energy kept by r terms, Σ_{i≤r} σᵢ²/Σσᵢ², for r = 0, 1, …, p: p + 1 values that rise from 0 to 1.
///
/// All ones for an all-zero spectrum, where every r keeps everything. Cost: O(p).
pub fn energy_curve(singular_values: &[f64]) -> Vec<f64> {
    let Some(ratios) = relative_to_largest(singular_values) else {
        return vec![1.0; singular_values.len() + 1];
    };
    let mut tails = vec![0.0; ratios.len() + 1];
    for r in (0..ratios.len()).rev() {
        tails[r] = tails[r + 1] + ratios[r] * ratios[r];
    }
    let total = tails[0];
    tails.iter().map(|tail| 1.0 - tail / total).collect()
}

/// The optimal hard threshold for singular values when the noise's standard deviation is known.
///
/// λ(β)·√max(m, n)·`noise`, with β = min/max of the sides; λ(1) = 4/√3.
/// Assumes a low-rank matrix plus independent noise of equal variance.
/// Source: Gavish & Donoho 2014, equations 10 and 11.
pub fn gavish_donoho_threshold(rows: usize, columns: usize, noise: f64) -> f64 {
    let long = rows.max(columns) as f64;
    if long == 0.0 {
        return 0.0;
    }
    let beta = rows.min(columns) as f64 / long;
    gavish_donoho_lambda(beta) * long.sqrt() * noise
}

/// λ(β) of the optimal hard threshold for known noise, 0 < β ≤ 1.
///
/// Source: Gavish & Donoho 2014, equation 11.
pub fn gavish_donoho_lambda(beta: f64) -> f64 {
    let root = (beta * beta + 14.0 * beta + 1.0).sqrt();
    (2.0 * (beta + 1.0) + 8.0 * beta / ((beta + 1.0) + root)).sqrt()
}

/// The optimal hard threshold for a square matrix whose noise is unknown: 2.858 times the median singular value.
///
/// 0 for an empty list.
/// Source: Gavish & Donoho 2014, equation 4.
pub fn gavish_donoho_threshold_unknown_noise(singular_values: &[f64]) -> f64 {
    2.858 * median(singular_values)
}

fn median(descending: &[f64]) -> f64 {
    let n = descending.len();
    match (descending.get(n / 2), n.is_multiple_of(2)) {
        (None, _) => 0.0,
        (Some(&middle), false) => middle,
        // Halved before adding, so that two huge values do not overflow.
        (Some(&below), true) => 0.5 * below + 0.5 * descending[n / 2 - 1],
    }
}

/// σᵢ/σ₁, or `None` for an empty or all-zero spectrum.
fn relative_to_largest(singular_values: &[f64]) -> Option<Vec<f64>> {
    let largest = *singular_values.first()?;
    (largest > 0.0).then(|| singular_values.iter().map(|s| s / largest).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_count_fully_and_zeros_not_at_all() {
        for scale in [1.0, 1e-300, 1e300] {
            let sigma = [scale, scale, scale, 0.0];
            assert!((effective_rank(&sigma) - 3.0).abs() < 1e-14);
            assert!((stable_rank(&sigma) - 3.0).abs() < 1e-14);
            assert_eq!(energy_curve(&sigma).last(), Some(&1.0));
        }
        for zero in [&[][..], &[0.0, 0.0]] {
            assert_eq!((effective_rank(zero), stable_rank(zero)), (0.0, 0.0));
            assert!(energy_curve(zero).iter().all(|&e| e == 1.0));
        }
    }

    /// The two meanings of "95 %" in the facts: σᵢ = 1/i, n = 64.
    #[test]
    fn ninety_five_per_cent_of_squares_is_not_of_values() {
        let sigma: Vec<f64> = (1..=64).map(|i| 1.0 / f64::from(i)).collect();
        let by_squares = energy_curve(&sigma).iter().position(|&e| e >= 0.95);
        assert_eq!(by_squares, Some(10));
        let total: f64 = sigma.iter().sum();
        let by_values = (1..=64).find(|&r| sigma[..r].iter().sum::<f64>() >= 0.95 * total);
        assert_eq!(by_values, Some(51));
    }

    #[test]
    fn thresholds_of_the_paper() {
        assert!((gavish_donoho_lambda(1.0) - 4.0 / 3f64.sqrt()).abs() < 1e-15);
        // A thin matrix: λ(0) = √2·√(1 + 0) … as β → 0 the formula gives √2.
        assert!((gavish_donoho_lambda(0.0) - 2f64.sqrt()).abs() < 1e-15);
        let threshold = gavish_donoho_threshold(100, 100, 0.5);
        assert!((threshold - 4.0 / 3f64.sqrt() * 5.0).abs() < 1e-12);
        assert_eq!(
            gavish_donoho_threshold(30, 70, 1.0),
            gavish_donoho_threshold(70, 30, 1.0)
        );
        assert!(
            (gavish_donoho_threshold_unknown_noise(&[4.0, 3.0, 1.0, 0.0]) - 5.716).abs() < 1e-12
        );
        assert_eq!(gavish_donoho_threshold_unknown_noise(&[]), 0.0);
    }
}

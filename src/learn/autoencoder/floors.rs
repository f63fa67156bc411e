//! The lowest loss that a linear autoencoder can have.

/// A penalty on both layers, Σⱼ λⱼ(‖row j of W_e‖² + ‖column j of W_d‖²).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Penalty {
    #[default]
    None,
    /// λⱼ = λ for all j: λ(‖W_e‖_F² + ‖W_d‖_F²).
    Equal(f64),
    /// λⱼ = λ(2j − 1)/r, j = 1 … r: all different, λ on average.
    Unequal(f64),
}

/// λ₁ ≤ … ≤ λᵣ.
pub fn penalties(penalty: Penalty, rank: usize) -> Vec<f64> {
    let each = |j: usize| match penalty {
        Penalty::None => 0.0,
        Penalty::Equal(lambda) => lambda,
        Penalty::Unequal(lambda) => lambda * (2 * j + 1) as f64 / rank as f64,
    };
    (0..rank).map(each).collect()
}

/// The minimum over all W_d (n×r) and W_e (r×n) of ‖X − W_d·W_e·X‖_F²/N plus the penalty.
///
/// Σᵢ σᵢ²/N − Σ_{i≤r} max(0, σᵢ/√N − λᵢ√N/σᵢ)²: direction i is worth what it explains less what its weights cost, and
/// is left out where it is not worth it (σᵢ² ≤ Nλᵢ). Without a penalty it is Σ_{i>r} σᵢ²/N; with all σᵢ² > Nλ it is
/// Σ_{i>r} σᵢ²/N + Σ_{i≤r} (2λ − Nλ²/σᵢ²). The largest penalty goes to the smallest direction.
/// O(min(n, N)).
///
/// Source: Baldi & Hornik 1989; Kunin et al. 2019 (arXiv 1901.08168); for unequal λ Bao et al. 2020 (arXiv 2007.06731).
pub fn floor(singular_values: &[f64], points: usize, penalties: &[f64]) -> f64 {
    let count = points.max(1) as f64;
    let terms = singular_values.iter().enumerate().rev().map(|(i, s)| {
        let variance = s * s / count;
        match penalties.get(i) {
            None => variance,
            Some(0.0) => 0.0,
            // σ²/N − (σ/√N − λ√N/σ)², written so that nothing cancels.
            Some(lambda) if *lambda < variance => lambda * (2.0 - lambda / variance),
            Some(_) => variance,
        }
    });
    terms.sum()
}

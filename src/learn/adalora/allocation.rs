//! Ranks per layer for one budget, chosen with full knowledge of the spectra.

/// Ranks per layer and the loss they can reach.
#[derive(Debug, Clone, PartialEq)]
pub struct Allocation {
    pub ranks: Vec<usize>,
    /// Σ over the layers of Σ_{i>rank} σᵢ².
    pub loss: f64,
}

impl Allocation {
    /// The best loss with these ranks, isotropic inputs.
    pub fn new(spectra: &[Vec<f64>], ranks: Vec<usize>) -> Self {
        let tails = spectra.iter().zip(&ranks).map(|(sigma, &rank)| {
            let tail = sigma.get(rank..).unwrap_or(&[]);
            tail.iter().rev().map(|s| s * s).sum::<f64>()
        });
        Self {
            loss: tails.sum(),
            ranks,
        }
    }
}

/// The same rank everywhere; what does not divide goes to the first layers. No layer gets more than its full rank.
pub fn uniform_allocation(spectra: &[Vec<f64>], budget: usize) -> Allocation {
    let mut ranks = vec![0; spectra.len()];
    let mut left = budget.min(spectra.iter().map(Vec::len).sum());
    while left > 0 {
        for (rank, sigma) in ranks.iter_mut().zip(spectra) {
            if left > 0 && *rank < sigma.len() {
                *rank += 1;
                left -= 1;
            }
        }
    }
    Allocation::new(spectra, ranks)
}

/// The `budget` largest singular values over all layers, each spectrum in descending order.
///
/// The optimum for isotropic inputs when every triplet costs the same, that is for layers of equal shape.
/// Cost: O(n log n) for n singular values.
pub fn oracle_allocation(spectra: &[Vec<f64>], budget: usize) -> Allocation {
    let mut all: Vec<(f64, usize)> = Vec::new();
    for (layer, sigma) in spectra.iter().enumerate() {
        all.extend(sigma.iter().map(|&s| (s, layer)));
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut ranks = vec![0; spectra.len()];
    for &(_, layer) in all.iter().take(budget) {
        ranks[layer] += 1;
    }
    Allocation::new(spectra, ranks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oracle_takes_the_largest_and_uniform_shares_out() {
        let spectra = vec![vec![4.0, 3.0, 2.0], vec![1.0, 0.5], vec![2.5]];
        let oracle = oracle_allocation(&spectra, 3);
        assert_eq!(oracle.ranks, [2, 0, 1]);
        assert_eq!(oracle.loss, 4.0 + 1.25);
        let uniform = uniform_allocation(&spectra, 4);
        assert_eq!(uniform.ranks, [2, 1, 1]);
        assert!(uniform_allocation(&spectra, 100).loss == 0.0);
        assert_eq!(uniform_allocation(&[], 5).ranks, Vec::<usize>::new());
    }

    #[test]
    fn no_allocation_beats_the_oracle() {
        let spectra: Vec<Vec<f64>> = (1..5)
            .map(|l| (1..8).map(|i| f64::from(l) / f64::from(i * i)).collect())
            .collect();
        for budget in 0..30 {
            let oracle = oracle_allocation(&spectra, budget);
            let uniform = uniform_allocation(&spectra, budget);
            assert!(oracle.loss <= uniform.loss + 1e-15);
            assert_eq!(oracle.ranks.iter().sum::<usize>(), budget.min(28));
        }
    }
}

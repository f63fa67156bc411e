//! AdaLoRA: one budget of triplets shared by several layers, ΔW = PΛQ in each.
//!
//! Every layer has isotropic inputs, so its loss is ‖ΔW* − PΛQ‖²_F and the best use of a budget is known: the largest
//! singular values of all layers together.
//!
//! Source: Zhang et al. 2023 (arXiv 2303.10512).

mod allocation;
mod importance;
mod layer;
mod schedule;

pub use allocation::{Allocation, oracle_allocation, uniform_allocation};
pub use schedule::BudgetSchedule;

use layer::Layer;

use super::Error;
use super::error::{require_count, require_matrix, require_range};
use crate::linalg::{Matrix, svd};

/// The most numbers that the layers may have together.
const MAX_ENTRIES: usize = 1 << 20;

/// How triplets are chosen and taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Method {
    /// AdaLoRA: the triplets of highest sensitivity × uncertainty keep their λ; the others are set to zero and may
    /// come back until the schedule ends.
    #[default]
    AdaLora,
    /// Pruning from a high r: at each turn the product is written as its own SVD and the smallest singular values of
    /// all layers go for good.
    HighRank,
}

/// How an [`AdaLora`] is set up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AdaLoraSettings {
    pub method: Method,
    /// Triplets per layer at the start; clamped to the layer's sides.
    pub initial_rank: usize,
    pub schedule: BudgetSchedule,
    /// γ of the penalty γ(‖PᵀP − I‖²_F + ‖QQᵀ − I‖²_F).
    pub orthogonality: f64,
    /// Of Adam.
    pub learning_rate: f64,
    pub seed: u64,
}

impl AdaLoraSettings {
    /// AdaLoRA for `budget` triplets in `layers` layers: b₀ = 1.5·b_T, 600 steps, γ = 0.1.
    pub fn new(layers: usize, budget: usize, seed: u64) -> Self {
        let layers = layers.max(1);
        let initial_rank = (budget.saturating_mul(3)).div_ceil(2 * layers).max(1);
        Self {
            method: Method::AdaLora,
            initial_rank,
            schedule: BudgetSchedule::new(initial_rank.saturating_mul(layers), budget, 600),
            orthogonality: 0.1,
            learning_rate: 0.01,
            seed,
        }
    }

    /// The same budget and steps, reached by pruning from `rank` triplets per layer.
    #[must_use]
    pub fn from_high_rank(self, layers: usize, rank: usize) -> Self {
        let schedule = self.schedule;
        let initial = rank.saturating_mul(layers);
        Self {
            method: Method::HighRank,
            initial_rank: rank,
            schedule: BudgetSchedule::new(initial, schedule.target, schedule.steps),
            ..self
        }
    }
}

/// Layers being trained under a shrinking budget. Sliceable: one full-batch step of Adam at a time.
#[derive(Debug, Clone)]
pub struct AdaLora {
    layers: Vec<Layer>,
    settings: AdaLoraSettings,
    steps: usize,
}

impl AdaLora {
    /// Λ = 0, P and Q Gaussian with columns (rows) of length about 1. Each layer draws P, then Q, row by row, from one
    /// generator.
    ///
    /// # Errors
    /// No layers; more than 2²⁰ entries; updates that are empty or not finite; settings outside their range.
    pub fn new(updates: &[Matrix], settings: AdaLoraSettings) -> Result<Self, Error> {
        let entries = updates.iter().map(Matrix::len).sum();
        require_count("The number of entries of all layers", entries, MAX_ENTRIES)?;
        for update in updates {
            require_count(
                "The number of entries of a layer",
                update.len(),
                MAX_ENTRIES,
            )?;
            require_matrix("ΔW*", update, update.nrows(), update.ncols())?;
        }
        require_count("The rank at the start", settings.initial_rank, MAX_ENTRIES)?;
        let range = "from 0 to 100";
        require_range(
            "The orthogonality penalty",
            settings.orthogonality,
            (0.0, 100.0),
            range,
        )?;
        require_range(
            "The learning rate",
            settings.learning_rate,
            (0.0, 100.0),
            range,
        )?;
        let mut rng = crate::data::random::SplitMix64::new(settings.seed);
        let layers = updates
            .iter()
            .map(|update| Layer::new(update, &settings, &mut rng))
            .collect();
        Ok(Self {
            layers,
            settings,
            steps: 0,
        })
    }

    /// One step of every layer, then pruning where the schedule asks for it. Returns whether steps are left.
    /// # Errors
    /// [`Method::HighRank`] decomposes each product: those of [`svd`].
    pub fn step(&mut self) -> Result<bool, Error> {
        if self.is_finished() {
            return Ok(false);
        }
        self.steps += 1;
        for layer in &mut self.layers {
            layer.step(self.settings.orthogonality);
        }
        if self.settings.schedule.prunes_at(self.steps) {
            if self.settings.method == Method::HighRank {
                for layer in &mut self.layers {
                    layer.diagonalize(self.settings.learning_rate)?;
                }
            }
            self.keep_most_important(self.settings.schedule.budget(self.steps));
        }
        // Between prunings AdaLoRA lets every triplet learn; in the last phase the choice is final.
        if self.settings.method == Method::HighRank || self.settings.schedule.is_final(self.steps) {
            self.layers.iter_mut().for_each(Layer::silence_pruned);
        }
        Ok(!self.is_finished())
    }

    fn keep_most_important(&mut self, budget: usize) {
        let mut ranked: Vec<(f64, usize, usize)> = Vec::new();
        for (l, layer) in self.layers.iter().enumerate() {
            let scores = layer.scores(self.settings.method);
            ranked.extend(scores.into_iter().enumerate().map(|(i, s)| (s, l, i)));
        }
        // Equal scores go to the earlier layer and triplet, so that every platform agrees.
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (place, &(_, layer, triplet)) in ranked.iter().enumerate() {
            self.layers[layer].set_active(triplet, place < budget);
        }
        self.layers.iter_mut().for_each(Layer::silence_pruned);
    }

    pub fn is_finished(&self) -> bool {
        self.steps >= self.settings.schedule.steps
    }

    pub fn steps(&self) -> usize {
        self.steps
    }

    pub fn settings(&self) -> &AdaLoraSettings {
        &self.settings
    }

    /// Triplets kept in each layer.
    pub fn ranks(&self) -> Vec<usize> {
        self.layers.iter().map(Layer::rank).collect()
    }

    /// λ of each layer, zeros included.
    pub fn lambdas(&self) -> Vec<Vec<f64>> {
        self.layers.iter().map(|l| l.lambda().to_vec()).collect()
    }

    /// The scores by which the next pruning would choose, per layer.
    pub fn scores(&self) -> Vec<Vec<f64>> {
        let method = self.settings.method;
        self.layers.iter().map(|l| l.scores(method)).collect()
    }

    /// ‖ΔW* − PΛQ‖²_F summed over the layers, without the penalty.
    pub fn loss(&self) -> f64 {
        self.layers.iter().map(Layer::loss).sum()
    }

    /// ‖PᵀP − I‖²_F + ‖QQᵀ − I‖²_F summed over the layers.
    pub fn orthogonality_gap(&self) -> f64 {
        self.layers.iter().map(Layer::orthogonality_gap).sum()
    }

    /// The numbers that the kept triplets take: d + k + 1 each.
    pub fn parameters(&self) -> usize {
        self.layers.iter().map(Layer::parameters).sum()
    }
}

/// The singular values of each update, for the allocations.
/// # Errors
/// Those of [`svd`].
pub fn spectra(updates: &[Matrix]) -> Result<Vec<Vec<f64>>, Error> {
    updates
        .iter()
        .map(|update| Ok(svd(update)?.singular_values))
        .collect()
}

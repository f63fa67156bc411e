//! α/r or α/√r: how large the update becomes as r grows.

use std::sync::Arc;

use super::{LoraProblem, LoraTraining, TrainingSettings};
use crate::learn::Error;

/// The size of the update W′ − W at one rank.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UpdateSize {
    pub rank: usize,
    pub s: f64,
    /// ‖W′ − W‖_F after one step.
    pub first: f64,
    /// How far that step goes towards ΔW*: ⟨W′ − W, ΔW*⟩/‖ΔW*‖_F. For isotropic inputs and gradient descent it is
    /// ∝ s²·r on average.
    pub first_towards_target: f64,
    /// ‖W′ − W‖_F after all steps; `None` when training diverged.
    pub last: Option<f64>,
    /// The loss after all steps; `None` when training diverged.
    pub loss: Option<f64>,
}

/// Trains at one rank after another with the same α, learning rate and number of steps; everything else is that of
/// the settings. Sliceable: each call to [`step`](Self::step) trains one rank.
#[derive(Debug, Clone)]
pub struct ScalingExperiment {
    problem: Arc<LoraProblem>,
    settings: TrainingSettings,
    ranks: Vec<usize>,
    steps: usize,
    sizes: Vec<UpdateSize>,
}

impl ScalingExperiment {
    /// `settings.rank` is replaced by each of `ranks`; without a learning rate the problem's default is taken.
    pub fn new(
        problem: Arc<LoraProblem>,
        settings: TrainingSettings,
        ranks: Vec<usize>,
        steps: usize,
    ) -> Self {
        Self {
            problem,
            settings,
            ranks,
            steps,
            sizes: Vec::new(),
        }
    }

    /// Trains the next rank. Returns whether ranks are left.
    /// # Errors
    /// Those of [`LoraTraining::new`].
    pub fn step(&mut self) -> Result<bool, Error> {
        let Some(&rank) = self.ranks.get(self.sizes.len()) else {
            return Ok(false);
        };
        let settings = TrainingSettings {
            rank,
            ..self.settings
        };
        let mut training = LoraTraining::new(self.problem.clone(), settings)?;
        training.run(self.steps.min(1));
        let update = training.learned_update();
        let wanted = self.problem.delta_w_svd().tail_norm(0);
        let towards = match wanted {
            n if n > 0.0 => update.dot(self.problem.delta_w()) / n,
            _ => 0.0,
        };
        training.run(self.steps.saturating_sub(1));
        let kept = training.diverged().is_none();
        self.sizes.push(UpdateSize {
            rank,
            s: training.scale(),
            first: update.norm(),
            first_towards_target: towards,
            last: kept.then(|| training.learned_update().norm()),
            loss: kept.then(|| training.loss()),
        });
        Ok(self.sizes.len() < self.ranks.len())
    }

    /// The share of the ranks done, 0 to 1.
    pub fn share(&self) -> f64 {
        self.sizes.len() as f64 / self.ranks.len().max(1) as f64
    }

    /// The sizes so far, in the order of the ranks.
    pub fn sizes(&self) -> &[UpdateSize] {
        &self.sizes
    }
}

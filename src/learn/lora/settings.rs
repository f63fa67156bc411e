//! What a training is set up with, and the sentence it ends with when the steps are too long.

use serde::{Deserialize, Serialize};

use super::Start;
use crate::learn::optimizer::OptimizerKind;

/// The largest r. Beyond min(d, k) more rank changes nothing but the parameters.
pub const MAX_RANK: usize = 1024;

/// What stands before BA.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Scaling {
    /// s = α/r. Source: Hu et al. 2021.
    #[default]
    Lora,
    /// s = α/√r. Source: Kalajdzievski 2023 (arXiv 2312.03732).
    RsLora,
}

impl Scaling {
    /// s; `rank` 0 counts as 1.
    pub fn factor(self, alpha: f64, rank: usize) -> f64 {
        let r = rank.max(1) as f64;
        match self {
            Self::Lora => alpha / r,
            Self::RsLora => alpha / r.sqrt(),
        }
    }
}

/// How a [`LoraTraining`](super::LoraTraining) is set up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrainingSettings {
    /// r, 1 to [`MAX_RANK`].
    pub rank: usize,
    /// α > 0, up to 1e6.
    pub alpha: f64,
    pub scaling: Scaling,
    pub start: Start,
    pub optimizer: OptimizerKind,
    /// `None` takes [`default_learning_rate`](super::default_learning_rate).
    pub learning_rate: Option<f64>,
}

impl TrainingSettings {
    /// The paper's scaling and start, Adam at its default rate.
    pub fn new(rank: usize, alpha: f64) -> Self {
        Self {
            rank,
            alpha,
            scaling: Scaling::Lora,
            start: Start::Paper,
            optimizer: OptimizerKind::Adam,
            learning_rate: None,
        }
    }
}

/// Why training stopped. Displayed, it is a sentence for the reader.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Divergence {
    /// The step after which the loss was too large.
    pub step: usize,
    pub learning_rate: f64,
}

impl std::fmt::Display for Divergence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Training diverged at step {}: the steps are too long, and each makes the loss larger. \
             Reset, and lower the learning rate or α.",
            self.step
        )
    }
}

//! What a training is set up with, and the sentence it ends with when the steps are too long.

use super::{Scaling, Start};
use crate::learn::optimizer::OptimizerKind;

/// The largest r. Beyond min(d, k) more rank changes nothing but the parameters.
pub const MAX_RANK: usize = 1024;
/// How a [`LoraTraining`] is set up.
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

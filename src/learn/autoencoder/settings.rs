//! How an autoencoder is set up.

use serde::{Deserialize, Serialize};

use crate::learn::optimizer::OptimizerKind;

use super::floors::Penalty;

/// What is between the layers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Activation {
    /// Nothing: X ≈ W_d·W_e·X.
    #[default]
    Linear,
    /// A hidden layer with tanh on each side of the bottleneck.
    Tanh,
    /// The same with max(0, ·).
    Relu,
}

/// Where the weights start.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Start {
    /// Drawn from the seed.
    #[default]
    Random,
    /// r = 1: both layers along the second principal axis, u₂ + nudge·u₁. With nudge 0 that is a saddle of the loss.
    Saddle { nudge: f64 },
}

/// How a training is set up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// r, the width of the bottleneck.
    pub rank: usize,
    pub activation: Activation,
    /// Units of each hidden layer of a nonlinear autoencoder.
    pub hidden: usize,
    /// W_e = W_dᵀ, for a linear one.
    pub tied: bool,
    /// On both layers of a linear one.
    pub penalty: Penalty,
    pub start: Start,
    pub optimizer: OptimizerKind,
    /// `None` takes the default of the model.
    pub learning_rate: Option<f64>,
    pub seed: u64,
}

impl Settings {
    /// Linear, free of penalties, Adam at its default rate.
    pub fn new(rank: usize, seed: u64) -> Self {
        Self {
            rank,
            activation: Activation::Linear,
            hidden: 16,
            tied: false,
            penalty: Penalty::None,
            start: Start::Random,
            optimizer: OptimizerKind::Adam,
            learning_rate: None,
            seed,
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
             Reset, and lower the learning rate.",
            self.step
        )
    }
}

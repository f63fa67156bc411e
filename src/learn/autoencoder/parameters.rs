//! Matrices being trained, with their gradients and optimizers.

use crate::learn::optimizer::{Optimizer, OptimizerKind};
use crate::linalg::Matrix;

/// Some matrices, the gradient of each, and how each was before the last step.
#[derive(Debug, Clone)]
pub(super) struct Parameters {
    pub values: Vec<Matrix>,
    pub gradients: Vec<Matrix>,
    last: Vec<Matrix>,
    optimizers: Vec<Optimizer>,
}

impl Parameters {
    pub fn new(values: Vec<Matrix>, kind: OptimizerKind, learning_rate: f64) -> Self {
        let optimizers = values
            .iter()
            .map(|value| Optimizer::new(kind, learning_rate, value.len()))
            .collect();
        Self {
            gradients: values.clone(),
            last: values.clone(),
            values,
            optimizers,
        }
    }

    /// One step of the optimizer along the gradients. Allocates nothing.
    pub fn step(&mut self) {
        let all = self
            .values
            .iter_mut()
            .zip(&self.gradients)
            .zip(self.last.iter_mut().zip(&mut self.optimizers));
        for ((value, gradient), (last, optimizer)) in all {
            last.copy_from(value);
            optimizer.step(value.as_mut_slice(), gradient.as_slice());
        }
    }

    /// Takes the last step back.
    pub fn restore(&mut self) {
        for (value, last) in self.values.iter_mut().zip(&self.last) {
            value.copy_from(last);
        }
    }
}

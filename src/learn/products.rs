//! The three products of a training step, on column-major slices: long in the layer's sides, short in r.

use crate::linalg::Matrix;

/// C ← C + α·A·B. Shapes: C m×n, A m×p, B p×n. O(mnp).
pub(super) fn add_product(c: &mut Matrix, alpha: f64, a: &Matrix, b: &Matrix) {
    c.gemm(alpha, a, b, 1.0);
}

/// C ← Aᵀ·B. Shapes: C p×n, A m×p, B m×n. O(mnp).
pub(super) fn transpose_product(c: &mut Matrix, a: &Matrix, b: &Matrix) {
    c.gemm_tr(1.0, a, b, 0.0);
}

/// C ← α·A·Bᵀ. Shapes: C m×p, A m×n, B p×n. O(mnp).
pub(super) fn product_transpose(c: &mut Matrix, alpha: f64, a: &Matrix, b: &Matrix) {
    c.gemm(alpha, a, &b.transpose(), 0.0);
}

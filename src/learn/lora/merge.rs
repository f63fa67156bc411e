//! The forward pass with the adapter beside W and merged into it.

use crate::linalg::Matrix;

/// The arithmetic of a forward pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Precision {
    /// 53 bits.
    #[default]
    F64,
    /// 24 bits: every number and every result of an operation is rounded.
    F32,
    /// Weights and inputs and results rounded to 8 bits, sums in f32, as accelerators do.
    Bf16,
}

/// h = Wx + s·B(Ax), and the same merged into one matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct ForwardPass {
    /// Wx, d numbers.
    pub frozen: Vec<f64>,
    /// Ax, r numbers.
    pub hidden: Vec<f64>,
    /// s·B(Ax), d numbers.
    pub update: Vec<f64>,
    /// Wx + s·B(Ax).
    pub unmerged: Vec<f64>,
    /// (W + s·BA)x.
    pub merged: Vec<f64>,
    /// max|h_merged − h_unmerged|/max|h_unmerged|; 0 when both are zero.
    pub gap: f64,
    /// How many entries of W the merge leaves as they were although s·BA is not zero there.
    pub unchanged_entries: usize,
}

/// Multiply-adds of one forward pass for one x.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MultiplyAdds {
    /// dk + r(d + k).
    pub unmerged: u64,
    /// dk.
    pub merged: u64,
    /// dkr, once.
    pub merging: u64,
}

/// The multiply-adds of a d×k layer with an adapter of rank r.
pub fn multiply_adds(d: usize, k: usize, rank: usize) -> MultiplyAdds {
    let (d, k, r) = (d as u64, k as u64, rank as u64);
    MultiplyAdds {
        unmerged: d * k + r * (d + k),
        merged: d * k,
        merging: d * k * r,
    }
}

/// One forward pass both ways. Shapes: `w` d×k, `a` r×k, `b` d×r, `x` k; what does not fit is cut off. O(dkr).
pub fn forward(
    w: &Matrix,
    a: &Matrix,
    b: &Matrix,
    s: f64,
    x: &[f64],
    precision: Precision,
) -> ForwardPass {
    let _ = (w, a, b, s, x, precision);
    ForwardPass {
        frozen: Vec::new(),
        hidden: Vec::new(),
        update: Vec::new(),
        unmerged: Vec::new(),
        merged: Vec::new(),
        gap: 0.0,
        unchanged_entries: 0,
    }
}

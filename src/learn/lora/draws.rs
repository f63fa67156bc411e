//! Which numbers are drawn from a seed, and in which order: the same as in `script/golden_learn.py`.
//!
//! One generator started at the seed makes a seed for each purpose, in the order of [`Streams`]; so changing one
//! setting (the noise, say) leaves every other draw as it was. Matrices are drawn row by row.

use crate::data::random::SplitMix64;
use crate::linalg::Matrix;
use crate::linalg::qr::thin_qr;

/// One generator for each purpose.
pub(in crate::learn) struct Streams {
    /// W: d×k standard normals, times 1/√k.
    pub weight: SplitMix64,
    /// U: d×p normals, then V: k×p normals, p = min(d, k); each made orthonormal by QR with a positive diagonal.
    pub update: SplitMix64,
    /// The noise in ΔW*: d×k normals.
    pub update_noise: SplitMix64,
    /// Q: N×k normals, made orthonormal by QR with a positive diagonal.
    pub inputs: SplitMix64,
    /// The noise in the targets: d×N normals.
    pub target_noise: SplitMix64,
    /// A: r×k normals, times 1/√k.
    pub start: SplitMix64,
}

impl Streams {
    pub fn new(seed: u64) -> Self {
        let mut seeds = SplitMix64::new(seed);
        let mut next = || SplitMix64::new(seeds.next_u64());
        Self {
            weight: next(),
            update: next(),
            update_noise: next(),
            inputs: next(),
            target_noise: next(),
            start: next(),
        }
    }
}

/// Standard normals, drawn row by row.
pub(in crate::learn) fn normals(rng: &mut SplitMix64, rows: usize, columns: usize) -> Matrix {
    let drawn: Vec<f64> = (0..rows * columns).map(|_| rng.normal()).collect();
    Matrix::from_row_slice(rows, columns, &drawn)
}

/// Random orthonormal columns, rows ≥ columns: the Q of a Gaussian matrix.
pub(in crate::learn) fn orthonormal(rng: &mut SplitMix64, rows: usize, columns: usize) -> Matrix {
    thin_qr(&normals(rng, rows, columns)).q
}

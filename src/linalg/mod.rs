//! The linear algebra the labs teach. Pure: no browser, no clock, no panic, no global randomness.
//!
//! [`svd()`] is the one door to a singular value decomposition; nalgebra's own is never called.

/// A dense real matrix, column-major, f64.
pub type Matrix = nalgebra::DMatrix<f64>;

pub mod basis;
pub mod eigen;
mod error;
pub mod exact;
pub mod low_rank;
pub mod norms;
pub mod numerical_rank;
pub mod order;
pub mod principal_angles;
pub mod qr;
pub mod randomized;
pub mod residual_norms;
pub mod rref;
mod scaling;
pub mod spectrum;
pub mod subspaces;
mod svd;
pub mod wire;

pub use error::Error;
pub use svd::{Svd, svd};

//! The linear algebra the labs teach. Pure: no browser, no clock, no panic, no global randomness.
//!
//! [`svd()`] is the one door to a singular value decomposition; nalgebra's own is never called.

/// A dense real matrix, column-major, f64.
pub type Matrix = nalgebra::DMatrix<f64>;

pub mod basis;
pub mod eigen;
mod error;
pub mod norms;
pub mod numerical_rank;
pub mod qr;
mod scaling;
mod svd;

pub use error::Error;
pub use svd::{Svd, svd};

//! The linear algebra the labs teach. Pure: no browser, no clock, no panic, no global randomness.

/// A dense real matrix, column-major, f64.
pub type Matrix = nalgebra::DMatrix<f64>;

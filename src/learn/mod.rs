//! Training, step by step, in f64 and from a seed: the same seed gives the same curve everywhere.
//!
//! Losses are means over the samples of the squared error summed over the outputs, without a factor ½.

pub mod adalora;
pub mod autoencoder;
mod error;
pub mod lora;
pub mod optimizer;
mod products;
pub mod sweep;

pub use error::Error;

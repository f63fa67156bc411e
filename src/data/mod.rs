//! What goes into the mathematics: matrix text, seeded generators, shipped images and data sets. Pure.

mod characters;
mod entered_matrix;
pub mod entry;
mod entry_error;
mod error;
mod expression;
pub mod file;
pub mod image;
pub mod image_registry;
pub mod matrix_text;
pub mod npy;
pub mod number_format;
mod numeral;
pub mod patterns;
pub mod point_sets;
pub mod python;
pub mod random;

pub use entered_matrix::EnteredMatrix;
pub use error::Error;

//! What goes into the mathematics: matrix text, seeded generators, shipped images and data sets. Pure.
pub mod number_format;
pub mod random;

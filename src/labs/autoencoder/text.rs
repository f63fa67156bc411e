//! Every sentence of the lab. Those with numbers in them are made from the results, so that they are true.

mod cards;
pub mod challenges;
mod notices;
mod predictions;

pub use cards::*;
pub use notices::*;
pub use predictions::*;

pub const NAME: &str = "Autoencoder";
pub const QUESTION: &str = "Is an autoencoder a matrix decomposition?";
pub const ACTIVITY: &str = "Train a linear autoencoder and watch its plane turn into PCA’s; then let it bend, and see where that helps.";
pub const HEADLINE: &str = "Is an autoencoder a matrix decomposition?";
pub const LEDE: &str = "An autoencoder squeezes n numbers through a bottleneck of r and builds the n back. While its layers are linear, the best it can do is known: it is PCA.";
pub const EQUATION: &str = "X is approximately W d times W e times X: the encoder W e makes r numbers of n, the decoder W d makes n of r";
pub const EQUATION_BENT: &str =
    "x hat is W 4 f of W 3 z, with z equal to W 2 f of W 1 x, and biases in every layer";

pub const OPENS: &str = "a table of points as .npy or CSV";
pub const COMPUTING: &str = "Computing …";
pub const LOADING: &str = "The digits are on their way …";

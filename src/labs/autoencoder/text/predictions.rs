//! The predictions, in words.

pub const COLUMNS_QUESTION: &str = "A linear autoencoder with r = 2 has been trained to its floor, without any penalty. What are the two columns of its decoder W_d?";
pub const COLUMNS_OPTIONS: &[&str] = &[
    "the first two principal axes",
    "the same two, perhaps in another order",
    "some other basis of the same plane",
    "vectors that have nothing to do with PCA",
];
pub const COLUMNS_RIGHT: usize = 2;
pub const COLUMNS_ANSWER: &str = "Some other basis of the same plane. The loss depends on W_dW_e alone, and W_dM with M⁻¹W_e has the same product for every invertible 2×2 matrix M. Compare W_d with U_r on this page.";

pub const LINE_QUESTION: &str = "All points lie exactly on a straight line, and r = 1. How much lower than PCA’s can the error of an autoencoder with tanh be?";
pub const LINE_OPTIONS: &[&str] = &["much lower", "a little lower", "not lower at all"];
pub const LINE_RIGHT: usize = 2;
pub const LINE_ANSWER: &str = "Not at all. PCA’s error is already zero there. The bent autoencoder has to learn to be straight, and it comes near that without ever being exactly there.";

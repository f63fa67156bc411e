//! The predictions, in words.

pub const SHARE_QUESTION: &str = "A weight matrix is 4096 × 4096. You adapt it with r = 8. Which share of its numbers do you train?";
pub const SHARE_OPTIONS: &[&str] = &["about 10 %", "about 3 %", "about 0.4 %", "about 0.02 %"];
pub const SHARE_RIGHT: usize = 2;
pub const SHARE_ANSWER: &str = "r(d + k) = 8 · 8192 = 65 536 numbers instead of 4096² = 16 777 216, which is 0.39 %. The share is r(1/d + 1/k): it shrinks as the layer grows, so large models gain most.";

pub const FIRST_STEP_QUESTION: &str = "At the start A is random and B is zero. One step of gradient descent is made. Which of the two changes?";
pub const FIRST_STEP_OPTIONS: &[&str] = &["only A", "only B", "both", "neither"];
pub const FIRST_STEP_RIGHT: usize = 1;
pub const FIRST_STEP_ANSWER: &str = "Only B. The gradient of A is Bᵀ times something, and B is zero; the gradient of B is something times Aᵀ, and A is not. From the second step on both move. If both started at zero, neither would ever move.";

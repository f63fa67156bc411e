//! The predictions, in words.

pub const SPREAD_QUESTION: &str = "A real update, the 384 × 384 value matrix of layer 5 of a fine-tuned sentence encoder. How many of its 384 directions hold 95 % of its energy?";
pub const SPREAD_OPTIONS: &[&str] = &["about 4", "about 16", "about 107", "about 300"];
pub const SPREAD_RIGHT: usize = 2;
pub const SPREAD_ANSWER: &str = "107, more than a quarter. It has a few strong directions and a long tail; it is not literally low-rank. And yet LoRA with r = 2 to 32 was not significantly worse than full fine-tuning on that task: how much of ΔW is kept is one question, how much the task needs is another.";

pub const TRIAL_QUESTION: &str = "The targets carry noise (0.1, as the page opens). You train at r = 1, 2, 4, … 64. Which loss falls with every larger r?";
pub const TRIAL_OPTIONS: &[&str] = &[
    "the training loss only",
    "the validation loss only",
    "both",
    "neither",
];
pub const TRIAL_RIGHT: usize = 0;
pub const TRIAL_ANSWER: &str = "Only the training loss. A larger r always fits the batch better, the noise in it included; on new data that noise is different, so from some r on the validation loss rises. Run the trial with the default settings to see it.";

//! Challenges and predictions, in words.

/// One challenge: id, task, hint, solution.
pub struct Task {
    pub id: &'static str,
    pub task: &'static str,
    pub hint: &'static str,
    pub solution: &'static str,
}

/// In the order of `challenges::MET`.
pub const TASKS: [Task; 6] = [
    Task {
        id: "ninety-nine",
        task: "Take the synthetic update with p = 1 and go from 95 % to 99 %. How many times the r do the last four points cost?",
        hint: "The field beside the slider takes 0.99.",
        solution: "r goes from 10 to 31: three times as many directions for four points. Each further σ² = 1/i² is smaller than the one before.",
    },
    Task {
        id: "two-directions",
        task: "Find a synthetic spectrum of which two directions hold 95 % of the energy.",
        hint: "A faster decay puts more into the first directions. The noise floor takes it away again.",
        solution: "With p from 1.6 to 2.2, for example p = 2: the first two of σᵢ = 1/i² hold 98 %, the first alone 92 %.",
    },
    Task {
        id: "rules-agree",
        task: "Make all three rules name the same r, with t of at least 90 % but below 100 %.",
        hint: "They differ by what they do with the tail. What if there is hardly a tail?",
        solution: "A steep decay: with p = 5 and t = 95 %, one direction is enough by every rule. On a long tail, Σσ and the error always ask for more.",
    },
    Task {
        id: "least-rank",
        task: "Among the 36 real matrices, find the one that needs the smallest r at 90 % or more.",
        hint: "Choose the real matrices as the update; the table lists them all.",
        solution: "Layer 5, ffn out: r = 10 at 90 % and 18 at 95 %, of 384. The most spread out is layer 0, ffn in, with 206 and 262.",
    },
    Task {
        id: "noise-moves-r",
        task: "Run a trial whose rule picks r ≤ 2, with a decay p of at most 1.",
        hint: "What makes a weak direction not worth learning? Look at the noise on the targets.",
        solution: "Raise the noise on the targets to 0.4: then most directions of ΔW are weaker than the noise, and learning them costs more on new data than it brings. The spectrum of ΔW alone cannot tell you that.",
    },
    Task {
        id: "nothing-to-gain",
        task: "Find layers and a budget for which no method can beat the same r everywhere.",
        hint: "AdaLoRA gains by taking from one layer what another needs more.",
        solution: "Choose the equal layers, with a budget of 24: the largest singular values of all layers are four from each. With six layers that holds for every multiple of 6.",
    },
];

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

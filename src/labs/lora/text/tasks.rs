//! Presets, challenges and predictions, in words.

/// One challenge: id, task, hint, solution.
pub struct Task {
    pub id: &'static str,
    pub task: &'static str,
    pub hint: &'static str,
    pub solution: &'static str,
}

/// In the order of `challenges::MET`.
pub const TASKS: [Task; 8] = [
    Task {
        id: "most-energy",
        task: "Find the smallest r whose best update keeps 95 % of the energy of ΔW*.",
        hint: "“What to notice” tells the energy at your r. Energy is Σσ², so it rises faster than Σσ.",
        solution: "For the toy (64 × 48, σᵢ = 1/i) it is r = 10: Σσ² up to 10 is 95.4 % of the whole, up to 9 it is 94.8 %.",
    },
    Task {
        id: "pointless",
        task: "Make r(d + k) larger than dk. What has become pointless?",
        hint: "Move r to the right and watch the number of trainable parameters.",
        solution: "Above r = dk/(d + k), 27.4 for 64 × 48, the two factors hold more numbers than the update they stand for. Training the update itself would be cheaper.",
    },
    Task {
        id: "reach-floor",
        task: "Train until the loss is within 1 % of its floor.",
        hint: "Press Train. A higher speed makes more steps between two pictures.",
        solution: "The toy at r = 4 gets there with its default settings. The floor is Σσ² of the directions that were left out: no update of rank 4 can do better.",
    },
    Task {
        id: "diverge",
        task: "Make training diverge.",
        hint: "How long a step is, the learning rate decides. It stands with the settings of the training.",
        solution: "Choose plain gradient descent, type a learning rate ten or a hundred times the default, and train. Every step then overshoots by more than it corrects.",
    },
    Task {
        id: "same-first-update",
        task: "Take the toy with plain gradient descent. From r = 4 and α = 8, go to r = 8 without changing how far the first step goes towards ΔW*. Which α did you need?",
        hint: "With plain gradient descent the first step towards ΔW* is proportional to s²·r, on average over the start of A. At r = 4 and α = 8 that is 2² · 4 = 16.",
        solution: "s²·r = 16 at r = 8 needs s = √2, so α = 8√2, about 11.3. With the scale α/√r instead, α stays 8: s²·r is α² whatever r is.",
    },
    Task {
        id: "accident",
        task: "Have the common accident: leave α at 8 and raise r until s is below a quarter.",
        hint: "s = α/r.",
        solution: "From r = 33 on, s = 8/r is below 1/4. The first step towards ΔW* is then an eighth of the one at r = 4, for the same learning rate.",
    },
    Task {
        id: "not-the-svd",
        task: "Find a task whose best rank-r update is not the truncated SVD of ΔW*, and train to its floor.",
        hint: "What makes one direction of error cost more than another?",
        solution: "Make the inputs correlated, with corr at 0.9. The loss then weighs errors by C. Its floor is that of reduced-rank regression, and at that floor the error against ΔW* is above the dashed curve.",
    },
    Task {
        id: "two-adapters",
        task: "Switch two adapters on at once. What is the rank of their sum?",
        hint: "The switches stand with “Swapping adapters”.",
        solution: "Two adapters of rank 2 add up to an update of rank 4: the columns of both B’s together span at most 2 + 2 directions.",
    },
];

pub const SHARE_QUESTION: &str = "A weight matrix is 4096 × 4096. You adapt it with r = 8. Which share of its numbers do you train?";
pub const SHARE_OPTIONS: &[&str] = &["about 10 %", "about 3 %", "about 0.4 %", "about 0.02 %"];
pub const SHARE_RIGHT: usize = 2;
pub const SHARE_ANSWER: &str = "r(d + k) = 8 · 8192 = 65 536 numbers instead of 4096² = 16 777 216, which is 0.39 %. The share is r(1/d + 1/k): it shrinks as the layer grows, so large models gain most.";

pub const FIRST_STEP_QUESTION: &str = "At the start A is random and B is zero. One step of gradient descent is made. Which of the two changes?";
pub const FIRST_STEP_OPTIONS: &[&str] = &["only A", "only B", "both", "neither"];
pub const FIRST_STEP_RIGHT: usize = 1;
pub const FIRST_STEP_ANSWER: &str = "Only B. The gradient of A is Bᵀ times something, and B is zero; the gradient of B is something times Aᵀ, and A is not. From the second step on both move. If both started at zero, neither would ever move.";

pub const PRESET_LABEL: &str = "Start from";
pub const OWN_SETTINGS: &str = "own settings";

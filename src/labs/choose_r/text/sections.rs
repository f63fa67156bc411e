//! The words of the sections.

pub const RULES_CARD: &str = "What “95 %” can mean";
pub const RULES_WHY: &str = "The singular values σ₁ ≥ σ₂ ≥ … say how much each direction of ΔW carries. The energy is Σσ², which is the sum of all squared entries; the best matrix of rank r keeps the first r terms of it (Eckart & Young 1936). Other rules add up σ itself, or bound the relative error ‖ΔW − ΔW_r‖/‖ΔW‖. They ask for different r, so a percentage without its rule says nothing.";

pub const REAL_CARD: &str = "Every matrix of the real run";
pub const REAL_WHY: &str = "The smallest r that reaches the threshold, for each of the 36 matrices that were fine-tuned. Choose one to see its spectrum. Each has 384 singular values.";
pub const REAL_OFFER: &str = "Show what r each of them needs (55 kB)";
pub const REAL_WHAT: &str = "The run: all-MiniLM-L6-v2, a sentence encoder with 22 million parameters, fine-tuned to sort package descriptions into ten classes, 3 365 for training and 1 000 for validation. ΔW = W_FT − W, without weight decay.";

pub const ACCURACY_FIGURE: &str = "What the real task needed";
pub const ACCURACY_NOTE: &str = "accuracy against r, measured";
pub const ACCURACY: [&str; 4] = [
    "LoRA on query and value reached 71.0–71.7 % at r = 1 and 72.8–73.5 % at r = 2 to 32. Full fine-tuning reached 74.3–74.5 %, a new head alone 71.3 %. One standard error is about 1.4 points (the whiskers).",
    "The differences among r = 2 … 32 are not significant on 1 000 items, nor is their distance from full fine-tuning: no best r can be read off this figure. Only three of the six ranks were run with a second seed.",
    "The task needs far less than the energy says: query and value trained alone at full rank and then truncated to r = 4 gave 73.4 %, untruncated 74.2 %. So truncating afterwards matched LoRA, when the same matrices had been trained.",
    "It is one small model on one small task, with the learning rate tuned at r = 8 only. Do not carry the percentages over to yours.",
];

pub const TRIAL_CARD: &str = "By trial: train at every r and look";
pub const ONE_SE: &str = "The rule of one standard error (Breiman et al. 1984): take the smallest r whose mean validation loss is at most the lowest mean plus its standard error. What lies within the spread is no reason for a larger r.";
pub const TRIAL_FIGURE: &str = "Loss against r";
pub const TRIAL_SPREAD: &str = "whiskers: one standard error over the seeds";
pub const TRIAL_RUN: &str = "Run the trial";
pub const TRIAL_RUNNING: &str = "The trial is running.";

pub const THUMB_CARD: &str = "By rule of thumb";
pub const THUMB_WHAT: &str = "Experience, not a theorem. These ranges are passed on among people who fine-tune; nothing on this page proves them, and your task may need something else.";
/// Where, which r, what is meant by it.
pub const THUMB: [[&str; 2]; 4] = [
    ["Attention matrices (query, key, value, output)", "4 to 16"],
    ["MLP matrices", "8 to 32"],
    ["A small model, or a task close to its training", "lower"],
    ["A large shift of domain or language", "higher"],
];
pub const THUMB_HEAD: [&str; 2] = ["Where", "r to start with"];
pub const THUMB_CHECK: &str = "What the figures here say to it: in the real run above, updates of the MLP matrices spread over more directions than those of attention in most layers, but the last ffn out needed the fewest of all, and r = 2 and r = 32 did not differ significantly.";

pub const SHARED_CARD: &str = "One budget for all layers";
pub const SHARED_WHY: &str = "Why should every layer have the same r? AdaLoRA (Zhang et al. 2023, arXiv 2303.10512) writes ΔW = PΛQ in each layer and lets all layers share one budget of triplets: a column of P, a λ, a row of Q, d + k + 1 numbers.";
pub const SHARED_DETAILS: [&str; 4] = [
    "Sensitivity of a number w: I = |w·∂L/∂w|. Smoothed, Ī, and its uncertainty Ū are running means (β = 0.85); the importance is s = Ī·Ū. A triplet’s score is s(λ) plus the mean of s over its column of P plus the mean over its row of Q.",
    "The budget b(t) stays at b₀ for a quarter of the steps, then falls with the third power to b, 40 % before the end. Here b₀ is 1.5 b, rounded up to whole triplets per layer. Every 10 steps the triplets of highest score keep their λ; the λ of all others is set to zero, and until the fall ends it may come back.",
    "A penalty 0.1·(‖PᵀP − I‖² + ‖QQᵀ − I‖²) keeps P and Q close to orthogonal, so that PΛQ looks like an SVD.",
    "Pruning from a high r: train with many triplets, write each layer’s product as its own SVD every 10 steps, and drop the smallest singular values of all layers for good.",
];
pub const SHARED_FAIR: &str = "Six layers of 24 × 24 with isotropic inputs, 600 steps of Adam. At the end all methods hold equally many numbers. “Uniform” and “oracle” are not trained: they are the least loss possible with the triplets shared out as evenly as the budget allows (the same r everywhere where it is a multiple of 6; otherwise the first layers get one more), and with the b largest singular values of all layers together. The oracle is optimal because the layers have equal shape and isotropic inputs.";
pub const SHARED_REAL: &str = "In the real run AdaLoRA, at an average of 4, left 1, 4, 3, 4, 5, 4 triplets to the query matrices of layers 0 to 5 and 6, 4, 2, 6, 6, 3 to the value matrices. Its accuracy was 72.8 %, LoRA’s at r = 4 was 72.9 % and 73.5 %: no significant difference.";
pub const TRIPLETS_FIGURE: &str = "Triplets per layer";
pub const SHARED_LOSS_FIGURE: &str = "Loss, summed over the layers";
pub const BUDGET_FIGURE: &str = "Triplets in all layers";
pub const SPECTRA_FIGURE: &str = "Spectra of the six layers";
pub const LAYER_CHOICES: [&str; 3] = [
    "mixed: strong and weak, slow and fast decay",
    "equal: all with σᵢ = 1/i",
    "real: the 24 largest σ of six value matrices",
];
pub const TRAIN_AGAIN: &str = "Train the layers";
pub const PLAY: &str = "Play";
pub const PAUSE: &str = "Pause";

pub const DOUBT_CARD: &str = "What speaks against it";
pub const DOUBTS: [&str; 4] = [
    "Full fine-tuning is not always low-rank: on code and mathematics its updates had 10 to 100 times the rank that LoRA usually gets (Biderman et al. 2024, arXiv 2405.09673).",
    "LoRA can bring “intruder dimensions”: new top singular vectors of W + ΔW, almost orthogonal to all the old ones, which full fine-tuning does not show (arXiv 2410.21228).",
    "Training under the constraint is not the same as projecting afterwards: in the real run, truncating all 36 fully fine-tuned matrices to r ≤ 4 lost everything that had been gained, while LoRA at r = 4 on only 12 of them measured 72.9 % and 73.5 % (a new head alone: 71.3 %).",
    "LoRA found another solution, not a smaller copy: its top 8 directions overlap with those of full fine-tuning by 0.15–0.23, where chance gives 0.02 and two full runs reach 0.37–0.49. The spectrum of ΔW is that of another road to the goal.",
];

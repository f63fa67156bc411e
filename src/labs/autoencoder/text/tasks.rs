//! Challenges and predictions, in words.

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
        id: "same-subspace",
        task: "Train a linear autoencoder without penalty until its largest principal angle is below 0.5° and its loss within 1 % of the floor.",
        hint: "Press Train and wait. A higher speed makes more steps between two pictures.",
        solution: "The irises with r = 2 and the default settings get there in less than 3000 steps.",
    },
    Task {
        id: "other-columns",
        task: "With that, find a column of W_d that is more than 5° away from its principal axis.",
        hint: "The angles stand under “Why the columns differ”. Another seed is another start.",
        solution: "The irises with r = 2 and seed 1: after 3000 steps the subspace agrees, and both columns are turned away from the axes.",
    },
    Task {
        id: "axes-in-singular-vectors",
        task: "Bring the left singular vectors of W_d within 1° of the principal axes, while a column is still more than 5° away.",
        hint: "A penalty that is the same for all latents settles the singular vectors and leaves O free. Gradient descent does not turn O; Adam may.",
        solution: "The irises, r = 2, gradient descent, λ = 0.02 for all: after 20 000 steps the singular vectors are the axes, and the columns with seed 1 are about 30° off.",
    },
    Task {
        id: "axes-in-columns",
        task: "Bring the columns themselves within 1° of the principal axes (r at least 2).",
        hint: "As long as every latent costs the same, turning the columns is free.",
        solution: "The irises, r = 2, Adam, λ = 0.04, different for every latent: after some thousand steps each column is a principal axis, in order.",
    },
    Task {
        id: "leave-the-saddle",
        task: "Start on the saddle of the landscape. Then give the smallest nudge that is offered, 10⁻⁶ or less, and reach the minimum.",
        hint: "The button stands in “The landscape”. It takes mirrored points, on which the gradient at the saddle is zero exactly; on other points rounding alone can be the nudge.",
        solution: "Start on the saddle, set the nudge to 10⁻⁶, and train. Nothing seems to happen for a while: the distance from the saddle grows by the same factor at every step.",
    },
    Task {
        id: "bend",
        task: "Find points on which a bent autoencoder has less than half of PCA’s error, both on the points trained on and on those held out.",
        hint: "The points should lie along a curve.",
        solution: "The arc with tanh, r = 1: after 3000 steps it follows the half circle, where PCA has only a line.",
    },
    Task {
        id: "overfit",
        task: "Make a bent autoencoder better than PCA on the points trained on and worse on those held out.",
        hint: "Few points, many hidden units, no curve in the data.",
        solution: "The cloud in the plane with 12 points, tanh, 32 hidden units, r = 1: after 4000 steps it threads a curve through the points, and fresh points lie beside it.",
    },
    Task {
        id: "most-of-the-digits",
        task: "Find the smallest r that keeps 90 % of the variance of the digits.",
        hint: "“What to notice” tells the share that your r keeps.",
        solution: "r = 21 of 64: with 20 directions it is 89.4 %, with 21 it is 90.3 %.",
    },
];

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

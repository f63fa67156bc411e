//! The challenges: what is asked, and when it is met.

use crate::labs::autoencoder::model::{Known, SAME_SUBSPACE, Trained};
use crate::labs::autoencoder::state::{Penalty, State};
use crate::state::challenge::Challenge;

/// Whether a state and its results meet a challenge.
pub type Met = fn(&State, &Known, &Trained) -> bool;

/// The share of the variance that one challenge asks for.
const MOST: f64 = 0.9;
/// Directions within this, in degrees, are the same.
const SAME_AXIS: f64 = 1.0;
/// Directions further apart than this, in degrees, are plainly different.
const OTHER_AXIS: f64 = 5.0;
/// The smallest nudge above zero that the page offers.
const SMALLEST_NUDGE: f64 = 1e-6;

pub const CHALLENGES: &[Challenge<Met>] = &[
    Challenge {
        id: "same-subspace",
        task: "Train a linear autoencoder without penalty until its largest principal angle is below 0.5° and its loss within 1 % of the floor.",
        hint: "Press Train and wait. A higher speed makes more steps between two pictures.",
        solution: "The irises with r = 2 and the default settings get there in less than 3000 steps.",
        met: |_, _, trained| trained.method.lambda == 0.0 && is_pca(trained),
    },
    Challenge {
        id: "other-columns",
        task: "With that, find a column of W_d that is more than 5° away from its principal axis.",
        hint: "The angles stand under “Why the columns differ”. Another seed is another start.",
        solution: "The irises with r = 2 and seed 1: after 3000 steps the subspace agrees, and both columns are turned away from the axes.",
        met: |_, _, trained| {
            trained.method.lambda == 0.0 && is_pca(trained) && any_column_off(trained)
        },
    },
    Challenge {
        id: "axes-in-singular-vectors",
        task: "Bring the left singular vectors of W_d within 1° of the principal axes, while a column is still more than 5° away.",
        hint: "A penalty that is the same for all latents settles the singular vectors and leaves O free. Gradient descent does not turn O; Adam may.",
        solution: "The irises, r = 2, gradient descent, λ = 0.02 for all: after 20 000 steps the singular vectors are the axes, and the columns with seed 1 are about 30° off.",
        met: |_, _, trained| {
            let aligned = trained.linear.as_ref().is_some_and(|linear| {
                let vectors = &linear.alignment.singular_vectors;
                vectors.len() > 1 && vectors.iter().all(|angle| *angle < SAME_AXIS)
            });
            trained.method.lambda > 0.0
                && trained.method.penalty == Penalty::Equal
                && trained.at_floor()
                && aligned
                && any_column_off(trained)
        },
    },
    Challenge {
        id: "axes-in-columns",
        task: "Bring the columns themselves within 1° of the principal axes (r at least 2).",
        hint: "As long as every latent costs the same, turning the columns is free.",
        solution: "The irises, r = 2, Adam, λ = 0.04, different for every latent: after some thousand steps each column is a principal axis, in order.",
        met: |_, _, trained| {
            let aligned = trained.linear.as_ref().is_some_and(|linear| {
                let columns = &linear.alignment.columns;
                columns.len() > 1 && columns.iter().all(|angle| *angle < SAME_AXIS)
            });
            trained.method.lambda > 0.0
                && trained.method.penalty == Penalty::Unequal
                && trained.at_floor()
                && aligned
        },
    },
    Challenge {
        id: "leave-the-saddle",
        task: "Start on the saddle of the landscape. Then give the smallest nudge that is offered, 10⁻⁶ or less, and reach the minimum.",
        hint: "The button stands in “The landscape”. It takes mirrored points, on which the gradient at the saddle is zero exactly; on other points rounding alone can be the nudge.",
        solution: "Start on the saddle, set the nudge to 10⁻⁶, and train. Nothing seems to happen for a while: the distance from the saddle grows by the same factor at every step.",
        met: |_, _, trained| {
            let nudge = trained.method.nudge;
            trained.method.tied
                && nudge.is_some_and(|nudge| nudge > 0.0 && nudge <= SMALLEST_NUDGE)
                && trained.at_floor()
        },
    },
    Challenge {
        id: "bend",
        task: "Find points on which a bent autoencoder has less than half of PCA’s error, both on the points trained on and on those held out.",
        hint: "The points should lie along a curve.",
        solution: "The arc with tanh, r = 1: after 3000 steps it follows the half circle, where PCA has only a line.",
        met: |_, known, trained| {
            let errors = trained.errors;
            known.features <= 3
                && trained.linear.is_none()
                && !trained.diverged
                && errors.trained < 0.5 * errors.pca
                && errors.held.is_some_and(|(ours, pca)| ours < 0.5 * pca)
        },
    },
    Challenge {
        id: "overfit",
        task: "Make a bent autoencoder better than PCA on the points trained on and worse on those held out.",
        hint: "Few points, many hidden units, no curve in the data.",
        solution: "The cloud in the plane with 12 points, tanh, 32 hidden units, r = 1: after 4000 steps it threads a curve through the points, and fresh points lie beside it.",
        met: |_, _, trained| {
            let errors = trained.errors;
            trained.linear.is_none()
                && !trained.diverged
                && errors.trained < errors.pca
                && errors.held.is_some_and(|(ours, pca)| ours > pca)
        },
    },
    Challenge {
        id: "most-of-the-digits",
        task: "Find the smallest r that keeps 90 % of the variance of the digits.",
        hint: "“What to notice” tells the share that your r keeps.",
        solution: "r = 21 of 64: with 20 directions it is 89.4 %, with 21 it is 90.3 %.",
        met: |state, known, _| {
            let r = state.rank();
            state.is_digits() && known.energy(r) >= MOST && known.energy(r - 1) < MOST
        },
    },
];

fn is_pca(trained: &Trained) -> bool {
    trained.at_floor() && trained.angle().is_some_and(|angle| angle < SAME_SUBSPACE)
}

fn any_column_off(trained: &Trained) -> bool {
    trained.linear.as_ref().is_some_and(|linear| {
        let columns = &linear.alignment.columns;
        columns.len() > 1 && columns.iter().any(|angle| *angle > OTHER_AXIS)
    })
}

//! The challenges: what is asked, and when it is met.

use crate::labs::svd::model::{AtRank, Decomposition, MOST};
use crate::labs::svd::state::State;
use crate::state::challenge::Challenge;

/// Whether a state, the matrix it shows and that matrix at r meet a challenge.
pub type Met = fn(&State, &Decomposition, &AtRank) -> bool;

pub const CHALLENGES: &[Challenge<Met>] = &[
    Challenge {
        id: "keep-95",
        task: "Find the smallest r that keeps 95 % of the energy of a picture whose mean was taken away.",
        hint: "Tick the centring, then watch the cumulative energy cross its line as you slide r.",
        solution: "With the mean taken away, move r until the energy is just above 95 %; one step less must be below. The label on the chart names the r.",
        met: |state, d, at| {
            is_picture(state, d)
                && state.centre
                && at.rank > 0
                && at.rank == d.rank_for_most()
                && at.energy >= MOST - 1e-12
        },
    },
    Challenge {
        id: "larger-than-original",
        task: "Make the “compressed” form larger than the original.",
        hint: "r(m + n + 1) against mn: how large must r be?",
        solution: "Any r above mn/(m + n + 1). For 256 × 256 that is r = 128.",
        met: |_, _, at| at.stored > at.stored_full,
    },
    Challenge {
        id: "two-terms-are-all",
        task: "Find a picture of at least 64 × 64 that two terms give back without error.",
        hint: "Which pattern has only two different kinds of rows?",
        solution: "The checkerboard: each row is one of two. The gradient has rank 2 as well. Set r = 2.",
        met: |state, d, at| is_picture(state, d) && at.rank == 2 && d.svd.numerical_rank() == 2,
    },
    Challenge {
        id: "best-against-noise",
        task: "Add noise of at least 20 to a picture and set r where Aᵣ is closest to the clean picture.",
        hint: "The dashed curve has a lowest point.",
        solution: "Set the noise to 25, say, and move r to the r named on the chart “Error against r”.",
        met: |state, d, at| {
            let noisy = is_picture(state, d) && state.noise >= 20.0;
            noisy && d.best_rank_for_clean() == Some(at.rank)
        },
    },
    Challenge {
        id: "circle-to-line",
        task: "Type a 2 × 2 matrix, not all zeros, that flattens the unit circle to a line.",
        hint: "One singular value must be 0. What does that say about the columns?",
        solution: "Make one column a multiple of the other, for instance 1, 2; 2, 4.",
        met: |state, d, _| is_two_by_two(state, d) && d.svd.numerical_rank() == 1,
    },
    Challenge {
        id: "equal-sigma",
        task: "Type a 2 × 2 matrix that is not diagonal and takes the circle to a circle.",
        hint: "Both singular values must be equal. Which maps keep all lengths in proportion?",
        solution: "A rotation, for instance 0, −1; 1, 0, or any multiple of one.",
        met: |state, d, _| {
            let sigma = &d.svd.singular_values;
            let equal = sigma
                .first()
                .zip(sigma.get(1))
                .is_some_and(|(a, b)| *b > 0.0 && a - b <= 1e-9 * a);
            is_two_by_two(state, d) && equal && (d.shown[(0, 1)] != 0.0 || d.shown[(1, 0)] != 0.0)
        },
    },
    Challenge {
        id: "noise-is-flat",
        task: "Show a picture of which no 10 terms keep half the energy (mean taken away).",
        hint: "What has no structure at all?",
        solution: "The noise picture with the mean taken away: its σ fall off slowly. Set r = 10 or more and stay below 50 %.",
        met: |state, d, at| {
            is_picture(state, d) && state.centre && at.rank >= 10 && at.energy < 0.5
        },
    },
];

fn is_picture(state: &State, d: &Decomposition) -> bool {
    state.matrix.is_none() && d.full_rank() >= 64
}

/// A matrix of the reader's, as entered.
fn is_two_by_two(state: &State, d: &Decomposition) -> bool {
    state.matrix.is_some() && d.shape() == (2, 2) && state.noise == 0.0 && !state.centre
}

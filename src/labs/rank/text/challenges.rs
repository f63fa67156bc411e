//! The challenges: what is asked, and when it is met.

use super::super::model::Results;
use super::super::presets::{FIRST, NEARLY_DEPENDENT, PRESETS};
use super::super::state::RankState;
use crate::data::EnteredMatrix;
use crate::state::challenge::Challenge;

/// Whether a state and its results meet a challenge.
pub type Met = fn(&RankState, &Results) -> bool;

pub const CHALLENGES: &[Challenge<Met>] = &[
    Challenge {
        id: "one-entry",
        task: "Start from rows 1 2 3 and 2 4 6. Change a single entry so that the rank becomes 2.",
        hint: "The second row must stop being twice the first.",
        solution: "Any single change does it, for example 6 to 7: no single change can keep row 2 a multiple of row 1.",
        met: |state, results| {
            let first = FIRST.matrix();
            let same_shape = results.a.shape() == first.matrix().shape();
            let changed = || {
                let pairs = results.a.iter().zip(first.matrix().iter());
                pairs.filter(|(mine, given)| mine != given).count()
            };
            same_shape && changed() == 1 && results.rank == 2 && state.tol.is_none()
        },
    },
    Challenge {
        id: "no-zeros-rank-one",
        task: "Make a 3 × 3 matrix of rank 1 with nine different entries, none of them zero.",
        hint: "Every row has to be a multiple of the first row.",
        solution: "Multiply a column by a row: (1, 4, 10) times (1, 2, 3) gives rows 1 2 3, 4 8 12, 10 20 30.",
        met: |state, results| {
            let entries = results.a.as_slice();
            let different = (1..entries.len()).all(|i| !entries[..i].contains(&entries[i]));
            results.a.shape() == (3, 3)
                && results.rank == 1
                && different
                && !entries.contains(&0.0)
                && state.tol.is_none()
        },
    },
    Challenge {
        id: "nullity-two",
        task: "Find a matrix with rank 2 and nullity 2 that has as few rows as possible.",
        hint: "Rank plus nullity is the number of columns. And how many rows does rank 2 need at least?",
        solution: "Four columns and two rows, not multiples of each other: rows 1 0 2 3 and 0 1 4 5.",
        met: |state, results| {
            results.rank == 2 && results.nullity == 2 && results.rows == 2 && state.tol.is_none()
        },
    },
    Challenge {
        id: "solid-to-plane",
        task: "Write a 3 × 3 matrix of your own that presses the unit sphere onto a plane, not onto a line.",
        hint: "Make the third column a combination of the first two.",
        solution: "Rows 1 0 1, 0 1 1, 0 0 0: the third column is the sum of the other two, so the rank is 2.",
        met: |state, results| {
            let solid = results.a.shape() == (3, 3) && results.rank == 2;
            solid && state.tol.is_none() && is_own(&state.matrix)
        },
    },
    Challenge {
        id: "tolerance-decides",
        task: "Choose “Nearly dependent”. Without touching the matrix, make its rank 1.",
        hint: "σ₂ is about 0.00005. When does a singular value count as zero?",
        solution: "Raise the tolerance above σ₂ = 5 · 10⁻⁵ and keep it below σ₁ = 2.",
        met: |state, results| state.matrix == NEARLY_DEPENDENT.matrix() && results.rank == 1,
    },
    Challenge {
        id: "lost-point",
        task: "Find a point x other than 0 whose image is 0, in a matrix that is not zero.",
        hint: "Such points form the null space. How far along v₁ may x stand?",
        solution: "Take a matrix with nullity above 0, set the position along v₁ to 0 and move x along the null space.",
        met: |state, results| {
            let null_part = state.null_space.iter().any(|t| *t != 0.0);
            results.rank > 0 && state.row_space == 0.0 && null_part
        },
    },
    Challenge {
        id: "pivots-disagree",
        task: "With the default tolerance, find a matrix in which row reduction counts more pivots than there are singular values above the tolerance.",
        hint: "Row reduction trusts every number that is not zero, however small.",
        solution: "Rows 1 0 and 0 1e-20: both columns get a pivot, but σ₂ = 10⁻²⁰ is below 2·ε·σ₁ = 4.4 · 10⁻¹⁶.",
        met: |state, results| {
            let more_pivots = results.pivots().len() > results.rank;
            state.tol.is_none() && more_pivots && is_own(&state.matrix)
        },
    },
];

/// None of the presets.
fn is_own(matrix: &EnteredMatrix) -> bool {
    PRESETS.iter().all(|preset| preset.matrix() != *matrix)
}

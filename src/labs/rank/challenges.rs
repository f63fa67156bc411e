//! When a challenge is met.

use super::model::Results;
use super::presets::{FIRST, NEARLY_DEPENDENT, PRESETS};
use super::state::RankState;
use crate::data::EnteredMatrix;

/// Whether a state and its results meet a challenge.
pub type Met = fn(&RankState, &Results) -> bool;

/// In the order of `text::TASKS`.
pub const MET: [Met; 7] = [
    one_entry,
    no_zeros_rank_one,
    nullity_two,
    solid_to_plane,
    tolerance_decides,
    lost_point,
    pivots_disagree,
];

fn one_entry(state: &RankState, results: &Results) -> bool {
    let first = FIRST.matrix();
    let same_shape = results.a.shape() == first.matrix().shape();
    let changed = || {
        let pairs = results.a.iter().zip(first.matrix().iter());
        pairs.filter(|(mine, given)| mine != given).count()
    };
    same_shape && changed() == 1 && results.rank == 2 && state.tol.is_none()
}

fn no_zeros_rank_one(state: &RankState, results: &Results) -> bool {
    let entries = results.a.as_slice();
    let different = (1..entries.len()).all(|i| !entries[..i].contains(&entries[i]));
    results.a.shape() == (3, 3)
        && results.rank == 1
        && different
        && !entries.contains(&0.0)
        && state.tol.is_none()
}

fn nullity_two(state: &RankState, results: &Results) -> bool {
    results.rank == 2 && results.nullity == 2 && results.rows == 2 && state.tol.is_none()
}

fn solid_to_plane(state: &RankState, results: &Results) -> bool {
    results.a.shape() == (3, 3) && results.rank == 2 && state.tol.is_none() && is_own(&state.matrix)
}

fn tolerance_decides(state: &RankState, results: &Results) -> bool {
    state.matrix == NEARLY_DEPENDENT.matrix() && results.rank == 1
}

fn lost_point(state: &RankState, results: &Results) -> bool {
    let null_part = state.null_space.iter().any(|t| *t != 0.0);
    results.rank > 0 && state.row_space == 0.0 && null_part
}

fn pivots_disagree(state: &RankState, results: &Results) -> bool {
    state.tol.is_none() && results.pivots().len() > results.rank && is_own(&state.matrix)
}

fn is_own(matrix: &EnteredMatrix) -> bool {
    PRESETS.iter().all(|preset| preset.matrix() != *matrix)
}

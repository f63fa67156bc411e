//! When a challenge is met.

use super::model::{Known, SAME_SUBSPACE, Trained};
use super::state::{Penalty, State};

/// Whether a state and its results meet a challenge.
pub type Met = fn(&State, &Known, &Trained) -> bool;

/// The share of the variance that one challenge asks for.
pub const MOST: f64 = 0.9;
/// Directions within this, in degrees, are the same.
pub const SAME_AXIS: f64 = 1.0;
/// Directions further apart than this, in degrees, are plainly different.
pub const OTHER_AXIS: f64 = 5.0;
/// The smallest nudge above zero that the page offers.
pub const SMALLEST_NUDGE: f64 = 1e-6;

/// In the order of `text::TASKS`.
pub const MET: [Met; 8] = [
    same_subspace,
    other_columns,
    axes_in_singular_vectors,
    axes_in_columns,
    leave_the_saddle,
    bend,
    overfit,
    most_of_the_digits,
];

fn is_pca(trained: &Trained) -> bool {
    trained.at_floor() && trained.angle().is_some_and(|angle| angle < SAME_SUBSPACE)
}

fn same_subspace(_: &State, _: &Known, trained: &Trained) -> bool {
    trained.method.lambda == 0.0 && is_pca(trained)
}

fn any_column_off(trained: &Trained) -> bool {
    trained.linear.as_ref().is_some_and(|linear| {
        let columns = &linear.alignment.columns;
        columns.len() > 1 && columns.iter().any(|angle| *angle > OTHER_AXIS)
    })
}

fn other_columns(_: &State, _: &Known, trained: &Trained) -> bool {
    trained.method.lambda == 0.0 && is_pca(trained) && any_column_off(trained)
}

fn axes_in_singular_vectors(_: &State, _: &Known, trained: &Trained) -> bool {
    let aligned = trained.linear.as_ref().is_some_and(|linear| {
        let vectors = &linear.alignment.singular_vectors;
        vectors.len() > 1 && vectors.iter().all(|angle| *angle < SAME_AXIS)
    });
    trained.method.lambda > 0.0
        && trained.method.penalty == Penalty::Equal
        && trained.at_floor()
        && aligned
        && any_column_off(trained)
}

fn axes_in_columns(_: &State, _: &Known, trained: &Trained) -> bool {
    let aligned = trained.linear.as_ref().is_some_and(|linear| {
        let columns = &linear.alignment.columns;
        columns.len() > 1 && columns.iter().all(|angle| *angle < SAME_AXIS)
    });
    trained.method.lambda > 0.0
        && trained.method.penalty == Penalty::Unequal
        && trained.at_floor()
        && aligned
}

fn leave_the_saddle(_: &State, _: &Known, trained: &Trained) -> bool {
    trained.method.tied
        && trained
            .method
            .nudge
            .is_some_and(|nudge| nudge > 0.0 && nudge <= SMALLEST_NUDGE)
        && trained.at_floor()
}

fn bend(_: &State, known: &Known, trained: &Trained) -> bool {
    let errors = trained.errors;
    known.features <= 3
        && trained.linear.is_none()
        && !trained.diverged
        && errors.trained < 0.5 * errors.pca
        && errors.held.is_some_and(|(ours, pca)| ours < 0.5 * pca)
}

fn overfit(_: &State, _: &Known, trained: &Trained) -> bool {
    let errors = trained.errors;
    trained.linear.is_none()
        && !trained.diverged
        && errors.trained < errors.pca
        && errors.held.is_some_and(|(ours, pca)| ours > pca)
}

fn most_of_the_digits(state: &State, known: &Known, _: &Trained) -> bool {
    let r = state.rank();
    state.is_digits() && known.energy(r) >= MOST && known.energy(r - 1) < MOST
}

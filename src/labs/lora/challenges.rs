//! When a challenge is met.

use super::model::{Counts, Known, Trained};
use super::state::{Inputs, Optimizer, Scaling, Start, State, Update};

/// Whether a state and its results meet a challenge.
pub type Met = fn(&State, &Known, &Trained) -> bool;

/// The share of Σσ² that the first challenge asks for.
pub const MOST: f64 = 0.95;
/// A first update within this share of another counts as equally large.
const SAME: f64 = 0.05;

/// In the order of `text::TASKS`.
pub const MET: [Met; 8] = [
    most_energy,
    pointless,
    reach_floor,
    diverge,
    same_first_update,
    accident,
    not_the_svd,
    two_adapters,
];

fn most_energy(state: &State, known: &Known, _: &Trained) -> bool {
    state.rank() == known.svd.smallest_rank_for_energy(MOST)
}

fn pointless(state: &State, _: &Known, _: &Trained) -> bool {
    let counts = Counts::of(state);
    counts.lora > counts.full
}

fn reach_floor(_: &State, _: &Known, trained: &Trained) -> bool {
    trained.at_floor()
}

fn diverge(_: &State, _: &Known, trained: &Trained) -> bool {
    trained.diverged
}

fn same_first_update(state: &State, _: &Known, _: &Trained) -> bool {
    let first = state.scale() * state.scale() * state.rank() as f64;
    let toy = State::default();
    let wanted = toy.scale() * toy.scale() * toy.rank() as f64;
    state.task() == toy.task()
        && state.start == Start::Paper
        && state.optimizer == Optimizer::Gd
        && state.rank() == 2 * toy.rank()
        && (first / wanted - 1.0).abs() <= SAME
}

fn accident(state: &State, _: &Known, _: &Trained) -> bool {
    state.scaling == Scaling::Lora && state.alpha == 8.0 && state.scale() < 0.25
}

fn not_the_svd(state: &State, _: &Known, trained: &Trained) -> bool {
    state.update == Update::Synthetic
        && state.inputs == Inputs::Correlated
        && state.target_noise == 0.0
        && trained.at_floor()
        && trained.error > 1.01 * trained.limits.error
}

fn two_adapters(state: &State, _: &Known, _: &Trained) -> bool {
    state.adapters.iter().filter(|on| **on).count() == 2
}

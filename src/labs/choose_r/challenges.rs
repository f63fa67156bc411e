//! When each challenge is met; their words stand in `text/tasks.rs`, in the same order.

use super::model::{Rule, Spectrum};
use super::shared_job::{Frame, Trained};
use super::state::{Layers, Source, State};
use super::trial_job::Tried;

/// What is on screen and belongs to the state.
#[derive(Clone, Copy, Default)]
pub struct OnScreen<'a> {
    pub spectrum: Option<&'a Spectrum>,
    /// All 36 of the real run.
    pub real: Option<&'a [Spectrum]>,
    /// Once it is over.
    pub tried: Option<&'a Tried>,
    pub trained: Option<(&'a Trained, &'a Frame)>,
}

pub type Met = fn(&State, &OnScreen) -> bool;

/// In the order of `text::TASKS`.
pub const MET: [Met; 6] = [
    ninety_nine,
    two_directions,
    rules_agree,
    least_rank,
    noise_moves_r,
    nothing_to_gain,
];

/// The plain synthetic update at 99 %.
fn ninety_nine(state: &State, on: &OnScreen) -> bool {
    let plain = state.source == Source::Synthetic && state.decay == 1.0 && state.floor == 0.0;
    plain && state.threshold == 0.99 && on.spectrum.is_some()
}

/// 95 % in two directions, not by lowering the threshold.
fn two_directions(state: &State, on: &OnScreen) -> bool {
    let asked = state.source == Source::Synthetic && state.threshold >= 0.95;
    asked
        && on
            .spectrum
            .is_some_and(|s| s.rank_for(Rule::Energy, state.threshold) == 2)
}

/// All three rules name one r, which is neither nothing nor everything.
fn rules_agree(state: &State, on: &OnScreen) -> bool {
    let t = state.threshold;
    on.spectrum.is_some_and(|s| {
        let [energy, sum, norm] = Rule::ALL.map(|rule| s.rank_for(rule, t));
        (0.9..1.0).contains(&t)
            && energy == sum
            && sum == norm
            && energy > 0
            && energy < s.full_rank()
    })
}

/// The real update that needs fewest directions is on screen.
fn least_rank(state: &State, on: &OnScreen) -> bool {
    let Some(real) = on.real.filter(|_| state.source == Source::Layer) else {
        return false;
    };
    let rank = |s: &Spectrum| s.rank_for(Rule::Energy, state.threshold);
    let least = real.iter().map(rank).min();
    (0.9..1.0).contains(&state.threshold) && real.get(state.matrix).map(rank) == least
}

/// A trial whose rule picks at most two directions, of an update that has more.
fn noise_moves_r(state: &State, on: &OnScreen) -> bool {
    state.decay <= 1.0 && on.tried.is_some_and(|tried| tried.smallest <= 2)
}

/// Layers among which no sharing out beats the same r everywhere, with a budget that divides.
fn nothing_to_gain(state: &State, on: &OnScreen) -> bool {
    let nothing = |trained: &Trained| {
        trained.remainder() == 0 && trained.uniform.loss <= trained.oracle.loss * (1.0 + 1e-9)
    };
    state.layers == Layers::Equal && on.trained.is_some_and(|(trained, _)| nothing(trained))
}

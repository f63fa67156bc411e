//! The challenges: what is asked, and when it is met.

use crate::labs::choose_r::model::{Rule, Spectrum};
use crate::labs::choose_r::shared_job::{Frame, Trained};
use crate::labs::choose_r::state::{Layers, Source, State};
use crate::labs::choose_r::trial_job::Tried;
use crate::state::challenge::Challenge;

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

/// Whether a state and what is on screen meet a challenge.
pub type Met = fn(&State, &OnScreen) -> bool;

pub const CHALLENGES: &[Challenge<Met>] = &[
    Challenge {
        id: "ninety-nine",
        task: "Take the synthetic update with p = 1 and go from 95 % to 99 %. How many times the r do the last four points cost?",
        hint: "The field beside the slider takes 0.99.",
        solution: "r goes from 10 to 31: three times as many directions for four points. Each further σ² = 1/i² is smaller than the one before.",
        met: |state, on| {
            let plain =
                state.source == Source::Synthetic && state.decay == 1.0 && state.floor == 0.0;
            plain && state.threshold == 0.99 && on.spectrum.is_some()
        },
    },
    Challenge {
        id: "two-directions",
        task: "Find a synthetic spectrum of which two directions hold 95 % of the energy.",
        hint: "A faster decay puts more into the first directions. The noise floor takes it away again.",
        solution: "With p from 1.6 to 2.2, for example p = 2: the first two of σᵢ = 1/i² hold 98 %, the first alone 92 %.",
        met: |state, on| {
            // Not by lowering the threshold.
            let asked = state.source == Source::Synthetic && state.threshold >= 0.95;
            asked
                && on
                    .spectrum
                    .is_some_and(|s| s.rank_for(Rule::Energy, state.threshold) == 2)
        },
    },
    Challenge {
        id: "rules-agree",
        task: "Make all three rules name the same r, with t of at least 90 % but below 100 %.",
        hint: "They differ by what they do with the tail. What if there is hardly a tail?",
        solution: "A steep decay: with p = 5 and t = 95 %, one direction is enough by every rule. On a long tail, Σσ and the error always ask for more.",
        met: |state, on| {
            let t = state.threshold;
            on.spectrum.is_some_and(|s| {
                let [energy, sum, norm] = Rule::ALL.map(|rule| s.rank_for(rule, t));
                // One r that is neither nothing nor everything.
                (0.9..1.0).contains(&t)
                    && energy == sum
                    && sum == norm
                    && energy > 0
                    && energy < s.full_rank()
            })
        },
    },
    Challenge {
        id: "least-rank",
        task: "Among the 36 real matrices, find the one that needs the smallest r at 90 % or more.",
        hint: "Choose the real matrices as the update; the table lists them all.",
        solution: "Layer 5, ffn out: r = 10 at 90 % and 18 at 95 %, of 384. The most spread out is layer 0, ffn in, with 206 and 262.",
        met: |state, on| {
            let Some(real) = on.real.filter(|_| state.source == Source::Layer) else {
                return false;
            };
            let rank = |s: &Spectrum| s.rank_for(Rule::Energy, state.threshold);
            let least = real.iter().map(rank).min();
            (0.9..1.0).contains(&state.threshold) && real.get(state.matrix).map(rank) == least
        },
    },
    Challenge {
        id: "noise-moves-r",
        task: "Run a trial whose rule picks r ≤ 2, with a decay p of at most 1.",
        hint: "What makes a weak direction not worth learning? Look at the noise on the targets.",
        solution: "Raise the noise on the targets to 0.4: then most directions of ΔW are weaker than the noise, and learning them costs more on new data than it brings. The spectrum of ΔW alone cannot tell you that.",
        met: |state, on| state.decay <= 1.0 && on.tried.is_some_and(|tried| tried.smallest <= 2),
    },
    Challenge {
        id: "nothing-to-gain",
        task: "Find layers and a budget for which no method can beat the same r everywhere.",
        hint: "AdaLoRA gains by taking from one layer what another needs more.",
        solution: "Choose the equal layers, with a budget of 24: the largest singular values of all layers are four from each. With six layers that holds for every multiple of 6.",
        met: |state, on| {
            // With a budget that divides, or sharing out the rest would already be a gain.
            let nothing = |trained: &Trained| {
                trained.remainder() == 0
                    && trained.uniform.loss <= trained.oracle.loss * (1.0 + 1e-9)
            };
            state.layers == Layers::Equal && on.trained.is_some_and(|(trained, _)| nothing(trained))
        },
    },
];

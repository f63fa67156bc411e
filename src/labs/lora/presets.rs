//! States to start from, each of which makes a point.

use super::state::{Inputs, State, Update};
use crate::learn::lora::Start;

pub struct Preset {
    pub name: &'static str,
    /// What it shows, in one sentence.
    pub point: &'static str,
    make: fn() -> State,
}

/// In the order of the list; the first is what an empty link opens.
pub const PRESETS: [Preset; 9] = [
    Preset {
        name: "64 × 48 (toy), σᵢ = 1/i",
        point: "A spectrum that falls slowly: each further rank helps, and each a little less.",
        make: State::default,
    },
    Preset {
        name: "64 × 48, steep: σᵢ = 1/i²",
        point: "Almost everything is in the first few directions: here low rank is enough.",
        make: || State {
            decay: 2.0,
            // The default rate is careful here: this one comes to the floor four times sooner.
            learning_rate: Some(0.01),
            ..State::default()
        },
    },
    Preset {
        name: "64 × 48, flat: all σᵢ = 1",
        point: "No direction matters more than another: low rank is hopeless, and no subspace is the best.",
        make: || State {
            decay: 0.0,
            ..State::default()
        },
    },
    Preset {
        name: "64 × 48, with a noise floor",
        point: "A few strong directions and a long tail, as real updates have.",
        make: || State {
            decay: 1.5,
            floor: 0.2,
            ..State::default()
        },
    },
    Preset {
        name: "64 × 48, correlated inputs",
        point: "The task weighs errors by the inputs, so its best update is not the truncated SVD of ΔW*.",
        make: || State {
            inputs: Inputs::Correlated,
            corr: 0.9,
            ..State::default()
        },
    },
    Preset {
        name: "64 × 48, noisy targets",
        point: "Part of the loss can never be learned: the floor lies higher.",
        make: || State {
            target_noise: 0.2,
            samples: Some(192),
            ..State::default()
        },
    },
    Preset {
        name: "64 × 48, PiSSA start",
        point: "A and B start from the largest directions of W, and the rest of W is frozen.",
        make: || State {
            start: Start::Pissa,
            ..State::default()
        },
    },
    Preset {
        name: "256 × 256, r = 8",
        point: "A layer of a small model: 4 096 numbers instead of 65 536.",
        make: || State {
            d: 256,
            k: 256,
            rank: Some(8),
            alpha: 16.0,
            ..State::default()
        },
    },
    Preset {
        name: "384 × 384, a real update (1.2 MB)",
        point: "ΔW of a sentence encoder’s value matrix, measured, not made up.",
        make: || State {
            update: Update::Minilm,
            rank: Some(8),
            alpha: 16.0,
            ..State::default()
        },
    },
];

impl Preset {
    pub fn state(&self) -> State {
        (self.make)()
    }

    /// Puts this preset's task and method in the place of those of `state`; what is below the main figure stays.
    pub fn apply(&self, state: &mut State) {
        let preset = self.state();
        *state = State {
            speed: state.speed,
            x_seed: state.x_seed,
            adapters: state.adapters,
            model: state.model,
            matrices: state.matrices,
            counter_rank: state.counter_rank,
            point: state.point,
            geometry_rank: state.geometry_rank,
            steps: state.steps,
            ..preset
        };
    }
}

/// Which preset's task and start this is, whatever r and α are.
pub fn preset_of(state: &State) -> Option<usize> {
    PRESETS.iter().position(|preset| {
        let preset = preset.state();
        preset.task() == state.task() && preset.start == state.start
    })
}

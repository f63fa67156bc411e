//! What a link to “Choosing r” holds.

use serde::{Deserialize, Serialize};

use crate::state::link::LabState;

use super::real::DEFAULT_MATRIX;

/// Sides of the synthetic ΔW*, which the trial trains on too.
pub const SIDE: usize = 64;
/// Layers that share one budget.
pub const LAYERS: usize = 6;
/// Rows and columns of each of them.
pub const LAYER_SIDE: usize = 24;
/// Training steps under the shrinking budget.
pub const STEPS: usize = 600;
/// Steps between two pictures; triplets are pruned as often.
pub const STEP: usize = 10;

/// Whose singular values are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// σᵢ = i^−p, with noise if wanted.
    Synthetic,
    /// The real update that ships with the app entry by entry.
    Value,
    /// One of the 36 updates of the same run, of which the spectra ship.
    Layer,
    /// A file of the reader's; counts the files opened, so that a new one is a new state.
    Own(usize),
}

/// Which layers share the budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Layers {
    /// Strong and weak ones, slow and fast decay.
    Mixed,
    /// All with the same spectrum.
    Equal,
    /// The largest singular values of the six value matrices of the real run.
    Real,
}

/// What the spectrum on screen belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Wanted {
    Synthetic { decay: f64, floor: f64, seed: u64 },
    Value,
    Layer(usize),
    Own(usize),
}

/// What the trial depends on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trial {
    pub decay: f64,
    pub floor: f64,
    pub seed: u64,
    pub noise: f64,
    pub samples: usize,
    pub seeds: usize,
}

/// What the training under a shared budget depends on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shared {
    pub layers: Layers,
    pub budget: usize,
    /// Triplets per layer from which pruning starts.
    pub high_rank: usize,
    pub seed: u64,
}

/// The state of the lab.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    pub source: Source,
    /// Index into the 36 matrices of the real run.
    pub matrix: usize,
    pub decay: f64,
    /// The largest singular value, about, of the noise added to the synthetic ΔW*.
    pub floor: f64,
    pub seed: u64,
    /// The share that is to be kept, 0 to 1.
    pub threshold: f64,
    /// Whether the spectrum is drawn on a logarithmic axis.
    pub log: bool,
    /// Standard deviation of the noise on the targets of the trial.
    pub noise: f64,
    pub samples: usize,
    pub seeds: usize,
    /// Whether the trial is run.
    pub sweep: bool,
    pub layers: Layers,
    pub budget: usize,
    pub high_rank: usize,
    /// The training step whose triplets are shown.
    pub step: usize,
    /// Whether the layers are trained.
    pub adaptive: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            source: Source::Synthetic,
            matrix: DEFAULT_MATRIX,
            decay: 1.0,
            floor: 0.0,
            seed: 1,
            threshold: 0.95,
            log: false,
            noise: 0.1,
            samples: 96,
            seeds: 5,
            sweep: false,
            layers: Layers::Mixed,
            budget: 24,
            high_rank: 16,
            step: STEPS,
            adaptive: true,
        }
    }
}

impl State {
    pub fn wanted(&self) -> Wanted {
        match self.source {
            Source::Synthetic => Wanted::Synthetic {
                decay: self.decay,
                floor: self.floor,
                // Without noise the spectrum is the same for every seed.
                seed: if self.floor > 0.0 { self.seed } else { 0 },
            },
            Source::Value => Wanted::Value,
            Source::Layer => Wanted::Layer(self.matrix),
            Source::Own(serial) => Wanted::Own(serial),
        }
    }

    pub fn trial(&self) -> Trial {
        Trial {
            decay: self.decay,
            floor: self.floor,
            seed: self.seed,
            noise: self.noise,
            samples: self.samples,
            seeds: self.seeds,
        }
    }

    pub fn shared(&self) -> Shared {
        Shared {
            layers: self.layers,
            budget: self.budget,
            high_rank: self.high_rank,
            seed: self.seed,
        }
    }
}

impl LabState for State {
    /// A trial of something else has not been run; a training of something else is shown at its end.
    fn follow(&mut self, before: &Self) {
        if self.trial() != before.trial() {
            self.sweep = false;
        }
        if self.shared() != before.shared() {
            self.step = STEPS;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::link::{Problem, Query, decode, encode};

    fn open(query: &str) -> (State, Vec<Problem>) {
        decode(&Query::parse(query))
    }

    #[test]
    fn the_bare_link_opens_the_default() {
        let (state, problems) = open("?lab=choose-r");
        assert!(problems.is_empty());
        assert_eq!(state, State::default());
        assert_eq!(encode(&state), "?lab=choose-r");
    }

    #[test]
    fn every_state_survives_its_link() {
        for query in [
            "?lab=choose-r&layer=5.ffn_out&decay=0.5&floor=0.2&seed=7&threshold=0.975&scale=log",
            "?lab=choose-r&update=minilm-layer&layer=0.query&threshold=1",
            "?lab=choose-r&update=minilm-l5-value&threshold=0",
            "?lab=choose-r&target-noise=0&samples=512&seeds=2&sweep=1",
            "?lab=choose-r&layers=equal&budget=96&high-r=24&steps=0",
            "?lab=choose-r&layers=minilm-value&adaptive=0",
        ] {
            let (state, problems) = open(query);
            assert!(problems.is_empty(), "{query}: {problems:?}");
            assert_eq!(encode(&state), query);
            assert_eq!(open(&encode(&state)), (state, Vec::new()));
        }
    }

    #[test]
    fn what_is_out_of_range_falls_back_and_is_said() {
        let queries = "update=x update=own layer=6.query layer=0 decay=-1 decay=NaN floor=2 seed=-1 seed=x \
                        threshold=95 threshold=-0.1 threshold=x threshold=inf scale=x target-noise=2 samples=63 \
                        seeds=1 seeds=99 sweep=2 layers=x budget=0 budget=97 budget=1.5 high-r=25 steps=5 steps=610 \
                        adaptive=x";
        for query in queries.split_whitespace() {
            let (state, problems) = open(&format!("?lab=choose-r&{query}"));
            assert_eq!(problems.len(), 1, "{query}: {problems:?}");
            assert_eq!(state, State::default(), "{query}");
        }
    }

    #[test]
    fn a_file_of_ones_own_does_not_travel() {
        let state = State {
            source: Source::Own(3),
            ..State::default()
        };
        let (back, problems) = open(&encode(&state));
        assert_eq!(back, State::default());
        assert!(problems[0].to_string().contains("open the file again"));
    }

    #[test]
    fn only_what_concerns_them_undoes_trial_and_training() {
        let mut state = State {
            sweep: true,
            step: 100,
            ..State::default()
        };
        state.change(|s| s.threshold = 0.5);
        state.change(|s| s.source = Source::Value);
        assert_eq!((state.sweep, state.step), (true, 100));
        state.change(|s| s.noise = 0.2);
        assert_eq!((state.sweep, state.step), (false, 100));
        state.sweep = true;
        state.change(|s| s.budget = 12);
        assert_eq!((state.sweep, state.step), (true, STEPS));
        state.change(|s| s.seed = 2);
        assert!(!state.sweep);
    }
}

//! What a link to the LoRA lab holds.

use serde::{Deserialize, Serialize};

use crate::learn::lora::{Scaling, Start};
use crate::learn::optimizer::OptimizerKind;
use crate::state::link::{LabState, Problem};

/// A link trains at most this far before the page is ready.
pub const MAX_STEPS: usize = 100_000;
/// Side of the square matrix whose real update ships with the app.
pub const REAL_SIDE: usize = 384;
/// Steps between two pictures that the speeds stand for.
pub const SPEEDS: [usize; 4] = [1, 5, 25, 100];
/// GPT-3 175B in the counter's list.
const DEFAULT_MODEL: usize = 3;

/// Whose ΔW* is to be learned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Update {
    /// Random singular vectors, σᵢ = i^−p.
    Synthetic,
    /// A real one, of a sentence encoder's last value matrix.
    Minilm,
}

/// What the inputs x look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inputs {
    Isotropic,
    Correlated,
}

/// The task: everything the data depends on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Task {
    pub update: Update,
    pub d: usize,
    pub k: usize,
    pub decay: f64,
    pub floor: f64,
    pub seed: u64,
    pub inputs: Inputs,
    pub corr: f64,
    pub samples: usize,
    pub target_noise: f64,
}

/// How the task is learned.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Method {
    pub rank: usize,
    pub alpha: f64,
    pub scaling: Scaling,
    pub optimizer: OptimizerKind,
    /// `None` is the default for the shape.
    pub learning_rate: Option<f64>,
    pub start: Start,
}

/// The input x of the forward pass: drawn, one entry set by hand.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Probe {
    pub seed: u64,
    /// From 1.
    pub index: usize,
    pub value: Option<f64>,
}

/// The state of the lab.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    pub update: Update,
    /// Rows of W and shape of the synthetic task; see [`State::shape`].
    pub d: usize,
    pub k: usize,
    /// `None` is the default for the shape.
    pub rank: Option<usize>,
    pub alpha: f64,
    pub seed: u64,
    pub decay: f64,
    /// The largest singular value, about, of the noise added to the synthetic ΔW*.
    pub floor: f64,
    pub inputs: Inputs,
    /// Correlation of neighbouring inputs, where they are correlated.
    pub corr: f64,
    pub samples: Option<usize>,
    pub target_noise: f64,
    pub scaling: Scaling,
    pub optimizer: OptimizerKind,
    pub learning_rate: Option<f64>,
    pub start: Start,
    pub steps: usize,
    /// Index into [`SPEEDS`].
    pub speed: usize,
    /// Seed of the input x of the forward pass.
    pub x_seed: u64,
    /// The entry of x, from 1, that `x_value` replaces.
    pub x_index: usize,
    pub x_value: Option<f64>,
    /// Which of the adapters of the swapping experiment are on.
    pub adapters: [bool; 3],
    /// Index into the counter's models.
    pub model: usize,
    /// Index into the counter's choices of matrices.
    pub matrices: usize,
    pub counter_rank: usize,
    /// The point moved in the geometry, in tenths.
    pub point: [i32; 3],
    /// r of the geometry: 1 or 2.
    pub geometry_rank: usize,
}

impl Default for State {
    fn default() -> Self {
        Self {
            update: Update::Synthetic,
            d: 64,
            k: 48,
            rank: None,
            alpha: 8.0,
            seed: 1,
            decay: 1.0,
            floor: 0.0,
            inputs: Inputs::Isotropic,
            corr: 0.5,
            samples: None,
            target_noise: 0.0,
            scaling: Scaling::Lora,
            optimizer: OptimizerKind::Adam,
            learning_rate: None,
            start: Start::Paper,
            steps: 0,
            speed: 1,
            x_seed: 1,
            x_index: 1,
            x_value: None,
            adapters: [true, false, false],
            model: DEFAULT_MODEL,
            matrices: 0,
            counter_rank: 4,
            point: [10, 5, 8],
            geometry_rank: 1,
        }
    }
}

impl State {
    /// d and k as they are in effect: the real update has a shape of its own.
    pub fn shape(&self) -> (usize, usize) {
        match self.update {
            Update::Synthetic => (self.d, self.k),
            Update::Minilm => (REAL_SIDE, REAL_SIDE),
        }
    }

    /// min(d, k): from this r on every update can be written.
    pub fn full_rank(&self) -> usize {
        let (d, k) = self.shape();
        d.min(k)
    }

    /// r as it is in effect.
    pub fn rank(&self) -> usize {
        self.rank.unwrap_or_else(|| self.default_rank())
    }

    /// s, what stands before BA.
    pub fn scale(&self) -> f64 {
        self.scaling.factor(self.alpha, self.rank())
    }

    pub fn default_rank(&self) -> usize {
        self.full_rank().min(4)
    }

    /// Enough samples that the inputs can have the covariance C exactly.
    pub fn default_samples(&self) -> usize {
        let (_, k) = self.shape();
        k.max(64)
    }

    pub fn samples(&self) -> usize {
        self.samples.unwrap_or_else(|| self.default_samples())
    }

    pub fn task(&self) -> Task {
        let (d, k) = self.shape();
        let synthetic = self.update == Update::Synthetic;
        Task {
            update: self.update,
            d,
            k,
            // What the real update does not depend on must not start it anew.
            decay: if synthetic { self.decay } else { 0.0 },
            floor: if synthetic { self.floor } else { 0.0 },
            seed: self.seed,
            inputs: self.inputs,
            corr: match self.inputs {
                Inputs::Isotropic => 0.0,
                Inputs::Correlated => self.corr,
            },
            samples: self.samples(),
            target_noise: self.target_noise,
        }
    }

    /// The input of the forward pass.
    pub fn probe(&self) -> Probe {
        Probe {
            seed: self.x_seed,
            index: self.x_index,
            value: self.x_value,
        }
    }

    pub fn method(&self) -> Method {
        Method {
            rank: self.rank(),
            alpha: self.alpha,
            scaling: self.scaling,
            optimizer: self.optimizer,
            learning_rate: self.learning_rate,
            start: self.start,
        }
    }
}

impl LabState for State {
    /// What the present shape does not have gives way to the default.
    fn settle(&mut self) -> Vec<Problem> {
        let (_, k) = self.shape();
        self.samples = self.samples.filter(|samples| *samples >= k);
        if self.x_index > k {
            self.x_index = 1;
        }
        Vec::new()
    }

    /// A change that concerns the training sets it back to step 0.
    fn follow(&mut self, before: &Self) {
        if (self.task(), self.method()) != (before.task(), before.method()) {
            self.steps = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::link::{Query, decode, encode};

    fn open(query: &str) -> (State, Vec<Problem>) {
        decode(&Query::parse(query))
    }

    #[test]
    fn the_bare_link_opens_the_toy() {
        let (state, problems) = open("?lab=lora");
        assert!(problems.is_empty());
        assert_eq!(state, State::default());
        assert_eq!((state.shape(), state.rank()), ((64, 48), 4));
        assert_eq!(encode(&state), "?lab=lora");
    }

    #[test]
    fn a_small_layer_has_a_small_default_rank() {
        let (state, problems) = open("?lab=lora&d=3&k=2");
        assert!(problems.is_empty());
        assert_eq!(state.rank(), 2);
    }

    #[test]
    fn the_real_update_has_its_own_shape() {
        let (state, problems) = open("?lab=lora&update=minilm-l5-value&r=300&d=9");
        assert!(problems.is_empty());
        assert_eq!((state.shape(), state.rank()), ((384, 384), 300));
    }

    #[test]
    fn what_is_out_of_range_falls_back_and_is_said() {
        let queries = "r=0 r=513 r=1.5 r=x d=0 k=513 alpha=0 alpha=-1 alpha=NaN decay=-1 \
                        seed=-1 floor=2 corr=1 inputs=odd scaling=x update=x opt=sgd lr=0 \
                        init=zero samples=3 target-noise=-1 steps=-1 speed=2 x-seed=x \
                        x-index=49 x-value=inf adapters=4 model=none matrices=x model-r=0 \
                        point=1,2 point-r=3";
        for query in queries.split(' ') {
            let (state, problems) = open(&format!("?lab=lora&{query}"));
            assert_eq!(problems.len(), 1, "{query}: {problems:?}");
            assert_eq!(state, State::default(), "{query}");
        }
    }

    #[test]
    fn every_state_survives_its_link() {
        for query in [
            "?lab=lora&d=12&k=9&r=3&alpha=2.5&seed=7&decay=0.5&floor=0.1&inputs=correlated&corr=0.9&samples=77&target-noise=0.25&scaling=rslora&opt=gd&lr=0.01&init=pissa&steps=40&speed=25",
            "?lab=lora&update=minilm-l5-value&r=16&x-seed=5&x-index=384&x-value=-2&adapters=2,3&model=llama-3-8b&matrices=all&model-r=16&point=-1,0.5,0&point-r=2",
            "?lab=lora&adapters=none",
        ] {
            let (state, problems) = open(query);
            assert!(problems.is_empty(), "{query}: {problems:?}");
            assert_eq!(encode(&state), query);
            assert_eq!(open(&encode(&state)), (state, Vec::new()));
        }
    }

    #[test]
    fn only_what_concerns_the_training_sets_it_back() {
        let mut state = State {
            steps: 9,
            ..State::default()
        };
        state.change(|s| s.speed = 3);
        state.change(|s| s.x_seed = 2);
        state.change(|s| s.corr = 0.7);
        assert_eq!(
            state.steps, 9,
            "the inputs are isotropic: corr is not in use"
        );
        state.change(|s| s.alpha = 4.0);
        assert_eq!(state.steps, 0);
    }
}

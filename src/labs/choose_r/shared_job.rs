//! One budget for several layers, in the worker: AdaLoRA and pruning from a high r, side by side.

use serde::{Deserialize, Serialize};

use crate::engine::{self, Job, JobKind, Step};
use crate::learn::adalora::{
    AdaLora, AdaLoraSettings, Allocation, oracle_allocation, uniform_allocation,
};
use crate::learn::lora::{LoraProblem, ProblemSettings};
use crate::linalg::{Matrix, Svd};

use super::state::{LAYER_SIDE, LAYERS, Layers, STEP, STEPS, Shared};

/// Strength and decay of the mixed layers: σᵢ = strength · i^−decay.
pub const MIXED: [(f64, f64); LAYERS] = [
    (0.4, 1.5),
    (1.0, 0.8),
    (0.6, 1.0),
    (0.3, 2.0),
    (1.2, 0.5),
    (0.8, 1.2),
];
/// The decay of the equal layers.
pub const EQUAL_DECAY: f64 = 1.0;

/// The name the page asks by.
pub const NAME: &str = "choose-r.shared";

pub const TRAIN: JobKind = JobKind {
    name: NAME,
    start: |input| {
        let order: Order = engine::decode(input).map_err(|error| error.to_string())?;
        Ok(Box::new(Run::new(order)?))
    },
};

/// What the page asks for; the spectra of the real layers come with it where they are wanted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    pub shared: Shared,
    pub real: Vec<Vec<f64>>,
}

/// Triplets per layer and the loss they reach.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Spent {
    pub ranks: Vec<usize>,
    /// ‖ΔW* − PΛQ‖²_F summed over the layers.
    pub loss: f64,
}

impl Spent {
    pub fn triplets(&self) -> usize {
        self.ranks.iter().sum()
    }

    /// d + k + 1 numbers a triplet.
    pub fn numbers(&self) -> usize {
        self.triplets() * (2 * LAYER_SIDE + 1)
    }
}

/// Both trainings at one step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    pub step: usize,
    pub adalora: Spent,
    pub pruned: Spent,
}

/// What the worker sends at the end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trained {
    pub shared: Shared,
    pub spectra: Vec<Vec<f64>>,
    /// What the updates are divided by for the training; every loss is in the updates' own units again.
    pub unit: f64,
    /// Σσ² over all layers: the loss of no update at all.
    pub first_loss: f64,
    /// The best that the budget can do when it is shared out as evenly as it allows; what does not divide goes to the first layers.
    pub uniform: Spent,
    /// The best that any sharing out can do.
    pub oracle: Spent,
    /// Triplets per layer with which AdaLoRA and pruning start.
    pub start: (usize, usize),
    /// One every [`STEP`] steps, from 0 to [`STEPS`].
    pub frames: Vec<Frame>,
}

impl Trained {
    /// How many layers get one triplet more than the others when the budget is shared out evenly; 0 where it divides.
    pub fn remainder(&self) -> usize {
        self.shared.budget % LAYERS
    }

    /// The picture at a step, the nearest one before it.
    pub fn at(&self, step: usize) -> Option<&Frame> {
        self.frames.get(step / STEP).or(self.frames.last())
    }
}

/// The spectra of the layers that a choice stands for.
pub fn spectra(layers: Layers, real: &[Vec<f64>]) -> Result<Vec<Vec<f64>>, String> {
    let power = |strength: f64, decay: f64| -> Vec<f64> {
        (1..=LAYER_SIDE)
            .map(|i| strength * libm::pow(i as f64, -decay))
            .collect()
    };
    match layers {
        Layers::Mixed => Ok(MIXED.iter().map(|&(s, p)| power(s, p)).collect()),
        Layers::Equal => Ok(vec![power(1.0, EQUAL_DECAY); LAYERS]),
        Layers::Real if real.len() == LAYERS && real.iter().all(|s| s.len() == LAYER_SIDE) => {
            Ok(real.to_vec())
        }
        Layers::Real => Err(
            "The spectra of the real layers are not loaded. Check your connection, then choose the layers again."
                .to_owned(),
        ),
    }
}

/// What updates with these spectra are divided by before the training, whose settings suit a largest σ near 1: the
/// largest σ of the real layers; the made ones are near 1 as they are.
fn unit(layers: Layers, spectra: &[Vec<f64>]) -> f64 {
    let largest = spectra.iter().flatten().fold(0.0, |a: f64, b| a.max(*b));
    match layers {
        Layers::Real if largest > 0.0 => largest,
        _ => 1.0,
    }
}

/// Triplets per layer with which AdaLoRA and pruning start.
pub fn starts(shared: &Shared) -> (usize, usize) {
    let plain = AdaLoraSettings::new(LAYERS, shared.budget, shared.seed);
    let start = plain.initial_rank.min(LAYER_SIDE);
    // With fewer than AdaLoRA it would not start from a high r.
    (start, shared.high_rank.max(start).min(LAYER_SIDE))
}

/// Layers with these spectra, divided by `unit`, between random singular vectors.
fn updates(spectra: &[Vec<f64>], unit: f64) -> Result<Vec<Matrix>, String> {
    let layer = |(index, sigma): (usize, &Vec<f64>)| {
        let settings = ProblemSettings::new(LAYER_SIDE, LAYER_SIDE, index as u64);
        let problem = LoraProblem::new(&settings).map_err(|error| error.to_string())?;
        let vectors = problem.delta_w_svd().clone();
        let wanted = Svd {
            singular_values: sigma.iter().map(|s| s / unit).collect(),
            ..vectors
        };
        Ok(wanted.truncate(LAYER_SIDE))
    };
    spectra.iter().enumerate().map(layer).collect()
}

struct Run {
    trained: Trained,
    adalora: AdaLora,
    pruned: AdaLora,
}

impl Run {
    fn new(order: Order) -> Result<Self, String> {
        let shared = order.shared;
        let spectra = spectra(shared.layers, &order.real)?;
        let unit = unit(shared.layers, &spectra);
        let updates = updates(&spectra, unit)?;
        let plain = AdaLoraSettings::new(LAYERS, shared.budget, shared.seed);
        let (start, high) = starts(&shared);
        let training = |settings| AdaLora::new(&updates, settings).map_err(|e| e.to_string());
        let adalora = training(plain)?;
        let pruned = training(plain.from_high_rank(LAYERS, high))?;
        let squares = |sigma: &Vec<f64>| sigma.iter().rev().map(|s| s * s).sum::<f64>();
        let mut run = Self {
            trained: Trained {
                shared,
                first_loss: spectra.iter().map(squares).sum(),
                uniform: spent(uniform_allocation(&spectra, shared.budget)),
                oracle: spent(oracle_allocation(&spectra, shared.budget)),
                start: (start, high),
                frames: Vec::new(),
                unit,
                spectra,
            },
            adalora,
            pruned,
        };
        run.take_picture();
        Ok(run)
    }

    fn take_picture(&mut self) {
        let squared = self.trained.unit * self.trained.unit;
        let now = |training: &AdaLora| Spent {
            ranks: training.ranks(),
            loss: training.loss() * squared,
        };
        self.trained.frames.push(Frame {
            step: self.adalora.steps(),
            adalora: now(&self.adalora),
            pruned: now(&self.pruned),
        });
    }
}

impl Job for Run {
    fn step(&mut self) -> Step {
        for _ in 0..STEP {
            let stepped = self.adalora.step().and_then(|_| self.pruned.step());
            if let Err(error) = stepped {
                return Step::Failed(error.to_string());
            }
        }
        self.take_picture();
        let steps = self.adalora.steps();
        if steps < STEPS {
            return Step::Working(steps as f64 / STEPS as f64);
        }
        match engine::encode(&self.trained) {
            Ok(bytes) => Step::Done(bytes),
            Err(error) => Step::Failed(error.to_string()),
        }
    }
}

fn spent(allocation: Allocation) -> Spent {
    Spent {
        ranks: allocation.ranks,
        loss: allocation.loss,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::labs::choose_r::state::State;

    pub fn run(shared: Shared) -> Result<Trained, String> {
        let real = match shared.layers {
            Layers::Real => vec![vec![0.5; LAYER_SIDE]; LAYERS],
            _ => Vec::new(),
        };
        let mut job = (TRAIN.start)(&engine::encode(&Order { shared, real }).unwrap())?;
        for _ in 0..=STEPS {
            match job.step() {
                Step::Working(share) => assert!((0.0..1.0).contains(&share)),
                Step::Done(bytes) => return Ok(engine::decode(&bytes).unwrap()),
                Step::Failed(reason) => return Err(reason),
                Step::Snapshot(_) => panic!("there is no preview"),
            }
        }
        panic!("the job does not end");
    }

    #[test]
    fn the_budget_is_kept_and_better_spent() {
        let trained = run(State::default().shared()).unwrap();
        assert_eq!(trained.frames.len(), STEPS / STEP + 1);
        let first = trained.at(0).unwrap();
        assert_eq!(
            (first.adalora.triplets(), first.pruned.triplets()),
            (36, 96)
        );
        assert!((first.adalora.loss - trained.first_loss).abs() < 1e-9);
        let last = trained.at(STEPS).unwrap();
        for spent in [
            &last.adalora,
            &last.pruned,
            &trained.uniform,
            &trained.oracle,
        ] {
            assert_eq!(spent.triplets(), 24);
            assert_eq!(spent.numbers(), 24 * 49);
            assert!(spent.loss >= trained.oracle.loss * (1.0 - 1e-9));
        }
        assert!(last.adalora.loss < trained.uniform.loss);
        assert!(last.pruned.loss < last.adalora.loss);
        // Pruning only takes away: no bar of it grows.
        let grows = |pair: &[Frame]| {
            let ranks = pair[0].pruned.ranks.iter().zip(&pair[1].pruned.ranks);
            ranks.clone().any(|(before, after)| after > before)
        };
        assert!(!trained.frames.windows(2).any(grows));
    }

    #[test]
    fn equal_layers_leave_nothing_to_gain() {
        let shared = Shared {
            layers: Layers::Equal,
            ..State::default().shared()
        };
        let trained = run(shared).unwrap();
        assert!((trained.uniform.loss - trained.oracle.loss).abs() < 1e-12);
        assert!(trained.at(STEPS).unwrap().adalora.loss >= trained.uniform.loss * (1.0 - 1e-9));
    }

    #[test]
    fn every_budget_ends() {
        for (budget, high_rank, layers) in [
            (1, 1, Layers::Mixed),
            (5, 24, Layers::Real),
            (96, 1, Layers::Mixed),
        ] {
            let shared = Shared {
                budget,
                high_rank,
                layers,
                seed: 9,
            };
            let trained = run(shared).unwrap();
            let last = trained.at(STEPS).unwrap();
            assert_eq!(last.adalora.triplets(), budget);
            assert_eq!(last.pruned.triplets(), budget);
            assert!(last.adalora.loss.is_finite() && last.pruned.loss.is_finite());
        }
    }

    #[test]
    fn losses_are_in_the_updates_own_units() {
        let shared = Shared {
            layers: Layers::Real,
            ..State::default().shared()
        };
        let trained = run(shared).unwrap();
        // Six layers of 24 times σ = ½.
        assert_eq!((trained.unit, trained.first_loss), (0.5, 36.0));
        let first = trained.at(0).unwrap();
        for spent in [&first.adalora, &first.pruned] {
            assert!((spent.loss - 36.0).abs() < 1e-12, "{}", spent.loss);
        }
        assert_eq!(trained.oracle.loss, 0.25 * (144.0 - 24.0));
        let made = run(State::default().shared()).unwrap();
        assert_eq!(made.unit, 1.0);
    }

    #[test]
    fn the_real_layers_need_their_spectra() {
        assert!(spectra(Layers::Real, &[]).is_err());
        assert!(spectra(Layers::Real, &vec![vec![1.0; 3]; 6]).is_err());
    }
}

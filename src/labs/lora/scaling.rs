//! α/r against α/√r, measured: the same α, learning rate and step count for every r.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::engine::{self, Job, JobKind, Step};
use crate::learn::lora::{
    LoraProblem, LoraTraining, ProblemSettings, Scaling, ScalingExperiment, TrainingSettings,
};
use crate::learn::optimizer::OptimizerKind;

/// The layer of the experiment: the toy.
pub const SIDES: (usize, usize) = (64, 48);
pub const RANKS: [usize; 7] = [1, 2, 4, 8, 16, 32, 64];
/// Steps of plain gradient descent for every r.
pub const STEPS: usize = 100;
/// The accident's r, and the α that is right for r = 8.
pub const ACCIDENT_RANK: usize = 64;
pub const ACCIDENT_ALPHA: f64 = 8.0;

/// The name the page asks by.
pub const NAME: &str = "lora.scaling";

pub const COMPARE: JobKind = JobKind {
    name: NAME,
    start: |input| {
        let order: Order = engine::decode(input).map_err(|error| error.to_string())?;
        Compare::new(order).map(|job| Box::new(job) as Box<dyn Job>)
    },
};

/// What the page asks for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    pub seed: u64,
    pub alpha: f64,
}

/// The size of the update at one r; `last` and `loss` are missing where training diverged.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Size {
    pub rank: usize,
    pub scale: f64,
    /// How far the first step goes towards ΔW*.
    pub first: f64,
    /// ‖s·BA‖ after all steps.
    pub last: Option<f64>,
    pub loss: Option<f64>,
}

/// One loss curve of the accident.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    pub name: String,
    pub losses: Vec<f64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    pub order: Order,
    pub learning_rate: f64,
    /// α/r, then α/√r; one entry for each of [`RANKS`].
    pub lora: Vec<Size>,
    pub rslora: Vec<Size>,
    pub accident: Vec<Curve>,
}

struct Compare {
    order: Order,
    problem: Arc<LoraProblem>,
    learning_rate: f64,
    experiments: [ScalingExperiment; 2],
    at: usize,
}

impl Compare {
    fn new(order: Order) -> Result<Self, String> {
        let problem = LoraProblem::new(&ProblemSettings::new(SIDES.0, SIDES.1, order.seed))
            .map(Arc::new)
            .map_err(|error| error.to_string())?;
        let settings = TrainingSettings {
            optimizer: OptimizerKind::GradientDescent,
            ..TrainingSettings::new(1, order.alpha)
        };
        let experiment = |scaling| {
            let settings = TrainingSettings {
                scaling,
                ..settings
            };
            ScalingExperiment::new(Arc::clone(&problem), settings, RANKS.to_vec(), STEPS)
        };
        let first = LoraTraining::new(Arc::clone(&problem), settings).map_err(|e| e.to_string())?;
        Ok(Self {
            order,
            learning_rate: first.learning_rate(),
            experiments: [experiment(Scaling::Lora), experiment(Scaling::RsLora)],
            problem,
            at: 0,
        })
    }

    fn advance(&mut self) -> Result<Step, String> {
        if let Some(experiment) = self.experiments.get_mut(self.at) {
            if !experiment.step().map_err(|error| error.to_string())? {
                self.at += 1;
            }
            let share: f64 = self.experiments.iter().map(ScalingExperiment::share).sum();
            return Ok(Step::Working(share / 2.5));
        }
        let sizes = |experiment: &ScalingExperiment| {
            let sizes = experiment.sizes().iter().map(|size| Size {
                rank: size.rank,
                scale: size.s,
                first: size.first_towards_target,
                last: size.last,
                loss: size.loss,
            });
            sizes.collect()
        };
        let comparison = Comparison {
            order: self.order,
            learning_rate: self.learning_rate,
            lora: sizes(&self.experiments[0]),
            rslora: sizes(&self.experiments[1]),
            accident: self.accident().map_err(|error| error.to_string())?,
        };
        engine::encode(&comparison)
            .map(Step::Done)
            .map_err(|error| error.to_string())
    }

    /// r = 8 with its α, r = 64 with the α left where it was, and with α raised as r was.
    fn accident(&self) -> Result<Vec<Curve>, crate::learn::Error> {
        let ratio = ACCIDENT_RANK as f64 / 8.0;
        let cases = [
            (8, ACCIDENT_ALPHA, "r = 8, α = 8"),
            (ACCIDENT_RANK, ACCIDENT_ALPHA, "r = 64, α left at 8"),
            (ACCIDENT_RANK, ACCIDENT_ALPHA * ratio, "r = 64, α = 64"),
        ];
        let curve = |(rank, alpha, name): (usize, f64, &str)| {
            let settings = TrainingSettings {
                optimizer: OptimizerKind::GradientDescent,
                ..TrainingSettings::new(rank, alpha)
            };
            let mut training = LoraTraining::new(Arc::clone(&self.problem), settings)?;
            let mut losses = vec![training.loss()];
            for _ in 0..STEPS {
                training.step();
                if training.diverged().is_some() {
                    break;
                }
                losses.push(training.loss());
            }
            Ok(Curve {
                name: name.to_owned(),
                losses,
            })
        };
        cases.into_iter().map(curve).collect()
    }
}

impl Job for Compare {
    fn step(&mut self) -> Step {
        self.advance().unwrap_or_else(Step::Failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_update_shrinks_under_alpha_over_r_only() {
        let order = Order {
            seed: 1,
            alpha: 8.0,
        };
        let mut job = Compare::new(order).unwrap();
        let comparison: Comparison = loop {
            match job.step() {
                Step::Working(share) => assert!((0.0..=1.0).contains(&share)),
                Step::Done(bytes) => break engine::decode(&bytes).unwrap(),
                other => panic!("{other:?}"),
            }
        };
        let ends = |sizes: &[Size]| sizes.last().unwrap().first / sizes[2].first;
        assert_eq!(comparison.lora.len(), RANKS.len());
        // From r = 4 to 64: s²·r falls sixteenfold; under α/√r it stays. What A happens to be makes up the rest.
        assert!(ends(&comparison.lora) < 0.2, "{}", ends(&comparison.lora));
        assert!(
            (0.4..2.5).contains(&ends(&comparison.rslora)),
            "{}",
            ends(&comparison.rslora)
        );
        let last = |i: usize| *comparison.accident[i].losses.last().unwrap();
        assert!(last(1) > last(0), "the accident trains more slowly");
    }
}

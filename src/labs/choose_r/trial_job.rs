//! Choosing r by trial, in the worker: LoRA trained at r = 1, 2, 4, … on the synthetic update, over several seeds.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::engine::{self, Job, JobKind, Step};
use crate::learn::lora::{ProblemSettings, TrainingSettings, Update};
use crate::learn::sweep::{Sweep, SweepSettings, doubling_ranks};

use super::state::{SIDE, Trial};

/// Steps of each training.
pub const STEPS: usize = 400;
/// α of each training; it stays as r grows, so s = α/r shrinks.
pub const ALPHA: f64 = 8.0;
/// Steps of one slice: some ten milliseconds at the largest r.
const SLICE: usize = 8;

/// The name the page asks by.
pub const NAME: &str = "choose-r.trial";

pub const SWEEP: JobKind = JobKind {
    name: NAME,
    start: |input| {
        let trial: Trial = engine::decode(input).map_err(|error| error.to_string())?;
        let sweep = Sweep::new(settings(&trial)).map_err(|error| error.to_string())?;
        Ok(Box::new(Run {
            trial,
            sweep,
            sent: 0,
        }))
    },
};

/// Mean losses at one rank, with their standard errors over the seeds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    pub rank: usize,
    /// How many seeds have come in.
    pub seeds: usize,
    pub training: (f64, f64),
    /// The lowest training loss that the rank allows, mean over the seeds.
    pub floor: f64,
    pub validation: (f64, f64),
}

/// What the worker sends, after every training.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tried {
    pub trial: Trial,
    pub rows: Vec<Row>,
    /// Rank of the lowest mean validation loss.
    pub best: usize,
    /// The smallest rank within one standard error of it.
    pub smallest: usize,
    /// The lowest mean plus its standard error.
    pub limit: f64,
    /// Trainings done.
    pub done: usize,
    pub of: usize,
}

impl Tried {
    pub fn is_over(&self) -> bool {
        self.done >= self.of
    }

    /// The row of the best rank.
    pub fn best_row(&self) -> Option<&Row> {
        self.rows.iter().find(|row| row.rank == self.best)
    }

    /// The rows that the steps have left so far above their floor that the rule could pick another rank.
    ///
    /// A smaller rank counts where that is more than half of what it lies above the limit; a larger one where it is
    /// more than half of its validation loss and the rest is less than half of what the chosen rank has.
    pub fn unfinished(&self) -> Vec<&Row> {
        let chosen = self.rows.iter().find(|row| row.rank == self.smallest);
        let chosen = chosen.map_or(0.0, |row| row.validation.0);
        let matters = |row: &&Row| {
            let above = row.training.0 - row.floor;
            let loss = row.validation.0;
            // σ₁ is about 1, so below this there is only rounding.
            above > f64::max(0.1 * row.floor, 1e-20)
                && match row.rank.cmp(&self.smallest) {
                    Ordering::Less => above > 0.5 * (loss - self.limit),
                    Ordering::Equal => false,
                    Ordering::Greater => above > 0.5 * loss && loss - above < 0.5 * chosen,
                }
        };
        self.rows.iter().filter(matters).collect()
    }

    /// Whether each further rank lowers the mean loss that `pick` takes.
    pub fn falls_throughout(&self, pick: fn(&Row) -> f64) -> bool {
        self.rows
            .windows(2)
            .all(|pair| pick(&pair[1]) < pick(&pair[0]))
    }
}

struct Run {
    trial: Trial,
    sweep: Sweep,
    /// Trainings that the page knows of.
    sent: usize,
}

fn settings(trial: &Trial) -> SweepSettings {
    SweepSettings {
        problem: ProblemSettings {
            update: Update::Synthetic {
                decay: trial.decay,
                noise: trial.floor,
            },
            samples: Some(trial.samples),
            target_noise: trial.noise,
            ..ProblemSettings::new(SIDE, SIDE, trial.seed)
        },
        training: TrainingSettings::new(1, ALPHA),
        ranks: doubling_ranks(SIDE, SIDE),
        seeds: trial.seeds,
        steps: STEPS,
    }
}

impl Job for Run {
    fn step(&mut self) -> Step {
        let more = match self.sweep.step(SLICE) {
            Ok(more) => more,
            Err(error) => return Step::Failed(error.to_string()),
        };
        let done = self.sweep.rows().iter().map(|row| row.training.len()).sum();
        if more && done == self.sent {
            return Step::Working(self.sweep.share());
        }
        self.sent = done;
        let Some(tried) = self.tried(more) else {
            return match more {
                true => Step::Working(self.sweep.share()),
                false => Step::Failed(
                    "Every training of this trial diverged. Choose another seed or less noise."
                        .to_owned(),
                ),
            };
        };
        match engine::encode(&tried) {
            Ok(bytes) if more => Step::Snapshot(bytes),
            Ok(bytes) => Step::Done(bytes),
            Err(error) => Step::Failed(error.to_string()),
        }
    }
}

impl Run {
    fn tried(&self, more: bool) -> Option<Tried> {
        let rows = self.sweep.rows();
        let of = rows.len() * self.trial.seeds;
        let choice = self.sweep.choice()?;
        let summed = rows.iter().filter_map(|row| {
            Some(Row {
                rank: row.rank,
                seeds: row.validation.len(),
                training: row.training_mean()?,
                floor: row.floor_mean()?,
                validation: row.validation_mean()?,
            })
        });
        Some(Tried {
            trial: self.trial,
            rows: summed.collect(),
            best: choice.best,
            smallest: choice.smallest_within_one_standard_error,
            limit: choice.limit,
            // A training that diverged is done too.
            done: if more { self.sent.min(of) } else { of },
            of,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labs::choose_r::state::State;

    fn run(trial: &Trial) -> (usize, Tried) {
        let mut job = (SWEEP.start)(&engine::encode(trial).unwrap()).unwrap();
        let mut snapshots = 0;
        for _ in 0..100_000 {
            match job.step() {
                Step::Working(share) => assert!((0.0..=1.0).contains(&share)),
                Step::Snapshot(bytes) => {
                    let tried: Tried = engine::decode(&bytes).unwrap();
                    snapshots += 1;
                    assert_eq!(tried.done, snapshots);
                    assert!(!tried.is_over());
                }
                Step::Done(bytes) => return (snapshots, engine::decode(&bytes).unwrap()),
                Step::Failed(reason) => panic!("{reason}"),
            }
        }
        panic!("the job does not end");
    }

    /// With noise on the targets more rank fits the noise: training loss falls, validation loss turns.
    #[test]
    fn the_default_trial() {
        let trial = Trial {
            seeds: 2,
            ..State::default().trial()
        };
        let (snapshots, tried) = run(&trial);
        assert_eq!((snapshots, tried.of), (13, 14));
        assert!(tried.is_over());
        let ranks: Vec<usize> = tried.rows.iter().map(|row| row.rank).collect();
        assert_eq!(ranks, [1, 2, 4, 8, 16, 32, 64]);
        assert!(tried.falls_throughout(|row| row.training.0));
        assert!(!tried.falls_throughout(|row| row.validation.0));
        assert_eq!(tried.best, 8);
        assert!(tried.smallest <= tried.best);
        assert_eq!(tried.best_row().map(|row| row.seeds), Some(2));
    }

    #[test]
    fn a_trial_without_anything_to_learn() {
        let trial = Trial {
            decay: 8.0,
            noise: 0.0,
            samples: 64,
            seeds: 2,
            ..State::default().trial()
        };
        let (_, tried) = run(&trial);
        assert!(tried.rows.iter().all(|row| row.validation.0.is_finite()));
    }
}

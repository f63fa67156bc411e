//! Choosing r by trial: train at r = 1, 2, 4, 8, … over several seeds and look at data that was not trained on.

use std::sync::Arc;

use super::Error;
use super::error::require_count;
use super::lora::{LoraProblem, LoraTraining, ProblemSettings, TrainingSettings, Update};
use crate::data::random::SplitMix64;

/// The most trainings in one sweep.
const MAX_TRAININGS: usize = 1000;

/// What a [`Sweep`] trains.
#[derive(Debug, Clone, PartialEq)]
pub struct SweepSettings {
    /// ΔW* and W belong to its seed and stay the same; data and noise are drawn anew for every seed of the sweep.
    pub problem: ProblemSettings,
    /// α, optimizer, start, learning rate; the rank is replaced.
    pub training: TrainingSettings,
    pub ranks: Vec<usize>,
    /// How many seeds.
    pub seeds: usize,
    /// Steps of each training.
    pub steps: usize,
}

/// r = 1, 2, 4, 8, … up to min(d, k), which is the last.
pub fn doubling_ranks(d: usize, k: usize) -> Vec<usize> {
    let full = d.min(k);
    let mut ranks: Vec<usize> = std::iter::successors(Some(1usize), |r| r.checked_mul(2))
        .take_while(|&r| r < full)
        .collect();
    if full > 0 {
        ranks.push(full);
    }
    ranks
}

/// Losses at one rank, one per seed, in the order of the seeds. A training that diverged is left out.
#[derive(Debug, Clone, PartialEq)]
pub struct SweepRow {
    pub rank: usize,
    pub training: Vec<f64>,
    /// The lowest training loss that the rank allows on the data of each seed.
    pub floors: Vec<f64>,
    pub validation: Vec<f64>,
}

impl SweepRow {
    /// The mean validation loss and its standard error; `None` without a training that held.
    pub fn validation_mean(&self) -> Option<(f64, f64)> {
        mean_and_standard_error(&self.validation)
    }

    /// The mean training loss and its standard error.
    pub fn training_mean(&self) -> Option<(f64, f64)> {
        mean_and_standard_error(&self.training)
    }

    /// The mean of the floors of the training loss.
    pub fn floor_mean(&self) -> Option<f64> {
        mean_and_standard_error(&self.floors).map(|(mean, _)| mean)
    }
}

/// Mean and standard error s/√n with s from n − 1; the error of a single value is 0.
pub fn mean_and_standard_error(values: &[f64]) -> Option<(f64, f64)> {
    if values.is_empty() {
        return None;
    }
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    if values.len() == 1 {
        return Some((mean, 0.0));
    }
    let squares: f64 = values.iter().map(|x| (x - mean) * (x - mean)).sum();
    Some((mean, (squares / (n - 1.0) / n).sqrt()))
}

/// A sweep in progress. Sliceable: [`step`](Self::step) takes some steps of one training.
#[derive(Debug, Clone)]
pub struct Sweep {
    settings: SweepSettings,
    /// The seed of the data for each seed of the sweep, and of its validation data.
    seeds: Vec<(u64, u64)>,
    rows: Vec<SweepRow>,
    /// Trainings finished.
    done: usize,
    current: Option<Current>,
}

/// The problems of one seed serve all its ranks.
#[derive(Debug, Clone)]
struct Current {
    problem: Arc<LoraProblem>,
    validation: Arc<LoraProblem>,
    training: LoraTraining,
}

impl Sweep {
    /// # Errors
    /// No ranks, no seeds, more than 1000 trainings; those of [`LoraProblem::new`].
    pub fn new(settings: SweepSettings) -> Result<Self, Error> {
        require_count("The number of ranks", settings.ranks.len(), MAX_TRAININGS)?;
        require_count("The number of seeds", settings.seeds, MAX_TRAININGS)?;
        let trainings = settings.ranks.len().saturating_mul(settings.seeds);
        require_count("The number of trainings", trainings, MAX_TRAININGS)?;
        let mut rng = SplitMix64::new(settings.problem.seed);
        let seeds = (0..settings.seeds)
            .map(|_| (rng.next_u64(), rng.next_u64()))
            .collect();
        let base = LoraProblem::new(&settings.problem)?;
        let rows = settings.ranks.iter().map(|&rank| SweepRow {
            rank,
            training: Vec::new(),
            floors: Vec::new(),
            validation: Vec::new(),
        });
        Ok(Self {
            seeds,
            rows: rows.collect(),
            done: 0,
            current: None,
            settings: SweepSettings {
                problem: ProblemSettings {
                    weight: Some(base.w().clone()),
                    update: Update::Given(base.delta_w().clone()),
                    ..settings.problem.clone()
                },
                ..settings
            },
        })
    }

    /// Up to `count` steps of the present training, or the drawing of the next. Returns whether work is left.
    /// # Errors
    /// Those of [`LoraProblem::new`] and [`LoraTraining::new`].
    pub fn step(&mut self, count: usize) -> Result<bool, Error> {
        if self.is_finished() {
            return Ok(false);
        }
        let Some(current) = &mut self.current else {
            self.current = Some(self.start_next(None)?);
            return Ok(true);
        };
        let left = self.settings.steps.saturating_sub(current.training.steps());
        current.training.run(count.max(1).min(left));
        if current.training.steps() >= self.settings.steps || current.training.diverged().is_some()
        {
            self.finish_training()?;
        }
        Ok(!self.is_finished())
    }

    fn finish_training(&mut self) -> Result<(), Error> {
        let Some(current) = self.current.take() else {
            return Ok(());
        };
        let row = self.done % self.rows.len().max(1);
        if let Some(row) = self.rows.get_mut(row)
            && current.training.diverged().is_none()
        {
            row.training.push(current.training.loss());
            row.floors.push(current.training.floor());
            row.validation.push(validation_loss(&current));
        }
        self.done += 1;
        let same_seed = !self.done.is_multiple_of(self.rows.len().max(1));
        if same_seed && !self.is_finished() {
            self.current = Some(self.start_next(Some(current))?);
        }
        Ok(())
    }

    fn start_next(&self, before: Option<Current>) -> Result<Current, Error> {
        let ranks = self.settings.ranks.len().max(1);
        let rank = self.settings.ranks.get(self.done % ranks).map_or(1, |&r| r);
        let (problem, validation) = match before {
            Some(current) => (current.problem, current.validation),
            None => self.draw(self.done / ranks)?,
        };
        let settings = TrainingSettings {
            rank,
            ..self.settings.training
        };
        Ok(Current {
            training: LoraTraining::new(problem.clone(), settings)?,
            problem,
            validation,
        })
    }

    fn draw(&self, index: usize) -> Result<(Arc<LoraProblem>, Arc<LoraProblem>), Error> {
        let (training, validation) = self.seeds.get(index).copied().unwrap_or((0, 1));
        let draw = |seed| {
            let settings = ProblemSettings {
                seed,
                ..self.settings.problem.clone()
            };
            Ok::<_, Error>(Arc::new(LoraProblem::new(&settings)?))
        };
        Ok((draw(training)?, draw(validation)?))
    }

    pub fn is_finished(&self) -> bool {
        self.done >= self.seeds.len() * self.rows.len()
    }

    /// The share of the work done, 0 to 1.
    pub fn share(&self) -> f64 {
        let steps = self.current.as_ref().map_or(0, |c| c.training.steps());
        let part = steps as f64 / self.settings.steps.max(1) as f64;
        let trainings = (self.seeds.len() * self.rows.len()).max(1) as f64;
        ((self.done as f64 + part) / trainings).min(1.0)
    }

    /// The losses so far, in the order of the ranks.
    pub fn rows(&self) -> &[SweepRow] {
        &self.rows
    }

    /// The rank that the one-standard-error rule picks from the trainings so far.
    pub fn choice(&self) -> Option<Choice> {
        Choice::new(&self.rows)
    }
}

/// ‖Y − (W′ − W)X‖²_F/N on data of the same kind that was not trained on.
fn validation_loss(current: &Current) -> f64 {
    let validation = &current.validation;
    let mut rest = validation.y().clone();
    rest.gemm(
        -1.0,
        &current.training.learned_update(),
        validation.x(),
        1.0,
    );
    rest.norm_squared() / validation.samples() as f64
}

/// What the one-standard-error rule says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// The rank of the lowest mean validation loss.
    pub best: usize,
    /// The smallest rank whose mean is at most the lowest plus its standard error.
    pub smallest_within_one_standard_error: usize,
    /// The lowest mean plus its standard error.
    pub limit: f64,
}

impl Choice {
    /// `None` when no row has a loss. Source: Breiman et al. 1984, §3.4.3 (the 1 SE rule).
    pub fn new(rows: &[SweepRow]) -> Option<Self> {
        let means: Vec<(usize, f64, f64)> = rows
            .iter()
            .filter_map(|row| row.validation_mean().map(|(mean, se)| (row.rank, mean, se)))
            .collect();
        let &(best, mean, error) = means
            .iter()
            .min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)))?;
        let limit = mean + error;
        let within = means.iter().filter(|row| row.1 <= limit).map(|row| row.0);
        Some(Self {
            best,
            smallest_within_one_standard_error: within.min().unwrap_or(best),
            limit,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_double_up_to_the_full_rank() {
        assert_eq!(doubling_ranks(64, 48), [1, 2, 4, 8, 16, 32, 48]);
        assert_eq!(doubling_ranks(8, 100), [1, 2, 4, 8]);
        assert_eq!(doubling_ranks(1, 1), [1]);
        assert!(doubling_ranks(0, 3).is_empty());
    }

    #[test]
    fn the_rule_takes_the_smallest_within_one_standard_error() {
        let row = |rank, validation: &[f64]| SweepRow {
            rank,
            training: vec![],
            floors: vec![],
            validation: validation.to_vec(),
        };
        let rows = [
            row(1, &[9.0, 9.0]),
            row(2, &[1.4, 1.6]),
            row(4, &[0.4, 1.6]),
            row(8, &[1.1, 1.3]),
        ];
        let choice = Choice::new(&rows);
        // Best: 1.0 at r = 4 with standard error 0.6; r = 2 has 1.5.
        assert_eq!(
            choice.map(|c| (c.best, c.smallest_within_one_standard_error)),
            Some((4, 2))
        );
        assert!(choice.is_some_and(|c| (c.limit - 1.6).abs() < 1e-12));
        assert_eq!(Choice::new(&[row(1, &[])]), None);
        assert_eq!(mean_and_standard_error(&[2.0]), Some((2.0, 0.0)));
    }
}

//! Training in the worker. The job keeps its problem and its training between requests: the page asks for a step
//! count, gets a picture, and asks for the next, so that the page sets the pace and nothing runs ahead of it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::engine::{self, Job, JobKind, Step};
use crate::learn;
use crate::learn::lora::{LoraProblem, LoraTraining, Precision, Start, forward};

use super::model::{
    Forward, Known, Real, Rounded, Trained, pixels, probe_input, problem_settings, thinned,
    training_settings,
};
use super::state::{Method, Probe, Task, Update};

/// Multiply-adds of one slice: some ten milliseconds.
const SLICE: usize = 20_000_000;

/// The name the page asks by.
pub const NAME: &str = "lora.train";

pub const TRAIN: JobKind = JobKind {
    name: NAME,
    start: |input| {
        let order: Order = engine::decode(input).map_err(|error| error.to_string())?;
        Ok(Box::new(Train {
            order,
            real: None,
            problem: None,
            training: None,
        }))
    },
};

/// What the page asks for: a training at a step.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Order {
    pub task: Task,
    pub method: Method,
    pub steps: usize,
    pub probe: Probe,
    /// Whether this is one picture of many: only what every picture needs is computed.
    pub moving: bool,
    /// Whether the page already has what holds for the task.
    pub known: bool,
    /// The real matrices, where the task is about them and the page hands them over.
    pub real: Option<Real>,
}

/// What the worker sends.
#[derive(Debug, Serialize, Deserialize)]
pub enum Answer {
    /// Once for each task.
    Known(Box<Known>),
    /// Last.
    Trained(Box<Trained>),
}

struct Running {
    method: Method,
    training: LoraTraining,
    /// The loss at every step so far.
    losses: Vec<f64>,
}

struct Train {
    order: Order,
    /// Kept, so that they need not be handed over with every picture.
    real: Option<Real>,
    problem: Option<(Task, Arc<LoraProblem>)>,
    training: Option<Running>,
}

impl Job for Train {
    fn step(&mut self) -> Step {
        self.advance().unwrap_or_else(Step::Failed)
    }

    fn take_over(&mut self, input: &[u8]) -> bool {
        match engine::decode::<Order>(input) {
            Ok(order) => {
                self.order = order;
                true
            }
            Err(_) => false,
        }
    }
}

impl Train {
    fn advance(&mut self) -> Result<Step, String> {
        let problem = self.problem()?;
        if !self.order.known {
            self.order.known = true;
            return answer(&Answer::Known(Box::new(known(self.order.task, &problem))))
                .map(Step::Snapshot);
        }
        let mut running = self.running(&problem)?;
        if let Some(share) = running.walk(self.order.steps) {
            self.training = Some(running);
            return Ok(Step::Working(share));
        }
        let trained = self.trained(&problem, &running);
        self.training = Some(running);
        answer(&Answer::Trained(Box::new(trained?))).map(Step::Done)
    }

    /// The problem of the task, kept from the last request where it is the same.
    fn problem(&mut self) -> Result<Arc<LoraProblem>, String> {
        if let Some(real) = self.order.real.take() {
            self.real = Some(real);
        }
        if let Some((_, problem)) = self.problem.as_ref().filter(|(t, _)| *t == self.order.task) {
            return Ok(Arc::clone(problem));
        }
        self.training = None;
        let task = self.order.task;
        let real = match task.update {
            Update::Synthetic => None,
            Update::Minilm => Some(self.real.clone().ok_or_else(|| {
                "the real matrices have been lost with the background computation; press Reset"
                    .to_owned()
            })?),
        };
        let problem = LoraProblem::new(&problem_settings(&task, real))
            .map(Arc::new)
            .map_err(|error| error.to_string())?;
        self.problem = Some((task, Arc::clone(&problem)));
        Ok(problem)
    }

    /// The training of the method, kept where it is the same and not beyond the step wanted.
    fn running(&mut self, problem: &Arc<LoraProblem>) -> Result<Running, String> {
        let Order { method, steps, .. } = self.order;
        if let Some(running) = self.training.take()
            && running.method == method
            && running.training.steps() <= steps
        {
            return Ok(running);
        }
        let training = LoraTraining::new(Arc::clone(problem), training_settings(&method))
            .map_err(|error| error.to_string())?;
        Ok(Running {
            method,
            losses: vec![training.loss()],
            training,
        })
    }

    fn trained(&self, problem: &LoraProblem, running: &Running) -> Result<Trained, String> {
        let Order {
            task,
            method,
            steps,
            probe,
            moving,
            ..
        } = self.order;
        let training = &running.training;
        let measured = training.measure().map_err(|error| error.to_string())?;
        let offset = match method.start {
            Start::Paper => Vec::new(),
            Start::Pissa => pixels(&(training.target() - problem.delta_w())),
        };
        Ok(Trained {
            task,
            method,
            asked: steps,
            steps: training.steps(),
            a: training.a(),
            b: training.b().clone(),
            product: pixels(&training.scaled_product()),
            offset,
            scale: training.scale(),
            learning_rate: training.learning_rate(),
            loss: training.loss(),
            first_loss: training.first_loss(),
            floor: training.floor(),
            history: thinned(&running.losses),
            error: measured.relative_error,
            best_error: measured.best_relative_error,
            rank: measured.rank,
            angles: measured.angles,
            singular_values: measured.singular_values,
            diverged: training.diverged().is_some(),
            forward: pass(training, probe, moving).map_err(|error| error.to_string())?,
        })
    }
}

impl Running {
    /// Trains for one slice; the share done while `steps` is not reached.
    fn walk(&mut self, steps: usize) -> Option<f64> {
        let problem = self.training.problem();
        let sides = problem.outputs() + problem.inputs();
        let one = 5 * self.training.rank() * problem.samples() * sides;
        let budget = (SLICE / one.max(1)).max(1);
        for _ in 0..budget {
            if self.training.steps() >= steps || self.training.diverged().is_some() {
                return None;
            }
            self.training.step();
            self.losses.push(self.training.loss());
        }
        Some(self.training.steps() as f64 / steps.max(1) as f64)
    }
}

fn answer(answer: &Answer) -> Result<Vec<u8>, String> {
    engine::encode(answer).map_err(|error| error.to_string())
}

fn known(task: Task, problem: &LoraProblem) -> Known {
    let most = task.d.min(task.k);
    Known {
        task,
        w: pixels(problem.w()),
        delta_w: pixels(problem.delta_w()),
        svd: problem.delta_w_svd().clone(),
        floors: (0..=most).map(|r| problem.regression().floor(r)).collect(),
    }
}

/// The forward pass at the present A and B; while training is under way only in f64.
fn pass(training: &LoraTraining, probe: Probe, moving: bool) -> Result<Forward, learn::Error> {
    let (a, w) = (training.a(), training.frozen());
    let x = probe_input(w.ncols(), &probe);
    let run = |precision| forward(w, &a, training.b(), training.scale(), &x, precision);
    let exact = run(Precision::F64)?;
    let rounded = if moving {
        Vec::new()
    } else {
        let passes = [
            ("f64", exact.clone()),
            ("f32", run(Precision::F32)?),
            ("bf16", run(Precision::Bf16)?),
        ];
        let rows = passes.iter().map(|(name, pass)| Rounded {
            name: (*name).to_owned(),
            gap: pass.gap,
            unchanged: pass.unchanged_entries,
        });
        rows.collect()
    };
    Ok(Forward {
        probe,
        x,
        frozen: exact.frozen,
        hidden: exact.hidden,
        update: exact.update,
        h: exact.unmerged,
        gap: exact.gap,
        rounded,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labs::lora::state::State;

    fn order(state: &State) -> Order {
        Order {
            task: state.task(),
            method: state.method(),
            steps: state.steps,
            probe: state.probe(),
            moving: false,
            known: false,
            real: None,
        }
    }

    /// Everything a job says until it is done.
    fn run(job: &mut dyn Job) -> (Option<Known>, Trained) {
        let mut known = None;
        for _ in 0..10_000 {
            let bytes = match job.step() {
                Step::Working(share) => {
                    assert!((0.0..=1.0).contains(&share));
                    continue;
                }
                Step::Snapshot(bytes) | Step::Done(bytes) => bytes,
                Step::Failed(reason) => panic!("{reason}"),
            };
            match engine::decode(&bytes).unwrap() {
                Answer::Known(found) => known = Some(*found),
                Answer::Trained(trained) => return (known, *trained),
            }
        }
        panic!("the job does not end");
    }

    fn start(order: &Order) -> Box<dyn Job> {
        (TRAIN.start)(&engine::encode(order).unwrap()).unwrap()
    }

    #[test]
    fn going_on_is_the_same_as_going_at_once() {
        let mut state = State {
            d: 12,
            k: 9,
            ..State::default()
        };
        let mut job = start(&order(&state));
        let (known, at_start) = run(job.as_mut());
        assert_eq!(known.unwrap().floors.len(), 10);
        assert_eq!((at_start.steps, at_start.rank), (0, 0));
        assert!((at_start.error - 1.0).abs() < 1e-12);
        for steps in [3, 40] {
            state.steps = steps;
            let mut next = order(&state);
            next.known = true;
            assert!(job.take_over(&engine::encode(&next).unwrap()));
            let (known, trained) = run(job.as_mut());
            assert!(known.is_none() && trained.shows(&state));
            let (_, at_once) = run(start(&order(&state)).as_mut());
            assert_eq!(trained, at_once);
        }
        // Back to an earlier step: from the start again.
        state.steps = 2;
        assert!(job.take_over(&engine::encode(&order(&state)).unwrap()));
        assert_eq!(run(job.as_mut()).1.steps, 2);
    }

    #[test]
    fn a_divergence_stops_and_is_told() {
        let state = State {
            d: 8,
            k: 8,
            optimizer: crate::learn::optimizer::OptimizerKind::GradientDescent,
            learning_rate: Some(1e3),
            steps: 500,
            ..State::default()
        };
        let (_, trained) = run(start(&order(&state)).as_mut());
        assert!(trained.diverged && trained.steps < 500 && trained.loss.is_finite());
        assert!(trained.shows(&state));
    }

    #[test]
    fn the_real_update_needs_its_matrices() {
        let state = State {
            update: Update::Minilm,
            ..State::default()
        };
        let Step::Failed(reason) = start(&order(&state)).step() else {
            panic!("it should have failed");
        };
        assert!(reason.contains("real matrices"));
    }
}

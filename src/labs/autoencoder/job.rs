//! Training in the worker. The job keeps its data and its training between requests: the page asks for a step count,
//! gets a picture, and asks for the next, so that the page sets the pace and nothing runs ahead of it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::engine::{self, Job, JobKind, Step};
use crate::learn::autoencoder::AutoencoderTraining;

use super::history::History;
use super::model::{File, Known, Trained, settings};
use super::snapshot::{Asked, Prepared, prepare, trained};
use super::state::{Method, Task};

/// Multiply-adds of one slice: some ten milliseconds.
const SLICE: usize = 20_000_000;
/// The name the page asks by.
pub const NAME: &str = "autoencoder.train";

pub const TRAIN: JobKind = JobKind {
    name: NAME,
    start: |input| {
        let order: Order = engine::decode(input).map_err(|error| error.to_string())?;
        Ok(Box::new(Train {
            order,
            file: None,
            prepared: None,
            training: None,
        }))
    },
};

/// What the page asks for: a training at a step.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Order {
    /// Of the task.
    pub key: u64,
    /// Left out in the pictures of a training under way.
    pub task: Option<Task>,
    /// What the task needs and the page hands over.
    pub file: Option<File>,
    pub method: Method,
    pub steps: usize,
    pub shown: usize,
    /// Whether the page already has what holds for the task.
    pub known: bool,
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
    training: AutoencoderTraining,
    history: History,
}

struct Train {
    order: Order,
    /// Kept, so that it need not be handed over with every order.
    file: Option<File>,
    prepared: Option<Arc<Prepared>>,
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
        let prepared = self.prepared()?;
        if !self.order.known {
            self.order.known = true;
            return answer(&Answer::Known(Box::new(prepared.known.clone()))).map(Step::Snapshot);
        }
        let mut running = self.running(&prepared)?;
        if let Some(share) = running.walk(self.order.steps) {
            self.training = Some(running);
            return Ok(Step::Working(share));
        }
        let asked = Asked {
            steps: self.order.steps,
            shown: self.order.shown,
        };
        let history = running.history.up_to_now(&running.training);
        let trained = trained(&prepared, &running.training, running.method, asked, history);
        self.training = Some(running);
        answer(&Answer::Trained(Box::new(trained?))).map(Step::Done)
    }

    /// The data of the task, kept from the last request where they are the same.
    fn prepared(&mut self) -> Result<Arc<Prepared>, String> {
        if let Some(file) = self.order.file.take() {
            self.file = Some(file);
        }
        if let Some(prepared) = self.prepared.as_ref().filter(|p| p.key == self.order.key) {
            return Ok(Arc::clone(prepared));
        }
        self.training = None;
        let task = self.order.task.as_ref().ok_or_else(|| {
            "The data have been lost with the background computation. Press Reset.".to_owned()
        })?;
        let prepared = prepare(self.order.key, task, self.file.as_ref()).map(Arc::new)?;
        self.prepared = Some(Arc::clone(&prepared));
        Ok(prepared)
    }

    /// The training of the method, kept where it is the same and not beyond the step wanted.
    fn running(&mut self, prepared: &Prepared) -> Result<Running, String> {
        let Order { method, steps, .. } = self.order;
        if let Some(running) = self.training.take()
            && running.method == method
            && running.training.steps() <= steps
        {
            return Ok(running);
        }
        let training = AutoencoderTraining::new(Arc::clone(&prepared.data), settings(&method))
            .map_err(|error| error.to_string())?;
        Ok(Running {
            method,
            history: History::new(&training),
            training,
        })
    }
}

impl Running {
    /// Trains for one slice; the share done while `steps` is not reached.
    fn walk(&mut self, steps: usize) -> Option<f64> {
        let data = self.training.data();
        let (n, count, r) = (data.features(), data.points(), self.method.rank);
        let (one, look) = match self.method.hidden {
            0 => (5 * n * r * count.min(n.max(40)), 60 * n * r * r),
            hidden => (6 * hidden * (n + r + 12) * count, 0),
        };
        let mut budget = SLICE as f64;
        loop {
            if self.training.steps() >= steps || self.training.diverged().is_some() {
                return None;
            }
            if budget <= 0.0 {
                return Some(self.training.steps() as f64 / steps.max(1) as f64);
            }
            self.training.step();
            budget -= one as f64;
            if self.history.record(&self.training) {
                budget -= look as f64;
            }
        }
    }
}

fn answer(answer: &Answer) -> Result<Vec<u8>, String> {
    engine::encode(answer).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::point_sets::SETS;
    use crate::labs::autoencoder::state::{Penalty, Start, State};
    use crate::learn::autoencoder::Activation;
    use crate::learn::optimizer::OptimizerKind;

    fn order(state: &State) -> Order {
        let task = state.task();
        Order {
            key: task.key(),
            task: Some(task),
            file: None,
            method: state.method(),
            steps: state.steps,
            shown: state.shown,
            known: false,
        }
    }

    /// Everything a job says until it is done.
    fn run(job: &mut dyn Job) -> (Option<Known>, Trained) {
        let mut known = None;
        for _ in 0..100_000 {
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
        let mut state = State::default();
        let mut job = start(&order(&state));
        let (known, at_start) = run(job.as_mut());
        assert_eq!(known.unwrap().singular_values.len(), 4);
        assert_eq!(at_start.steps, 0);
        for steps in [3, 700, 1500] {
            state.steps = steps;
            let next = Order {
                known: true,
                task: None,
                ..order(&state)
            };
            assert!(job.take_over(&engine::encode(&next).unwrap()));
            let (known, trained) = run(job.as_mut());
            assert!(known.is_none() && trained.shows(&state));
            let (_, at_once) = run(start(&order(&state)).as_mut());
            assert_eq!(trained, at_once);
            assert!(trained.history.len() <= 402);
        }
        // Back to an earlier step: from the start again.
        state.steps = 2;
        assert!(job.take_over(&engine::encode(&order(&state)).unwrap()));
        assert_eq!(run(job.as_mut()).1.steps, 2);
    }

    #[test]
    fn every_set_trains_in_every_way() {
        for info in SETS {
            for activation in [Activation::Linear, Activation::Tanh, Activation::Relu] {
                for start_at in [Start::Random, Start::Saddle] {
                    let mut state = State {
                        activation,
                        start: start_at,
                        lambda: 0.01,
                        penalty: Penalty::Unequal,
                        steps: 0,
                        ..State::default()
                    };
                    state.show_set(info);
                    state.steps = 5;
                    let mut order = order(&state);
                    order.file = state.is_digits().then(|| {
                        File::Digits(include_bytes!("../../../assets/data/digits.npy").to_vec())
                    });
                    let (known, trained) = run(start(&order).as_mut());
                    assert!(trained.shows(&state));
                    assert!(trained.loss.is_finite() && trained.errors.trained.is_finite());
                    let known = known.unwrap();
                    assert_eq!(known.spots.len(), trained.rebuilt_spots.len());
                    assert_eq!(known.codes.len(), trained.codes.len());
                }
            }
        }
    }

    #[test]
    fn a_divergence_stops_and_is_told() {
        let state = State {
            optimizer: OptimizerKind::GradientDescent,
            learning_rate: Some(1e3),
            steps: 500,
            ..State::default()
        };
        let (_, trained) = run(start(&order(&state)).as_mut());
        assert!(trained.diverged && trained.steps < 500 && trained.loss.is_finite());
        assert!(trained.shows(&state));
    }

    #[test]
    fn the_digits_need_their_file() {
        let mut state = State::default();
        state.show_set(&SETS[1]);
        let Step::Failed(reason) = start(&order(&state)).step() else {
            panic!("it should have failed");
        };
        assert!(reason.contains("lost"));
    }
}

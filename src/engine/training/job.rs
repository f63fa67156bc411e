//! Training in the worker. The page asks for a step, gets a picture, and asks for the next: it sets the pace, and nothing
//! runs ahead of it.

use std::sync::Arc;

use super::lesson::Lesson;
use super::order::{About, Answer, Frame, Goal, Order};
use crate::engine::job::{Job, JobKind, Step};
use crate::engine::message::{decode, encode};

/// Multiply-adds of one slice: some ten milliseconds.
const SLICE: f64 = 20e6;

/// The work of a lesson.
pub trait Trainer: Lesson {
    /// What is trained on.
    type Problem: 'static;
    /// A training under way.
    type Run: 'static;

    /// # Errors
    /// A sentence for the reader; so below.
    fn problem(task: &Self::Task, supply: Option<&Self::Supply>) -> Result<Self::Problem, String>;
    fn facts(problem: &Self::Problem) -> Self::Facts;
    /// A training at step 0.
    fn start(problem: &Self::Problem, method: &Self::Method) -> Result<Self::Run, String>;
    /// Takes one step. Returns what it cost, in multiply-adds.
    fn train(run: &mut Self::Run) -> f64;
    fn reached(run: &Self::Run) -> Reached;
    /// `quick`: only what every picture needs.
    fn picture(
        problem: &Self::Problem,
        run: &Self::Run,
        look: &Self::Look,
        quick: bool,
    ) -> Result<Self::Picture, String>;
}

/// Where a training is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    pub steps: usize,
    /// It cannot go on.
    pub ended: bool,
}

/// The job that serves a lesson's orders.
pub const fn job<T: Trainer>() -> JobKind {
    JobKind {
        name: T::NAME,
        start: |input| {
            Ok(Box::new(Train::<T> {
                order: decode(input).map_err(|error| error.to_string())?,
                supply: None,
                problem: None,
                run: None,
            }))
        },
    }
}

struct Train<T: Trainer> {
    order: Order<T>,
    /// The last that was handed over, with its number.
    supply: Option<(u64, Arc<T::Supply>)>,
    /// With the key of its task.
    problem: Option<(u64, Arc<T::Problem>)>,
    run: Option<(T::Method, T::Run)>,
}

impl<T: Trainer> Job for Train<T> {
    fn step(&mut self) -> Step {
        self.advance().unwrap_or_else(Step::Failed)
    }

    fn take_over(&mut self, input: &[u8]) -> bool {
        decode(input).map(|order| self.order = order).is_ok()
    }
}

impl<T: Trainer> Train<T> {
    fn advance(&mut self) -> Result<Step, String> {
        let Some(problem) = self.problem()? else {
            return answer::<T>(&Answer::Missing).map(Step::Done);
        };
        if !self.order.has.facts {
            self.order.has.facts = true;
            let (key, facts) = (self.order.key, Arc::new(T::facts(&problem)));
            return answer::<T>(&Answer::Facts(About { key, facts })).map(Step::Snapshot);
        }
        let mut run = self.run(&problem)?;
        let step = match walk::<T>(&mut run, self.order.goal) {
            Some(share) if self.order.has.picture => Ok(Step::Working(share)),
            Some(_) => {
                self.order.has.picture = true;
                self.picture(&problem, &run, None).map(Step::Snapshot)
            }
            None => {
                let asked = match self.order.goal {
                    Goal::Step(step) => step,
                    Goal::Here => T::reached(&run).steps,
                };
                self.picture(&problem, &run, Some(asked)).map(Step::Done)
            }
        };
        self.run = Some((self.order.method.clone(), run));
        step
    }

    /// The problem of the task, kept from the last order where it is the same; `None` where something for it is missing.
    fn problem(&mut self) -> Result<Option<Arc<T::Problem>>, String> {
        let key = self.order.key;
        if let Some((of, problem)) = &self.problem
            && *of == key
        {
            return Ok(Some(Arc::clone(problem)));
        }
        (self.problem, self.run) = (None, None);
        let Some(task) = self.order.task.take() else {
            return Ok(None);
        };
        let needed = T::supply(&task);
        if let Some(supply) = self.order.supply.take() {
            self.supply = needed.map(|number| (number, supply));
        }
        let supply = self.supply.as_ref();
        let supply = supply.filter(|(number, _)| Some(*number) == needed);
        if needed.is_some() && supply.is_none() {
            return Ok(None);
        }
        let problem = T::problem(&task, supply.map(|(_, supply)| supply.as_ref()))?;
        let problem = Arc::new(problem);
        self.problem = Some((key, Arc::clone(&problem)));
        Ok(Some(problem))
    }

    /// The training of the method, kept where it is the same and not beyond the step wanted.
    fn run(&mut self, problem: &T::Problem) -> Result<T::Run, String> {
        match self.run.take() {
            Some((method, run))
                if method == self.order.method && !is_beyond::<T>(&run, self.order.goal) =>
            {
                Ok(run)
            }
            _ => T::start(problem, &self.order.method),
        }
    }

    fn picture(
        &self,
        problem: &T::Problem,
        run: &T::Run,
        asked: Option<usize>,
    ) -> Result<Vec<u8>, String> {
        let look = self.order.look.clone();
        // What is on the way is seen for a moment only.
        let quick = self.order.quick || asked.is_none();
        let picture = Arc::new(T::picture(problem, run, &look, quick)?);
        answer::<T>(&Answer::Picture(Frame {
            key: self.order.key,
            look,
            asked,
            quick,
            picture,
        }))
    }
}

fn is_beyond<T: Trainer>(run: &T::Run, goal: Goal) -> bool {
    matches!(goal, Goal::Step(step) if T::reached(run).steps > step)
}

/// Trains for one slice; the share done while the goal is not reached.
fn walk<T: Trainer>(run: &mut T::Run, goal: Goal) -> Option<f64> {
    let Goal::Step(goal) = goal else {
        return None;
    };
    let mut left = SLICE;
    loop {
        let Reached { steps, ended } = T::reached(run);
        if steps >= goal || ended {
            return None;
        }
        if left <= 0.0 {
            return Some(steps as f64 / goal as f64);
        }
        left -= T::train(run);
    }
}

fn answer<T: Trainer>(answer: &Answer<T>) -> Result<Vec<u8>, String> {
    encode(answer).map_err(|error| error.to_string())
}
